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
