"""Rules of the house that no linter knows."""

from __future__ import annotations

import re
import tokenize
from io import StringIO
from tokenize import COMMENT

import pytest

from tests.architecture.checkout import PACKAGE, ROOT, files, texts

_LONGEST = 400
_EXEMPTION = re.compile(r"#\s*(?:type:\s*ignore|noqa)\b(?P<rest>.*)")
_CODES = re.compile(r"^(?:\[[^\]]*\]|:\s*[A-Z]+\d+(?:[,\s]+[A-Z]+\d+)*)?")
_MACHINE_PATH = re.compile(r"(?<![\w.$}>)-])/(?:h[o]me|r[o]ot|t[m]p|w[o]rk)/[\w.-]+")
_REGISTRY_SETTING = re.compile(r"(?:extra-)?index[-_]u[r]l|find[-_]l[i]nks|trusted[-_]h[o]st", re.IGNORECASE)


def exemptions_without_reason(source: str) -> list[str]:
    """Return each comment that silences a checker without saying why beside it."""
    comments = [token.string for token in tokenize.generate_tokens(StringIO(source).readline) if token.type == COMMENT]
    found = (match for match in map(_EXEMPTION.search, comments) if match)
    return [match[0] for match in found if not _CODES.sub("", match["rest"]).strip(" #:-")]


@pytest.mark.parametrize(
    ("line", "stands"),
    [
        ("x = f()  # type: ignore", False),
        ("x = f()  # type: ignore[arg-type]", False),
        ("x = f()  # noqa: BLE001", False),
        ("x = f()  # noqa: BLE001, S110", False),
        ("x = f()  # type: ignore[arg-type]  # the stub is wrong", True),
        ("x = f()  # noqa: BLE001 - whatever a form raises is shown", True),
        ("x = f()", True),
    ],
)
def test_an_exemption_stands_only_with_its_reason(line: str, stands: bool) -> None:
    assert (exemptions_without_reason(line) == []) is stands


def test_every_exemption_has_its_reason_beside_it() -> None:
    bare = {str(path): exemptions_without_reason(path.read_text(encoding="utf-8")) for path in files(".py")}
    assert {name: found for name, found in bare.items() if found} == {}


def test_no_file_has_grown_beyond_one_reason_to_exist() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in files(".py")
        if PACKAGE in path.parents
    }
    assert len(lengths) > 20
    assert {name: length for name, length in lengths.items() if length > _LONGEST} == {}


@pytest.mark.parametrize("pattern", [_MACHINE_PATH, _REGISTRY_SETTING], ids=["path", "registry"])
def test_no_file_knows_the_machine_it_was_written_on(pattern: re.Pattern[str]) -> None:
    found = {
        f"{path.relative_to(ROOT)}:{number}": match[0]
        for path, content in texts()
        for number, line in enumerate(content.splitlines(), 1)
        if (match := pattern.search(line))
    }
    assert found == {}


def test_tests_wait_for_conditions_and_never_for_time() -> None:
    waits = [str(path) for path in files(".py") if re.search(r"\bqtbot\.w[a]it\(", path.read_text(encoding="utf-8"))]
    assert waits == []
