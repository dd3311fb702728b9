"""Every step goes up and down, empty and with data, and ends where the mapped classes are."""

from __future__ import annotations

import importlib
import shutil
from pathlib import Path
from zlib import crc32

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.errors import Cancelled, WorldError
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.core.slice import resolve
from kyodo_desktop.database import attachments, audit, backup, migrate, sequences
from kyodo_desktop.database.base import Audited, stored_classes
from kyodo_desktop.database.engine import open_engine
from kyodo_desktop.database.mapping import Base, map_declared
from kyodo_desktop.features.office.settings import OfficeSettings
from kyodo_desktop.slices import SLICES

VERSIONS = migrate.STEPS / "versions"


@pytest.fixture(autouse=True)
def everything_is_declared() -> None:
    """Import what declares tables; the program does so when it is first needed."""
    for each in SLICES:
        resolve(each.service)
    importlib.import_module("kyodo_desktop.database.record_store")


STORED = {
    attachments.TABLE.name,
    *(each.__tablename__ for each in (audit.Operation, audit.AuditRow, audit.Handout, sequences.Sequence)),
}
"""What is stored beside the records: named here, so that its tables are known whatever ran before."""


def test_the_head_is_the_newest_step() -> None:
    steps = sorted(path.stem.split("_")[0].removeprefix("m") for path in VERSIONS.glob("m*.py"))
    assert steps[-1] == migrate.HEAD


def test_the_steps_end_where_the_mapped_classes_are(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "office.db")
    migrate.move(engine, migrate.HEAD)
    map_declared()
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_object": lambda _o, name, kind, *_: kind != "table" or not str(name).startswith("search")},
        )
        assert compare_metadata(context, Base.metadata) == []
        assert set(Base.metadata.tables) >= STORED
    engine.dispose()


def test_down_and_up_again_leaves_an_empty_and_a_working_database(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "office.db")
    migrate.move(engine, migrate.HEAD)
    migrate.move(engine, "base")
    with engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    migrate.move(engine, migrate.HEAD)
    engine.dispose()


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_database_is_refused_untouched(tmp_path: Path, clock: FixedClock, read_only: bool) -> None:
    root = tmp_path / "office"
    create_office(root, OfficeSettings(town="汐見野市"), clock)
    engine = open_engine(root / "office.db")
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    with pytest.raises(WorldError, match="新しい版"):
        Office(root, clock, read_only=read_only)


def test_an_office_with_data_opens_without_a_needless_copy(tmp_path: Path, clock: FixedClock) -> None:
    root = tmp_path / "office"
    create_office(root, OfficeSettings(town="汐見野市"), clock)
    with Office(root, clock) as office:
        kind = office.words().taxonomy("organization_kinds").terms[0].code
        office.service("organizations").save("窓口", Draft({"kind": kind, "name": "会"}))
    with Office(root, clock):
        assert list((root / "backups").iterdir()) == []


def test_no_id_of_an_audited_row_is_given_twice(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "office.db")
    migrate.move(engine, migrate.HEAD)
    map_declared()
    audited = {each.__tablename__ for each in stored_classes(Audited)}
    audited.add(attachments.TABLE.name)
    assert {"organizations", "volunteer_members"} <= audited
    with engine.connect() as connection:
        made = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE sql LIKE '% AUTOINCREMENT%'")
        assert {row.name for row in made} == audited
    assert all(Base.metadata.tables[name].dialect_options["sqlite"]["autoincrement"] for name in audited)
    engine.dispose()


def test_bringing_an_office_forward_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path, clock: FixedClock) -> None:
    root = tmp_path / "office"
    create_office(root, OfficeSettings(town="汐見野市"), clock)
    with Office(root, clock) as office:
        kind = office.words().taxonomy("organization_kinds").terms[0].code
        drafts = [Draft({"kind": kind, "name": f"第{number}の会"}) for number in range(3)]
        office.service("organizations").save_all("窓口", "取込", drafts)
        migrate.move(office.database.engine, "0004")
    told: list[tuple[int, int, str]] = []

    def stop(done: int, total: int, words: str) -> None:
        told.append((done, total, words))
        if words == migrate.CHANGING and done:
            raise Cancelled

    before = dump(root)
    with pytest.raises(Cancelled):
        Office(root, clock, progress=stop)
    assert [words for _, _, words in told[-3:]] == [migrate.CHECKING, migrate.CHANGING, migrate.CHANGING]
    assert told[-1][:2] == (3, 3)
    assert list((root / "backups").iterdir()) == []
    assert dump(root) == before
    with Office(root, clock, progress=lambda *_: None) as office:
        assert len(office.service("organizations").search("第2")) == 1
        assert office.check() == []


def dump(root: Path) -> list[str]:
    """Return everything that the database of an office holds."""
    engine = open_engine(root / "office.db")
    with engine.connect() as connection:
        tables = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master ORDER BY name").all()
        rows = [
            row
            for name, sql in tables
            if sql and sql.startswith("CREATE TABLE")
            for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"').all()
        ]
    engine.dispose()
    return [str(each) for each in (*tables, *rows)]


NOW = migrate.HEAD
NEXT = f"{int(NOW) + 1:04}"

