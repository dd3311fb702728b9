"""Python looks for garbage again when the work is over, however it ended."""

from __future__ import annotations

import gc

import pytest

from kyodo_desktop.core.garbage import collector_held_back


def test_the_collector_is_held_back_until_the_outermost_work_ends() -> None:
    assert gc.isenabled()
    with collector_held_back():
        assert not gc.isenabled()
        with collector_held_back():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_looks_again_after_work_that_failed() -> None:
    @collector_held_back()
    def fail() -> None:
        assert not gc.isenabled()
        raise LookupError

    for _ in range(2):
        with pytest.raises(LookupError):
            fail()
        assert gc.isenabled()
