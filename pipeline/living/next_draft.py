"""The next draft of a story that lives: what still holds stays word for word, and only what must change does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.living.body import Case, body, reopened
from pipeline.living.bounds import HOLDING, THIN, in_budget, proved, too_far, words
from pipeline.living.carried import shelf
from pipeline.living.fallen import Change, fallen
from pipeline.living.heads import heads, topped
from pipeline.living.judged import Left, coming, staying
from pipeline.living.news import news
from pipeline.values import Draft, Style

# how much longer than what would be written now (a stale text: than it was) the text may grow by what only adds
_ROOM = 1.25
_COPIES = "with it the text would take too much of a source"
_POINTS = "what it points back to is gone, or another sentence tells it now"


@dataclass(frozen=True, slots=True)
class Continued:
    """The next draft. ``kept`` counts its sentences that stand in the earlier one word for word, ``left`` are those that went.

    ``moved`` says why headline and opening changed, ``whole`` why all was written anew; "" where that is not so.
    """

    draft: Draft
    kept: int = 0
    left: tuple[Left, ...] = ()
    moved: str = ""
    whole: str = ""


def continued(previous: Draft | None, written: Draft, style: Style | None = None) -> Continued:
    """What becomes of the ``previous`` draft of a story when a writer has ``written`` its enlarged coverage.

    Facts, sources, category and everything but the text are the written draft's; so is the text where there is no earlier one,
    where too little of it holds, or where it has grown too long (``style`` says what an article is) or too far from what would
    be written now.
    """
    house = style or Style()
    if previous is None or not previous.sentences or not written.sentences:
        return _whole(written, "", house)
    if previous.language != written.language:
        return _whole(written, "the newsroom writes in another language now", house)
    if len(previous.sentences) < THIN < len(written.sentences):
        return _whole(written, "the version before was no article yet", house)
    return _gone_on(previous, written, house)


def _whole(written: Draft, why: str, style: Style, left: Sequence[Left] = ()) -> Continued:
    """The written draft with true words over it, and no value that fell in its opening."""
    over = reopened(topped(written, style)) if written.sentences else written
    return Continued(proved(over, written), left=tuple(left), whole=why)


def _gone_on(previous: Draft, written: Draft, style: Style) -> Continued:
    since, there = news(previous, written), shelf(previous, written)
    change = Change(since, fallen(written, since))
    stay, left = staying(previous, written, there, change.gone)
    if len(stay) < min(HOLDING * len(previous.sentences), len(written.sentences)):
        return _whole(written, f"only {len(stay)} of {len(previous.sentences)} sentences still hold", style, left)
    over = heads(previous, written, there, change, style)
    come, stale = coming(written, there, since, stay)
    room = _ROOM * max(words(written.sentences), stale * words(previous.sentences))
    case = Case(previous, written, over, room, max(room, style.article_words), change.values)
    parts = body(case, stay, come, left)
    printed, copies = in_budget(parts, over, written)
    why = too_far(printed, previous, written, style.article_words)
    if why:
        return _whole(written, why, style, left)
    draft = proved(replace(written, headline=over.headline, dek=over.dek, sections=printed), written)
    return _counted(previous, draft, left, over.moved, copies)


def _counted(previous: Draft, draft: Draft, left: Sequence[Left], moved: str, copying_too_much: frozenset[str]) -> Continued:
    there = {sentence.text for sentence in draft.sentences}
    known = {one.text for one in left}
    texts = [sentence.text for sentence in previous.sentences]
    lost = [
        Left(text, _COPIES if text in copying_too_much else _POINTS)
        for text in texts
        if text not in there and text not in known
    ]
    return Continued(draft, sum(text in there for text in texts), (*left, *lost), moved)
