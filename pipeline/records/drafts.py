"""Drafts as JSON: citations are stored as (article, version, sentence) and written as the labels of this version."""

from __future__ import annotations

from typing import Any, Literal, cast, get_args

from pipeline.errors import RecordError
from pipeline.records import fields
from pipeline.records.fields import Record
from pipeline.records.labels import read_label
from pipeline.values import (
    Bond,
    BondKind,
    Citation,
    Conflict,
    ConflictValue,
    CrossReference,
    Draft,
    DraftSentence,
    Fact,
    FactKind,
    FactState,
    How,
    Lineage,
    Problem,
    Role,
    Section,
    Source,
    State,
    Update,
    Usage,
    Wording,
)


def draft_record(draft: Draft, *, full_sentences: bool = True) -> dict[str, Any]:
    """Give a draft as the contract writes it; ``full_sentences`` fills each source's whole frozen split, for checking.

    Raises KeyError for a citation of an article that is not among the sources.
    """
    return {
        "story": draft.story,
        "version": draft.version,
        "state": draft.state.value,
        "category": draft.category,
        "language": draft.language,
        "updated": draft.updated.isoformat(),
        "headline": _sentence_record(draft, draft.headline),
        "dek": _sentence_record(draft, draft.dek),
        "sections": [
            {"title": section.title, "sentences": [_sentence_record(draft, sentence) for sentence in section.sentences]}
            for section in draft.sections
        ],
        "facts": [_fact_record(draft, fact) for fact in draft.facts],
        "conflicts": [
            {
                "about": conflict.about,
                "values": [_value_record(draft, each) for each in conflict.values],
            }
            for conflict in draft.conflicts
        ],
        "updates": [
            {"about": update.about, "old": update.old, "new": update.new, "citations": _labels(draft, update.citations)}
            for update in draft.updates
        ],
        "wordings": [_wording_record(draft, wording) for wording in draft.wordings],
        "lineage": _lineage_record(draft.lineage),
        "cross_references": [
            {"story": reference.story, "headline": reference.headline, "url": reference.url}
            for reference in draft.cross_references
        ],
        "sources": [_source_record(source, full_sentences=full_sentences) for source in draft.sources],
        "independent_sources": draft.independent_sources,
        "independent_low": draft.independent_low,
        "problems": [_problem_record(problem) for problem in draft.problems],
        **({} if draft.usage is None else {"usage": _usage_record(draft.usage)}),
    }


def read_draft(record: Record) -> Draft:
    """Give the draft of a record that ``draft_record`` or another newsroom wrote.

    Raises RecordError where a field is of the wrong kind and where a citation names a source that is not in the list.
    """
    sources = tuple(_read_source(each) for each in fields.records(record, "sources"))
    ranked = {source.rank: (source.article, source.version) for source in sources}
    independent = fields.whole(record, "independent_sources")
    return Draft(
        story=fields.text(record, "story"),
        version=fields.whole(record, "version", 1),
        state=State(_one_of(record, "state", tuple(state.value for state in State), State.READY.value)),
        category=fields.text(record, "category", ""),
        language=fields.text(record, "language", "en"),
        updated=fields.time(record, "updated"),
        headline=_read_sentence(fields.part(record, "headline"), ranked),
        dek=_read_sentence(fields.part(record, "dek"), ranked),
        sections=tuple(_read_section(each, ranked) for each in fields.records(record, "sections")),
        facts=tuple(_read_fact(each, ranked) for each in fields.records(record, "facts")),
        conflicts=tuple(_read_conflict(each, ranked) for each in fields.records(record, "conflicts")),
        updates=tuple(
            Update(fields.text(each, "about", ""), fields.text(each, "old"), fields.text(each, "new"), _cited(each, ranked))
            for each in fields.records(record, "updates")
        ),
        cross_references=tuple(
            CrossReference(fields.text(each, "story"), fields.text(each, "headline", ""), fields.optional_text(each, "url"))
            for each in fields.records(record, "cross_references")
        ),
        sources=sources,
        independent_sources=independent,
        independent_low=fields.whole(record, "independent_low", independent),
        problems=tuple(_read_problem(each) for each in fields.records(record, "problems")),
        wordings=tuple(_read_wording(each, ranked) for each in fields.records(record, "wordings")),
        lineage=_read_lineage(fields.part(record, "lineage")),
        usage=None if record.get("usage") is None else _read_usage(fields.part(record, "usage")),
    )


