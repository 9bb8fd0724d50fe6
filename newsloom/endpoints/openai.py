"""Endpoints that speak as OpenAI's ``/v1/chat/completions``: also llama-server, Ollama, vLLM and most others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from newsloom.endpoints.form import Form, Json, tokens, unreadable
from pipeline.protocols import Answer, Question
from pipeline.write.model.prompt import listing

_NAME = "article"


def _headers(key: str) -> Mapping[str, str]:
    return {"Authorization": f"Bearer {key}"} if key else {}


def _payloads(question: Question, model: str) -> Sequence[Json]:
    """With the schema; with it as newer models want it; then without anything that an older server may not know."""
    messages = [
        {"role": "system", "content": question.task},
        {"role": "user", "content": f"{listing(question.sources)}\n\n{question.request}"},
    ]
    for answer, said in question.earlier:
        messages += [{"role": "assistant", "content": answer}, {"role": "user", "content": said}]
    shaped = {
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": _NAME, "strict": True, "schema": question.shape},
        }
    }
    plain = {"model": model, "messages": messages}
    return (
        {**plain, **shaped, "max_tokens": question.answer_tokens, "temperature": 0},
        {**plain, **shaped, "max_completion_tokens": question.answer_tokens},
        {**plain, "max_tokens": question.answer_tokens},
    )


def _answer(given: Json, _question: Question) -> Answer:
    choices = given.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, Mapping) else None
    if not isinstance(choice, Mapping) or not isinstance(message, Mapping):
        raise unreadable("it has no message")
    usage = given.get("usage")
    taken = {"tokens_in": tokens(usage, "prompt_tokens"), "tokens_out": tokens(usage, "completion_tokens")}
    text, reason = _text(message.get("content")), choice.get("finish_reason")
    if message.get("refusal") or reason == "content_filter":
        return Answer(text, "refused", **taken)
    return Answer(text, "cut" if reason == "length" else "whole", **taken)


def _text(content: Any) -> str:
    if isinstance(content, list):
        return "".join(_text(part.get("text")) for part in content if isinstance(part, Mapping))
    return content if isinstance(content, str) else ""


OPENAI = Form("/chat/completions", _headers, _payloads, _answer)
