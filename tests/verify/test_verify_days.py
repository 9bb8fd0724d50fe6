from __future__ import annotations

import pytest
from quarry_story import kinds


@pytest.mark.parametrize("day", ["on March 10", "on March 10, 2026", "on Tuesday", "on 10 March 2026"])
def test_a_weekday_is_its_date_on_the_day_it_was_written(day):
    assert kinds(f"Tarn Robotics agreed {day} to buy Ostmark Optics of Jena for €64 million in cash.", 0) == set()


@pytest.mark.parametrize("day", ["on March 9, 2026", "on March 10, 2016", "on Monday", "on April 10", "on 17 March"])
def test_another_day_is_a_wrong_date(day):
    assert kinds(f"Tarn Robotics agreed {day} to buy Ostmark Optics of Jena for €64 million in cash.", 0) & {
        "date",
        "number",
        "name",
    }


def test_another_year_is_a_wrong_date():
    assert kinds("Ostmark sued Lindmoor Glass in 2023 over a patent.", 5) & {"date", "number", "name"}
