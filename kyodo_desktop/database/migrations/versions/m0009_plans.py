"""Guidelines and plans, and the actions of the plan with their progress."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "plan_actions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_reason", sa.String(), nullable=True),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("furigana", sa.String(), nullable=True),
        sa.Column("pillar", sa.String(), nullable=True),
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("partners", sa.String(), nullable=True),
        sa.Column("content", sa.String(), nullable=True),
        sa.Column("indicator", sa.String(), nullable=True),
        sa.Column("from_year", sa.Integer(), nullable=True),
        sa.Column("until_year", sa.Integer(), nullable=True),
        sa.Column("latest_year", sa.Integer(), nullable=True),
        sa.Column("latest_progress", sa.String(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_plan_actions"),
        sa.UniqueConstraint("reference", name="uq_plan_actions_reference"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_plan_actions_department", "plan_actions", ["department"], unique=False)
    op.create_index("ix_plan_actions_from_year", "plan_actions", ["from_year"], unique=False)
    op.create_index("ix_plan_actions_latest_progress", "plan_actions", ["latest_progress"], unique=False)
    op.create_index("ix_plan_actions_order", "plan_actions", ["archived_at", "sort_key"], unique=False)
    op.create_index("ix_plan_actions_pillar", "plan_actions", ["pillar"], unique=False)
    op.create_index("ix_plan_actions_policy", "plan_actions", ["policy"], unique=False)
    op.create_index("ix_plan_actions_until_year", "plan_actions", ["until_year"], unique=False)
    op.create_table(
        "plans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_reason", sa.String(), nullable=True),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("furigana", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("adopted_on", sa.Date(), nullable=True),
        sa.Column("from_year", sa.Integer(), nullable=True),
        sa.Column("until_year", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.String(), nullable=True),
        sa.Column("review_years", sa.Integer(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("due_what", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_plans"),
        sa.UniqueConstraint("reference", name="uq_plans_reference"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_plans_due_on", "plans", ["due_on"], unique=False)
    op.create_index("ix_plans_order", "plans", ["archived_at", "sort_key"], unique=False)
    op.create_table(
        "plan_action_years",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("target", sa.String(), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("progress", sa.String(), nullable=True),
        sa.Column("issues", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["plan_actions.id"], name="fk_plan_action_years_record_id_plan_actions", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_plan_action_years"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_plan_action_years_fiscal_year", "plan_action_years", ["fiscal_year"], unique=False)
    op.create_index("ix_plan_action_years_record_id", "plan_action_years", ["record_id"], unique=False)
    op.create_table(
        "plan_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("body", sa.String(), nullable=True),
        sa.Column("changes", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["plans.id"], name="fk_plan_reviews_record_id_plans", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_plan_reviews"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_plan_reviews_record_id", "plan_reviews", ["record_id"], unique=False)


def downgrade() -> None:
    """Remove the tables."""
    op.drop_table("plan_reviews")
    op.drop_table("plan_action_years")
    op.drop_table("plans")
    op.drop_table("plan_actions")
