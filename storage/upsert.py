"""Insert or leave, insert or replace: the same words on both databases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

# Well under what either driver takes as parameters of one statement.
CHUNK = 500


def chunks(items: Iterable[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    """Give the items in lists of at most ``size``."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def insert_new(tx: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert the rows whose primary key is not there yet; gives how many were."""
    # Counted by what comes back: psycopg does not tell how many rows an insert made.
    key = next(iter(table.primary_key.columns))
    statements = (_insert(tx, table).values(dict(row)).on_conflict_do_nothing().returning(key) for row in rows)
    return sum(len(tx.execute(statement).all()) for statement in statements)


def put(tx: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows, or replace what stands under their primary key."""
    keys = [column.name for column in table.primary_key.columns]
    for row in rows:
        statement = _insert(tx, table).values(dict(row))
        others = {name: statement.excluded[name] for name in row if name not in keys}
        tx.execute(statement.on_conflict_do_update(index_elements=keys, set_=others))


def _insert(tx: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    return postgresql.insert(table) if tx.dialect.name == "postgresql" else sqlite.insert(table)
