"""What stands behind a sentence of ours: the origins of the claim it makes, and how many outlets print that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.facts.ledger import Ledger
from pipeline.values import Draft, DraftSentence, Fact, Section
from pipeline.verify import tokens

_SAYS = 0.6


def counted(draft: Draft, ledger: Ledger) -> Draft:
    """The draft with the origins and outlets of each sentence, headline and dek included: those of its main claim.

    The main claim is the most widely printed fact that the sentence gives and cites; where it gives none, what it cites counts.
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
    if not sentence.citations or ledger.behind is None:
        return sentence
    given = _given(sentence, ledger.facts)
    if given and sentence.how != "written":
        main = max(given, key=lambda fact: (len(fact.citations), -len(fact.origins)))
        return replace(sentence, origins=len(main.origins), outlets=main.outlets)
    places = ledger.behind.places(sentence.citations)
    if not places:
        return sentence
    outlets = {ledger.behind.outlet(place) for place in places}
    return replace(sentence, origins=len(ledger.behind.origins(places)), outlets=len(outlets))


def _given(sentence: DraftSentence, facts: Sequence[Fact]) -> list[Fact]:
    cited, said = set(sentence.citations), tokens.content(sentence.text)
    given = [fact for fact in facts if cited & set(fact.citations) and _gives(sentence.text, said, fact)]
    # a sentence that quotes claims that these words were said
    return [fact for fact in given if fact.kind == "quote"] or given


def _gives(text: str, said: frozenset[str], fact: Fact) -> bool:
    if fact.value is not None and fact.kind != "quote":
        return fact.value in text
    claim = tokens.content(fact.value if fact.value is not None else fact.about or fact.text)
    return bool(claim) and len(claim & said) >= _SAYS * len(claim)
