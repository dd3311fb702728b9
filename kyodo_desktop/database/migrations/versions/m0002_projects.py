"""The register of projects."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of projects."""
    op.create_table(
        "projects",
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
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("domain", sa.String(), nullable=True),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("organization", sa.String(), nullable=True),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("representative_title", sa.String(), nullable=True),
        sa.Column("representative", sa.String(), nullable=True),
        sa.Column("postal_code", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("contact", sa.String(), nullable=True),
        sa.Column("purpose", sa.String(), nullable=True),
        sa.Column("activities", sa.String(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("audience", sa.String(), nullable=True),
        sa.Column("participants", sa.Integer(), nullable=True),
        sa.Column("participants_actual", sa.Integer(), nullable=True),
        sa.Column("our_role", sa.String(), nullable=True),
        sa.Column("their_role", sa.String(), nullable=True),
        sa.Column("cost_sharing", sa.String(), nullable=True),
        sa.Column("responsibility", sa.String(), nullable=True),
        sa.Column("communication", sa.String(), nullable=True),
        sa.Column("information_sharing", sa.String(), nullable=True),
        sa.Column("principles", sa.JSON(), nullable=True),
        sa.Column("policy", sa.String(), nullable=True),
        sa.Column("budget", sa.Integer(), nullable=True),
        sa.Column("our_share", sa.Integer(), nullable=True),
        sa.Column("their_share", sa.Integer(), nullable=True),
        sa.Column("name_use", sa.String(), nullable=True),
        sa.Column("admission_fee", sa.String(), nullable=True),
        sa.Column("previous_approval", sa.String(), nullable=True),
        sa.Column("waived_documents", sa.Boolean(), nullable=True),
        sa.Column("agreement_kind", sa.String(), nullable=True),
        sa.Column("automatic_renewal", sa.Boolean(), nullable=True),
        sa.Column("renewal_years", sa.Integer(), nullable=True),
        sa.Column("specification", sa.String(), nullable=True),
        sa.Column("contract_method", sa.String(), nullable=True),
        sa.Column("inspector", sa.String(), nullable=True),
        sa.Column("inspection_result", sa.String(), nullable=True),
        sa.Column("chair", sa.String(), nullable=True),
        sa.Column("secretariat", sa.String(), nullable=True),
        sa.Column("accounting", sa.String(), nullable=True),
        sa.Column("committee_size", sa.Integer(), nullable=True),
        sa.Column("term_until_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("days_before", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("due_what", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("approval_number", sa.String(), nullable=True),
        sa.Column("contract_amount", sa.Integer(), nullable=True),
        sa.Column("paid_amount", sa.Integer(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("missing_items", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_projects"),
        sa.UniqueConstraint("reference", name="uq_projects_reference"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_projects_due_on", "projects", ["due_on"], unique=False)
    op.create_index("ix_projects_fiscal_year", "projects", ["fiscal_year"], unique=False)
    op.create_index("ix_projects_form", "projects", ["form"], unique=False)
    op.create_index("ix_projects_missing_items", "projects", ["missing_items"], unique=False)
    op.create_index("ix_projects_order", "projects", ["archived_at", "sort_key"], unique=False)
    op.create_index("ix_projects_organization_id", "projects", ["organization_id"], unique=False)
    op.create_index("ix_projects_state", "projects", ["state"], unique=False)
    op.create_index("ix_projects_until_on", "projects", ["until_on"], unique=False)
    op.create_table(
        "project_costs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("bearer", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["projects.id"], name="fk_project_costs_record_id_projects", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_project_costs"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_project_costs_record_id", "project_costs", ["record_id"], unique=False)
    op.create_table(
        "project_documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["projects.id"], name="fk_project_documents_record_id_projects", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_project_documents"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_project_documents_record_id", "project_documents", ["record_id"], unique=False)
    op.create_table(
        "project_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["projects.id"], name="fk_project_events_record_id_projects", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_project_events"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_project_events_record_id", "project_events", ["record_id"], unique=False)
    op.create_table(
        "project_partners",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("share", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["projects.id"], name="fk_project_partners_record_id_projects", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_project_partners"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_project_partners_record_id", "project_partners", ["record_id"], unique=False)
    op.create_table(
        "project_steps",
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
            ["record_id"], ["projects.id"], name="fk_project_steps_record_id_projects", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_project_steps"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_project_steps_record_id", "project_steps", ["record_id"], unique=False)


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_project_steps_record_id", table_name="project_steps")
    op.drop_table("project_steps")
    op.drop_index("ix_project_partners_record_id", table_name="project_partners")
    op.drop_table("project_partners")
    op.drop_index("ix_project_events_record_id", table_name="project_events")
    op.drop_table("project_events")
    op.drop_index("ix_project_documents_record_id", table_name="project_documents")
    op.drop_table("project_documents")
    op.drop_index("ix_project_costs_record_id", table_name="project_costs")
    op.drop_table("project_costs")
    op.drop_index("ix_projects_until_on", table_name="projects")
    op.drop_index("ix_projects_state", table_name="projects")
    op.drop_index("ix_projects_organization_id", table_name="projects")
    op.drop_index("ix_projects_order", table_name="projects")
    op.drop_index("ix_projects_missing_items", table_name="projects")
    op.drop_index("ix_projects_form", table_name="projects")
    op.drop_index("ix_projects_fiscal_year", table_name="projects")
    op.drop_index("ix_projects_due_on", table_name="projects")
    op.drop_table("projects")
