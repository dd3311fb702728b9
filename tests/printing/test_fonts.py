"""Every character is drawn by a font that has it, or named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kyodo_desktop.core.errors import WorldError
from kyodo_desktop.printing.font_files import CHAINS, WIDEST, Family, find_font_files, font_folders
from kyodo_desktop.printing.fonts import FontBook, MissingGlyphs, clusters

FILES = find_font_files()
VARIANT = "葛\U000e0100"
STRANGE_VARIANT = "葛\U000e01ef"


def book(*, without: Family | None = None) -> FontBook:
    return FontBook({family: path for family, path in FILES.items() if family is not without})


@pytest.mark.parametrize("role", ["mincho", "gothic", "gothic-bold"])
def test_rare_names_have_glyphs(role: str) -> None:
    case = book().case(role)  # type: ignore[arg-type]  # the roles of FontRole
    for character in "髙﨑邉邊𠮷濵德" + "葛" + "辻" + "〇々〆ヶ①㈱℡":
        glyph = case[character]
        assert glyph is not None
        assert not glyph.plain


def test_what_the_own_face_lacks_comes_from_the_widest() -> None:
    fonts = book()
    faces = fonts.faces("mincho")
    own, other = fonts.case("mincho")["髙"], fonts.case("mincho")["𠮷"]
    assert own is not None
    assert other is not None
    assert faces[own.face].family is CHAINS["mincho"][0]
    assert faces[other.face].family is WIDEST


def test_a_variant_has_a_glyph_of_its_own() -> None:
    case = book().case("mincho")
    variant, common = case[VARIANT], case["葛"]
    assert variant is not None
    assert common is not None
    assert variant.number != common.number
    assert not variant.plain


def test_an_unknown_variant_is_drawn_in_the_common_shape_and_reported() -> None:
    fonts = book()
    variant, common = fonts.case("mincho")[STRANGE_VARIANT], fonts.case("mincho")["葛"]
    assert variant is not None
    assert common is not None
    assert (variant.number, variant.plain) == (common.number, True)
    coverage = fonts.coverage([f"{STRANGE_VARIANT}城市"])
    assert coverage.plain_variants == (STRANGE_VARIANT,)
    assert "U+845B+U+E01EF" in coverage.notice
    assert fonts.coverage(["葛城市"]).notice == ""


def test_a_combining_sound_mark_is_drawn_with_its_kana() -> None:
    case = book().case("gothic")
    assert case["か\u3099"] == case["が"]


def test_invisible_characters_take_no_room_and_are_not_reported() -> None:
    fonts = book()
    assert fonts.coverage(["室蘭\u200b市\ufeff\t\n"]).missing == ()
    assert fonts.width("室蘭\u200b市", 10) == fonts.width("室蘭市", 10)


def test_missing_characters_are_named_once() -> None:
    coverage = book().coverage(["祭🌀り", "🌀🎉"])
    assert coverage.missing == ("🌀", "🎉")


def test_the_message_names_the_characters_and_the_font_that_may_help() -> None:
    fonts = book(without=WIDEST)
    missing = fonts.coverage(["𠮷田"]).missing
    assert missing == ("𠮷",)
    error = fonts.missing_error(missing)
    assert isinstance(error, MissingGlyphs)
    assert "「𠮷」（U+20BB7）" in str(error)
    assert "fonts-ipamj-mincho" in str(error)
    assert "〓" in str(book().missing_error(["🌀"]))


@pytest.mark.parametrize(
    ("role", "package"),
    [("mincho", "fonts-morisawa-bizud-mincho"), ("gothic", "fonts-morisawa-bizud-gothic")],
)
def test_a_machine_without_the_font_is_told_which_package_to_install(role: str, package: str) -> None:
    with pytest.raises(WorldError, match=package):
        book(without=CHAINS[role][0]).faces(role)  # type: ignore[arg-type,index]  # the roles of FontRole


def test_fonts_are_found_by_name_in_any_folder_below(tmp_path: Path) -> None:
    deep = tmp_path / "truetype" / "bizud"
    deep.mkdir(parents=True)
    (deep / "BIZUDMINCHO-Regular.TTF").touch()
    assert find_font_files([tmp_path]) == {CHAINS["mincho"][0]: deep / "BIZUDMINCHO-Regular.TTF"}
    assert find_font_files([tmp_path / "none"]) == {}


def test_windows_keeps_fonts_of_the_person_and_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", "C:/Users/a/AppData/Local")
    monkeypatch.setenv("WINDIR", "D:/Windows")
    assert font_folders() == (Path("C:/Users/a/AppData/Local/Microsoft/Windows/Fonts"), Path("D:/Windows/Fonts"))


def test_clusters_keep_selectors_and_sound_marks_with_their_character() -> None:
    assert clusters("髙葛\U000e0100か\u3099a") == ["髙", VARIANT, "か\u3099", "a"]
    assert clusters("") == []


def test_widths_are_half_for_ascii_and_whole_for_kanji() -> None:
    fonts = book()
    assert fonts.width("ab", 10, "gothic") == fonts.width("漢", 10, "gothic")
    assert fonts.width("漢字", 72) == pytest.approx(2 * 25.4)
