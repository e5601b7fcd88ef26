"""Feeds read by `feedparser`, calendars by `icalendar`."""

import urllib.request

import feedparser
import icalendar
import pytest


@pytest.mark.parametrize("path", ["notices", "boards/order", "boards/deliberation", "boards/project"])
def test_feeds_are_well_formed(town, path):
    feed = feedparser.parse(f"{town.address}/api/feeds/checheng-road/{path}")
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert feed.entries
    ids = [entry.id for entry in feed.entries]
    assert len(ids) == len(set(ids))
    for entry in feed.entries:
        assert entry.title and entry.updated_parsed
        with urllib.request.urlopen(entry.link) as page:
            assert page.status == 200


@pytest.mark.parametrize("path", ["events", "working-days"])
def test_calendars_can_be_subscribed_to(town, path):
    with urllib.request.urlopen(
            f"{town.address}/api/calendars/checheng-road/{path}.ics") as answer:
        calendar = icalendar.Calendar.from_ical(answer.read())
    events = [part for part in calendar.walk("VEVENT")]
    assert events and not calendar.errors
    ids = [str(event["UID"]) for event in events]
    assert len(ids) == len(set(ids))
    for event in events:
        assert event["SUMMARY"] and not event.errors
        assert event.decoded("DTEND") > event.decoded("DTSTART")
