"""The plan of the sample office: a guideline, a plan, and fifteen actions with two years of progress."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from kyodo_desktop.core.dates import fiscal_year, fiscal_year_bounds
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.database.record_service import RecordService
from kyodo_desktop.features.office.sample_rounds import MADE

PLAN_YEARS = 5


class _Action(NamedTuple):
    """One action. ``marks`` are the progress of the last year and of this one, by the code; empty where it is open."""

    policy: str
    name: str
    department: str
    partners: str
    indicator: str
    content: str
    marks: tuple[str, str]
    result: str
    issues: str


_ACTIONS = (
    _Action(
        "information",
        "えんとーくの開催",
        "市民協働課",
        "町内会",
        "開催回数",
        "市長と市民が地域の課題を語り合う場を、地区ごとに開く。",
        ("good", ""),
        "8地区で開き、延べ164名が参加した。",
        "若い世代の参加が少ないため、夜間と休日の開催を増やす。",
    ),
    _Action(
        "information",
        "まちづくり出前講座",
        "生涯学習課",
        "市民活動団体",
        "講座の回数",
        "市の事業を職員が出向いて説明する。",
        ("achieved", "good"),
        "42回開き、1,020名が受講した。",
        "防災の講座の希望が多く、回数を増やす。",
    ),
    _Action(
        "information",
        "市民活動の情報の発信",
        "広報課",
        "市民活動センター",
        "記事の数",
        "広報紙とホームページで、活動している団体を毎月紹介する。",
        ("slow", ""),
        "紹介は7回にとどまった。",
        "団体からの記事の募り方を見直す。",
    ),
    _Action(
        "conditions",
        "市民活動センターのコーディネート",
        "市民協働課",
        "市民活動センター",
        "つないだ件数",
        "団体どうし、団体と行政をつなぐ相談を受ける。",
        ("good", "good"),
        "相談38件、つないだもの21件。",
        "企業からの相談が少ない。",
    ),
    _Action(
        "conditions",
        "まちづくり活動支援補助金",
        "市民協働課",
        "市民活動団体",
        "採択した事業の数",
        "市民の企画した事業に補助する。",
        ("achieved", ""),
        "10事業に補助した。",
        "2年目以降の事業の自立を支える。",
    ),
    _Action(
        "conditions",
        "町内会の加入の促進",
        "地域振興課",
        "町内会連合会",
        "加入率",
        "転入者への案内と、役員の負担を軽くする手引きの作成。",
        ("slow", "slow"),
        "加入率は57.1％で、前年より0.4ポイント下がった。",
        "集合住宅の管理会社と協力する。",
    ),
    _Action(
        "opportunities",
        "行政パートナー制度",
        "市民協働課",
        "行政パートナー",
        "登録者の数",
        "公共サービスの担い手として登録し、活動する人を増やす。",
        ("good", ""),
        "登録者は前年より212名増えた。",
        "活動を始めるまでの期間を短くする。",
    ),
    _Action(
        "opportunities",
        "パブリックコメントの実施",
        "企画課",
        "",
        "意見の数",
        "計画と条例の案に、市民の意見を求める。",
        ("good", "good"),
        "4件の案に63件の意見があった。",
        "案の要約を付け、意見を出しやすくする。",
    ),
    _Action(
        "opportunities",
        "審議会の委員の公募",
        "総務課",
        "",
        "公募の委員の割合",
        "審議会の委員に公募の枠を設ける。",
        ("none", ""),
        "公募のある審議会は増えなかった。",
        "改選の時期を調べ、枠を設ける審議会を決める。",
    ),
    _Action(
        "awareness_and_people",
        "市民活動の講座",
        "生涯学習課",
        "市民活動センター",
        "受講者の数",
        "会計、広報、仲間づくりの講座を開く。",
        ("achieved", "achieved"),
        "6回開き、143名が受講した。",
        "受講した団体のその後を聞き取る。",
    ),
    _Action(
        "awareness_and_people",
        "職員の協働研修",
        "総務課",
        "大学",
        "受講した職員の数",
        "講義とグループ討議で、協働の進め方を学ぶ。",
        ("good", ""),
        "53名が受講した。",
        "管理職の研修に加える。",
    ),
    _Action(
        "awareness_and_people",
        "庁内の連絡調整会議",
        "市民協働課",
        "関係課",
        "会議の回数",
        "協働に関わる課が、進み方と課題を知らせ合う。",
        ("good", "good"),
        "3回開いた。",
        "事業の企画の段階から相談する場にする。",
    ),
    _Action(
        "review",
        "市民協働推進委員会による検証",
        "市民協働課",
        "市民協働推進委員会",
        "会議の回数",
        "取組の進み方を、市民の委員が検証し、意見を述べる。",
        ("achieved", ""),
        "2回開き、11件の意見を受けた。",
        "意見がどう生かされたかを次の会議で示す。",
    ),
    _Action(
        "review",
        "成果報告会の開催",
        "市民協働課",
        "補助を受けた団体",
        "参加者の数",
        "補助を受けた団体が、成果を市民に報告する。",
        ("good", ""),
        "10団体が報告し、96名が参加した。",
        "報告を動画でも見られるようにする。",
    ),
    _Action(
        "review",
        "協働事業の評価シート",
        "市民協働課",
        "協働した団体",
        "評価した事業の数",
        "団体と担当課が、それぞれ評価し、話し合う。",
        ("slow", ""),
        "評価した事業は12件だった。",
        "担当課に年度の初めに知らせる。",
    ),
)

_PILLARS = {"awareness_and_people": "shared_ideals", "review": "improvement"}
"""The pillar of the policies that are not of the one for action."""


def make_plans(plans: RecordService[Any], actions: RecordService[Any], staff: str) -> None:
    """Make a guideline that is to be looked through within the year, a plan, and its actions with their progress."""
    today = plans.words().today
    present = fiscal_year(today)
    adopted = fiscal_year_bounds(present - PLAN_YEARS)[1]
    guideline = {
        "name": "市民協働のまちづくり指針",
        "furigana": "しみんきょうどうのまちづくりししん",
        "kind": "guideline",
        "department": "市民協働課",
        "adopted_on": dt.date(adopted.year - PLAN_YEARS, 3, 31),
        "review_years": PLAN_YEARS,
        "purpose": "市民と行政が協働して進めるまちづくりの理念、原則、形態と役割を定める。",
    }
    review = {
        "reviewed_on": adopted,
        "result": "amended",
        "body": "市民協働推進委員会",
        "changes": "協働の形態と評価の方法を加えた。",
    }
    plan = {
        "name": "市民協働推進計画",
        "furigana": "しみんきょうどうすいしんけいかく",
        "kind": "plan",
        "department": "市民協働課",
        "adopted_on": adopted,
        "from_year": present - PLAN_YEARS + 1,
        "until_year": present,
        "review_years": PLAN_YEARS,
        "purpose": "指針の5つの方針に沿って、5年間に進める取組と目標を定める。",
    }
    plans.save_all(staff, MADE, [Draft(guideline, {"reviews": [Draft(review)]}), Draft(plan)])
    actions.save_all(staff, MADE, [_draft(each, present) for each in _ACTIONS])


def _draft(action: _Action, present: int) -> Draft:
    last = {
        "fiscal_year": present - 1,
        "target": f"{action.indicator}を前年より増やす。",
        "result": action.result,
        "progress": action.marks[0],
        "issues": action.issues,
    }
    this = {
        "fiscal_year": present,
        "target": f"{action.indicator}を前年より増やす。",
        "progress": action.marks[1] or None,
    }
    values = {
        "name": action.name,
        "pillar": _PILLARS.get(action.policy, "action"),
        "policy": action.policy,
        "department": action.department,
        "partners": action.partners or None,
        "indicator": action.indicator,
        "content": action.content,
        "from_year": present - PLAN_YEARS + 1,
        "until_year": present,
    }
    return Draft(values, {"years": [Draft(last), Draft(this)]})
