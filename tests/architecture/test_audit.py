"""Rows of records are written by the unit of work alone: whatever goes past it is not in the audit."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.checkout import PACKAGE, ROOT

UNAUDITED = {"Operation", "AuditRow", "Handout", "Sequence"}
"""What is written outside: the audit itself, what was handed out, and the numbers given."""

WRITING = {"insert", "update", "delete"}


def written_outside() -> Iterator[str]:
    """Yield the statements of SQLAlchemy's that write something, by the name of the module and of what is written."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("sqlalchemy")
            for alias in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WRITING & imported:
                yield f"{path.relative_to(ROOT)}: {ast.unparse(node.args[0])}"


def test_only_the_unit_of_work_writes_records() -> None:
    found = list(written_outside())
    assert "kyodo_desktop/database/work.py: table" in found
    elsewhere = [each for each in found if not each.startswith("kyodo_desktop/database/work.py")]
    assert [each for each in elsewhere if each.rpartition(": ")[2] not in UNAUDITED] == []
