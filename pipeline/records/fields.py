"""One field of a record at a time, checked: whatever is not what it should be raises RecordError with its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pipeline.errors import RecordError
from pipeline.moments import parse_moment, write_moment
from pipeline.plain import line
from pipeline.values import Moment

Record = Mapping[str, Any]

# Beyond this the numbers of JSON are not exact.
_LARGEST = 2**53
# JSON can say these; UTF-8 and PostgreSQL cannot.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def text(record: Record, key: str, default: str | None = None) -> str:
    """Give a text field. Without a default a missing one raises RecordError, as does anything but a text or a number."""
    value = record.get(key)
    if value is None and default is not None:
        return default
    if isinstance(value, str):
        return _UNSTORABLE.sub("", value)
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LARGEST:
        return str(value)
    raise RecordError(f'"{key}" should be a text and is {_kind(value)}')


def optional_text(record: Record, key: str) -> str | None:
    """Give a text field, or None where it is missing, null or empty."""
    return text(record, key, "").strip() or None


def number(record: Record, key: str, default: float = 0) -> float:
    """Give a number field. Raises RecordError for anything else."""
    value = record.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= _LARGEST:
        raise RecordError(f'"{key}" should be a number and is {_kind(value)}')
    return value


def whole(record: Record, key: str, default: int = 0) -> int:
    """Give a whole number. Raises RecordError for anything else."""
    value = number(record, key, default)
    if value != int(value):
        raise RecordError(f'"{key}" should be a whole number and is {value}')
    return int(value)


def flag(record: Record, key: str) -> bool | None:
    """Give true, false, or None where nothing was said."""
    value = record.get(key)
    if value is None or isinstance(value, bool):
        return value
    raise RecordError(f'"{key}" should be true, false or null and is {_kind(value)}')


def texts(record: Record, key: str) -> tuple[str, ...]:
    """Give a list of texts; one text alone is a list of one, null is empty."""
    value = record.get(key)
    if value is None or value == "":
        return ()
    if isinstance(value, str):
        return (_UNSTORABLE.sub("", value),)
    if not isinstance(value, Sequence) or not all(isinstance(each, str) for each in value):
        raise RecordError(f'"{key}" should be a list of texts and is {_kind(value)}')
    return tuple(_UNSTORABLE.sub("", each) for each in value)


def records(record: Record, key: str) -> list[Record]:
    """Give a list of records; null is empty."""
    value = record.get(key)
    if value is None:
        return []
    if not isinstance(value, Sequence) or isinstance(value, str) or not all(isinstance(each, Mapping) for each in value):
        raise RecordError(f'"{key}" should be a list of objects and is {_kind(value)}')
    return list(value)


def part(record: Record, key: str) -> Record:
    """Give an object inside the record; null is an empty one."""
    value = record.get(key)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise RecordError(f'"{key}" should be an object and is {_kind(value)}')
    return value


def moment(record: Record, key: str, precision: str | None = None) -> Moment | None:
    """Give the moment of a field, None where it is unknown; ``KEY_precision: "day"`` beside it makes it a day."""
    value = record.get(key)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _LARGEST:
        value = str(value)
    given = parse_moment(line(value[:200])) if isinstance(value, str) else None
    if given and record.get(precision or f"{key}_precision") == "day":
        return replace(given, day_only=True)
    return given


def unreadable_dates(record: Record, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give each of ``keys``, and each of ``dates``, whose value was given and names no moment, with the value in short."""
    given = [(key, record, key) for key in keys]
    listed = record.get("dates")
    for place, each in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(each, Mapping):
            given.append((f"dates[{place}].value", each, "value"))
    for name, part_of, key in given:
        value = part_of.get(key)
        if value not in (None, "") and moment(part_of, key) is None:
            yield name, _kind(value)


def time(record: Record, key: str) -> datetime:
    """Give a time that must be there. Raises RecordError."""
    given = optional_time(record, key)
    if given is None:
        raise RecordError(f'"{key}" should be a time in ISO 8601 and is {_kind(record.get(key))}')
    return given


def optional_time(record: Record, key: str) -> datetime | None:
    """Give a time to the microsecond, in UTC, or None where there is none."""
    value = record.get(key)
    try:
        exact = datetime.fromisoformat(value) if isinstance(value, str) else None
        if exact and exact.tzinfo:
            return exact.astimezone(UTC)
    except (ValueError, OverflowError):  # year 1 has no moment before it
        pass
    given = moment(record, key)
    return given.at if given else None


def dated(key: str, value: Moment | None) -> dict[str, Any]:
    """Give the fields that write a moment under ``key``."""
    written: dict[str, Any] = {key: write_moment(value)}
    if value and value.day_only:
        written[f"{key}_precision"] = "day"
    return written


def _kind(value: Any) -> str:
    if value is None:
        return "missing"
    if isinstance(value, Mapping | list | tuple):
        # never written out: it may be nested without end
        return "an object" if isinstance(value, Mapping) else f"a list of {len(value)}"
    if isinstance(value, int) and abs(value) > _LARGEST:
        return "a number beyond 2 to the power of 53"
    shown = str(value)
    return f"{type(value).__name__} {shown[:40]!r}"
