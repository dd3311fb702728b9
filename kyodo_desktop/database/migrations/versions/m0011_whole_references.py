"""The full-text index holds references as a whole too, under short checksums that addresses share."""

import re
from collections.abc import Callable
from zlib import crc32

from alembic import context, op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_TOKEN = re.compile("(?=([0-9]{3}|..))")
_ADDRESS = re.compile("¦(?![^§«»¦]*[0-9]{4})[^§«»¦]+")
_WHOLE = re.compile(f"§[^§«»¦]+|{_ADDRESS.pattern}")
_BATCH = 2000


def upgrade() -> None:
    """Fill the index with pairs, threes and checksums of 12 bits of references and addresses."""
    _fill(lambda text: [_checksum(each, 0xFFF) for each in _WHOLE.findall(text)])


def downgrade() -> None:
    """Fill the index with pairs, threes and checksums of 16 bits of addresses."""
    _fill(lambda text: [_checksum(each, 0xFFFF) for each in _ADDRESS.findall(text)])


def _checksum(marked: str, bits: int) -> str:
    return f"{marked[0]}{crc32(marked.encode()) & bits:x}{marked[0]}"


def _fill(wholes: Callable[[str], list[str]]) -> None:
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
        rows = [(label, " ".join([*_TOKEN.findall(f"{text}¦"), *wholes(text)])) for label, text in found]
        connection.exec_driver_sql("INSERT INTO search (rowid, tokens) VALUES (?, ?)", rows)
        last = found[-1].label
        done += len(found)
        tell(done, total)
    connection.exec_driver_sql("INSERT INTO search (search) VALUES ('optimize')")
