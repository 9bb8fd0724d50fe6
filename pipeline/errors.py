"""Errors that a user may read: each says what happened, where, and what to do about it."""

from __future__ import annotations


class NewsloomError(Exception):
    """Something that a person can mend. ``str(error)`` is one line, fit for the terminal."""


class ConfigurationError(NewsloomError):
    """The newsroom's files cannot be used: names the file, the key and the mend."""


class RecordError(NewsloomError):
    """A line of input cannot be read as the record it should be."""


class StoreError(NewsloomError):
    """The database or the archive could not keep or give what was asked."""


class StoreBusy(StoreError):
    """Another process holds the database longer than we wait."""


class DiskFull(StoreError):
    """No room is left where the database or the archive is."""


class StoreUnusable(StoreError):
    """The database refused, is damaged or cannot be reached: a fault of the whole, never of what was to be kept."""


class ModelUnusable(ConfigurationError):
    """A model that the settings name cannot be used: names the setting and the mend."""


class ModelSilent(NewsloomError):
    """A language model gave no answer that can be used: the message is the cause, equal for equal causes."""


class LeaseLost(StoreError):
    """Work was done under a lease that somebody else has taken over since: its result is not kept."""


class Overtaken(StoreError):
    """A person corrected the grouping while a pass went on: the pass is not kept, and is to be done again."""


class CorrectionRefused(NewsloomError):
    """The grouping cannot be corrected as asked: the message says why, and what to do instead."""


class UnknownStory(NewsloomError):
    """No story has this id, now or as a redirect."""


class UnknownSubject(NewsloomError):
    """No story that is kept is about a subject of this name: the message gives the nearest names."""


class NotApprovable(NewsloomError):
    """This version of this draft may not be approved: the message names the problems."""


class RulingRefused(NewsloomError):
    """A sentence cannot be kept or taken out as asked: the message says which, why, and what to do instead."""


class ExportFailed(NewsloomError):
    """A target did not take the article; nothing counts as exported."""
