"""A newsroom's files, read and checked: newsroom, outlets, topics, documents and style, a TOML file each."""

from newsloom.config.load import Newsroom, find_newsroom, load_newsroom, shipped
from newsloom.config.models import Settings

__all__ = ["Newsroom", "Settings", "find_newsroom", "load_newsroom", "shipped"]
