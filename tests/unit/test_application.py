"""The office as a whole: its folder, its daily backup, the search over everything."""

from __future__ import annotations

import datetime as dt
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kyodo_desktop.application import KEPT_DAYS, Office, create_office, create_sample
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.errors import InputError, WorldError
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.office.settings import OfficeSettings


@pytest.fixture
def root(tmp_path: Path, clock: FixedClock) -> Path:
    root = tmp_path / "office"
    create_office(root, OfficeSettings(town="汐見野市"), clock)
    return root


def test_nobody_else_may_read_the_folder(root: Path) -> None:
    assert stat.S_IMODE(root.stat().st_mode) == 0o700


def test_one_automatic_backup_a_day_and_old_ones_go(root: Path, clock: FixedClock) -> None:
    with Office(root, clock) as office:
        mine = office.back_up().path
        for _ in range(KEPT_DAYS + 5):
            assert office.back_up_daily() is not None
            assert office.back_up_daily() is None
            clock.moment += dt.timedelta(days=1)
        automatic = sorted((root / "backups").glob("auto-*"))
        assert len(automatic) == KEPT_DAYS
        assert automatic[-1].name.startswith("auto-20261225")
        assert mine.exists()


def test_the_search_goes_over_all_slices(root: Path, clock: FixedClock) -> None:
    with Office(root, clock) as office:
        kind = office.words().taxonomy("organization_kinds").terms[0].code
        organization = Draft({"kind": kind, "name": "濵田町内会", "furigana": "はまだちょうないかい"})
        person = Draft(
            {"kind": "individual", "name": "濱田　渚", "furigana": "はまだ　なぎさ", "phone": "0143-00-1111"}
        )
        office.service("organizations").save("窓口", organization)
        office.service("volunteers").save("窓口", person)
        found = office.search("浜田")
        assert {(each.slice_name, each.kind) for each in found} == {
            ("organizations", "団体"),
            ("volunteers", "ボランティア"),
        }
        [only] = office.search("0143001111")
        assert only.title == "濱田　渚（はまだ　なぎさ）"
        assert "0143-00-1111" in only.detail


def test_a_place_where_no_folder_can_be_made_is_refused(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "ファイル").touch()
    with pytest.raises(WorldError, match="フォルダーを作れません"):
        create_office(tmp_path / "ファイル" / "office", OfficeSettings(town="汐見野市"), clock)


@pytest.fixture
def small_disk() -> Iterator[Callable[[int], None]]:
    """Return what makes files that grow beyond so many bytes fail, as on a disk that is full."""
    resource = pytest.importorskip("resource", reason="only POSIX limits the size of files")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda most: resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("most", [0, 20_000, 400_000])
def test_an_office_that_could_not_be_made_is_taken_away(
    tmp_path: Path, clock: FixedClock, small_disk: Callable[[int], None], most: int
) -> None:
    root = tmp_path / "事務所" / "見本"
    small_disk(most)
    with pytest.raises(WorldError):
        create_sample(root, volunteers=2000, clock=clock)
    assert not list(tmp_path.iterdir())
    small_disk(1 << 30)
    assert create_sample(root, volunteers=10, clock=clock)["ボランティア"] == 10


def test_nothing_that_came_from_elsewhere_is_taken_away(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "空のフォルダー"
    root.mkdir()

    def interrupted(*_: object) -> None:
        (root / "backups" / "持ち込み.txt").touch()
        raise KeyboardInterrupt

    monkeypatch.setattr("kyodo_desktop.database.migrate.move", interrupted)
    with pytest.raises(KeyboardInterrupt):
        create_office(root, OfficeSettings(town="汐見野市"), clock)
    assert [path.relative_to(root).as_posix() for path in sorted(root.rglob("*"))] == [
        "backups",
        "backups/持ち込み.txt",
    ]
    with pytest.raises(InputError, match="空のフォルダーではありません"):
        create_office(root, OfficeSettings(town="汐見野市"), clock)
    assert (root / "backups" / "持ち込み.txt").exists()


def test_a_folder_that_was_there_before_stays(tmp_path: Path, clock: FixedClock) -> None:
    root = tmp_path / "空のフォルダー"
    root.mkdir()
    with pytest.raises(InputError, match="型"):
        create_office(root, OfficeSettings(town="汐見野市", profile="ない型"), clock)
    (root / "settings.toml").touch()
    with pytest.raises(InputError, match="空のフォルダーではありません"):
        create_sample(root, clock=clock)
    assert (root / "settings.toml").exists()


def test_a_birthday_after_the_registration_is_refused(root: Path, clock: FixedClock) -> None:
    values = {"kind": "individual", "name": "見本　花子"}
    days = {"birth_on": dt.date(2020, 1, 1), "registered_on": dt.date(2019, 1, 1)}
    with Office(root, clock) as office, pytest.raises(InputError, match="登録年月日が生年月日より前"):
        office.service("volunteers").save("窓口", Draft(values | days))
