"""What persons say about the grouping is kept for ever, and what was learned from it, version by version."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "corrections",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("kind in ('merge', 'split', 'move')", name=op.f("ck_corrections_kind")),
        sa.CheckConstraint("source <> target", name=op.f("ck_corrections_two_stories")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_corrections")),
    )
    op.create_table(
        "corrected",
        sa.Column("correction", sa.Integer(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.CheckConstraint("side in ('moved', 'joined', 'left')", name=op.f("ck_corrected_side")),
        sa.ForeignKeyConstraint(["correction"], ["corrections.number"], name=op.f("fk_corrected_correction")),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_corrected_article")),
        sa.PrimaryKeyConstraint("correction", "article", name=op.f("pk_corrected")),
    )
    op.create_index(op.f("ix_corrected_article"), "corrected", ["article"], unique=False)
    op.create_table(
        "adjustments",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_adjustments_numbered_from_one")),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_adjustments")),
    )
    op.create_table(
        "adjustment_uses",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["adjustments.version"], name=op.f("fk_adjustment_uses_version")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_adjustment_uses")),
    )
