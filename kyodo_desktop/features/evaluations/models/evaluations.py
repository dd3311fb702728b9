"""評価シート: how one party judged one project or grant in one 年度."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kyodo_desktop.core.fields import (
    Choice,
    Count,
    EraDate,
    FiscalYear,
    Furigana,
    Marks,
    Name,
    Percent,
    Privacy,
    RecordId,
    Reference,
    Text,
)
from kyodo_desktop.database.base import Line, Record, attribute, table_inside

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Mapped

PROJECT = "評価する事業"
REMARKS = "所見"
RESULT = "集計"


class Evaluation(Record):
    """評価シート. ``name`` is the name of the project as it was called then."""

    __tablename__ = "evaluations"
    __label__ = "評価シート"

    reference: Mapped[str] = attribute(
        Reference("評価番号", group=PROJECT, aliases=("番号", "No"), listed=True), unique=True
    )
    name: Mapped[str] = attribute(
        Name(
            "事業名",
            required=True,
            group=PROJECT,
            aliases=("事業の名称", "名称"),
            privacy=Privacy.PUBLIC,
            suggested=True,
            listed=True,
            width=60,
            help="事業台帳と補助金の申請から、名前・番号・団体名の一部で選べます。",
        )
    )
    furigana: Mapped[str | None] = attribute(Furigana("ふりがな", group=PROJECT, aliases=("フリガナ",)))
    project_id: Mapped[int | None] = attribute(RecordId("事業台帳の事業", of="projects"), index=True)
    grant_id: Mapped[int | None] = attribute(RecordId("補助金の申請", of="grants"), index=True)
    organization: Mapped[str | None] = attribute(
        Name("相手方", group=PROJECT, aliases=("団体名",), privacy=Privacy.PUBLIC, width=45)
    )
    department: Mapped[str | None] = attribute(
        Text("担当課", group=PROJECT, aliases=("所管課",), privacy=Privacy.PUBLIC, suggested=True, width=30)
    )
    fiscal_year: Mapped[int] = attribute(
        FiscalYear("年度", required=True, group=PROJECT, privacy=Privacy.PUBLIC, listed=True), index=True
    )
    stage: Mapped[str] = attribute(
        Choice("時期", taxonomy="evaluation_stages", required=True, group=PROJECT, aliases=("評価の時期",), width=18),
        index=True,
    )
    kind: Mapped[str] = attribute(
        Choice(
            "評価の種類",
            taxonomy="evaluation_kinds",
            required=True,
            group=PROJECT,
            aliases=("種類", "区分"),
            listed=True,
            width=32,
        ),
        index=True,
    )
    sheet: Mapped[str] = attribute(
        Choice("評価シート", taxonomy="evaluation_sheets", required=True, group=PROJECT, aliases=("様式",), width=40)
    )
    evaluator: Mapped[str | None] = attribute(
        Name("評価者", group=PROJECT, aliases=("記入者", "氏名"), width=35, help="団体名、課名と記入した人の名前")
    )
    evaluated_on: Mapped[dt.date | None] = attribute(EraDate("評価日", group=PROJECT, aliases=("記入日", "評価年月日")))
    good_points: Mapped[str | None] = attribute(
        Text("良かった点", lines=3, group=REMARKS, aliases=("成果", "よかった点"), privacy=Privacy.PUBLIC, width=60)
    )
    issues: Mapped[str | None] = attribute(
        Text("課題", lines=3, group=REMARKS, aliases=("問題点", "反省点"), privacy=Privacy.PUBLIC, width=60)
    )
    requests: Mapped[str | None] = attribute(
        Text(
            "次への要望",
            lines=3,
            group=REMARKS,
            aliases=("要望", "次回への要望"),
            privacy=Privacy.PUBLIC,
            width=60,
            help="次の評価シートの初めに出ます。1行に1つずつ書きます。",
        )
    )
    agreed: Mapped[str | None] = attribute(
        Text(
            "話し合って合意したこと",
            lines=4,
            group=REMARKS,
            extra=True,
            aliases=("合意事項", "合意"),
            privacy=Privacy.PUBLIC,
            width=70,
        )
    )
    score: Mapped[int | None] = attribute(
        Percent(
            "評価点",
            unit="点",
            group=RESULT,
            derived=True,
            privacy=Privacy.PUBLIC,
            listed=True,
            help="満点に対する割合を、まとまりごとの重みで合わせた100点満点の点です。",
        )
    )
    means: Mapped[str | None] = attribute(
        Text("まとまりごとの平均", group=RESULT, derived=True, privacy=Privacy.PUBLIC, width=60)
    )
    given: Mapped[tuple[int | None, ...] | None] = attribute(
        Marks(
            "評点の並び",
            group=RESULT,
            derived=True,
            imported=True,
            aliases=("評点", "点数"),
            help="項目の順の評点です。取り込むときは 4 3 5 － 2 のように書きます。",
        )
    )
    filled: Mapped[int | None] = attribute(Count("記入した項目", unit="項目", group=RESULT, derived=True))
    missing: Mapped[int | None] = attribute(Count("未記入の項目", unit="項目", group=RESULT, derived=True))
    missing_reasons: Mapped[int | None] = attribute(
        Count("理由の書かれていない項目", unit="項目", group=RESULT, derived=True)
    )
    state: Mapped[str | None] = attribute(
        Choice("状態", taxonomy="evaluation_states", group=RESULT, derived=True, listed=True), index=True
    )
    notes: Mapped[str | None] = attribute(Text("備考", lines=2, group=RESULT, aliases=("摘要",), width=50))

    earlier: Mapped[list[EarlierRequest]] = table_inside("EarlierRequest")
    marks: Mapped[list[EvaluationMark]] = table_inside("EvaluationMark")
    indicators: Mapped[list[Indicator]] = table_inside("Indicator")


class EarlierRequest(Line):
    """前回の要望: what the last evaluation asked for, and what became of it."""

    __tablename__ = "evaluation_earlier"
    __label__ = "前回の要望と、その後"
    __record__ = "evaluations"
    __after__ = PROJECT

    source: Mapped[str | None] = attribute(Text("いつの誰の", width=30))
    request: Mapped[str] = attribute(Text("要望・取組", required=True, width=55))
    became: Mapped[str | None] = attribute(Text("その後どうなったか", width=55))


class EvaluationMark(Line):
    """評点: one item of the sheet as it was asked then, its mark, and why."""

    __tablename__ = "evaluation_marks"
    __label__ = "評点"
    __record__ = "evaluations"
    __after__ = PROJECT
    __fixed__ = True

    item: Mapped[str | None] = attribute(Text("項目の記号", hidden=True))
    part: Mapped[str | None] = attribute(Text("まとまり", derived=True, width=24))
    label: Mapped[str | None] = attribute(Text("項目", derived=True, width=30))
    question: Mapped[str | None] = attribute(Text("評価の視点", derived=True, width=70))
    mark: Mapped[int | None] = attribute(Count("評点", most=9, width=12))
    reason: Mapped[str | None] = attribute(Text("理由・気づいたこと", width=60))


class Indicator(Line):
    """活動指標: what was aimed at in numbers and what was reached."""

    __tablename__ = "evaluation_indicators"
    __label__ = "活動指標"
    __record__ = "evaluations"
    __after__ = PROJECT

    name: Mapped[str] = attribute(Text("指標", required=True, width=45))
    unit: Mapped[str | None] = attribute(Text("単位", width=14))
    target: Mapped[int | None] = attribute(Count("目標"))
    result: Mapped[int | None] = attribute(Count("実績"))
    rate: Mapped[int | None] = attribute(Percent("達成率", derived=True))
