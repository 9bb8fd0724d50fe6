"""Stories that live: the next draft goes on from the one before, what is new is told as facts, and what to do with it.

``continued`` gives the next draft, ``news`` what became known between two, ``course`` whether new coverage of a published story
is an update in place, a follow-up or a correction. All are functions of drafts: nothing is read, nothing is kept.
"""

from __future__ import annotations

from pipeline.living.course import Course, course
from pipeline.living.news import News, news
from pipeline.living.next_draft import Continued, continued

__all__ = ["Continued", "Course", "News", "continued", "course", "news"]
