"""Why a page does not become an article, raised inside this package and given back as a Refusal at its edge."""

from __future__ import annotations

from pipeline.values import Cause


class Refused(Exception):
    """This page ends without an article: the cause, and a sentence that says what was seen."""

    def __init__(self, cause: Cause, detail: str) -> None:
        super().__init__(cause, detail)
        self.cause = cause
        self.detail = detail
