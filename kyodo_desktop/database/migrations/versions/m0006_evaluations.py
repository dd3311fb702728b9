"""Evaluations and improvements."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of evaluations and improvements."""
    op.create_table(
        "evaluations",
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
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("grant_id", sa.Integer(), nullable=True),
        sa.Column("organization", sa.String(), nullable=True),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("evaluator", sa.String(), nullable=True),
        sa.Column("evaluated_on", sa.Date(), nullable=True),
        sa.Column("good_points", sa.String(), nullable=True),
        sa.Column("issues", sa.String(), nullable=True),
        sa.Column("requests", sa.String(), nullable=True),
        sa.Column("agreed", sa.String(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("means", sa.String(), nullable=True),
        sa.Column("given", sa.JSON(), nullable=True),
        sa.Column("filled", sa.Integer(), nullable=True),
        sa.Column("missing", sa.Integer(), nullable=True),
        sa.Column("missing_reasons", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluations")),
        sa.UniqueConstraint("reference", name=op.f("uq_evaluations_reference")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_evaluations_fiscal_year"), "evaluations", ["fiscal_year"], unique=False)
    op.create_index(op.f("ix_evaluations_grant_id"), "evaluations", ["grant_id"], unique=False)
    op.create_index(op.f("ix_evaluations_kind"), "evaluations", ["kind"], unique=False)
    op.create_index("ix_evaluations_order", "evaluations", ["archived_at", "sort_key"], unique=False)
    op.create_index(op.f("ix_evaluations_project_id"), "evaluations", ["project_id"], unique=False)
    op.create_index(op.f("ix_evaluations_stage"), "evaluations", ["stage"], unique=False)
    op.create_index(op.f("ix_evaluations_state"), "evaluations", ["state"], unique=False)
    op.create_table(
        "improvements",
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
        sa.Column("details", sa.String(), nullable=True),
        sa.Column("project", sa.String(), nullable=True),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("grant_id", sa.Integer(), nullable=True),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("evaluation", sa.String(), nullable=True),
        sa.Column("evaluation_id", sa.Integer(), nullable=True),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("finish_by", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("due_what", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("begun_on", sa.Date(), nullable=True),
        sa.Column("finished_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_improvements")),
        sa.UniqueConstraint("reference", name=op.f("uq_improvements_reference")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_improvements_due_on"), "improvements", ["due_on"], unique=False)
    op.create_index(op.f("ix_improvements_evaluation_id"), "improvements", ["evaluation_id"], unique=False)
    op.create_index(op.f("ix_improvements_fiscal_year"), "improvements", ["fiscal_year"], unique=False)
    op.create_index(op.f("ix_improvements_grant_id"), "improvements", ["grant_id"], unique=False)
    op.create_index("ix_improvements_order", "improvements", ["archived_at", "sort_key"], unique=False)
    op.create_index(op.f("ix_improvements_project_id"), "improvements", ["project_id"], unique=False)
    op.create_index(op.f("ix_improvements_state"), "improvements", ["state"], unique=False)
    op.create_table(
        "evaluation_earlier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("request", sa.String(), nullable=False),
        sa.Column("became", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["evaluations.id"],
            name=op.f("fk_evaluation_earlier_record_id_evaluations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_earlier")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_evaluation_earlier_record_id"), "evaluation_earlier", ["record_id"], unique=False)
    op.create_table(
        "evaluation_indicators",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.Column("result", sa.Integer(), nullable=True),
        sa.Column("rate", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["evaluations.id"],
            name=op.f("fk_evaluation_indicators_record_id_evaluations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_indicators")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_evaluation_indicators_record_id"), "evaluation_indicators", ["record_id"], unique=False)
    op.create_table(
        "evaluation_marks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=True),
        sa.Column("part", sa.String(), nullable=True),
        sa.Column("label", sa.String(), nullable=True),
        sa.Column("question", sa.String(), nullable=True),
        sa.Column("mark", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["evaluations.id"],
            name=op.f("fk_evaluation_marks_record_id_evaluations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_marks")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_evaluation_marks_record_id"), "evaluation_marks", ["record_id"], unique=False)
    op.create_table(
        "improvement_steps",
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
            ["record_id"],
            ["improvements.id"],
            name=op.f("fk_improvement_steps_record_id_improvements"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_improvement_steps")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_improvement_steps_record_id"), "improvement_steps", ["record_id"], unique=False)


def downgrade() -> None:
    """Drop the tables."""

    op.drop_index(op.f("ix_improvement_steps_record_id"), table_name="improvement_steps")
    op.drop_table("improvement_steps")
    op.drop_index(op.f("ix_evaluation_marks_record_id"), table_name="evaluation_marks")
    op.drop_table("evaluation_marks")
    op.drop_index(op.f("ix_evaluation_indicators_record_id"), table_name="evaluation_indicators")
    op.drop_table("evaluation_indicators")
    op.drop_index(op.f("ix_evaluation_earlier_record_id"), table_name="evaluation_earlier")
    op.drop_table("evaluation_earlier")
    op.drop_index(op.f("ix_improvements_state"), table_name="improvements")
    op.drop_index(op.f("ix_improvements_project_id"), table_name="improvements")
    op.drop_index("ix_improvements_order", table_name="improvements")
    op.drop_index(op.f("ix_improvements_grant_id"), table_name="improvements")
    op.drop_index(op.f("ix_improvements_fiscal_year"), table_name="improvements")
    op.drop_index(op.f("ix_improvements_evaluation_id"), table_name="improvements")
    op.drop_index(op.f("ix_improvements_due_on"), table_name="improvements")
    op.drop_table("improvements")
    op.drop_index(op.f("ix_evaluations_state"), table_name="evaluations")
    op.drop_index(op.f("ix_evaluations_stage"), table_name="evaluations")
    op.drop_index(op.f("ix_evaluations_project_id"), table_name="evaluations")
    op.drop_index("ix_evaluations_order", table_name="evaluations")
    op.drop_index(op.f("ix_evaluations_kind"), table_name="evaluations")
    op.drop_index(op.f("ix_evaluations_grant_id"), table_name="evaluations")
    op.drop_index(op.f("ix_evaluations_fiscal_year"), table_name="evaluations")
    op.drop_table("evaluations")
