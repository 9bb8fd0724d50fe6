"""One call to an endpoint: tried a bounded number of times, after a pause where that may help, and once more in another way."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from crawlers.guarded_httpx import NotAnswered, Reply
from newsloom.endpoints.form import Form, Json
from pipeline.plain import line

log = logging.getLogger(__name__)

Post = Callable[[str, Mapping[str, str], bytes], Reply]
"""Address, headers and body to a whole answer. Raises NotAnswered."""

LONGEST_WAIT = 30.0
"""Seconds: an endpoint that asks for a longer pause is left alone, and the draft waits."""
_AGAIN = frozenset({408, 409, 429, 500, 502, 503, 504, 520, 522, 524, 529})
_OTHER_WAY = frozenset({400, 422})


@dataclass(slots=True)
class Caller:
    """Calls one address. Not frozen: it remembers which way of asking the endpoint takes."""

    form: Form
    url: str
    key: str
    post: Post
    attempts: int
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    way: int = 0

    def call(self, payloads: Sequence[Json], lost: Callable[[], None]) -> Reply:
        """The first good answer; ``payloads`` are ways of asking the same.

        ``lost`` is called before a second try where the first may have to be paid for; there is no third then. A call that
        took all its time is not repeated: it may be under way still. Raises NotAnswered.
        """
        pauses = [2.0**attempt for attempt in range(self.attempts - 1)]
        while True:
            try:
                reply = self._once(payloads[min(self.way, len(payloads) - 1)])
            except NotAnswered as silent:
                if silent.timed_out or not pauses:
                    raise
                pause = pauses.pop(0)
                if silent.sent:
                    lost()
                    pauses = []
                self.sleep(pause)
                continue
            if 200 <= reply.status < 300:
                return reply
            if reply.status in _OTHER_WAY and self.way < len(payloads) - 1:
                self.way += 1
                continue
            pause = max(self._told_to_wait(reply), pauses[0] if pauses else 0.0)
            if reply.status not in _AGAIN or not pauses or pause > LONGEST_WAIT:
                self._say(reply)
                raise NotAnswered(cause(reply.status), sent=False)
            pauses.pop(0)
            self.sleep(pause)

    def _once(self, payload: Json) -> Reply:
        headers = {"Content-Type": "application/json", "Accept": "application/json", **self.form.headers(self.key)}
        return self.post(self.url + self.form.path, headers, json.dumps(payload).encode())

    def _told_to_wait(self, reply: Reply) -> float:
        given = reply.headers.get("retry-after", "").strip()
        if given.isascii() and given.isdigit():
            return float(given)
        try:
            return max(0.0, (parsedate_to_datetime(given) - self.clock()).total_seconds())
        except (ValueError, TypeError):
            return 0.0

    def _say(self, reply: Reply) -> None:
        if reply.status not in {401, 403}:  # these may repeat the key
            said = line(reply.body[:400].decode("utf-8", "replace"))
            log.warning(
                "the model's endpoint, status %d: %s", reply.status, said.replace(self.key, "KEY") if self.key else said
            )


def cause(status: int) -> str:
    """What a status means, in words that are the same each time: an endpoint's own have the number of the request in them."""
    match status:
        case 401 | 403:
            return f"the endpoint refuses the key ({status}): see NEWSLOOM_MODEL_KEY"
        case 402:
            return "the endpoint wants to be paid first (402)"
        case 404:
            return "the endpoint has no such address or model (404): see url and name in [model]"
        case 429:
            return "the endpoint has had too many requests (429)"
        case _ if status >= 500:
            return f"the endpoint failed ({status})"
        case _:
            return f"the endpoint refuses the request ({status})"
