"""What was decided on is kept as it stood: the plan with the step, the placing with the application."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; of decisions from before nobody knows the plan for certain, so they stay empty."""
    op.add_column("grant_steps", sa.Column("plan", sa.JSON(), nullable=True))
    op.add_column("grants", sa.Column("placing", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Take the columns away."""
    op.drop_column("grants", "placing")
    op.drop_column("grant_steps", "plan")
