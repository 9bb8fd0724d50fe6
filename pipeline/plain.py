"""Text as we keep it: NFC, without what no reader sees and no database takes."""

from __future__ import annotations

import re
import unicodedata

# Controls except newline and tab, lone surrogates, noncharacters, byte-order marks, soft hyphens, zero-width spaces and
# fillers, tags and the marks that turn the direction of the text around them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
# Indic scripts, Arabic and emoji need joiners among themselves; beside Latin, Greek or Cyrillic letters they hide a word.
_EUROPEAN = "0-9A-Za-z\u00c0-\u052f\u1e00-\u1fff"  # combining accents among them
_JOINERS = re.compile(f"[\u200c\u200d]+(?=[{_EUROPEAN}])|(?<=[{_EUROPEAN}])[\u200c\u200d]+")
# A mark of citation (cite index="1-16,1-17">…</cite>, whole or broken, in any case, also written with entities.
# Every repetition is bounded: a hostile megabyte of brackets or blanks costs one pass.
_AMP = r"&(?:amp;){0,5}"
_GAP = rf"(?:\s|{_AMP}(?:nbsp|\#0{{0,5}}(?:32|160)|\#x0{{0,5}}(?:20|a0));?){{0,40}}"
_OPEN = rf"(?:[(<\[{{＜（]|{_AMP}(?:lt|lpar|\#0{{0,5}}(?:40|60)|\#x0{{0,5}}(?:28|3c));?)"
_CLOSE = rf"(?:[>＞]|{_AMP}(?:gt|\#0{{0,5}}62|\#x0{{0,5}}3e);?)"
_QUOTE = rf"(?:[\"'“”‘’]|{_AMP}(?:quot|apos|\#0{{0,5}}(?:34|39)|\#x0{{0,5}}(?:22|27));?)"
_IS = rf"{_GAP}=?{_GAP}{_QUOTE}"
# The value ends at its quote and bracket, else with the last label: an unclosed mark costs no word of the text after it.
_VALUE = rf"(?:{_IS}[^<>&\"]{{0,99}}?{_QUOTE}{_GAP}/?{_CLOSE}|{_IS}?[\d:.,;\s–—-]{{0,99}}{_QUOTE}?{_GAP}/?{_CLOSE}?)"
_MARK = re.compile(rf"{_OPEN}{_GAP}cite{_GAP}index\b{_VALUE}|{_OPEN}{_GAP}/{_GAP}cite\b{_GAP}(?:{_CLOSE}|\))?", re.IGNORECASE)
_MOST_NESTED = 8
_NEWLINES = re.compile(r"\r\n?|\x85|\u2028|\u2029")
# What every mark holds: hardly any text does, and this is looked for in a third of the time.
_CITE = re.compile("cite", re.IGNORECASE)


def plain(text: str) -> str:
    """Give the text in NFC, every line end a newline, without controls, lone surrogates and direction marks. Idempotent.

    Marks of citations are ours to set: those that stand in somebody's text are taken out of it.
    """
    seen = _UNSEEN.sub("", _NEWLINES.sub("\n", text))
    if "\u200c" in seen or "\u200d" in seen:
        seen = _JOINERS.sub("", seen)
    return _unmarked(unicodedata.normalize("NFC", seen))


def paragraphs(text: str) -> str:
    """Give plain text with single spaces and one newline between paragraphs."""
    spaced = _spaced(plain(text))
    # blanks between its words hide a mark from ``plain``
    unmarked = _unmarked(spaced)
    return spaced if unmarked == spaced else _spaced(unmarked)


def _spaced(text: str) -> str:
    return "\n".join(filter(None, (" ".join(each.split()) for each in text.split("\n"))))


def line(text: str) -> str:
    """Give plain text on one line, for titles and names."""
    # Most links and names need nothing else: no controls, no other script, no mark.
    if text.isascii() and text.isprintable() and "cite" not in text.lower():
        return " ".join(text.split())
    return " ".join(_unmarked(" ".join(plain(text).split())).split())


def _unmarked(text: str) -> str:
    if not _CITE.search(text):
        return text
    for _ in range(_MOST_NESTED):
        if not _MARK.search(text):
            return text
        # what comes together where a mark was taken out may compose
        text = unicodedata.normalize("NFC", _MARK.sub("", text))
    # One put together of so many others is an attack: without its brackets it is none.
    return re.sub(_OPEN, "", text, flags=re.IGNORECASE) if _MARK.search(text) else text
