"""Rounds of grant programmes with their rules."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of grant rounds."""
    op.create_table(
        "grant_rounds",
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
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("budget", sa.Integer(), nullable=True),
        sa.Column("rule", sa.String(), nullable=True),
        sa.Column("call_from", sa.Date(), nullable=True),
        sa.Column("call_until", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("decide_by", sa.Date(), nullable=True),
        sa.Column("start_from", sa.Date(), nullable=True),
        sa.Column("finish_by", sa.Date(), nullable=True),
        sa.Column("report_by", sa.Date(), nullable=True),
        sa.Column("report_days", sa.Integer(), nullable=True),
        sa.Column("presentation_on", sa.Date(), nullable=True),
        sa.Column("presentation_place", sa.String(), nullable=True),
        sa.Column("rounding", sa.Integer(), nullable=True),
        sa.Column("deducts_other_income", sa.Boolean(), nullable=True),
        sa.Column("once_per_round", sa.Boolean(), nullable=True),
        sa.Column("must_be_registered", sa.Boolean(), nullable=True),
        sa.Column("advance_share", sa.Integer(), nullable=True),
        sa.Column("change_share", sa.Integer(), nullable=True),
        sa.Column("disposal_amount", sa.Integer(), nullable=True),
        sa.Column("kept_years", sa.Integer(), nullable=True),
        sa.Column("floor_share", sa.Integer(), nullable=True),
        sa.Column("interest_rule", sa.String(), nullable=True),
        sa.Column("tie_rule", sa.String(), nullable=True),
        sa.Column("runner_up_rule", sa.String(), nullable=True),
        sa.Column("frames_first", sa.Boolean(), nullable=True),
        sa.Column("frames_flow_over", sa.Boolean(), nullable=True),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("due_what", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("minutes", sa.String(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_grant_rounds"),
        sa.UniqueConstraint("reference", name="uq_grant_rounds_reference"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_grant_rounds_due_on", "grant_rounds", ["due_on"], unique=False)
    op.create_index("ix_grant_rounds_fiscal_year", "grant_rounds", ["fiscal_year"], unique=False)
    op.create_index("ix_grant_rounds_order", "grant_rounds", ["archived_at", "sort_key"], unique=False)
    op.create_index("ix_grant_rounds_programme", "grant_rounds", ["programme"], unique=False)
    op.create_index("ix_grant_rounds_state", "grant_rounds", ["state"], unique=False)
    op.create_table(
        "grant_cost_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("eligible", sa.Boolean(), nullable=True),
        sa.Column("share_limit", sa.Integer(), nullable=True),
        sa.Column("amount_limit", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["grant_rounds.id"], name="fk_grant_cost_rules_record_id_grant_rounds", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_grant_cost_rules"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_grant_cost_rules_record_id", "grant_cost_rules", ["record_id"], unique=False)
    op.create_table(
        "grant_frames",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("rate", sa.JSON(), nullable=True),
        sa.Column("ceiling", sa.Integer(), nullable=True),
        sa.Column("floor", sa.Integer(), nullable=True),
        sa.Column("year_limit", sa.Integer(), nullable=True),
        sa.Column("ladder", sa.JSON(), nullable=True),
        sa.Column("budget", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["grant_rounds.id"], name="fk_grant_frames_record_id_grant_rounds", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_grant_frames"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_grant_frames_record_id", "grant_frames", ["record_id"], unique=False)
    op.create_table(
        "grant_review_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=True),
        sa.Column("viewpoint", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["grant_rounds.id"], name="fk_grant_review_items_record_id_grant_rounds", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_grant_review_items"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_grant_review_items_record_id", "grant_review_items", ["record_id"], unique=False)
    op.create_table(
        "grant_reviewers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("affiliation", sa.String(), nullable=True),
        sa.Column("interests", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["grant_rounds.id"], name="fk_grant_reviewers_record_id_grant_rounds", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_grant_reviewers"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_grant_reviewers_record_id", "grant_reviewers", ["record_id"], unique=False)
    op.create_table(
        "grant_round_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["grant_rounds.id"], name="fk_grant_round_events_record_id_grant_rounds", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_grant_round_events"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_grant_round_events_record_id", "grant_round_events", ["record_id"], unique=False)
    op.create_table(
        "grant_round_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("document_number", sa.String(), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("taken_back_on", sa.Date(), nullable=True),
        sa.Column("taken_back_reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["grant_rounds.id"], name="fk_grant_round_steps_record_id_grant_rounds", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_grant_round_steps"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_grant_round_steps_record_id", "grant_round_steps", ["record_id"], unique=False)


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_grant_round_steps_record_id", table_name="grant_round_steps")
    op.drop_table("grant_round_steps")
    op.drop_index("ix_grant_round_events_record_id", table_name="grant_round_events")
    op.drop_table("grant_round_events")
    op.drop_index("ix_grant_reviewers_record_id", table_name="grant_reviewers")
    op.drop_table("grant_reviewers")
    op.drop_index("ix_grant_review_items_record_id", table_name="grant_review_items")
    op.drop_table("grant_review_items")
    op.drop_index("ix_grant_frames_record_id", table_name="grant_frames")
    op.drop_table("grant_frames")
    op.drop_index("ix_grant_cost_rules_record_id", table_name="grant_cost_rules")
    op.drop_table("grant_cost_rules")
    op.drop_index("ix_grant_rounds_state", table_name="grant_rounds")
    op.drop_index("ix_grant_rounds_programme", table_name="grant_rounds")
    op.drop_index("ix_grant_rounds_order", table_name="grant_rounds")
    op.drop_index("ix_grant_rounds_fiscal_year", table_name="grant_rounds")
    op.drop_index("ix_grant_rounds_due_on", table_name="grant_rounds")
    op.drop_table("grant_rounds")
