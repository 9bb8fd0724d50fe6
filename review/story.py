"""One story: its draft beside its sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.approval import check_undecided, confirmation, sensitive_marks
from pipeline.dossiers.compile import shown
from pipeline.dossiers.values import Mention
from pipeline.errors import NotApprovable
from pipeline.rulings import Place, in_force, rulings_digest
from pipeline.values import (
    SECOND_EDITOR,
    Article,
    Decision,
    Draft,
    Problem,
    Publication,
    SentenceRuling,
    Source,
    State,
    Story,
)
from pipeline.verify import verify_draft
from review.answers import answer_page
from review.errors import UnknownVersion
from review.ledger import show_ledger
from review.lineage import draw_lineage
from review.pages import independence, safe_link, shown_moment, shown_time, story_address
from review.settings import DeskStore, Room, room_of
from review.sheet import Sheet, make_sheet
from review.sources import is_shown, make_cards, outlet_of
from review.subjects import subject_address
from review.together import make_memberships

NOTICES = {
    "approved": "Approved.",
    "confirmed": "Confirmed. It waits for a second editor: another person must approve it, too.",
    "rejected": "Rejected. Later coverage opens the story again.",
    "ruled": "Done: it is noted at the sentence.",
}
MOST_OTHERS = 100
"""So many articles that a draft has not read are looked up by name."""
_GONE_OUT = frozenset({State.APPROVED, State.EXPORTED, State.UPDATED_SINCE, State.RETRACTED})


@dataclass(frozen=True, slots=True)
class StoryFile:
    """Everything the store has on one story, read for one page.

    ``newest`` is the number of its newest draft; ``found`` are the problems that a check finds in the draft now, which is
    the check that an approval makes; ``texts`` are the article versions that the draft shows, ``changed``
    the sources whose outlet has changed the text since, ``others`` articles of the story that the draft has not read,
    ``passed_by`` the articles of other stories that came nearest.
    ``decided`` says why this version is not open to a decision any more, ``confirmed`` who was the first of two to approve it,
    ``about`` its subjects that have a page, ``rulings`` what holds of what persons decided on its failing sentences, by place.
    """

    story: Story
    draft: Draft | None
    newest: int | None
    found: tuple[Problem, ...]
    texts: Mapping[tuple[str, int], Article]
    changed: tuple[Source, ...]
    others: tuple[Article, ...]
    passed_by: tuple[Article, ...]
    headlines: Mapping[str, str]
    history: tuple[tuple[datetime, str, str], ...]
    publications: tuple[Publication, ...]
    decided: str = ""
    confirmed: Decision | None = None
    about: tuple[Mention, ...] = ()
    rulings: Mapping[Place, SentenceRuling] = field(default_factory=dict)

    @property
    def ruled(self) -> str:
        """The rulings that hold, in one word that a form can carry: what an approver has read is the text as ruled."""
        return rulings_digest(self.rulings)


@dataclass(frozen=True, slots=True)
class Written:
    """What a person had written in a form that was turned away: which form (``verb``), on which sentence, by whom, why."""

    verb: str = ""
    sentence: str = ""
    name: str = ""
    note: str = ""


def load_story(
    store: DeskStore, story_id: str, version: int | None, targets: tuple[str, ...], asked: int | None = None
) -> StoryFile:
    """Read a story and one version of its draft. Raises UnknownStory and UnknownVersion."""
    story = store.story(story_id)
    newest = store.draft(story.id)
    draft = newest if newest is None or version in {None, newest.version} else store.draft(story.id, version)
    if draft is None and version is not None:
        raise UnknownVersion(
            f"This story has no version {version}. Its newest is {newest.version if newest else 'not written yet'}."
        )
    drafted = {source.article for source in draft.sources} if draft else set()
    missing = [article for article in story.articles if article not in drafted]
    texts, changed = _texts(store, draft, asked) if draft else ({}, ())
    rejected = {member.rejected.story for member in story.members if member.rejected}
    passed_by = {member.rejected.nearest for member in story.members if member.rejected and member.rejected.nearest}
    checked = verify_draft(draft) if draft else ()
    rulings = store.sentence_rulings(story.id) if draft else []
    return StoryFile(
        story=story,
        draft=draft,
        newest=newest.version if newest else None,
        found=(*checked, *sensitive_marks(draft)) if draft else (),
        texts=texts,
        changed=changed,
        others=tuple(found for found in map(store.article, missing[:MOST_OTHERS]) if found),
        passed_by=tuple(found for found in map(store.article, sorted(passed_by)[:MOST_OTHERS]) if found),
        headlines={other: headline for other, (headline, _) in store.related_headlines(sorted(rejected)).items()},
        history=tuple(store.history(story.id)),
        publications=tuple(_publications(store, story, targets)),
        decided=_decided(store, draft) if draft else "",
        confirmed=confirmation(draft.version, store.decisions(story.id)) if draft else None,
        about=shown(store.about(story.id), store.subject_rulings(), store.listed()),
        rulings=in_force(draft, rulings, checked) if draft else {},
    )


def _decided(store: DeskStore, draft: Draft) -> str:
    try:
        check_undecided(draft.story, draft.version, store.decisions(draft.story))
    except NotApprovable as error:
        return str(error)
    return ""


def _texts(store: DeskStore, draft: Draft, asked: int | None) -> tuple[dict[tuple[str, int], Article], tuple[Source, ...]]:
    """The article versions whose text is shown, and the sources that have a newer text than the draft read."""
    texts, changed = {}, []
    for source in draft.sources:
        if not is_shown(source, draft, asked):
            continue
        newest = store.article(source.article)
        if newest is not None and newest.version > source.version:
            changed.append(source)
        found = newest if newest and newest.version == source.version else store.article(source.article, source.version)
        if found is not None:
            texts[source.article, source.version] = found
    return texts, tuple(changed)


def _publications(store: DeskStore, story: Story, targets: tuple[str, ...]) -> list[Publication]:
    if story.state not in _GONE_OUT:
        return []
    return [found for target in targets for found in store.publications(target) if found.edition.story == story.id]


async def show_story(request: Request) -> Response:
    """The story's page; the id of a merged story leads on to the one it went into."""
    room = room_of(request)
    asked = request.path_params["story"]
    version, source = (_number(request.query_params.get(name)) for name in ("version", "source"))
    file = await read_story(room, asked, version, source)
    if file.story.id != asked:
        return RedirectResponse(story_address(file.story.id), status_code=302)
    return story_page(request, room, file)


