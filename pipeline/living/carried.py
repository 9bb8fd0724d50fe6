"""Citations of an earlier draft among the sources of a later one: the same version, or a newer one that has the sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline.values import Citation, Draft, DraftSentence, Source
from pipeline.verify.draft import verify_sentence
from pipeline.verify.sentence import same_words

Sources = Mapping[tuple[str, int], Source]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The sources of the earlier and the later draft, by article and version and, of the later, by article alone."""

    before: Sources
    now: Sources
    newest: Mapping[str, Source] = field(repr=False)

    def citation(self, citation: Citation) -> Citation | None:
        """Where the cited sentence stands now; None where its article is gone or says it no more."""
        here = self.now.get((citation.article, citation.version))
        if here is not None:
            return citation if citation.sentence < len(here.sentences) else None
        old, new = self.before.get((citation.article, citation.version)), self.newest.get(citation.article)
        if old is None or new is None or citation.sentence >= len(old.sentences):
            return None
        text = old.sentences[citation.sentence]
        found = next((place for place, other in enumerate(new.sentences) if other == text), None)
        return None if found is None else Citation(new.article, new.version, found)

    def sentence(self, sentence: DraftSentence) -> DraftSentence | None:
        """The sentence with its citations as they stand now; None where what it is taken from is gone, or it is proved no more.

        A source that only corroborated may go.
        """
        found = [self.citation(citation) for citation in sentence.citations]
        if not found or found[0] is None:
            return None
        moved = replace(sentence, citations=tuple(dict.fromkeys(one for one in found if one)), problems=())
        return moved if self.proves(moved) else None

    def proves(self, sentence: DraftSentence, *, titles: bool = False) -> bool:
        """Whether the sources of the later draft prove the sentence."""
        return not any(problem.blocking for problem in verify_sentence(sentence, self.now, titles=titles))

    def title(self, sentence: DraftSentence) -> DraftSentence | None:
        """A headline or a dek with its citations as they stand now, as ``sentence`` has it."""
        found = [self.citation(citation) for citation in sentence.citations]
        if not found or found[0] is None:
            return None
        moved = replace(sentence, citations=tuple(dict.fromkeys(one for one in found if one)), problems=())
        return moved if self.proves(moved, titles=True) else None

    def supplemented(self, sentence: DraftSentence, same: DraftSentence | None) -> DraftSentence:
        """The sentence with what the later draft cites for the very same words besides, and who stands behind them."""
        if same is None:
            return sentence
        more = replace(
            sentence,
            citations=tuple(dict.fromkeys((*sentence.citations, *same.citations))),
            origins=same.origins,
            outlets=same.outlets,
        )
        return more if self.proves(more) else sentence

    def is_new(self, citation: Citation) -> bool:
        """Whether the sentence was not there before: its article is new, or the edited page has it first."""
        now = self.now.get((citation.article, citation.version))
        if now is None or (citation.article, citation.version) in self.before:
            return False
        text = now.sentences[citation.sentence] if citation.sentence < len(now.sentences) else ""
        mine = [source for (article, _), source in self.before.items() if article == citation.article]
        return not any(same_words(text, other) for source in mine for other in source.sentences)


def shelf(before: Draft, now: Draft) -> Shelf:
    """The sources of two drafts of one story."""
    kept = {(source.article, source.version): source for source in now.sources}
    return Shelf(
        {(source.article, source.version): source for source in before.sources},
        kept,
        {source.article: source for source in sorted(now.sources, key=lambda one: one.version)},
    )
