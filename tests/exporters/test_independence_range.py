"""A count of independent reports that is not sure is printed as its bounds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented_story import OUTLETS, draft

from exporters.render import Look, html, markdown
from pipeline import records
from pipeline.edition import edition


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [(2, 4, "2–4 independent reports"), (4, 4, "4 independent reports"), (0, 3, "3 independent reports")],
)
def test_the_printed_page_gives_the_count_as_a_range_where_owners_are_not_known(least, most, said):
    printed = edition(replace(draft(), independent_low=least, independent_sources=most), OUTLETS)
    assert said in markdown(printed, Look())
    assert said.partition(" ")[0] in html(printed, Look())
    assert said.partition(" ")[2] in html(printed, Look())


def test_a_side_car_keeps_both_bounds_and_one_without_the_lower_is_read():
    record = records.edition_record(edition(replace(draft(), independent_low=2, independent_sources=4), OUTLETS))
    assert (record["independent_low"], record["independent_sources"]) == (2, 4)
    assert records.read_edition(record).independent_low == 2
    del record["independent_low"]
    assert records.read_edition(record).independent_low == 0
