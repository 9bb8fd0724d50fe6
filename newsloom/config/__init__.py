"""A newsroom's files, read and checked: ``newsroom.toml``, ``outlets/*.toml``, ``topics.toml``, ``style.toml``."""

from newsloom.config.load import Newsroom, find_newsroom, load_newsroom, shipped
from newsloom.config.models import Settings

__all__ = ["Newsroom", "Settings", "find_newsroom", "load_newsroom", "shipped"]