async def read_story(room: Room, story: str, version: int | None = None, asked: int | None = None) -> StoryFile:
    """``load_story`` in a thread: the store is synchronous."""
    return await run_in_threadpool(load_story, room.store, story, version, room.settings.targets, asked)


def story_page(
    request: Request, room: Room, file: StoryFile, *, fault: str = "", written: Written | None = None, status: int = 200
) -> Response:
    """The page, or again with what was wrong in a form (``fault``) and what had been written in it: that form is open then."""
    written = written or Written()
    now, zone = room.clock(), room.zone
    draft = file.draft
    names = {source.rank: outlet_of(source, room.outlets) for source in draft.sources} if draft else {}
    sheet = make_sheet(draft, names, file.found, file.rulings) if draft else None
    asked = _number(request.query_params.get("source"))
    values = {
        "story": file.story,
        "address": story_address(file.story.id),
        "draft": draft,
        "sheet": sheet,
        "cards": make_cards(draft, sheet, file.texts, room.outlets, zone, asked=asked) if draft and sheet else (),
        "ledger": show_ledger(draft, names) if draft else None,
        "lineage": draw_lineage(draft, names, zone) if draft else None,
        "about": [(one.name, subject_address(one.key)) for one in file.about],
        "newest": file.newest,
        "independent": independence(draft.independent_low, draft.independent_sources) if draft else "",
        "single": draft is not None and draft.independent_sources <= 1,
        "outlet_count": len(set(names.values())),
        "since": _since(room, file),
        "uncovered": _listed(room, file) if draft is None else (),
        "memberships": make_memberships(file.story, _article_names(room, file), file.headlines, _at_hand(file)),
        "blocking": blocking(sheet),
        "ruled": file.ruled,
        "kept": [line for line in sheet.lines if line.ruling and line.ruling.verdict == "kept"] if sheet else [],
        "rulable": draft is not None and draft.version == file.newest and not file.decided and file.confirmed is None,
        "ruled_at": {one: shown_time(one.at, now, zone) for one in file.rulings.values()},
        "written": written,
        "history": [(shown_time(at, now, zone), who, what) for at, who, what in file.history],
        "updated": shown_time(draft.updated if draft else file.story.updated, now, zone),
        "publications": {found.target: (found, shown_time(found.edition.updated, now, zone)) for found in file.publications},
        "gone_out": file.story.state in _GONE_OUT,
        "decided": file.decided,
        "two": _two_editors(room, file, sheet),
        "confirmed": file.confirmed,
        "rejectable": file.story.state not in {State.EXPORTED, State.RETRACTED},
        "references": [(r, safe_link(r.url)) for r in draft.cross_references] if draft else (),
        "notice": NOTICES.get(request.query_params.get("done", ""), ""),
        "fault": fault,
    }
    if written.name:
        values["name"] = written.name
    return answer_page(request, "story.html", values, status=status)


