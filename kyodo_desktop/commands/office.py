"""Commands about an office as a whole: make, fill with a sample, check, back up, restore."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kyodo_desktop.application import Office, create_office, create_sample
from kyodo_desktop.commands.output import STAFF, open_office, print_json
from kyodo_desktop.commands.parser import whole_number
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.profiles import PROFILE_NAMES
from kyodo_desktop.database import backup
from kyodo_desktop.features.office.settings import OfficeSettings


def add(commands: Any) -> None:
    """Add these commands to the parser."""
    init = commands.add_parser("init", help="新しい事務所を作る")
    init.add_argument("office", metavar="OFFICE")
    init.add_argument("--profile", choices=PROFILE_NAMES, default="standard", help="市町村の型")
    init.add_argument("--town", required=True, help="市町村名（例：室蘭市）")
    init.add_argument("--name", default="", help="事務所の名前（例：市民活動センター）")
    init.add_argument("--head-title", default="", help="長の職名（例：室蘭市長）")
    init.add_argument("--head-name", default="", help="長の氏名")
    init.set_defaults(run=run_init)

    sample = commands.add_parser("sample", help="見本の事務所を作る")
    sample.add_argument("office", metavar="OFFICE")
    sample.add_argument(
        "--volunteers", type=whole_number(0, 1_000_000), default=7300, metavar="N", help="ボランティアの数"
    )
    sample.add_argument("--seed", type=int, default=1, metavar="N", help="同じ数なら同じ見本になる")
    sample.set_defaults(run=run_sample)

    check = commands.add_parser("check", help="データベース・索引・添付を検査する")
    check.add_argument("office", metavar="OFFICE")
    check.add_argument("--json", action="store_true")
    check.add_argument("--repair-index", action="store_true", help="検査の前に、検索の索引を作り直す")
    check.set_defaults(run=run_check)

    taking_back = commands.add_parser("undo", help="操作番号の操作を元に戻す")
    taking_back.add_argument("office", metavar="OFFICE")
    taking_back.add_argument("operation", type=int, metavar="操作番号")
    taking_back.set_defaults(run=run_undo)

    saving = commands.add_parser("backup", help="検査済みのバックアップを作る")
    saving.add_argument("office", metavar="OFFICE")
    saving.add_argument("-o", "--output", type=Path, metavar="FILE")
    saving.set_defaults(run=run_backup)

    putting_back = commands.add_parser("restore", help="バックアップを新しいフォルダーに戻す")
    putting_back.add_argument("file", type=Path, metavar="FILE")
    putting_back.add_argument("office", type=Path, metavar="NEWOFFICE")
    putting_back.set_defaults(run=run_restore)


def run_init(options: argparse.Namespace) -> None:
    """Make a new office."""
    town = " ".join(options.town.split())
    if not town:
        raise InputError("--town に市町村名（例：室蘭市）を指定してください。")
    settings = OfficeSettings(
        town=town,
        profile=options.profile,
        office=options.name,
        head_title=options.head_title,
        head_name=options.head_name,
    )
    create_office(Path(options.office), settings)
    print(f"「{options.office}」に{town}の事務所を作りました。")


def run_sample(options: argparse.Namespace) -> None:
    """Make the office of a fictional town."""
    counts = create_sample(Path(options.office), volunteers=options.volunteers, seed=options.seed)
    made = "、".join(f"{label} {count:,}" for label, count in counts.items())
    print(f"「{options.office}」に見本の事務所を作りました（{made}）。")


def run_check(options: argparse.Namespace) -> int:
    """Report everything that is wrong; 1 when something is."""
    with open_office(options, read_only=not options.repair_index) as office:
        if options.repair_index:
            office.rebuild_index(STAFF)
        findings = office.check()
    if options.json:
        print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            print(finding.message, file=sys.stderr)
        if not findings:
            print("異常はありません。")
    return 1 if findings else 0


def run_undo(options: argparse.Namespace) -> None:
    """Take one operation back, such as an import, whichever records it changed."""
    with open_office(options) as office:
        changes = office.today_service.undo(STAFF, options.operation)
    print(f"操作番号 {options.operation} を元に戻しました（操作番号 {changes.operation_id}）。")


def run_backup(options: argparse.Namespace) -> None:
    """Write a verified backup; the window may stay open meanwhile."""
    with Office(Path(options.office), read_only=True) as office:
        made = office.back_up(options.output)
    print(f"バックアップを作り、検査しました：{made.path}（{made.size / 1_000_000:.1f} MB）")


def run_restore(options: argparse.Namespace) -> int:
    """Put a backup into a new folder and check it there; 1 when something is wrong with it."""
    backup.restore(options.file, options.office)
    with Office(options.office) as office:
        findings = office.check()
    for finding in findings:
        print(finding.message, file=sys.stderr)
    print(f"「{options.office}」に戻しました。{'検査で異常が見つかりました。' if findings else '異常はありません。'}")
    return 1 if findings else 0
