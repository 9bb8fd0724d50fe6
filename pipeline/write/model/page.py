"""The proved sentences of an answer as a page: what was refused is replaced from the draft without a model, or left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.facts.leaning import leans, points
from pipeline.values import Draft, DraftSentence, Section
from pipeline.verify import tokens
from pipeline.verify.claim import Evidence, check
from pipeline.write.kinds import GENERAL, KINDS
from pipeline.write.model.cleaning import cleaned
from pipeline.write.model.gate import Gate, Refused, proved, proved_title, superseded
from pipeline.write.model.reading import Said, Told
from pipeline.write.titles import sentence_case

# two sentences that share so much of the shorter one say the same
_SAME = 0.8
_TITLE_WORDS = 8
_TITLE_COVER = 0.5
_NOTHING = DraftSentence("", ())
# titles that claim nothing: those of the writer without a model, and their like
_PLAIN_TITLES = frozenset(
    {"context", "reactions", "response", "the details", "what happened", "terms", "what happens next", "next steps",
     "the numbers", "outlook", "history", "where sources disagree"}
    | {part.title.lower() for kind in (*KINDS, GENERAL) for part in kind.parts}
)  # fmt: skip
# "What was taken", "The company", "Price and availability": no sentence, and so no claim, if its words are the story's
_NO_CLAIM = re.compile(r"(?:What|How|Where|When|Who) .+|(?:The )?[\w’'-]+(?: (?:and|of|for|in) (?:the )?[\w’'-]+)?")

Judged = DraftSentence | Refused


@dataclass(frozen=True, slots=True)
class Page:
    """A draft's text made of an answer.

    ``refused`` are the sentences of the answer that may not stand, headline and dek first; ``borrowed`` are the texts from the
    draft without a model that stand in their place or were owed, ``written`` counts the model's own sentences in the body.
    """

    headline: DraftSentence
    dek: DraftSentence
    sections: tuple[Section, ...]
    refused: tuple[Refused, ...]
    borrowed: frozenset[str]
    written: int


def page_of(told: Told, base: Draft, gate: Gate) -> Page:
    """The page of an answer; ``base`` is the draft without a model."""
    judged = _in_context(told, gate)
    filled, replaced = _filled(judged, base)
    filled, owed = _with_owed(filled, base)
    headline = proved_title(
        _headline(told.headline, gate), gate, words=gate.style.headline_words, characters=gate.style.headline_characters
    )
    title = base.headline if isinstance(headline, Refused) else headline
    # an answer without a dek leaves it to the base, which is no fault of a sentence
    dek = proved_title(told.dek, gate, words=gate.style.dek_words) if told.dek.text.strip() else base.dek
    under = base.dek if isinstance(dek, Refused) else dek
    texts = [title.text, *(one.text for section in filled for one in section)]
    # a page whose dek says what stands above or below it is better without one
    under = _NOTHING if any(_repeats(under.text, text) for text in texts) else under
    refused = [one for one in (headline, dek, *(one for section in judged for one in section)) if isinstance(one, Refused)]
    titled = [(section.title, sentences) for section, sentences in zip(told.sections, filled, strict=True)]
    written = sum(isinstance(one, DraftSentence) for section in judged for one in section)
    return Page(title, under, _sections(titled, gate), tuple(refused), replaced | owed, written)


def _headline(said: Said, gate: Gate) -> Said:
    """The headline as the house prints one: without a full stop, and its ordinary words small where the style says so."""
    text = said.text.strip().removesuffix(".")
    return Said(sentence_case(text, gate.story) if gate.style.headline_case == "sentence" else text, said.labels)


def _in_context(told: Told, gate: Gate) -> list[list[Judged]]:
    """Each sentence by itself, then beside those before it: nothing twice, nothing that points at what is not there."""
    found: list[list[Judged]] = []
    said_before: list[str] = []
    for place, section in enumerate(told.sections):
        here: list[Judged] = []
        for said in section.sentences:
            one = _beside(proved(said, gate), said, here[-1] if here else None, said_before)
            if isinstance(one, DraftSentence) and place == 0 and (old := superseded(one.text, gate.updates)):
                one = Refused(said, (("superseded", old),), one.citations)
            if isinstance(one, DraftSentence):
                said_before.append(one.text)
            here.append(one)
        found.append(here)
    return found


def _beside(one: Judged, said: Said, before: Judged | None, said_before: Sequence[str]) -> Judged:
    if isinstance(one, Refused):
        return one
    if any(_repeats(one.text, text) for text in said_before):
        return Refused(said, (("repeated", ""),))
    if not isinstance(before, DraftSentence) and points(one.text):
        return Refused(said, (("leaning", ""),), one.citations)
    return one


def _repeats(text: str, other: str) -> bool:
    mine, theirs = tokens.content(text), tokens.content(other)
    values = [{number.value for number in tokens.quantities(one)} for one in (text, other)]
    if all(values) and not values[0] & values[1]:
        return False  # two values of one thing are two things to say
    return bool(mine and theirs) and len(mine & theirs) >= _SAME * min(len(mine), len(theirs))


def _filled(judged: Sequence[Sequence[Judged]], base: Draft) -> tuple[list[tuple[DraftSentence, ...]], frozenset[str]]:
    """The sections with each refused sentence replaced by one of the base that cites the same, once, or left out."""
    printed = [one.text for section in judged for one in section if isinstance(one, DraftSentence)]
    replaced: list[str] = []
    sections = []
    for section in judged:
        kept: list[DraftSentence] = []
        for one in section:
            if isinstance(one, DraftSentence):
                kept.append(one)
            elif (instead := next(_instead(one, base, [*printed, *replaced]), None)) is not None:
                replaced.append(instead.text)
                kept.append(instead)
        sections.append(tuple(kept))
    return sections, frozenset(replaced)


def _instead(refused: Refused, base: Draft, there: Sequence[str]) -> Iterator[DraftSentence]:
    cited = set(refused.citations)
    for sentence in base.sentences:
        same = cited & set(sentence.citations)
        if same and not leans(sentence.text, None) and not any(_repeats(sentence.text, text) for text in there):
            yield sentence


def _with_owed(
    filled: Sequence[tuple[DraftSentence, ...]], base: Draft
) -> tuple[list[tuple[DraftSentence, ...]], frozenset[str]]:
    """With what the base tells and the answer passes over, behind the opening.

    That is a dispute of which the answer gives one side, and the newest value of what has changed.
    """
    text = " ".join(sentence.text for section in filled for sentence in section)
    one_sided = [values for one in base.conflicts if _some(values := [each.value for each in one.values], text)]
    found: list[DraftSentence] = []
    for values in [*one_sided, *([update.new] for update in base.updates if update.new not in text)]:
        told = (one for one in base.sentences if all(value in one.text for value in values) and not leans(one.text, None))
        if (sentence := next(told, None)) is not None and sentence.text not in text and sentence not in found:
            found.append(sentence)
    if not found or not filled:
        return list(filled), frozenset()
    return [(*filled[0], *found), *filled[1:]], frozenset(sentence.text for sentence in found)


def _some(values: Sequence[str], text: str) -> bool:
    there = sum(value in text for value in values)
    return 0 < there < len(values)


def _sections(given: Sequence[tuple[str | None, tuple[DraftSentence, ...]]], gate: Gate) -> tuple[Section, ...]:
    """Sections as they are printed: the opening without a title; what is short, untitled or too many joins the one before."""
    found: list[tuple[str | None, tuple[DraftSentence, ...]]] = []
    for title, sentences in given:
        if not sentences:
            continue
        shown = _title(title, sentences, gate) if found else None
        if not found or (shown and len(sentences) >= 2 and len(found) <= gate.style.sections):
            found.append((shown, sentences))
        else:
            found[-1] = (found[-1][0], (*found[-1][1], *sentences))
    return tuple(Section(title, sentences) for title, sentences in found)


def _title(given: str | None, sentences: Sequence[DraftSentence], gate: Gate) -> str | None:
    """The title, where it claims nothing that its section does not say."""
    text = cleaned(given or "")
    if text is None or len(text.split()) > _TITLE_WORDS:
        return None
    text = text.rstrip(".:")
    if text.lower() in _PLAIN_TITLES:
        return text
    if _NO_CLAIM.fullmatch(text) and not tokens.names(text) and not tokens.quantities(text) and _in_story(text, gate):
        return text
    said = Evidence(tuple(sentence.text for sentence in sentences))
    return text if check(text, said, cover=_TITLE_COVER).supported and not superseded(text, gate.updates) else None


def _in_story(title: str, gate: Gate) -> bool:
    """Whether each word of the title is one of the sources'."""
    story = frozenset[str]().union(
        *(tokens.content(text) for source in gate.sources.values() for text in (source.title, *source.sentences))
    )
    return bool(tokens.content(title)) and tokens.content(title) <= story
