"""Telephone numbers, postcodes, e-mail and web addresses, as people write them."""

from __future__ import annotations

import re

from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.text import normalize_width

_DASHES = str.maketrans({dash: "-" for dash in "‐‑‒–—―−ー～~〜"})


def parse_phone(text: str) -> str | None:
    """First version."""
    plain = re.sub(r"\s", "", normalize_width(text).translate(_DASHES))
    if not plain:
        return None
    digits = re.sub(r"[^0-9]", "", plain)
    if len(digits) not in (10, 11):
        raise FieldError("電話番号は、市外局番から10桁か11桁で入力してください（例：0143-25-2703）。")
    return re.sub("[()]", "-", plain).strip("-")


def parse_postal_code(text: str) -> str | None:
    """Return a postcode as ``123-4567``; None if empty. Raises FieldError unless it has seven digits."""
    plain = re.sub(r"[\s\-〒]", "", normalize_width(text).translate(_DASHES))
    if not plain:
        return None
    if not re.fullmatch("[0-9]{7}", plain):
        raise FieldError("郵便番号は、数字7桁で入力してください（例：050-0083）。")
    return f"{plain[:3]}-{plain[3:]}"


def parse_email(text: str) -> str | None:
    """Return an e-mail address in half-width letters; None if empty. Raises FieldError when it is none."""
    plain = normalize_width(text).strip().removeprefix("mailto:")
    if not plain:
        return None
    if not re.fullmatch(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", plain):
        raise FieldError("メールアドレスの形ではありません。半角で入力してください（例：machi@example.jp）。")
    return plain


def parse_url(text: str) -> str | None:
    """Return the address of a web page, https:// added where no scheme was typed; None if empty."""
    plain = normalize_width(text).strip()
    if not plain:
        return None
    if not re.match("https?://", plain, re.IGNORECASE):
        plain = f"https://{plain}"
    if not re.fullmatch(r"https?://[^\s/.]+(\.[^\s/.]+)+([/?#]\S*)?", plain, re.IGNORECASE):
        raise FieldError("ホームページのアドレスの形ではありません（例：https://www.example.jp/）。")
    return plain
