"""Which forms of a name are one: "Halden", "Halden Labs" and "Halden Labs, Inc."."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_LEGAL = re.compile(
    r",? (?:inc|incorporated|corp|corporation|co|ltd|limited|llc|llp|plc|gmbh|ag|se|s\.?a|n\.?v|b\.?v|ab|oyj?|asa?|kk|"
    r"pty|pte|s\.?p\.?a|s\.?r\.?l|kgaa)\.?$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|der|die|das) ", re.IGNORECASE)


def without_form(name: str) -> str:
    """A company's name without its legal form: "Halden Labs" for "Halden Labs, Inc."."""
    while (shorter := _LEGAL.sub("", name)) != name and shorter:
        name = shorter
    return name


def comparable(name: str) -> str:
    """A name as names are compared: without legal form and article, in small letters, "&" for "and", single spaces."""
    plain = unicodedata.normalize("NFKC", name).replace("’", "'").replace("–", "-").replace("‑", "-")
    plain = " ".join(plain.split())
    plain = _ARTICLE.sub("", without_form(plain))
    plain = re.sub(r"[“”\"]", "", plain).casefold()
    return " ".join(re.sub(r"\band\b", "&", plain).split())


def pattern_of(names: Sequence[str]) -> re.Pattern[str]:
    """Finds any of these names as a whole, the longest first; a possessive may follow, a further word of the name may not."""
    forms = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{forms})(?![\w])(?!-\d)")
