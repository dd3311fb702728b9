"""What an office says of itself in ``settings.toml``: its names, its profile, its staff, its changes of words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kyodo_desktop.core.errors import InputError, WorldError, reason
from kyodo_desktop.core.whole_file import write_whole

if TYPE_CHECKING:
    import tomlkit

DEFAULT_STAFF = "窓口"


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """The office's own words. ``raw`` is the whole file, in which a profile finds its changes."""

    town: str
    profile: str = "standard"
    office: str = ""
    department: str = ""
    head_title: str = ""
    head_name: str = ""
    postal_code: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    staff: tuple[str, ...] = (DEFAULT_STAFF,)
    sample: bool = False
    raw: Mapping[str, Any] = field(default_factory=dict)

    def letterhead(self) -> dict[str, str]:
        """Return the words that forms name as ``{office.town}``, ``{office.head_title}`` …"""
        return {
            "town": self.town,
            "name": self.office,
            "department": self.department,
            "head_title": self.head_title or f"{self.town}長",
            "head_name": self.head_name,
            "postal_code": self.postal_code,
            "address": self.address,
            "phone": self.phone,
            "email": self.email,
        }


TEXTS = (
    "town",
    "profile",
    "office",
    "department",
    "head_title",
    "head_name",
    "postal_code",
    "address",
    "phone",
    "email",
)


def read_settings(path: Path) -> OfficeSettings:
    """Return the settings of an office. Raises WorldError when the file cannot be read, InputError when it is wrong."""
    raw = _raw(path)
    office = raw.get("office", {})
    wrong = [name for name in TEXTS if not isinstance(office.get(name, ""), str)]
    staff = office.get("staff", [DEFAULT_STAFF])
    named = isinstance(staff, list) and all(isinstance(name, str) for name in staff)
    if wrong or not office.get("town") or not named:
        raise InputError(
            f"「{path.name}」の [office] の {'、'.join(wrong) or 'town か staff'} に誤りがあります。"
            '名前は文字（"…"）で、staff は名前の並び（["…"]）で書いてください。'
        )
    return OfficeSettings(
        **{name: office[name] for name in TEXTS if name in office},
        staff=tuple(staff) or (DEFAULT_STAFF,),
        sample=bool(office.get("sample", False)),
        raw=raw,
    )


def write_settings(path: Path, settings: OfficeSettings) -> None:
    """Write the settings, keeping what people wrote by hand into the file (comments, order, other tables).

    Raises as :func:`read_settings` does, and WorldError when the file cannot be written.
    """
    import tomlkit

    document = _read(path) if path.exists() else tomlkit.document()
    office = document.setdefault("office", tomlkit.table())
    for name in TEXTS:
        office[name] = getattr(settings, name)
    office["staff"] = list(settings.staff)
    if settings.sample:
        office["sample"] = True
    write_whole(path, tomlkit.dumps(document).encode())


def _raw(path: Path) -> dict[str, Any]:
    """Return the tables of the file. tomlkit, which takes 15 ms of a start, is asked for the line that is wrong."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return _read(path).unwrap()


def _read(path: Path) -> tomlkit.TOMLDocument:
    import tomlkit
    from tomlkit.exceptions import ParseError

    try:
        return tomlkit.parse(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WorldError(
            f"事務所の設定「{path}」を読めません（{reason(error)}）。", next_step="フォルダーを選び直してください。"
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"事務所の設定「{path.name}」の文字コードがUTF-8ではありません。"
            "メモ帳などで開き、文字コードをUTF-8にして保存し直してください。"
        ) from error
    except ParseError as error:
        raise InputError(
            f"事務所の設定「{path.name}」の{error.line}行目の書き方に誤りがあります。"
            'その行の記号（" " や [ ] や = ）を直してから開いてください。'
        ) from error
