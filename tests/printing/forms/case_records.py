"""A fictional case of collaboration, as its sheet is filled with it."""

from __future__ import annotations

import io
from typing import Any

import PIL.Image

CASE: dict[str, Any] = {
    "reference": "Z001",
    "name": "空き店舗でひらく子ども食堂",
    "furigana": "あきてんぽでひらくこどもしょくどう",
    "pattern": "subsidy",
    "fiscal_year": 2025,
    "year_label": "令和7年度",
    "place": "元町商店街",
    "summary": "月2回、子どもと地域の人が集う食堂ができた。",
    "background": "夕方を一人で過ごす子どもが多いことが、町内会の集まりで話題になった。",
    "activities": "団体が調理を受け持ち、商店街が店舗を貸し、町内会が送り迎えを見守った。",
    "result": "1年で24回開き、延べ860人が利用した。",
    "lessons": "はじめに三者で役割と費用を紙に書いた。電気代の負担は次の年の課題である。",
    "partner_names": "子ども食堂ひなたの会、元町商店街振興組合",
}


def picture(tone: int) -> bytes:
    """Return a plain grey picture as a PNG file."""
    file = io.BytesIO()
    PIL.Image.new("L", (80, 60), tone).save(file, "PNG")
    return file.getvalue()


CASE_TABLES: dict[str, Any] = {
    "partners": [
        {"name": "子ども食堂ひなたの会", "kind": "civic_group", "brought": "献立、調理、子どもの相手"},
        {"name": "元町商店街振興組合", "kind": "company", "brought": "空き店舗の無償提供"},
    ],
    "pictures": [
        {"picture": picture(90), "caption": "配膳を手伝う高校生"},
        {"picture": picture(180), "caption": None},
    ],
}
