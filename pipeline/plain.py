"""Text as we keep it: NFC, without what no reader sees and no database takes."""

from __future__ import annotations

import re
import unicodedata

# Controls except newline and tab, lone surrogates, noncharacters, byte-order marks, soft hyphens and zero-width spaces
# (not the joiners: Indic scripts need them), and the marks that turn the direction of the text around them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufdd0-\ufdef"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n[\n ]*")


def plain(text: str) -> str:
    """Give the text in NFC, every line end a newline, without controls, lone surrogates and direction marks. Idempotent."""
    one_newline = re.sub(r"\r\n?|\x85|\u2028|\u2029", "\n", text)
    return unicodedata.normalize("NFC", _UNSEEN.sub("", one_newline))


def paragraphs(text: str) -> str:
    """Give plain text with single spaces and one newline between paragraphs."""
    return _BREAKS.sub("\n", _SPACES.sub(" ", plain(text))).strip()


def line(text: str) -> str:
    """Give plain text on one line, for titles and names."""
    return " ".join(plain(text).split())
