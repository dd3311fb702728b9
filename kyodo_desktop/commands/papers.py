"""Commands that print: forms, rosters, labels."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kyodo_desktop.application import Office
from kyodo_desktop.commands.output import STAFF, open_office, print_columns, print_json
from kyodo_desktop.commands.parser import whole_number
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.whole_file import write_whole
from kyodo_desktop.features.papers.print_job import NotForAll, PrintJob


def add(commands: Any) -> None:
    """Add these commands to the parser."""
    forms = commands.add_parser("forms", help="様式を一覧する")
    forms.add_argument("office", metavar="OFFICE")
    forms.add_argument("--json", action="store_true")
    forms.set_defaults(run=run_forms)

    printing = commands.add_parser("print", help="様式や綴りを PDF にする")
    printing.add_argument("office", metavar="OFFICE")
    printing.add_argument("form", metavar="FORM", help="様式か綴りの名前（forms で一覧できる）")
    chosen = printing.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--blank", action="store_true", help="手書き用の白紙")
    chosen.add_argument("--record", metavar="REF", help="登録番号の内容で埋める")
    printing.add_argument("--asked", metavar="TEXT", default="", help="綴りが尋ねること（審査員の氏名など）")
    _add_output(printing)
    printing.set_defaults(run=run_print)

    roster = commands.add_parser("roster", help="名簿を PDF にする")
    roster.add_argument("office", metavar="OFFICE")
    roster.add_argument("name", metavar="NAME", nargs="?")
    roster.add_argument("--list", action="store_true", help="名簿の名前を一覧する")
    roster.add_argument("--columns", metavar="A,B,…", help="出す項目（順に）")
    roster.add_argument("--group", metavar="ATTRIBUTE", help="見出しにする項目（index は五十音）")
    roster.add_argument("--json", action="store_true", help="--list を JSON にする")
    _add_output(roster, required=False)
    roster.set_defaults(run=run_roster)

    labels = commands.add_parser("labels", help="宛名ラベルを PDF にする")
    labels.add_argument("office", metavar="OFFICE")
    labels.add_argument("sheet", metavar="SHEET", help="用紙（a-one-31512、a-one-28648 など）")
    labels.add_argument(
        "records", metavar="RECORDS", help="住所のある一覧（organizations、volunteers、projects、grants）"
    )
    labels.add_argument(
        "--record", metavar="REF", action="append", help="登録番号（何度でも。なければ有効なものすべて）"
    )
    labels.add_argument("--start", type=int, default=1, metavar="N", help="始めの面")
    labels.add_argument("--copies", type=whole_number(1, _MOST_COPIES), default=1, metavar="N", help="同じ宛名の枚数")
    labels.add_argument("--offset", default="0,0", metavar="X,Y", help="印刷のずれ（右と下へ mm）")
    labels.add_argument("--honorific", default="", help="敬称（様・御中・各位・殿）")
    labels.add_argument("--skip-missing", action="store_true", help="住所のないものを除いて、ほかを印刷する")
    _add_output(labels)
    labels.set_defaults(run=run_labels)


_MOST_COPIES = 100
_FARTHEST_OFFSET = 50
"""Of a printer, in mm; beyond it the paper lies wrong."""

BUNDLE = "綴り"
"""The mark behind what binds several forms into one PDF."""


def run_forms(options: argparse.Namespace) -> None:
    """Print ids and titles of the forms and bundles; forms that cannot be read are refused with the reason."""
    with open_office(options, read_only=True) as office:
        templates, bundles = office.papers.templates(), office.papers.bundles()
    if options.json:
        print_json(
            [
                {
                    "id": form.id,
                    "title": form.title,
                    "number": form.number,
                    "records": form.schema.name,
                    "bundle": False,
                }
                for form in templates.forms.values()
            ]
            + [
                {"id": name, "title": bundle.title, "number": "", "records": records, "bundle": True}
                for name, (records, bundle) in bundles.items()
            ]
        )
    else:
        lines = [(form.id, form.title) for form in templates.forms.values()]
        lines += [(name, f"{bundle.title}（{BUNDLE}）") for name, (_, bundle) in bundles.items()]
        print_columns([*lines])
    if templates.broken:
        raise InputError("\n".join(str(error) for error in templates.broken.values()))


def run_print(options: argparse.Namespace) -> None:
    """Write a form, blank or filled with one record, or a bundle about one."""
    with open_office(options, read_only=options.blank, hands_out=True) as office:
        bundles = office.papers.bundles()
        if options.blank:
            if options.form in bundles:
                raise InputError("綴りに白紙はありません。--record で記録を指定してください。")
            _write(office, office.papers.blank_form(options.form), options.output, recorded=False)
            return
        bound = options.form in bundles
        slice_name = bundles[options.form][0] if bound else office.papers.template(options.form).schema.name
        record = office.service(slice_name).find(options.record)
        if bound:
            job = office.papers.bundle(options.form, record.id, options.asked)
        else:
            job = office.papers.filled_form(options.form, [record.id])
        _write(office, job, options.output, record=(slice_name, record.id))


def run_roster(options: argparse.Namespace) -> None:
    """Write a roster, or list their names."""
    if not options.list and not (options.name and options.output):
        raise InputError("名簿の名前と -o FILE.pdf を指定してください。名前は --list で一覧できます。")
    with open_office(options, read_only=options.list, hands_out=True) as office:
        if options.list:
            known = office.papers.rosters()
            if options.json:
                print_json([{"name": n, "title": paper.title, "records": s} for n, (s, paper) in known.items()])
            else:
                print_columns([(name, paper.title) for name, (_, paper) in known.items()])
            return
        columns = options.columns.split(",") if options.columns else None
        job = office.papers.roster(options.name, columns=columns, group=options.group)
        _write(office, job, options.output)


def run_labels(options: argparse.Namespace) -> None:
    """Write address labels of the named records, or of all that are in force as their slice counts them."""
    with open_office(options, hands_out=True) as office:
        service = office.service(options.records)
        if options.record:
            ids = [service.find(reference).id for reference in options.record]
        else:
            in_force = next(each.in_force for each in office.slices if each.name == options.records)
            ids = list(service.list_ids(ListQuery(filters=in_force)).ids)
        try:
            job = _labels(office, options, ids)
        except NotForAll as error:
            if not error.others:
                raise
            others = f"{error}ほかの{len(error.others):,}件だけを印刷"
            if not options.skip_missing:
                raise InputError(f"{others}するときは、--skip-missing を付けてください。") from error
            print(f"{others}します。", file=sys.stderr)
            job = _labels(office, options, error.others)
        _write(office, job, options.output)


def _labels(office: Office, options: argparse.Namespace, ids: Sequence[int]) -> PrintJob:
    return office.papers.labels(
        options.sheet,
        options.records,
        ids,
        start_cell=options.start,
        copies=options.copies,
        offset=_offset(options.offset),
        honorific=options.honorific,
    )


def _add_output(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.pdf", required=required)


def _offset(text: str) -> tuple[float, float]:
    try:
        right, down = map(float, text.split(","))
    except ValueError as error:
        raise InputError("--offset は「1.5,-0.5」のように、右と下へのずれを mm で指定してください。") from error
    if not (abs(right) <= _FARTHEST_OFFSET and abs(down) <= _FARTHEST_OFFSET):
        raise InputError(
            f"--offset は、右にも下にも -{_FARTHEST_OFFSET} から {_FARTHEST_OFFSET} mm までにしてください。"
        )
    return right, down


def _write(
    office: Office, job: PrintJob, path: Path, *, record: tuple[str, int] | None = None, recorded: bool = True
) -> None:
    drawn = job.draw()
    write_whole(path, drawn.pdf)
    if recorded:
        office.record_handout(STAFF, job.title, path.name, drawn.people, record)
    print(f"「{job.title}」を {path} に書き出しました。")
    if drawn.notice:
        print(drawn.notice, file=sys.stderr)
