"""What a model wrote, as one line of plain text, or nothing: no markup, no address and no unseen character comes through."""

from __future__ import annotations

import html
import re

from pipeline.plain import line

# tags that only dress a text; a tag with attributes is refused like any other
_DRESS = re.compile(r"</?(?:p|b|i|u|em|strong|span|br|q|cite|mark|small)\s?/?>", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|`{1,3})(?=\S)(.{1,400}?)(?<=\S)\1(?!\w)")
_HEAD = re.compile(r"^(?:#{1,6}\s+|[-*•]\s+|\d{1,2}[.)]\s+|>\s+)")
_REFUSED = re.compile(
    r"<[a-z/!?]|[a-z]+:/|www\.|\]\s?\(|!\[|\]\s?\[|\bjavascript\s?:|\bvbscript\s?:|\bdata\s?:\s?\w+/|\{\{|\{%|\}\}|```|"
    r"\[/[a-z]|\[(?:embed|caption|gallery|audio|video|code|html|url|img)\b|\[[a-z][\w-]*\s+\w+=|\bon\w{3,20}\s?=|&(?:[a-z]{2,20}|#\d+|#x[0-9a-f]+);|\[quote-id|@[\w.-]+\.\w",
    re.IGNORECASE,
)
# what is left of a mark that was too broken to be read as one
_RUINS = re.compile(r"[(<\[{]?\s?/?\s?\bcite\s+index\b\s?=?[\s\"'“”\d:,;–—-]{0,99}[>)\]}]?", re.IGNORECASE)
LONGEST = 1_200
"""In characters: no sentence of ours is longer, whatever stands in it."""


def cleaned(given: str) -> str | None:
    """The text on one line without controls, marks and emphasis; None where it has what no sentence of ours may have.

    Refused, not mended: HTML beyond plain dress, links and images of Markdown, addresses, script, templates and shortcodes.
    """
    if len(given) > LONGEST:
        return None
    text = html.unescape(html.unescape(given))
    text = line(_RUINS.sub(" ", _DRESS.sub(" ", line(text))))
    text = _HEAD.sub("", text)
    for _ in range(3):
        text = _EMPHASIS.sub(r"\2", text)
    text = " ".join(text.split())
    return None if not text or _REFUSED.search(text) else text
