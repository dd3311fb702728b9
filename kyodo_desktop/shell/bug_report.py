"""A bug's report: where in the program it happened, and nothing of what people typed."""

from __future__ import annotations

import datetime as dt
import platform
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

from kyodo_desktop import __version__


def describe(error: BaseException) -> str:
    """Return the kinds of the errors and the places in the code, without messages: those may hold names."""
    lines = [f"協働デスク {__version__}", f"Python {platform.python_version()} {platform.system()}", ""]
    for each in _chain(error):
        lines.append(type(each).__name__)
        for frame in traceback.extract_tb(each.__traceback__):
            lines.append(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}")
    return "\n".join(lines) + "\n"


def write_report(error: BaseException, office: Path | None, now: dt.datetime) -> Path | None:
    """Write the report into the office's folder ``reports``, or where temporary files go; None if neither can be."""
    name = f"report-{now:%Y%m%d-%H%M%S}.txt"
    for folder in filter(None, (office and office / "reports", Path(tempfile.gettempdir()))):
        try:
            folder.mkdir(exist_ok=True)
            path = folder / name
            path.write_text(describe(error), encoding="utf-8")
        except OSError:
            continue  # the next place is tried; without any the window still says that it happened
        return path
    return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__
