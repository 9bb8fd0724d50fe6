"""The pane beside a draft: every source with the reasons for its rank, its text, and where each sentence of it is used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from pipeline.independence import address_warning
from pipeline.values import Article, Draft, Outlet, Role, Source
from review.pages import ShownTime, safe_link, shown_moment
from review.sheet import Line, Sheet, source_anchor

FULL_TEXTS = 25
"""So many sources show their whole text at once; further ones do when they are cited or asked for."""

ROLE_WORDS: Mapping[Role, str] = {
    "primary": "primary document",
    "original": "original report",
    "independent": "independent report",
    "rewrite": "rewrite of another report",
    "copy": "copy",
    "excerpt": "excerpt",
    "aggregation": "aggregation",
}


@dataclass(frozen=True, slots=True)
class Use:
    """A place in the draft where a source sentence is cited."""

    anchor: str
    number: str


@dataclass(frozen=True, slots=True)
class SourceSentence:
    """One sentence of a source, in its place."""

    anchor: str
    label: str
    text: str
    uses: tuple[Use, ...]

    @property
    def used_at(self) -> str:
        """The anchors of the draft's sentences that cite it, separated by spaces."""
        return " ".join(use.anchor for use in self.uses)


@dataclass(frozen=True, slots=True)
class SourceCard:
    """One source. ``paragraphs`` is None where the text is left out for length; ``note`` says why it is not as it should be.

    ``warning`` is what is wrong with its address, "" where nothing is; ``parts`` the sum behind its score, "" if not kept.
    """

    source: Source
    outlet: str
    owner: str | None
    role: str
    link: str | None
    published: ShownTime | None
    language: str | None
    paragraphs: tuple[tuple[SourceSentence, ...], ...] | None
    note: str
    cited: int
    warning: str
    parts: str
    copies: tuple[SourceCard, ...] = ()

    @property
    def anchor(self) -> str:
        """The card's own anchor."""
        return f"source-{self.source.rank}"


def outlet_of(source: Source, outlets: Mapping[str, Outlet]) -> str:
    """What readers call the outlet of a source."""
    known = outlets.get(source.outlet)
    return known.name if known else source.outlet


def is_shown(source: Source, draft: Draft, asked: int | None) -> bool:
    """Whether the pane shows this source's whole text: for its rank, for a citation, or because ``asked`` is its rank."""
    if source.rank <= FULL_TEXTS or source.rank == asked:
        return True
    return any(
        (citation.article, citation.version) == (source.article, source.version)
        for sentence in (draft.headline, draft.dek, *draft.sentences)
        for citation in sentence.citations
    )


def make_cards(
    draft: Draft,
    sheet: Sheet,
    articles: Mapping[tuple[str, int], Article],
    outlets: Mapping[str, Outlet],
    zone: ZoneInfo,
    *,
    asked: int | None = None,
) -> tuple[SourceCard, ...]:
    """The sources by rank, each copy folded under what it copies. ``asked`` is a rank whose text is wanted in any case."""
    uses = _uses(sheet.lines)
    cards = {}
    for source in sorted(draft.sources, key=lambda source: source.rank):
        anchors = {source_anchor(source.rank, n) for n in range(len(source.sentences))}
        cited = len(anchors & uses.keys())
        article = articles.get((source.article, source.version))
        outlet = outlets.get(source.outlet)
        card = SourceCard(
            source=source,
            outlet=outlet_of(source, outlets),
            owner=outlet.owner if outlet else None,
            role=ROLE_WORDS[source.role],
            link=safe_link(source.url),
            published=shown_moment(source.published, zone) if source.published else None,
            language=article.language if article else None,
            paragraphs=None,
            note=_note(source, article),
            cited=cited,
            warning=address_warning(source.url, outlets),
            parts=_sum(source),
        )
        if is_shown(source, draft, asked):
            card = replace(card, paragraphs=_paragraphs(source, article, uses))
        cards[source.article] = card
    return _folded(cards)


def _uses(lines: Iterable[Line]) -> dict[str, list[Use]]:
    uses: dict[str, list[Use]] = defaultdict(list)
    for line in lines:
        for target in dict.fromkeys(cite.target for cite in line.cites if cite.target):
            uses[target].append(Use(line.anchor, line.number))
    return dict(uses)


def _sum(source: Source) -> str:
    """The parts that add up to the score, in words; "" where none were kept."""
    parts = " + ".join(f"{name} {value:.2f}" for name, value in source.parts if round(value, 2))
    return f"{source.score:.2f} = {parts}".replace("+ -", "− ") if parts else ""


def _note(source: Source, article: Article | None) -> str:
    if article is None:
        return "The stored text is gone; these are the sentences that the draft keeps."
    if article.digest != source.digest:
        return "The stored text is not the one this draft was made from; these are the sentences that the draft keeps."
    return ""


def _paragraphs(
    source: Source, article: Article | None, uses: Mapping[str, list[Use]]
) -> tuple[tuple[SourceSentence, ...], ...]:
    """The sentences that the draft keeps, in the paragraphs that the stored text has where it still is the same text."""
    paragraphs: list[list[SourceSentence]] = [[]]
    same = article is not None and article.digest == source.digest and len(article.sentences) == len(source.sentences)
    for number, text in enumerate(source.sentences):
        if number and same and article is not None:
            between = article.text[article.sentences[number - 1].end : article.sentences[number].start]
            if "\n" in between:
                paragraphs.append([])
        anchor = source_anchor(source.rank, number)
        paragraphs[-1].append(SourceSentence(anchor, f"{source.rank}-{number + 1}", text, tuple(uses.get(anchor, ()))))
    return tuple(tuple(paragraph) for paragraph in paragraphs if paragraph)


def _folded(cards: Mapping[str, SourceCard]) -> tuple[SourceCard, ...]:
    """Copies and excerpts under their original, one level deep; one whose original is not here stands by itself."""
    under: dict[str, list[SourceCard]] = defaultdict(list)
    top = []
    for card in cards.values():
        root = _root(card.source, cards)
        if root == card.source.article:
            top.append(card)
        else:
            under[root].append(card)
    return tuple(replace(card, copies=tuple(under[card.source.article])) for card in top)


def _root(source: Source, cards: Mapping[str, SourceCard]) -> str:
    """The article at the end of the chain of copies; a broken chain or a ring ends where it breaks."""
    seen = [source.article]
    while source.copied_from is not None and source.copied_from in cards and source.copied_from not in seen:
        source = cards[source.copied_from].source
        seen.append(source.article)
    return seen[0] if source.copied_from in seen else seen[-1]
