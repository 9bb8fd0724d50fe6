"""What a model said, sentence by sentence, held against what it cites: what may stand in the draft, or why it may not.

The proof is ``pipeline.verify``'s, the same as for every other draft. Here is only what a model's text needs before it: labels
of the closed set, plain text, days in house form, a length.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.protocols import NumberedSource
from pipeline.values import Citation, Draft, DraftSentence, Problem, Source, Style, Update
from pipeline.verify import copying, relative, tokens
from pipeline.verify.draft import verify_sentence
from pipeline.verify.repair import repaired
from pipeline.write import days, rewrite
from pipeline.write.material import Material
from pipeline.write.model.cleaning import LONGEST, cleaned
from pipeline.write.model.marks import Label
from pipeline.write.model.reading import Said

_MOST_CITATIONS = 12
# a sentence this much longer than the house's longest is refused
_TOO_LONG = 1.3


@dataclass(frozen=True, slots=True)
class Refused:
    """A sentence of the answer that may not stand: the kinds of its faults, each with the words of it that are at fault.

    ``citations`` are those that exist and were sent.
    """

    said: Said
    faults: tuple[tuple[str, str], ...]
    citations: tuple[Citation, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its faults, each once."""
        return tuple(dict.fromkeys(kind for kind, _ in self.faults))


@dataclass(frozen=True, slots=True)
class Gate:
    """What sentences are held against: the story and its sources, the labels that were sent, what was superseded."""

    sources: Mapping[tuple[str, int], Source]
    closed: Mapping[Label, Citation]
    story: Material
    updates: tuple[Update, ...] = ()

    @property
    def style(self) -> Style:
        """The house style."""
        return self.story.style

    def citations(self, labels: Sequence[Label]) -> tuple[Citation, ...]:
        """The citations of the labels that were sent; all others are dropped."""
        return tuple(dict.fromkeys(self.closed[label] for label in labels if label in self.closed))[:_MOST_CITATIONS]


def gate_for(draft: Draft, sent: Sequence[NumberedSource], story: Material) -> Gate:
    """The gate for answers about these sources; ``draft`` is the one without a model, whose sources and updates hold."""
    ranked = {source.rank: source for source in draft.sources}
    closed = {}
    for source in sent:
        for label, _ in source.lines:
            rank, number = map(int, label.split("-"))
            closed[rank, number] = Citation(ranked[rank].article, ranked[rank].version, number - 1)
    sources = {(source.article, source.version): source for source in draft.sources}
    return Gate(sources, closed, story, draft.updates)


def proved(said: Said, gate: Gate) -> DraftSentence | Refused:
    """A sentence of the body, or why it is refused."""
    return _judged(said, gate, titles=False)


def proved_title(said: Said, gate: Gate, *, words: int, characters: int = LONGEST) -> DraftSentence | Refused:
    """Headline or dek, at most so long, or why it is refused."""
    found = _judged(said, gate, titles=True)
    if isinstance(found, Refused):
        return found
    if len(found.text.split()) > words or len(found.text) > characters:
        return Refused(said, (("length", f"over {words} words"),), found.citations)
    stale = superseded(found.text, gate.updates)
    return Refused(said, (("superseded", stale),), found.citations) if stale else found


def superseded(text: str, updates: Sequence[Update]) -> str:
    """The value of the text that later coverage replaced, where the new one is not beside it; "" where there is none."""
    return next((update.old for update in updates if update.old and update.old in text and update.new not in text), "")


def _judged(said: Said, gate: Gate, *, titles: bool) -> DraftSentence | Refused:
    citations = gate.citations(said.labels)
    text = cleaned(said.text)
    if text is None:
        return Refused(said, (("markup", ""),), citations)
    if not citations:
        return Refused(said, (("uncited", ""),))
    text, undated = _housed(text, citations, gate)
    if undated:
        return Refused(said, (("relative-date", undated),), citations)
    if len(text.split()) > _TOO_LONG * gate.style.sentence_words:
        return Refused(said, (("length", f"over {gate.style.sentence_words} words"),), citations)
    sentence = _undecorated(DraftSentence(text, citations, "written"), gate, titles=titles)
    sentence = sentence if titles else repaired(sentence, gate.sources)
    problems = [problem for problem in verify_sentence(sentence, gate.sources, titles=titles) if problem.blocking]
    if not titles and not problems and (run := _longest_run(text, gate.sources)) > gate.style.run_words:
        problems = [Problem("copied-run", f"{run} words in a row")]
    if problems:
        return Refused(said, tuple((problem.kind, _words(problem, text)) for problem in problems), citations)
    return sentence


def _housed(text: str, citations: Sequence[Citation], gate: Gate) -> tuple[str, str]:
    """The text with house quotes and days; and a relative date of it that no day of what is cited resolves, or ""."""
    text = rewrite.styled(text)
    dates = (source.published for citation in citations if (source := gate.sources.get((citation.article, citation.version))))
    written = next((date.at.date() for date in dates if date), None)
    form = gate.style.date_format
    if any(True for _ in relative.relatives(tokens.unquoted(text), None)):
        text = rewrite.outside(text, lambda part: days.resolved(part, written, form)[0])
        text = rewrite.capital(rewrite.tidy(text))
    else:
        text = rewrite.outside(text, lambda part: days.house_form(part, form))
    left = next((found for found in relative.relatives(tokens.unquoted(text), None)), None)
    return text, text[left.start : left.end] if left else ""


def _undecorated(sentence: DraftSentence, gate: Gate, *, titles: bool) -> DraftSentence:
    """Without the citations that take a problem away when they go: what another sentence says is no ground for this one."""
    for citation in sentence.citations:
        if len(sentence.citations) < 2:
            break
        kinds = [problem.kind for problem in verify_sentence(sentence, gate.sources, titles=titles) if problem.blocking]
        if not kinds:
            break
        fewer = replace(sentence, citations=tuple(one for one in sentence.citations if one != citation))
        left = [problem for problem in verify_sentence(fewer, gate.sources, titles=titles) if problem.blocking]
        if len(left) < len(kinds):
            sentence = fewer
    return sentence


def _longest_run(text: str, sources: Mapping[tuple[str, int], Source]) -> int:
    runs = (copying.runs(text, copying.source_text((source.title, *source.sentences))) for source in sources.values())
    return max((max(found, default=0) for found in runs), default=0)


def _words(problem: Problem, text: str) -> str:
    """The words of our text that are at fault; no word of a source goes back to a model that was not sent it."""
    return "" if problem.start is None or problem.end is None else text[problem.start : problem.end]
