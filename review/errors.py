"""What went wrong, as a page with one clear sentence and the right status; never a traceback."""

from __future__ import annotations

import logging
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ExceptionHandler

from pipeline.errors import DiskFull, NewsloomError, StoreBusy, StoreError, UnknownStory
from review.answers import answer_page
from review.safety import secure

log = logging.getLogger(__name__)


class StaleForm(NewsloomError):
    """A form's token does not fit: the desk was restarted, or the form is not ours. ``note`` is what the person had written."""

    def __init__(self, note: str = "") -> None:
        super().__init__(
            "The desk was restarted since this page was opened, or cookies are off. Open the story again and repeat."
        )
        self.note = note


class UnknownVersion(NewsloomError):
    """A story has no draft with this number."""


# most particular first: the first that fits is taken
_KNOWN: tuple[tuple[type[NewsloomError], int, str], ...] = (
    (UnknownStory, 404, "No such story"),
    (UnknownVersion, 404, "No such version"),
    (StaleForm, 403, "This form is out of date"),
    (StoreBusy, 503, "The database is busy"),
    (DiskFull, 503, "No room is left on the disk"),
    (StoreError, 503, "The database did not answer as it should"),
)


async def show_newsloom_error(request: Request, error: Exception) -> Response:
    """One of our named errors: its own sentence under a title, with the status that fits."""
    status, title = next(
        ((status, title) for kind, status, title in _KNOWN if isinstance(error, kind)), (500, "The desk could not do this")
    )
    if status >= 500:
        log.warning("%s %s: %s", request.method, request.url.path, error)
    note = error.note if isinstance(error, StaleForm) else ""
    return _error_page(request, status, title, str(error), note=note)


async def show_http_error(request: Request, error: Exception) -> Response:
    """A wrong address, a wrong method, a refused form."""
    if not isinstance(error, HTTPException):
        raise error
    title = HTTPStatus(error.status_code).phrase
    sentence = "There is no such page on this desk." if error.status_code == 404 else error.detail
    return _error_page(request, error.status_code, title, sentence)


async def show_fault(request: Request, error: Exception) -> Response:
    """A fault of ours. The cause goes to the log (Starlette raises it on to the server), not to the page."""
    log.error("%s %s: %s", request.method, request.url.path, type(error).__name__)
    page = _error_page(request, 500, "A fault in the desk", "This is not your doing. The cause is in the desk's log.")
    secure(page.headers)  # this answer is made outside the Doorkeeper
    return page


def _error_page(request: Request, status: int, title: str, sentence: str, note: str = "") -> HTMLResponse:
    page = answer_page(request, "error.html", {"title": title, "sentence": sentence, "note": note}, status=status)
    if status == 503:
        page.headers["Retry-After"] = "5"
    return page


HANDLERS: dict[type[Exception] | int, ExceptionHandler] = {
    NewsloomError: show_newsloom_error,
    HTTPException: show_http_error,
    Exception: show_fault,
}
