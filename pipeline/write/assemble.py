"""Chosen sentences into printed ones: names introduced, attribution where one origin alone speaks, citations that hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.facts import people as persons
from pipeline.facts import voice
from pipeline.facts.align import co_cited
from pipeline.values import Citation, DraftSentence, How, Source
from pipeline.verify import tokens
from pipeline.verify.draft import verify_sentence
from pipeline.verify.repair import repaired
from pipeline.write import introductions, rewrite, roles, told
from pipeline.write.context import stems
from pipeline.write.material import Material
from pipeline.write.prepare import Pick, understood
from pipeline.write.sections import Planned


@dataclass(slots=True)
class Page:
    """What the reader knows by now: who has been introduced, which years were given, which outlet spoke last."""

    story: Material
    sources: dict[tuple[str, int], Source]
    independent: int
    met: set[str] = field(default_factory=set)
    years: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    currencies: set[str] = field(default_factory=set)
    printed: set[int] = field(default_factory=set)
    spoke: str | None = None
    credited: bool = False
    known: frozenset[str] = frozenset()

    def copy(self) -> Page:
        """A page of its own with the same on it."""
        return replace(
            self,
            met=set(self.met),
            years=set(self.years),
            days=set(self.days),
            currencies=set(self.currencies),
            printed=set(self.printed),
        )


def print_section(section: Planned, page: Page, *, opening: bool) -> tuple[DraftSentence, ...]:
    """The section's sentences, each proved; one that cannot be proved in any form is left out, and what leans on it too."""
    found: list[DraftSentence] = []
    page.credited = False
    for passage in section.passages:
        for number, pick in enumerate(passage.picks):
            if not understood(pick, page.known, page.printed):
                continue
            sentence = _printed(pick, page, first=number == 0, opening=opening and not found)
            if sentence is not None:
                sentence = _spoken_on(sentence, found, page)
                page.printed.add(pick.place)
                page.known |= stems(sentence.text)
                found.append(sentence)
    return tuple(found)


def printable(pick: Pick, page: Page) -> bool:
    """Whether the pick can open the article: in one of its forms it is proved by what it cites."""
    return _printed(pick, page.copy(), first=True, opening=True) is not None


def _printed(pick: Pick, page: Page, *, first: bool, opening: bool) -> DraftSentence | None:
    citations = cite(pick, page)
    met, years, currencies = set(page.met), set(page.years), set(page.currencies)
    plain = retold(pick, page, years, currencies, opening=opening)
    named = introductions.introduce(plain, page.story.known, met)
    stranger = roles.stranger(named, page.story.known, page.met | page.story.heroes())
    presented = _presented(named, stranger, pick, page) if stranger else None
    if stranger is None:
        presented = _met(named, pick, page)
        if presented is None and _unmet(named, pick, page):
            return None
    if stranger and presented is None and not opening and len(pick.supporters) < 2:
        return None  # somebody speaks of whom no source says who they are
    if presented is not None:
        named, citations = presented
    # one "X reported" a section: the others are seen by their citation
    attributed = _attributed(named, pick, page, citations) if first and not opening and not page.credited else named
    for text in dict.fromkeys((attributed, named, plain, pick.text)):
        # what a rewording took from elsewhere is cited from there, before the sentence is given up
        sentence = repaired(sentence_of(text, pick, page, citations), page.sources)
        if not verify_sentence(sentence, page.sources):
            page.years, page.currencies = years, currencies
            page.days |= told.days_of(text)
            page.met = (met if text in {attributed, named} else page.met) | introductions.presented(text, page.story.known)
            page.credited |= text == attributed != named
            page.spoke = _outlet(pick, page) if text == attributed != named else page.spoke
            return sentence
    return None


def _spoken_on(sentence: DraftSentence, before: Sequence[DraftSentence], page: Page) -> DraftSentence:
    """The sentence without "X said" where the one before it quotes X from the same source; as it is where not proved."""
    if not before or before[-1].citations[0].article != sentence.citations[0].article:
        return sentence
    text = told.spoken_on(sentence.text, [one.text for one in before])
    trial = replace(sentence, text=text, how="derived")
    return sentence if text == sentence.text or verify_sentence(trial, page.sources) else trial


def _unmet(text: str, pick: Pick, page: Page) -> list[persons.Person]:
    """Whom the sentence names as known, and the reader has not met."""
    people = [page.story.roles[stem][0] for stem in pick.presents]
    known = [person for person in people if tokens.stem(person.surname) not in page.known and person.full not in page.met]
    return [person for person in known if not roles.has_role(tokens.unquoted(text), person)]


def _met(text: str, pick: Pick, page: Page) -> tuple[str, tuple[Citation, ...]] | None:
    """The text with who these people are; None where it needs no such thing, or has no room for it."""
    unmet = _unmet(text, pick, page)
    return _presented(text, unmet[0], pick, page) if len(unmet) == 1 else None


def _presented(text: str, person: persons.Person, pick: Pick, page: Page) -> tuple[str, tuple[Citation, ...]] | None:
    """The text with who the person is, and the sentence that says so cited too; None where no source says it."""
    role = roles.role(person, page.story.candidates, page.story.voices)
    # who was put for a pronoun is proved by this sentence's own neighbours or not at all
    if role is None or person.surname not in page.story.candidates[pick.place].text:
        return None
    with_role = roles.with_role(text, person, role)
    citation = page.story.report(role.place).citation(page.story.candidates[role.place].index)
    return (with_role, tuple(dict.fromkeys((*cite(pick, page), citation)))) if with_role != text else None


