"""Text into a record, refused where two readers could understand it differently."""

from __future__ import annotations

import json
from typing import Any

from pipeline.errors import RecordError


def read_json(text: str | bytes) -> Any:
    """Give the value of a JSON text.

    Raises RecordError: no JSON, nested without end, a key that stands twice in one object, or a number that JSON does not
    have (``NaN``, ``Infinity``).
    """
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise RecordError(f"not JSON: {error}") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in record if keys.count(key) > 1)
        raise RecordError(f"the key {twice[:40]!r} stands twice in one object; which value counts is anyone's guess")
    return record


def _no_number(written: str) -> Any:
    raise RecordError(f"not JSON: {written} is no number of JSON; write null for what is unknown")
