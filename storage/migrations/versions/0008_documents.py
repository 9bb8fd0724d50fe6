"""Which primary documents a story wants, and what became of each."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "story_documents",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("link", sa.String(64), nullable=True),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("article", sa.Text(), nullable=True),
        sa.Column("cause", sa.String(32), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state in ('wanted', 'joined', 'failed')", name=op.f("ck_story_documents_state")),
        sa.CheckConstraint("(state = 'joined') = (article is not null)", name=op.f("ck_story_documents_joined_is_an_article")),
        sa.CheckConstraint("state <> 'wanted' or link is not null", name=op.f("ck_story_documents_wanted_has_link")),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=op.f("fk_story_documents_story")),
        sa.ForeignKeyConstraint(["link"], ["links.key"], name=op.f("fk_story_documents_link")),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_story_documents_article")),
        sa.PrimaryKeyConstraint("story", "key", name=op.f("pk_story_documents")),
    )
    op.create_index(op.f("ix_story_documents_state"), "story_documents", ["state"], unique=False)
    op.create_index(op.f("ix_story_documents_key"), "story_documents", ["key"], unique=False)
    op.create_index(op.f("ix_story_documents_link"), "story_documents", ["link"], unique=False)
    op.create_index(op.f("ix_story_documents_article"), "story_documents", ["article"], unique=False)
