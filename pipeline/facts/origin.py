"""Where a claim comes from, and what one sentence says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.independence import plain_name
from pipeline.naming import bare_name

OriginKind = Literal["document", "statement", "reporting", "unnamed"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a claim comes from: ``who`` is the document, the party that speaks or the outlet.

    ``to`` is the outlet that was told, ``by`` the person by full name who spoke for the party; "" where there is none.
    """

    kind: OriginKind
    who: str
    to: str = ""
    by: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What two mentions of one origin share: a statement of one party is one, to whomever it was made."""
        who = bare_name(self.who) if self.kind == "statement" else self.who
        return ("own" if self.kind == "reporting" else self.kind, plain_name(who))

    def __str__(self) -> str:
        """Such as ``statement: Brightloom to The Byte Ledger``."""
        return f"{self.kind}: {self.who}{f' to {self.to}' if self.to else ''}"


@dataclass(frozen=True, slots=True)
class Attribution:
    """What a sentence says of where it is from: the origins, and the articles (report numbers) or outlets it credits."""

    origins: tuple[Origin, ...] = ()
    credits: tuple[str, ...] = ()
