"""Figures, chronology, cases and annual reports."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "annual_reports",
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
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("years", sa.Integer(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_annual_reports"),
        sa.UniqueConstraint("reference", name="uq_annual_reports_reference"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_annual_reports_fiscal_year", "annual_reports", ["fiscal_year"], unique=False)
    op.create_index("ix_annual_reports_order", "annual_reports", ["archived_at", "sort_key"], unique=False)
    op.create_table(
        "cases",
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
        sa.Column("pattern", sa.String(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("project", sa.String(), nullable=True),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("summary", sa.String(), nullable=True),
        sa.Column("background", sa.String(), nullable=True),
        sa.Column("activities", sa.String(), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("lessons", sa.String(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sa.UniqueConstraint("reference", name="uq_cases_reference"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_cases_fiscal_year", "cases", ["fiscal_year"], unique=False)
    op.create_index("ix_cases_order", "cases", ["archived_at", "sort_key"], unique=False)
    op.create_index("ix_cases_pattern", "cases", ["pattern"], unique=False)
    op.create_index("ix_cases_project_id", "cases", ["project_id"], unique=False)
    op.create_table(
        "chronology",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_reason", sa.String(), nullable=True),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("when_words", sa.String(), nullable=False),
        sa.Column("when_key", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("furigana", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("policy", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_chronology"),
        sa.UniqueConstraint("reference", name="uq_chronology_reference"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_chronology_order", "chronology", ["archived_at", "sort_key"], unique=False)
    op.create_index("ix_chronology_when_key", "chronology", ["when_key"], unique=False)
    op.create_table(
        "figures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_reason", sa.String(), nullable=True),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("furigana", sa.String(), nullable=True),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("yen", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_figures"),
        sa.UniqueConstraint("reference", name="uq_figures_reference"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_figures_fiscal_year", "figures", ["fiscal_year"], unique=False)
    op.create_index("ix_figures_measure", "figures", ["measure"], unique=False)
    op.create_index("ix_figures_order", "figures", ["archived_at", "sort_key"], unique=False)
    op.create_table(
        "case_partners",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("brought", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["cases.id"], name="fk_case_partners_record_id_cases", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_case_partners"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_case_partners_record_id", "case_partners", ["record_id"], unique=False)
    op.create_table(
        "case_photos",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("caption", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["record_id"], ["cases.id"], name="fk_case_photos_record_id_cases", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_case_photos"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_case_photos_record_id", "case_photos", ["record_id"], unique=False)
    op.create_table(
        "report_sections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("included", sa.Boolean(), nullable=True),
        sa.Column("heading", sa.String(), nullable=True),
        sa.Column("words", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["annual_reports.id"], name="fk_report_sections_record_id_annual_reports", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_report_sections"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_report_sections_record_id", "report_sections", ["record_id"], unique=False)


def downgrade() -> None:
    """Remove the tables."""
    op.drop_index("ix_report_sections_record_id", table_name="report_sections")
    op.drop_table("report_sections")
    op.drop_index("ix_case_photos_record_id", table_name="case_photos")
    op.drop_table("case_photos")
    op.drop_index("ix_case_partners_record_id", table_name="case_partners")
    op.drop_table("case_partners")
    op.drop_index("ix_figures_order", table_name="figures")
    op.drop_index("ix_figures_measure", table_name="figures")
    op.drop_index("ix_figures_fiscal_year", table_name="figures")
    op.drop_table("figures")
    op.drop_index("ix_chronology_when_key", table_name="chronology")
    op.drop_index("ix_chronology_order", table_name="chronology")
    op.drop_table("chronology")
    op.drop_index("ix_cases_project_id", table_name="cases")
    op.drop_index("ix_cases_pattern", table_name="cases")
    op.drop_index("ix_cases_order", table_name="cases")
    op.drop_index("ix_cases_fiscal_year", table_name="cases")
    op.drop_table("cases")
    op.drop_index("ix_annual_reports_order", table_name="annual_reports")
    op.drop_index("ix_annual_reports_fiscal_year", table_name="annual_reports")
    op.drop_table("annual_reports")
