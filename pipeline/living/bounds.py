"""What bounds the next draft: what may be copied, how long and how far from the coverage it may be, and its proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.living.antecedents import opened
from pipeline.living.heads import Heads
from pipeline.living.judged import MISSING, missing
from pipeline.living.placing import Part, held, sections
from pipeline.values import Draft, DraftSentence, Problem, Section, State
from pipeline.verify import verify_draft
from pipeline.write.extractive import within_budget

# of the sentences of the earlier draft that must hold, or there is no text to go on with
HOLDING = 0.5
# how much longer it may be than what would be written now, and than an article of the house style
_LONG, _OVER = 1.5, 1.25
# a draft of fewer sentences is no article yet
THIN = 3
# kinds of problems that the proof of the text finds, and that are looked for anew
_PROOF = frozenset({"labels", "copied-run", "copied-share", "empty"})


def in_budget(parts: Sequence[Part], over: Heads, written: Draft) -> tuple[tuple[Section, ...], frozenset[str]]:
    """The sections within what may be copied of each source, and what went for it; what leaned on that goes too."""
    body, copies = sections(parts), set[str]()
    while True:
        fitted = within_budget(replace(written, sections=body))
        texts = {sentence.text for sentence in fitted.sentences}
        copies |= {line.text for part in parts for line in part.lines} - texts
        left = [Part(part.title, [line for line in part.lines if line.text in texts]) for part in parts]
        parts = held(left, opened(over.headline, over.dek))
        again = sections(parts)
        if again == body:
            return body, frozenset(copies)
        body = again


def too_far(body: Sequence[Section], previous: Draft, written: Draft, article_words: int) -> str:
    """Why the text as it would stand is none to go on with, "" where it is."""
    here = [sentence for section in body for sentence in section.sentences]
    old = {sentence.text for sentence in previous.sentences}
    kept = sum(sentence.text in old for sentence in here)
    if kept < HOLDING * len(old) and len(here) < len(written.sentences):
        return f"only {kept} of {len(old)} sentences could stay"
    if len(here) < THIN < len(written.sentences):
        return f"only {len(here)} sentences would be left"
    most = max(_LONG * words(written.sentences), _OVER * article_words)
    if words(here) > most:
        return f"the text would have {words(here)} words, where {int(most)} are the most for this coverage"
    lacking = len(missing(written, here))
    if lacking > MISSING * len(written.sentences):
        return f"{lacking} of the {len(written.sentences)} sentences that would be written now are missing"
    return ""


def proved(draft: Draft, written: Draft) -> Draft:
    """The draft with its problems found anew and its state: ready with no blocking problem and two independent reports.

    Where the text is the very one that was written, it is that draft, its problems in their order.
    """
    if _text(draft) == _text(written):
        return written
    found = verify_draft(draft)
    problems = (*_beside(draft), *found, *_notes(draft, written, found))
    ready = draft.independent_sources >= 2 and not any(problem.blocking for problem in problems)
    count, parts = 0, []
    for section in draft.sections:
        own = [
            replace(sentence, problems=tuple(one for one in problems if one.sentence == place))
            for place, sentence in enumerate(section.sentences, count)
        ]
        count += len(own)
        parts.append(Section(section.title, tuple(own)))
    state = State.READY if ready else State.GATHERING
    return replace(draft, sections=tuple(parts), problems=problems, state=state)


def _text(draft: Draft) -> list[object]:
    """All that is printed, with what it stands on."""
    top = [(None, replace(one, problems=())) for one in (draft.headline, draft.dek)]
    return [*top, *((part.title, replace(one, problems=())) for part in draft.sections for one in part.sentences)]


def _notes(draft: Draft, written: Draft, found: Sequence[Problem]) -> list[Problem]:
    """What the writer remarked of sentences that came in from it, beyond what the proof finds: at their places now."""
    known = {(one.kind, one.detail) for one in found}
    places = {sentence.text: place for place, sentence in enumerate(draft.sentences)}
    texts = [sentence.text for sentence in written.sentences]
    return [
        replace(one, sentence=places[texts[one.sentence]])
        for one in written.problems
        if one.sentence is not None
        and not one.blocking
        and (one.kind, one.detail) not in known
        and texts[one.sentence] in places
    ]


def _beside(draft: Draft) -> tuple[Problem, ...]:
    """What the writer said of the story, and not of its text."""
    return tuple(
        one
        for one in draft.problems
        if one.sentence is None
        and one.kind not in _PROOF
        and not one.detail.startswith(("headline: ", "dek: "))
        and not (one.kind == "thin" and len(draft.sentences) >= THIN)
    )


def words(sentences: Sequence[DraftSentence]) -> int:
    """How many words these sentences have together."""
    return sum(len(sentence.text.split()) for sentence in sentences)
