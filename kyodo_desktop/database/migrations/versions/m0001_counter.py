"""The counter's first shape: organisations, volunteers, audit, handouts, attachments, sequences, search."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SEARCH = (
    "CREATE TABLE search_kinds (number INTEGER PRIMARY KEY, name TEXT NOT NULL, CONSTRAINT "
    "uq_search_kinds_name UNIQUE (name))",
    "CREATE TABLE search_entries (label INTEGER PRIMARY KEY, kind INTEGER NOT NULL, record_id INTEGER NOT"
    " NULL, sort_key TEXT NOT NULL, text TEXT NOT NULL, CONSTRAINT uq_search_entries_kind_record_id "
    "UNIQUE (kind, record_id), CONSTRAINT fk_search_entries_kind_search_kinds FOREIGN KEY (kind) "
    "REFERENCES search_kinds (number))",
    "CREATE INDEX ix_search_entries_kind_sort_key_record_id ON search_entries (kind, sort_key, record_id)",
    "CREATE VIRTUAL TABLE search USING fts5(tokens, content='', contentless_delete=1, tokenize='ascii', prefix='1')",
)


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "attachments",
        sa.Column("record_table", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attachments"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_attachments_record", "attachments", ["record_table", "record_id"], unique=False)
    op.create_index("ix_attachments_sha256", "attachments", ["sha256"], unique=False)
    op.create_table(
        "handouts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("happened_at", sa.DateTime(), nullable=False),
        sa.Column("staff", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("destination", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("record_table", sa.String(), nullable=True),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_handouts"),
    )
    op.create_index("ix_handouts_happened_at", "handouts", ["happened_at"], unique=False)
    op.create_table(
        "operations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("happened_at", sa.DateTime(), nullable=False),
        sa.Column("staff", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["undoes_id"], ["operations.id"], name="fk_operations_undoes_id_operations"),
        sa.ForeignKeyConstraint(["undone_by_id"], ["operations.id"], name="fk_operations_undone_by_id_operations"),
        sa.PrimaryKeyConstraint("id", name="pk_operations"),
    )
    op.create_index("ix_operations_happened_at", "operations", ["happened_at"], unique=False)
    op.create_table(
        "organizations",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("furigana", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("abbreviation", sa.String(), nullable=True),
        sa.Column("established_on", sa.Date(), nullable=True),
        sa.Column("corporate_number", sa.String(), nullable=True),
        sa.Column("competent_authority", sa.String(), nullable=True),
        sa.Column("representative_title", sa.String(), nullable=True),
        sa.Column("representative", sa.String(), nullable=True),
        sa.Column("representative_furigana", sa.String(), nullable=True),
        sa.Column("representative_phone", sa.String(), nullable=True),
        sa.Column("postal_code", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("fax", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("website", sa.String(), nullable=True),
        sa.Column("contact", sa.String(), nullable=True),
        sa.Column("contact_furigana", sa.String(), nullable=True),
        sa.Column("contact_postal_code", sa.String(), nullable=True),
        sa.Column("contact_address", sa.String(), nullable=True),
        sa.Column("contact_phone", sa.String(), nullable=True),
        sa.Column("contact_email", sa.String(), nullable=True),
        sa.Column("activity_fields", sa.JSON(), nullable=True),
        sa.Column("purpose", sa.String(), nullable=True),
        sa.Column("activities", sa.String(), nullable=True),
        sa.Column("areas", sa.JSON(), nullable=True),
        sa.Column("schedule", sa.String(), nullable=True),
        sa.Column("member_count", sa.Integer(), nullable=True),
        sa.Column("fee", sa.String(), nullable=True),
        sa.Column("annual_budget", sa.Integer(), nullable=True),
        sa.Column("households", sa.Integer(), nullable=True),
        sa.Column("join_rate", sa.Integer(), nullable=True),
        sa.Column("block_count", sa.Integer(), nullable=True),
        sa.Column("strengths", sa.String(), nullable=True),
        sa.Column("needs", sa.String(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawal_reason", sa.String(), nullable=True),
        sa.Column("missing_documents", sa.Integer(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.Column("disclosure", sa.JSON(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_reason", sa.String(), nullable=True),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organizations"),
        sa.UniqueConstraint("reference", name="uq_organizations_reference"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_organizations_kind", "organizations", ["kind"], unique=False)
    op.create_index("ix_organizations_missing_documents", "organizations", ["missing_documents"], unique=False)
    op.create_index("ix_organizations_order", "organizations", ["archived_at", "sort_key"], unique=False)
    op.create_index("ix_organizations_valid_until", "organizations", ["valid_until"], unique=False)
    op.create_table(
        "sequences",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_sequences"),
    )
    op.create_table(
        "volunteers",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("furigana", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("birth_on", sa.Date(), nullable=True),
        sa.Column("gender", sa.String(), nullable=True),
        sa.Column("occupation", sa.String(), nullable=True),
        sa.Column("representative", sa.String(), nullable=True),
        sa.Column("representative_furigana", sa.String(), nullable=True),
        sa.Column("member_count", sa.Integer(), nullable=True),
        sa.Column("postal_code", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("mobile", sa.String(), nullable=True),
        sa.Column("fax", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("contact_time", sa.String(), nullable=True),
        sa.Column("emergency_name", sa.String(), nullable=True),
        sa.Column("emergency_relation", sa.String(), nullable=True),
        sa.Column("emergency_phone", sa.String(), nullable=True),
        sa.Column("skills", sa.JSON(), nullable=True),
        sa.Column("subjects", sa.String(), nullable=True),
        sa.Column("qualifications", sa.String(), nullable=True),
        sa.Column("career", sa.String(), nullable=True),
        sa.Column("availability", sa.JSON(), nullable=True),
        sa.Column("areas", sa.JSON(), nullable=True),
        sa.Column("conditions", sa.String(), nullable=True),
        sa.Column("honorarium", sa.String(), nullable=True),
        sa.Column("guardian", sa.String(), nullable=True),
        sa.Column("guardian_phone", sa.String(), nullable=True),
        sa.Column("guardian_consent_on", sa.Date(), nullable=True),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("insured", sa.Boolean(), nullable=True),
        sa.Column("insured_until", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawal_reason", sa.String(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.Column("disclosure", sa.JSON(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_reason", sa.String(), nullable=True),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_volunteers"),
        sa.UniqueConstraint("reference", name="uq_volunteers_reference"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_volunteers_insured_until", "volunteers", ["insured_until"], unique=False)
    op.create_index("ix_volunteers_kind", "volunteers", ["kind"], unique=False)
    op.create_index("ix_volunteers_order", "volunteers", ["archived_at", "sort_key"], unique=False)
    op.create_index("ix_volunteers_valid_until", "volunteers", ["valid_until"], unique=False)
    op.create_table(
        "audit_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("record_table", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["operation_id"], ["operations.id"], name="fk_audit_rows_operation_id_operations"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_rows"),
    )
    op.create_index("ix_audit_rows_operation_id", "audit_rows", ["operation_id"], unique=False)
    op.create_index("ix_audit_rows_record", "audit_rows", ["record_table", "record_id"], unique=False)
    op.create_table(
        "organization_documents",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["organizations.id"],
            name="fk_organization_documents_record_id_organizations",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_organization_documents"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_organization_documents_record_id", "organization_documents", ["record_id"], unique=False)
    op.create_table(
        "organization_events",
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["organizations.id"],
            name="fk_organization_events_record_id_organizations",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_organization_events"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_organization_events_record_id", "organization_events", ["record_id"], unique=False)
    op.create_table(
        "organization_members",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("furigana", sa.String(), nullable=True),
        sa.Column("age_group", sa.String(), nullable=True),
        sa.Column("occupation", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["organizations.id"],
            name="fk_organization_members_record_id_organizations",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_organization_members"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_organization_members_record_id", "organization_members", ["record_id"], unique=False)
    op.create_table(
        "organization_officers",
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("furigana", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["organizations.id"],
            name="fk_organization_officers_record_id_organizations",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_organization_officers"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_organization_officers_record_id", "organization_officers", ["record_id"], unique=False)
    op.create_table(
        "volunteer_activities",
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("programme", sa.String(), nullable=True),
        sa.Column("work", sa.String(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["volunteers.id"], name="fk_volunteer_activities_record_id_volunteers", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_volunteer_activities"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_volunteer_activities_record_id", "volunteer_activities", ["record_id"], unique=False)
    op.create_table(
        "volunteer_events",
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["volunteers.id"], name="fk_volunteer_events_record_id_volunteers", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_volunteer_events"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_volunteer_events_record_id", "volunteer_events", ["record_id"], unique=False)
    op.create_table(
        "volunteer_members",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("furigana", sa.String(), nullable=True),
        sa.Column("birth_on", sa.Date(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["volunteers.id"], name="fk_volunteer_members_record_id_volunteers", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_volunteer_members"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_volunteer_members_record_id", "volunteer_members", ["record_id"], unique=False)
    op.create_table(
        "volunteer_registrations",
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("work", sa.String(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["volunteers.id"], name="fk_volunteer_registrations_record_id_volunteers", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_volunteer_registrations"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_volunteer_registrations_programme", "volunteer_registrations", ["programme"], unique=False)
    op.create_index("ix_volunteer_registrations_record_id", "volunteer_registrations", ["record_id"], unique=False)
    for statement in SEARCH:
        op.execute(statement)


def downgrade() -> None:
    """Drop all tables."""
    for statement in ("DROP TABLE search", "DROP TABLE search_entries", "DROP TABLE search_kinds"):
        op.execute(statement)
    op.drop_index("ix_volunteer_registrations_record_id", table_name="volunteer_registrations")
    op.drop_index("ix_volunteer_registrations_programme", table_name="volunteer_registrations")
    op.drop_table("volunteer_registrations")
    op.drop_index("ix_volunteer_members_record_id", table_name="volunteer_members")
    op.drop_table("volunteer_members")
    op.drop_index("ix_volunteer_events_record_id", table_name="volunteer_events")
    op.drop_table("volunteer_events")
    op.drop_index("ix_volunteer_activities_record_id", table_name="volunteer_activities")
    op.drop_table("volunteer_activities")
    op.drop_index("ix_organization_officers_record_id", table_name="organization_officers")
    op.drop_table("organization_officers")
    op.drop_index("ix_organization_members_record_id", table_name="organization_members")
    op.drop_table("organization_members")
    op.drop_index("ix_organization_events_record_id", table_name="organization_events")
    op.drop_table("organization_events")
    op.drop_index("ix_organization_documents_record_id", table_name="organization_documents")
    op.drop_table("organization_documents")
    op.drop_index("ix_audit_rows_record", table_name="audit_rows")
    op.drop_index("ix_audit_rows_operation_id", table_name="audit_rows")
    op.drop_table("audit_rows")
    op.drop_index("ix_volunteers_valid_until", table_name="volunteers")
    op.drop_index("ix_volunteers_order", table_name="volunteers")
    op.drop_index("ix_volunteers_kind", table_name="volunteers")
    op.drop_index("ix_volunteers_insured_until", table_name="volunteers")
    op.drop_table("volunteers")
    op.drop_table("sequences")
    op.drop_index("ix_organizations_valid_until", table_name="organizations")
    op.drop_index("ix_organizations_order", table_name="organizations")
    op.drop_index("ix_organizations_missing_documents", table_name="organizations")
    op.drop_index("ix_organizations_kind", table_name="organizations")
    op.drop_table("organizations")
    op.drop_index("ix_operations_happened_at", table_name="operations")
    op.drop_table("operations")
    op.drop_index("ix_handouts_happened_at", table_name="handouts")
    op.drop_table("handouts")
    op.drop_index("ix_attachments_sha256", table_name="attachments")
    op.drop_index("ix_attachments_record", table_name="attachments")
    op.drop_table("attachments")
