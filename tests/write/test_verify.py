from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import planted_stories as planted
import pytest

from pipeline.values import Citation, Draft, DraftSentence, Section
from pipeline.verify import copying, relative, tokens, verify_claim, verify_draft
from pipeline.write import writer

SOURCE = "Brenlow raised $40 million on Monday. Lotte Verhaegen said it will not sell hives."


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("Brenlow raised $44 million.", "number"),
        ("Castelon raised $40 million.", "name"),
        ("Brenlow raised $40 million, Piet Verhaegen said.", "name"),
        ("“We will sell hives,” Lotte Verhaegen said.", "quote"),
        ("Lotte Verhaegen said it will sell hives.", "negation"),
        ("Brenlow did not raise $40 million.", "negation"),
        ("Weather across Brenlow stayed mild and pleasant throughout autumn.", "cover"),
    ],
)
def test_a_false_claim_is_caught_and_named(claim, kind):
    verdict = verify_claim(claim, SOURCE.split(". "))
    assert not verdict.supported
    assert kind in {problem.kind for problem in verdict.problems}


@pytest.mark.parametrize(
    "claim",
    [
        "Brenlow raised $40 million.",
        "Brenlow raised $40m.",
        "Lotte Verhaegen said it will not sell hives.",
        "Verhaegen will not sell hives.",
    ],
)
def test_a_true_claim_passes(claim):
    assert verify_claim(claim, SOURCE).supported


def test_empty_evidence_supports_nothing():
    assert not verify_claim("Brenlow raised $40 million.", "").supported
    assert not verify_claim("Brenlow raised $40 million.", []).supported


def test_a_problem_says_where_it_is():
    claim = "Brenlow raised $44 million."
    (problem,) = verify_claim(claim, SOURCE).problems
    assert claim[problem.start : problem.end] == "$44 million"


def stories() -> list[Draft]:
    ferry = (planted.WIRE, planted.WIRE_NORTH, planted.OWN)
    return [
        writer("extractive").write(planted.sheet(*articles))
        for articles in (
            (planted.ROUND_LANTERN, planted.ROUND_LEDGERLINE, planted.ROUND_NORTH),
            (planted.RECALL_FIRST, planted.RECALL_NORTH, planted.RECALL_LATER),
            (planted.PLANT_CORRECTED, planted.PLANT_NORTH),
            ferry,
        )
    ]


def with_sentence(draft: Draft, index: int, sentence: DraftSentence) -> Draft:
    seen, parts = 0, []
    for section in draft.sections:
        parts.append(
            Section(section.title, tuple(sentence if seen + i == index else s for i, s in enumerate(section.sentences)))
        )
        seen += len(section.sentences)
    return replace(draft, sections=tuple(parts))


