"""What the pages of subjects read and write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from pipeline.dossiers.values import Listed, ListedSubject, Mentions, Ruling, Told


class SubjectDesk(Protocol):
    """What an editor does with subjects, in the browser or in the terminal."""

    def mentions(self) -> Mentions:
        """The subjects of the newest stories, one row a story and name."""

    def told(self, keys: Sequence[str], limit: int) -> list[Told]:
        """The newest stories that are about a subject with one of these keys, as they stand."""

    def subject_rulings(self) -> list[Ruling]:
        """What persons said of subjects."""

    def rule_subject(self, ruling: Ruling, name: str) -> None:
        """Hide a subject, or make it one with another. Raises StoreError for one that would be the same as itself."""

    def unrule_subject(self, key: str, by: str, now: datetime) -> None:
        """Take a ruling back; none there is no error."""

    def listed(self) -> Listed:
        """The editors' list of persons and technologies."""

    def list_subject(self, subject: ListedSubject) -> None:
        """Put a person or a technology on the list, or change what the list says of it."""

    def unlist_subject(self, key: str, by: str, now: datetime) -> None:
        """Take one off the list, with all that was found of it."""
