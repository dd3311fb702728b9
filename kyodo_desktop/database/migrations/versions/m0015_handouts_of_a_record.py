"""What was handed out of a record is found without looking through all that ever was."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    op.create_index("ix_handouts_record", "handouts", ["record_table", "record_id"], unique=False)


def downgrade() -> None:
    """Remove it."""
    op.drop_index("ix_handouts_record", "handouts")
