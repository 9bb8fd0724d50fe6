"""The index of near-copies comes back from a table of its own; what was fingerprinted before is brought into it."""

import json
from datetime import datetime

import numpy as np
import sqlalchemy as sa
from alembic import op

from pipeline.near.sketch import signature_rows, text_keys

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    sketches = op.create_table(
        "sketches",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("domain", sa.Text(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("keys", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_sketches_article")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_sketches")),
        sa.UniqueConstraint("article", name=op.f("uq_sketches_article")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_sketches_domain_seq"), "sketches", ["domain", "seq"], unique=False)
    _bring_over(sketches)


def _bring_over(sketches: sa.Table) -> None:
    connection = op.get_bind()
    # By its id, page by page: fingerprints of years do not fit into memory.
    page = sa.text(
        "select article, signature, shingles, record from fingerprints where article > :last order by article limit 500"
    )
    last = ""
    while rows := connection.execute(page, {"last": last}).all():
        kept = []
        for row in rows:
            record = json.loads(row.record) if isinstance(row.record, str) else row.record
            shingles = np.frombuffer(bytes(row.shingles), dtype="<u8")
            if not len(shingles):
                continue
            kept.append(
                {
                    "article": row.article,
                    "domain": record.get("domain"),
                    "at": _second(record),
                    "size": len(shingles),
                    "keys": text_keys(shingles, signature_rows(bytes(row.signature))).astype("<u4").tobytes(),
                }
            )
        if kept:
            op.bulk_insert(sketches, kept)
        last = rows[-1].article


def _second(record: dict) -> int:
    moments = [record.get("first_seen"), (record.get("published") or {}).get("at")]
    return max((int(datetime.fromisoformat(moment).timestamp()) for moment in moments if moment), default=0)
