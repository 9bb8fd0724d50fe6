"""The writer without a model: deterministic, made of the sources' own sentences, every one cited.

    sources -> candidates -> align -> conflicts -> select -> sections -> assemble -> facts

The order of the calls in ``write`` is the order of the work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.protocols import StorySheet
from pipeline.values import CrossReference, Draft, DraftSentence, Problem, Section, State
from pipeline.verify import verify_draft
from pipeline.verify.draft import copied, verify_sentence
from pipeline.write import align, assemble, budget, candidates, conflicts, disputes, facts, headline, kinds, people, sections, select
from pipeline.write.ranking import Ranking, ranking
from pipeline.write.sources import Report, reports

_NOTHING = DraftSentence("", ())


@dataclass(frozen=True, slots=True)
class ExtractiveWriter:
    """Writes in the newsroom's language; sentences in another corroborate and are never printed."""

    language: str = "en"

    def write(self, sheet: StorySheet) -> Draft:
        """A draft of the story. Without a usable article it has no sentences and the blocking problem ``no-evidence``."""
        order = ranking(sheet)
        found = reports(sheet, order, self.language)
        body = _body(sheet, found, order)
        draft = within_budget(_draft(sheet, order, body, self.language))
        return _judged(draft, found)


@dataclass(frozen=True, slots=True)
class _Body:
    headline: DraftSentence = _NOTHING
    dek: DraftSentence = _NOTHING
    sections: tuple[Section, ...] = ()
    facts: tuple[facts.Fact, ...] = ()
    conflicts: tuple[conflicts.Conflict, ...] = ()
    updates: tuple[conflicts.Update, ...] = ()


def _body(sheet: StorySheet, found: Sequence[Report], order: Ranking) -> _Body:
    sentences = candidates.collect(found)
    alignment = align.align(sentences, found)
    ledger = conflicts.find(alignment, found)
    known = people.people(sentences)
    account = budget.account(found, sheet.style.run_words)
    pool = select.prepare(alignment, found, known, ledger.stale, sheet.style)
    kind = kinds.kind_of(" . ".join(s.title for s in order.sources), " ".join(c.text for c in sentences if c.place == 0))
    lead = select.lead_of(pool, alignment, found, kind, [update.new for update in ledger.updates], account)
    if lead is None:
        return _Body(conflicts=ledger.conflicts, updates=ledger.updates)
    page = assemble.Page(alignment, found, known, {(s.article, s.version): s for s in order.sources}, order.independent)
    title = _headline(lead, alignment, found, page, sheet)
    dek, dek_pick = _dek(title.text, lead, pool, page, account, sheet)
    choice = select.choose(pool, lead, alignment, account, _target(found, sheet), sheet.style, dek_pick)
    planned = sections.plan(choice.picks[0], choice.picks, alignment, kind, sheet.style.sections)
    printed = [(part.title, assemble.print_section(part, page, opening=part.title is None)) for part in planned]
    printed = disputes.placed(printed, ledger, page)
    return _Body(
        headline=title,
        dek=dek,
        sections=_tidied(printed),
        facts=facts.facts(alignment, found, ledger.conflicts, ledger.updates),
        conflicts=ledger.conflicts,
        updates=ledger.updates,
    )


def _target(found: Sequence[Report], sheet: StorySheet) -> int:
    """Words by how much there is to say: most of the fullest report, and something more for each further origin."""
    usable = [report for report in found if not report.foreign and not report.closed]
    longest = max((len(report.article.text.split()) for report in usable), default=0)
    return int(min(sheet.style.article_words, 0.6 * longest + 60 * len({report.origin for report in usable})))


def _headline(lead: select.Pick, alignment: align.Alignment, found: Sequence[Report], page: assemble.Page, sheet: StorySheet) -> DraftSentence:
    first = None
    for text, place in headline.headlines(lead, alignment, found, sheet.style):
        candidate = alignment.candidates[place]
        sentence = DraftSentence(text, (found[candidate.report].citation(candidate.index),), "derived")
        first = first or sentence
        if not verify_sentence(sentence, page.sources, titles=True):
            return sentence
    return first or _NOTHING


