"""From a draft to what may leave the house: only cited sentences, each cut to what its outlet lets us quote."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from pipeline.values import (
    Approved,
    Citation,
    CitedSentence,
    Conflict,
    Draft,
    DraftSentence,
    Edition,
    KeptSentence,
    Outlet,
    PrintedConflict,
    PrintedSection,
    PrintedSentence,
    PrintedSource,
    Publication,
    Source,
    Use,
)

# an outlet we have no file for is quoted as briefly as one that asked for care
UNKNOWN_QUOTE_WORDS = 25


def edition(draft: Draft, outlets: Mapping[str, Outlet]) -> Edition:
    """The article as readers get it. ``outlets`` by id; a source's outlet is found by its name or id.

    Each cited sentence stands once, in order of its label, cut at a word to the outlet's ``quote_words``; of a link-only
    outlet nothing is quoted. No other sentence of a source is in it. Raises KeyError for a citation of no listed source.
    """
    return Edition(
        story=draft.story,
        version=draft.version,
        category=draft.category,
        language=draft.language,
        updated=draft.updated,
        headline=_sentence(draft.headline, draft),
        dek=_sentence(draft.dek, draft),
        sections=tuple(
            PrintedSection(section.title, tuple(_sentence(sentence, draft) for sentence in section.sentences))
            for section in draft.sections
        ),
        conflicts=tuple(_conflict(conflict, draft) for conflict in draft.conflicts),
        cross_references=draft.cross_references,
        sources=tuple(_source(source) for source in draft.sources),
        cited=_cited(draft, outlets),
        independent_sources=draft.independent_sources,
        independent_low=draft.independent_low,
    )


def publication(
    approved: Approved, target: str, outlets: Mapping[str, Outlet], previous: Publication | None, now: datetime
) -> Publication:
    """What ``target`` has after this: the next revision, first published when it first was."""
    return Publication(
        edition=edition(approved.draft, outlets),
        target=target,
        approved_by=approved.by,
        approved_at=approved.at,
        first_published=previous.first_published if previous else now,
        revision=previous.revision + 1 if previous else 1,
        kept=tuple(KeptSentence(one.text, one.kinds, one.by, one.at) for one in approved.rulings if one.verdict == "kept"),
    )


def excerpt(sentence: str, words: int) -> tuple[str, bool]:
    """The sentence, or its first ``words`` words and "…"; and whether it is whole. No word is cut."""
    if words <= 0:
        return "", False
    parts = sentence.split()
    if len(parts) <= words:
        return sentence, True
    return " ".join(parts[:words]).rstrip(",;:–—-") + "…", False


def _sentence(sentence: DraftSentence, draft: Draft) -> PrintedSentence:
    labels = tuple(dict.fromkeys(draft.label(citation) for citation in sentence.citations))
    return PrintedSentence(sentence.text, labels, sentence.how, sentence.origins)


def _conflict(conflict: Conflict, draft: Draft) -> PrintedConflict:
    return PrintedConflict(
        conflict.about,
        tuple((value.value, tuple(draft.label(citation) for citation in value.citations)) for value in conflict.values),
    )


def _source(source: Source) -> PrintedSource:
    return PrintedSource(
        source.rank, source.outlet, source.title, source.url, source.authors, source.published, source.role, source.digest
    )


def _cited(draft: Draft, outlets: Mapping[str, Outlet]) -> tuple[CitedSentence, ...]:
    sources = {(source.article, source.version): source for source in draft.sources}
    by_name = {outlet.name: outlet for outlet in outlets.values()}
    found = []
    for citation in sorted(
        _citations(draft), key=lambda citation: (sources[citation.article, citation.version].rank, citation.sentence)
    ):
        source = sources[citation.article, citation.version]
        outlet = by_name.get(source.outlet) or outlets.get(source.outlet)
        sentence = source.sentences[citation.sentence]
        text, whole = excerpt(sentence, _allowance(outlet))
        found.append(
            CitedSentence(draft.label(citation), source.rank, text, hashlib.sha256(sentence.encode()).hexdigest(), whole)
        )
    return tuple(found)


def _allowance(outlet: Outlet | None) -> int:
    if outlet is None:
        return UNKNOWN_QUOTE_WORDS
    return 0 if outlet.use is Use.LINK_ONLY else outlet.quote_words


def _citations(draft: Draft) -> set[Citation]:
    sentences = (draft.headline, draft.dek, *draft.sentences)
    found = {citation for sentence in sentences for citation in sentence.citations}
    return found | {citation for conflict in draft.conflicts for value in conflict.values for citation in value.citations}