def _labels(draft: Draft, citations: tuple[Citation, ...]) -> list[str]:
    return [draft.label(citation) for citation in citations]


def _sentence_record(draft: Draft, sentence: DraftSentence) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "citations": _labels(draft, sentence.citations),
        "how": sentence.how,
        "origins": sentence.origins,
        "outlets": sentence.outlets,
        "problems": [_problem_record(problem) for problem in sentence.problems],
    }


def _fact_record(draft: Draft, fact: Fact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "text": fact.text,
        "value": fact.value,
        "citations": _labels(draft, fact.citations),
        "origins": list(fact.origins),
        "normal": fact.normal,
        "superseded_by": fact.superseded_by,
        "disputed_with": fact.disputed_with,
        "kind": fact.kind,
        "about": fact.about,
        "state": fact.state,
        "outlets": fact.outlets,
    }


def _value_record(draft: Draft, value: ConflictValue) -> dict[str, Any]:
    return {"value": value.value, "citations": _labels(draft, value.citations)}


def _wording_record(draft: Draft, wording: Wording) -> dict[str, Any]:
    return {
        "speaker": wording.speaker,
        "words": wording.words,
        "citations": _labels(draft, wording.citations),
        "others": [_value_record(draft, other) for other in wording.others],
        "checked": wording.checked,
    }


def _lineage_record(lineage: Lineage) -> dict[str, Any]:
    """The articles by their ids, which are those of the sources."""
    bonds = [
        {"from": bond.reader, "to": bond.source, "how": bond.how, "minutes": bond.minutes, "evidence": bond.evidence}
        for bond in lineage.bonds
    ]
    return {"first": list(lineage.first), "evidence": lineage.evidence, "edges": bonds}


def _usage_record(usage: Usage) -> dict[str, Any]:
    return {
        "model": usage.model,
        "calls": usage.calls,
        "tokens_in": usage.tokens_in,
        "tokens_out": usage.tokens_out,
        "cost": usage.cost,
    }


def _source_record(source: Source, *, full_sentences: bool) -> dict[str, Any]:
    return {
        "rank": source.rank,
        "id": source.article,
        "version": source.version,
        "digest": source.digest,
        "outlet": source.outlet,
        "title": source.title,
        "url": source.url,
        "authors": list(source.authors),
        **fields.dated("published", source.published),
        "role": source.role,
        "copied_from": source.copied_from,
        "credits": list(source.credits),
        "score": source.score,
        "parts": dict(source.parts),
        "reasons": list(source.reasons),
        "sentences": list(source.sentences) if full_sentences else [],
    }


def _problem_record(problem: Problem) -> dict[str, Any]:
    written: dict[str, Any] = {"kind": problem.kind, "sentence": problem.sentence, "detail": problem.detail}
    if problem.start is not None:
        written["start"], written["end"] = problem.start, problem.end
    if not problem.blocking:
        written["blocking"] = False
    return written


Ranked = dict[int, tuple[str, int]]


def _cited(record: Record, ranked: Ranked) -> tuple[Citation, ...]:
    found = []
    for label in fields.texts(record, "citations"):
        for rank, sentence in read_label(label):
            if rank not in ranked:
                raise RecordError(f"{label!r} cites source {rank}, and the list of sources has no such number")
            article, version = ranked[rank]
            found.append(Citation(article, version, sentence - 1))
    return tuple(found)


def _read_sentence(record: Record, ranked: Ranked) -> DraftSentence:
    return DraftSentence(
        text=fields.text(record, "text"),
        citations=_cited(record, ranked),
        how=cast("How", _one_of(record, "how", get_args(How), "verbatim")),
        origins=fields.whole(record, "origins", 1),
        problems=tuple(_read_problem(each) for each in fields.records(record, "problems")),
        outlets=fields.whole(record, "outlets", 1),
    )


