"""How many facts of two independent origins and more the drafts of a newsroom tell: python benchmarks/coverage.py FOLDER.

FOLDER is a newsroom that has been filled, such as the one ``newsloom demo --once --dir FOLDER`` makes. One JSON object a
story of two origins and more, then their sum: facts that hold and that two origins give, and how many of them headline, dek
or body cite.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from newsloom.app import opened_to_read
from newsloom.config.load import load_newsroom
from newsloom.work import story_sheet
from pipeline.facts.ranking import ranking
from pipeline.facts.reports import reports
from pipeline.protocols import StorySheet
from pipeline.values import Draft
from pipeline.write import writer


def covered(sheet: StorySheet, draft: Draft) -> tuple[int, int]:
    """Facts of several origins that the draft cites, and all of them; a replaced value is no fact."""
    origin = {report.article.id: report.origin for report in reports(sheet, ranking(sheet), draft.language)}
    shared = [
        fact
        for fact in draft.facts
        if fact.superseded_by is None and len({origin[citation.article] for citation in fact.citations}) > 1
    ]
    cited = {citation for one in (draft.headline, draft.dek, *draft.sentences) for citation in one.citations}
    return sum(bool(cited & set(fact.citations)) for fact in shared), len(shared)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not Path(arguments[0], "newsroom.toml").is_file():
        sys.stderr.write("benchmarks/coverage.py: name a newsroom folder, such as one made by `newsloom demo --once`\n")
        return 2
    told = known = 0
    with opened_to_read(load_newsroom(Path(arguments[0]))) as app:
        for row in app.store.queue():
            sheet = story_sheet(app, row.id)
            draft = writer("extractive").write(sheet)
            here, of = covered(sheet, draft)
            if draft.independent_sources > 1 and of:
                told, known = told + here, known + of
                print(json.dumps({"story": row.id, "headline": draft.headline.text, "told": here, "facts": of}))
    print(json.dumps({"told": told, "facts": known, "coverage": round(told / max(1, known), 3)}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
