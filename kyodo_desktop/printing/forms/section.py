"""Tables of a form's file, read with types. What is wrong in them is named by the line where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from kyodo_desktop.core.checked_toml import Section
from kyodo_desktop.core.errors import WorldError


class FormSection(Section):
    """A table of a form's file: what is wrong in it is named by the line where it stands."""

    def __init__(self, source: str, data: Mapping[str, Any], path: str, lines: list[tuple[int, str]]) -> None:
        super().__init__(source, data, path)
        self.lines = lines

    def fail(self, key: str, sentence: str) -> NoReturn:
        needle = str(self.data.get(key, key)).split("\n")[0]
        line = next((number for number, text in self.lines if needle and needle in text), None)
        line = line or next((number for number, text in self.lines if key in text), self.lines[0][0])
        where = f"{line}行目（{self.path}{' ' if self.path else ''}{key}）"
        raise WorldError(f"様式「{self.source}」の{where}に誤りがあります。", next_step=sentence)

    def section(self, key: str) -> FormSection:
        """Return the table under ``key``; an empty one when it is missing."""
        path = f"{self.path}.{key}" if self.path else key
        return FormSection(self.source, super().section(key).data, path, self.lines)

    def inner(self, key: str) -> list[FormSection]:
        """Return the tables listed under ``key``."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
            self.fail(key, f"{key} = [ {{ … }}, {{ … }} ] のように並べて書いてください。")
        return [
            FormSection(self.source, part, f"{self.path} {key}の{number}番目", self.lines)
            for number, part in enumerate(value, start=1)
        ]

    def length(self, key: str, default: float, least: float = 0.0, most: float = 400.0) -> float:
        """Return a length in mm or points."""
        value = self.data.get(key, default)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not least <= value <= most:
            self.fail(key, f"{least:g}から{most:g}までの数字を書いてください。")
        return float(value)

    def one_of(self, key: str, accepted: tuple[str, ...], default: str) -> Any:
        """Return a word that is among those accepted."""
        value = self.data.get(key, default)
        if value not in accepted:
            self.fail(key, f"{'、'.join(accepted)} のどれかを書いてください。")
        return value

    def optional_text(self, key: str) -> str:
        """Return a text that may be missing or empty."""
        value = self.data.get(key, "")
        if not isinstance(value, str):
            self.fail(key, '文字を " " で囲んで書いてください。')
        return value