def _dek(
    title: str, lead: select.Pick, pool: Sequence[select.Pick], page: assemble.Page, account: budget.Account, sheet: StorySheet
) -> tuple[DraftSentence, select.Pick | None]:
    for pick in headline.deks(title, lead, pool, page.alignment, sheet.style):
        ready = select.afford(pick, account)
        if ready is None or not 10 <= len(ready.text.split()) <= sheet.style.dek_words:
            continue
        text = people.introduce(assemble.one_year(ready.text, set()), page.known, set())
        citations = assemble.cite(ready, page)
        for form in (text, ready.text):
            sentence = DraftSentence(form, citations, "derived" if ready.derived or form != ready.text else "verbatim", len(citations))
            if not verify_sentence(sentence, page.sources, titles=True):
                account.take(ready.cost)
                return sentence, ready
    sentence = DraftSentence(lead.text, assemble.cite(lead, page), "derived")
    return sentence, None


def _tidied(printed: Sequence[tuple[str | None, tuple[DraftSentence, ...]]]) -> tuple[Section, ...]:
    """Sections without the empty ones; what is left of a section of one sentence joins the part before it."""
    found: list[tuple[str | None, tuple[DraftSentence, ...]]] = []
    for title, sentences in printed:
        if len(sentences) >= 2 or (title is None and sentences) or (sentences and not found):
            found.append((title if found else None, sentences))
        elif sentences:
            found[-1] = (found[-1][0], (*found[-1][1], *sentences))
    return tuple(Section(title, sentences) for title, sentences in found)


def _draft(sheet: StorySheet, order: Ranking, body: _Body, language: str) -> Draft:
    return Draft(
        story=sheet.story,
        version=1,
        state=State.GATHERING,
        category=order.category,
        language=language,
        updated=sheet.now,
        headline=body.headline,
        dek=body.dek,
        sections=body.sections,
        facts=body.facts,
        conflicts=body.conflicts,
        updates=body.updates,
        cross_references=tuple(CrossReference(*related) for related in sheet.related),
        sources=order.sources,
        independent_sources=order.independent,
        independent_low=order.independent_low,
    )


def within_budget(draft: Draft) -> Draft:
    """The draft without the sentences that take too much of a source: putting names in can join two short runs to a long one."""
    for _ in range(len(draft.sentences)):
        found = next(iter(copied(draft)), None)
        if found is None:
            return draft
        doomed = found.sentence if found.sentence is not None else _last_of(draft, found)
        draft = _without(draft, doomed)
    return draft


def _last_of(draft: Draft, problem: Problem) -> int:
    """The last sentence that cites, first, the source that gave too much; else the last one."""
    rank = int(problem.detail.rpartition("(")[2].partition(")")[0])
    articles = [source.article for source in draft.sources if source.rank == rank]
    mine = [index for index, sentence in enumerate(draft.sentences) if sentence.citations[0].article in articles]
    return mine[-1] if mine else len(draft.sentences) - 1


def _without(draft: Draft, doomed: int) -> Draft:
    index, parts = 0, []
    for section in draft.sections:
        kept = tuple(sentence for place, sentence in enumerate(section.sentences, index) if place != doomed)
        index += len(section.sentences)
        parts.append((section.title, kept))
    return replace(draft, sections=_tidied(parts))


def _judged(draft: Draft, found: Sequence[Report]) -> Draft:
    """The draft with its problems and its state: ready with no blocking problem and two independent reports."""
    problems = (*_evidence(draft, found), *verify_draft(draft)) if draft.sentences else _evidence(draft, found)
    ready = draft.independent_sources >= 2 and not any(problem.blocking for problem in problems)
    state = State.READY if ready else State.GATHERING
    return _with(draft, problems, state)


def _evidence(draft: Draft, found: Sequence[Report]) -> tuple[Problem, ...]:
    if not draft.sentences:
        why = "no article of this story has a sentence that may be printed" if found else "this story has no article"
        return (Problem("no-evidence", why),)
    if draft.independent_sources < 2:
        who = next((source.outlet for source in draft.sources if source.role not in {"copy", "excerpt"} and source.outlet), "one outlet")
        return (Problem("single-source", f"only {who} reports this", blocking=False),)
    return ()


def _with(draft: Draft, problems: tuple[Problem, ...], state: State) -> Draft:
    body = 0
    parts = []
    for section in draft.sections:
        sentences = []
        for sentence in section.sentences:
            sentences.append(replace(sentence, problems=tuple(p for p in problems if p.sentence == body)))
            body += 1
        parts.append(Section(section.title, tuple(sentences)))
    return replace(draft, sections=tuple(parts), problems=problems, state=state)


