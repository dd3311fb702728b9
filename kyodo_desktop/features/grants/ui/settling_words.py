"""What keeps a ranking from becoming the result, in the words that stand beside 「審査結果を確定する」."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kyodo_desktop.features.grants.review import ReviewRow
from kyodo_desktop.features.grants.rules.outcome import Decision, Placing

NAMED = 3
"""How many applications are named; of more the others are counted."""


def missing(
    rows: Sequence[ReviewRow], placings: Iterable[Placing], before_review: Collection[int] | None, *, unsaved: bool
) -> list[str]:
    """Return what is missing, sentence by sentence; nothing when the results can be settled.

    ``before_review`` are the applications that were not put to the review, None for a programme that has none;
    ``unsaved`` says that marks are being typed.
    """
    if before_review is None:
        return ["この制度は審査会を開きません。「補助金の申請」で、申請ごとに交付を決定してください。"]
    waiting = {row.application_id: row.reference for row in rows if row.result is None}
    if not waiting:
        return ["全件の審査結果が確定しています。"] if rows else ["この募集回の申請がまだありません。"]
    decisions = {each.key: each.decision for each in placings if each.key in waiting}
    said = []
    if early := [number for key, number in waiting.items() if key in before_review]:
        said.append(
            f"審査に付していない申請が{_counted(early)}あります。「補助金の申請」で「審査に付す」を行ってください。"
        )
    if unscored := [number for key, number in waiting.items() if decisions.get(key) is Decision.UNSCORED]:
        said.append(f"点数のそろっていない申請が{_counted(unscored)}あります。")
    if equal := [number for key, number in waiting.items() if decisions.get(key) is Decision.UNDECIDED]:
        said.append(
            f"同点の申請が{_counted(equal)}あります。順位の表で選び、Alt+↑ か Alt+↓ で審査会の決めた順にしてください。"
        )
    if unsaved:
        said.append("入力した点数を F12 で保存してください。")
    return said


def _counted(numbers: Sequence[str]) -> str:
    """Return how many there are and which: 2件（R8-001、R8-002）."""
    others = "ほか" if len(numbers) > NAMED else ""
    return f"{len(numbers)}件（{'、'.join(numbers[:NAMED])}{others}）"
