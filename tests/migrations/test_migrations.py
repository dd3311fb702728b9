"""Every step goes up and down, empty and with data, and ends where the mapped classes are."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.errors import WorldError
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.database import migrate
from kyodo_desktop.database.engine import open_engine
from kyodo_desktop.database.mapping import Base, map_declared
from kyodo_desktop.features.office.settings import OfficeSettings

VERSIONS = Path(migrate.__file__).parent / "migrations" / "versions"


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
    engine.dispose()


def test_down_and_up_again_leaves_an_empty_and_a_working_database(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "office.db")
    migrate.move(engine, migrate.HEAD)
    migrate.move(engine, "base")
    with engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    migrate.move(engine, migrate.HEAD)
    engine.dispose()


def test_a_newer_database_is_refused_untouched(tmp_path: Path, clock: FixedClock) -> None:
    root = tmp_path / "office"
    create_office(root, OfficeSettings(town="汐見野市"), clock)
    engine = open_engine(root / "office.db")
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    with pytest.raises(WorldError, match="新しい版"):
        Office(root, clock)


def test_an_office_with_data_opens_without_a_needless_copy(tmp_path: Path, clock: FixedClock) -> None:
    root = tmp_path / "office"
    create_office(root, OfficeSettings(town="汐見野市"), clock)
    with Office(root, clock) as office:
        kind = office.words().taxonomy("organization_kinds").terms[0].code
        office.service("organizations").save("窓口", Draft({"kind": kind, "name": "会"}))
    with Office(root, clock):
        assert list((root / "backups").iterdir()) == []
