"""``verify``: claims, drafts and side-cars against their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newsloom.batch.lines import Record, Unusable, id_of
from newsloom.progress import Meter
from pipeline import records
from pipeline.errors import RecordError
from pipeline.values import Problem
from pipeline.verify import verify_claim, verify_draft, verify_publication


def verify(entries: Iterable[Record | Unusable], meter: Meter) -> Iterator[Record]:
    """Whether each claim, draft or side-car is supported, and what is wrong with it."""
    for entry in entries:
        meter.advance()
        if isinstance(entry, Unusable):
            yield entry.record()
            continue
        try:
            yield _verified(entry)
        except RecordError as error:
            yield Unusable(id_of(entry), str(error)).record()
        except (AttributeError, KeyError, TypeError, ValueError, IndexError) as error:  # a record of any shape may come
            yield Unusable(id_of(entry), f"is not of the shape that a draft or side-car has ({error})").record()


def _verified(entry: Record) -> Record:
    if "claim" in entry:
        verdict = verify_claim(str(entry["claim"] or ""), _evidence(entry.get("evidence")))
        return {"id": id_of(entry), "supported": verdict.supported, "problems": [_problem(one) for one in verdict.problems]}
    problems = _problems_of(entry)
    name = id_of(entry) or (str(entry["story"]) if entry.get("story") else None)
    return {"id": name, "supported": not any(one.blocking for one in problems), "problems": [_problem(one) for one in problems]}


def _problems_of(entry: Record) -> Sequence[Problem]:
    if "cited" in entry:
        return verify_publication(entry).problems
    if "sections" in entry:
        return verify_draft(records.read_draft(entry))
    raise RecordError("is neither a claim with evidence, nor a draft, nor a side-car")


def _evidence(given: object) -> str | list[str]:
    if isinstance(given, list):
        return [str(sentence) for sentence in given]
    if given is None:
        raise RecordError("has a claim but no `evidence`")
    return str(given)


def _problem(problem: Problem) -> Record:
    place = {} if problem.sentence is None else {"sentence": problem.sentence}
    return {"kind": problem.kind, "start": problem.start, "end": problem.end, "detail": problem.detail, **place}
