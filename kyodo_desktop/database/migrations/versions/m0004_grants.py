"""Applications for grants."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of applications."""
    op.create_table(
        "grants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_reason", sa.String(), nullable=True),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("programme", sa.String(), nullable=True),
        sa.Column("fiscal_year", sa.Integer(), nullable=True),
        sa.Column("frame", sa.String(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("furigana", sa.String(), nullable=True),
        sa.Column("organization", sa.String(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("representative_title", sa.String(), nullable=True),
        sa.Column("representative", sa.String(), nullable=True),
        sa.Column("postal_code", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("contact", sa.String(), nullable=True),
        sa.Column("contact_phone", sa.String(), nullable=True),
        sa.Column("account", sa.String(), nullable=True),
        sa.Column("purpose", sa.String(), nullable=True),
        sa.Column("activities", sa.String(), nullable=True),
        sa.Column("effects", sa.String(), nullable=True),
        sa.Column("collaboration", sa.String(), nullable=True),
        sa.Column("activity_fields", sa.JSON(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("audience", sa.String(), nullable=True),
        sa.Column("participants", sa.Integer(), nullable=True),
        sa.Column("requested_amount", sa.Integer(), nullable=True),
        sa.Column("years_received", sa.Integer(), nullable=True),
        sa.Column("total_income", sa.Integer(), nullable=True),
        sa.Column("total_expense", sa.Integer(), nullable=True),
        sa.Column("eligible_amount", sa.Integer(), nullable=True),
        sa.Column("computed_amount", sa.Integer(), nullable=True),
        sa.Column("marks_total", sa.Integer(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("accepts_part", sa.Boolean(), nullable=True),
        sa.Column("allotted_amount", sa.Integer(), nullable=True),
        sa.Column("review_comment", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("due_what", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision_number", sa.String(), nullable=True),
        sa.Column("decided_amount", sa.Integer(), nullable=True),
        sa.Column("changed_on", sa.Date(), nullable=True),
        sa.Column("change_number", sa.String(), nullable=True),
        sa.Column("advance_amount", sa.Integer(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("finished_on", sa.Date(), nullable=True),
        sa.Column("participants_actual", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("remaining_issues", sa.String(), nullable=True),
        sa.Column("presentation_order", sa.Integer(), nullable=True),
        sa.Column("settled_income", sa.Integer(), nullable=True),
        sa.Column("settled_expense", sa.Integer(), nullable=True),
        sa.Column("receipts_total", sa.Integer(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("settlement_number", sa.String(), nullable=True),
        sa.Column("settled_amount", sa.Integer(), nullable=True),
        sa.Column("unused_amount", sa.Integer(), nullable=True),
        sa.Column("paid_amount", sa.Integer(), nullable=True),
        sa.Column("unpaid_amount", sa.Integer(), nullable=True),
        sa.Column("return_due_amount", sa.Integer(), nullable=True),
        sa.Column("returned_amount", sa.Integer(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("kept_until", sa.Date(), nullable=True),
        sa.Column("missing_documents", sa.Integer(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_grants"),
        sa.UniqueConstraint("reference", name="uq_grants_reference"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_grants_due_on", "grants", ["due_on"], unique=False)
    op.create_index("ix_grants_fiscal_year", "grants", ["fiscal_year"], unique=False)
    op.create_index("ix_grants_missing_documents", "grants", ["missing_documents"], unique=False)
    op.create_index("ix_grants_order", "grants", ["archived_at", "sort_key"], unique=False)
    op.create_index("ix_grants_organization_id", "grants", ["organization_id"], unique=False)
    op.create_index("ix_grants_result", "grants", ["result"], unique=False)
    op.create_index("ix_grants_round_id", "grants", ["round_id"], unique=False)
    op.create_index("ix_grants_state", "grants", ["state"], unique=False)
    op.create_table(
        "grant_assets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("acquired_on", sa.Date(), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("restricted_until", sa.Date(), nullable=True),
        sa.Column("consented_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["grants.id"], name="fk_grant_assets_record_id_grants", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_grant_assets"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_grant_assets_record_id", "grant_assets", ["record_id"], unique=False)
    op.create_table(
        "grant_corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["grants.id"], name="fk_grant_corrections_record_id_grants", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_grant_corrections"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_grant_corrections_record_id", "grant_corrections", ["record_id"], unique=False)
    op.create_table(
        "grant_documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["grants.id"], name="fk_grant_documents_record_id_grants", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_grant_documents"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_grant_documents_record_id", "grant_documents", ["record_id"], unique=False)
    op.create_table(
        "grant_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["grants.id"], name="fk_grant_events_record_id_grants", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_grant_events"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_grant_events_record_id", "grant_events", ["record_id"], unique=False)
    op.create_table(
        "grant_expenses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("budget", sa.Integer(), nullable=True),
        sa.Column("eligible", sa.Integer(), nullable=True),
        sa.Column("settled", sa.Integer(), nullable=True),
        sa.Column("settled_eligible", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["grants.id"], name="fk_grant_expenses_record_id_grants", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_grant_expenses"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_grant_expenses_record_id", "grant_expenses", ["record_id"], unique=False)
    op.create_table(
        "grant_incomes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("budget", sa.Integer(), nullable=True),
        sa.Column("settled", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["grants.id"], name="fk_grant_incomes_record_id_grants", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_grant_incomes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_grant_incomes_record_id", "grant_incomes", ["record_id"], unique=False)
    op.create_table(
        "grant_receipts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("payee", sa.String(), nullable=True),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["grants.id"], name="fk_grant_receipts_record_id_grants", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_grant_receipts"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_grant_receipts_record_id", "grant_receipts", ["record_id"], unique=False)
    op.create_table(
        "grant_scores",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("reviewer", sa.String(), nullable=False),
        sa.Column("interest", sa.Boolean(), nullable=True),
        sa.Column("marks", sa.JSON(), nullable=True),
        sa.Column("remark", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["grants.id"], name="fk_grant_scores_record_id_grants", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_grant_scores"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_grant_scores_record_id", "grant_scores", ["record_id"], unique=False)
    op.create_table(
        "grant_steps",
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
            ["record_id"], ["grants.id"], name="fk_grant_steps_record_id_grants", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_grant_steps"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_grant_steps_record_id", "grant_steps", ["record_id"], unique=False)


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_grant_steps_record_id", table_name="grant_steps")
    op.drop_table("grant_steps")
    op.drop_index("ix_grant_scores_record_id", table_name="grant_scores")
    op.drop_table("grant_scores")
    op.drop_index("ix_grant_receipts_record_id", table_name="grant_receipts")
    op.drop_table("grant_receipts")
    op.drop_index("ix_grant_incomes_record_id", table_name="grant_incomes")
    op.drop_table("grant_incomes")
    op.drop_index("ix_grant_expenses_record_id", table_name="grant_expenses")
    op.drop_table("grant_expenses")
    op.drop_index("ix_grant_events_record_id", table_name="grant_events")
    op.drop_table("grant_events")
    op.drop_index("ix_grant_documents_record_id", table_name="grant_documents")
    op.drop_table("grant_documents")
    op.drop_index("ix_grant_corrections_record_id", table_name="grant_corrections")
    op.drop_table("grant_corrections")
    op.drop_index("ix_grant_assets_record_id", table_name="grant_assets")
    op.drop_table("grant_assets")
    op.drop_index("ix_grants_state", table_name="grants")
    op.drop_index("ix_grants_round_id", table_name="grants")
    op.drop_index("ix_grants_result", table_name="grants")
    op.drop_index("ix_grants_organization_id", table_name="grants")
    op.drop_index("ix_grants_order", table_name="grants")
    op.drop_index("ix_grants_missing_documents", table_name="grants")
    op.drop_index("ix_grants_fiscal_year", table_name="grants")
    op.drop_index("ix_grants_due_on", table_name="grants")
    op.drop_table("grants")
