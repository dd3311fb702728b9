"""The full-text index holds three digits in a row as one token, and of whole fields only addresses."""

import re
from collections.abc import Callable
from zlib import crc32

from alembic import context, op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TOKEN = re.compile("(?=([0-9]{3}|..))")
_FOURS = re.compile("(?=([0-9]{3,4}))")
_WHOLE = re.compile("[§¦][^§«»¦]+")
_ADDRESS = re.compile("¦(?![^§«»¦]*[0-9]{4})[^§«»¦]+")
_BATCH = 2000


def upgrade() -> None:
    """Fill the index with pairs, threes and short checksums of addresses."""
    _fill(lambda text: [*_TOKEN.findall(f"{text}¦"), *(_whole(each, 0xFFFF) for each in _ADDRESS.findall(text))])


def downgrade() -> None:
    """Fill the index with pairs, fours and checksums of whole fields."""
    _fill(lambda text: [*_pairs(f"{text}¦"), *_FOURS.findall(text), *map(_whole, _WHOLE.findall(text))])


def _pairs(text: str) -> list[str]:
    return [text[start : start + 2] for start in range(len(text) - 1)]


def _whole(marked: str, bits: int = 0xFFFFFFFF) -> str:
    return f"{marked[0]}{crc32(marked.encode()) & bits:x}{marked[0]}"


def _fill(tokens: Callable[[str], list[str]]) -> None:
    """Make the full-text index anew from the search texts of the records, telling how many are in it.

    Who waits for it may stop it: then ``tell`` raises, and the transaction of all steps ends.
    """
    connection = op.get_bind()
    tell = context.config.attributes.get("tell", lambda _done, _total: None)
    total, done = connection.exec_driver_sql("SELECT count(*) FROM search_entries").scalar_one(), 0
    connection.exec_driver_sql("INSERT INTO search (search) VALUES ('delete-all')")
    last = -1
    batch = "SELECT label, text FROM search_entries WHERE label > ? ORDER BY label LIMIT ?"
    while found := connection.exec_driver_sql(batch, (last, _BATCH)).all():
        rows = [(label, " ".join(tokens(text))) for label, text in found]
        connection.exec_driver_sql("INSERT INTO search (rowid, tokens) VALUES (?, ?)", rows)
        last = found[-1].label
        done += len(found)
        tell(done, total)
    connection.exec_driver_sql("INSERT INTO search (search) VALUES ('optimize')")
