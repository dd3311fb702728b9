"""F7 on the pages of the yearly picture: tables as offices keep them come in by keys, and one key takes them back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.scenarios.conftest import OpenDesk
from tests.scenarios.desk import Desk

FIGURES = """\
参加の機会の実績,,,,
区分,,令和5年度,令和6年度,合計
パブリックコメント,事業,４,3,7
えんとーく,回,11,12,23
,名,225,約240名（うち学生30名）,465
"""
CHRONOLOGY = """\
年,月,できごと
平成15年,４月,協働改革プランの策定
,７月,協働担当部署の設置
"""
CASES = """\
協働の事例（令和7年度）,,,,
事業名,協働の形態,年度,主体,役割
港の花いっぱい運動,補助,Ｒ７,浜の会,植付け
,,,市民協働課,補助金
"""
PROGRESS = """\
令和7年度　推進計画　進捗管理表,,,,
方針,取組名,担当課,目標,進捗
情報の提供・共有,えんとーくの開催,市民協働課,１０回,△
〃,まちづくり出前講座,生涯学習課,40回,◎
"""
MEMBERS = """\
令和8年度　市民協働推進委員会　委員名簿,,,
役職,氏名,区分,任期
会長,見本　一郎,学識経験者,R7.4.1～R9.3.31
委員,髙橋　花子,公募,〃
"""


def bring_in(desk: Desk, path: Path) -> None:
    """Choose the file and take it over as it is understood."""
    desk.press("F7")
    desk.wait(lambda: "ファイルを選ぶ（Ctrl+O）" in desk.buttons())
    with desk.answering_file_dialog(path):
        desk.press("Ctrl+O")
    desk.wait(lambda: "取り込む（F12）" in desk.buttons())
    desk.press("F12")
    desk.wait(lambda: desk.said().startswith(f"「{path.name}」を取り込みました"))


@pytest.mark.parametrize(
    ("tab", "page", "listed", "text", "said", "shown"),
    [
        ("評価", "Ctrl+4", "実績の表", FIGURES, "追加 4件", ("240＊",)),
        ("評価", "Ctrl+5", "一覧", CHRONOLOGY, "追加 2件", ("平成15年7月", "協働担当部署の設置")),
        ("評価", "Ctrl+6", "一覧", CASES, "追加 1件", ("港の花いっぱい運動",)),
        ("計画・会議", "Ctrl+1", "一覧", PROGRESS, "追加 2件", ("えんとーくの開催", "まちづくり出前講座")),
        ("計画・会議", "Ctrl+4", "一覧", MEMBERS, "追加 1件", ("市民協働推進委員会",)),
    ],
    ids=["figures", "chronology", "cases", "progress", "members"],
)
def test_a_table_of_the_office_comes_in_and_goes_back(
    open_desk: OpenDesk,
    office: Path,
    tmp_path: Path,
    tab: str,
    page: str,
    listed: str,
    text: str,
    said: str,
    shown: Sequence[str],
) -> None:
    path = tmp_path / "表.csv"
    path.write_bytes(text.replace("\n", "\r\n").encode("cp932"))
    desk = open_desk(office)
    desk.open_list(tab)
    desk.press(page)
    desk.wait(lambda: "F7" in desk.offered_keys())
    desk.rest()
    bring_in(desk, path)
    assert said in desk.said()
    desk.wait(lambda: all(any(each in row for row in desk.rows(listed)) for each in shown))
    desk.press("Ctrl+Alt+Z")
    desk.wait(lambda: desk.said() == "元に戻しました。")
    desk.wait(lambda: not any(shown[0] in row for row in desk.rows(listed)))
