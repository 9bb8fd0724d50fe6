"""Does a side-car still prove its article? Checked by digests and labels, without our database."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pipeline.errors import RecordError
from pipeline.records import read_label, read_publication
from pipeline.records.seal import broken
from pipeline.values import CitedSentence, Edition, KeptSentence, PrintedSentence, PrintedSource, Problem, Span
from pipeline.verify import dates
from pipeline.verify.claim import Evidence, Verdict, check


def verify_publication(record: Mapping[str, Any]) -> Verdict:
    """Whether a published side-car is as it was printed, each sentence cited, each label resolved, each excerpt proved.

    ``record`` is the side-car's JSON. Every change to the file breaks its digest; the problems (kind ``digest``) name the
    field where that can be said. Headline, dek and every sentence whose excerpts are all whole are also held against
    them: numbers, quotations, and how much of it they say. What a cut excerpt leaves out cannot be, and nobody is blamed
    for it. What a kept sentence was kept with is said, by whom, and does not count against the file.
    Raises RecordError where the record is no side-car or a field is of the wrong kind.
    """
    if not isinstance(record, Mapping):
        raise RecordError("this is no side-car: it is no JSON object")
    publication = read_publication(record)
    edition = publication.edition
    kept = {one.text: one for one in publication.kept}
    problems = [Problem("digest", detail) for detail in broken(record)]
    problems += _cited(edition)
    cited = {entry.label: entry for entry in edition.cited}
    sources = {source.rank: source for source in edition.sources}
    for place, sentence in _sentences(edition):
        problems += _known(_sentence(place, sentence, cited, sources), place, kept.get(sentence.text))
    for conflict in edition.conflicts:
        for value, labels in conflict.values:
            if not labels or any(label not in cited for label in labels):
                problems.append(
                    Problem("citation", f"the value {value!r} of {conflict.about!r} is not among the cited sentences")
                )
    return Verdict(not any(problem.blocking for problem in problems), tuple(problems))


# what a person can have kept a sentence with, of what is asked of a side-car
_KEPT_KINDS = frozenset({"number", "quote", "cover"})


def _known(found: list[Problem], place: int | None, kept: KeptSentence | None) -> list[Problem]:
    """The problems of a sentence; what it was kept with is a remark then, and there is always one that says so."""
    if kept is None:
        return found
    said = f"kept by {kept.by} on {kept.at:%Y-%m-%d at %H:%M} UTC"
    excused = _KEPT_KINDS & set(kept.kinds)
    marked = [replace(one, detail=f"{one.detail}; {said}", blocking=False) if one.kind in excused else one for one in found]
    told = {one.kind for one in marked if not one.blocking}
    return [*marked, *(Problem(kind, said, sentence=place, blocking=False) for kind in kept.kinds if kind not in told)]


def _cited(edition: Edition) -> list[Problem]:
    ranks = {source.rank for source in edition.sources}
    problems: list[Problem] = []
    seen: set[str] = set()
    for entry in edition.cited:
        if _rank(entry.label) != entry.rank or entry.rank not in ranks:
            problems.append(Problem("citation", f"label {entry.label} names no source of this article"))
        if entry.label in seen:
            problems.append(Problem("labels", f"label {entry.label} stands twice"))
        seen.add(entry.label)
        if entry.whole and hashlib.sha256(entry.excerpt.encode()).hexdigest() != entry.digest:
            problems.append(Problem("digest", f"the excerpt {entry.label} is not the sentence whose digest it carries"))
    return problems


def _rank(label: str) -> int | None:
    try:
        named = read_label(label)
    except RecordError:
        return None
    return named[0][0] if len(named) == 1 else None


def _sentences(edition: Edition) -> list[tuple[int | None, PrintedSentence]]:
    body = [sentence for section in edition.sections for sentence in section.sentences]
    heads = [(None, edition.headline), *([(None, edition.dek)] if edition.dek.text else [])]
    return [*heads, *enumerate(body)]


def _sentence(
    place: int | None,
    sentence: PrintedSentence,
    cited: Mapping[str, CitedSentence],
    sources: Mapping[int, PrintedSource],
) -> list[Problem]:
    if not sentence.labels:
        return [Problem("uncited", "nothing is cited", sentence=place)]
    missing = [label for label in sentence.labels if label not in cited]
    if missing:
        return [Problem("citation", f"label {label} is not among the cited sentences", sentence=place) for label in missing]
    excerpts = [cited[label] for label in sentence.labels]
    if not all(excerpt.whole for excerpt in excerpts):
        return []
    behind = [sources[excerpt.rank] for excerpt in excerpts if excerpt.rank in sources]
    titles = [source.title for source in behind]
    said = [excerpt.excerpt for excerpt in excerpts]
    # as for a draft: headline and dek may also stand on the titles, and other cited sentences are their context
    evidence = Evidence(
        tuple(said + (titles if place is None else [])),
        tuple([entry.excerpt for entry in cited.values()] + titles),
        tuple(dict.fromkeys(source.outlet for source in behind)),
    )
    # a resolved date, and a name from beside a cited sentence, follow from what a side-car does not carry
    dated = [Span(date.start, date.end) for date in dates.named_dates(sentence.text)] if sentence.how == "derived" else []
    verdict = check(sentence.text, evidence, excused=dated)
    return [
        Problem(found.kind, found.detail, sentence=place, start=found.start, end=found.end)
        for found in verdict.problems
        if found.kind in {"number", "quote", "cover"}
    ]
