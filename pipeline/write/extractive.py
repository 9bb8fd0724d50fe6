"""The writer without a model: deterministic, made of the sources' own sentences, every one cited.

    sources -> sentences -> ledger (facts/) -> select -> sections -> assemble

The order of the calls in ``write`` is the order of the work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.facts.leaning import leans
from pipeline.facts.ledger import Ledger
from pipeline.facts.ledger import ledger as ledger_of
from pipeline.facts.ranking import Ranking, ranking
from pipeline.facts.reports import Report, reports
from pipeline.facts.support import counted
from pipeline.protocols import StorySheet
from pipeline.topics import UNSUPPORTED, categorise
from pipeline.values import CrossReference, Draft, DraftSentence, Problem, Section, State
from pipeline.verify import tokens, verify_draft
from pipeline.verify.draft import copied, verify_sentence
from pipeline.write import (
    assemble,
    context,
    deks,
    disputes,
    headline,
    kinds,
    leads,
    prepare,
    sections,
    select,
)
from pipeline.write.material import Material, material
from pipeline.write.shared import shared

_NOTHING = DraftSentence("", ())
# below this many sentences there is no article yet
_THIN = 3
# below this many it takes what one outlet only remarks as well
_SPARSE = 6
# as like each other as this, two sentences are one
_THE_SAME = 0.8


@dataclass(frozen=True, slots=True)
class ExtractiveWriter:
    """Writes in the newsroom's language; sentences in another corroborate and are never printed."""

    language: str = "en"

    def write(self, sheet: StorySheet) -> Draft:
        """A draft of the story. Without a usable article it has no sentences and the blocking problem ``no-evidence``."""
        order = ranking(sheet)
        found = reports(sheet, order, self.language)
        body = _body(sheet, found, order)
        draft = counted(within_budget(_draft(sheet, order, body, self.language)), body.ledger)
        return _judged(draft, found, _category(sheet))


@dataclass(frozen=True, slots=True)
class _Body:
    headline: DraftSentence = _NOTHING
    dek: DraftSentence = _NOTHING
    sections: tuple[Section, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)


def _body(sheet: StorySheet, found: Sequence[Report], order: Ranking) -> _Body:
    story = material(found, sheet.style)
    ledger = ledger_of(story.alignment, found, story.known)
    kind = kinds.kind_of(" . ".join(source.title for source in order.sources), _openings(story))
    newest = [update.new for update in ledger.updates]
    pool = prepare.prepare(story, ledger.stale)
    lead = leads.lead_of(pool, story, kind, newest)
    if lead is None:
        pool = prepare.prepare(story, ledger.stale, strict=False)
        lead = leads.lead_of(pool, story, kind, newest)
    page = assemble.Page(story, {(source.article, source.version): source for source in order.sources}, order.independent)
    lead = _proved_lead(lead, pool, page, kind, newest)
    title = headline.headline(lead, page, ledger.updates)
    if lead is None:
        return _Body(title, ledger=ledger)
    news = _news(ledger, story)
    lead = _told_first(title.text, lead, pool, page, news)

    def told(some: Sequence[prepare.Pick]) -> tuple[DraftSentence, tuple[Section, ...]]:
        trial = page.copy()
        dek, under = deks.dek(title.text, lead, some, trial, news)
        trial.known = context.given(story, title.text, dek.text) | context.stems(" ".join(sorted(kind.event)))
        top = select.Top(lead, under, news.shared, trial.known)
        printed = _printed(deks.rest(some, under, story, news), top, trial, kind, _target(found, sheet))
        return _once(title.text, dek, _tidied(disputes.placed(printed, ledger, trial)), trial)

    before = list(story.account.taken)
    dek, parts = told(pool)
    if sum(len(part.sentences) for part in parts) < _SPARSE:
        more = prepare.prepare(story, ledger.stale, strict=False)
        story.account.taken = before
        dek, parts = told(_plain(more, pool, story))
        if sum(len(part.sentences) for part in parts) < _THIN:
            # too little for an article: even a judgement is better than nothing
            story.account.taken = before
            dek, parts = told(more)
    return _Body(title, dek, parts, ledger)


def _proved_lead(
    lead: prepare.Pick | None, pool: Sequence[prepare.Pick], page: assemble.Page, kind: kinds.Kind, newest: Sequence[str]
) -> prepare.Pick | None:
    """The lead, or the best one that can be proved: an article whose opening is left out opens in the middle."""
    refused: set[int] = set()
    best = lead
    while best is not None and len(refused) < _LEADS:
        if assemble.printable(best, page):
            return best
        refused.add(best.place)
        best = leads.lead_of([pick for pick in pool if pick.place not in refused], page.story, kind, newest)
    return lead


_LEADS = 4


def _told_first(
    title: str, lead: prepare.Pick, pool: Sequence[prepare.Pick], page: assemble.Page, news: leads.News
) -> prepare.Pick:
    """The lead, or what would stand above it as the dek where that is what the headline tells: the text opens with the news."""
    account = page.story.account
    before = list(account.taken)
    _, under = deks.dek(title, lead, pool, page.copy(), news)
    account.taken = before
    if under is None or under.needs is not None or page.story.candidates[under.place].place > 1:
        return lead
    nearer = select.overlap(title, under.text) - select.overlap(title, lead.text)
    return under if nearer > _NEARER and assemble.printable(under, page) else lead


_NEARER = 0.1


