"""Values to JSON and back, lossless, driven by the types the values declare.

Private to the store: what people and other programs read is ``pipeline/records.py``. A key that is missing in old
JSON takes the field's default, one that is no longer a field is passed over, so that a value may grow.
"""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import types
from collections.abc import Callable, Hashable
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from pipeline.errors import StoreError
from storage.columns import clean

T = TypeVar("T")
Json = Any

# What JSON gives already stays as it is; a type that is not here and no value of ours is a KeyError, seen by the first test.
_PLAIN: dict[Any, Callable[[Json], Any]] = {
    Literal: lambda given: given,
    str: lambda given: given,
    int: lambda given: given,
    bool: lambda given: given,
    float: float,
    bytes: base64.b64decode,
    datetime: datetime.fromisoformat,
}


def encode(value: Any) -> Json:
    """Give what ``json`` can write. Text loses NUL and lone surrogates (see ``clean``). Raises StoreError for a naive time."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return clean(str(value))
    if isinstance(value, datetime):
        return _written(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if dataclasses.is_dataclass(value):
        return {field.name: encode(getattr(value, field.name)) for field in dataclasses.fields(value)}
    raise StoreError(f"a {type(value).__name__} cannot be kept: teach storage/codec.py to write it")


def decode(kind: type[T], given: Json) -> T:
    """Give the value of type ``kind`` that ``encode`` wrote. Raises StoreError where the JSON does not fit the type."""
    try:
        return cast("T", _reader(cast("Hashable", kind))(given))
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise StoreError(f"a stored {kind.__name__} cannot be read ({error}): the database was changed by hand") from error


def dumps(given: Json) -> str:
    """Give one line of JSON, equal for equal values. Raises StoreError for a number that is none (NaN, infinity)."""
    try:
        return json.dumps(given, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    except ValueError as error:
        raise StoreError(f"a value with a number that is none cannot be kept: {error}") from error


def digest(given: Json) -> str:
    """Give the SHA-256 (hex) of the JSON form: equal content, equal digest."""
    return hashlib.sha256(dumps(given).encode()).hexdigest()


def _written(at: datetime) -> str:
    if at.tzinfo is None:
        raise StoreError(f"a time without a zone cannot be kept: {at.isoformat()}")
    return at.astimezone(UTC).isoformat()


@cache
def _reader(kind: Any) -> Callable[[Json], Any]:
    """Build, once for a type, the function that reads it."""
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        return _optional_reader(kind)
    if origin is tuple:
        return _tuple_reader(get_args(kind))
    if dataclasses.is_dataclass(kind):
        return _dataclass_reader(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    return _PLAIN[Literal if origin is Literal else kind]


def _optional_reader(kind: Any) -> Callable[[Json], Any]:
    (inner,) = (argument for argument in get_args(kind) if argument is not types.NoneType)
    read = _reader(inner)
    return lambda given: None if given is None else read(given)


def _tuple_reader(arguments: tuple[Any, ...]) -> Callable[[Json], Any]:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        read = _reader(arguments[0])
        return lambda given: tuple(read(item) for item in given)
    readers = [_reader(argument) for argument in arguments]
    return lambda given: tuple(read(item) for read, item in zip(readers, given, strict=True))


def _dataclass_reader(kind: Any) -> Callable[[Json], Any]:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind)}
    return lambda given: kind(**{name: read(given[name]) for name, read in readers.items() if name in given})
