"""The full-text index holds no beginnings of tokens, and no constraint, which could not be left out for a while, but an
index keeps one entry for each record."""

import re
from zlib import crc32

from alembic import context, op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_ENTRIES = (
    "CREATE TABLE search_entries (label INTEGER PRIMARY KEY, kind INTEGER NOT NULL, record_id INTEGER NOT NULL, "
    "sort_key TEXT NOT NULL, text TEXT NOT NULL, {}"
    "CONSTRAINT fk_search_entries_kind_search_kinds FOREIGN KEY (kind) REFERENCES search_kinds (number))"
)
_CONSTRAINT = "CONSTRAINT uq_search_entries_kind_record_id UNIQUE (kind, record_id), "
_UNIQUE = "CREATE UNIQUE INDEX uq_search_entries_kind_record_id ON search_entries (kind, record_id)"
_ORDER = "CREATE INDEX ix_search_entries_kind_sort_key_record_id ON search_entries (kind, sort_key, record_id)"
_FULL_TEXT = "CREATE VIRTUAL TABLE search USING fts5(tokens, content='', contentless_delete=1, tokenize='ascii'{})"
_SETTINGS = (("hashsize", 1 << 20), ("automerge", 8), ("crisismerge", 64))
_TOKEN = re.compile("(?=([0-9]{3}|..))")
_WHOLE = re.compile("§[^§«»¦]+|¦(?![^§«»¦]*[0-9]{4})[^§«»¦]+")
_BATCH = 2000


def upgrade() -> None:
    """Lay the entries anew, and the index without beginnings."""
    _lay_entries(_ENTRIES.format(""), _UNIQUE, _ORDER)
    _make(_FULL_TEXT.format(""))


def downgrade() -> None:
    """Lay the entries as they were, and the index with the beginnings."""
    _lay_entries(_ENTRIES.format(_CONSTRAINT), _ORDER)
    _make(_FULL_TEXT.format(", prefix='1'"))


def _lay_entries(table: str, *indexes: str) -> None:
    for statement in (
        "ALTER TABLE search_entries RENAME TO search_entries_before",
        table,
        "INSERT INTO search_entries (label, kind, record_id, sort_key, text) "
        "SELECT label, kind, record_id, sort_key, text FROM search_entries_before ORDER BY label",
        "DROP TABLE search_entries_before",
        *indexes,
    ):
        op.get_bind().exec_driver_sql(statement)


def _tokens(text: str) -> str:
    wholes = (f"{each[0]}{crc32(each.encode()) & 0xFFF:x}{each[0]}" for each in _WHOLE.findall(text))
    return " ".join([*_TOKEN.findall(f"{text}¦"), *wholes])


def _make(statement: str) -> None:
    """Make the full-text index anew from the search texts of the records, telling how many are in it.

    Who waits for it may stop it: then ``tell`` raises, and the transaction of all steps ends.
    """
    connection = op.get_bind()
    tell = context.config.attributes.get("tell", lambda _done, _total: None)
    connection.exec_driver_sql("DROP TABLE search")
    connection.exec_driver_sql(statement)
    connection.exec_driver_sql("INSERT INTO search (search, rank) VALUES (?, ?)", list(_SETTINGS))
    total, done = connection.exec_driver_sql("SELECT count(*) FROM search_entries").scalar_one(), 0
    last = -1
    batch = "SELECT label, text FROM search_entries WHERE label > ? ORDER BY label LIMIT ?"
    while found := connection.exec_driver_sql(batch, (last, _BATCH)).all():
        rows = [(label, _tokens(text)) for label, text in found]
        connection.exec_driver_sql("INSERT INTO search (rowid, tokens) VALUES (?, ?)", rows)
        last = found[-1].label
        done += len(found)
        tell(done, total)
    connection.exec_driver_sql("INSERT INTO search (search) VALUES ('optimize')")
