"""One file a format: pure functions of an Edition and a Look, which give the whole text of a page, file or feed.

clean.py       what foreign text and addresses must pass before they are printed
look.py        what the newsroom adds to an article: its name, its address, who approved it
words.py       the page's own words in each language
paragraphs.py  sentences into paragraphs, the same in every format
marks.py       labels resolved: which sentence of ours stands on which sentences of whom
html.py, jsonld.py, markdown.py, text.py        one article
atom.py, jsonfeed.py                            the feeds of what was exported
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from exporters.render.html import html
from exporters.render.look import Look
from exporters.render.markdown import markdown
from exporters.render.text import text
from pipeline.errors import ConfigurationError
from pipeline.values import Edition

__all__ = ["FORMATS", "Look", "html", "markdown", "render", "text"]

FORMATS: Mapping[str, Callable[[Edition, Look], str]] = MappingProxyType(
    {"html": html, "markdown": markdown, "text": partial(text, marks=True)}
)


def render(edition: Edition, form: str, look: Look | None = None) -> str:
    """Give the article as ``html``, ``markdown`` or ``text`` (with its marks of citations), for the command line.

    Without a look it is shown as the draft that it is. Raises ConfigurationError for an unknown form, RecordError where
    a citation leads nowhere.
    """
    if form not in FORMATS:
        raise ConfigurationError(f"format: {form!r} is not known; use one of {', '.join(FORMATS)}")
    return FORMATS[form](edition, look or Look())