def _plain(more: Sequence[prepare.Pick], pool: Sequence[prepare.Pick], story: Material) -> tuple[prepare.Pick, ...]:
    """The pool with those of ``more`` that judge nothing, each worth less than it would be."""
    there = {pick.place for pick in pool}
    found = [pick for pick in more if pick.place not in there and story.candidates[pick.place].opinion == 0]
    return (*pool, *(replace(pick, score=pick.score - _REMARK) for pick in found))


_REMARK = 0.15


def _once(
    title: str, dek: DraftSentence, parts: tuple[Section, ...], page: assemble.Page
) -> tuple[DraftSentence, tuple[Section, ...]]:
    """The dek and a body that does not say it again.

    Where the dek is a sentence of the body another one of the body becomes the dek, or a part of one: the half of the lead
    that the headline leaves out. Where there is none such there is no dek.
    """
    body = [sentence for part in parts for sentence in part.sentences]
    if all(sentence.text != dek.text and select.overlap(sentence.text, dek.text) < _THE_SAME for sentence in body):
        return dek, parts
    for place in range(1, len(body) if len(body) > _THIN else 0):
        text, after = body[place].text, body[place + 1 : place + 2]
        alone = not leans(text, None) and not any(leans(following.text, text) for following in after)
        short = 10 <= len(text.split()) <= page.story.style.dek_words and not tokens.quotations(text)
        if alone and short and not verify_sentence(body[place], page.sources, titles=True):
            left = [(part.title, tuple(one for one in part.sentences if one is not body[place])) for part in parts]
            return body[place], _tidied(left)
    return next(deks.halves(title, body, page), _NOTHING), parts


def _printed(
    pool: Sequence[prepare.Pick], top: select.Top, page: assemble.Page, kind: kinds.Kind, target: int
) -> list[tuple[str | None, tuple[DraftSentence, ...]]]:
    """The sections as printed; what was chosen and could not be printed after all makes room for others, once."""
    account = page.story.account
    before = tuple(account.taken)
    for again in (True, False):
        trial = page.copy()
        account.taken = list(before)
        chosen = select.choose(pool, top, page.story, target)
        planned = sections.plan(top, chosen, page.story.alignment, kind, page.story.style.sections)
        printed = [(part.title, assemble.print_section(part, trial, opening=part.title is None)) for part in planned]
        lost = {pick.place for pick in chosen} - trial.printed - {top.lead.place}
        if not lost or not again:
            break
        pool = [pick for pick in pool if pick.place not in lost]
    return printed


def _news(ledger: Ledger, story: Material) -> leads.News:
    days = {report.article.id: report.day for report in story.reports}
    since = [day for update in ledger.updates for citation in update.citations[:1] if (day := days.get(citation.article))]
    told = shared(story.alignment, story.reports, ledger.stale)
    return leads.News(told, tuple(update.new for update in ledger.updates), max(since, default=None))


def _openings(story: Material) -> str:
    return " ".join(candidate.text for candidate in story.candidates if candidate.place == 0)


def _target(found: Sequence[Report], sheet: StorySheet) -> int:
    """Words by how much there is to say: most of the fullest report, and something more for each further origin."""
    usable = [report for report in found if not report.foreign and not report.closed]
    longest = max((len(report.article.text.split()) for report in usable), default=0)
    return int(min(sheet.style.article_words, 0.6 * longest + 60 * len({report.origin for report in usable})))


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
        facts=body.ledger.facts,
        conflicts=body.ledger.conflicts,
        updates=body.ledger.updates,
        wordings=body.ledger.wordings,
        lineage=order.lineage,
        # a story that has no headline yet is nothing to send a reader to
        cross_references=tuple(CrossReference(*related) for related in sheet.related if related[1].strip()),
        sources=order.sources,
        independent_sources=order.independent,
        independent_low=order.independent_low,
    )


def within_budget(draft: Draft) -> Draft:
    """The draft without the sentences that take too much of a source: names put in can join two short runs."""
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


def _judged(draft: Draft, found: Sequence[Report], beside: Sequence[Problem] = ()) -> Draft:
    """The draft with its problems and its state: ready with no blocking problem and two independent reports."""
    problems = (*_evidence(draft, found), *verify_draft(draft)) if draft.sentences else _evidence(draft, found)
    ready = draft.independent_sources >= 2 and not any(problem.blocking for problem in problems)
    state = State.READY if ready else State.GATHERING
    return _with(draft, (*problems, *beside), state)


def _category(sheet: StorySheet) -> tuple[Problem, ...]:
    """A hint where no topic's terms speak for the category: it is the fallback, and a person should choose."""
    name, reasons = categorise(sheet.articles, sheet.topics)
    guessed = reasons == (UNSUPPORTED,) and bool(name)
    return (Problem("category", f"“{name}” is the fallback: {UNSUPPORTED}", blocking=False),) if guessed else ()


def _evidence(draft: Draft, found: Sequence[Report]) -> tuple[Problem, ...]:
    if not draft.sentences:
        why = "no article of this story has a sentence that may be printed" if found else "this story has no article"
        return (Problem("no-evidence", why),)
    if len(draft.sentences) < _THIN:
        count = len(draft.sentences)
        why = f"only {count} sentence{'s' * (count > 1)} can be printed; read the sources and write it, or reject it"
        return (Problem("thin", why, blocking=False), *_alone(draft))
    return _alone(draft)


def _alone(draft: Draft) -> tuple[Problem, ...]:
    if draft.independent_sources < 2:
        who = next(
            (source.outlet for source in draft.sources if source.role not in {"copy", "excerpt"} and source.outlet),
            "one outlet",
        )
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
