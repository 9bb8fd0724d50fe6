"""The ledger of a story as the desk shows it: each claim with from whom it is, who prints it, and what became of it.

What an editor must look at comes first (disputed, replaced, withdrawn), then what most outlets print; the rest is folded away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.values import Draft, Fact, FactKind, FactState
from review.sheet import CiteMark, Claim, Index

KIND_WORDS: Mapping[FactKind, str] = {
    "money": "sum", "count": "count", "measure": "measure", "date": "date", "role": "office", "place": "place",
    "event": "event", "quote": "quotation",
}  # fmt: skip
STATE_WORDS: Mapping[FactState, str] = {
    "current": "", "superseded": "replaced", "disputed": "disputed", "withdrawn": "withdrawn",
}  # fmt: skip
_ORIGIN_WORDS = {
    "document": "a document",
    "statement": "a statement",
    "unnamed": "unnamed sources",
    "reporting": "own reporting",
}
_SAID_BY_KIND = frozenset({"date", "time"})
_OPEN = 12
_CUT = 220


@dataclass(frozen=True, slots=True)
class Row:
    """A claim. ``value`` is "" for an event; ``origins`` are (kind, who); ``became`` says what stands instead or against it.

    ``told`` is the sentence in which the value stands: "30 days" alone says nothing; "" where the claim is a sentence itself.
    """

    kind: str
    value: str
    normal: str
    about: str
    text: str
    told: str
    state: FactState
    state_words: str
    became: str
    origins: tuple[tuple[str, str], ...]
    outlets: int
    cites: tuple[CiteMark, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation that outlets give differently: the words as they are held to be, by what, and who altered them."""

    speaker: str
    words: str
    checked: bool
    cites: tuple[CiteMark, ...]
    altered: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class LedgerView:
    """The ledger ready to be shown: ``open`` rows at once, ``folded`` ones on demand; ``single`` counts those of one outlet."""

    open: tuple[Row, ...]
    folded: tuple[Row, ...]
    wordings: tuple[Quoted, ...]
    disputed: int
    single: int

    @property
    def rows(self) -> int:
        """How many claims there are in all."""
        return len(self.open) + len(self.folded)


def show_ledger(draft: Draft, names: Mapping[int, str]) -> LedgerView | None:
    """The ledger of a draft, None where it has no facts; ``names`` are the outlets by rank."""
    if not draft.facts and not draft.wordings:
        return None
    index = Index.of(draft, names)
    rows = [_row(fact, index) for fact in draft.facts]
    first = [row for number, row in enumerate(rows) if row.state != "current" or (number < _OPEN and row.outlets > 1)]
    return LedgerView(
        open=tuple(first),
        folded=tuple(row for row in rows if row not in first),
        wordings=tuple(
            Quoted(
                wording.speaker or "",
                wording.words,
                wording.checked,
                tuple(map(index.mark, wording.citations)),
                tuple(Claim(other.value, tuple(map(index.mark, other.citations))) for other in wording.others),
            )
            for wording in draft.wordings
        ),
        disputed=sum(row.state == "disputed" for row in rows),
        single=sum(row.outlets == 1 for row in rows),
    )


def _row(fact: Fact, index: Index) -> Row:
    return Row(
        kind=KIND_WORDS[fact.kind],
        value=_shortened(fact.value or ""),
        normal=fact.normal or "",
        about=fact.about if fact.value and fact.about not in _SAID_BY_KIND else "",
        text=_shortened(fact.told),
        told=_shortened(fact.text) if fact.value and fact.kind != "quote" else "",
        state=fact.state,
        state_words=STATE_WORDS[fact.state],
        became=_shortened(fact.superseded_by or fact.disputed_with or ""),
        origins=tuple(_origin(origin) for origin in fact.origins),
        outlets=fact.outlets,
        cites=tuple(map(index.mark, fact.citations)),
    )


def _origin(origin: str) -> tuple[str, str]:
    """(kind in words, who) of an origin as the record has it: ``statement: Brightloom to The Byte``."""
    kind, _, who = origin.partition(": ")
    return _ORIGIN_WORDS.get(kind, kind), who


def _shortened(text: str) -> str:
    return text if len(text) <= _CUT else f"{text[:_CUT].rsplit(' ', 1)[0]} …"
