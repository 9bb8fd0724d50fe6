"""A draft as the desk shows it: each sentence with its marks, its citations resolved to anchors, its problems beside it."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.rulings import Place, refusal
from pipeline.values import Citation, Draft, DraftSentence, How, Problem, SentenceRuling, Source

HOW_WORDS: Mapping[How, str] = {
    "verbatim": "word for word from a source",
    "derived": "put together from source sentences, no word added",
    "written": "written from the cited sentences",
}


@dataclass(frozen=True, slots=True)
class CiteMark:
    """One citation of a sentence. ``target`` is the source sentence's anchor, None where the draft has no such sentence."""

    label: str
    target: str | None
    outlet: str


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the draft. ``pieces`` are its text in parts, each with whether a problem has its place there.

    ``ruling`` is what a person decided on it where it fails: its problems do not block then. ``no_keeping`` and
    ``no_taking_out`` say why it cannot be ruled on so.
    """

    anchor: str
    number: str
    text: str
    pieces: tuple[tuple[str, bool], ...]
    cites: tuple[CiteMark, ...]
    how: How
    how_words: str
    origins: int
    outlets: int
    problems: tuple[Problem, ...]
    ruling: SentenceRuling | None = None
    no_keeping: str = ""
    no_taking_out: str = ""

    @property
    def fails(self) -> bool:
        """Whether a problem of it stops approval."""
        return any(problem.blocking for problem in self.problems)

    @property
    def targets(self) -> str:
        """The anchors of its source sentences, separated by spaces."""
        return " ".join(cite.target for cite in self.cites if cite.target)


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its lines; the opening has no title."""

    title: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A value that some sources give for something, with where."""

    value: str
    cites: tuple[CiteMark, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole draft, ready to be shown. ``general`` are the problems of no sentence, ``placed`` those with theirs."""

    headline: Line
    dek: Line
    parts: tuple[Part, ...]
    conflicts: tuple[tuple[str, tuple[Claim, ...]], ...]
    updates: tuple[tuple[str, Claim, Claim], ...]
    general: tuple[Problem, ...]
    placed: tuple[tuple[Line, Problem], ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Headline, dek and body in reading order."""
        return (self.headline, self.dek, *(line for part in self.parts for line in part.lines))

    @property
    def problems(self) -> int:
        """How many problems there are in all."""
        return len(self.general) + len(self.placed)


@dataclass(frozen=True, slots=True)
class Index:
    """Finds the sources of a draft by article version; ``names`` gives each source's outlet as readers know it."""

    sources: Mapping[tuple[str, int], Source] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, draft: Draft, names: Mapping[int, str]) -> Index:
        """The index of one draft."""
        return cls({(source.article, source.version): source for source in draft.sources}, names)

    def mark(self, citation: Citation) -> CiteMark:
        """A citation as it is shown. One that leads nowhere is shown as that, not hidden."""
        source = self.sources.get((citation.article, citation.version))
        if source is None or not 0 <= citation.sentence < len(source.sentences):
            return CiteMark("no such source sentence", None, "")
        return CiteMark(
            f"{source.rank}-{citation.sentence + 1}", source_anchor(source.rank, citation.sentence), self.names[source.rank]
        )


def source_anchor(rank: int, sentence: int) -> str:
    """The anchor of a source sentence (counted from 0): ``src-2-18`` is sentence 18 of source 2."""
    return f"src-{rank}-{sentence + 1}"


