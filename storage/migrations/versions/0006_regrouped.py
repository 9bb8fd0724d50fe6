"""What changes in the grouping is numbered by the database itself, for processes that hold the grouping in memory."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# table, and what of it counts when a row is updated
_WATCHED = (("memberships", "story"), ("fingerprints", "version"))
# Editorial decisions pass here one after another (``engine.one_at_a_time``): so numbers grow in the order of the commits,
# whoever writes.
_EDITORIAL = 0x6E65_7773


def upgrade() -> None:
    op.create_table(
        "regrouped",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_regrouped")),
        sqlite_autoincrement=True,
    )
    op.add_column("fingerprints", sa.Column("seq", sa.BigInteger(), server_default=sa.text("0"), nullable=False))
    op.create_index(op.f("ix_fingerprints_seq"), "fingerprints", ["seq"], unique=False)
    op.execute(
        "update fingerprints set seq = coalesce("
        "(select position from memberships where memberships.article = fingerprints.article), 0)"
    )
    if op.get_bind().dialect.name == "postgresql":
        _watch_postgresql()
    else:
        _watch_sqlite()


def _watch_sqlite() -> None:
    for table, column in _WATCHED:
        for event, row in (("insert", "new"), (f"update of {column}", "new"), ("delete", "old")):
            name = f"{table}_regrouped_{event.split()[0]}"
            op.execute(
                f"create trigger {name} after {event} on {table} "  # noqa: S608  names from this file
                f"begin insert into regrouped (article) values ({row}.article); end"
            )


def _watch_postgresql() -> None:
    op.execute(
        "create function write_regrouped() returns trigger language plpgsql as $$ begin "  # noqa: S608  a number of this file
        f"perform pg_advisory_xact_lock({_EDITORIAL}); "
        "insert into regrouped (article) values (coalesce(new.article, old.article)); return null; end $$"
    )
    for table, column in _WATCHED:
        op.execute(
            f"create trigger {table}_regrouped after insert or update of {column} or delete on {table} "
            "for each row execute function write_regrouped()"
        )
