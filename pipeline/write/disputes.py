"""Where sources disagree, the text says so: one sentence of ours, citing every side, after the sentence it concerns."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.values import Conflict, DraftSentence
from pipeline.verify.draft import verify_sentence
from pipeline.write.assemble import Page
from pipeline.write.conflicts import Ledger

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
            if concerned & set(sentence.citations[:1]) and any(value.value in sentence.text for value in conflict.values):
                return number, index
    return None


def _sentence(conflict: Conflict, page: Page) -> DraftSentence | None:
    """ "Accounts of the … differ: A and B give $180 million, C $165 million." None where it cannot be proved."""
    sides = [f"{_joined(_outlets(value.citations, page))} {'give' if i == 0 or len(_outlets(value.citations, page)) > 1 else 'gives'} {value.value}" for i, value in enumerate(conflict.values)]
    if any(not _outlets(value.citations, page) for value in conflict.values):
        return None
    if len(_outlets(conflict.values[0].citations, page)) == 1:
        sides[0] = sides[0].replace(" give ", " gives ", 1)
    citations = tuple(citation for value in conflict.values for citation in value.citations)
    origins = len({report.origin for report in page.reports for citation in citations if report.article.id == citation.article})
    text = f"The sources differ on the {conflict.about}: {sides[0]}, while {', while '.join(sides[1:])}."
    sentence = DraftSentence(text, citations, "written", origins)
    return sentence if not [p for p in verify_sentence(sentence, page.sources) if p.kind not in {"decoration", "cover"}] else None


def _outlets(citations: Sequence[object], page: Page) -> list[str]:
    named = {report.article.id: report.source.outlet for report in page.reports}
    return [name for name in dict.fromkeys(named.get(getattr(citation, "article", ""), "") for citation in citations) if name]


def _joined(names: Sequence[str]) -> str:
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"