STEP = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "{next}", "{head}"


def upgrade():
    with op.batch_alter_table("organizations", recreate="always") as table:
        table.add_column(sa.Column("mascot", sa.String()))
    {more}


def downgrade():
    pass
"""


def older_office(tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, more: str) -> tuple[Path, int]:
    """Return an office with an organisation and its officer, which a next step (``more`` at its end) has to change."""
    root = tmp_path / "office"
    create_office(root, OfficeSettings(town="汐見野市"), clock)
    with Office(root, clock) as office:
        kind = office.words().taxonomy("organization_kinds").terms[0].code
        draft = Draft({"kind": kind, "name": "会"}, {"officers": [Draft({"name": "見本　一郎"})]})
        stored = office.service("organizations").save("窓口", draft).snapshot
    steps = tmp_path / "migrations"
    shutil.copytree(migrate.STEPS, steps, ignore=shutil.ignore_patterns("__pycache__"))
    step = STEP.format(more=more, head=migrate.HEAD, next=NEXT)
    (steps / "versions" / f"m{NEXT}_mascot.py").write_text(step, encoding="utf-8")
    monkeypatch.setattr(migrate, "STEPS", steps)
    monkeypatch.setattr(migrate, "HEAD", NEXT)
    return root, stored.id


def test_a_step_that_lays_a_table_anew_keeps_the_lines_and_a_verified_copy(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, record_id = older_office(tmp_path, clock, monkeypatch, "")
    with pytest.raises(WorldError, match="閲覧だけでは開けません"):
        Office(root, clock, read_only=True)
    with Office(root, clock) as office:
        [officer] = office.service("organizations").load(record_id).children["officers"]
        assert officer["name"] == "見本　一郎"
        assert office.check() == []
        with office.database.read() as session:
            assert session.connection().exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    [copy] = (root / "backups").iterdir()
    backup.verify(copy)


def test_a_step_that_fails_leaves_the_database_as_it_was(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, record_id = older_office(tmp_path, clock, monkeypatch, "raise RuntimeError('in the middle')")
    with pytest.raises(RuntimeError, match="in the middle"):
        Office(root, clock)
    monkeypatch.setattr(migrate, "HEAD", NOW)
    with Office(root, clock) as office:
        assert len(office.service("organizations").load(record_id).children["officers"]) == 1
        assert office.check() == []


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    ("content", "said"), [(b"", "データがありません"), (b"notes" * 999, "データベースではありません")]
)
def test_what_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, clock: FixedClock, read_only: bool, content: bytes, said: str
) -> None:
    root = tmp_path / "office"
    create_office(root, OfficeSettings(town="汐見野市"), clock)
    (root / "office.db").write_bytes(content)
    with pytest.raises(WorldError, match=said):
        Office(root, clock, read_only=read_only)
    assert (root / "office.db").read_bytes() == content or not content


def whole(field: str, bits: int) -> str:
    """Return the token by which an index holds a field as a whole."""
    return f"{field[0]}{crc32(field.encode()) & bits:x}{field[0]}"


ADDRESS = "¦汐見野市港町3丁目12番1号"


@pytest.mark.parametrize(
    ("step", "held_then", "not_yet"),
    [
        ("0004", {"0143", "2703", "703", whole("§v5", 0xFFFFFFFF), whole("¦0143222703", 0xFFFFFFFF)}, {"014"}),
        ("0010", {"014", "703", whole(ADDRESS, 0xFFFF)}, {whole("§v5", 0xFFF), whole(ADDRESS, 0xFFF)}),
        ("0013", {"014", "703", whole("§v5", 0xFFF), whole(ADDRESS, 0xFFF)}, {"2703"}),
    ],
)
def test_an_office_of_an_older_index_is_searched_as_any_other(
    tmp_path: Path, clock: FixedClock, step: str, held_then: set[str], not_yet: set[str]
) -> None:
    root = tmp_path / "office"
    create_office(root, OfficeSettings(town="汐見野市"), clock)
    with Office(root, clock) as office:
        kind = office.words().taxonomy("volunteer_kinds").terms[0].code
        people = [
            Draft({"kind": kind, "name": "髙橋　一", "phone": "0143-22-2703", "address": "汐見野市港町3丁目12番1号"}),
            Draft({"kind": kind, "name": "佐々木　花子", "reference": "V5"}),
        ]
        office.service("volunteers").save_all("窓口", "取込", people)
        migrate.move(office.database.engine, step)
        with office.database.read() as session:
            connection = session.connection()
            connection.exec_driver_sql("CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'search', 'row')")
            held = set(connection.exec_driver_sql("SELECT term FROM temp.terms").scalars())
    assert {"«高", "高橋", "港町", *held_then} <= held
    assert not not_yet & held
    with Office(root, clock) as office:
        volunteers = office.service("volunteers")
        found = [
            len(volunteers.search(text))
            for text in ("高橋", "佐佐木", "0143-22", "2703", "12", "番1", "V5", "v-5", "143", "番", "V")
        ]
        assert found == [1] * 10 + [2]
        assert office.check() == []
    [copy] = (root / "backups").iterdir()
    backup.verify(copy)
