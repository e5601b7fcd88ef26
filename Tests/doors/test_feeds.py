"""Feeds read by `feedparser`, calendars by `icalendar`."""

import json
import re
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


@pytest.mark.parametrize("path", ["events", "working-days", "duty"])
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


def read(address):
    with urllib.request.urlopen(address) as answer:
        calendar = icalendar.Calendar.from_ical(answer.read())
    assert not calendar.errors
    events = calendar.walk("VEVENT")
    assert len({str(event["UID"]) for event in events}) == len(events)
    return events


def test_sittings_and_rooms_are_calendars_without_names(town):
    events = read(f"{town.address}/api/calendars/checheng-road/events.ics")
    nouns = {str(event["UID"]).split("-")[0] for event in events}
    assert {"meeting", "activity", "sitting"} <= nouns
    with urllib.request.urlopen(f"{town.street}/venues") as page:
        venues = re.findall(r'/checheng-road/venues/(\d+)"', page.read().decode())
    rooms = set()
    for venue in dict.fromkeys(venues):
        with urllib.request.urlopen(f"{town.street}/venues/{venue}") as page:
            rooms |= set(re.findall(r'/checheng-road/rooms/(\d+)', page.read().decode()))
    taken = []
    for room in sorted(rooms):
        taken += read(f"{town.address}/api/calendars/checheng-road/rooms/{room}.ics")
    assert any(str(event["UID"]).startswith("booking-") for event in taken)
    for event in taken:
        assert event.decoded("DTEND") > event.decoded("DTSTART") and event["LOCATION"]
        said = str(event["SUMMARY"]) + str(event.get("DESCRIPTION", ""))
        assert not re.search(r"(?<!\d)1\d{10}(?!\d)", said)


def test_places_can_be_followed(town):
    with urllib.request.urlopen(
            f"{town.address}/api/features/checheng-road/collections/places/items?limit=50") as answer:
        places = json.load(answer)["features"]
    followed = [feedparser.parse(f"{town.address}/api/feeds/checheng-road/places/{place['id']}")
                for place in places]
    assert all(not feed.bozo and feed.version == "atom10" for feed in followed)
    assert any(feed.entries for feed in followed)
