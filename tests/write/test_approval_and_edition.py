from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from datetime import timedelta

import planted_stories as planted
import pytest

from pipeline.approval import approve
from pipeline.edition import edition, excerpt, publication
from pipeline.errors import NotApprovable, RecordError
from pipeline.records import publication_record
from pipeline.values import Problem, Use
from pipeline.verify import verify_publication
from pipeline.write import writer

NOW = planted.MONDAY + timedelta(days=8)


@pytest.fixture(scope="module")
def draft():
    sheet = planted.sheet(planted.ROUND_LANTERN, planted.ROUND_LEDGERLINE, planted.ROUND_NORTH, planted.ROUND_BLATT)
    return writer("extractive").write(sheet)


def test_a_person_approves_this_version(draft):
    approved = approve(draft, " Ada Brink ", NOW)
    assert (approved.draft, approved.by, approved.at) == (draft, "Ada Brink", NOW)


def test_nobody_is_no_approver(draft):
    with pytest.raises(NotApprovable, match="name of the person"):
        approve(draft, "  ", NOW)


def test_a_draft_without_text_cannot_be_approved(draft):
    with pytest.raises(NotApprovable, match="no text"):
        approve(replace(draft, sections=()), "Ada Brink", NOW)


def test_an_open_blocking_problem_stops_approval_and_is_named(draft):
    with pytest.raises(NotApprovable, match=r"rights.*may not be quoted"):
        approve(replace(draft, problems=(Problem("rights", "may not be quoted"),)), "Ada Brink", NOW)


def test_a_hint_does_not_stop_approval(draft):
    assert approve(replace(draft, problems=(Problem("single-source", "only one", blocking=False),)), "Ada Brink", NOW)


def test_what_was_changed_after_the_check_is_checked_again(draft):
    section = draft.sections[0]
    lie = replace(section.sentences[0], text=section.sentences[0].text.replace("Brenlow", "Kallinger"))
    changed = replace(draft, sections=(replace(section, sentences=(lie, *section.sentences[1:])), *draft.sections[1:]))
    with pytest.raises(NotApprovable, match="Kallinger"):
        approve(changed, "Ada Brink", NOW)


def test_an_edition_carries_the_cited_sentences_and_no_other(draft):
    printed = edition(draft, planted.OUTLETS)
    cited = {c for s in (draft.headline, draft.dek, *draft.sentences) for c in s.citations}
    cited |= {c for conflict in draft.conflicts for value in conflict.values for c in value.citations}
    assert {entry.label for entry in printed.cited} == {draft.label(c) for c in cited}
    kept = json.dumps(asdict(printed), default=str, ensure_ascii=False)
    for source in draft.sources:
        for index, sentence in enumerate(source.sentences):
            if f"{source.rank}-{index + 1}" not in {entry.label for entry in printed.cited}:
                assert json.dumps(sentence, ensure_ascii=False)[1:-1] not in kept


def test_a_cited_sentence_is_cut_at_a_word_and_keeps_the_digest_of_the_whole(draft):
    brief = {name: replace(outlet, quote_words=5) for name, outlet in planted.OUTLETS.items()}
    for entry in edition(draft, brief).cited:
        rank, index = map(int, entry.label.split("-"))
        whole = next(s for s in draft.sources if s.rank == rank).sentences[index - 1]
        assert entry.digest == hashlib.sha256(whole.encode()).hexdigest()
        assert entry.excerpt == whole if entry.whole else whole.startswith(entry.excerpt.rstrip("…"))
        assert len(entry.excerpt.split()) <= 5


def test_a_link_only_outlet_is_not_quoted(draft):
    closed = {name: replace(outlet, use=Use.LINK_ONLY) for name, outlet in planted.OUTLETS.items()}
    assert {entry.excerpt for entry in edition(draft, closed).cited} == {""}


def test_labels_are_unique_and_those_of_the_draft(draft):
    printed = edition(draft, planted.OUTLETS)
    labels = [entry.label for entry in printed.cited]
    assert len(labels) == len(set(labels))
    used = {label for section in printed.sections for sentence in section.sentences for label in sentence.labels}
    assert used <= set(labels)


def test_an_excerpt_never_ends_inside_a_word():
    assert excerpt("one two three", 5) == ("one two three", True)
    assert excerpt("one two, three", 2) == ("one two…", False)
    assert excerpt("one two", 0) == ("", False)


def test_a_second_publication_is_a_revision_that_keeps_its_first_date(draft):
    approved = approve(draft, "Ada Brink", NOW)
    first = publication(approved, "files", planted.OUTLETS, None, NOW)
    second = publication(approved, "files", planted.OUTLETS, first, NOW + timedelta(hours=2))
    assert (first.revision, second.revision) == (1, 2)
    assert second.first_published == first.first_published == NOW


@pytest.fixture
def sidecar(draft):
    return publication_record(publication(approve(draft, "Ada Brink", NOW), "files", planted.OUTLETS, None, NOW))


def test_a_side_car_is_proved_without_the_database(sidecar):
    assert verify_publication(sidecar).supported
    assert verify_publication(json.loads(json.dumps(sidecar))).supported


def test_a_changed_excerpt_is_found_by_its_digest(sidecar):
    entry = next(entry for entry in sidecar["cited"] if entry["whole"])
    entry["excerpt"] = entry["excerpt"].replace("Brenlow", "Kallinger") + " Really."
    assert "digest" in {problem.kind for problem in verify_publication(sidecar).problems}


def test_a_label_that_leads_nowhere_is_found(sidecar):
    sidecar["cited"].pop()
    assert "citation" in {problem.kind for problem in verify_publication(sidecar).problems}


def test_something_else_is_no_side_car():
    with pytest.raises(RecordError, match="no side-car"):
        verify_publication({"hello": "world"})
