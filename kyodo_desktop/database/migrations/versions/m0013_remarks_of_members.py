"""A member of a committee has a remark of its own, as in the lists of members that offices keep."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; nothing is known of the members from before."""
    op.add_column("committee_members", sa.Column("note", sa.String(), nullable=True))


def downgrade() -> None:
    """Take the column away."""
    op.drop_column("committee_members", "note")
