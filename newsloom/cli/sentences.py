"""The sentences of a draft as `keep` and `take-out` number them, with what fails and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten
from typing import Any

import click

from pipeline.rulings import Place, apply_rulings, in_force, place_of, rulings_digest, sentence_at
from pipeline.values import Draft, Problem, SentenceRuling
from pipeline.verify import verify_draft

_TOLD = 120


def sentences_record(draft: Draft, rulings: Sequence[SentenceRuling]) -> dict[str, Any]:
    """The version, its sentences with number, text, problems and ruling, the code of its rulings, the problems of the whole."""
    found = tuple(dict.fromkeys((*draft.problems, *verify_draft(draft))))
    held = in_force(draft, rulings, found)
    places: tuple[Place, ...] = ("headline", "dek", *range(len(draft.sentences)))
    return {
        "version": draft.version,
        "rulings": rulings_digest(held),
        "problems": [_problem(one) for one in found if place_of(one, draft) is None],
        "open": len(apply_rulings(draft, rulings).open),
        "sentences": [_sentence(draft, place, found, held.get(place)) for place in places],
    }


def print_sentences(draft: Draft, rulings: Sequence[SentenceRuling]) -> None:
    """A line a sentence with its number; under one that fails what is wrong with it, and what a person decided."""
    known = sentences_record(draft, rulings)
    click.echo(f"sentences of version {draft.version}, {known['open'] or 'no'} open problem{'s' * (known['open'] != 1)}:")
    for problem in known["problems"]:
        _print_problem(problem)
    for one in known["sentences"]:
        bad, decided = one["problems"], one["ruling"]
        text = one["text"] if bad or decided else shorten(one["text"], _TOLD, placeholder=" …")
        click.echo(f"  {one['number']}: {text or '(none)'}")
        for problem in bad:
            _print_problem(problem)
        if decided:
            why = f": {decided['reason']}" if decided["reason"] else ""
            click.echo(f"      {decided['verdict'].replace('-', ' ')} by {decided['by']}{why}")
    if known["rulings"]:
        click.echo(f"  to approve what stands here and nothing else: --rulings {known['rulings']}")


def _print_problem(problem: dict[str, Any]) -> None:
    stops = " (stops approval)" if problem["blocking"] else ""
    click.echo(f"    ! {problem['kind']}: {problem['detail']}{stops}")


def _sentence(draft: Draft, place: Place, found: Sequence[Problem], ruling: SentenceRuling | None) -> dict[str, Any]:
    sentence = sentence_at(draft, place)
    own = dict.fromkeys((*(one for one in found if place_of(one, draft) == place), *sentence.problems))
    decided = None
    if ruling is not None:
        decided = {"verdict": ruling.verdict, "by": ruling.by, "reason": ruling.reason, "at": ruling.at.isoformat()}
    number = place + 1 if isinstance(place, int) else place
    problems = [_problem(one) | {"blocking": one.blocking and ruling is None} for one in own]
    return {"number": number, "text": sentence.text, "problems": problems, "ruling": decided}


def _problem(one: Problem) -> dict[str, Any]:
    return {"kind": one.kind, "detail": one.detail, "blocking": one.blocking}
