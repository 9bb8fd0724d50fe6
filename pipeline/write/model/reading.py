"""An answer of a model into what it says: headline, dek, sections of sentences, each with the labels that it cites.

Two forms are read: the JSON that was asked for (also fenced, also with talk around it), and text with marks of citations, where
``#`` heads the article, ``##`` a section and the first paragraph is the dek. Nothing else of an answer is looked at: no id, no
state, no source, no category.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.errors import ModelSilent
from pipeline.languages import language
from pipeline.sentences import split
from pipeline.write.model.marks import Label, read_labels, read_marks

_LONGEST = 100_000
_MOST_SECTIONS, _MOST_SENTENCES = 24, 120
_THOUGHT = re.compile(r"</think(?:ing)?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence as the model gave it, unproved and uncleaned, with the labels that it cites."""

    text: str
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class SaidSection:
    """A section of the answer; the opening may have a title, which is not printed."""

    title: str | None
    sentences: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A whole answer."""

    headline: Said
    dek: Said
    sections: tuple[SaidSection, ...]

    @property
    def sentences(self) -> tuple[Said, ...]:
        """The body in reading order."""
        return tuple(sentence for section in self.sections for sentence in section.sentences)


def read_answer(text: str, *, marked: bool, code: str = "en") -> Told:
    """What the answer says; ``marked`` tells that text with marks was asked for. Raises ModelSilent where it says nothing."""
    given = _THOUGHT.split(text[:_LONGEST])[-1]
    told = _of_json(given, code)
    if told is None and marked:
        told = _of_text(given, code)
    if told is None:
        raise ModelSilent("its answer is not the JSON that was asked for")
    if not told.sentences:
        raise ModelSilent("its answer has no sentences")
    return told


# --------------------------------------------------------------------------- JSON


def _of_json(text: str, code: str) -> Told | None:
    given = next((one for one in _objects(text) if "sections" in one), None)
    if given is None:
        return None
    sections = []
    for section in _records(given.get("sections"))[:_MOST_SECTIONS]:
        sentences = [said for one in _listed(section.get("sentences")) for said in _said(one, code)]
        sections.append(SaidSection(_text(section.get("title")) or None, tuple(sentences[:_MOST_SENTENCES])))
    return Told(_whole(given.get("headline")), _whole(given.get("dek")), tuple(sections))


def _objects(text: str) -> Iterator[Mapping[str, Any]]:
    """The JSON objects that stand in a text, the first that can be read from each opening brace; few braces are tried."""
    decoder = json.JSONDecoder()
    starts = [match.start() for match in re.finditer(r"\{", text)][:20]
    end = -1
    for start in starts:
        if start < end:
            continue
        try:
            found, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, Mapping):
            yield found


def _listed(given: Any) -> Sequence[Any]:
    return given if isinstance(given, list) else []


def _records(given: Any) -> list[Mapping[str, Any]]:
    return [one for one in _listed(given) if isinstance(one, Mapping)]


def _text(given: Any) -> str:
    return given if isinstance(given, str) else ""


def _cites(given: Any) -> tuple[Label, ...]:
    if isinstance(given, str):
        return read_labels(given)
    return tuple(dict.fromkeys(label for one in _listed(given)[:40] if isinstance(one, str) for label in read_labels(one)))


def _whole(given: Any) -> Said:
    """Headline and dek: a text with its citations, the marks inside it counted in."""
    if isinstance(given, str):
        given = {"text": given}
    if not isinstance(given, Mapping):
        return Said("", ())
    marked = read_marks(_text(given.get("text")))
    return Said(marked.text, tuple(dict.fromkeys((*_cites(given.get("cites")), *marked.labels(0, len(marked.text))))))


def _said(given: Any, code: str) -> list[Said]:
    """One entry of a section; an entry of several sentences is several, each with what the entry cites."""
    if isinstance(given, str):
        given = {"text": given}
    if not isinstance(given, Mapping):
        return []
    cites = _cites(given.get("cites"))
    return [Said(one.text, tuple(dict.fromkeys((*cites, *one.labels)))) for one in _sentences(_text(given.get("text")), code)]


# --------------------------------------------------------------------------- text with marks


def _of_text(text: str, code: str) -> Told | None:
    headline, dek = Said("", ()), Said("", ())
    sections: list[tuple[str | None, list[Said]]] = [(None, [])]
    for paragraph in re.split(r"\n\s*\n|\n(?=#)|(?<=^)(?=#)", text):
        block = paragraph.strip()
        head = re.match(r"(#{1,6})[ \t]+([^\n]+)\n?", block)
        if head and not headline.text and len(head[1]) == 1:
            marked = read_marks(head[2])
            headline = Said(marked.text.strip(), marked.labels(0, len(marked.text)))
        elif head:
            sections.append((read_marks(head[2]).text.strip(), []))
        rest = (block[head.end() :] if head else block).strip()
        if not rest:
            continue
        sentences = _sentences(" ".join(rest.split()), code)
        if headline.text and not dek.text and len(sections) == 1 and not sections[0][1]:
            dek = Said(
                " ".join(one.text for one in sentences), tuple(dict.fromkeys(x for one in sentences for x in one.labels))
            )
        else:
            sections[-1][1].extend(sentences[:_MOST_SENTENCES])
    first = next((said for _, said in sections if said), [])
    opening = tuple(dict.fromkeys(label for one in first for label in one.labels))
    # an endpoint that cites by itself cites in sentences: what heads them stands on what the text opens with
    headline, dek = (Said(said.text, said.labels or opening) for said in (headline, dek))
    kept = tuple(SaidSection(title, tuple(said)) for title, said in sections if said)[:_MOST_SECTIONS]
    return Told(headline, dek, kept) if headline.text else None


def _sentences(paragraph: str, code: str) -> list[Said]:
    marked = read_marks(paragraph)
    spans = split(marked.text, language(code))
    return [Said(marked.text[span.start : span.end], marked.labels(span.start, span.end)) for span in spans]
