"""Files as offices keep them, made anew for each test."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import openpyxl
import xlwt
from openpyxl.worksheet.worksheet import Worksheet

ERA = '[$-411]ggge"年"m"月"d"日";@'


def partner_roster(path: Path) -> None:
    """Write a roster of volunteers: title rows, a heading over two rows in merged cells, a subtotal and footnotes."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "登録者名簿"
    rows: list[list[object]] = [
        ["令和８年度　まちづくりパートナー登録者名簿"],
        [None] * 9 + ["令和８年10月１日現在"],
        [],
        ["No.", "氏　　名", "フリガナ", "生年月日", "連　絡　先", None, None, "登　録", None, "備　考"],
        [None, None, None, None, "〒", "住　所", "電話番号", "制度", "期間", None],
        ["東地区"],
        [
            *(1, "髙﨑　一郎", "ﾀｶｻｷ ｲﾁﾛｳ", "S30.4.1", "051-0011", "汐見野市東町１丁目２番３号", "0143-22-1111"),
            *("有償", "令和8年4月1日から令和9年3月31日まで", "草刈機\n持参可"),
        ],
        [
            *(2, "渡邉 花子", "ワタナベ　ハナコ", dt.date(1962, 5, 6), "〃", "汐見野市東町1-2-4", "0143(22)2222"),
            *("無償・美化", "R8.4.1～R9.3.31", None),
        ],
        ["小計", "2名"],
        ["西地区"],
        [
            3,
            "𠮷田　次郎",
            "ヨシダ　ジロウ",
            "昭和41年13月1日",
            510012,
            "汐見野市西町２－３",
            143222233,
            "無償",
            None,
            None,
        ],
        [4, "佐々木〓子", "ササキ　ヨウコ", "H2.2.2", None, None, "090-1234-5678", "人材バンク", None, None],
        [5, "みどり清掃クラブ", "ミドリセイソウクラブ", None, None, "汐見野市西町3", None, "美化", None, None],
        ["合計", "5名"],
        [],
        ["※番号は受付順です。"],
    ]
    for row in rows:
        sheet.append(row)
    for block in ("A1:J1", "A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:G4", "H4:I4", "J4:J5"):
        sheet.merge_cells(block)
    sheet["D8"].number_format = ERA
    book.create_sheet("記入要領").append(["この名簿の書き方"])
    book.save(path)


def group_list(path: Path) -> None:
    """Write a list of organisations as an old program exports it: cp932, kana of half width, marks for the cell above,
    characters that its fonts alone knew."""
    rows = [
        [
            "番号",
            "団体名",
            "ﾌﾘｶﾞﾅ",
            "種別",
            "代表者",
            "〒",
            "所在地",
            "TEL",
            "FAX",
            "設立",
            "会員数",
            "有効期限",
            "活動内容",
        ],
        [
            *("101", "東町内会", "ﾋｶﾞｼﾁｮｳﾅｲｶｲ", "町内会", "会長　山田　太郎", "051-0011", "汐見野市東町１－１"),
            *("0143-22-1111", "0143-22-1112", "S26.5.1", "250世帯", "R9.3.31", "清掃、防犯"),
        ],
        [
            *("102", "西町内会", "ﾆｼﾁｮｳﾅｲｶｲ", "〃", "会長　鈴木　花子", "051-0012", "汐見野市西町２－２"),
            *("０１４３－２２－２２２２", "同左", "昭和27年6月1日", "１８０", "〃", "夏まつり、\n盆踊り"),
        ],
        [
            "103",
            "まちづくり\ue000の会",
            "ﾏﾁﾂﾞｸﾘﾉｶｲ",
            "NPO法人",
            "理事長　?橋　一郎",
            "",
            "",
            "",
            "",
            "平成15年7月",
            "-",
            "",
            "",
        ],
    ]
    with path.open("w", encoding="cp932", newline="") as stream:
        csv.writer(stream).writerows(rows)


