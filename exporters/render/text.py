"""Plain text in the layout of the contract, with or without the marks of citations."""

from __future__ import annotations

from datetime import datetime, tzinfo

from exporters.render.clean import printable, web_address
from exporters.render.look import Look
from exporters.render.marks import Marks
from exporters.render.paragraphs import paragraphs
from exporters.render.words import Words, words_of
from pipeline.values import Edition, PrintedConflict, PrintedSection, PrintedSource


def text(edition: Edition, look: Look, *, marks: bool = False) -> str:
    """Give the article as text, one paragraph a line.

    With ``marks`` each sentence stands in its ``(cite index="1-7">…</cite>``; the notice of who approved it is left out.
    Raises RecordError where a citation leads nowhere.
    """
    Marks(edition)
    words = words_of(edition.language)
    blocks = [
        f"{_stamp(edition.updated, look.zone)} · {printable(edition.category)}",
        printable(edition.headline.text),
        printable(edition.dek.text),
        *(block for section in edition.sections for block in _section(section, marks=marks)),
        *_conflicts(edition, words, marks=marks),
        *_related(edition, words),
        words.sources,
        "\n".join(_source(source) for source in edition.sources),
        *_notices(edition, look, words, marks=marks),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _stamp(at: datetime, zone: tzinfo) -> str:
    there = at.astimezone(zone)
    half = "AM" if there.hour < 12 else "PM"
    return f"{there.month}/{there.day}/{there.year}, {there.hour % 12 or 12}:{there.minute:02}:{there.second:02} {half}"


def _section(section: PrintedSection, *, marks: bool) -> list[str]:
    lines = [
        " ".join(_marked(sentence.text, sentence.labels, marks=marks) for sentence in paragraph)
        for paragraph in paragraphs(section)
    ]
    return [printable(section.title), *lines] if section.title and lines else lines


def _marked(sentence: str, labels: tuple[str, ...], *, marks: bool) -> str:
    shown = printable(sentence)
    return f'(cite index="{",".join(labels)}">{shown}</cite>' if marks and labels else shown


def _conflicts(edition: Edition, words: Words, *, marks: bool) -> list[str]:
    if not edition.conflicts:
        return []
    names = {cited.label: _outlet(edition, cited.rank) for cited in edition.cited}
    return [words.disagree, *(_conflict(conflict, names, marks=marks) for conflict in edition.conflicts)]


def _conflict(conflict: PrintedConflict, names: dict[str, str], *, marks: bool) -> str:
    lines = [f"{printable(conflict.about)}:"]
    for value, labels in conflict.values:
        outlets = ", ".join(dict.fromkeys(names[label] for label in labels))
        lines.append(f"  - {_marked(value, labels, marks=marks)} ({outlets})")
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


def _source(source: PrintedSource) -> str:
    title, outlet, url = printable(source.title), printable(source.outlet), web_address(source.url)
    named = title if title.endswith(outlet) else f"{title} | {outlet}" if title else outlet
    return f"  {source.rank}. [{source.rank}]\n    {named}" + (f"\n    {url}" if url else "")


def _notices(edition: Edition, look: Look, words: Words, *, marks: bool) -> list[str]:
    notices = [words.single] if edition.independent_sources <= 1 else []
    if marks or look.approved_by is None or look.approved_at is None:
        return notices
    made = printable(look.disclosure or words.made)
    return [*notices, f"{made} {words.approved.format(printable(look.approved_by), words.time(look.approved_at, look.zone))}"]
