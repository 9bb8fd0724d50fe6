"""What each draft's story can be judged by: for the order of the queue and for the record of an outlet."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "assessments",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("draft", sa.Integer(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("kept", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["story", "draft"], ["drafts.story", "drafts.version"], name=op.f("fk_assessments_story_drafts")
        ),
        sa.PrimaryKeyConstraint("story", "draft", name=op.f("pk_assessments")),
    )
    op.create_index(op.f("ix_assessments_kept"), "assessments", ["kept"], unique=False)
