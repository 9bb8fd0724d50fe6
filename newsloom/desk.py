"""The desk of a newsroom, built from its settings."""

from __future__ import annotations

from starlette.applications import Starlette

from newsloom.app import App, now
from review.app import desk_app
from review.settings import DeskSettings


def build_desk(app: App) -> Starlette:
    """The ASGI application of the desk."""
    settings = app.newsroom.settings
    look = DeskSettings(
        newsroom=settings.newsroom.name,
        beat=settings.newsroom.beat,
        time_zone=settings.newsroom.time_zone,
        targets=app.target_names(),
        second_editor=settings.desk.second_editor,
    )
    return desk_app(app.store, app.newsroom.outlets, look, now)
