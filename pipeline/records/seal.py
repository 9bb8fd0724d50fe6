"""The digest a side-car carries over itself, so that any change to the file is seen, and named where it can be.

The canonical form is that of RFC 8785 as far as our records need it: keys sorted, no white space, UTF-8, texts in NFC.
A plain digest is no signature: whoever changes the file on purpose can also work out new digests. It proves a file
unchanged only to somebody who has the digest from elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.errors import RecordError

DIGEST, PARTS = "digest", "parts"
"""Keys of a sealed record: the SHA-256 of everything else in it, and a short one of each field, for naming what changed."""

_PART_LENGTH = 16


def sealed(record: Mapping[str, Any]) -> dict[str, Any]:
    """Give the record with ``parts`` and ``digest``; a field that is a list of objects has one part each of them."""
    whole = {**record, PARTS: {key: _part(value) for key, value in record.items()}}
    return {**whole, DIGEST: digest_of(whole)}


def digest_of(value: object) -> str:
    """Give the SHA-256 of a value's canonical JSON, in hex. Raises RecordError where JSON has no form for it."""
    return hashlib.sha256(canonical(value)).hexdigest()


def canonical(value: object) -> bytes:
    """Give the canonical JSON of a value. Raises RecordError for what JSON cannot say and for endless nesting."""
    try:
        text = json.dumps(_composed(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise RecordError(f"the record has no form as JSON: {str(error)[:120]}") from error
    return text.encode("utf-8", "backslashreplace")


def broken(record: Mapping[str, Any]) -> list[str]:
    """Give what no longer agrees with the digest, in words; empty where everything does. Raises as ``canonical``."""
    if not isinstance(record.get(DIGEST), str):
        return ["the file carries no digest of what was printed: export its story again"]
    rest = {key: value for key, value in record.items() if key != DIGEST}
    if digest_of(rest) == record[DIGEST]:
        return []
    parts = rest.pop(PARTS, None)
    named = [*_changed(rest, parts)] if isinstance(parts, Mapping) else []
    return named or ["the digest is not that of this file: the file or its digest was changed after it was printed"]


def _changed(record: Mapping[str, Any], parts: Mapping[str, Any]) -> Iterator[str]:
    for key in dict.fromkeys((*parts, *record)):
        if key not in record:
            yield f'"{key}" was printed and is gone'
        elif key not in parts:
            yield f'"{key}" was not printed'
        elif (now := _part(record[key])) != parts[key]:
            yield from _places(key, record[key], now, parts[key])


def _places(key: str, value: object, now: object, then: object) -> Iterator[str]:
    if not (isinstance(now, list) and isinstance(then, list) and isinstance(value, list) and len(now) == len(then)):
        yield f'"{key}" is not what was printed'
        return
    for number, (entry, one, other) in enumerate(zip(value, now, then, strict=True), 1):
        if one != other:
            yield f'"{key}" {entry.get("label") or number} is not what was printed'


def _part(value: object) -> object:
    if isinstance(value, list) and value and all(isinstance(each, Mapping) for each in value):
        return [digest_of(each)[:_PART_LENGTH] for each in value]
    return digest_of(value)[:_PART_LENGTH]


def _composed(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {_composed(key): _composed(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_composed(each) for each in value]
    return value
