"""Whether every sentence of a draft is proved by what it cites; the draft carries its sources' sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.values import Citation, Draft, DraftSentence, Problem, Source, Span
from pipeline.verify import copying, dates, relative, tokens
from pipeline.verify.claim import COVER, Evidence, check
from pipeline.verify.rendering import rendering_problems
from pipeline.verify.sentence import further

# one cited sentence must itself carry something of ours: a citation that adds nothing is a decoration
CITATION_COVER = 0.2


def verify_draft(draft: Draft) -> tuple[Problem, ...]:
    """Every problem of the draft's text; empty when each sentence, headline and dek is proved by what it cites.

    ``sentence`` counts the body from 0; None is the headline, the dek or the draft as a whole, as the detail says. Kinds:
    those of ``verify_claim``, ``uncited``, ``citation``, ``decoration``, ``copied-run``,
    ``copied-share``, ``labels``, ``empty``.
    """
    sources = {(source.article, source.version): source for source in draft.sources}
    problems = [*_labels(draft.sources)]
    if not draft.sentences:
        problems.append(Problem("empty", "the draft has no sentences"))
    for place, sentence in (("headline", draft.headline), ("dek", draft.dek)):
        # a draft that is too thin for a dek of its own has none, and claims nothing there
        if sentence.text or (draft.sentences and place == "headline"):
            problems += [
                replace(found, detail=f"{place}: {found.detail}") for found in verify_sentence(sentence, sources, titles=True)
            ]
    for index, sentence in enumerate(draft.sentences):
        problems += [replace(found, sentence=index) for found in verify_sentence(sentence, sources)]
    return (*problems, *copied(draft))


def verify_sentence(
    sentence: DraftSentence, sources: Mapping[tuple[str, int], Source], *, titles: bool = False
) -> tuple[Problem, ...]:
    """The problems of one sentence against its citations; ``sources`` by (article, version).

    With ``titles`` (headline and dek) a number may also come from the cited source's title. Of a written sentence that renders
    sources in another language only figures, names and dates are proved (``rendering.py``).
    """
    if not sentence.citations:
        return (Problem("uncited", "nothing is cited"),)
    cited: list[tuple[Source, int]] = []
    problems = []
    for citation in dict.fromkeys(sentence.citations):
        source = sources.get((citation.article, citation.version))
        if source is None or not 0 <= citation.sentence < len(source.sentences):
            problems.append(
                Problem("citation", f"{citation.article} sentence {citation.sentence + 1} is not among the sources")
            )
        else:
            cited.append((source, citation.sentence))
    if problems:
        return tuple(problems)
    if sentence.how == "written" and (rendered := rendering_problems(sentence.text, cited)) is not None:
        return rendered
    evidence = Evidence(
        _texts(cited, titles=titles), _around(cited), tuple(dict.fromkeys(source.outlet for source, _ in cited))
    )
    verdict = check(sentence.text, evidence, excused=_dated(sentence, cited), cover=COVER, denials=titles)
    more = () if titles or any(problem.blocking for problem in verdict.problems) else further(sentence.text, cited, sources)
    return (*verdict.problems, *more, *_decorations(sentence, cited))


def _texts(cited: Sequence[tuple[Source, int]], *, titles: bool) -> tuple[str, ...]:
    extra = tuple(source.title for source, _ in cited) if titles else ()
    return (*(source.sentences[index] for source, index in cited), *dict.fromkeys(extra))


def _around(cited: Sequence[tuple[Source, int]]) -> tuple[str, ...]:
    """What names and dates may come from besides: the sentence before and after, title, outlet and date of the same source."""
    found: list[str] = []
    for source, index in cited:
        found += source.sentences[max(0, index - 1) : index + 2]
        found += [source.title, source.outlet]
        if source.published:
            found.append(source.published.at.strftime("%A %d %B %Y %Y-%m-%d"))
    return tuple(dict.fromkeys(found))


def _dated(sentence: DraftSentence, cited: Sequence[tuple[Source, int]]) -> tuple[Span, ...]:
    """Spans of the dates that follow from what the cited sources say and when they said it."""
    allowed = [
        date
        for source, index in cited
        for date in relative.derivable(
            source.sentences[max(0, index - 1) : index + 2], source.published.at.date() if source.published else None
        )
    ]
    return tuple(
        Span(mine.start, mine.end) for mine in dates.named_dates(sentence.text) if any(mine.may_be(date) for date in allowed)
    )


def _decorations(sentence: DraftSentence, cited: Sequence[tuple[Source, int]]) -> list[Problem]:
    """Citations whose sentence shares next to nothing with ours, or that shares only a name or two of a long sentence."""
    if len(cited) < 2:
        return []
    mine = tokens.content(sentence.text)
    numbers = {round(number.value, 6) for number in tokens.quantities(sentence.text) if not number.spelled}
    problems = []
    for source, index in cited:
        text = source.sentences[index]
        theirs = tokens.content(text)
        shared = len(mine & theirs)
        same_number = numbers & {round(number.value, 6) for number in tokens.quantities(text)}
        if mine and shared / min(len(mine), max(6, len(theirs))) < CITATION_COVER and not (same_number and shared >= 2):
            problems.append(Problem("decoration", f"{source.rank}-{index + 1} ({source.outlet}) does not say this"))
    return problems


def _labels(sources: Sequence[Source]) -> list[Problem]:
    ranks = Counter(source.rank for source in sources)
    articles = Counter((source.article, source.version) for source in sources)
    return [
        *(Problem("labels", f"{count} sources are numbered {rank}") for rank, count in ranks.items() if count > 1),
        *(Problem("labels", f"{article} is listed {count} times") for (article, _), count in articles.items() if count > 1),
    ]


def copied(draft: Draft) -> list[Problem]:
    """Runs over the limit, sentence by sentence, and the sum of runs from each source, whose rank ends the detail."""
    problems: list[Problem] = []
    for source in draft.sources:
        text = copying.source_text((source.title, *source.sentences))
        total = 0
        for index, sentence in enumerate(draft.sentences):
            found = copying.runs(sentence.text, text)
            total += sum(found)
            longest = max(found, default=0)
            if longest > copying.RUN_WORDS:
                problems.append(
                    Problem("copied-run", f"{longest} words in a row stand in {source.outlet} ({source.rank})", sentence=index)
                )
        if total > text.budget:
            detail = (
                f"{total} words in runs of eight and more, where {text.budget} may, stand in {source.outlet} ({source.rank})"
            )
            problems.append(Problem("copied-share", detail))
    return problems


def cited_citations(draft: Draft) -> tuple[Citation, ...]:
    """Each citation of headline, dek and body once, in the order of first use."""
    sentences = (draft.headline, draft.dek, *draft.sentences)
    return tuple(dict.fromkeys(citation for sentence in sentences for citation in sentence.citations))
