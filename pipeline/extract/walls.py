"""Pages that answer 200 and are no article: challenges, consent walls, paywalls, error pages, empty shells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

from pipeline.extract.metadata import read_paywalled
from pipeline.extract.refused import Refused
from pipeline.extract.tree import Page
from pipeline.languages import languages
from pipeline.values import Cause

SHORTEST_WORDS = 25
STUB_WORDS = 80
"""Below this a text behind a paywall is a stub: nothing is reported in it that could be cited."""

_CHALLENGE_TITLES = (
    "just a moment", "attention required", "access denied", "are you a robot", "are you human", "verify you are human",
    "pardon our interruption", "security check", "ddos-guard", "one more step", "please wait", "checking your browser",
    "human verification", "bot verification", "request unsuccessful", "vercel security checkpoint",
)  # fmt: skip
_CHALLENGE_MARKS = re.compile(
    r"cf-chl|/cdn-cgi/challenge-platform/|_Incapsula_Resource|captcha-delivery\.com|px-captcha|id=[\"']challenge-(?:form|running)|"
    r"awsWafCookieDomainList|Enable JavaScript and cookies to continue",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_DENSE = re.compile("[\u0e00-\u0eff\u3040-\u9fff]")


def check_status(status: int, headers_server: str, html: str) -> None:
    """Raise Refused for an answer that is no success."""
    if status in {403, 429, 503} and (_CHALLENGE_MARKS.search(html) or "ddos" in headers_server.lower()):
        raise Refused(Cause.CHALLENGE, f"the site answered {status} and wants to see a browser first")
    if status == 404:
        raise Refused(Cause.NOT_FOUND, "the site says there is no such page (404)")
    if status in {410, 451}:
        raise Refused(Cause.GONE, f"the site says the page was withdrawn ({status})")
    if status >= 400 or status < 200:
        raise Refused(Cause.HTTP, f"the site answered {status}")


def check_text(page: Page, text: str, titles: Iterable[str], asked: str | None) -> None:
    """Raise Refused where what was read is no article, and what it is.

    ``titles`` are all headlines of the page, ``asked`` is the address before redirects.
    """
    words = count_words(text)
    heads = [title.lower() for title in titles]
    _check_challenge(page, heads, words)
    _check_consent(page, text, words)
    _check_missing(page, heads, text, words, asked)
    if words < STUB_WORDS:
        _check_paywall(page, words)
    if not words:
        raise Refused(Cause.EMPTY, "no text was found in the page; it may be filled in by scripts")
    if words < SHORTEST_WORDS:
        raise Refused(Cause.TOO_SHORT, f"only {words} words were found, too few for an article")


def count_words(text: str) -> int:
    """Give the number of words; in scripts without spaces three characters count as one."""
    dense = 0 if text.isascii() else len(_DENSE.findall(text))
    return len(_WORD.findall(text)) + dense // 3


def _check_challenge(page: Page, heads: list[str], words: int) -> None:
    if words >= 150:
        return
    titled = next((head for head in heads if head.startswith(_CHALLENGE_TITLES)), None)
    if titled and not page.article:
        raise Refused(Cause.CHALLENGE, f"the page says {titled[:60]!r} in place of an article")
    if words < STUB_WORDS and _CHALLENGE_MARKS.search(page.html) and not page.article:
        raise Refused(Cause.CHALLENGE, "the page is a check for robots in place of an article")


def _check_consent(page: Page, text: str, words: int) -> None:
    if words >= 150 and (page.article or page.metas.get("og:type") == "article"):
        return
    said = _said("consent_phrases", text.lower() if words >= STUB_WORDS else page.visible)
    # One banner at the foot of a page says two of these things; a wall is little else.
    if len(said) >= 2 and words < 600 and (len(said) >= 4 or _share_of_page(page, words) < 0.2 or not _claims(page)):
        raise Refused(Cause.CONSENT, f"the page asks for consent ({said[0]!r}) in place of an article")


def _check_missing(page: Page, heads: list[str], text: str, words: int, asked: str | None) -> None:
    said = _said("missing_phrases", " | ".join(heads))
    if said and words < 400:
        raise Refused(Cause.SOFT_404, f"the page is headed {said[0]!r} although it answers 200")
    said = _said("missing_phrases", f"{text[:300].lower()} {page.visible[:1500] if words < SHORTEST_WORDS else ''}")
    if said and words < STUB_WORDS:
        raise Refused(Cause.SOFT_404, f"the page says {said[0]!r} although it answers 200")
    if (
        asked
        and page.url
        and urlsplit(asked).path not in {"", "/"}
        and urlsplit(page.url).path in {"", "/"}
        and not page.article
    ):
        raise Refused(Cause.SOFT_404, "the site sent us to its front page instead of the article")


def _check_paywall(page: Page, words: int) -> None:
    said = _said("paywall_phrases", page.visible)
    if read_paywalled(page) or said:
        seen = f"it says {said[0]!r}" if said else "it says so in its metadata"
        raise Refused(Cause.PAYWALL, f"the article is behind a paywall ({seen}); {words} words are open")
    if page.tree.xpath('//input[@type="password"]'):
        raise Refused(Cause.PAYWALL, "the page asks to sign in")


def _said(field: str, text: str) -> list[str]:
    return [phrase for phrase in _phrases(field) if phrase in text]


@cache
def _phrases(field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(phrase for known in languages().values() for phrase in getattr(known, field)))


def _share_of_page(page: Page, words: int) -> float:
    return words / max(1, len(_WORD.findall(page.visible)))


def _claims(page: Page) -> bool:
    return bool(page.article) or page.metas.get("og:type") == "article"
