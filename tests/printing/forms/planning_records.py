"""Records of committees, meetings and the plan, with their facts, to fill the forms with; all of it is fictional."""

from __future__ import annotations

import datetime as dt
from typing import Any

DAY = dt.date

PARAMETERS: dict[str, Any] = {
    "sent_on": DAY(2026, 6, 15),
    "reply_by": DAY(2026, 7, 1),
    "bring": "推進計画（冊子）",
}

COMMITTEE: dict[str, Any] = {
    "reference": "C01",
    "name": "市民協働推進委員会",
    "furigana": "しみんきょうどうすいしんいいんかい",
    "kind": "committee",
    "basis": "汐見野市市民協働推進委員会設置要綱",
    "secretariat": "市民協働課",
    "term_years": 2,
    "seats": 10,
    "term_words": "2年",
    "count_words": "3名（うち公募1名）",
}

_PEOPLE = (
    ("潮見　恵一", "しおみ　けいいち", "chair", "expert", "汐見野大学 教授"),
    ("𠮷原　健", "よしはら　けん", "deputy", "organization", "汐見野商工会議所"),
    ("渚　さくら", "なぎさ　さくら", "member", "public", "大学生"),
)

COMMITTEE_TABLES: dict[str, Any] = {
    "in_office": [
        {
            "number": number,
            "name": name,
            "furigana": furigana,
            "role": role,
            "category": category,
            "affiliation": affiliation,
            "appointed_on": DAY(2025, 4, 1),
            "until_on": DAY(2027, 3, 31),
            "terms": f"{number}期目",
        }
        for number, (name, furigana, role, category, affiliation) in enumerate(_PEOPLE, start=1)
    ]
}

MEETING: dict[str, Any] = {
    "reference": "R8-M004",
    "kind": "committee",
    "committee": "市民協働推進委員会",
    "number": 1,
    "name": "令和8年度 第1回 市民協働推進委員会",
    "held_on": DAY(2026, 7, 8),
    "begins_at": "14:00",
    "ends_at": "16:00",
    "place": "市役所 第1会議室",
    "is_open": True,
    "observers": 2,
    "present_count": 2,
    "participants": 53,
    "round": "令和7年度 第1回 まちづくり活動支援補助金",
    "lecturer": "汐見野大学 潮見 恵一 教授",
    "lecture": "財政が厳しくなる中で、行政だけで担う公共サービスには限りがある。\n協働は、企画から始めると生きる。",
    "theme": "市民との協働の問題点と解決策について",
    "discussion": "６つのグループで、問題点と解決策をカードに書き出した。",
    "comments": "協働は手間がかかるが、今から準備をするかどうかで差が出る。",
    "minutes": "（事務局）昨年度の進捗を説明した。\n（委員）町内会の加入の取組は、届く方法を考えてほしい。",
    "decisions": "昨年度の進捗を了承した。",
    "recorder": "佐藤",
    "next_on": DAY(2026, 11, 12),
    "year_label": "令和8年度",
    "called": "市民協働推進委員会",
    "secretariat": "市民協働課",
    "when": "令和8年7月8日（水）午後2時から午後4時まで",
    "hours": "午後2時から午後4時まで",
    "attendance_words": "3名のうち2名出席（欠席：渚　さくら）",
    "open_words": "公開（傍聴者2名）",
    "next_words": "令和8年11月12日（木）",
    "people_words": "53人",
}

MEETING_TABLES: dict[str, Any] = {
    "attendance": [
        {
            "name": name,
            "role": role,
            "affiliation": affiliation,
            "attendance": "absent" if role == "member" else "present",
        }
        for name, _, role, _, affiliation in _PEOPLE
    ],
    "timetable": [
        {"number": 1, "starts_at": "14:00", "span": "14:00～14:05", "subject": "開会"},
        {
            "number": 2,
            "starts_at": "14:05",
            "span": "14:05～14:45",
            "subject": "推進計画の昨年度の進捗について",
            "presenter": "市民協働課",
            "result": "了承",
        },
    ],
}

PLAN: dict[str, Any] = {
    "reference": "P02",
    "name": "市民協働推進計画",
    "progress_year": "令和7年度",
    "department_words": "すべての担当課",
    "legend": "◎ 目標を達成した　○ おおむね進んだ　△ 遅れている　× 進んでいない",
}

_COUNTS = {"count_1": 1, "count_2": 1, "count_3": 0, "count_4": 0, "waiting": 1, "total": 3}

PLAN_TABLES: dict[str, Any] = {
    "progress": [
        {
            "policy": "情報の提供・共有",
            "reference": "T001",
            "name": "えんとーくの開催",
            "department": "市民協働課",
            "target": "10地区で開く。",
            "result": "8地区で開き、延べ164名が参加した。",
            "mark": "○",
            "progress": "おおむね進んだ",
            "issues": "若い世代の参加が少ないため、夜間と休日の開催を増やす。",
        },
        {"reference": "T002", "name": "まちづくり出前講座", "department": "生涯学習課", "mark": "◎"},
        {"policy": "協働の検証・評価", "reference": "T015", "name": "協働事業の評価シート", "department": "市民協働課"},
    ],
    "by_policy": [{"label": "情報の提供・共有", **_COUNTS}, {"label": "計", **_COUNTS}],
    "by_department": [{"label": "市民協働課", **_COUNTS}],
}

ACTION: dict[str, Any] = {
    "reference": "T001",
    "name": "えんとーくの開催",
    "pillar": "action",
    "policy": "information",
    "department": "市民協働課",
    "partners": "町内会",
    "content": "市長と市民が地域の課題を語り合う場を、地区ごとに開く。",
    "indicator": "開催回数",
    "period": "令和4年度から令和8年度まで",
    "notes": "令和9年度からは、次の計画で続ける。",
}

ACTION_TABLES: dict[str, Any] = {
    "by_year": [
        {
            "year": "令和7年度",
            "target": "10地区で開く。",
            "result": "8地区で開き、延べ164名が参加した。",
            "mark": "○",
            "issues": "若い世代の参加が少ない。",
        },
        {"year": "令和8年度", "target": "10地区で開く。"},
    ]
}
