"""What each story is about, who told of it first, and who confirmed a draft that needs two editors."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("drafts", sa.Column("sensitive", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("approvals", sa.Column("confirmed_by", sa.Text(), nullable=True))
    op.add_column("approvals", sa.Column("alone", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "confirmations",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["story", "version"], ["drafts.story", "drafts.version"], name=op.f("fk_confirmations_story_version_drafts")
        ),
        sa.PrimaryKeyConstraint("story", "version", name=op.f("pk_confirmations")),
    )
    op.create_table(
        "tellings",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("draft", sa.Integer(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=op.f("fk_tellings_story")),
        sa.PrimaryKeyConstraint("story", name=op.f("pk_tellings")),
    )
    op.create_index(op.f("ix_tellings_at"), "tellings", ["at"], unique=False)
    op.create_table(
        "story_subjects",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("variants", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind in ('company', 'product', 'technology', 'person')", name=op.f("ck_story_subjects_kind")),
        sa.ForeignKeyConstraint(["story"], ["tellings.story"], name=op.f("fk_story_subjects_story")),
        sa.PrimaryKeyConstraint("story", "key", name=op.f("pk_story_subjects")),
    )
    op.create_index(op.f("ix_story_subjects_key_at"), "story_subjects", ["key", "at"], unique=False)
    op.create_index(op.f("ix_story_subjects_owner_at"), "story_subjects", ["owner", "at"], unique=False)
    op.create_index(op.f("ix_story_subjects_at"), "story_subjects", ["at"], unique=False)
    op.create_table(
        "subject_forms",
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["story"], ["tellings.story"], name=op.f("fk_subject_forms_story")),
        sa.PrimaryKeyConstraint("form", "key", "story", name=op.f("pk_subject_forms")),
    )
    op.create_index(op.f("ix_subject_forms_story"), "subject_forms", ["story"], unique=False)
    op.create_index(op.f("ix_subject_forms_key"), "subject_forms", ["key"], unique=False)
