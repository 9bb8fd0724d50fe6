"""``newsloom demo``: the sample press on loopback, the whole pipeline over real HTTP, and the desk.

The demo newsroom is a folder of its own that says so in its first line; the "demo editor" exists only there.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import tomlkit

from newsloom.app import App, now, opened
from newsloom.config import load_newsroom
from newsloom.config.load import NEWSROOM_FILE
from newsloom.cycle import run_cycle
from newsloom.press.content import Outlet as PressOutlet
from newsloom.press.content import Press, load_press
from newsloom.press.server import serving
from newsloom.serve import ROLES, serve
from newsloom.starter_files import write_newsroom
from newsloom.work import export_waiting
from pipeline.approval import approve
from pipeline.errors import ConfigurationError, NewsloomError, NotApprovable
from pipeline.values import State

MARK = "# A demo newsroom, made by `newsloom demo`: it is written anew at each start."
DEMO_EDITOR = "demo editor"
SETTLED = (State.APPROVED, State.EXPORTED, State.UPDATED_SINCE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a demo run did; ``seconds`` of wall time, ``pages`` the exported articles."""

    outlets: int
    articles: int
    copies: int
    refused: int
    stories: int
    drafts: int
    exported: int
    seconds: float


def demo(folder: Path, *, once: bool, port: int, say: Callable[[str], None]) -> Outcome | None:
    """Run the demo in ``folder``; with ``once`` it ends with what it did, else it serves the desk until stopped."""
    started = time.monotonic()
    press = load_press()
    with serving(press) as web:
        write_demo_newsroom(folder, press, press_port=web.port, desk_port=port)
        with opened(load_newsroom(folder)) as app:
            _only_the_press_is_in(app, press)
            run_cycle(app)
            approve_best(app)
            _export_all(app)
            outcome = _outcome(app, time.monotonic() - started)
        _tell(outcome, folder, say)
        if once:
            return outcome
        serve(folder, ROLES, say)
    return None


def _only_the_press_is_in(app: App, press: Press) -> None:
    """Refuse a database that a real newsroom uses: NEWSLOOM_DATABASE_URL goes before the demo's own.

    Raises ConfigurationError.
    """
    of_press = {url for outlet in press.outlets for url in outlet.feed_urls}
    strange = [feed.url for feed in app.store.feed_states() if feed.url not in of_press]
    if strange:
        raise ConfigurationError(
            f"the database that NEWSLOOM_DATABASE_URL names holds a newsroom of its own (it reads {strange[0]}): "
            "unset the variable for the demo, or name an empty database"
        )


def write_demo_newsroom(folder: Path, press: Press, *, press_port: int, desk_port: int) -> None:
    """Write (again) the settings and outlets of the demo newsroom; its database and archive stay.

    Raises ConfigurationError where the folder holds a newsroom that is not a demo.
    """
    settings_file = folder / NEWSROOM_FILE
    if settings_file.exists() and not settings_file.read_text(encoding="utf-8").startswith(MARK):
        raise ConfigurationError(f"{settings_file}: is a newsroom of its own, not a demo; name another folder with --dir")
    settings_file.unlink(missing_ok=True)
    write_newsroom(
        folder, name="The Demo Loom", contact="demo@newsloom.example", beat="The sample press: everything in it is invented"
    )
    for shipped_outlet in (folder / "outlets").glob("*.toml"):
        shipped_outlet.unlink()
    for outlet in press.outlets:
        (folder / "outlets" / f"{outlet.folder}.toml").write_text(_outlet_file(outlet), encoding="utf-8")
    settings = tomlkit.parse(settings_file.read_text(encoding="utf-8"))
    settings["fetch"] = {
        "delay": 0.02,
        "concurrency": 16,
        "every_minutes": 1,
        "resolve": {outlet.host: f"127.0.0.1:{press_port}" for outlet in press.outlets},
    }
    settings["desk"] = {"port": desk_port}
    settings_file.write_text(f"{MARK}\n{tomlkit.dumps(settings)}", encoding="utf-8")


def _outlet_file(outlet: PressOutlet) -> str:
    table = {
        "name": outlet.name,
        "domains": [outlet.host],
        "feeds": list(outlet.feed_urls),
        "kind": "agency" if outlet.folder == "meridian" else outlet.kind,
        "language": outlet.language,
        "country": outlet.country,
        "owner": outlet.name if outlet.owner in {"independent", "one writer"} else outlet.owner,
        "enabled": True,
        "checked": True,
    }
    return tomlkit.dumps(table)


def approve_best(app: App) -> str | None:
    """Approve the story with the most coverage, unless the demo editor approved one before; gives its id."""
    if any(app.store.queue(state=state, limit=1) for state in SETTLED):
        return None
    ready = sorted(
        app.store.queue(state=State.READY, limit=1000), key=lambda one: (-one.articles, -one.independent_sources, one.id)
    )
    for one in ready:
        draft = app.store.draft(one.id)
        if draft is None:
            continue
        try:
            approved = approve(draft, DEMO_EDITOR, now(), app.store.decisions(one.id))
        except NotApprovable:
            continue
        app.store.approve(approved, app.target_names())
        return one.id
    return None


def _export_all(app: App) -> None:
    faults = [one.fault for one in export_waiting(app) if one.fault]
    if faults:
        raise NewsloomError(faults[0])


def _outcome(app: App, seconds: float) -> Outcome:
    counts = app.store.counts()
    return Outcome(
        outlets=counts.outlets,
        articles=counts.articles,
        copies=counts.copies,
        refused=counts.refused,
        stories=counts.stories,
        drafts=counts.drafts,
        exported=counts.exported,
        seconds=round(seconds, 1),
    )


def _tell(outcome: Outcome, folder: Path, say: Callable[[str], None]) -> None:
    say(
        f"{outcome.articles} articles of {outcome.outlets} outlets ({outcome.copies} copies, {outcome.refused} pages refused) "
        f"in {outcome.stories} stories; {outcome.drafts} drafts, {outcome.exported} exported, {outcome.seconds:g} s"
    )
    pages = sorted((folder / "var" / "export").glob("*.html"))
    articles = [page for page in pages if page.name != "index.html"]
    if articles:
        say(f"the exported article: {articles[0]}")
