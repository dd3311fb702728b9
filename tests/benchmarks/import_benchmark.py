"""100,000 rows of a workbook into an office: read, parsed, matched, checked, stored, audited and indexed."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import python_calamine
import sqlcipher3.dbapi2 as driver

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.database.engine import open_connection
from kyodo_desktop.features.office.settings import OfficeSettings
from tests.benchmarks.measure import Measurement, cpu_milliseconds, medians
from tests.benchmarks.search_benchmark import people

ROWS = 100_000
HEADINGS = (
    "登録番号",
    "区分",
    "氏名",
    "ふりがな",
    "生年月日",
    "郵便番号",
    "住所",
    "電話番号",
    "携帯電話",
    "メールアドレス",
    "職業",
    "登録年月日",
    "備考",
)
OCCUPATIONS = ("会社員", "主婦", "無職", "自営業", "学生", "公務員", "団体職員", "パート")
NOTES = ("", "", "", "", "送迎可", "平日のみ", "令和6年度から活動しています。")


def write_roster(path: Path, count: int, seed: int = 1) -> None:
    """Write a roster of invented people as offices keep it: half have a mobile phone, a third an e-mail address."""
    import xlsxwriter

    chance = random.Random(seed)
    workbook = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = workbook.add_worksheet("名簿")
    day = workbook.add_format({"num_format": '[$-411]ggge"年"m"月"d"日";@'})
    sheet.write_row(0, 0, HEADINGS)
    for number, person in enumerate(people(count, seed), 1):
        phone, mobile, address = person.other
        texts = {
            0: person.reference,
            1: "個人",
            2: person.names[0],
            3: person.readings[0],
            5: f"050-{chance.randrange(10000):04d}",
            6: address,
            7: phone,
            8: mobile if chance.random() < 0.5 else "",
            9: f"user{number}@example.jp" if chance.random() < 0.3 else "",
            10: chance.choice(OCCUPATIONS),
            12: chance.choice(NOTES),
        }
        for column, text in texts.items():
            if text:
                sheet.write_string(number, column, text)
        sheet.write_datetime(number, 4, dt.date(1936, 4, 1) + dt.timedelta(chance.randrange(25000)), day)
        sheet.write_datetime(number, 11, dt.date(2026, 4, 1), day)
    workbook.close()


def measure() -> Iterator[Measurement]:
    """Measure whole imports, each into an empty office, and beside them what no import can do without."""
    with tempfile.TemporaryDirectory() as folder:
        roster = Path(folder, "名簿.xlsx")
        write_roster(roster, ROWS)
        ours, limit = medians(5, lambda: _import(roster), lambda: _read_and_insert(roster))
    yield Measurement(
        f"import of {ROWS:,} rows", ours / 1000, limit / 1000, "s CPU", 4, "limit: calamine read and executemany"
    )


def _import(roster: Path) -> float:
    clock = FixedClock(dt.datetime(2026, 11, 21, 10, 0))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "office")
        create_office(root, OfficeSettings(town="汐見野市"), clock)
        with Office(root, clock) as office:
            exchange = office.exchange

            def whole() -> None:
                sheet = exchange.choose_sheet("volunteers", exchange.read(roster))
                table = exchange.table("volunteers", sheet)
                read = exchange.interpret("volunteers", table, exchange.propose("volunteers", table))
                imported = exchange.carry_out("窓口", exchange.plan("volunteers", read))
                assert len(imported.changes.records["volunteers"]) == ROWS

            return cpu_milliseconds(whole)


def _read_and_insert(roster: Path) -> float:
    with tempfile.TemporaryDirectory() as folder:
        connection = open_connection(Path(folder, "plain.db"))
        assert isinstance(connection, driver.Connection)
        columns = ", ".join(f"c{number}" for number in range(len(HEADINGS)))
        connection.execute(f"CREATE TABLE plain ({columns})")

        def whole() -> None:
            with python_calamine.CalamineWorkbook.from_path(roster) as workbook:
                rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
            connection.execute("BEGIN")
            connection.executemany(f"INSERT INTO plain VALUES ({', '.join('?' * len(HEADINGS))})", rows[1:])
            connection.execute("COMMIT")

        try:
            return cpu_milliseconds(whole)
        finally:
            connection.close()
