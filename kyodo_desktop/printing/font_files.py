"""Which font files the prints use, and where this machine keeps them. No font is opened here."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kyodo_desktop.core.errors import WorldError
from kyodo_desktop.printing.page import FontRole


@dataclass(frozen=True, slots=True)
class Family:
    """A font family: its English name (to find it in a collection), its file names, and the package that brings it."""

    name: str
    files: tuple[str, ...]
    package: str = ""


_MINCHO = Family(
    "BIZ UDMincho", ("BIZUDMincho-Regular.ttf", "BIZ-UDMinchoM.ttc"), package="fonts-morisawa-bizud-mincho"
)
_GOTHIC = Family(
    "BIZ UDGothic", ("BIZUDGothic-Regular.ttf", "BIZ-UDGothicR.ttc"), package="fonts-morisawa-bizud-gothic"
)
_GOTHIC_BOLD = Family(
    "BIZ UDGothic", ("BIZUDGothic-Bold.ttf", "BIZ-UDGothicB.ttc"), package="fonts-morisawa-bizud-gothic"
)
WIDEST = Family("IPAmjMincho", ("ipamjm.ttf",), package="fonts-ipamj-mincho")
"""The font with the most people's names in it; it stands in for what the others lack."""

_WINDOWS_MINCHO = Family("MS Mincho", ("msmincho.ttc",))
_WINDOWS_GOTHIC = Family("MS Gothic", ("msgothic.ttc",))

CHAINS: Mapping[FontRole, tuple[Family, ...]] = {
    "mincho": (_MINCHO, WIDEST, _WINDOWS_MINCHO, _GOTHIC),
    "gothic": (_GOTHIC, WIDEST, _WINDOWS_GOTHIC, _MINCHO),
    "gothic-bold": (_GOTHIC_BOLD, _GOTHIC, WIDEST, _WINDOWS_GOTHIC, _MINCHO),
}
"""For each role the families in the order in which they are asked for a character."""


def font_folders() -> tuple[Path, ...]:
    """Return the folders in which this system keeps fonts, a person's own first."""
    home = Path.home()
    if sys.platform == "win32":
        return (
            Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local")) / "Microsoft/Windows/Fonts",
            Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
        )
    return (
        home / ".local/share/fonts",
        home / ".fonts",
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
    )


def find_font_files(folders: Iterable[Path] | None = None) -> dict[Family, Path]:
    """Return the files of the known families that lie in ``folders`` (the system's own when None) or below them."""
    present: dict[str, Path] = {}
    for folder in font_folders() if folders is None else folders:
        for directory, _, names in os.walk(folder):
            for name in names:
                present.setdefault(name.lower(), Path(directory) / name)
    families = dict.fromkeys(family for chain in CHAINS.values() for family in chain)
    found: dict[Family, Path] = {}
    for family in families:
        path = next((present[name.lower()] for name in family.files if name.lower() in present), None)
        if path is not None:
            found[family] = path
    return found


def require(role: FontRole, found: Mapping[Family, Path]) -> tuple[Family, ...]:
    """Return the families of a role that are there, best first.

    Raises WorldError naming the package to install when the role's own face is missing.
    """
    chain = tuple(family for family in CHAINS[role] if family in found)
    wanted = CHAINS[role][0]
    if not chain or chain[0] is not wanted:
        raise WorldError(
            f"印刷に使うフォント「{wanted.name}」が、この端末に見つかりません。",
            safe="データには影響ありません。",
            next_step=f"フォント（Debianではパッケージ {wanted.package}）を入れてから、もう一度印刷してください。",
        )
    return chain
