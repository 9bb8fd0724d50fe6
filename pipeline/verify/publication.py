"""Does a side-car still prove its article? Checked by digests and labels, without our database."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.values import Problem, Span
from pipeline.verify import dates
from pipeline.verify.claim import Evidence, Verdict, check

_LABEL = re.compile(r"(\d+)-(\d+)")


def verify_publication(record: Mapping[str, Any]) -> Verdict:
    """Whether each sentence of a published side-car is cited, each label resolves, and each whole excerpt has its digest.

    ``record`` is the side-car's JSON: either the ``Publication`` or its ``edition``. Headline, dek and every sentence whose
    excerpts are all whole are also held against them: numbers, quotations, and how much of it they say. What a cut
    excerpt leaves out cannot be, and nobody is blamed for it.
    """
    edition = record.get("edition", record)
    if not isinstance(edition, Mapping) or not isinstance(edition.get("cited"), Sequence):
        return Verdict(False, (Problem("record", "this is no side-car: it has no list of cited sentences"),))
    problems, cited = _cited(edition)
    sources = {source.get("rank"): source for source in edition.get("sources", ())}
    for place, sentence in _sentences(edition):
        problems += _sentence(place, sentence, cited, sources)
    return Verdict(not problems, tuple(problems))


def _cited(edition: Mapping[str, Any]) -> tuple[list[Problem], dict[str, Mapping[str, Any]]]:
    ranks = {source.get("rank") for source in edition.get("sources", ())}
    problems: list[Problem] = []
    by_label: dict[str, Mapping[str, Any]] = {}
    for entry in edition["cited"]:
        label = str(entry.get("label"))
        match = _LABEL.fullmatch(label)
        if match is None or int(match[1]) not in ranks or int(match[1]) != entry.get("rank"):
            problems.append(Problem("citation", f"label {label} names no source of this article"))
        if label in by_label:
            problems.append(Problem("labels", f"label {label} stands twice"))
        by_label[label] = entry
        if entry.get("whole") and hashlib.sha256(str(entry.get("excerpt", "")).encode()).hexdigest() != entry.get("digest"):
            problems.append(Problem("digest", f"the excerpt {label} is not the sentence whose digest it carries"))
    return problems, by_label


def _sentences(edition: Mapping[str, Any]) -> list[tuple[int | None, Mapping[str, Any]]]:
    body = [sentence for section in edition.get("sections", ()) for sentence in section.get("sentences", ())]
    heads = [(None, edition[key]) for key in ("headline", "dek") if isinstance(edition.get(key), Mapping)]
    return [*heads, *enumerate(body)]


def _sentence(
    place: int | None,
    sentence: Mapping[str, Any],
    cited: Mapping[str, Mapping[str, Any]],
    sources: Mapping[Any, Mapping[str, Any]],
) -> list[Problem]:
    labels = sentence.get("labels", sentence.get("citations", ()))
    if not labels:
        return [Problem("uncited", "nothing is cited", sentence=place)]
    missing = [label for label in labels if label not in cited]
    if missing:
        return [Problem("citation", f"label {label} is not among the cited sentences", sentence=place) for label in missing]
    excerpts = [cited[label] for label in labels]
    if not all(excerpt.get("whole") for excerpt in excerpts):
        return []
    text = str(sentence.get("text", ""))
    behind = [sources.get(excerpt.get("rank"), {}) for excerpt in excerpts]
    titles = [str(source.get("title") or "") for source in behind]
    said = [str(excerpt["excerpt"]) for excerpt in excerpts]
    # as for a draft: headline and dek may also stand on the titles, and other cited sentences are their context
    evidence = Evidence(
        tuple(said + (titles if place is None else [])),
        tuple([str(entry.get("excerpt", "")) for entry in cited.values()] + titles),
        tuple(dict.fromkeys(str(source.get("outlet") or "") for source in behind)),
    )
    # a resolved date, and a name from beside a cited sentence, follow from what a side-car does not carry
    dated = [Span(date.start, date.end) for date in dates.named_dates(text)] if sentence.get("how") == "derived" else []
    verdict = check(text, evidence, excused=dated)
    return [
        Problem(found.kind, found.detail, sentence=place, start=found.start, end=found.end)
        for found in verdict.problems
        if found.kind in {"number", "quote", "cover"}
    ]
