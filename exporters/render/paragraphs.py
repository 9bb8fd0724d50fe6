"""Sentences into paragraphs, the same in every format."""

from __future__ import annotations

from itertools import pairwise

from pipeline.values import PrintedSection, PrintedSentence

_PARAGRAPH_WORDS = 75


def paragraphs(section: PrintedSection) -> tuple[tuple[PrintedSentence, ...], ...]:
    """Give the section's sentences in paragraphs of two to four, of about 75 words; one sentence alone stays alone."""
    sentences = section.sentences
    if not sentences:
        return ()
    words = sum(len(sentence.text.split()) for sentence in sentences)
    fewest, most = -(-len(sentences) // 4), max(1, len(sentences) // 2)
    count = min(max(fewest, round(words / _PARAGRAPH_WORDS)), most)
    cuts = [round(number * len(sentences) / count) for number in range(count + 1)]
    return tuple(sentences[start:end] for start, end in pairwise(cuts))
