"""The rulers are straight."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.benchmarks.measure import Measurement, cost_of_process, cpu_milliseconds, medians, percentile
from tests.benchmarks.run import main, record, table


def test_a_relative_target_is_on_the_ratio() -> None:
    start = Measurement("start", ours=180, limit=120, unit="ms", target=1.4)
    assert start.ratio == 1.5
    assert not start.met
    assert Measurement("start", ours=168, limit=120, unit="ms", target=1.4).met


def test_an_absolute_target_is_on_our_own_value() -> None:
    save = Measurement("save", ours=5.0, limit=None, unit="ms", target=5)
    assert save.ratio is None
    assert save.met
    assert not Measurement("save", ours=5.1, limit=None, unit="ms", target=5).met


def test_takes_alternate_and_the_warm_up_is_thrown_away() -> None:
    calls: list[str] = []
    values = {"ours": iter((900.0, 3.0, 1.0, 2.0)), "limit": iter((900.0, 6.0, 4.0, 5.0))}

    def take(name: str) -> float:
        calls.append(name)
        return next(values[name])

    assert medians(3, lambda: take("ours"), lambda: take("limit")) == (2.0, 5.0)
    assert calls == ["ours", "limit"] * 4


@pytest.mark.parametrize(("share", "expected"), [(50, 10), (95, 19), (99, 20), (100, 20)])
def test_percentile_is_the_nearest_rank(share: float, expected: int) -> None:
    assert percentile([*range(20, 0, -1)], share) == expected


def test_cost_counts_cpu_and_not_waiting() -> None:
    working = cost_of_process([sys.executable, "-c", "sum(range(10_000_000))"])
    waiting = cost_of_process([sys.executable, "-c", "import select; select.select([], [], [], 0.5)"])
    assert waiting.wall_milliseconds >= 500
    assert waiting.cpu_milliseconds < working.cpu_milliseconds
    assert working.peak_mebibytes > 5


def test_a_process_that_fails_is_no_measure() -> None:
    with pytest.raises(RuntimeError, match="ended with 3:\nno office"):
        cost_of_process([sys.executable, "-c", "import sys; sys.stderr.write('no office'); sys.exit(3)"])


def test_a_process_that_does_not_end_is_ended() -> None:
    with pytest.raises(RuntimeError, match="ended with -9"):
        cost_of_process([sys.executable, "-c", "import select; select.select([], [], [])"], seconds=0.2)


def test_cpu_of_a_call_is_in_milliseconds() -> None:
    assert 1 < cpu_milliseconds(lambda: sum(range(1_000_000))) < 5_000


def test_the_file_says_what_the_table_says(tmp_path: Path) -> None:
    lines = [Measurement("start", 180, 120, "ms", 1.4, "bare window"), Measurement("save", 2, None, "ms", 5)]
    assert [row.split() for row in table(lines).splitlines()[1:]] == [
        ["start", "180.00", "120.00", "ms", "1.50", "1.4", "MISSED", "bare", "window"],
        ["save", "2.00", "ms", "5", "met"],
    ]
    content = json.loads(record(lines, tmp_path / "results").read_text(encoding="utf-8"))
    assert [(line["name"], line["ratio"], line["met"]) for line in content["measurements"]] == [
        ("start", 1.5, False),
        ("save", None, True),
    ]


def test_an_unknown_benchmark_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["no-such"])
    assert ended.value.code == 2
    assert "no such benchmark: no-such" in capsys.readouterr().err
