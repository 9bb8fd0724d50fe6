"""``serve``: a small supervisor and the processes it starts.

desk (ASGI), crawl (one asyncio loop with Scrapy and the scheduler), work (reads, groups, drafts; owns killable children),
export. They meet only in the database. A child that dies is started again, with growing pauses; a supervisor that dies
takes its children along.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import FrameType

from newsloom.app import App, now, opened, opened_to_read, quiet_logs
from newsloom.config import Newsroom, load_newsroom
from newsloom.config.models import DeskTable
from newsloom.documents import settle_documents, want_documents
from newsloom.dossiers import tell_stories
from newsloom.grouping import group_articles, kept_grouping
from newsloom.judging import assess_drafts
from newsloom.process import name_of_this
from newsloom.progress import Silent
from newsloom.work import export_waiting, page_readers, read_pages, write_drafts
from pipeline.cluster.kept import KeptGrouping
from pipeline.errors import ConfigurationError, DiskFull, NewsloomError, StoreError

log = logging.getLogger(__name__)

ROLES = ("crawl", "work", "desk", "export")
LONGEST_PAUSE = 60.0  # seconds before a child that keeps dying is started again
STOP_WITHIN = 8.0  # seconds that a child has to end by itself
IDLE = 2.0  # seconds between two looks at an empty queue
SERVE_LEASE = 60


def parse_roles(text: str) -> tuple[str, ...]:
    """``all`` or a list such as ``crawl,work``. Raises ConfigurationError for a role that is not there."""
    asked = tuple(part.strip() for part in text.split(",") if part.strip())
    unknown = [role for role in asked if role not in (*ROLES, "all")]
    if unknown or not asked:
        raise ConfigurationError(f"--role: no role {', '.join(unknown) or 'given'}; there are: all, {', '.join(ROLES)}")
    return ROLES if "all" in asked else asked


# --------------------------------------------------------------------------- the supervisor


@dataclass(slots=True)
class _Child:
    role: str
    process: SpawnProcess
    started: float
    pause: float = 1.0
    due: float | None = None


class Supervisor:
    """Starts one process a role and keeps it running until told to stop."""

    def __init__(self, folder: Path, roles: Sequence[str], say: Callable[[str], None]) -> None:
        self._folder, self._say = folder, say
        self._stopping = False
        self._children = [self._start(role) for role in roles]

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Ask it to end; ``run`` returns soon after."""
        self._stopping = True

    def run(self, ticks: Sequence[Callable[[], None]]) -> None:
        """Watch the children until stopped; each of ``ticks`` is called about once a second."""
        try:
            while not self._stopping:
                wait([child.process.sentinel for child in self._children if child.due is None], timeout=1.0)
                for child in self._children:
                    self._look_after(child)
                for tick in ticks:
                    tick()
        finally:
            self._end_all()

    def _start(self, role: str) -> _Child:
        # not a daemon: the work process has children of its own
        process = get_context("spawn").Process(target=role_main, args=(role, self._folder), name=f"newsloom-{role}")
        process.start()
        return _Child(role, process, time.monotonic())

    def _look_after(self, child: _Child) -> None:
        if self._stopping or child.process.is_alive():
            return
        if child.due is None:
            lived = time.monotonic() - child.started
            child.pause = 1.0 if lived > LONGEST_PAUSE else min(child.pause * 2, LONGEST_PAUSE)
            child.due = time.monotonic() + child.pause
            self._say(f"{child.role} ended with exit code {child.process.exitcode}; starting it again in {child.pause:.0f} s")
        elif time.monotonic() >= child.due:
            fresh = self._start(child.role)
            child.process, child.started, child.due = fresh.process, fresh.started, None

    def _end_all(self) -> None:
        for child in self._children:
            child.process.terminate()
        until = time.monotonic() + STOP_WITHIN
        for child in self._children:
            child.process.join(max(0.0, until - time.monotonic()))
            if child.process.is_alive():
                child.process.kill()
                child.process.join()


def serve(folder: Path, roles: Sequence[str], say: Callable[[str], None]) -> None:
    """Run these roles until SIGTERM or Ctrl-C. Raises ConfigurationError before anything starts."""
    newsroom = load_newsroom(folder)
    if "desk" in roles:
        _port_is_free(newsroom.settings.desk.host, newsroom.settings.desk.port)
    with _opened_or_read(newsroom) as app:
        if "crawl" in roles:
            app.crawl_plan()
        if "work" in roles:
            _ = app.writer, app.entailment  # one that is not there stops the start
        shared = _Shared(app)
        if not shared.first:
            say("another `newsloom serve` runs on this database: this one shares its work")
        supervisor = Supervisor(folder, roles, say)
        signal.signal(signal.SIGTERM, supervisor.stop)
        signal.signal(signal.SIGINT, supervisor.stop)
        ticks = [shared.renew]
        if "desk" in roles:
            ticks.append(_Announcement(newsroom.settings.desk, say).look)
        supervisor.run(ticks)
        shared.release()
        say("stopped; what was under way goes on at the next start")


