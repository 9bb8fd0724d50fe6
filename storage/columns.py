"""Column types that behave alike on SQLite and PostgreSQL."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import JSON, TypeDecorator

from pipeline.errors import StoreError

_UNSTORABLE = {0: "\ufffd"} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def clean(text: str) -> str:
    """Give the text with NUL and lone surrogates replaced by U+FFFD, one for one, so that offsets stay true.

    PostgreSQL takes neither, and SQLite would keep the one and choke on the other: both get the same text from us.
    """
    if "\x00" not in text:
        try:
            text.encode()
        except UnicodeEncodeError:
            pass
        else:
            return text
    return text.translate(_UNSTORABLE)


class CleanText(TypeDecorator[str]):
    """Text of any length, cleaned on its way in."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  SQLAlchemy's signature
        """Clean what goes in, and what is compared."""
        return None if value is None else clean(str(value))


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, kept in UTC to the microsecond; SQLite has no zones, so there the zone is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  as above
        """Turn into UTC. Raises StoreError for a time without a zone: nobody could tell what it meant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise StoreError(f"a time without a zone cannot be kept: {value.isoformat()}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  as above
        """Give an aware time in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Record(TypeDecorator[object]):
    """A value in its JSON form (see ``storage/codec.py``), kept letter for letter.

    On PostgreSQL this is ``json``, not ``jsonb``: that would rewrite numbers.
    """

    impl = JSON(none_as_null=True)
    cache_ok = True


def read_json(text: str) -> object:
    """Give what the JSON says; the engine's reader, so that both drivers use the same."""
    return json.loads(text)
