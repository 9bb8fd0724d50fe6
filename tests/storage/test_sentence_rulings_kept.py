"""What editors rule on failing sentences is kept, logged, taken back, and fixed by an approval."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.approval import approve
from pipeline.errors import NotApprovable, RulingRefused
from pipeline.rulings import rule
from pipeline.values import Citation, Draft, DraftSentence, Section, SentenceRuling, State
from storage import Store
from tests.storage.samples import NOW, article, crawl, draft, group, grouped, later

TEXT = "The ferry stopped at noon with 41 passengers on board. Nobody was hurt on the quay."


def failing_draft(store: Store) -> Draft:
    """One sentence that its source proves, one that it does not (sentence 2), one more that it does."""
    read = crawl(store, "one", article("one", TEXT))[1]
    group(store, grouped((read, "s1")))
    return store.save_draft(failing(draft("s1", store.story_articles("s1"))), NOW)


def failing(plain: Draft) -> Draft:
    first, second = (Citation(plain.sources[0].article, 1, place) for place in (0, 1))
    said = DraftSentence("The ferry stopped at noon with 41 passengers on board.", (first,))
    lie = DraftSentence("The ferry stopped at noon with 97 passengers on board.", (first,))
    hurt = DraftSentence("Nobody was hurt on the quay.", (second,))
    head = DraftSentence("The ferry stopped at noon", (first,))
    return replace(plain, headline=head, dek=hurt, sections=(Section(None, (said, lie, hurt)),))


def ruled(of: Draft, verdict: str = "kept", by: str = "Ada Quist", **more: object) -> SentenceRuling:
    return rule(of, 1, verdict, reason="I rang the quay" if verdict == "kept" else "", by=by, at=later(), **more)


def test_a_ruling_is_kept_whole_and_logged_and_a_newer_one_replaces_it(store: Store):
    of = failing_draft(store)
    first, second = ruled(of), ruled(of, "taken-out", "Bo Lind")
    store.rule_sentence(first, 1)
    assert store.sentence_rulings("s1") == [first]
    store.rule_sentence(second, 1)
    assert store.sentence_rulings("s1") == [second]
    said = [(who, what) for _, who, what in store.history("s1")][-2:]
    assert [who for who, _ in said] == ["Ada Quist", "Bo Lind"]
    assert said[0][1].startswith("kept the failing sentence “The ferry stopped at noon with 97")
    assert said[0][1].endswith("(number): I rang the quay")
    assert said[1][1].startswith("took out the failing sentence")


def test_what_was_approved_goes_out_as_ruled_and_stays_so(store: Store):
    of = failing_draft(store)
    store.rule_sentence(out := ruled(of, "taken-out"), 1)
    approved = approve(of, "Bo Lind", later(2), rulings=store.sentence_rulings("s1"))
    store.approve(approved, ["files"])
    (leased,) = store.lease_exports("files", later(3), 60)
    assert leased.approved == approved
    assert leased.approved.rulings == (out,)
    assert "97" not in str(leased.approved.draft.sentences)
    assert store.story("s1").state is State.APPROVED
    assert store.draft("s1") == of
    with pytest.raises(NotApprovable, match="approved by Bo Lind"):
        store.unrule_sentence(out, 1, "Ada Quist", later(4))
    with pytest.raises(NotApprovable, match="approved by Bo Lind"):
        store.rule_sentence(ruled(of), 1)
    assert store.sentence_rulings("s1") == [out]


def test_a_ruling_taken_back_holds_no_more_and_an_approval_made_before_is_refused(store: Store):
    of = failing_draft(store)
    store.rule_sentence(kept := ruled(of), 1)
    approved = approve(of, "Bo Lind", later(2), rulings=[kept])
    store.unrule_sentence(kept, 1, "Cy Orme", later(3))
    store.unrule_sentence(kept, 1, "Cy Orme", later(3))
    assert store.sentence_rulings("s1") == []
    taken_back = [what for _, who, what in store.history("s1") if who == "Cy Orme"]
    assert len(taken_back) == 1
    assert taken_back[0].endswith("was kept by Ada Quist")
    with pytest.raises(NotApprovable, match="load it again"):
        store.approve(approved, ["files"])
    assert store.lease_exports("files", later(9), 60) == []


def test_an_approval_that_a_ruling_came_before_is_refused(store: Store):
    of = failing_draft(store)
    store.rule_sentence(kept := ruled(of), 1)
    approved = approve(of, "Bo Lind", later(2), rulings=[kept])
    store.rule_sentence(ruled(of, "taken-out"), 1)
    with pytest.raises(NotApprovable, match="load it again"):
        store.approve(approved, ["files"])


def test_a_ruling_is_on_the_newest_version_and_on_a_sentence_of_it(store: Store):
    of = failing_draft(store)
    kept = ruled(of)
    with pytest.raises(RulingRefused, match="no sentence"):
        store.rule_sentence(replace(kept, text="Another sentence."), 1)
    newer = store.save_draft(replace(of, headline=replace(of.headline, text="The ferry stopped at noon with 41")), later(2))
    assert newer.version == 2
    with pytest.raises(NotApprovable, match="version 2 is the newest"):
        store.rule_sentence(kept, 1)
    store.rule_sentence(kept, 2)
    assert approve(newer, "Bo Lind", later(3), rulings=store.sentence_rulings("s1")).rulings == (kept,)
