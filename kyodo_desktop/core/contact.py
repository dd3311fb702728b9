"""Telephone numbers, postcodes, e-mail and web addresses, as people write them."""

from __future__ import annotations

import re

from kyodo_desktop.core.area_codes import area_code_length
from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.text import normalize_width

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ー~〜", "-"))
_PHONE_LABEL = re.compile(
    r"^(?:tel|fax|電話(?:番号)?|携帯(?:電話)?|ファックス|ファクス|ファクシミリ|☎|℡)[:.]*", re.IGNORECASE
)
_TIDY_PHONE = re.compile(
    "(?=.{12}$)0[1-9][1-9][0-9]{0,2}-[0-9]{1,4}-[0-9]{4}|0[5-9]0-[0-9]{4}-[0-9]{4}|0[346]-[0-9]{4}-[0-9]{4}"
)
_MAIN_LINE = re.compile(r"\((?:代|代表)\)$")
_ABSENT = re.compile(r"[\s\-]*|なし|無し?")
_EXTENSION = re.compile(
    r"^(?P<number>.*?)[\s(,、-]*(?:内線|ext\.?|内)[:番号.\s]*(?P<extension>[0-9]{1,6})\)?$", re.IGNORECASE
)
_PHONE_SIGNS = re.compile(r"\+?[0-9()\-.\s]+")
_SERVICES = ("0120", "0570", "0990")
"""Codes of four digits with ten in all, written 4-3-3 (0800 has eleven)."""
_PHONE_EXAMPLE = "市外局番から入力してください（例：0143-25-2703）。"


def parse_phone(text: str) -> str | None:
    """Return a telephone number with hyphens, such as ``0143-25-2703`` or ``0143-25-2703 内線12``; None if empty.

    Any width, brackets, dots, spaces and +81 are accepted; labels such as TEL and （代） are left out, なし and ― are
    empty. A grouping that was typed and is possible stays; otherwise the area code decides. A number of nine digits
    (ten for a mobile phone) without signs gets back the 0 that a spreadsheet took from its head. Raises FieldError for
    a number without area code, of another length, or for two numbers at once.
    """
    if _TIDY_PHONE.fullmatch(text):
        return text
    plain = normalize_width(text).translate(_DASHES).strip()
    plain = _MAIN_LINE.sub("", _PHONE_LABEL.sub("", plain)).strip()
    if _ABSENT.fullmatch(plain):
        return None
    found = _EXTENSION.match(plain)
    number, extension = (found["number"], f" 内線{found['extension']}") if found else (plain, "")
    return _hyphenated(number, text.strip()) + extension


def _hyphenated(number: str, typed: str) -> str:
    if not _PHONE_SIGNS.fullmatch(number):
        if len(re.findall(r"[0-9][0-9()\-.\s]{7,}[0-9]", number)) > 1:
            raise FieldError(f"電話番号が2つ以上入力されています。1つだけ、{_PHONE_EXAMPLE}")
        raise FieldError(f"「{typed}」は電話番号として読めません。{_PHONE_EXAMPLE}")
    number = re.sub(r"^\+81[\s\-]*(?:\(0\)|0)?[\s\-]*", "0", number)
    groups = re.findall("[0-9]+", number)
    digits = "".join(groups)
    if len(groups) == 1 and digits[0] != "0" and len(digits) == (10 if re.match("[5-9]0", digits) else 9):
        digits = f"0{digits}"
    _check_length(digits, typed)
    return "-".join(groups if _is_possible(groups, digits) else _split(digits))


def _check_length(digits: str, typed: str) -> None:
    if len(digits) >= 18:
        raise FieldError(f"電話番号が2つ以上入力されています。1つだけ、{_PHONE_EXAMPLE}")
    if digits[:1] != "0":
        raise FieldError(f"「{typed}」は0から始まっていません。{_PHONE_EXAMPLE}")
    wanted = 11 if re.match("0[5-9]0|020", digits) else 10
    if len(digits) != wanted:
        raise FieldError(f"「{typed}」は{len(digits)}桁です。この番号は{wanted}桁のはずです。数字を確かめてください。")


def _is_possible(groups: list[str], digits: str) -> bool:
    """Return whether a typed grouping can be one: three groups of the sizes that numbers of this kind have."""
    sizes = tuple(map(len, groups))
    if len(digits) == 11:
        return sizes == ((4, 3, 4) if digits.startswith("0800") else (3, 4, 4))
    if digits.startswith(_SERVICES):
        return sizes in ((4, 3, 3), (4, 2, 4))
    return len(sizes) == 3 and sizes[2] == 4 and 2 <= sizes[0] <= 5


def _split(digits: str) -> tuple[str, str, str]:
    if len(digits) == 11:
        head, middle = (4, 3) if digits.startswith("0800") else (3, 4)
    elif digits.startswith(_SERVICES):
        head, middle = 4, 3
    else:
        head = area_code_length(digits)
        middle = 6 - head
    return digits[:head], digits[head : head + middle], digits[head + middle :]


_TIDY_POSTAL_CODE = re.compile("[0-9]{3}-[0-9]{4}")


def parse_postal_code(text: str) -> str | None:
    """Return a postcode as ``123-4567``; None if empty. Raises FieldError unless it has seven digits."""
    if _TIDY_POSTAL_CODE.fullmatch(text):
        return text
    plain = re.sub(r"[\s\-〒]", "", normalize_width(text).translate(_DASHES))
    if not plain:
        return None
    if re.fullmatch("[0-9]{7}", plain):
        return f"{plain[:3]}-{plain[3:]}"
    if re.fullmatch("[0-9]{6}", plain):
        raise FieldError(
            f"「{text.strip()}」は6桁です。先頭の0が落ちていないか確かめて、7桁で入力してください（例：050-0083）。"
        )
    raise FieldError(f"「{text.strip()}」は郵便番号として読めません。数字7桁で入力してください（例：050-0083）。")


_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")


def parse_email(text: str) -> str | None:
    """Return an e-mail address in half-width letters as it was typed; None if empty.

    The part before @ may hold dots in a row or at its end, as old mobile addresses do. Raises FieldError when it is no
    address, or more than one.
    """
    plain = re.sub("^mailto:", "", normalize_width(text).strip(), flags=re.IGNORECASE)
    if not plain:
        return None
    if _EMAIL.fullmatch(plain):
        return plain
    if plain.count("@") > 1:
        raise FieldError("メールアドレスが2つ以上入力されています。1つだけ入力してください（例：machi@example.jp）。")
    raise FieldError(f"「{plain}」はメールアドレスの形ではありません。半角で入力してください（例：machi@example.jp）。")


_URL = re.compile(
    r"(?P<scheme>https?)://(?P<host>[^\s/.:?#@]+(?:\.[^\s/.:?#@]+)+)(?P<rest>(?::[0-9]{1,5})?(?:[/?#]\S*)?)",
    re.IGNORECASE,
)


def parse_url(text: str) -> str | None:
    """Return the address of a web page, scheme and host in small letters; None if empty.

    https:// is put before an address without a scheme. Raises FieldError when it is no address.
    """
    plain = normalize_width(text).strip()
    if not plain:
        return None
    if not re.match("https?:", plain, re.IGNORECASE):
        plain = f"https://{plain}"
    found = _URL.fullmatch(plain)
    if found is None:
        raise FieldError(
            f"「{text.strip()}」はホームページのアドレスの形ではありません（例：https://www.example.jp/）。"
        )
    return f"{found['scheme'].lower()}://{found['host'].lower()}{found['rest']}"
