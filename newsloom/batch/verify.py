"""``verify``: claims, drafts and side-cars against their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newsloom.batch.lines import Entry, Record, Unusable, id_of
from newsloom.progress import Meter
from pipeline import records
from pipeline.errors import RecordError
from pipeline.values import Problem
from pipeline.verify import verify_claim, verify_draft, verify_publication

EPOCH = "1970-01-01T00:00:00+00:00"


def verify(entries: Iterable[Entry], meter: Meter) -> Iterator[Record]:
    """Whether each claim, draft or side-car is supported, and what is wrong with it."""
    for entry in entries:
        meter.advance()
        if isinstance(entry, Unusable):
            yield entry.record()
            continue
        try:
            yield _verified(entry.record)
        except RecordError as error:
            yield Unusable(_name_of(entry.record), str(error)).record()


def _verified(entry: Record) -> Record:
    if "claim" in entry:
        verdict = verify_claim(_said(entry["claim"]), _evidence(entry.get("evidence")))
        return {"id": id_of(entry), "supported": verdict.supported, "problems": [_problem(one) for one in verdict.problems]}
    problems = _problems_of(entry)
    return {
        "id": _name_of(entry),
        "supported": not any(one.blocking for one in problems),
        "problems": [_problem(one) for one in problems],
    }


def _name_of(entry: Record) -> str | None:
    return id_of(entry) or id_of({"id": entry.get("story")})


def _problems_of(entry: Record) -> Sequence[Problem]:
    if "cited" in entry:
        return verify_publication(entry).problems
    if "sections" in entry:
        # nothing of a draft is proved or refuted by the time at which it was written
        return verify_draft(records.read_draft({**entry, "updated": entry.get("updated") or EPOCH}))
    raise RecordError("is neither a claim with evidence, nor a draft, nor a side-car")


def _said(given: object) -> str:
    if given is None or isinstance(given, str | int | float):
        return "" if given is None else str(given)
    raise RecordError("claim and evidence should be texts, the evidence maybe a list of them")


def _evidence(given: object) -> str | list[str]:
    if isinstance(given, list):
        return [_said(sentence) for sentence in given]
    if given is None:
        raise RecordError("has a claim but no `evidence`")
    return _said(given)


def _problem(problem: Problem) -> Record:
    place = {} if problem.sentence is None else {"sentence": problem.sentence}
    return {"kind": problem.kind, "start": problem.start, "end": problem.end, "detail": problem.detail, **place}
