"""What stands behind a sentence of ours: the origins of the claim it makes, and how many outlets print that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.facts.ledger import Ledger
from pipeline.facts.provenance import Provenance
from pipeline.values import Draft, DraftSentence, Fact, Section
from pipeline.verify import tokens

_SAYS = 0.6


def counted(draft: Draft, ledger: Ledger) -> Draft:
    """The draft with the origins and outlets of each sentence, headline and dek included: of those that say all of it.

    An outlet says a sentence when it states every value and quotation of it and, in the sentences that state them, most of its
    words of meaning; what the sentence cites counts always, and alone where nobody else says it all.
    """
    return replace(
        draft,
        headline=_counted(draft.headline, ledger),
        dek=_counted(draft.dek, ledger),
        sections=tuple(
            Section(section.title, tuple(_counted(sentence, ledger) for sentence in section.sentences))
            for section in draft.sections
        ),
    )


def _counted(sentence: DraftSentence, ledger: Ledger) -> DraftSentence:
    behind = ledger.behind
    if not sentence.citations or behind is None:
        return sentence
    places = behind.places(sentence.citations)
    if sentence.how != "written":
        places = tuple(dict.fromkeys((*places, *_saying(sentence, ledger.facts, behind))))
    if not places:
        return sentence
    outlets = {behind.outlet(place) for place in places}
    # of a dispute each side is from somewhere
    origins = {origin.key for side in _sides(places, ledger) for origin in behind.origins(side)}
    return replace(sentence, origins=len(origins), outlets=len(outlets))


def _sides(places: Sequence[int], ledger: Ledger) -> list[tuple[int, ...]]:
    """The cited sentences by what they give, where they are those of a dispute; else all of them as one."""
    for conflict in ledger.conflicts:
        sides = [ledger.behind.places(value.citations) for value in conflict.values] if ledger.behind else []
        if (
            sides
            and all(set(side) & set(places) for side in sides)
            and set(places) <= {place for side in sides for place in side}
        ):
            return sides
    return [tuple(places)]


def _saying(sentence: DraftSentence, facts: Sequence[Fact], behind: Provenance) -> list[int]:
    """The sentences of every report that says what this one says, beyond those that it cites."""
    given = _given(sentence, facts)
    valued = [fact for fact in given if fact.value is not None]
    numbers = {number.value for number in tokens.quantities(sentence.text, "en")}
    told = {number.value for fact in valued for number in tokens.quantities(fact.value or "", "en")}
    if not given or (valued and numbers - told):
        return []  # it has a value that no fact is of: who else has that is not known
    stated = [frozenset(citation.article for citation in fact.citations) for fact in (valued or given)]
    everybody = frozenset[str]().union(*stated)
    said = tokens.content(sentence.text)
    found: list[int] = []
    for article in sorted(everybody):
        if not all(article in those for those in stated):
            continue
        there = behind.places([citation for fact in given for citation in fact.citations if citation.article == article])
        words = frozenset[str]().union(*(behind.candidates[place].stems for place in there))
        foreign = any(behind.reports[behind.candidates[place].report].foreign for place in there)
        if (foreign and valued) or len(said & words) >= _SAYS * len(said):
            found += there
    return found


def _given(sentence: DraftSentence, facts: Sequence[Fact]) -> list[Fact]:
    cited, said = set(sentence.citations), tokens.content(sentence.text)
    given = [fact for fact in facts if cited & set(fact.citations) and _gives(sentence.text, said, fact)]
    # a sentence that quotes claims that these words were said
    return [fact for fact in given if fact.kind == "quote"] or given


def _gives(text: str, said: frozenset[str], fact: Fact) -> bool:
    if fact.value is not None and fact.kind != "quote":
        return re.search(rf"(?<![\w.,]){re.escape(fact.value)}(?![\w])", text) is not None
    claim = tokens.content(fact.value if fact.value is not None else fact.about or fact.text)
    return bool(claim) and len(claim & said) >= _SAYS * len(claim)
