"""What a model may do to a draft: mark what the rules let pass, and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from entailment_graph import needs_runtime, write_model
from quarry_story import LANTERN, SOURCES, WEIR, sentence

from newsloom.app import App, entailment_of, opened
from newsloom.batch.lines import read_records
from newsloom.batch.verify import verify
from newsloom.cli import run
from newsloom.config import load_newsroom
from newsloom.cycle import group_articles
from newsloom.work import draft_story, write_drafts
from pipeline import records
from pipeline.approval import approve
from pipeline.entailment_files import load
from pipeline.errors import ModelUnusable, NotApprovable
from pipeline.rulings import rule
from pipeline.values import Citation, Draft, DraftSentence, Section, State
from pipeline.verify import verify_draft
from pipeline.verify.entailment import KIND, Entailment, marked, score_claim, score_draft
from tests.newsloom.odd_room import bring_in, odd_room, page, story_of, work
from tests.newsloom.test_one_origin import FERRY, TOLD_AGAIN

AT = datetime(2026, 3, 12, tzinfo=UTC)
HEAD = "Tarn Robotics is buying Ostmark Optics"
WHOLE = WEIR[5]
SHORT = "Jonas Brede did not answer questions."
WRONG = "Orders fell by 12 percent before the strike, Falk said."


class Opinion:
    """A model that says of each claim what it was told to, else 1; it keeps what it was asked."""

    name = "opinion"

    def __init__(self, **by_first_word):
        self.by_first_word, self.asked = by_first_word, []

    def scores(self, pairs):
        self.asked += pairs
        return [self.by_first_word.get(claim.split()[0], 1.0) for _, claim in pairs]


class Silent:
    def advance(self, steps=1):
        pass

    def total(self, steps):
        pass


def draft(*texts_and_places: tuple[str, int]) -> Draft:
    empty = records.read_draft(
        {"story": "s", "version": 1, "headline": {"text": "", "citations": []}, "dek": {"text": "", "citations": []},
         "sections": [], "sources": [], "updated": AT.isoformat()}
    )  # fmt: skip
    body = tuple(sentence(text, place) for text, place in texts_and_places)
    return replace(
        empty,
        headline=sentence(HEAD, 0, article="lantern"),
        sections=(Section(None, body),),
        sources=tuple(SOURCES.values()),
        state=State.READY,
    )


def test_a_sentence_that_the_model_does_not_see_is_marked_and_blocks_approval_until_a_person_decides():
    proved = draft((WHOLE, 5), (SHORT, 6))
    assert not [one for one in verify_draft(proved) if one.blocking]
    assert approve(proved, "Ada Quist", AT, alone=True).draft == proved
    found = marked(proved, Entailment(Opinion(Jonas=0.12), 0.5))
    assert [(one.kind, one.sentence, one.blocking) for one in found.problems] == [(KIND, 1, True)]
    assert "the model does not see this in what is cited: 0.12, where 0.50 is asked" in found.problems[0].detail
    assert found.state is State.GATHERING
    with pytest.raises(NotApprovable, match="does not see this"):
        approve(found, "Ada Quist", AT, alone=True)
    kept = rule(found, 1, "kept", reason="he told me so", by="Ada Quist", at=AT)
    assert kept.kinds == (KIND,)
    approved = approve(found, "Bo Lind", AT, rulings=[kept], alone=True)
    assert [one.detail for one in approved.draft.problems if "kept by Ada Quist: he told me so" in one.detail]
    out = rule(found, 1, "taken-out", reason="", by="Ada Quist", at=AT)
    assert [one.text for one in approve(found, "Bo Lind", AT, rulings=[out], alone=True).draft.sentences] == [WHOLE]


def test_a_model_passes_nothing_that_a_rule_fails_and_is_not_asked_about_it():
    failing = draft((WRONG, 4), (SHORT, 6))
    model = Opinion()
    found = marked(failing, Entailment(model, 0.5))
    assert found == failing
    assert [one.kind for one in verify_draft(found) if one.blocking] == ["direction"]
    assert WRONG not in {claim for _, claim in model.asked}
    with pytest.raises(NotApprovable):
        approve(found, "Ada Quist", AT, alone=True)


def test_what_stands_whole_in_what_it_cites_follows_without_a_model():
    model = Opinion(Ostmark=0.0)
    assert marked(draft((WHOLE, 5)), Entailment(model, 0.5)).problems == ()
    assert [claim for _, claim in model.asked] == [HEAD]


def test_the_headline_is_marked_as_the_headline():
    found = marked(draft((WHOLE, 5)), Entailment(Opinion(Tarn=0.2), 0.5))
    assert [one.detail.partition(": ")[0] for one in found.problems] == ["headline"]
    kept = rule(found, "headline", "kept", reason="it is so", by="Ada Quist", at=AT)
    assert approve(found, "Bo Lind", AT, rulings=[kept], alone=True)


def test_the_premise_is_what_is_cited_with_one_sentence_around_it_title_and_dateline():
    model = Opinion()
    both = replace(
        draft((SHORT, 6)),
        sections=(Section(None, (DraftSentence(SHORT, (Citation("weir", 1, 6), Citation("lantern", 1, 2)), "written"),)),),
    )
    score_draft(both, Entailment(model, 0.5))
    (premise,) = [tuple(premise) for premise, claim in model.asked if claim == SHORT]
    weir = "The Weir, Wednesday 11 March 2026: Tarn Robotics to buy Ostmark Optics."
    lantern = "Lantern Post, Wednesday 11 March 2026: Tarn Robotics to buy Ostmark Optics."
    assert premise == (weir, *WEIR[5:], lantern, *LANTERN[1:])


def test_a_score_at_the_threshold_passes():
    proved, model = draft((SHORT, 6)), Opinion(Jonas=0.5)
    assert marked(proved, Entailment(model, 0.5)).problems == ()
    assert len(marked(proved, Entailment(model, 0.51)).problems) == 1


def test_marking_again_replaces_what_was_marked_before():
    first = marked(draft((SHORT, 6)), Entailment(Opinion(Jonas=0.1), 0.5))
    again = marked(first, Entailment(Opinion(Jonas=0.2), 0.5))
    assert [one.detail for one in again.problems] == ["the model does not see this in what is cited: 0.20, where 0.50 is asked"]
    assert marked(first, Entailment(Opinion(), 0.5)).problems == ()


def test_a_claim_is_supported_where_rules_and_model_agree_and_only_there():
    evidence = list(WEIR)
    for told, supported in ((0.9, True), (0.1, False)):
        verdict, score = score_claim(SHORT, evidence, Entailment(Opinion(Jonas=told), 0.5))
        assert (verdict.supported, score) == (supported, told)
    model = Opinion()
    assert score_claim(WRONG, WEIR[4:5], Entailment(model, 0.5))[1] is None
    verdict, score = score_claim(WHOLE, evidence, Entailment(Opinion(Ostmark=0.0), 0.5))
    assert (verdict.supported, score) == (True, None)
    assert not model.asked


def test_verify_says_which_model_was_asked_and_what_it_scored():
    lines = [
        {"id": "a", "claim": SHORT, "evidence": list(WEIR)},
        {"id": "b", "claim": WRONG, "evidence": list(WEIR[4:5])},
        {**records.draft_record(draft((WHOLE, 5), (SHORT, 6))), "id": "c"},
    ]
    given = list(read_records([json.dumps(line).encode() for line in lines]))
    by_rules = list(verify(given, Silent()))
    model = {"model": "opinion", "least": 0.5}
    seen = list(verify(given, Silent(), Entailment(Opinion(Jonas=0.1), 0.5)))
    assert [one.pop("entailment") for one in seen] == [
        {**model, "score": 0.1},
        {**model, "score": None},
        {**model, "scores": {"headline": 1.0, "1": 0.1}},
    ]
    assert seen[1] == by_rules[1]
    assert [one["supported"] for one in by_rules] == [True, False, True]
    assert [one["supported"] for one in seen] == [False, False, False]
    assert [(one["kind"], one["sentence"]) for one in seen[2]["problems"] if one["kind"] == KIND] == [(KIND, 1)]
    assert all(set(one) == {"id", "supported", "problems"} for one in (*by_rules, *seen))


# --------------------------------------------------------------------------- in a newsroom, with a real graph


@pytest.fixture
def model(tmp_path):
    load.cache_clear()
    yield write_model(tmp_path / "model", (*WEIR, *LANTERN, *FERRY, *TOLD_AGAIN, SHORT, "A river rose on Monday."))
    load.cache_clear()


def _set(folder, **keys):
    settings = folder / "newsroom.toml"
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in keys.items())
    settings.write_text(f"{settings.read_text('utf-8')}\n[verify]\n{lines}", encoding="utf-8")


@needs_runtime
def test_the_terminal_asks_the_model_of_the_newsroom_that_is_named(tmp_path, model, capsysbinary):
    folder = tmp_path / "room"
    with odd_room(folder):
        pass
    told = tmp_path / "claims.jsonl"
    reworded = "Brede did not answer questions, though he created Ostmark."
    told.write_text(json.dumps({"id": 1, "claim": reworded, "evidence": list(WEIR[6:])}) + "\n", encoding="utf-8")
    assert run(["--newsroom", str(folder), "verify", str(told)]) == 0
    assert "entailment" not in json.loads(capsysbinary.readouterr().out)
    _set(folder, entailment=str(model), entailment_least=0.99)
    assert run(["--newsroom", str(folder), "verify", str(told)]) == 0
    answer = json.loads(capsysbinary.readouterr().out)
    assert answer["entailment"]["model"] == load(str(model)).name
    assert 0 < answer["entailment"]["score"] < 0.99
    assert [one["kind"] for one in answer["problems"] if one["kind"] == KIND]
    assert not answer["supported"]
    assert run(["verify", str(told)]) == 0
    assert "entailment" not in json.loads(capsysbinary.readouterr().out)


@needs_runtime
def test_a_newsrooms_drafts_are_put_to_its_model_and_wait_for_a_person(tmp_path, model, monkeypatch, capsys):
    folder = tmp_path / "room"
    with odd_room(folder) as app:
        pages = [
            page(f"p{n}", text, "Ferry aground off Cape Tarn", outlet=f"o{n}") for n, text in enumerate((FERRY, *TOLD_AGAIN))
        ]
        names = bring_in(app, pages)
        work(app)
        story = story_of(app, names["p0"])
        plain = app.store.draft(story)
        assert KIND not in {one.kind for one in plain.problems}
    _set(folder, entailment=str(model), entailment_least=1)
    with opened(load_newsroom(folder)) as app:
        headline = replace(plain.headline, text=plain.headline.text.rstrip(".") + " now")
        monkeypatch.setattr(App, "writer", _Written(replace(plain, headline=headline)))
        draft_story(app, story)
        kept = app.store.draft(story)
    found = [one for one in kept.problems if one.kind == KIND]
    assert found
    assert all(one.blocking for one in found)
    assert run(["--newsroom", str(folder), "approve", story, "--version", str(kept.version), "--as", "Bo Lind"]) == 1
    assert "does not see this" in capsys.readouterr().err


class _Written:
    def __init__(self, made):
        self.made = made

    def write(self, _sheet):
        return self.made


@needs_runtime
def test_a_model_that_cannot_be_used_stops_the_start_with_its_setting(tmp_path, capsys):
    folder = tmp_path / "room"
    with odd_room(folder):
        pass
    _set(folder, entailment="no-such-model")
    with pytest.raises(ModelUnusable, match=r"\[verify\] entailment"):
        entailment_of(load_newsroom(folder))
    told = tmp_path / "claims.jsonl"
    told.write_text("{}\n", encoding="utf-8")
    for verb in (["verify", str(told)], ["run"]):
        assert run(["--newsroom", str(folder), *verb]) != 0
        assert "[verify] entailment" in capsys.readouterr().err


@needs_runtime
def test_a_model_that_is_gone_costs_no_story_anything(tmp_path, model):
    folder = tmp_path / "room"
    with odd_room(folder) as app:
        bring_in(app, [page("p0", FERRY, "Ferry aground off Cape Tarn", outlet="o0")])
        group_articles(app, Silent())
    _set(folder, entailment=str(model))
    (model / "model.onnx").unlink()
    with opened(load_newsroom(folder)) as app:
        waiting = app.store.undrafted(9)
        assert waiting
        for _ in range(4):
            with pytest.raises(ModelUnusable):
                write_drafts(app, Silent())
        assert app.store.undrafted(9) == waiting
        assert not app.store.queue(State.QUARANTINED)
