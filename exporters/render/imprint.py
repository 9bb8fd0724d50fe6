"""What stands under an article in every format: how it was made, who approved which version and when, where to complain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from exporters.render.clean import printable, web_address
from exporters.render.look import Look, Revision
from exporters.render.words import Words

_MAIL = re.compile(r"[^\s@<>\"(),:;\[\]\\]{1,64}@[^\s@<>\"(),:;\[\]\\]{1,200}")


@dataclass(frozen=True, slots=True)
class Logged:
    """A line of the version log, with the time that it begins with."""

    at: datetime
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """The lines, ready to be escaped. ``complaints`` is (link or None, what to show), None where there is no address."""

    made: tuple[str, ...]
    log: tuple[Logged, ...]
    complaints: tuple[str | None, str] | None

    def lines(self, words: Words) -> list[str]:
        """All of it as plain lines, for formats that have no more than that."""
        found = [*self.made, *(f"{entry.when}: {entry.text}" for entry in self.log)]
        return [*found, f"{words.complain} {self.complaints[1]}"] if self.complaints else found


def imprint(look: Look, words: Words, *, only: bool = False) -> Imprint:
    """Give what stands under the article with this look; of a draft, that it is one.

    ``only`` adds what it means that one outlet alone reports something.
    """
    log = look.making.log if look.making else ()
    return Imprint(
        (*_made(look, words), *([words.only_means] if only else [])),
        tuple(_logged(entry, look, words) for entry in log),
        _complaints(look),
    )


def how_made(look: Look, words: Words) -> str:
    """Give how the article was made, and whether a language model wrote of it where the newsroom tells that."""
    made = printable(look.disclosure or words.made)
    if look.making is None or not look.tell_model:
        return made
    told = words.model.format(printable(look.making.model)) if look.making.model else words.no_model
    return f"{made} {told}"


def corrections(entry: Revision, words: Words) -> list[str]:
    """Give the corrections of one revision, each as a sentence."""
    return [words.correction.format(printable(wrong), printable(right)) for wrong, right in entry.corrections]


def _made(look: Look, words: Words) -> Iterator[str]:
    made = how_made(look, words)
    if look.approved_by is None or look.approved_at is None:
        yield f"{made} {words.draft}"
        return
    yield f"{made} {words.approved.format(printable(look.approved_by), words.time(look.approved_at, look.zone))}"
    if look.published is None:
        return
    published = words.first_published.format(words.time(look.published, look.zone))
    if look.revision > 1:
        revised = words.time(look.modified or look.published, look.zone)
        published += " " + words.revision.format(look.revision, revised)
    yield published


def _logged(entry: Revision, look: Look, words: Words) -> Logged:
    changes = [words.headline_changed] if entry.headline else []
    changes += [words.count(entry.new, words.sentences_new)] if entry.new else []
    changes += [words.count(entry.gone, words.sentences_gone)] if entry.gone else []
    told = [words.version.format(entry.number, printable(entry.by)), *corrections(entry, words)]
    if changes:
        listed = ", ".join(changes)
        told.append(f"{listed[:1].upper()}{listed[1:]}.")
    return Logged(entry.at, words.time(entry.at, look.zone), " ".join(told))


def _complaints(look: Look) -> tuple[str | None, str] | None:
    shown = printable(look.complaints)
    if not shown:
        return None
    if _MAIL.fullmatch(shown):
        return f"mailto:{quote(shown, safe='@')}", shown
    return web_address(shown), shown
