"""算出の経過: how an amount came about, line by line, for the screen and for print."""

from __future__ import annotations

from dataclasses import dataclass

from kyodo_desktop.core.money import yen


@dataclass(frozen=True, slots=True)
class Line:
    """One step: what it is called, how it was computed in words and numbers, and what came out in yen.

    ``decisive`` marks the bound that was the smallest and so decided the amount.
    """

    label: str
    formula: str
    amount: int
    decisive: bool = False

    @property
    def text(self) -> str:
        """The whole line: 対象経費×補助率：500,000円×50％＝250,000円."""
        return (
            f"{self.label}：{self.formula}＝{yen(self.amount)}" if self.formula else f"{self.label}：{yen(self.amount)}"
        )
