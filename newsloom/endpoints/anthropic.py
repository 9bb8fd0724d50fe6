"""Anthropic's ``/v1/messages`` with its own citations: each of our sentences is one block, so that it can cite no other text.

Custom content blocks are cited by ``content_block_location`` (document and blocks counted from 0, the last one not included).
Citations and structured outputs exclude each other there, so text is asked for, and the marks are put in here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from newsloom.endpoints.form import Form, Json, tokens, unreadable
from pipeline.protocols import Answer, NumberedSource, Question

VERSION = "2023-06-01"
_MOST_BLOCKS = 200
_HEAD = re.compile(r"(\s*(?:#{1,6}[ \t]+)?)(.*?)(\s*)", re.DOTALL)


def _headers(key: str) -> Mapping[str, str]:
    return {"x-api-key": key, "anthropic-version": VERSION}


def _payloads(question: Question, model: str) -> Sequence[Json]:
    documents = [_document(source) for source in question.sources]
    messages: list[Json] = [{"role": "user", "content": [*documents, {"type": "text", "text": question.request}]}]
    for answer, said in question.earlier:
        messages += [{"role": "assistant", "content": answer}, {"role": "user", "content": said}]
    plain = {"model": model, "max_tokens": question.answer_tokens, "system": question.task, "messages": messages}
    return ({**plain, "temperature": 0}, plain)


def _document(source: NumberedSource) -> Json:
    blocks = [{"type": "text", "text": text} for _, text in source.lines]
    return {
        "type": "document",
        "source": {"type": "content", "content": blocks},
        "title": source.heading,
        "citations": {"enabled": True},
    }


def _answer(given: Json, question: Question) -> Answer:
    content = given.get("content")
    if not isinstance(content, list):
        raise unreadable("it has no content")
    usage = given.get("usage")
    taken = {
        "tokens_in": tokens(usage, "input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"),
        "tokens_out": tokens(usage, "output_tokens"),
    }
    text = "".join(_block(block, question) for block in content if isinstance(block, Mapping))
    reason = given.get("stop_reason")
    if reason == "refusal":
        return Answer(text, "refused", **taken)
    return Answer(text, "cut" if reason == "max_tokens" else "whole", **taken)


def _block(block: Json, question: Question) -> str:
    text = block.get("text")
    if block.get("type") != "text" or not isinstance(text, str):
        return ""
    citations = block.get("citations")
    labels = [label for one in citations for label in _labels(one, question)] if isinstance(citations, list) else []
    return _marked(text, ",".join(dict.fromkeys(labels))) if labels else text


def _labels(citation: Any, question: Question) -> Iterator[str]:
    """The labels of the blocks that it points to; what points nowhere is passed over."""
    if not isinstance(citation, Mapping) or citation.get("type") != "content_block_location":
        return
    document, first, last = (_index(citation.get(f"{key}_index")) for key in ("document", "start_block", "end_block"))
    lines = question.sources[document].lines if 0 <= document < len(question.sources) else ()
    for place in range(max(0, first), min(last, first + _MOST_BLOCKS, len(lines))):
        yield lines[place][0]


def _index(given: Any) -> int:
    return given if isinstance(given, int) and not isinstance(given, bool) else -1


def _marked(text: str, labels: str) -> str:
    """The text with a mark around each of its paragraphs; what heads a paragraph stays outside."""
    paragraphs = []
    for paragraph in text.split("\n\n"):
        head, words, tail = _HEAD.fullmatch(paragraph).groups()  # type: ignore[union-attr]  # it matches any text
        paragraphs.append(f'{head}(cite index="{labels}">{words}</cite>{tail}' if words else paragraph)
    return "\n\n".join(paragraphs)


ANTHROPIC = Form("/messages", _headers, _payloads, _answer, cites=True, keyed=True)
