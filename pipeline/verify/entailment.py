"""What rules let pass and an entailment model does not see in what is cited: marked, for a person to decide.

The model has one say only: against a sentence. What a rule has failed stays failed whatever the model thinks of it, and is not
put to it; nor is a sentence that stands whole in what it cites, from which it follows without a model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.protocols import EntailmentScorer
from pipeline.values import Draft, DraftSentence, Problem, Source, State
from pipeline.verify.claim import Verdict
from pipeline.verify.draft import verify_draft
from pipeline.verify.sentence import Place, same_words
from pipeline.verify.standalone import sentences_of, verify_claim

KIND = "entailment"


@dataclass(frozen=True, slots=True)
class Entailment:
    """A model, and the score below which a sentence is marked."""

    scorer: EntailmentScorer
    least: float = 0.5


@dataclass(frozen=True, slots=True)
class Scored:
    """What a model found: the score of each place that was put to it (``headline``, ``dek``, numbers from 0), and problems."""

    scores: Mapping[str, float]
    problems: tuple[Problem, ...]


def score_draft(draft: Draft, entailment: Entailment, found: Sequence[Problem] | None = None) -> Scored:
    """What the model says of each sentence that the rules let pass; ``found`` is what ``verify_draft`` gives, where known.

    The premise is what is cited with one sentence around it, title and dateline. Raises ModelUnusable.
    """
    failed = set(_failed((*draft.problems, *(verify_draft(draft) if found is None else found))))
    sources = {(source.article, source.version): source for source in draft.sources}
    asked: dict[str, tuple[tuple[str, ...], str]] = {}
    for place, sentence in _sentences(draft):
        if place in failed or any(problem.blocking for problem in sentence.problems):
            continue
        if (premise := premise_of(sentence, sources)) is not None:
            asked[place] = premise, sentence.text
    scores = dict(zip(asked, entailment.scorer.scores(list(asked.values())), strict=True))
    return Scored(
        scores, tuple(_problem(place, score, entailment) for place, score in scores.items() if _low(score, entailment))
    )


def marked(draft: Draft, entailment: Entailment) -> Draft:
    """The draft with a blocking problem for each sentence that the model does not see in what it cites; none is ready then.

    What an earlier pass marked is left out. Raises ModelUnusable.
    """
    bare = replace(draft, problems=tuple(problem for problem in draft.problems if problem.kind != KIND))
    problems = score_draft(bare, entailment).problems
    state = State.GATHERING if problems and draft.state is State.READY else draft.state
    return replace(bare, problems=(*bare.problems, *problems), state=state)


def score_claim(claim: str, evidence: str | Sequence[str], entailment: Entailment) -> tuple[Verdict, float | None]:
    """The verdict of ``verify_claim``, and the model's score where the rules let the claim pass and it was asked.

    The premise is all of the evidence. Raises ModelUnusable.
    """
    verdict = verify_claim(claim, evidence)
    premise = sentences_of(evidence)
    if not verdict.supported or any(same_words(claim, text) for text in premise):
        return verdict, None
    (score,) = entailment.scorer.scores([(premise, claim)])
    if not _low(score, entailment):
        return verdict, score
    return Verdict(False, (*verdict.problems, Problem(KIND, _detail(score, entailment)))), score


def _low(score: float, entailment: Entailment) -> bool:
    return score < entailment.least


def _detail(score: float, entailment: Entailment) -> str:
    return f"the model does not see this in what is cited: {score:.2f}, where {entailment.least:.2f} is asked"


def _problem(place: str, score: float, entailment: Entailment) -> Problem:
    detail = _detail(score, entailment)
    return Problem(KIND, detail, sentence=int(place)) if place.isdigit() else Problem(KIND, f"{place}: {detail}")


def _failed(problems: Sequence[Problem]) -> Iterator[str]:
    for problem in problems:
        if problem.blocking:
            yield problem.detail.partition(": ")[0] if problem.sentence is None else str(problem.sentence)


def _sentences(draft: Draft) -> Iterator[tuple[str, DraftSentence]]:
    yield "headline", draft.headline
    if draft.dek.text:
        yield "dek", draft.dek
    yield from ((str(number), sentence) for number, sentence in enumerate(draft.sentences))


def premise_of(sentence: DraftSentence, sources: Mapping[tuple[str, int], Source]) -> tuple[str, ...] | None:
    """What the sentence may follow from; None where it stands whole in that, or cites nothing that is here."""
    cited: list[Place] = []
    for one in dict.fromkeys(sentence.citations):
        source = sources.get((one.article, one.version))
        if source is not None and 0 <= one.sentence < len(source.sentences):
            cited.append((source, one.sentence))
    if not cited or any(same_words(sentence.text, source.sentences[number]) for source, number in cited):
        return None
    around: dict[tuple[str, int], set[int]] = {}
    for source, number in cited:
        wide = range(max(0, number - 1), min(len(source.sentences), number + 2))
        around.setdefault((source.article, source.version), set()).update(wide)
    return tuple(
        text for key, numbers in around.items() for text in (_head(sources[key]), *_at(sources[key], numbers)) if text.strip()
    )


def _head(source: Source) -> str:
    day = f", {source.published.at:%A} {source.published.at.day} {source.published.at:%B %Y}" if source.published else ""
    return f"{source.outlet}{day}: {source.title.rstrip('.')}."


def _at(source: Source, numbers: set[int]) -> list[str]:
    return [source.sentences[number] for number in sorted(numbers)]
