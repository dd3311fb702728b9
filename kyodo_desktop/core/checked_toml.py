"""TOML files that people write: read with types, and wrong with a sentence that names the file and the key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from kyodo_desktop.core.errors import WorldError, reason


class Section:
    """One table of a file. It knows where it stands, so that whatever is wrong in it can be named.

    ``source`` is the file as a clerk knows it (``muroran.toml``), ``path`` the dotted name of the table. Where tables
    of several files were laid over each other, ``sources`` says of a key from which file it came.
    """

    def __init__(
        self, source: str, data: Mapping[str, Any], path: str = "", sources: Mapping[str, str] | None = None
    ) -> None:
        self.source = source
        self.data = data
        self.path = path
        self._sources = sources or {}

    def __contains__(self, key: str) -> bool:
        return key in self.data

    def fail(self, key: str, sentence: str) -> NoReturn:
        """Raise WorldError that names the file and the key; ``sentence`` says what is accepted there."""
        raise WorldError(
            f"設定ファイル「{self._source(key)}」の {self._name(key)} を読み取れません。", next_step=sentence
        )

    def allow(self, keys: Collection[str]) -> None:
        """Refuse keys that mean nothing here: a misspelt one would be passed over in silence."""
        for key in self.data:
            if key not in keys:
                self.fail(key, f"ここに書けるのは {'、'.join(keys)} です。つづりを確かめてください。")

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text that is not empty; without a ``default`` it must be there."""
        value = self.data.get(key, default)
        if not isinstance(value, str) or not value.strip():
            self.fail(key, '空でない文字を " " で囲んで書いてください。')
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; none when the key is missing."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(part, str) and part.strip() for part in value):
            self.fail(key, '文字の並びを ["輪西", "中島"] のように書いてください。')
        return tuple(part.strip() for part in value)

    def number(self, key: str, least: int, most: int) -> int:
        """Return a whole number from ``least`` to ``most``, which must be there."""
        value = self.data.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.fail(key, f"{least}から{most}までの数字を書いてください。")
        return value

    def flag(self, key: str) -> bool:
        """Return true or false; false when the key is missing."""
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            self.fail(key, "true か false を書いてください。")
        return value

    def section(self, key: str) -> Section:
        """Return the table under ``key``; an empty one when it is missing."""
        value = self.data.get(key, {})
        if not isinstance(value, dict):
            self.fail(key, f"[{self._name(key)}] の見出しの下に、項目を「名前 = 値」の形で書いてください。")
        return Section(self._source(key), value, self._name(key))

    def sections(self) -> Iterator[tuple[str, Section]]:
        """Yield every key with the table under it, in the order of the file."""
        for key in self.data:
            yield key, self.section(key)

    def tables(self, key: str) -> Iterator[Section]:
        """Yield the tables of a ``[[key]]`` list in order; none when it is missing."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
            self.fail(key, f"[[{self._name(key)}]] の見出しの下に、項目を「名前 = 値」の形で書いてください。")
        for place, table in enumerate(value, 1):
            yield Section(self._source(key), table, f"{self._name(key)}[{place}]")

    def over(self, below: Section) -> Section:
        """Return this table laid over another of the same path: its keys replace the other's."""
        sources = {key: below._source(key) for key in below.data} | {key: self._source(key) for key in self.data}
        return Section(self.source, {**below.data, **self.data}, self.path, sources)

    def _source(self, key: str) -> str:
        return self._sources.get(key, self.source)

    def _name(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key


def read_file(path: Path) -> Section:
    """Return the tables of a file. Raises WorldError when it is not there or is no TOML in UTF-8."""
    try:
        return Section(path.name, tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise WorldError(
            f"設定ファイル「{path.name}」を開けません（{reason(error)}）。",
            next_step=f"場所を確かめてください：{path}",
        ) from error
    except UnicodeDecodeError as error:
        raise WorldError(
            f"設定ファイル「{path.name}」の文字コードがUTF-8ではありません。",
            next_step="メモ帳などで開き、文字コードをUTF-8にして保存し直してください。",
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise WorldError(
            f"設定ファイル「{path.name}」の{_place(error)}書き方に誤りがあります。",
            next_step='その行の記号（" " や [ ] や = ）を確かめてください。',
        ) from error


def _place(error: tomllib.TOMLDecodeError) -> str:
    """Return the line that the parser names in its English words (``… (at line 3, column 5)``)."""
    found = re.search(r"at line (\d+)", str(error))
    return f"{found[1]}行目の" if found else "終わりの"
