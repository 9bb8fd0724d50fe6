from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.moments import parse_moment, write_moment
from pipeline.values import Moment

MORNING = datetime(2016, 5, 27, 10, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2016-05-27T10:05:00Z", "2016-05-27T10:05", "2016-05-27 10:05:00", "2016-05-27T12:05:00+02:00", "2016-05-27T12:05:00+0200",
        "2016-05-27 12:05:00 +0200", "2016-05-27T10:05:00.000123Z", "20160527T100500Z", "2016-05-27 10:05 UTC", "1464343500", "1464343500000",
        "Fri, 27 May 2016 10:05:00 GMT", "Fri, 27 May 2016 10:05:00 +0000", "27 May 2016 06:05 EDT", "Fri, 27 May 2016 12:05:00 CEST",
        "May 27, 2016 10:05 am", "May 27, 2016 at 6:05 AM EDT", "27. Mai 2016, 10:05 Uhr", "27.05.2016 - 10:05", "2016/05/27 10:05",
        "Fri 27 May 2016 // 12:05 UTC+2", "27 de mayo de 2016, 10:05",
    ],
)  # fmt: skip
def test_a_moment_is_read_however_it_is_written(text):
    assert parse_moment(text) == Moment(MORNING)


@pytest.mark.parametrize(
    "text", ["2016-05-27", "20160527", "May 27, 2016", "27 mai 2016", "27.5.2016", "2016/5/27", "27 मई 2016"]
)
def test_a_day_keeps_the_precision_of_a_day(text):
    assert parse_moment(text) == Moment(datetime(2016, 5, 27, tzinfo=UTC), day_only=True)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "  ",
        "null",
        "yesterday",
        "2016-13-40",
        "0000-00-00T00:00:00Z",
        "2016",
        "2016-05",
        "12345678",
        "9999-12-31",
        "x" * 500,
    ],
)
def test_what_names_no_moment_is_unknown(text):
    assert parse_moment(text) is None


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)), st.booleans())  # noqa: DTZ001  bounds are naive there
def test_what_is_written_is_read_back(at, day_only):
    moment = Moment(at.replace(microsecond=0, **({"hour": 0, "minute": 0, "second": 0} if day_only else {})), day_only)
    written = write_moment(moment)
    assert written.endswith("+00:00")
    assert parse_moment(written[:10] if day_only else written) == moment


@given(st.text(max_size=90))
def test_no_text_makes_it_fail(text):
    assert parse_moment(text) is None or parse_moment(text).at.tzinfo is not None
