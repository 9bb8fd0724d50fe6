"""The citation that was forgotten: a sentence whose figure, name, date or quotation stands elsewhere in its story's sources.

Greedy, in the manner of a set cover: the source sentence that takes most of what is wrong away is added, if it says what the
sentence says; nothing is ever taken away, and a sentence that cannot be mended is given back as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.values import Citation, Draft, DraftSentence, Problem, Section, Source
from pipeline.verify import senses, tokens
from pipeline.verify.draft import verify_sentence

MOST = 2
# problems that another citation can take away
MENDED = frozenset({"number", "name", "date", "quote"})
# an added sentence shares at least so much of the claim's words of meaning: it tells of the same thing
COVERS = 0.4
TRIED = 5

Sources = Mapping[tuple[str, int], Source]


def repaired_draft(draft: Draft) -> Draft:
    """The draft with the missing citations of its body's sentences added; the same draft where none was found."""
    sources = {(source.article, source.version): source for source in draft.sources}
    sections = tuple(
        Section(section.title, tuple(repaired(sentence, sources) for sentence in section.sentences))
        for section in draft.sections
    )
    return draft if sections == draft.sections else replace(draft, sections=sections)


def repaired(sentence: DraftSentence, sources: Sources, *, most: int = MOST) -> DraftSentence:
    """The sentence with at most so many citations more, if these leave it without a blocking problem; else as it was.

    Only figures, names, dates and quotations are mended so; whatever else blocks stays for a person to decide. Nothing is
    mended where nothing (or nothing that exists) is cited: then there is no ground to add to.
    """
    mended, problems = sentence, _blocking(sentence, sources)
    for _ in range(most):
        if not problems or not {problem.kind for problem in problems} <= MENDED:
            break
        found = _better(mended, problems, sources)
        if found is None:
            break
        mended, problems = found
    return sentence if problems else mended


def _blocking(sentence: DraftSentence, sources: Sources) -> tuple[Problem, ...]:
    return tuple(problem for problem in verify_sentence(sentence, sources) if problem.blocking)


def _better(
    sentence: DraftSentence, problems: tuple[Problem, ...], sources: Sources
) -> tuple[DraftSentence, tuple[Problem, ...]] | None:
    """The sentence with the one citation that takes most problems away, and what is left of them; None where none does."""
    best: tuple[DraftSentence, tuple[Problem, ...]] | None = None
    for citation in _candidates(sentence, sources):
        trial = replace(sentence, citations=(*sentence.citations, citation))
        left = _blocking(trial, sources)
        if len(left) < len(best[1] if best else problems):
            best = trial, left
    return best


def _candidates(sentence: DraftSentence, sources: Sources) -> list[Citation]:
    """The uncited sentences that share enough with the claim, those that share most first."""
    mine = tokens.content(sentence.text)
    if not mine:
        return []
    cited = set(sentence.citations)
    found = []
    for (article, version), source in sources.items():
        for number, text in enumerate(source.sentences):
            citation = Citation(article, version, number)
            share = 1 - len(senses.missing(mine, tokens.content(text))) / len(mine)
            if share >= COVERS and citation not in cited:
                found.append((share, citation))
    found.sort(key=lambda one: (-one[0], one[1].article, one[1].version, one[1].sentence))
    return [citation for _, citation in found[:TRIED]]
