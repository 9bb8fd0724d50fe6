"""Before a stranger's XML reaches a parser: what no feed needs and no reader survives."""

from __future__ import annotations

import re
from typing import Final
from xml.parsers import expat

from pipeline.errors import NewsloomError

_ENTITY: Final = re.compile(
    rb"<!\s*ENTITY|<\x00!\x00E\x00N\x00T\x00I\x00T\x00Y|\x00<\x00!\x00E\x00N\x00T\x00I\x00T\x00Y", re.IGNORECASE
)
_CDATA: Final = re.compile(rb"<!\[CDATA\[.*?\]\]>", re.DOTALL)
_TAG: Final = re.compile(rb"<(/?)([A-Za-z][\w:.-]*)[^<>]*>")
_LONG_TAG: Final = re.compile(rb"<[A-Za-z][^<>]{20000}")
_VOID: Final = frozenset({b"br", b"hr", b"img", b"link", b"meta", b"input", b"p", b"li", b"embed", b"source", b"wbr"})
_MAX_DEPTH: Final = 200
_MAX_TAGS: Final = 300_000
_MAX_MARKS: Final = 1_500_000
_MAX_VALUE: Final = 64
_MAX_DECLARED: Final = 400


class UnsafeXml(NewsloomError):
    """XML made to hurt its reader.

    ``unsafe XML (entities)`` for ones that grow or reach outside; ``(nesting)``, ``(attributes)`` and ``(size)`` for shapes
    that no feed has.
    """


class _Enough(Exception):
    """The prolog is read."""


def check_prolog(body: bytes) -> None:
    """Raise UnsafeXml for entities that stand for other entities, for files or addresses, or for long text.

    A short plain entity (old feeds declare their accents so) is harmless, and so is a DOCTYPE that nobody fetches.
    Works on the declarations alone; nothing is ever expanded.
    """
    if not _ENTITY.search(body):
        return
    declared = 0

    def entity(  # expat calls it by position
        name: str,
        is_parameter: int,
        value: str | None,
        _base: str | None,
        system: str | None,
        public: str | None,
        _notation: str | None,
    ) -> None:
        nonlocal declared
        declared += 1
        harmless = not is_parameter and system is None and public is None and value is not None and len(value) <= _MAX_VALUE
        # A character reference in the declaration is expanded already, so an ampersand here is another entity (or a bare "&").
        if not harmless or declared > _MAX_DECLARED or re.search(r"&[^#\s]", value or ""):
            raise UnsafeXml(f"unsafe XML (entities): {name[:40]!r}")

    def start(_name: str, _attributes: dict[str, str]) -> None:
        raise _Enough

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = entity
    parser.StartElementHandler = start
    try:
        parser.Parse(body, True)
    except _Enough:
        return
    except expat.ExpatError as error:
        raise UnsafeXml("unsafe XML (entities): declarations that cannot be read") from error


def check_shape(body: bytes) -> None:
    """Raise UnsafeXml for nesting or tags that no feed needs: feedparser takes a minute over a million open elements."""
    if _LONG_TAG.search(body):
        raise UnsafeXml("unsafe XML (attributes): a tag of more than 20,000 characters")
    if max(body.count(b"<"), body.count(b"&")) > _MAX_MARKS:
        raise UnsafeXml(f"unsafe XML (size): more than {_MAX_MARKS:,} marks")
    depth = 0
    for tags, match in enumerate(_TAG.finditer(_CDATA.sub(b"", body))):
        if tags > _MAX_TAGS:
            raise UnsafeXml(f"unsafe XML (size): more than {_MAX_TAGS:,} tags")
        if match[1]:
            depth = max(0, depth - 1)
        elif match[0][-2:-1] != b"/" and match[2].lower() not in _VOID:
            depth += 1
            if depth > _MAX_DEPTH:
                raise UnsafeXml(f"unsafe XML (nesting): more than {_MAX_DEPTH} elements inside each other")
