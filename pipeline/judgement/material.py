"""What a judgement is made from, besides the hour: read from the store in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.judgement.assess import Assessment


@dataclass(frozen=True, slots=True)
class Decided:
    """A story that a person has decided on: approved (``taken``) or rejected, under which headline of ours."""

    taken: bool
    headline: str
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Material:
    """The newest assessment of each story in question, what was decided lately, and which stories the grouping relates."""

    assessments: Mapping[str, Assessment] = field(default_factory=dict)
    decided: tuple[Decided, ...] = ()
    related: Mapping[str, Sequence[str]] = field(default_factory=dict)
