"""``RANK-SENTENCE``: how a citation is shown in one version of one draft, both counted from 1."""

from __future__ import annotations

import re

from pipeline.errors import RecordError

_LABEL = re.compile(r"(\d{1,5})-(\d{1,6})(?::(\d{1,6}))?")
_LONGEST_RUN = 200


def read_label(label: str) -> list[tuple[int, int]]:
    """Give (rank, sentence) pairs, both from 1, of ``2-18`` or of a run such as ``2-16:18``. Raises RecordError."""
    found = _LABEL.fullmatch(label.strip()) if isinstance(label, str) else None
    if found is None:
        raise RecordError(f"{label!r} is no citation: SOURCE-SENTENCE is expected, such as 2-18")
    rank, first = int(found[1]), int(found[2])
    last = int(found[3] or first)
    if rank < 1 or first < 1 or not first <= last < first + _LONGEST_RUN:
        raise RecordError(f"{label!r} is no citation: sources and sentences are counted from 1, and a run goes forward")
    return [(rank, sentence) for sentence in range(first, last + 1)]
