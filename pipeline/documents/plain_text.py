"""A document of plain text (an order of a court, a filing) as a page that is read like any other; its bytes are archived."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

from pipeline.documents.values import DOCUMENTS
from pipeline.values import FetchedPage

_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)
_LONGEST_TITLE = 200
_HTML = "text/html; charset=utf-8"


def as_page(page: FetchedPage) -> FetchedPage:
    """Give a document of plain text as a page of HTML: its first line the title, a paragraph for each that a blank line ends.

    Lines that a paragraph was broken into are joined. Any other page is given back as it is.
    """
    kind = next((value for name, value in page.headers if name.lower() == "content-type"), "")
    if page.outlet != DOCUMENTS.id or not kind.strip().lower().startswith("text/plain"):
        return page
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", _decoded(page.body, kind)) if part.strip()]
    title = paragraphs[0][:_LONGEST_TITLE] if paragraphs else ""
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    html = f"<!doctype html><html><head><title>{escape(title)}</title></head><body><article>{body}</article></body></html>"
    headers = tuple((name, value) for name, value in page.headers if name.lower() != "content-type")
    return replace(page, body=html.encode(), headers=(*headers, ("Content-Type", _HTML)))


def _decoded(body: bytes, kind: str) -> str:
    named = _CHARSET.search(kind)
    for charset in (named[1] if named else "utf-8", "utf-8"):
        try:
            return body.decode(charset).replace("\r\n", "\n").lstrip("\ufeff")
        except (LookupError, UnicodeDecodeError):
            continue
    return body.decode("cp1252", errors="replace").replace("\r\n", "\n")
