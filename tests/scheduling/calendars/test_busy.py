"""What a calendar takes: whole days, repeats, exceptions, zones as programs name them, and what spoils nothing."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onward.scheduling.calendars import Unreadable, busy_times

AARHUS = ZoneInfo("Europe/Copenhagen")
SINCE = datetime(2026, 11, 23, 9, tzinfo=UTC)
UNTIL = SINCE + timedelta(weeks=10)
ROMANCE = "\n".join(
    [
        "BEGIN:VTIMEZONE",
        "TZID:{name}",
        "BEGIN:STANDARD",
        "DTSTART:16010101T030000",
        "TZOFFSETFROM:{summer}",
        "TZOFFSETTO:{winter}",
        "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:16010101T020000",
        "TZOFFSETFROM:{winter}",
        "TZOFFSETTO:{summer}",
        "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3",
        "END:DAYLIGHT",
        "END:VTIMEZONE",
    ]
)


def event(*lines, uid="1@x"):
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"])


def calendar(*parts):
    return "\r\n".join("\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR"]).split("\n")).encode()


def read(*parts, since=SINCE, until=UNTIL, zone=AARHUS, is_own=lambda uid: False):
    raw = parts[0] if isinstance(parts[0], bytes) else calendar(*parts)
    return busy_times(raw, zone=zone, since=since, until=until, is_own=is_own)


def shown(reading, zone=AARHUS):
    return [f"{a.astimezone(zone):%d.%m. %H:%M}-{b.astimezone(zone):%d.%m. %H:%M}" for a, b in reading.spans]


# One time -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART:20261125T090000Z", "DTEND:20261125T100000Z"], "25.11. 10:00-25.11. 11:00"),
        (["DTSTART:20261125T090000Z", "DURATION:PT90M"], "25.11. 10:00-25.11. 11:30"),
        (["DTSTART:20261125T090000", "DTEND:20261125T100000"], "25.11. 09:00-25.11. 10:00"),
        (["dtstart:20261125t090000z", "dtend:20261125t100000z"], "25.11. 10:00-25.11. 11:00"),
        (["DTSTART;VALUE=DATE:20261125", "DTEND;VALUE=DATE:20261127"], "25.11. 00:00-27.11. 00:00"),
        (["DTSTART;VALUE=DATE:20261125"], "25.11. 00:00-26.11. 00:00"),
        (["DTSTART:20261125"], "25.11. 00:00-26.11. 00:00"),
        (
            ["DTSTART;TZID=America/New_York:20261125T090000", "DTEND;TZID=America/New_York:20261125T100000"],
            "25.11. 15:00-25.11. 16:00",
        ),
        (
            [
                "DTSTART;TZID=W. Europe Standard Time:20261125T090000",
                'DTEND;TZID="W. Europe Standard Time":20261125T100000',
            ],
            "25.11. 09:00-25.11. 10:00",
        ),
        (
            [
                "DTSTART;TZID=/mozilla.org/20050126_1/Europe/Helsinki:20261125T090000",
                "DTEND;TZID=tzone://Microsoft/Utc:20261125T080000",
            ],
            "25.11. 08:00-25.11. 09:00",
        ),
        (["DTSTART;TZID=Nowhere:20261125T090000", "DTEND;TZID=Nowhere:20261125T100000"], "25.11. 09:00-25.11. 10:00"),
    ],
)
def test_one_event(lines, expected):
    found = read(event(*lines))

    assert (shown(found), found.skipped) == ([expected], 0)


@pytest.mark.parametrize(
    "line",
    [
        "TRANSP:TRANSPARENT",
        "STATUS:CANCELLED",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE",
    ],
)
def test_what_takes_no_time(line):
    assert shown(read(event("DTSTART;VALUE=DATE:20261125", line))) == []


@pytest.mark.parametrize(
    "line", ["TRANSP:OPAQUE", "STATUS:TENTATIVE", "X-MICROSOFT-CDO-BUSYSTATUS:OOF", "CLASS:PRIVATE"]
)
def test_what_takes_time(line):
    assert len(read(event("DTSTART;VALUE=DATE:20261125", line)).spans) == 1


def test_a_moment_takes_no_time_and_an_alarm_says_nothing():
    alarm = ["BEGIN:VALARM", "DTSTART:20261126T090000Z", "DURATION:PT9H", "TRIGGER:-PT15M", "END:VALARM"]

    found = read(
        event("DTSTART:20261125T090000Z"), event("DTSTART:20261127T090000Z", *alarm, "DURATION:PT1H", uid="2")
    )

    assert shown(found) == ["27.11. 10:00-27.11. 11:00"]


def test_touching_and_crossing_events_are_one_time():
    found = read(
        event("DTSTART:20261125T090000Z", "DTEND:20261125T100000Z", uid="a"),
        event("DTSTART:20261125T100000Z", "DTEND:20261125T110000Z", uid="b"),
        event("DTSTART:20261125T103000Z", "DTEND:20261125T104500Z", uid="c"),
    )

    assert shown(found) == ["25.11. 10:00-25.11. 12:00"]


def test_only_these_weeks_and_no_minute_more():
    found = read(event("DTSTART;VALUE=DATE:20200101", "DTEND;VALUE=DATE:20300101"))

    assert found.spans == [(SINCE, UNTIL)]


def test_folded_lines_and_texts_that_look_like_lines():
    text = event(
        "DTSTART:20261125T09", " 0000Z", "DTEND:20261125T100000Z", "DESCRIPTION:a\n BEGIN:VEVENT\n END:VCALENDAR"
    )

    assert shown(read(text)) == ["25.11. 10:00-25.11. 11:00"]


# Zones --------------------------------------------------------------------------------------------------------------


def test_times_without_a_zone_are_in_the_zone_of_the_calendar_or_of_the_office():
    floating = event("DTSTART:20261125T090000", "DTEND:20261125T100000")

    assert shown(read(floating, zone=ZoneInfo("Europe/Helsinki"))) == ["25.11. 08:00-25.11. 09:00"]
    assert shown(read("X-WR-TIMEZONE:Europe/London", floating)) == ["25.11. 10:00-25.11. 11:00"]


def test_a_made_up_zone_is_followed():
    zone = ROMANCE.format(name="Our house 1", summer="+0400", winter="+0300")
    daily = ["DTSTART;TZID=Our house 1:20261001T120000", "DTEND;TZID=Our house 1:20261001T130000", "RRULE:FREQ=DAILY"]

    found = read(
        zone, event(*daily), since=datetime(2026, 10, 24, tzinfo=UTC), until=datetime(2026, 10, 26, tzinfo=UTC)
    )

    assert shown(found, UTC) == ["24.10. 08:00-24.10. 09:00", "25.10. 09:00-25.10. 10:00"]


def test_a_made_up_zone_that_would_never_end_is_not_followed():
    zone = ROMANCE.format(name="Ours", summer="+0400", winter="+0300").replace("YEARLY", "SECONDLY")

    found = read(zone, event("DTSTART;TZID=Ours:20261125T090000", "DTEND;TZID=Ours:20261125T100000"))

    assert shown(found) == ["25.11. 09:00-25.11. 10:00"]


def test_one_calendars_zone_is_not_the_nexts():
    lines = ["DTSTART;TZID=Ours:20261125T090000", "DTEND;TZID=Ours:20261125T100000"]
    read(ROMANCE.format(name="Ours", summer="+0900", winter="+0800"), event(*lines))

    assert shown(read(ROMANCE.format(name="Ours", summer="+0300", winter="+0200"), event(*lines))) == [
        "25.11. 08:00-25.11. 09:00"
    ]


def test_a_name_of_windows_means_the_real_zone_whatever_stands_there():
    zone = ROMANCE.format(name="Romance Standard Time", summer="+0900", winter="+0800")
    name = "Romance Standard Time"

    found = read(zone, event(f"DTSTART;TZID={name}:20261125T090000", f"DTEND;TZID={name}:20261125T100000"))

    assert shown(found) == ["25.11. 09:00-25.11. 10:00"]


@pytest.mark.parametrize(
    ("first", "days", "expected"),
    [
        ("20261023", 4, ["23.10. 08:00", "24.10. 08:00", "25.10. 08:00", "26.10. 08:00"]),
        ("20270326", 4, ["26.03. 08:00", "27.03. 08:00", "28.03. 08:00", "29.03. 08:00"]),
    ],
)
def test_a_daily_meeting_stays_at_its_hour_when_the_clocks_change(first, days, expected):
    begins = datetime.strptime(first, "%Y%m%d").replace(tzinfo=AARHUS)
    name = "Europe/Copenhagen"

    found = read(
        event(f"DTSTART;TZID={name}:20200101T080000", f"DTEND;TZID={name}:20200101T090000", "RRULE:FREQ=DAILY"),
        since=begins,
        until=begins + timedelta(days=days),
    )

    assert [each.split("-")[0] for each in shown(found)] == expected


def test_a_whole_day_on_the_night_of_the_change_is_25_hours():
    found = read(
        event("DTSTART;VALUE=DATE:20261025"),
        since=datetime(2026, 10, 20, tzinfo=UTC),
        until=datetime(2026, 11, 20, tzinfo=UTC),
    )

    assert [ends - begins for begins, ends in found.spans] == [timedelta(hours=25)]


# Repeats ------------------------------------------------------------------------------------------------------------

MONDAYS = ["DTSTART;TZID=Europe/Copenhagen:20230102T090000", "DTEND;TZID=Europe/Copenhagen:20230102T100000"]


def days(reading):
    return [each[:6] for each in shown(reading)]


def two_weeks(*parts):
    return read(*parts, until=SINCE + timedelta(days=21))


def test_every_week_but_not_that_one():
    rule = ["RRULE:FREQ=WEEKLY", "EXDATE;TZID=Europe/Copenhagen:20261130T090000"]

    assert days(two_weeks(event(*MONDAYS, *rule))) == ["07.12.", "14.12."]


def test_every_second_week_keeps_its_beat_over_the_years():
    assert days(two_weeks(event(*MONDAYS, "RRULE:FREQ=WEEKLY;INTERVAL=2"))) == ["30.11.", "14.12."]


@pytest.mark.parametrize("until", ["20261207", "20261207T080000Z", "20261207T235959"])
def test_the_last_day_of_a_rule_counts(until):
    assert days(two_weeks(event(*MONDAYS, f"RRULE:FREQ=WEEKLY;UNTIL={until}"))) == ["30.11.", "07.12."]


def test_a_rule_that_counts_is_counted_from_its_start():
    lines = [line.replace("20230102", "20261109") for line in MONDAYS]

    assert days(two_weeks(event(*lines, "RRULE:FREQ=WEEKLY;COUNT=4"))) == ["30.11."]


def test_extra_dates_and_periods():
    more = ["RDATE;TZID=Europe/Copenhagen:20261202T090000", "RDATE;VALUE=PERIOD:20261203T080000Z/PT3H"]

    assert shown(two_weeks(event(*MONDAYS, *more))) == ["02.12. 09:00-02.12. 10:00", "03.12. 09:00-03.12. 12:00"]


def test_one_that_was_moved_one_that_was_cancelled_and_one_made_free():
    weekly = event(*MONDAYS, "RRULE:FREQ=WEEKLY")
    moved = event(
        "RECURRENCE-ID;TZID=Europe/Copenhagen:20261130T090000",
        "DTSTART;TZID=Europe/Copenhagen:20261201T140000",
        "DTEND;TZID=Europe/Copenhagen:20261201T143000",
    )
    gone = event(
        "RECURRENCE-ID;TZID=Romance Standard Time:20261207T090000",
        "DTSTART:20261207T080000Z",
        "DTEND:20261207T090000Z",
        "STATUS:CANCELLED",
    )
    free = event(
        "RECURRENCE-ID:20261214T080000Z", "DTSTART:20261214T080000Z", "DTEND:20261214T090000Z", "TRANSP:TRANSPARENT"
    )

    assert shown(two_weeks(moved, weekly, gone, free)) == ["01.12. 14:00-01.12. 14:30"]


def test_one_that_was_moved_into_these_weeks_from_long_ago():
    lone = event(
        "RECURRENCE-ID;TZID=Europe/Copenhagen:20230109T090000",
        "DTSTART;TZID=Europe/Copenhagen:20261201T140000",
        "DTEND;TZID=Europe/Copenhagen:20261201T150000",
    )

    assert shown(two_weeks(event(*MONDAYS, "RRULE:FREQ=WEEKLY;UNTIL=20230301T080000Z"), lone)) == [
        "01.12. 14:00-01.12. 15:00"
    ]
    assert shown(two_weeks(lone)) == ["01.12. 14:00-01.12. 15:00"]


def test_the_newest_version_of_an_event_counts():
    old = event("DTSTART:20261125T090000Z", "DTEND:20261125T100000Z", "SEQUENCE:1")
    new = event("DTSTART:20270625T090000Z", "DTEND:20270625T100000Z", "SEQUENCE:2")

    assert shown(read(old, new)) == []


def test_a_birthday_since_1604_and_a_long_weekend_each_year():
    birthday = event("DTSTART;VALUE=DATE:16041124", "RRULE:FREQ=YEARLY", uid="a")
    weekend = event("DTSTART;VALUE=DATE:20011127", "DTEND;VALUE=DATE:20011130", "RRULE:FREQ=YEARLY", uid="b")

    assert shown(read(birthday, weekend)) == ["24.11. 00:00-25.11. 00:00", "27.11. 00:00-30.11. 00:00"]


DAILY = st.sampled_from(["FREQ=DAILY", "FREQ=DAILY;BYDAY=MO,TU,FR", "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=TU,SA;WKST=SU"])


@settings(max_examples=40)
@given(rule=DAILY, step=st.integers(1, 9), ago=st.integers(0, 900), hour=st.integers(0, 23))
def test_beginning_near_is_the_same_as_beginning_long_ago(rule, step, ago, hour):
    """A rule that counts beyond these weeks is followed from its start; the one without a count is brought near."""
    first = (SINCE - timedelta(days=ago)).strftime("%Y%m%d")
    lines = [
        f"DTSTART;TZID=Europe/Copenhagen:{first}T{hour:02}0000",
        f"DTEND;TZID=Europe/Copenhagen:{first}T{hour:02}3000",
    ]

    near = read(event(*lines, f"RRULE:{rule};INTERVAL={step}"))
    far = read(event(*lines, f"RRULE:{rule};INTERVAL={step};COUNT=3000"))

    assert near == far


# What spoils nothing ------------------------------------------------------------------------------------------------

GOOD = event("DTSTART:20261125T090000Z", "DTEND:20261125T100000Z", uid="good")


@pytest.mark.parametrize(
    "lines",
    [
        ["DTSTART:yesterday"],
        ["DTEND:20261125T090000Z"],
        ["DTSTART:20261325T250000Z"],
        ["DTSTART:20261120T090000Z", "RRULE:FREQ=SOMETIMES"],
        ["DTSTART:20261120T090000Z", "RRULE:FREQ=DAILY;INTERVAL=0"],
        ["DTSTART:20261120T090000Z", "DURATION:PT1S", "RRULE:FREQ=SECONDLY"],
        ["DTSTART:00010101T090000Z", "DURATION:PT1S", "RRULE:FREQ=HOURLY"],
        ["DTSTART:20261120T090000Z", "DURATION:forever"],
        ["DTSTART:20261120T090000Z", "DURATION:PT1M", "RRULE:FREQ=DAILY;BYMINUTE=" + ",".join(map(str, range(60)))],
        ["DTSTART:20261125T090000Z", "DTEND:20261125T100000Z", "BEGIN:VEVENT", "SUMMARY:never ends"],
    ],
)
def test_a_broken_event_is_counted_and_the_others_stand(lines):
    found = read(event(*lines, uid="bad"), GOOD)

    assert shown(found)[0] == "25.11. 10:00-25.11. 11:00"
    assert found.skipped >= 1


def test_our_own_invitations_come_back_and_take_nothing():
    own = event("DTSTART:20261126T090000Z", "DTEND:20261126T100000Z", uid="7@onward.example")

    assert shown(read(own, GOOD, is_own=lambda uid: uid.endswith("@onward.example"))) == ["25.11. 10:00-25.11. 11:00"]


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", "no_calendar"),
        (b"\xff\xfe\x00", "no_calendar"),
        (b"BEGIN:VCARD\r\nEND:VCARD", "no_calendar"),
        (b"  <!DOCTYPE html><html>sign in</html>", "web_page"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:2026", "cut_off"),
    ],
)
def test_what_is_no_calendar_is_said(raw, problem):
    with pytest.raises(Unreadable) as refused:
        read(raw)

    assert refused.value.problem == problem


def test_an_empty_calendar_is_one():
    assert read(b"\xef\xbb\xbfBEGIN:VCALENDAR\nEND:VCALENDAR").spans == []


# Whatever comes -----------------------------------------------------------------------------------------------------

NAMES = ["DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS", "SEQUENCE", "UID"]
TIMES = ["20261125", "20261125T090000", "20261125T090000Z", "PT1H", "-P1D", "P9999D", "00000000", "99991231T235959Z"]
RULES = [
    "FREQ=DAILY",
    "FREQ=WEEKLY;BYDAY=MO",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=MONTHLY;BYDAY=-1FR;COUNT=-1",
]
VALUES = st.one_of(st.sampled_from(TIMES + RULES), st.text(max_size=12))
HEADS = st.tuples(
    st.sampled_from(NAMES), st.sampled_from(["", ";VALUE=DATE", ";TZID=Europe/Oslo", ';TZID="x', ";TZID=Y"])
)
LINES = st.builds(lambda head, value: f"{head[0]}{head[1]}:{value}", HEADS, VALUES)
EVENTS = st.lists(st.builds(lambda lines: event(*lines, uid="u"), st.lists(LINES, max_size=6)), max_size=4)


def lies_within(reading):
    assert all(SINCE <= begins < ends <= UNTIL for begins, ends in reading.spans)
    assert all(one[1] < other[0] for one, other in zip(reading.spans, reading.spans[1:], strict=False))


@settings(max_examples=150)
@given(st.binary(max_size=300))
@example(b"BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:x\nDTSTART:1\nEND:VTIMEZONE\nEND:VCALENDAR")
def test_any_bytes_are_read_or_refused_with_a_reason(raw):
    for whole in (raw, b"BEGIN:VCALENDAR\n" + raw + b"\nEND:VCALENDAR"):
        try:
            lies_within(read(whole))
        except Unreadable:
            continue


@settings(max_examples=150)
@given(EVENTS)
def test_any_events_lie_within_these_weeks(events):
    lies_within(read(*events, "X-NOTHING:1"))
