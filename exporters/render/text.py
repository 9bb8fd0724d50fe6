"""Plain text in the layout of the contract: with its marks of citations for the command line, or to be read.

To be read it has the numbers of the sources after each sentence, and all that the page says of sources and sentences.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial

from exporters.render.clean import printable, web_address
from exporters.render.imprint import imprint
from exporters.render.look import Look
from exporters.render.marks import Marks, cited_of, explained, quotation, strip
from exporters.render.paragraphs import paragraphs
from exporters.render.words import Words, words_of
from pipeline.values import Edition, PrintedConflict, PrintedSection, PrintedSentence, PrintedSource


def text(edition: Edition, look: Look, *, marks: bool = False) -> str:
    """Give the article as text, one paragraph a line.

    With ``marks`` each sentence stands in its ``(cite index="1-7">…</cite>``, and what is only to be read is left out.
    Raises RecordError where a citation leads nowhere.
    """
    known, words = Marks(edition), words_of(edition.language)
    form = _Form(known, words, partial(_marked if marks else _numbered, known, words))
    blocks = [
        f"{_stamp(edition.updated, look.zone)} · {printable(edition.category)}",
        printable(edition.headline.text),
        printable(edition.dek.text) if marks else form.sentence(edition.dek),
        *([] if marks else [_strip(edition, form)]),
        *(block for section in edition.sections for block in _section(section, form)),
        *_conflicts(edition, form),
        *_related(edition, form.words),
        form.words.sources,
        "\n".join(_source(edition, source, None if marks else look, form.words) for source in edition.sources),
        *_notices(edition, look, form.words, marks=marks),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


@dataclass(frozen=True, slots=True)
class _Form:
    """How sentences are written: ``sentence`` gives one with what it stands on."""

    marks: Marks
    words: Words
    sentence: Callable[[PrintedSentence], str]


def _marked(_marks: Marks, _words: Words, sentence: PrintedSentence) -> str:
    shown = printable(sentence.text)
    return f'(cite index="{",".join(sentence.labels)}">{shown}</cite>' if sentence.labels else shown


def _numbered(marks: Marks, words: Words, sentence: PrintedSentence) -> str:
    shown = printable(sentence.text)
    if not shown:
        return ""
    alone, numbers = marks.alone(sentence), "".join(f"[{mark.rank}]" for mark in marks.of(sentence.labels))
    caveats = [words.only_of(alone)] if alone else []
    caveats += [words.disputed] if marks.disputed(sentence) else []
    return " ".join(filter(None, [shown, numbers, f"({'; '.join(caveats)})" if caveats else ""]))


def _strip(edition: Edition, form: _Form) -> str:
    numbers = "".join(f"[{mark.rank}]" for mark in form.marks.of(edition.headline.labels))
    return " · ".join([*strip(edition, form.words), *([f"{form.words.headline_rests_on} {numbers}"] if numbers else [])])


def _stamp(at: datetime, zone: tzinfo) -> str:
    there = at.astimezone(zone)
    half = "AM" if there.hour < 12 else "PM"
    return f"{there.month}/{there.day}/{there.year}, {there.hour % 12 or 12}:{there.minute:02}:{there.second:02} {half}"


def _section(section: PrintedSection, form: _Form) -> list[str]:
    lines = [" ".join(form.sentence(sentence) for sentence in paragraph) for paragraph in paragraphs(section)]
    return [printable(section.title), *lines] if section.title and lines else lines


def _conflicts(edition: Edition, form: _Form) -> list[str]:
    if not edition.conflicts:
        return []
    names = {cited.label: _outlet(edition, cited.rank) for cited in edition.cited}
    return [form.words.disagree, *(_conflict(conflict, names, form) for conflict in edition.conflicts)]


def _conflict(conflict: PrintedConflict, names: dict[str, str], form: _Form) -> str:
    lines = [f"{printable(conflict.about)}:"]
    for value, labels in conflict.values:
        outlets = ", ".join(dict.fromkeys(names[label] for label in labels))
        lines.append(f"  - {form.sentence(PrintedSentence(value, labels, 'derived', 1))} ({outlets})")
    return "\n".join(lines)


def _outlet(edition: Edition, rank: int) -> str:
    """Give the outlet's name of the source with this rank."""
    return next(printable(source.outlet) for source in edition.sources if source.rank == rank)


def _related(edition: Edition, words: Words) -> list[str]:
    if not edition.cross_references:
        return []
    lines = []
    for reference in edition.cross_references:
        url = web_address(reference.url)
        lines.append(f"  - {printable(reference.headline)}" + (f"\n    {url}" if url else ""))
    return [words.related, "\n".join(lines)]


def _source(edition: Edition, source: PrintedSource, look: Look | None, words: Words) -> str:
    """A source as the contract has it; with a look also its authors, time and role, and what is cited of it."""
    title, outlet, url = printable(source.title), printable(source.outlet), web_address(source.url)
    named = title if title.endswith(outlet) else f"{title} | {outlet}" if title else outlet
    lines = [f"  {source.rank}. [{source.rank}]", f"    {named}", *([f"    {url}"] if url else [])]
    if look is not None:
        authors = [printable(author) for author in source.authors]
        lines.append(f"    {' · '.join([*authors, words.moment(source.published, look.zone), words.roles[source.role]])}")
        lines += [f"    - {shown}" for cited in cited_of(edition, source) if (shown := quotation(cited))]
    return "\n".join(lines)


def _notices(edition: Edition, look: Look, words: Words, *, marks: bool) -> list[str]:
    notices = [words.single] if edition.independent_sources <= 1 else []
    if marks or look.approved_by is None or look.approved_at is None:
        return notices
    return [*notices, "\n".join(imprint(look, words, only=explained(edition)).lines(words))]
