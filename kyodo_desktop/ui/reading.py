"""The reading of a name as it was typed into the input method, before it became kanji."""

from __future__ import annotations

from kyodo_desktop.core.text import is_reading, normalize_width, tidy_furigana


class Composition:
    """Follows one composition of an input method and remembers its last pure kana."""

    def __init__(self) -> None:
        self._kana = ""

    def hear(self, preedit: str, commit: str) -> str:
        """Take one event of the input method; return the reading of what was committed by it, or an empty text.

        While kana are typed, the preedit is their reading; once it is converted it holds kanji and is passed over. A
        final n that is not yet a kana becomes ん, as the input method itself does on conversion.
        """
        if preedit:
            kana = _as_kana(preedit)
            if kana:
                self._kana = kana
        if not commit or normalize_width(commit).isascii():
            return ""
        reading = _as_kana(commit) or self._kana
        self._kana = _as_kana(preedit) if preedit else ""
        return reading


def _as_kana(text: str) -> str:
    """Return a text of kana as hiragana, or an empty text when it holds anything else."""
    plain = tidy_furigana(text)
    if normalize_width(plain[-1:]).lower() == "n":
        plain = f"{plain[:-1]}ん"
    return plain if plain and is_reading(plain) else ""


class ReadingProposal:
    """Grows a reading piece by piece while a name is typed, until a person corrects it by hand."""

    def __init__(self) -> None:
        self._proposed = ""
        self._is_worked_out = False

    def is_wanted(self, present: str) -> bool:
        """Return whether a reading is to be worked out: none stands there, or one that was for another name."""
        return not present or (self._is_worked_out and present == self._proposed)

    def add(self, piece: str, name_before: str, present: str) -> str | None:
        """Return the reading to show after ``piece`` was committed behind ``name_before``; None to leave ``present``.

        ``present`` is what stands in the reading's editor; it is only replaced while it is empty or still the
        proposal made before.
        """
        if present not in ("", self._proposed):
            return None
        separated = bool(present) and name_before.endswith((" ", "\u3000"))
        self._proposed = tidy_furigana(f"{present if name_before else ''}{' ' if separated else ''}{piece}")
        self._is_worked_out = False
        return self._proposed

    def propose(self, reading: str, present: str) -> str | None:
        """Return a whole reading worked out from the name, under the same condition."""
        if present not in ("", self._proposed) or not reading:
            return None
        self._proposed = tidy_furigana(reading)
        self._is_worked_out = True
        return self._proposed
