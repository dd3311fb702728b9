"""Committees with their members, and meetings."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "committees",
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
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("purpose", sa.String(), nullable=True),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("secretariat", sa.String(), nullable=True),
        sa.Column("established_on", sa.Date(), nullable=True),
        sa.Column("abolished_on", sa.Date(), nullable=True),
        sa.Column("term_years", sa.Integer(), nullable=True),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("quorum", sa.Boolean(), nullable=True),
        sa.Column("member_count", sa.Integer(), nullable=True),
        sa.Column("public_count", sa.Integer(), nullable=True),
        sa.Column("due_what", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_committees"),
        sa.UniqueConstraint("reference", name="uq_committees_reference"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_committees_due_on", "committees", ["due_on"], unique=False)
    op.create_index("ix_committees_kind", "committees", ["kind"], unique=False)
    op.create_index("ix_committees_order", "committees", ["archived_at", "sort_key"], unique=False)
    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_reason", sa.String(), nullable=True),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("committee", sa.String(), nullable=True),
        sa.Column("committee_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("furigana", sa.String(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=True),
        sa.Column("begins_at", sa.String(), nullable=True),
        sa.Column("ends_at", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=True),
        sa.Column("observers", sa.Integer(), nullable=True),
        sa.Column("present_count", sa.Integer(), nullable=True),
        sa.Column("invited_count", sa.Integer(), nullable=True),
        sa.Column("quorum_met", sa.Boolean(), nullable=True),
        sa.Column("participants", sa.Integer(), nullable=True),
        sa.Column("round", sa.String(), nullable=True),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("minutes_each", sa.Integer(), nullable=True),
        sa.Column("lecturer", sa.String(), nullable=True),
        sa.Column("lecture", sa.String(), nullable=True),
        sa.Column("theme", sa.String(), nullable=True),
        sa.Column("discussion", sa.String(), nullable=True),
        sa.Column("comments", sa.String(), nullable=True),
        sa.Column("minutes", sa.String(), nullable=True),
        sa.Column("decisions", sa.String(), nullable=True),
        sa.Column("summary", sa.String(), nullable=True),
        sa.Column("recorder", sa.String(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("is_recorded", sa.Boolean(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_meetings"),
        sa.UniqueConstraint("reference", name="uq_meetings_reference"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_meetings_committee_id", "meetings", ["committee_id"], unique=False)
    op.create_index("ix_meetings_fiscal_year", "meetings", ["fiscal_year"], unique=False)
    op.create_index("ix_meetings_held_on", "meetings", ["held_on"], unique=False)
    op.create_index("ix_meetings_is_recorded", "meetings", ["is_recorded"], unique=False)
    op.create_index("ix_meetings_kind", "meetings", ["kind"], unique=False)
    op.create_index("ix_meetings_order", "meetings", ["archived_at", "sort_key"], unique=False)
    op.create_table(
        "committee_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["committees.id"], name="fk_committee_events_record_id_committees", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_committee_events"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_committee_events_record_id", "committee_events", ["record_id"], unique=False)
    op.create_table(
        "committee_members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("furigana", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("category", sa.String(), nullable=True),
        sa.Column("affiliation", sa.String(), nullable=True),
        sa.Column("contact", sa.String(), nullable=True),
        sa.Column("appointed_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ending", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["committees.id"], name="fk_committee_members_record_id_committees", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_committee_members"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_committee_members_record_id", "committee_members", ["record_id"], unique=False)
    op.create_table(
        "meeting_agenda",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.String(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("presenter", sa.String(), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["meetings.id"], name="fk_meeting_agenda_record_id_meetings", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_agenda"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_meeting_agenda_record_id", "meeting_agenda", ["record_id"], unique=False)
    op.create_table(
        "meeting_attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("affiliation", sa.String(), nullable=True),
        sa.Column("attendance", sa.String(), nullable=True),
        sa.Column("proxy", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["meetings.id"], name="fk_meeting_attendance_record_id_meetings", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_attendance"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_meeting_attendance_record_id", "meeting_attendance", ["record_id"], unique=False)


def downgrade() -> None:
    """Remove the tables."""
    op.drop_table("meeting_attendance")
    op.drop_table("meeting_agenda")
    op.drop_table("committee_members")
    op.drop_table("committee_events")
    op.drop_table("meetings")
    op.drop_table("committees")
