"""Labels resolved: which sentence of ours stands on which sentences of whom, and how many reports that makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from exporters.render.clean import cut_address, printable, sentence_address, web_address
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
        """Where the first of the sentences stands on the web."""
        return address_of(self.cited[0], self.source)


@dataclass(frozen=True, slots=True)
class Tally:
    """How broad the coverage is, as the strip under the headline says it.

    ``independent_low`` is smaller than ``independent`` where owners are not known.
    """

    outlets: int
    independent: int
    independent_low: int
    primary: int


class Marks:
    """The citations of one edition. Raises RecordError where a label leads nowhere: such an edition is never printed."""

    def __init__(self, edition: Edition) -> None:
        self._story = edition.story
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
    url = web_address(source.url)
    if url is None:
        return None
    return sentence_address(url, cited.excerpt) if cited.whole else cut_address(url, cited.excerpt)


def quotation(cited: CitedSentence) -> str:
    """Give the excerpt as it is shown: one that was cut ends with an ellipsis."""
    excerpt = printable(cited.excerpt)
    return excerpt if cited.whole or not excerpt else excerpt.rstrip("… ") + " …"


def tally(edition: Edition) -> Tally:
    """Give the number of outlets, of independent reports and of primary sources."""
    return Tally(
        outlets=len({source.outlet for source in edition.sources}),
        independent=edition.independent_sources,
        independent_low=edition.independent_low,
        primary=sum(source.role == "primary" for source in edition.sources),
    )


def first_places(places: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Give for each label the first place that cites it, from places and their labels in reading order."""
    first: dict[str, str] = {}
    for place, labels in places.items():
        for label in labels:
            first.setdefault(label, place)
    return first


def _sentence_number(label: str) -> int:
    named = _LABEL.fullmatch(label)
    return int(named[2]) if named else 0
