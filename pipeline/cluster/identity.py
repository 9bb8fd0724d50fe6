"""Story ids: opaque, for ever, and the same for the same first article."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Container
from itertools import count

_LENGTH = 12


def story_id(article: str, taken: Container[str]) -> str:
    """Give the id of a story that this article opens: ``s`` and twelve characters of base32, not one that is taken."""
    for attempt in count():
        named = article if attempt == 0 else f"{article}\0{attempt}"
        digest = hashlib.sha256(named.encode("utf-8", "surrogatepass")).digest()
        story = "s" + base64.b32encode(digest).decode().lower()[:_LENGTH]
        if story not in taken:
            return story
    raise AssertionError
