"""Why a request gave nothing usable, in one error."""

from __future__ import annotations

from datetime import datetime

from pipeline.errors import NewsloomError
from pipeline.values import Cause

_TRANSIENT = frozenset({Cause.TIMEOUT, Cause.CONNECTION, Cause.TRUNCATED})


class FetchFault(NewsloomError):
    """A request that ended without a usable answer.

    ``transient`` says that a later try may do better (by default: time-outs, connections, short bodies), ``retry_at`` not
    before when, and ``sent`` whether the server was asked at all (a host that told us to wait is not).
    """

    def __init__(
        self, cause: Cause, detail: str, *, transient: bool | None = None, retry_at: datetime | None = None, sent: bool = True
    ) -> None:
        super().__init__(detail)
        self.cause = cause
        self.detail = detail
        self.transient = cause in _TRANSIENT if transient is None else transient
        self.retry_at = retry_at
        self.sent = sent
