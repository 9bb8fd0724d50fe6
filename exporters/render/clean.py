"""What foreign text and addresses must pass before they are printed.

Escaping is the business of each format; here goes what no format may carry: characters that cannot be seen but turn
text round or break files, marks of citations that stand in a source's own text, addresses that are no web page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import quote

from pipeline.plain import line
from pipeline.urls import normalise

_START_WORDS, _END_WORDS = 6, 4
_SLUG_LENGTH = 60


def printable(given: str) -> str:
    """Give the text in one line, without characters that readers cannot see and without marks of citations."""
    return line(given)


def web_address(url: str | None) -> str | None:
    """Give the address if it is a plain http or https one, in its normal form; None for everything else."""
    try:
        return normalise(url) if url else None
    except ValueError:
        return None


def sentence_address(url: str, excerpt: str) -> str:
    """Give the address of a sentence in a page, as a text fragment: its first words, and its last where it is long.

    Browsers that do not know text fragments open the page at its top.
    """
    return with_directives(url, [directive(excerpt, whole=True)])


def cut_address(url: str, excerpt: str) -> str:
    """Give the address of a sentence of which only the beginning is known."""
    return with_directives(url, [directive(excerpt, whole=False)])


def directive(excerpt: str, *, whole: bool) -> str:
    """Give what finds a sentence in a page (the value of ``text=``), "" where nothing of it is known.

    Of a sentence that is not ``whole`` only the beginning is looked for.
    """
    words = printable(excerpt).rstrip("… ").split()
    if len(words) <= _START_WORDS + _END_WORDS or not whole:
        return _encoded(words[: _START_WORDS + _END_WORDS])
    return f"{_encoded(words[:_START_WORDS])},{_encoded(words[-_END_WORDS:])}"


def with_directives(url: str, directives: Sequence[str]) -> str:
    """Give the address with these places in its page: a browser marks all of them and goes to the first.

    An address that has a fragment keeps it.
    """
    known = "&".join(f"text={each}" for each in dict.fromkeys(directives) if each)
    return f"{url}{'' if '#' in url else '#'}:~:{known}" if known else url


def slug(headline: str) -> str:
    """Give a file name's readable part: lower-case ASCII words with hyphens, at most 60 characters, never empty."""
    ascii_only = unicodedata.normalize("NFKD", printable(headline)).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", ascii_only))
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word[:_SLUG_LENGTH]
        if len(longer) > _SLUG_LENGTH:
            break
        kept = longer
    return kept or "story"


def _encoded(words: list[str]) -> str:
    # "-", "," and "&" separate the parts of a text directive, so the hyphen that quote() lets through is written out.
    return quote(" ".join(words), safe="").replace("-", "%2D")
