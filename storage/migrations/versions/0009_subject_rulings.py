"""What editors say of subjects: which are none, which are one, and which persons and technologies are to have a dossier."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "subject_rulings",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(8), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("verdict in ('hidden', 'same')", name=op.f("ck_subject_rulings_verdict")),
        sa.CheckConstraint("(verdict = 'same') = (target <> '')", name=op.f("ck_subject_rulings_same_has_target")),
        sa.CheckConstraint("key <> target", name=op.f("ck_subject_rulings_not_itself")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_subject_rulings")),
    )
    op.create_table(
        "listed_subjects",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.CheckConstraint("kind in ('person', 'technology')", name=op.f("ck_listed_subjects_kind")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_listed_subjects")),
    )
    op.drop_table("subject_forms")  # the forms of a name are compared where subjects are put together
