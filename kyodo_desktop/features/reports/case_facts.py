"""What the sheet of a case may name beside its attributes: its photos, and words that are put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kyodo_desktop.core.dates import fiscal_year_label
from kyodo_desktop.core.errors import WorldError, reason
from kyodo_desktop.core.fields import Field, Text
from kyodo_desktop.core.schema import Schema, Snapshot
from kyodo_desktop.printing.slice_papers import Facts, Gathered

if TYPE_CHECKING:
    from kyodo_desktop.features.reports.service import CaseService

DRAWABLE = frozenset({".png", ".jpg", ".jpeg"})
"""Endings of the attached files that are photos."""

PICTURE = "picture"

FIELDS: Mapping[str, Field] = {"year_label": Text("年度"), "partner_names": Text("主体")}

TABLES: Mapping[str, Schema] = {
    "pictures": Schema("pictures", "写真", {PICTURE: Text("写真"), "caption": Text("説明")}),
}


def gather(service: CaseService, records: Sequence[Snapshot]) -> list[Gathered]:
    """Return the facts of cases, in order. Raises WorldError for a photo whose file cannot be read."""
    return [
        Gathered(
            {
                "year_label": fiscal_year_label(record["fiscal_year"]),
                "partner_names": "、".join(line["name"] for line in record.children["partners"]),
            },
            {"pictures": photos(service, record)},
        )
        for record in records
    ]


def photos(service: CaseService, record: Snapshot) -> list[dict[str, Any]]:
    """Return the photos of a case with their captions: those that have one first, in the order of the captions."""
    files = {
        attached.file_name: path
        for attached, path in service.attachments(record.id)
        if Path(attached.file_name).suffix.lower() in DRAWABLE
    }
    captions = {line["file_name"]: line["caption"] for line in record.children["photos"]}
    named = [name for name in captions if name in files]
    others = [name for name in files if name not in captions]
    return [{PICTURE: _bytes(files[name]), "caption": captions.get(name)} for name in (*named, *others)]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise WorldError(
            f"事例の写真「{path.name}」を開けません（{reason(error)}）。",
            next_step="添付ファイルを確かめるか、写真を外してから印刷してください。",
        ) from error


FACTS = Facts(FIELDS, TABLES, gather)