def lies(draft: Draft):
    """(kind, draft) for every sentence that each kind of lie can be told with."""
    for index, sentence in enumerate(draft.sentences):
        number = next((n for n in tokens.quantities(sentence.text) if not n.spelled), None)
        if number:
            digits = sentence.text[number.start : number.end]
            changed = "".join(str((int(c) + 3) % 10) if c.isdigit() else c for c in digits)
            yield "number", with_sentence(draft, index, replace(sentence, text=sentence.text.replace(digits, changed, 1)))
        for name in ("Verhaegen", "Brenlow", "Osmund", "Sundmark", "Tannhof", "Halvard"):
            if name in sentence.text:
                yield "name", with_sentence(draft, index, replace(sentence, text=sentence.text.replace(name, "Kallinger")))
                break
        if "“" in sentence.text:
            start = sentence.text.index("“") + 1
            word = sentence.text[start:].split()[1]
            yield "quote", with_sentence(draft, index, replace(sentence, text=sentence.text.replace(word, "never", 1)))
        first = sentence.citations[0]
        source = next(s for s in draft.sources if s.article == first.article)
        far = (first.sentence + len(source.sentences) // 2) % len(source.sentences)
        if far != first.sentence:
            moved = replace(sentence, citations=(Citation(first.article, first.version, far),))
            yield "citation", with_sentence(draft, index, moved)
        yield (
            "dangling citation",
            with_sentence(draft, index, replace(sentence, citations=(Citation(first.article, first.version, 999),))),
        )
        yield (
            "invented",
            with_sentence(
                draft, index, replace(sentence, text="Regulators in Madrid opened an inquiry into the matter last Thursday.")
            ),
        )


def test_a_liar_is_caught():
    caught: dict[str, list[bool]] = {}
    for draft in stories():
        assert verify_draft(draft) == ()
        for kind, lie in lies(draft):
            caught.setdefault(kind, []).append(bool(verify_draft(lie)))
    recall = {kind: sum(found) / len(found) for kind, found in caught.items()}
    assert min(len(found) for found in caught.values()) >= 2
    assert recall["number"] == recall["name"] == recall["quote"] == recall["dangling citation"] == recall["invented"] == 1.0, (
        recall
    )
    assert recall["citation"] >= 0.85, recall


def test_the_degenerate_draft_is_rejected():
    """One article's opening, copied, with the first sentence of every other article cited on each line."""
    draft = stories()[0]
    best, *others = draft.sources
    copied = tuple(
        DraftSentence(text, (Citation(best.article, 1, n), *(Citation(other.article, 1, 0) for other in others)))
        for n, text in enumerate(best.sentences)
    )
    kinds = {problem.kind for problem in verify_draft(replace(draft, sections=(Section(None, copied),)))}
    assert {"decoration", "copied-share"} <= kinds


def test_a_sentence_without_citation_is_named_with_its_place():
    draft = stories()[0]
    bare = with_sentence(draft, 1, replace(draft.sentences[1], citations=()))
    assert [(p.kind, p.sentence) for p in verify_draft(bare)] == [("uncited", 1)]


def test_two_sources_with_one_number_are_named():
    draft = stories()[0]
    sources = (replace(draft.sources[0], rank=2), *draft.sources[1:])
    assert "labels" in {problem.kind for problem in verify_draft(replace(draft, sources=sources))}


def test_a_derived_date_must_follow_from_the_cited_source():
    draft = stories()[1]
    index = next(i for i, s in enumerate(draft.sentences) if "March 3" in s.text)
    moved = replace(draft.sentences[index], text=draft.sentences[index].text.replace("March 3", "March 9"))
    assert verify_draft(with_sentence(draft, index, moved))


THURSDAY = date(2026, 9, 17)


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("It failed on Monday.", "It failed on September 14, 2026."),
        ("It failed Thursday morning.", "It failed on September 17, 2026."),
        ("It will open on Friday.", "It will open on September 18, 2026."),
        ("It failed yesterday.", "It failed on September 16, 2026."),
        ("It opened last year.", "It opened in 2025."),
        ("She advised it until last year.", "She advised it until 2025."),
        ("It joined this week.", "It joined in the week of September 14, 2026."),
        ("It failed last month.", "It failed in August 2026."),
        ("She left in May of this year.", "She left in May 2026."),
        ("It is quiet on a normal Thursday.", "It is quiet on a normal Thursday."),
    ],
)
def test_relative_dates_resolve_against_the_day_they_were_written_on(text, resolved):
    assert relative.resolve(text, THURSDAY)[0] == resolved


@pytest.mark.parametrize("text", ["The Thursday vote was close.", "Almost all of today's failed."])
def test_a_day_that_is_part_of_a_name_is_left_and_counted(text):
    assert relative.resolve(text, THURSDAY) == (text, 0, 1)


def test_runs_count_from_eight_words_and_not_inside_quotations():
    source = copying.source_text(["One two three four five six seven eight nine ten eleven twelve."])
    assert copying.runs("One two three four five six seven.", source) == []
    assert copying.runs("So one two three four five six seven eight and nine ten.", source) == [8]
    assert copying.runs("“One two three four five six seven eight nine ten,” he said.", source) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$1.4bn", 1.4e9, "$"),
        ("$1.4 billion", 1.4e9, "$"),
        ("3.1 million customers", 3.1e6, "customer"),
        ("47 percent", 47, "%"),
        ("1,900 staff", 1900, "staff"),
    ],
)
def test_numbers_have_one_normal_form(text, value, unit):
    (number,) = tokens.quantities(text)
    assert (number.value, number.unit) == (pytest.approx(value), tokens.stem(unit) if unit.isalpha() else unit)


@pytest.mark.parametrize("text", ["99,108,105,99", "1.2.3.4", "100,111,99", "1,2,3", "1.234.567,89,01", "9 999 999,9 9"])
@pytest.mark.parametrize("language", ["en", "de", None])
def test_any_row_of_digits_has_a_value(text, language):
    found = tokens.quantities(f"The code was {text} in May.", language)
    assert found
    assert all(quantity.value >= 0 for quantity in found)


def test_german_numbers_are_read_by_german_marks():
    assert [n.value for n in tokens.quantities("1.900 Menschen und 3,1 Millionen", "de")] == [1900, pytest.approx(3.1e6)]


def test_now_is_never_read():
    assert verify_draft(replace(stories()[0], updated=datetime(1999, 1, 1, tzinfo=UTC))) == ()