def _two_editors(room: Room, file: StoryFile, sheet: Sheet | None) -> list[tuple[str, str]]:
    """(anchor or "", detail) of each named minor, victim or accused person, where two persons must approve this version."""
    if sheet is None or file.decided or not room.settings.second_editor:
        return []
    placed = [(line.anchor, problem.detail) for line, problem in sheet.placed if problem.kind == SECOND_EDITOR]
    return [*(("", problem.detail) for problem in sheet.general if problem.kind == SECOND_EDITOR), *placed]


def blocking(sheet: Sheet | None) -> list[tuple[str, str, str]]:
    """(anchor or "", kind, detail) of every problem that stops an approval."""
    if sheet is None:
        return []
    placed = [(line.anchor, problem.kind, problem.detail) for line, problem in sheet.placed if problem.blocking]
    return [("", problem.kind, problem.detail) for problem in sheet.general if problem.blocking] + placed


def _article_names(room: Room, file: StoryFile) -> dict[str, str]:
    """What to call each article: "Outlet: title"."""
    known = (*file.others, *file.passed_by)
    names = {article.id: f"{room.outlet_name(article.outlet)}: {article.title or 'untitled'}" for article in known}
    for source in file.draft.sources if file.draft else ():
        names[source.article] = f"{outlet_of(source, room.outlets)}: {source.title or 'untitled'}"
    return names


def _at_hand(file: StoryFile) -> dict[str, Article]:
    """The articles of the story that were read for the page, by id."""
    return {article.id: article for article in (*file.texts.values(), *file.others)}


def _since(room: Room, file: StoryFile) -> list[str]:
    """What happened to the story's coverage after this draft was made, in words."""
    if file.draft is None:
        return []
    names = _article_names(room, file)
    joined = [f"{names[article.id]} has joined" for article in file.others]
    return joined + [f"{names[source.article]} has a new text" for source in file.changed]


def _listed(room: Room, file: StoryFile) -> list[tuple[str, str, str | None, object]]:
    """(outlet, title, link, time) of the coverage of a story that has no draft yet."""
    return [
        (
            room.outlet_name(article.outlet),
            article.title or "untitled",
            safe_link(article.url),
            shown_moment(article.published, room.zone) if article.published else None,
        )
        for article in file.others
    ]


def _number(given: str | None) -> int | None:
    """A version or rank from an address; None where it was not given. Raises HTTPException 404 for anything but a number."""
    if given is None:
        return None
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise HTTPException(404, "There is no such version.")
    return int(given)
