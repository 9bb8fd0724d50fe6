"""What a site's robots.txt lets us fetch: RFC 9309 around protego, which only parses.

A file that is there rules; one that is not there (4xx) allows; one that cannot be had (5xx, time-out, no connection)
forbids everything until it can (RFC 9309, 2.3.1.4). Decisions are kept a day, "cannot be had" ten minutes.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from protego import Protego

from crawlers.faults import FetchFault
from crawlers.fetch import Answer
from pipeline.values import Cause

OUR_NAME: Final = "Newsloom"
MAX_REDIRECTS: Final = 5
_MAX_BYTES: Final = 512 * 1024  # RFC 9309 2.5: at least 500 KiB are read
_MAX_DELAY: Final = 30.0
_KEPT: Final = timedelta(hours=24)
_UNREACHABLE_KEPT: Final = timedelta(minutes=10)
_LINE: Final = re.compile(
    r"[ \t]*(user[- ]?agent|allow|dis{1,2}al{1,2}ow|crawl[- ]?delay)[ \t]*[: \t][ \t]*([^#]*)", re.IGNORECASE
)
_CONTENT_SIGNAL: Final = re.compile(r"^\s*(content-signal|content-usage)\s*:\s*([^#\r\n]{1,200})", re.IGNORECASE | re.MULTILINE)

# Crawlers that feed the training of models or mine text: a site that shuts them out says something about reuse.
MINING_BOTS: Final = (
    "GPTBot",
    "CCBot",
    "Google-Extended",
    "Applebot-Extended",
    "ClaudeBot",
    "anthropic-ai",
    "Bytespider",
    "Amazonbot",
    "meta-externalagent",
    "FacebookBot",
    "PerplexityBot",
    "cohere-ai",
    "Diffbot",
    "ImagesiftBot",
    "Omgilibot",
    "TDMCrawler",
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What robots.txt says of one address. ``delay`` is its crawl-delay in seconds (at most 30).

    ``unreachable`` marks a no that may turn into a yes. ``signals`` are its words on reuse, in the form of
    ``FetchedPage.signals``.
    """

    allowed: bool
    detail: str = ""
    delay: float | None = None
    unreachable: bool = False
    signals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """A site's robots.txt as it was had: parsed rules, or None with why everything is allowed or nothing is."""

    parsed: Protego | None
    detail: str
    until: datetime
    unreachable: bool = False
    signals: tuple[str, ...] = ()

    def verdict(self, url: str) -> Verdict:
        """Judge one address."""
        if self.parsed is None:
            return Verdict(not self.unreachable, self.detail, unreachable=self.unreachable)
        allowed = self.parsed.can_fetch(url, OUR_NAME)
        delay = self.parsed.crawl_delay(OUR_NAME)
        return Verdict(
            allowed,
            "" if allowed else "robots.txt forbids this path to us",
            None if delay is None else min(float(delay), _MAX_DELAY),
            signals=self.signals + self._refused_bots(url) if allowed else (),
        )

    def _refused_bots(self, url: str) -> tuple[str, ...]:
        parsed = self.parsed
        if parsed is None:
            return ()
        return tuple(f"robots.txt: {bot} refused" for bot in MINING_BOTS if not parsed.can_fetch(url, bot))


def read_rules(answer: Answer, now: datetime) -> Rules:
    """Give the rules that an answer to a request for robots.txt amounts to."""
    if 200 <= answer.status < 300:
        text = answer.body[:_MAX_BYTES].decode("utf-8-sig", "replace").replace("\0", "")
        said = tuple(f"robots.txt: {name}: {value.strip()}" for name, value in _CONTENT_SIGNAL.findall(text)[:8])
        return Rules(Protego.parse(_for_us(text)), "", now + _KEPT, signals=said)
    # 429 is "not now", so it is read as the server errors are, not as "there is none".
    if 400 <= answer.status < 500 and answer.status != 429:
        return Rules(None, f"no robots.txt ({answer.status})", now + _KEPT)
    return unreachable(f"answered {answer.status}", now)


def _for_us(text: str) -> str:
    """Keep the lines that can concern us or the bots we ask about, one agent line for each run of strangers.

    The parser copies every rule for every agent of a group, so a file of 3,000 agents and 3,000 rules would stop the crawl
    for a minute. It also takes an agent's name up to the end of the line, where the standard ends it with the token.
    """
    asked = {name.lower() for name in (OUR_NAME, "*", *MINING_BOTS)}
    kept: list[str] = []
    for line in re.split(r"[\r\n]+", text):
        match = _LINE.match(line)
        if match is None:
            continue
        value = match[2].strip()
        if not match[1].lower().startswith("user"):
            kept.append(f"{match[1]}: {value}")
            continue
        token = re.split(r"[\s/]", value.lower(), maxsplit=1)[0]
        agent = f"User-agent: {token if token in asked else 'somebody-else'}"
        if kept[-1:] != [agent]:
            kept.append(agent)
    return "\n".join(kept)


def unreachable(why: str, now: datetime) -> Rules:
    """Give the rules of a site whose robots.txt cannot be had: nothing may be fetched."""
    return Rules(
        None, f"robots.txt unreachable since {now:%Y-%m-%d %H:%M} UTC: {why}", now + _UNREACHABLE_KEPT, unreachable=True
    )


class Robots:
    """Rules a site, fetched once and kept. One loop; outlives a crawl so that the next one need not ask again."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._rules: dict[str, Rules] = {}
        self._asking: dict[str, asyncio.Lock] = {}

    async def verdict(self, url: str, fetch: Callable[[str], Awaitable[Answer]]) -> Verdict:
        """Judge one address; ``fetch`` gets robots.txt (following at most five redirects) where it is not known."""
        site = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        async with self._asking.setdefault(site, asyncio.Lock()):
            known = self._rules.get(site)
            if known is None or known.until <= self._clock():
                known = self._rules[site] = await self._fetch(f"{site}/robots.txt", fetch)
        return known.verdict(url)

    async def _fetch(self, url: str, fetch: Callable[[str], Awaitable[Answer]]) -> Rules:
        try:
            answer = await fetch(url)
        except FetchFault as fault:
            if not fault.sent:
                raise  # the host told us to wait: that says nothing about its robots.txt
            if fault.cause is Cause.REDIRECT:
                return Rules(None, f"no robots.txt: {fault.detail}", self._clock() + _KEPT)
            return unreachable(fault.detail, self._clock())
        return await asyncio.to_thread(read_rules, answer, self._clock())
