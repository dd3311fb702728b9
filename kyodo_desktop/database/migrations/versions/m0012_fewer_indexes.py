"""Volunteers lose three indexes of few different values: a list under filters looks through the whole table anyway."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_COLUMNS = ("insured_until", "kind", "valid_until")


def upgrade() -> None:
    """Remove the indexes."""
    for column in _COLUMNS:
        op.drop_index(f"ix_volunteers_{column}", "volunteers")


def downgrade() -> None:
    """Make them again."""
    for column in _COLUMNS:
        op.create_index(f"ix_volunteers_{column}", "volunteers", [column], unique=False)