def old_workbook(path: Path) -> None:
    """Write a short list of organisations as Excel 97 did."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("一覧")
    rows = [
        ["団体名", "種別", "役員", "会員"],
        ["みどりの会", "市民活動団体", "会長 山田太郎、会計 佐藤花子", "鈴木一郎\n髙橋二郎"],
    ]
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    book.save(str(path))


def grant_list(path: Path) -> None:
    """Write what became of three years of grants: amounts in thousands with notes, a year merged over rows, ○ and ×,
    a heading over two rows, days in several eras, a total and a footnote."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "交付実績"
    rows: list[list[object]] = [
        ["まちづくり活動支援補助金　交付実績一覧"],
        [None] * 11 + ["（単位：千円）"],
        [],
        ["年度", "No.", "団体名", "事業名", "受付日", "採否", "補助金額", None, None, "支払額", "返還額", "備考"],
        [None] * 6 + ["申請額", "決定額", "確定額", None, None, None],
        ["令和4年度", 1, "青葉の会", "花いっぱい事業", "R4.5.10", "採択", 300, "300（うち概算払240）", 280, 280],
        [None, 2, "汐風 合唱団", "合唱のつどい", "令和４年５月12日", "×", 150, *[None] * 4, "次年度へ"],
        [None, 3, "みなと子ども会", "子どもまつり", "2022/5/13", "○", 200, "200千円", "150,000円", 200, 50],
        ["R5", 1, "青葉の会", "花いっぱい事業", dt.date(2023, 5, 9), "採択", "300", "250", "250 ※1回中止", 250],
        [None, 2, "麦の会", "朗読会", "R5.5.10", "採択", 100, "100 ※辞退"],
        [6, 1, "くるみの会", "手話教室", "R6.5.9", "採択", 90, "90→80", None],
        ["計", *[None] * 5, 1140, 850],
        ["※決定額は千円未満切捨て"],
    ]
    for row in rows:
        sheet.append(row)
    for block in ("A1:L1", "G4:I4", "A6:A8", "A9:A10", *(f"{letter}4:{letter}5" for letter in "ABCDEFJKL")):
        sheet.merge_cells(block)
    book.save(path)


def endorsement_list(path: Path) -> None:
    """Write a register of 後援 as an old program exports it: cp932, the 形態 only in the title, half-width kana."""
    rows = [
        ["令和７年度　後援名義使用承認台帳"],
        [],
        ["番号", "行事名", "主催者", "開催期間", "会場", "申請年月日", "承認年月日", "承認番号", "実績報告日", "摘要"],
        [
            *("1", "ｼﾞｬｽﾞの夕べ", "汐風ジャズ同好会", "R7.8.2～R7.8.3", "市民会館", "7.6.10", "7.6.20"),
            *("汐教第12号", "R7.8.20", ""),
        ],
        [
            *("2", "健康歩こう会", "歩こう会", "令和7年10月4日", "南浜海岸", "令和7年8月18日", "令和7年8月27日"),
            *("汐教第31号", "-", "雨天中止"),
        ],
        ["3", "書道展", "書道連盟", "R8.1.10～1.18", "ギャラリー", "R7.11.25", "", "", "", "不承認"],
    ]
    with path.open("w", encoding="cp932", newline="") as stream:
        csv.writer(stream).writerows(rows)


def agreement_list(path: Path) -> None:
    """Write a list of agreements: their kind in words, 締結日 and 満了日, one that is renewed by itself."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "災害時協定一覧"
    for row in (
        ["No", "協定名", "協定締結先", "協定の種類", "締結日", "満了日", "自動更新"],
        [1, "食料等の供給に関する協定", "港の生協", "災害時協定", "平成30年4月1日", "R9.3.31", "有"],
        [2, "一時避難施設の協定", "見晴ホテル", "災害時の応援", dt.date(2024, 10, 1), dt.date(2026, 9, 30), "無"],
    ):
        sheet.append(row)
    book.save(path)
