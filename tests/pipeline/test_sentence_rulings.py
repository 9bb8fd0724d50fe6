"""What persons rule on sentences that fail: it holds for that sentence failing so, and for nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipeline.approval import approve, check_open_to_rulings
from pipeline.edition import publication
from pipeline.errors import NotApprovable, RulingRefused
from pipeline.records import publication_record
from pipeline.rulings import apply_rulings, in_force, read_place, rule
from pipeline.values import (
    SECOND_EDITOR,
    Citation,
    Decision,
    Draft,
    DraftSentence,
    Problem,
    Section,
    Source,
    State,
)
from pipeline.verify import verify_publication

AT = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
SAID = (
    "The Marrow Mill in Lorne closed its weaving hall on Tuesday.",
    "The mill employs 212 people in the valley.",
    "A leaking roof had soaked the looms, the manager Ilse Brandow said.",
)
GOOD = DraftSentence("The mill employs 212 people in the valley.", (Citation("a", 1, 1),))
BAD = DraftSentence("The mill employs 340 people in the valley.", (Citation("a", 1, 1),))
ROOF = DraftSentence("A leaking roof had soaked the looms, the manager Ilse Brandow said.", (Citation("a", 1, 2),))


def draft(*body: DraftSentence, **more: object) -> Draft:
    source = Source(
        1, "a", 1, "0" * 64, "The Lorne Post", "Mill closes hall", None, (), None, "original", None, (), 0.5, (), SAID
    )
    head = DraftSentence("The Marrow Mill in Lorne closed its weaving hall", (Citation("a", 1, 0),))
    sections = (Section(None, body[:1]), Section("The hall", body[1:]))
    plain = Draft("s1", 3, State.READY, "hardware", "en", AT, head, DraftSentence("", ()), sections, sources=(source,))
    return replace(plain, **more)


def kept(of: Draft, place=1, reason="I rang the mill"):
    return rule(of, place, "kept", reason=reason, by="Ada Quist", at=AT)


def out(of: Draft, place=1, before=()):
    return rule(of, place, "taken-out", reason="", by="Ada Quist", at=AT, before=before)


def test_a_failing_sentence_stops_approval_until_a_person_keeps_it():
    failing = draft(GOOD, BAD, ROOF)
    with pytest.raises(NotApprovable, match="number in sentence 2"):
        approve(failing, "Bo Lind", AT)
    ruling = kept(failing)
    approved = approve(failing, "Bo Lind", AT, rulings=[ruling])
    assert approved.rulings == (ruling,)
    assert approved.draft.sentences == failing.sentences
    (problem,) = [one for one in approved.draft.problems if one.sentence == 1]
    assert (problem.kind, problem.blocking) == ("number", False)
    assert problem.detail.endswith("; kept by Ada Quist: I rang the mill")


def test_a_sentence_taken_out_is_not_in_what_is_approved_and_marks_move_with_theirs():
    failing = draft(GOOD, BAD, ROOF, problems=(Problem("thin", "one source", 2, blocking=False),))
    approved = approve(failing, "Bo Lind", AT, rulings=[out(failing)])
    assert approved.draft.sentences == (GOOD, ROOF)
    assert approved.draft.problems == (Problem("thin", "one source", 1, blocking=False),)


def test_a_section_that_has_no_sentence_left_goes_with_its_title():
    failing = draft(GOOD, BAD)
    assert [section.title for section in apply_rulings(failing, [out(failing)]).draft.sections] == [None]


def test_a_ruling_holds_in_a_later_version_where_the_same_sentence_fails_the_same_way_at_another_place():
    ruling = kept(draft(GOOD, BAD))
    assert in_force(draft(ROOF, GOOD, BAD, version=4), [ruling]) == {2: ruling}


@pytest.mark.parametrize(
    "later",
    [
        draft(GOOD, replace(BAD, text="The mill employs 341 people in the valley.")),
        draft(GOOD, replace(BAD, citations=(Citation("a", 1, 1), Citation("a", 1, 2)))),
        draft(GOOD, BAD, problems=(Problem("rights", "may not be quoted", 1),)),
        draft(GOOD, BAD, story="s2"),
    ],
    ids=["another text", "another citation", "another problem besides", "another story"],
)
def test_a_ruling_holds_for_nothing_else(later):
    earlier = draft(GOOD, BAD)
    for ruling in (kept(earlier), out(earlier)):
        assert in_force(later, [ruling]) == {}
        assert apply_rulings(later, [ruling]).draft == later
        with pytest.raises(NotApprovable):
            approve(later, "Bo Lind", AT, rulings=[ruling])


@pytest.mark.parametrize(
    "broken",
    [
        replace(BAD, citations=(Citation("a", 1, 77),)),
        replace(BAD, citations=(Citation("elsewhere", 1, 0),)),
        replace(BAD, citations=()),
        replace(BAD, text='The mill employs <a href="//x.example">340</a> people in the valley.'),
    ],
    ids=["no such sentence", "of another story", "none", "markup"],
)
def test_a_citation_that_leads_nowhere_can_only_be_taken_out(broken):
    failing = draft(GOOD, broken)
    with pytest.raises(RulingRefused, match="only be taken out"):
        kept(failing)
    assert approve(failing, "Bo Lind", AT, rulings=[out(failing)]).draft.sentences == (GOOD,)
    forged = replace(out(failing), verdict="kept", reason="trust me")
    with pytest.raises(NotApprovable):
        approve(failing, "Bo Lind", AT, rulings=[forged])


def test_the_headline_is_kept_but_never_taken_out():
    lie = DraftSentence("The Marrow Mill in Lorne closed 9 weaving halls", (Citation("a", 1, 0),))
    failing = draft(GOOD, headline=lie)
    with pytest.raises(RulingRefused, match="headline cannot be taken out"):
        out(failing, "headline")
    ruling = kept(failing, "headline")
    assert approve(failing, "Bo Lind", AT, rulings=[ruling]).draft.headline == lie
    with pytest.raises(NotApprovable):
        approve(failing, "Bo Lind", AT, rulings=[replace(ruling, verdict="taken-out")])


def test_the_last_sentence_of_the_text_cannot_be_taken_out():
    worse = replace(BAD, text="The mill employs 570 people in the valley.")
    failing = draft(BAD, worse)
    first = out(failing, 0)
    with pytest.raises(RulingRefused, match="last sentence"):
        out(failing, 1, [first])
    with pytest.raises(NotApprovable, match="no text"):
        approve(draft(BAD), "Bo Lind", AT, rulings=[first])


def test_a_ruling_needs_a_failing_sentence_a_person_and_for_keeping_a_reason():
    failing = draft(GOOD, BAD)
    for place, words in ((0, "nothing is wrong"), (7, "no sentence"), ("dek", "nothing is wrong")):
        with pytest.raises(RulingRefused, match=words):
            kept(failing, place)
    with pytest.raises(RulingRefused, match="say why"):
        kept(failing, reason=" \n ")
    with pytest.raises(RulingRefused, match="your name"):
        rule(failing, 1, "kept", reason="I rang", by="  ", at=AT)


def test_who_a_second_editor_must_look_at_stays_said_though_the_sentence_is_gone():
    failing = draft(GOOD, BAD, problems=(Problem(SECOND_EDITOR, "a minor is named", 1, blocking=False),))
    assert apply_rulings(failing, [out(failing)]).draft.sensitive


def test_a_version_that_was_confirmed_or_decided_on_keeps_its_text():
    for verdict, words in (("confirmed", "confirmed by Bo"), ("approved", "approved by Bo"), ("rejected", "rejected by Bo")):
        with pytest.raises(NotApprovable, match=words):
            check_open_to_rulings("s1", 3, [Decision(3, verdict, "Bo", AT)])
        check_open_to_rulings("s1", 4, [Decision(3, verdict, "Bo", AT)])


def test_the_side_car_says_who_kept_what_and_not_why_and_verifies():
    failing = draft(GOOD, BAD)
    approved = approve(failing, "Bo Lind", AT, rulings=[kept(failing, reason="Rang the mill's owner at home")])
    record = publication_record(publication(approved, "files", {}, None, AT))
    assert record["kept"] == [{"text": BAD.text, "kinds": ["number"], "by": "Ada Quist", "at": AT.isoformat()}]
    assert "at home" not in str(record)
    verdict = verify_publication(record)
    assert verdict.supported
    assert [(one.kind, one.blocking) for one in verdict.problems] == [("number", False)]
    assert "kept by Ada Quist on 2026-03-12" in verdict.problems[0].detail
    assert not verify_publication({**record, "kept": []}).supported
    assert not verify_publication({**record, "kept": [{**record["kept"][0], "by": "Nobody"}]}).supported


def test_a_place_is_a_number_from_one_or_the_headline_or_the_dek():
    assert [read_place(given) for given in ("1", " 12 ", "Headline", "dek")] == [0, 11, "headline", "dek"]
    for given in ("0", "-1", "x", "", "1.5", "123456", "²"):
        with pytest.raises(RulingRefused, match="is no sentence"):
            read_place(given)
