"""A page as a draft: counted, within the budget for copying, proved as a whole; or the draft without a model, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.facts.ledger import Ledger
from pipeline.facts.support import counted
from pipeline.values import WAITING_FOR_MODEL, Draft, DraftSentence, Problem, Section, State
from pipeline.verify import verify_draft
from pipeline.write.extractive import within_budget
from pipeline.write.model.gate import Refused
from pipeline.write.model.page import Page

FELL_BACK = "model-fallback"
# with fewer sentences of the model's than this, or than half of what it said, it is no text of its own
_FEWEST = 3
_KEPT = 0.5
# what the base says of the story, and not of its own text
_OF_THE_STORY = frozenset({"single-source", "category"})


def waiting(base: Draft, cause: str) -> Draft:
    """The draft without a model, which waits for one."""
    return _noted(base, WAITING_FOR_MODEL, f"waiting for the model: {cause}")


def draft_of(page: Page, base: Draft, ledger: Ledger, name: str) -> Draft:
    """The page of the model of this name as a draft; the base where too little of it can be proved."""
    laid = replace(base, headline=page.headline, dek=page.dek, sections=_sections(page.sections, []), problems=())
    draft = _without_failing(counted(within_budget(laid), ledger))
    written = sum(_is_model(sentence, page) for sentence in draft.sentences)
    said = page.written + len(page.refused)
    if written < max(_KEPT * said, min(_FEWEST, len(base.sentences))) or _failing(draft):
        why = f"{written} of {said} sentences of {name} can be printed ({_counts(page.refused) or 'copied'})"
        return _noted(base, FELL_BACK, f"this is the text without a model: {why}")
    problems = [problem for problem in base.problems if problem.kind in _OF_THE_STORY]
    problems += _fallbacks(draft, page, name)
    state = State.READY if draft.independent_sources >= 2 else State.GATHERING
    return replace(draft, sections=_sections(draft.sections, problems), problems=tuple(problems), state=state)


def _is_model(sentence: DraftSentence, page: Page) -> bool:
    return sentence.how == "written" and sentence.text not in page.borrowed


def _failing(draft: Draft) -> list[Problem]:
    return [problem for problem in verify_draft(draft) if problem.blocking]


def _without_failing(draft: Draft) -> Draft:
    """The draft without sentences that fail in the whole though they passed alone."""
    failing = {problem.sentence for problem in _failing(draft)} - {None}
    if not failing:
        return draft
    places = iter(range(len(draft.sentences)))
    parts = [(one.title, tuple(each for each in one.sentences if next(places) not in failing)) for one in draft.sections]
    return replace(draft, sections=tuple(Section(title, sentences) for title, sentences in parts if sentences))


def _sections(sections: Sequence[Section], problems: Sequence[Problem]) -> tuple[Section, ...]:
    """The sections with the problems of each sentence at the sentence."""
    places = iter(range(sum(len(section.sentences) for section in sections)))
    found = []
    for section in sections:
        sentences = []
        for sentence in section.sentences:
            place = next(places)
            sentences.append(replace(sentence, problems=tuple(one for one in problems if one.sentence == place)))
        found.append(Section(section.title, tuple(sentences)))
    return tuple(found)


def _fallbacks(draft: Draft, page: Page, name: str) -> list[Problem]:
    """How many sentences were refused and why, in kinds: the words of what was refused are nowhere in the draft."""
    places = [place for place, sentence in enumerate(draft.sentences) if sentence.text in page.borrowed]
    lost = sum(len(section.sentences) for section in page.sections) - len(draft.sentences)
    if not (page.refused or places or lost):
        return []
    parts = [f"{len(page.refused)} of {page.written + len(page.refused)} sentences of {name} refused ({_counts(page.refused)})"]
    parts = parts if page.refused else [f"no sentence of {name} refused"]
    parts += [f"{len(places)} taken from the text without a model"] if places else []
    parts += [f"{lost} left out for taking too much of a source"] if lost else []
    here = "a sentence of the text without a model"
    return [
        Problem(FELL_BACK, "; ".join(parts), blocking=False),
        *(Problem(FELL_BACK, here, place, blocking=False) for place in places),
    ]


def _counts(refused: Sequence[Refused]) -> str:
    counts = Counter(kind for one in refused for kind in one.kinds)
    return ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _noted(base: Draft, kind: str, detail: str) -> Draft:
    return replace(base, problems=(*base.problems, Problem(kind, detail, blocking=False)))
