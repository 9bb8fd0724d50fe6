"""The writer with a language model from a newsroom's settings. Whatever is wrong with them is one line: file, key, mend."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from crawlers.guard import AddressPolicy, AddressRefused
from crawlers.guarded_httpx import GuardedTransport, Reply, post
from newsloom.config import Newsroom
from newsloom.config.environment import secret
from newsloom.config.models import ModelTable
from newsloom.endpoints.anthropic import ANTHROPIC
from newsloom.endpoints.calling import Caller
from newsloom.endpoints.endpoint import Endpoint, Terms
from newsloom.endpoints.form import Form
from newsloom.endpoints.kept import Answers, Spending
from newsloom.endpoints.openai import OPENAI
from pipeline.errors import ConfigurationError
from pipeline.write.model import Budget, ModelWriter

KINDS: Mapping[str, Form] = MappingProxyType({"openai": OPENAI, "anthropic": ANTHROPIC})
KEY = "MODEL_KEY"
_MOST_BYTES = 4_000_000


def model_writer(newsroom: Newsroom) -> ModelWriter:
    """The writer that the table ``[model]`` describes. Raises ConfigurationError; nothing is asked of the endpoint yet."""
    settings = newsroom.settings.model
    key = secret(KEY) or ""
    file = newsroom.folder / "newsroom.toml"
    resolve = tuple(sorted(newsroom.settings.fetch.resolve.items()))
    _check(settings, key, file, resolve)
    budget = Budget(settings.draft_tokens, settings.draft_cost, settings.answer_tokens)
    return ModelWriter(_endpoint(settings, key, newsroom.var / "model", resolve), budget=budget)


@cache
def _endpoint(settings: ModelTable, key: str, folder: Path, resolve: tuple[tuple[str, str], ...]) -> Endpoint:
    """One for a process: it remembers that the endpoint has just failed."""
    send = partial(_posted, _policy(settings, resolve), settings.timeout)
    return Endpoint(
        name=settings.name,
        caller=Caller(KINDS[settings.kind], settings.url.rstrip("/"), key, send, settings.attempts, _now, time.sleep),
        answers=Answers(folder / "answers"),
        spending=Spending(folder / "spent"),
        terms=Terms(settings.price_in, settings.price_out, settings.day_tokens, settings.day_cost),
        clock=_now,
        ticks=time.monotonic,
    )


def _now() -> datetime:
    return datetime.now(UTC)


def _policy(settings: ModelTable, resolve: tuple[tuple[str, str], ...]) -> AddressPolicy:
    return AddressPolicy(dict(resolve), frozenset(settings.allow_hosts))


def _posted(policy: AddressPolicy, seconds: float, url: str, headers: Mapping[str, str], body: bytes) -> Reply:
    return post(GuardedTransport(policy), url, headers, body, seconds=seconds, most_bytes=_MOST_BYTES)


def _check(settings: ModelTable, key: str, file: Path, resolve: tuple[tuple[str, str], ...]) -> None:
    for name in ("url", "name"):
        if not getattr(settings, name):
            raise ConfigurationError(f'{file}: model.{name}: is empty; the writer "model" needs it: see docs/model.md')
    if not settings.url.lower().startswith(("https://", "http://")):
        raise ConfigurationError(
            f"{file}: model.url: is no web address; write it with https:// or http:// in front, such as https://models.example/v1"
        )
    policy = _policy(settings, resolve)
    try:
        policy.target(settings.url)
    except AddressRefused as refused:
        host = urlsplit(settings.url).hostname or ""
        raise ConfigurationError(
            f'{file}: model.url: {refused}; a host of your own is let through by allow_hosts = ["{host}"] in [model]'
        ) from refused
    host = urlsplit(settings.url).hostname or ""
    if key and settings.url.startswith("http://") and host not in settings.allow_hosts and host not in dict(resolve):
        raise ConfigurationError(f"{file}: model.url: is http, and the key would be sent for all to read; write https")
    if not key and KINDS[settings.kind].keyed:
        raise ConfigurationError(
            f"{file}: model.kind: {settings.kind!r} answers nobody without a key; set NEWSLOOM_{KEY} or NEWSLOOM_{KEY}_FILE"
        )
    if settings.draft_tokens < 3 * settings.answer_tokens:
        raise ConfigurationError(
            f"{file}: model.draft_tokens: {settings.draft_tokens} does not reach for an answer of answer_tokens = "
            f"{settings.answer_tokens} and its sources; make it at least three times as many"
        )
