"""``verify``: claims, drafts and side-cars against their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newsloom.batch.lines import Entry, Record, Unusable, id_of
from newsloom.progress import Meter
from pipeline import records
from pipeline.errors import RecordError
from pipeline.values import Draft, Problem
from pipeline.verify import verify_claim, verify_draft, verify_publication
from pipeline.verify.entailment import Entailment, score_claim, score_draft

EPOCH = "1970-01-01T00:00:00+00:00"


def verify(entries: Iterable[Entry], meter: Meter, entailment: Entailment | None = None) -> Iterator[Record]:
    """Whether each claim, draft or side-car is supported, and what is wrong with it.

    With an entailment model, what the rules let pass of a claim or a draft is put to it, and a record says under
    ``entailment`` what it scored. Of a side-car only digests are here to be checked. Raises ModelUnusable.
    """
    for entry in entries:
        meter.advance()
        if isinstance(entry, Unusable):
            yield entry.record()
            continue
        try:
            yield _verified(entry.record, entailment)
        except RecordError as error:
            yield Unusable(_name_of(entry.record), f"line {entry.number}: {error}").record()


def _verified(entry: Record, entailment: Entailment | None) -> Record:
    if "claim" in entry:
        claim, evidence = _said(entry["claim"]), _evidence(entry.get("evidence"))
        if entailment is None:
            return _answer(id_of(entry), verify_claim(claim, evidence).problems)
        verdict, score = score_claim(claim, evidence, entailment)
        return {**_answer(id_of(entry), verdict.problems), "entailment": {**_model(entailment), "score": score}}
    if "cited" not in entry and "sections" in entry and entailment is not None:
        draft = _draft(entry)
        found = verify_draft(draft)
        scored = score_draft(draft, entailment, found)
        said = {**_model(entailment), "scores": dict(scored.scores)}
        return {**_answer(_name_of(entry), (*found, *scored.problems)), "entailment": said}
    return _answer(_name_of(entry), _problems_of(entry))


def _answer(name: str | None, problems: Sequence[Problem]) -> Record:
    return {
        "id": name,
        "supported": not any(one.blocking for one in problems),
        "problems": [_problem(one) for one in problems],
    }


def _model(entailment: Entailment) -> Record:
    return {"model": entailment.scorer.name, "least": entailment.least}


def _name_of(entry: Record) -> str | None:
    return id_of(entry) or id_of({"id": entry.get("story")})


def _problems_of(entry: Record) -> Sequence[Problem]:
    if "cited" in entry:
        return verify_publication(entry).problems
    if "sections" in entry:
        return verify_draft(_draft(entry))
    raise RecordError("is neither a claim with evidence, nor a draft, nor a side-car")


def _draft(entry: Record) -> Draft:
    # nothing of a draft is proved or refuted by the time at which it was written
    return records.read_draft({**entry, "updated": entry.get("updated") or EPOCH})


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
