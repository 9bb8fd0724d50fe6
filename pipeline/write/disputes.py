"""Where sources disagree, the text says so: one sentence of ours, citing every side, after the sentence it concerns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.facts.ledger import Ledger
from pipeline.languages import words
from pipeline.values import Citation, Conflict, DraftSentence
from pipeline.verify.draft import verify_sentence
from pipeline.write.assemble import Page

# names on one side: of more the sentence gives the count, and the list under the article the names
_MOST = 6
_WHETHER = "whether "
_OPPOSITES = ("so", "the opposite")
_SMALL = words("the a an its his her their this that it they he she")
_SAID = re.compile(r",\s+[^,]{2,60}\s(?:said|says|told|announced|confirmed|reported)\b[^,]*$")

Printed = tuple[str | None, tuple[DraftSentence, ...]]


def placed(printed: Sequence[Printed], ledger: Ledger, page: Page) -> list[Printed]:
    """The printed sections with a sentence for each conflict, right after the first sentence that gives one of its values."""
    result = list(printed)
    for conflict in ledger.conflicts:
        sentence = _sentence(conflict, page)
        where = _where(result, conflict)
        if sentence is None or not result:
            continue
        number, index = where or (min(1, len(result) - 1), len(result[min(1, len(result) - 1)][1]))
        title, sentences = result[number]
        result[number] = (title, (*sentences[: index + 1], sentence, *sentences[index + 1 :]))
    return result


def _where(printed: Sequence[Printed], conflict: Conflict) -> tuple[int, int] | None:
    concerned = {citation for value in conflict.values for citation in value.citations}
    for number, (_, sentences) in enumerate(printed):
        for index, sentence in enumerate(sentences):
            if (
                (number or len(printed) < 2)
                and concerned & set(sentence.citations[:1])
                and any(value.value in sentence.text for value in conflict.values)
            ):
                return number, index
    return None


def _sentence(conflict: Conflict, page: Page) -> DraftSentence | None:
    """A sentence that names who gives what. None where an outlet has no name or the sentence cannot be proved.

    What says it in another language can be held against our words by its numbers alone: it is named where that proves it.
    """
    foreign = frozenset(report.article.id for report in page.story.reports if report.foreign)
    closed = frozenset(report.article.id for report in page.story.reports if report.closed)
    return _told(_without(conflict, closed), page) or _told(_without(conflict, closed | foreign), page)


def _without(conflict: Conflict, articles: frozenset[str]) -> Conflict:
    values = tuple(
        replace(value, citations=tuple(one for one in value.citations if one.article not in articles))
        for value in conflict.values
    )
    return replace(conflict, values=values)


def _told(conflict: Conflict, page: Page) -> DraftSentence | None:
    named = [_outlets(value.citations, page) for value in conflict.values]
    if not all(named):
        return None
    if conflict.about.startswith(_WHETHER):
        sides = [
            f"{_joined(outlets)} {_verb('report', outlets)} {what}" for outlets, what in zip(named, _OPPOSITES, strict=False)
        ]
    else:
        sides = [
            f"{_joined(outlets)} {_verb('give', outlets)} {value.value}"
            for outlets, value in zip(named, conflict.values, strict=True)
        ]
    # every outlet that the list "Where sources disagree" names, and no other
    citations = tuple(citation for value in conflict.values for citation in value.citations)
    text = f"The sources differ on {_about(conflict.about)}: {', while '.join(sides)}."
    sentence = DraftSentence(text, citations, "written")
    return None if verify_sentence(sentence, page.sources) else sentence


def _about(about: str) -> str:
    """What they differ on: a clause without who said it and without the capital of its sentence, or the thing."""
    if not about.startswith(_WHETHER):
        return f"the {about.partition(' (')[0]}"
    clause = _SAID.sub("", about.removeprefix(_WHETHER))
    first, _, rest = clause.partition(" ")
    return f"{_WHETHER}{first.lower() if first.lower() in _SMALL else first} {rest}"


def _verb(verb: str, outlets: Sequence[str]) -> str:
    return f"{verb}s" if len(outlets) == 1 else verb


def _outlets(citations: Sequence[Citation], page: Page) -> list[str]:
    named = {report.article.id: report.source.outlet for report in page.story.reports}
    return [name for name in dict.fromkeys(named.get(citation.article, "") for citation in citations) if name]


def _joined(names: Sequence[str]) -> str:
    if len(names) > _MOST:
        names = (*names[: _MOST - 1], f"{len(names) - _MOST + 1} others")
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"
