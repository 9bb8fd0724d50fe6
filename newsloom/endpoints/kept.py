"""What a model answered and what it took, in files under ``var/model``: nothing that was answered is asked and paid for again.

``answers/ab/abcd….json`` is an answer by the digest of the request, written whole or not at all; the request itself is kept
nowhere. ``spent/2026-09-14.jsonl`` has the calls of a day (UTC), a line a step: what a call may take before it is made, and
what it took. Each may be deleted at any time: then it is asked and counted anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from pipeline.protocols import Answer


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers by the digest of their request."""

    folder: Path

    def get(self, digest: str) -> Answer | None:
        """The answer to this request, None where there is none that can be read."""
        try:
            given = json.loads(self._path(digest).read_text(encoding="utf-8"))
            return Answer(
                text=str(given["text"]),
                end="refused" if given["end"] == "refused" else "whole",
                tokens_in=int(given["tokens_in"]),
                tokens_out=int(given["tokens_out"]),
                cost=float(given["cost"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, digest: str, answer: Answer) -> None:
        """Keep the answer; a process that dies meanwhile leaves none. Raises OSError."""
        path = self._path(digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, suffix=".new", delete=False) as file:
            # lone surrogates, which JSON can say and UTF-8 cannot, stay escapes
            json.dump(asdict(answer), file, ensure_ascii=True)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(path)

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / f"{digest}.json"


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens and cost, at the prices of the settings."""

    tokens: int = 0
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Spending:
    """What calls took, by day. A call that was begun and never booked counts with what it might have taken."""

    folder: Path

    def book(self, call: str, spent: Spent, at: datetime) -> None:
        """Write down what a call takes; what was written of it before counts no more. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        line = json.dumps({"call": call, "at": at.isoformat(), **asdict(spent)})
        with self._path(at).open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")

    def of_day(self, at: datetime) -> Spent:
        """What the calls of this day took so far."""
        calls: dict[str, Mapping[str, Any]] = {}
        try:
            lines = self._path(at).read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return Spent()
        for line in lines:
            try:
                one = json.loads(line)
                calls[one["call"]] = one
            except (ValueError, KeyError, TypeError):
                continue  # a line that a full disk cut short
        tokens = sum(int(one.get("tokens", 0)) for one in calls.values())
        return Spent(tokens, sum(float(one.get("cost", 0)) for one in calls.values()))

    def _path(self, at: datetime) -> Path:
        return self.folder / f"{at:%Y-%m-%d}.jsonl"
