from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from quarry_story import SOURCES, sentence

from pipeline.approval import approve
from pipeline.errors import NotApprovable
from pipeline.records import read_draft
from pipeline.values import Draft, Section
from pipeline.verify import verify_draft

AT = datetime(2026, 3, 12, tzinfo=UTC)


def draft(*texts_and_places: tuple[str, int]) -> Draft:
    head = sentence("Tarn Robotics is buying Ostmark Optics", 0, article="lantern")
    empty = read_draft(
        {"story": "s", "version": 1, "headline": {"text": "", "citations": []}, "dek": {"text": "", "citations": []},
         "sections": [], "sources": [], "updated": AT.isoformat()}
    )  # fmt: skip
    body = tuple(sentence(text, place) for text, place in texts_and_places)
    return replace(empty, headline=head, sections=(Section(None, body),), sources=tuple(SOURCES.values()))


def test_a_failing_sentence_is_marked_with_its_place_and_blocks_approval_until_it_is_mended():
    good, bad = ("Jonas Brede did not answer questions.", 6), ("Orders fell by 12 percent before the strike, Falk said.", 4)
    failing = draft(good, bad)
    assert [(one.kind, one.sentence) for one in verify_draft(failing) if one.blocking] == [("direction", 1)]
    with pytest.raises(NotApprovable):
        approve(failing, "Ada Quist", AT)
    mended = draft(good, ("Orders rose by 12 percent before the strike, Falk said.", 4))
    assert approve(mended, "Ada Quist", AT, alone=True).draft == mended
