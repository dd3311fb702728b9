"""Commands that read files into an office and write them out of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

from kyodo_desktop.commands.output import STAFF, open_office, print_json
from kyodo_desktop.core.errors import InputError, Problem
from kyodo_desktop.core.json_values import json_value
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.slice import registers_of
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.exchange.exporting import tables_words
from kyodo_desktop.features.exchange.plan import Action, Choices, ImportPlan, PlannedRow
from kyodo_desktop.features.exchange.service import ExchangeService, Imported
from kyodo_desktop.slices import SLICES
from kyodo_desktop.spreadsheet.headings import fold_heading
from kyodo_desktop.spreadsheet.mapping import TableMapping
from kyodo_desktop.spreadsheet.records import NO_COLUMN, CellRemark
from kyodo_desktop.spreadsheet.report import describe, rows_in_words
from kyodo_desktop.spreadsheet.sheets import LostCell, column_name
from kyodo_desktop.spreadsheet.structure import persons_target, terms_target
from kyodo_desktop.spreadsheet.targets import Target, importable_fields, labels_of

NAMES = tuple(registers_of(SLICES))


def add(commands: Any) -> None:
    """Add these commands to the parser."""
    importing = commands.add_parser("import", help="Excel・CSV の名簿を取り込む")
    importing.add_argument("office", metavar="OFFICE")
    importing.add_argument("records", choices=NAMES)
    importing.add_argument("file", type=Path, metavar="FILE")
    importing.add_argument("--sheet", default="", metavar="NAME", help="シートの名前")
    importing.add_argument("--header-rows", default="", metavar="N[-M]", help="見出しの行（3 や 3-4）")
    importing.add_argument(
        "--default",
        action="append",
        default=[],
        metavar="ATTRIBUTE=VALUE",
        help="列のない項目や空欄に入れる値（kind=町内会、制度=人材バンク など。何度でも）",
    )
    importing.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="見出し=ATTRIBUTE",
        help="列の対応（「見出し=」で取り込まない。何度でも）",
    )
    importing.add_argument("--skip-problems", action="store_true", help="問題のある行を除いて取り込む")
    importing.add_argument("--dry-run", action="store_true", help="取り込まずに、どうなるかを表示する")
    importing.add_argument("--json", action="store_true", help="行ごとの内容を JSON で出す")
    importing.set_defaults(run=run_import)

    exporting = commands.add_parser("export", help="台帳を Excel・CSV に書き出す")
    exporting.add_argument("office", metavar="OFFICE")
    exporting.add_argument("records", choices=NAMES)
    exporting.add_argument("-o", "--output", type=Path, metavar="FILE", required=True, help=".xlsx か .csv")
    exporting.add_argument("--columns", metavar="A,B,…", help="出す項目（順に）")
    exporting.add_argument(
        "--tables",
        metavar="A,B,…",
        help="別のシートに出す表（officers、disclosure など。付けなければ、"
        "項目を選ばないときはすべて、選んだときはなし）",
    )
    exporting.add_argument(
        "--encoding", choices=("cp932", "utf-8"), default="utf-8", help="CSV の文字コード（utf-8 は BOM 付き）"
    )
    exporting.add_argument("--include-private", action="store_true", help="非公開の項目も出す")
    exporting.set_defaults(run=run_export)


def run_import(options: argparse.Namespace) -> None:
    """Import a file, or tell what that would do."""
    with open_office(options, read_only=options.dry_run) as office:
        exchange, words = office.exchange, office.words()
        name = office.register(options.records).slice_name
        schema = exchange.schema(name)
        plan = _plan(exchange, name, options)
        choices: Choices = plan.without_blocking({}) if options.skip_problems else {}
        refused = exchange.refusals(plan, choices)
        if options.dry_run:
            said = [*report(schema, plan, choices), *_gathered(refused)]
        elif refused:
            raise InputError([*map(Problem, _gathered(refused)), *_advice(plan)])
        else:
            imported = exchange.carry_out(STAFF, plan, choices)
            _print_lines(_lost(plan.table.lost), sys.stderr)
            if options.skip_problems:
                _print_lines(_gathered(exchange.refusals(plan)), sys.stderr)
            _print_lines(filter(None, [imported.remark]), sys.stderr)
            said = [_done(imported)]
    if options.json:
        print_json([row_object(schema, plan, row, choices, words) for row in plan.rows])
    _print_lines(said, sys.stderr if options.json else sys.stdout)


def _plan(exchange: ExchangeService, name: str, options: argparse.Namespace) -> ImportPlan:
    schema = exchange.schema(name)
    sheets = exchange.read(options.file)
    sheet = exchange.choose_sheet(name, sheets, options.sheet)
    table = exchange.table(name, sheet, header_rows=_header_rows(options.header_rows))
    mapping = _mapped(schema, exchange.propose(name, table), options.map)
    defaults = dict(_default(schema, written) for written in options.default)
    read = exchange.interpret(name, table, mapping, defaults=defaults, sheets=sheets)
    return exchange.plan(name, read, source=options.file.name)


def _header_rows(written: str) -> tuple[int, int] | None:
    if not written:
        return None
    first, _, last = written.partition("-")
    if not (first.isdecimal() and (last or first).isdecimal() and 0 < int(first) <= int(last or first)):
        raise InputError("--header-rows は「3」や「3-4」のように、見出しの行の番号で指定してください。")
    return int(first), int(last or first)


def _default(schema: Schema, written: str) -> tuple[str, str]:
    name, equals, value = written.partition("=")
    if not equals or not value:
        raise InputError(f"--default は「kind=町内会」のように指定してください（「{written}」）。")
    return _attribute(schema, name), value


def _attribute(schema: Schema, written: str) -> str:
    """Return the attribute that is named by its name, its label or an alias; of a table inside ``table.attribute``."""
    labels: dict[str, str] = {}
    for child, inner in schema.children.items():
        for name, declared in importable_fields(inner).items():
            named = (f"{inner.label}{declared.label}", f"{inner.label}の{declared.label}")
            labels |= dict.fromkeys(map(fold_heading, named), f"{child}.{name}")
        if terms := terms_target(child, inner):
            [name] = terms.attributes
            labels |= dict.fromkeys(map(fold_heading, (inner.label, inner.fields[name].label)), f"{child}.{name}")
    own = importable_fields(schema)
    labels |= {fold_heading(declared.label): name for name, declared in own.items()}
    aliases = {fold_heading(alias): name for name, declared in own.items() for alias in declared.aliases}
    labels = aliases | labels
    return written if written in own else labels.get(fold_heading(written), written)


def _mapped(schema: Schema, mapping: TableMapping, written: Sequence[str]) -> TableMapping:
    for each in written:
        heading, equals, target = each.rpartition("=")
        columns = [m.column for m in mapping.matches if fold_heading(m.heading) == fold_heading(heading)]
        if not equals or not columns:
            headings = "、".join(f"「{match.heading}」" for match in mapping.matches if match.heading)
            raise InputError(f"--map の「{each}」の見出しが見つかりません。このファイルの見出しは{headings}です。")
        mapping = mapping.with_target(columns[0], _target(schema, target))
    return mapping


def _target(schema: Schema, written: str) -> Target | None:
    if not written:
        return None
    child, _, name = _attribute(schema, written).rpartition(".")
    inner = schema.children.get(child)
    rows = (persons_target(child, inner) or terms_target(child, inner)) if inner else None
    try:
        target = Target((name,), child=child) if inner else Target.of(_attribute(schema, written))
    except ValueError:
        target = None
    if target is None or not target.fits(schema):
        raise InputError(f"「{written}」という項目はありません。次から選んでください：{'、'.join(labels_of(schema))}")
    return rows if rows and rows.attributes[0] == name else target


def row_object(schema: Schema, plan: ImportPlan, row: PlannedRow, choices: Choices, words: Words) -> dict[str, Any]:
    """Return one row for ``--json`` (``docs/json.md``): what becomes of it, then the declared attributes."""
    match = row.match
    return {
        "row": row.number,
        "action": "refuse" if plan.missing or plan.blocks(row, choices) else plan.action_of(row, choices).value,
        "match": match
        and {
            "reference": match.reference or None,
            "name": match.name,
            "row": match.row,
            "reasons": list(match.reasons),
        },
        "question": row.question or None,
        "problems": [_remark_object(remark) for remark in row.problems],
        "remarks": [_remark_object(remark) for remark in row.notes],
        **{name: json_value(field, row.values.get(name), words) for name, field in schema.shown().items()},
        **{
            name: [
                {attribute: json_value(field, line.get(attribute), words) for attribute, field in inner.shown().items()}
                for line in row.children.get(name, ())
            ]
            for name, inner in schema.children.items()
        },
    }


def _remark_object(remark: CellRemark) -> dict[str, str | None]:
    return {
        "column": None if remark.column == NO_COLUMN else column_name(remark.column),
        "heading": remark.heading or None,
        "attribute": remark.attribute or None,
        "text": remark.text or None,
        "message": remark.message,
        "proposal": remark.proposal or None,
    }


def report(schema: Schema, plan: ImportPlan, choices: Choices) -> Iterator[str]:
    """Yield what an import would do, in lines: columns, rows left out, how cells were read, and the counts."""
    table = plan.table
    yield f"{plan.source}　シート「{table.sheet}」　見出しは{_rows(table.first_row, table.last_row)}"
    for match in plan.mapping.matches:
        place = f"{column_name(table.columns[match.column])}列" if table.columns[match.column] >= 0 else ""
        meaning = f"→ {match.target.label(schema)}" if match.target else "取り込みません"
        yield f"{place}「{match.heading}」{meaning}（{match.reason}）"
    for dropped in table.dropped:
        text = f"：{dropped.text}" if dropped.text else ""
        yield f"{_rows(dropped.first_row, dropped.last_row)}は取り込みません（{dropped.reason.label}）{text}"
    remarkable = plan.rows.apart.values()
    noted = {(row.number, note.column) for row in remarkable for note in row.notes}
    yield from _lost([lost for lost in table.lost if (lost.row, lost.column) not in noted])
    yield from plan.notes
    for row in remarkable:
        # What a row was completed with is said once for all such rows, among the notes of the plan.
        yield from (describe(row.source, note) for note in row.notes if note.column != NO_COLUMN or not note.attribute)
        if row.match and row.is_clear and row.action is Action.UPDATE:
            yield f"{row.number}行目：{row.match.words}として更新します。"
    yield plan.outcome(choices).words


def _lost(cells: Sequence[LostCell]) -> Iterator[str]:
    """Yield the characters that the file could not carry, and where."""
    for lost in cells:
        for character in lost.lost:
            yield f"{lost.row}行目 {column_name(lost.column)}列：{character.reason}（「{lost.text}」）"


def _rows(first: int, last: int) -> str:
    return f"{first}行目" if first == last else f"{first}行目から{last}行目"


def _gathered(problems: Iterable[Problem]) -> list[str]:
    """Return what is wrong, each said once with all its rows: one unknown word may stand in a hundred of them."""
    rows: dict[str, list[int]] = {}
    for problem in problems:
        words = problem.message if problem.row is None else problem.message.removeprefix(f"{problem.row}行目")
        rows.setdefault(words, []).extend([] if problem.row is None else [problem.row])
    return [
        f"{rows_in_words(numbers)}{f'（{len(numbers):,}行）' if len(numbers) > 1 else ''}{words}"
        for words, numbers in rows.items()
    ]


def _advice(plan: ImportPlan) -> list[Problem]:
    advice = [
        f"初期値は --default {missing.attribute}={(missing.accepted or ('値',))[0]} のように指定します。"
        for missing in plan.missing
    ]
    advice.append("何も取り込んでいません。")
    if plan.blocking({}):
        advice.append("上の行を直すか、--skip-problems を付けて、その行を除いて取り込んでください。")
    return [Problem(line) for line in advice]


def _done(imported: Imported) -> str:
    operation = imported.changes.operation_id
    if operation is None:
        return f"登録は変わりませんでした：{imported.outcome.words}"
    return f"取り込みました：{imported.outcome.words}（操作番号 {operation}。元に戻すと、すべて取り消せます）"


def _print_lines(lines: Iterable[str], stream: TextIO) -> None:
    for line in lines:
        print(line, file=stream)


def run_export(options: argparse.Namespace) -> None:
    """Write all records of a register in its order, and keep that this was done."""
    with open_office(options, hands_out=True) as office:
        register = office.register(options.records)
        ids = office.service(register.slice_name).list_ids(register.query()).ids
        written = office.exchange.export(
            register.slice_name,
            ids,
            options.output,
            columns=options.columns.split(",") if options.columns else None,
            tables=None if options.tables is None else [name for name in options.tables.split(",") if name],
            include_private=options.include_private,
            encoding=options.encoding,
        )
        title = register.label if register.filters else office.exchange.sheets[register.slice_name].title
        office.record_handout(STAFF, f"{title}の書出", options.output.name, written.rows)
    for replaced in written.replaced:
        code = " ".join(f"U+{ord(sign):04X}" for sign in replaced.character)
        print(
            f"{replaced.row}行目「{replaced.heading}」：「{replaced.character}」（{code}）は{options.encoding}に"
            f"ないため「{replaced.replacement}」としました（{replaced.text}）。",
            file=sys.stderr,
        )
    if written.withheld_columns:
        print(f"非公開の項目は書き出していません：{'、'.join(written.withheld_columns)}", file=sys.stderr)
    if written.withheld_cells:
        print(f"本人が非公開としている{written.withheld_cells:,}か所は空欄です。", file=sys.stderr)
    if written.left_out:
        print(f"CSVに表は入りません：{'、'.join(written.left_out)}。Excel（.xlsx）には入ります。", file=sys.stderr)
    print(f"{written.rows:,}件を {options.output} に書き出しました。{tables_words(written)}")
