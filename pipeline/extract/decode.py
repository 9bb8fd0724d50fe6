"""Bytes into characters: byte-order mark, then what the bytes prove, then the server's word, then the page's, then a guess."""

from __future__ import annotations

from charset_normalizer import from_bytes
from w3lib.encoding import html_to_unicode, read_bom

_WORST_SHARE = 0.01
_GUESSED_FROM = 65_536


def decode(body: bytes, content_type: str | None) -> str | None:
    """Give the characters of a page, or None where no charset gives more than one unreadable character in a hundred.

    Bytes that are valid UTF-8 beyond ASCII are UTF-8 whatever the labels say: text in another charset practically never is.
    """
    if read_bom(body)[0] is None and (proven := _as_utf8(body)) is not None:
        return proven
    _, text = html_to_unicode(content_type, body, default_encoding="windows-1252", auto_detect_fun=_guess)
    if _mislabelled(text):
        text = body.decode(_guess(body) or "windows-1252", "replace")
    return None if _unreadable(text) else text


def _as_utf8(body: bytes) -> str | None:
    if body.isascii():
        # Also the seven-bit charsets (ISO-2022-JP) look like this: their labels decide.
        return None if b"\x1b" in body else body.decode("ascii")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _guess(body: bytes) -> str | None:
    best = from_bytes(body[:_GUESSED_FROM]).best()
    return best.encoding if best else None


def _mislabelled(text: str) -> bool:
    """Tell whether unreadable characters outnumber the readable ones beyond ASCII: a few broken bytes are no wrong label."""
    broken = text.count("\ufffd")
    return broken > 0 and broken > sum(not character.isascii() for character in text) - broken


def _unreadable(text: str) -> bool:
    return text.count("\ufffd") > max(20, len(text) * _WORST_SHARE)
