"""One line of plain text out of what a feed calls a title, a name or a date."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

_TAG: Final = re.compile(r"<(?:!--.*?--|/?[a-zA-Z][^<>]*)>", re.DOTALL)
_LEFT_OVER: Final = re.compile(r"&[A-Za-z][A-Za-z0-9]{1,30};")


def clean(value: object, longest: int = 500) -> str | None:
    """Give ``value`` as one line of NFC text without markup or control characters; None where nothing is left.

    An entity that no HTML page knows is dropped rather than shown.
    """
    if not isinstance(value, str):
        return None
    text = html.unescape(_TAG.sub("", value[: longest * 20]))
    return one_line(_TAG.sub("", _LEFT_OVER.sub("", text)), longest)


def one_line(value: object, longest: int = 500) -> str | None:
    """Give plain text as one line of NFC without control characters; None where nothing is left."""
    if not isinstance(value, str):
        return None
    text = "".join(" " if unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} else character for character in value)
    return unicodedata.normalize("NFC", " ".join(text.split()))[:longest].strip() or None
