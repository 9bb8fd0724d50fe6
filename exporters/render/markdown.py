"""Markdown with front matter for static site generators.

The front matter is YAML whose values are all JSON (which YAML reads as it is). In the body every character that could
mean something to Markdown, to HTML or to a template language (Liquid, Nunjucks, Hugo shortcodes) is escaped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from exporters.render.clean import printable, web_address
from exporters.render.imprint import imprint
from exporters.render.look import Look, permanent_id
from exporters.render.marks import Mark, Marks, address_of, all_labels, cited_of, explained, quotation, strip
from exporters.render.paragraphs import paragraphs
from exporters.render.words import Words, words_of
from pipeline.values import Edition, PrintedSection, PrintedSentence, PrintedSource

_SPECIAL = re.compile(r"[\\`*_\[\]<>{}&~|$^@]|(?<=[{<])[%#]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_AT_LINE_START = re.compile(r"^(?:([#+=:-])|(\d+)([.)])(?=\s|$))")


def markdown(edition: Edition, look: Look) -> str:
    """Give the article as Markdown. Each citation is a number that links to the sentence in its source.

    Raises RecordError where a citation leads nowhere.
    """
    marks, words = Marks(edition), words_of(edition.language)
    dek = escaped(edition.dek.text)
    blocks = [
        _front_matter(edition, look),
        f"*{dek}*{_cited(edition.dek, marks, words)}" if dek else "",
        _strip(edition, marks, words),
        f"**{words.single}**" if edition.independent_sources <= 1 else "",
        *(block for section in edition.sections for block in _section(section, marks, words)),
        *_conflicts(edition, words, marks),
        *_related(edition, words),
        f"## {words.sources}",
        "\n\n".join(_source(edition, source, look, words) for source in edition.sources),
        _imprint(edition, look, words),
        "\n".join(_definitions(edition, marks, look, words)),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def escaped(given: str) -> str:
    """Give the text so that Markdown shows it as it is, wherever it stands in a line."""
    text = _SPECIAL.sub(lambda found: "\\" + found[0], printable(given))
    return _AT_LINE_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", text)


def _front_matter(edition: Edition, look: Look) -> str:
    fields: dict[str, Any] = {
        "title": printable(edition.headline.text),
        "description": printable(edition.dek.text),
        "date": (look.published or edition.updated).isoformat(),
        "lastmod": (look.modified or edition.updated).isoformat(),
        "categories": [printable(edition.category)],
        "language": printable(edition.language),
        "draft": look.approved_by is None,
        "story": printable(edition.story),
        "story_id": permanent_id(edition.story),
        "version": edition.version,
        "revision": look.revision,
        "independent_sources": edition.independent_sources,
        "canonical": look.address,
        "approved_by": printable(look.approved_by) if look.approved_by else None,
        "approved_at": look.approved_at.isoformat() if look.approved_at else None,
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items() if value is not None]
    return "\n".join(["---", *lines, "---"])


def _strip(edition: Edition, marks: Marks, words: Words) -> str:
    parts = strip(edition, words)
    if edition.headline.labels:
        parts.append(f"{words.headline_rests_on}{_cited(edition.headline, marks, words)}")
    return " · ".join(parts)


def _cited(sentence: PrintedSentence, marks: Marks, words: Words) -> str:
    """The numbers after a sentence, and what a reader must know of it beyond them."""
    alone = marks.alone(sentence)
    found = _cites(marks.of(sentence.labels)) + (f" ({escaped(words.only_of(alone))})" if alone else "")
    return found + (f" ({words.disputed})" if marks.disputed(sentence) else "")


def _cites(marks: tuple[Mark, ...]) -> str:
    return "".join(f" {_cite(mark)}" for mark in marks)


def _cite(mark: Mark) -> str:
    return rf"[\[{mark.rank}\]][{_name(mark.labels)}]" if mark.address else rf"\[{mark.rank}\]"


def _name(labels: tuple[str, ...]) -> str:
    return ",".join(labels)


def _destination(url: str) -> str:
    # Brackets could end the link and braces start a template's tag: an address means the same with both written out.
    return re.sub(r"[()<>{}\s\\|\"'`]", lambda found: f"%{ord(found[0]):02X}", url)


def _section(section: PrintedSection, marks: Marks, words: Words) -> list[str]:
    lines = [
        " ".join(escaped(sentence.text) + _cited(sentence, marks, words) for sentence in paragraph)
        for paragraph in paragraphs(section)
    ]
    return [f"## {escaped(section.title)}", *lines] if section.title and lines else lines


def _conflicts(edition: Edition, words: Words, marks: Marks) -> list[str]:
    if not edition.conflicts:
        return []
    blocks = [f"## {words.disagree}"]
    for conflict in edition.conflicts:
        values = [f"- {escaped(value)}{_cites(marks.of(labels))}" for value, labels in conflict.values]
        blocks.append("\n".join([f"{escaped(conflict.about)}:\n", *values]))
    return blocks


def _related(edition: Edition, words: Words) -> list[str]:
    lines = [f"- {_link(reference.headline, web_address(reference.url))}" for reference in edition.cross_references]
    return [f"## {words.related}", "\n".join(lines)] if lines else []


def _link(title: str, url: str | None) -> str:
    return f"[{escaped(title)}]({_destination(url)})" if url else escaped(title)


def _source(edition: Edition, source: PrintedSource, look: Look, words: Words) -> str:
    date = words.moment(source.published, look.zone)
    parts = [escaped(source.outlet), *(escaped(author) for author in source.authors), escaped(date), words.roles[source.role]]
    lines = [f"{source.rank}. {_link(source.title or source.outlet, web_address(source.url))} — {' · '.join(parts)}"]
    indent = " " * max(4, len(str(source.rank)) + 2)
    for cited in cited_of(edition, source):
        url, excerpt = address_of(cited, source), quotation(cited)
        if excerpt:
            lines.append(f"{indent}- {escaped(excerpt)}" + (f" [↗][{cited.label}]" if url else ""))
    return "\n".join(lines)


def _definitions(edition: Edition, marks: Marks, look: Look, words: Words) -> Iterator[str]:
    """Where each citation leads, with outlet and time: reference definitions, which readers of the page do not see."""
    known: dict[str, tuple[str | None, PrintedSource]] = {}
    for mark in (mark for labels in all_labels(edition) for mark in marks.of(labels)):
        known[_name(mark.labels)] = (mark.address, mark.source)
    for source in edition.sources:
        known |= {cited.label: (address_of(cited, source), source) for cited in cited_of(edition, source)}
    for name, (url, source) in known.items():
        if url:
            title = escaped(f"{source.outlet}, {words.moment(source.published, look.zone)}").replace('"', '\\"')
            yield f'[{name}]: {_destination(url)} "{title}"'


def _imprint(edition: Edition, look: Look, words: Words) -> str:
    under = imprint(look, words, only=explained(edition))
    blocks = [f"*{escaped(line)}*" for line in under.made]
    if under.log:
        log = [f"- {escaped(entry.when)}: {escaped(entry.text)}" for entry in reversed(under.log)]
        blocks += [f"## {words.versions}", "\n".join(log)]
    if under.complaints:
        link, shown = under.complaints
        blocks.append(f"{words.complain} " + (f"[{escaped(shown)}]({_destination(link)})" if link else escaped(shown)))
    return "\n\n".join(blocks)