class _Shared:
    """The lease that tells a second ``serve`` that it is not the first. Work itself is leased piece by piece."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._renewed = time.monotonic()
        self._fence: int | None = None
        self.first = True
        try:
            self._fence = app.store.acquire("serve", name_of_this(), now(), SERVE_LEASE)
            self.first = self._fence is not None
        except StoreError as error:
            log.warning("serve: %s", error)  # a full disk keeps the desk from nothing

    def renew(self) -> None:
        if self._fence is not None and time.monotonic() - self._renewed > SERVE_LEASE / 4:
            self._renewed = time.monotonic()
            try:
                self._app.store.renew("serve", name_of_this(), self._fence, now(), SERVE_LEASE)
            except NewsloomError as error:
                log.warning("serve: %s", error)

    def release(self) -> None:
        if self._fence is not None:
            try:
                self._app.store.release("serve", name_of_this(), self._fence)
            except StoreError as error:
                log.warning("serve: %s", error)  # it ends by itself


@contextmanager
def _opened_or_read(newsroom: Newsroom) -> Iterator[App]:
    """The newsroom, on a full disk as far as it can be read: the desk shows it, and says so."""
    with ExitStack() as stack:
        try:
            app = stack.enter_context(opened(newsroom))
        except DiskFull as full:
            log.warning("%s", full)
            app = stack.enter_context(opened_to_read(newsroom))
        yield app


class _Announcement:
    """Says where the desk is, once it answers there: an address that does not answer yet helps nobody."""

    def __init__(self, desk: DeskTable, say: Callable[[str], None]) -> None:
        self._desk, self._say, self._said = desk, say, False

    def look(self) -> None:
        if not self._said:
            with socket.socket(_family(self._desk.host)) as probe:
                probe.settimeout(0.5)
                self._said = probe.connect_ex((self._desk.host, self._desk.port)) == 0
            if self._said:
                self._say(f"desk: http://{self._desk.host}:{self._desk.port}/ (Ctrl-C stops)")


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _port_is_free(host: str, port: int) -> None:
    with socket.socket(_family(host)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ConfigurationError(
                f"desk.port: {host}:{port} cannot be used ({error.strerror}): another `newsloom serve` or program "
                "listens there; stop it, or set another desk.port in newsroom.toml"
            ) from error


# --------------------------------------------------------------------------- the children


def role_main(role: str, folder: Path) -> None:
    """What a child process runs. Ends with status 0 on SIGTERM, 1 with one line on a fault that a person can mend."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the supervisor passes it on in order
    signal.signal(signal.SIGTERM, _exit_cleanly)
    _die_with_parent()
    quiet_logs()
    try:
        with (_opened_or_read if role == "desk" else opened)(load_newsroom(folder)) as app:
            _MAINS[role](app)
    except NewsloomError as error:
        sys.stderr.write(f"newsloom {role}: {error}\n")
        sys.exit(1)


def _exit_cleanly(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)


def _die_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_wait_for_end, args=(parent.sentinel,), daemon=True).start()


def _wait_for_end(sentinel: int) -> None:
    wait([sentinel])
    os.kill(os.getpid(), signal.SIGTERM)


def _work(app: App) -> None:
    kept = kept_grouping(app)
    with page_readers(app.newsroom.outlets, app.newsroom.settings.extract) as readers:
        _keep_at("work", lambda: read_pages(app, readers, Silent()) + _group_and_draft(app, kept))


def _group_and_draft(app: App, kept: KeptGrouping) -> int:
    grouped = group_articles(app, Silent(), kept)
    # what a story wants is fetched by the crawl process; its draft does not wait for it, and is made anew when it came
    return grouped + want_documents(app) + settle_documents(app) + _draft_and_assess(app)


def _draft_and_assess(app: App) -> int:
    return write_drafts(app, Silent()) + assess_drafts(app) + tell_stories(app)


def _export(app: App) -> None:
    _keep_at("export", lambda: len(export_waiting(app)))


def _keep_at(role: str, step: Callable[[], int]) -> None:
    """Do ``step`` for ever, with a pause when there was nothing to do or a fault that may be mended by then."""
    while True:
        try:
            done = step()
        except NewsloomError as error:
            log.warning("%s: %s", role, error)
            done = 0
        if not done:
            time.sleep(IDLE)


def _desk(app: App) -> None:
    import uvicorn

    from newsloom.desk import build_desk

    if app.store.frozen:
        threading.Thread(target=_end_when_there_is_room, args=(app,), daemon=True).start()
    desk = app.newsroom.settings.desk
    uvicorn.run(build_desk(app), host=desk.host, port=desk.port, log_level="warning", access_log=False, server_header=False)


def _end_when_there_is_room(app: App) -> None:
    """A desk that could be opened only to read ends then; the supervisor starts one that can write."""
    while app.store.no_room():
        time.sleep(IDLE)
    os.kill(os.getpid(), signal.SIGTERM)


def _crawl(app: App) -> None:
    from newsloom.crawling import crawl_forever

    crawl_forever(app)


_MAINS: dict[str, Callable[[App], None]] = {"crawl": _crawl, "work": _work, "desk": _desk, "export": _export}
