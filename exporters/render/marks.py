"""Labels resolved: which sentence of ours stands on which sentences of whom, and how many reports that makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from exporters.render.clean import directive, printable, web_address, with_directives
from exporters.render.words import Words
from pipeline.errors import RecordError
from pipeline.values import CitedSentence, Edition, PrintedSentence, PrintedSource

_LABEL = re.compile(r"([0-9]{1,6})-([0-9]{1,6})")


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation as it stands in the text: one source, and the sentences of it that are meant."""

    source: PrintedSource
    cited: tuple[CitedSentence, ...]

    @property
    def rank(self) -> int:
        """The number readers see."""
        return self.source.rank

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels of the sentences, in the order in which they are cited."""
        return tuple(cited.label for cited in self.cited)

    @property
    def address(self) -> str | None:
        """Where the sentences stand on the web: a browser goes to the first and marks all."""
        return _address(self.cited, self.source)


@dataclass(frozen=True, slots=True)
class Tally:
    """How broad the coverage is, as the strip under the headline says it.

    ``independent_low`` is smaller than ``independent`` where owners are not known. ``single`` counts the sentences of the
    text that one outlet alone reports.
    """

    outlets: int
    independent: int
    independent_low: int
    primary: int
    single: int


class Marks:
    """The citations of one edition. Raises RecordError where a label leads nowhere: such an edition is never printed."""

    def __init__(self, edition: Edition) -> None:
        self._story = edition.story
        self._conflicts = edition.conflicts
        self._sources = {source.rank: source for source in edition.sources}
        self._cited = {cited.label: cited for cited in edition.cited}
        for labels in (*all_labels(edition), tuple(self._cited)):
            self.of(labels)

    def of(self, labels: tuple[str, ...]) -> tuple[Mark, ...]:
        """Give the marks for these labels: one a source, in the order in which the sources are first named."""
        by_rank: dict[int, list[CitedSentence]] = {}
        for label in dict.fromkeys(labels):
            cited = self._cited.get(label)
            named = _LABEL.fullmatch(label)
            if cited is None or named is None or int(named[1]) != cited.rank or cited.rank not in self._sources:
                raise RecordError(
                    f"story {self._story}: the citation {label!r} leads to no cited sentence of a listed source; draft it again"
                )
            by_rank.setdefault(cited.rank, []).append(cited)
        return tuple(Mark(self._sources[rank], tuple(cited)) for rank, cited in by_rank.items())

    def alone(self, sentence: PrintedSentence) -> PrintedSource | None:
        """Give the source whose outlet alone reports what the sentence says; None where others do, or it is not known.

        A sentence that cites one outlet may be in many: it is said of nobody where the draft did not count them.
        """
        sources = [mark.source for mark in self.of(sentence.labels)]
        alone = len({source.outlet for source in sources}) == 1 and sentence.outlets == 1 and sentence.origins <= 1
        return sources[0] if alone else None

    def disputed(self, sentence: PrintedSentence) -> int | None:
        """Give which disagreement (from 1) the sentence gives a value of, None where it gives none.

        It cites a sentence that gives one of the values, and has the value in its words.
        """
        shown = _plain(sentence.text)
        for number, conflict in enumerate(self._conflicts, 1):
            labels = {label for _, given in conflict.values for label in given}
            given = any(_stands_in(_plain(value), shown) for value, _ in conflict.values)
            if given and not labels.isdisjoint(sentence.labels):
                return number
        return None


def all_labels(edition: Edition) -> Iterator[tuple[str, ...]]:
    """Give the labels of everything that cites: headline, dek, each sentence, each disputed value."""
    yield edition.headline.labels
    yield edition.dek.labels
    for sentence in body(edition):
        yield sentence.labels
    for conflict in edition.conflicts:
        yield from (labels for _, labels in conflict.values)


def body(edition: Edition) -> tuple[PrintedSentence, ...]:
    """Give the sentences of the text in reading order, without headline and dek."""
    return tuple(sentence for section in edition.sections for sentence in section.sentences)


def cited_of(edition: Edition, source: PrintedSource) -> tuple[CitedSentence, ...]:
    """Give the cited sentences of one source in the order in which they stand there."""
    of_source = [cited for cited in edition.cited if cited.rank == source.rank]
    return tuple(sorted(of_source, key=lambda cited: _sentence_number(cited.label)))


def address_of(cited: CitedSentence, source: PrintedSource) -> str | None:
    """Give the address of a cited sentence on the web, None where its source has none."""
    return _address((cited,), source)


def quotation(cited: CitedSentence) -> str:
    """Give the excerpt as it is shown: one that was cut ends with an ellipsis."""
    excerpt = printable(cited.excerpt)
    return excerpt if cited.whole or not excerpt else excerpt.rstrip("… ") + " …"


def tally(edition: Edition) -> Tally:
    """Give the number of outlets, of independent reports, of primary sources, and of sentences from a single source.

    Raises RecordError where a citation leads nowhere.
    """
    marks = Marks(edition)
    return Tally(
        outlets=len({source.outlet for source in edition.sources}),
        independent=edition.independent_sources,
        independent_low=edition.independent_low,
        primary=sum(source.role == "primary" for source in edition.sources),
        single=sum(marks.alone(sentence) is not None for sentence in body(edition)),
    )


def strip(edition: Edition, words: Words) -> list[str]:
    """Give how broad the coverage is in words, each part beginning with its number; what is none is left out."""
    counts = tally(edition)
    reports = words.range(counts.independent_low, counts.independent, words.reports)
    rest = ((counts.primary, words.primaries), (counts.single, words.single_sentences))
    return [words.count(counts.outlets, words.outlets), reports, *(words.count(count, forms) for count, forms in rest if count)]


def explained(edition: Edition) -> bool:
    """Whether some sentence has the mark of what one outlet alone reports, which is explained under the article."""
    marks = Marks(edition)
    return any(marks.alone(sentence) for sentence in (edition.headline, edition.dek, *body(edition)))


def first_places(places: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Give for each label the first place that cites it, from places and their labels in reading order."""
    first: dict[str, str] = {}
    for place, labels in places.items():
        for label in labels:
            first.setdefault(label, place)
    return first


def _address(sentences: tuple[CitedSentence, ...], source: PrintedSource) -> str | None:
    url = web_address(source.url)
    return url and with_directives(url, [directive(cited.excerpt, whole=cited.whole) for cited in sentences])


def _plain(text: str) -> str:
    return " ".join(printable(text).casefold().split())


def _stands_in(value: str, text: str) -> bool:
    """Whether the value is there as words of its own: "4" is not in "$1.4 million"."""
    return bool(value) and re.search(rf"(?<![\w.,$€£¥]){re.escape(value)}(?![\w]|[.,]\d)", text) is not None


def _sentence_number(label: str) -> int:
    named = _LABEL.fullmatch(label)
    return int(named[2]) if named else 0