def make_sheet(
    draft: Draft,
    names: Mapping[int, str],
    found: Iterable[Problem] = (),
    rulings: Mapping[Place, SentenceRuling] | None = None,
) -> Sheet:
    """A draft with every citation resolved and every problem at its place.

    ``names`` are outlets by rank; ``found`` are problems besides those that the draft carries, ``rulings`` the ones that hold.
    """
    index = Index.of(draft, names)
    noted = _placed_problems(draft, found)
    count = itertools.count()
    held = rulings or {}
    headline = _ruled(_line(index, draft.headline, "s-headline", "Headline", noted["headline"]), draft, "headline", held)
    dek = _ruled(_line(index, draft.dek, "s-dek", "Dek", noted["dek"]), draft, "dek", held)
    parts = tuple(
        Part(section.title, tuple(_body_line(index, draft, next(count), noted, held) for _ in section.sentences))
        for section in draft.sections
    )
    lines = (headline, dek, *(line for part in parts for line in part.lines))
    return Sheet(
        headline=headline,
        dek=dek,
        parts=parts,
        conflicts=tuple(
            (conflict.about, tuple(Claim(given.value, _marks(index, given.citations)) for given in conflict.values))
            for conflict in draft.conflicts
        ),
        updates=tuple(
            (update.about, Claim(update.old, ()), Claim(update.new, _marks(index, update.citations)))
            for update in draft.updates
        ),
        general=_distinct(noted[None]),
        placed=tuple((line, problem) for line in lines for problem in line.problems),
    )


def _placed_problems(draft: Draft, found: Iterable[Problem]) -> Mapping[int | str | None, list[Problem]]:
    """The problems by body sentence, by "headline" and "dek" (their detail begins with that word), and by None for the rest."""
    placed: dict[int | str | None, list[Problem]] = defaultdict(list)
    for problem in (*draft.problems, *found):
        word, colon, rest = problem.detail.partition(": ")
        if problem.sentence is None and colon and word in {"headline", "dek"}:
            placed[word].append(replace(problem, detail=rest))
        elif problem.sentence is None or problem.sentence < len(draft.sentences):
            placed[problem.sentence].append(problem)
        else:
            placed[None].append(problem)
    return placed


def _body_line(
    index: Index,
    draft: Draft,
    place: int,
    noted: Mapping[int | str | None, list[Problem]],
    held: Mapping[Place, SentenceRuling],
) -> Line:
    return _ruled(_line(index, draft.sentences[place], f"s-{place + 1}", str(place + 1), noted[place]), draft, place, held)


def _ruled(line: Line, draft: Draft, place: Place, held: Mapping[Place, SentenceRuling]) -> Line:
    """The line with what was decided on it, or else with what may be."""
    ruling = held.get(place)
    if ruling is not None:
        return replace(line, ruling=ruling, problems=tuple(replace(one, blocking=False) for one in line.problems))
    if not line.fails:
        return line
    kinds = [problem.kind for problem in line.problems if problem.blocking]
    return replace(
        line,
        no_keeping=refusal(draft, place, kinds, "kept"),
        no_taking_out=refusal(draft, place, kinds, "taken-out"),
    )


def _line(index: Index, sentence: DraftSentence, anchor: str, number: str, more: Sequence[Problem]) -> Line:
    problems = _distinct((*sentence.problems, *more))
    return Line(
        anchor=anchor,
        number=number,
        text=sentence.text,
        pieces=marked_pieces(sentence.text, problems),
        cites=_marks(index, sentence.citations),
        how=sentence.how,
        how_words=HOW_WORDS[sentence.how],
        origins=sentence.origins,
        outlets=sentence.outlets,
        problems=problems,
    )


def _marks(index: Index, citations: Iterable[Citation]) -> tuple[CiteMark, ...]:
    return tuple(index.mark(citation) for citation in citations)


def _distinct(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, though it be noted at the sentence, at the draft and by the check; it blocks if one of them does."""
    once: dict[tuple[str, str], Problem] = {}
    for problem in problems:
        known = once.get((problem.kind, problem.detail))
        if known is None or (problem.blocking and not known.blocking):
            once[problem.kind, problem.detail] = problem
    return tuple(once.values())


def marked_pieces(text: str, problems: Iterable[Problem]) -> tuple[tuple[str, bool], ...]:
    """The text cut where problems begin and end; together the pieces are the text, True where a problem has its place."""
    marked = [False] * len(text)
    for problem in problems:
        if problem.start is not None and problem.end is not None and 0 <= problem.start < problem.end <= len(text):
            marked[problem.start : problem.end] = [True] * (problem.end - problem.start)
    pieces: list[tuple[str, bool]] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or marked[at] != marked[start]:
            pieces.append((text[start:at], marked[start]))
            start = at
    return tuple(pieces)