def _read_section(record: Record, ranked: Ranked) -> Section:
    return Section(
        fields.optional_text(record, "title"),
        tuple(_read_sentence(each, ranked) for each in fields.records(record, "sentences")),
    )


def _read_fact(record: Record, ranked: Ranked) -> Fact:
    return Fact(
        id=fields.text(record, "id"),
        text=fields.text(record, "text"),
        value=fields.optional_text(record, "value"),
        citations=_cited(record, ranked),
        origins=fields.texts(record, "origins"),
        normal=fields.optional_text(record, "normal"),
        superseded_by=fields.optional_text(record, "superseded_by"),
        disputed_with=fields.optional_text(record, "disputed_with"),
        kind=cast("FactKind", _one_of(record, "kind", get_args(FactKind), "event")),
        about=fields.text(record, "about", ""),
        state=cast("FactState", _one_of(record, "state", get_args(FactState), "current")),
        outlets=fields.whole(record, "outlets", 1),
    )


def _read_values(record: Record, key: str, ranked: Ranked) -> tuple[ConflictValue, ...]:
    return tuple(ConflictValue(fields.text(each, "value"), _cited(each, ranked)) for each in fields.records(record, key))


def _read_conflict(record: Record, ranked: Ranked) -> Conflict:
    return Conflict(fields.text(record, "about", ""), _read_values(record, "values", ranked))


def _read_wording(record: Record, ranked: Ranked) -> Wording:
    return Wording(
        speaker=fields.optional_text(record, "speaker"),
        words=fields.text(record, "words"),
        citations=_cited(record, ranked),
        others=_read_values(record, "others", ranked),
        checked=fields.flag(record, "checked") is True,
    )


def _read_lineage(record: Record) -> Lineage:
    return Lineage(
        first=fields.texts(record, "first"),
        evidence=fields.text(record, "evidence", ""),
        bonds=tuple(
            Bond(
                reader=fields.text(each, "from"),
                source=fields.text(each, "to"),
                how=cast("BondKind", _one_of(each, "how", get_args(BondKind), "credit")),
                minutes=None if each.get("minutes") is None else fields.whole(each, "minutes"),
                evidence=fields.text(each, "evidence", ""),
            )
            for each in fields.records(record, "edges")
        ),
    )


def _read_usage(record: Record) -> Usage:
    return Usage(
        model=fields.text(record, "model"),
        calls=fields.whole(record, "calls"),
        tokens_in=fields.whole(record, "tokens_in"),
        tokens_out=fields.whole(record, "tokens_out"),
        cost=fields.number(record, "cost"),
    )


def _read_source(record: Record) -> Source:
    return Source(
        rank=fields.whole(record, "rank"),
        article=fields.text(record, "id"),
        version=fields.whole(record, "version", 1),
        digest=fields.text(record, "digest", ""),
        outlet=fields.text(record, "outlet", ""),
        title=fields.text(record, "title", ""),
        url=fields.optional_text(record, "url"),
        authors=fields.texts(record, "authors"),
        published=fields.moment(record, "published"),
        role=cast("Role", _one_of(record, "role", get_args(Role), "independent")),
        copied_from=fields.optional_text(record, "copied_from"),
        credits=fields.texts(record, "credits"),
        score=fields.number(record, "score"),
        reasons=fields.texts(record, "reasons"),
        sentences=fields.texts(record, "sentences"),
        parts=tuple((name, fields.number(fields.part(record, "parts"), name)) for name in fields.part(record, "parts")),
    )


def _read_problem(record: Record) -> Problem:
    def place(key: Literal["sentence", "start", "end"]) -> int | None:
        return None if record.get(key) is None else fields.whole(record, key)

    return Problem(
        kind=fields.text(record, "kind"),
        detail=fields.text(record, "detail", ""),
        sentence=place("sentence"),
        start=place("start"),
        end=place("end"),
        blocking=fields.flag(record, "blocking") is not False,
    )


def _one_of(record: Record, key: str, allowed: tuple[str, ...], default: str) -> str:
    value = fields.text(record, key, default)
    if value not in allowed:
        raise RecordError(f'"{key}" is {value!r}; it should be one of {", ".join(allowed)}')
    return value
