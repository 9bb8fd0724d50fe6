"""What editors rule on failing sentences, and the text of an approval where they did."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sentence_rulings",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("verdict", sa.String(9), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.CheckConstraint("verdict in ('kept', 'taken-out')", name=op.f("ck_sentence_rulings_verdict")),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=op.f("fk_sentence_rulings_story_stories")),
        sa.PrimaryKeyConstraint("story", "key", name=op.f("pk_sentence_rulings")),
    )
    op.add_column("approvals", sa.Column("ruled", sa.JSON(), nullable=True))
