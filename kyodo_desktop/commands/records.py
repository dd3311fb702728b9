"""Commands about the records of a slice: list, show, search."""

from __future__ import annotations

import argparse
from typing import Any

from kyodo_desktop.application import Office
from kyodo_desktop.commands.output import open_office, print_columns, print_json
from kyodo_desktop.commands.parser import whole_number
from kyodo_desktop.core.json_values import json_object, json_record
from kyodo_desktop.core.slice import Register, registers_of
from kyodo_desktop.database import search_index
from kyodo_desktop.slices import SLICES

NAMES = tuple(registers_of(SLICES))


def add(commands: Any) -> None:
    """Add these commands to the parser."""
    listing = commands.add_parser("list", help="台帳を一覧する")
    listing.add_argument("office", metavar="OFFICE")
    listing.add_argument("records", choices=NAMES)
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=run_list)

    show = commands.add_parser("show", help="一件をすべて表示する")
    show.add_argument("office", metavar="OFFICE")
    show.add_argument("records", choices=NAMES)
    show.add_argument("reference", metavar="REF")
    show.add_argument("--json", action="store_true")
    show.set_defaults(run=run_show)

    search = commands.add_parser("search", help="名前・ふりがな・住所・電話・番号で探す")
    search.add_argument("office", metavar="OFFICE")
    search.add_argument("text", metavar="TEXT")
    search.add_argument("--limit", type=whole_number(1, 100_000), default=50, metavar="N")
    search.add_argument("--json", action="store_true")
    search.set_defaults(run=run_search)


def run_list(options: argparse.Namespace) -> None:
    """Print all records of a register in its order."""
    with open_office(options, read_only=True) as office:
        register = office.register(options.records)
        objects = flat_records(office, register)
        if options.json:
            print_json(objects)
            return
        fields = office.service(register.slice_name).schema.fields
        listed = [name for name, field in fields.items() if field.listed]
        shown = [tuple(_text(each[name]) for name in listed) for each in objects]
        print_columns([tuple(fields[name].label for name in listed), *shown])


def flat_records(office: Office, register: Register) -> list[dict[str, Any]]:
    """Return the declared attributes of every record of a register, in its order."""
    service = office.service(register.slice_name)
    fields = service.schema.fields
    ids = service.list_ids(register.query()).ids
    rows = service.rows(ids, tuple(fields))
    words = office.words()
    return [json_object(fields, dict(zip(fields, rows[record_id], strict=True)), words) for record_id in ids]


def run_show(options: argparse.Namespace) -> None:
    """Print one whole record."""
    with open_office(options, read_only=True) as office:
        service = office.service(office.register(options.records).slice_name)
        snapshot = service.find(options.reference)
        words = office.words()
        if options.json:
            print_json([json_record(service.schema, snapshot, words)])
            return
        for name, field in service.schema.shown().items():
            if shown := field.show(snapshot[name], words):
                print(f"{field.label}\t{shown}")
        for name, child in service.schema.children.items():
            for line in snapshot.children[name]:
                said = "、".join(filter(None, (f.show(line[a], words) for a, f in child.shown().items())))
                print(f"{child.label}\t{said}")


def run_search(options: argparse.Namespace) -> None:
    """Print the best matches over everything, best first."""
    with open_office(options, read_only=True) as office:
        with office.database.read_rows() as connection:
            hits = search_index.find(connection, options.text, tuple(office.services), limit=options.limit)
        objects = []
        for hit in hits:
            service = office.service(hit.kind)
            fields = service.schema.fields
            row = service.rows([hit.record_id], tuple(fields))[hit.record_id]
            found = json_object(fields, dict(zip(fields, row, strict=True)), office.words())
            objects.append({"records": hit.kind} | found)
        if options.json:
            print_json(objects)
            return
        shown = [("reference", "name", "furigana", "address", "phone")]
        print_columns([tuple(_text(each.get(name)) for name in shown[0]) for each in objects])
        if not objects:
            print("見つかりませんでした。")


def _text(value: Any) -> str:
    if value is None:
        return ""
    return "、".join(value) if isinstance(value, list) else str(value)