def sentence_of(text: str, pick: Pick, page: Page, citations: Sequence[Citation] = ()) -> DraftSentence:
    """The text as a sentence of the draft, with its citations and how it was made."""
    cited = tuple(citations) or cite(pick, page)
    candidate = page.story.candidates[pick.place]
    # a mark that was put back to a quotation of several sentences is no word of the source's sentence
    frozen = page.story.reports[candidate.report].article.sentence(candidate.index)
    how: How = "verbatim" if text == candidate.text == frozen.strip() else "derived"
    return DraftSentence(rewrite.styled(text), cited, how)


def cite(pick: Pick, page: Page) -> tuple[Citation, ...]:
    """The sentence's own source first, then one sentence of each other origin that says the same."""
    candidate = page.story.alignment.candidates[pick.place]
    places = [pick.place, *co_cited(pick.place, pick.text, page.story.alignment, page.story.reports)]
    places += _in_two(pick, places, page)
    found = [
        page.story.reports[page.story.alignment.candidates[i].report].citation(page.story.alignment.candidates[i].index)
        for i in places
    ]
    own = page.story.reports[candidate.report].citation(candidate.index)
    kept = [own]
    for citation in found[1:]:
        trial = DraftSentence(pick.text, (*kept, citation), "derived")
        if not any(problem.kind == "decoration" for problem in verify_sentence(trial, page.sources)):
            kept.append(citation)
    return tuple(kept)


def _in_two(pick: Pick, places: Sequence[int], page: Page) -> list[int]:
    """Of each other origin that says it in two sentences, the one that says more of it; the proof judges it."""
    alignment = page.story.alignment
    left = alignment.supporters(pick.place) - {alignment.origins[place] for place in places}
    mine = tokens.content(pick.text)
    usable = [
        place
        for place, candidate in enumerate(alignment.candidates)
        if alignment.origins[place] in left
        and candidate.flaw in {None, "half a quotation"}
        and len(mine & candidate.stems) >= 3
    ]
    if tokens.quotations(pick.text):
        return []  # a quotation is backed by who quotes it
    best = {alignment.origins[place]: place for place in sorted(usable, key=lambda i: float(alignment.cover[pick.place, i]))}
    return [best[origin] for origin in sorted(best)][: max(0, 4 - len(places))]


def _outlet(pick: Pick, page: Page) -> str:
    return page.story.reports[page.story.alignment.candidates[pick.place].report].source.outlet


def _attributed(text: str, pick: Pick, page: Page, citations: Sequence[Citation]) -> str:
    """With its outlet named, where no second origin says it and nobody is named as saying it."""
    outlet = _outlet(pick, page)
    report = page.story.reports[page.story.alignment.candidates[pick.place].report]
    alone = len(citations) == 1 and not page.story.alignment.echoed(pick.place)
    if (
        not alone
        or report.primary
        or not outlet
        or page.independent < 2
        or page.spoke == outlet
        or voice.ATTRIBUTED.search(text)
        or outlet in text
    ):
        return text
    if not text.endswith(".") or tokens.quotations(text):
        return text
    name = f"the {outlet}" if _PAPER.search(outlet) and not outlet.lower().startswith("the ") else outlet
    if len(tokens.words(text)) <= 20:
        return f"{text[:-1]}, {name} reported."
    return f"According to {name}, {_lower(text, page)}"


# papers that are spoken of with an article
_PAPER = re.compile(
    r"\b(?:Times|Post|Journal|Tribune|Gazette|Herald|Guardian|Observer|Standard|Ledger|Chronicle|Telegraph|Register|Star|Globe|"
    r"Courier|Examiner|Sun|Mirror|Independent|Economist|Press|Sentinel|Inquirer|Monitor|Review|Examiner|Dispatch|Mail)$"
)


def _lower(text: str, page: Page) -> str:
    """With a small first letter where the first word is no name: one that the story nowhere has capital inside a sentence."""
    first = re.match(r"[\w’'-]+", text)
    if first is None or first.group() == "I" or re.match(r"[A-Z]\w*[A-Z]", text):
        return text
    word = first.group()
    # of "Election-harried" the first half tells whether it is a name
    head = word.split("-")[0].removesuffix("'s").removesuffix("’s")
    small = any(re.search(rf"\b{re.escape(head.lower())}\b", candidate.text) for candidate in page.story.candidates)
    named = tokens.stem(word) in page.story.names or tokens.stem(head) in page.story.names
    if word.lower() in tokens.STOP or not named or (small and not _inside(head, page.story)):
        return text[0].lower() + text[1:]
    return text


def _inside(word: str, story: Material) -> bool:
    """Whether the word has its capital inside a sentence somewhere."""
    pattern = re.compile(rf"[a-z,;] {re.escape(word)}\b")
    return any(pattern.search(candidate.text) for candidate in story.candidates)


def retold(pick: Pick, page: Page, years: set[str], currencies: set[str], *, opening: bool) -> str:
    """The pick's text without what the reader knows by now; ``years`` and ``currencies`` collect what it tells."""
    reports = page.story.reports
    source = page.story.candidates[pick.place].text
    text = told.once(pick.text, source, page.days, opening=opening)
    text = told.one_year(text, source, years, told.current_year(reports))
    return told.one_currency(text, reports, currencies)
