"""`kill -9` at random moments under load, on one database, again and again."""

import random
import sqlite3
import threading
import time

from load import LOST, Clerk, Crowd, Journal, Reporter
from town import expect

VERIFY_EVERY = 10


class Supply:
    """Hands each stored request to one clerk."""

    def __init__(self, town, journal):
        self.town = town
        self.journal = journal
        self.lock = threading.Lock()
        self.last = 0
        self.waiting = []

    def __call__(self):
        with self.lock:
            if not self.waiting:
                self.refill()
            return self.waiting.pop(0) if self.waiting else None

    def refill(self):
        try:
            rows = self.town.rows(
                "SELECT id, reference, account FROM matters WHERE id > ? AND procedure = 'request' "
                "AND account LIKE '路灯不亮 %' ORDER BY id LIMIT 50", self.last)
        except (sqlite3.Error, OSError):
            return
        if rows:
            self.last = rows[-1][0]
            self.waiting = [reference for _, reference, _ in rows]


def count_openings(town):
    """How often each token stands among the matters."""
    counted = {}
    for (account,) in town.rows("SELECT account FROM matters WHERE account LIKE '路灯不亮 %'"):
        token = account.split()[1]
        counted[token] = counted.get(token, 0) + 1
    return counted


def compare(town, journal):
    """Everything acknowledged is there, and there once."""
    openings = count_openings(town)
    lost = [token for token in journal.openings if token not in openings]
    expect(not lost, f"{len(lost)} acknowledged requests are lost")
    twice = [token for token, times in openings.items() if times > 1]
    expect(not twice, f"{len(twice)} requests stand twice")
    deeds = {}
    for reference, action, times in town.rows(
            "SELECT m.reference, r.action, COUNT(*) FROM records r JOIN matters m "
            "ON r.subject_kind = 'matter' AND r.subject_id = m.id GROUP BY 1, 2"):
        deeds[reference, action] = times
    for reference, action in journal.moves:
        times = deeds.get((reference, action), 0)
        expect(times == 1, f"{action} of {reference} was acknowledged and stands {times} times")
    notes = {}
    for reference in journal.notes:
        notes[reference] = notes.get(reference, 0) + 1
    for reference, wanted in notes.items():
        times = deeds.get((reference, "note"), 0)
        expect(times == wanted,
               f"{wanted} notes on {reference} were acknowledged and {times} stand there")


def settle(people):
    """Everyone sends again what was not answered, as a browser does when asked to."""
    for person in people:
        for _ in range(5):
            if person.waiting is None:
                break
            try:
                person.act()
            except LOST:
                time.sleep(0.2)


def run(town, kills, beside=()):
    """beside: other nodes over the same rows, which run already and are never killed."""
    journal = Journal()
    supply = Supply(town, journal)
    town.start()
    nodes = [town, *beside]
    reporters = [
        Reporter(nodes[number % len(nodes)], journal, number) for number in range(4)]
    clerks = [
        Clerk(nodes[number % len(nodes)], journal, supply).sign_in() for number in range(3)]
    people = reporters + clerks
    crowd = Crowd(people)
    restarts = []
    for number in range(1, kills + 1):
        crowd.begin()
        time.sleep(random.uniform(0.1, 2.0))
        town.kill()
        # Now everybody is answered by what is left before it is mended, now somebody waits for it.
        if random.random() < 0.5:
            crowd.end()
        began = time.monotonic()
        town.start()
        restarts.append(time.monotonic() - began)
        crowd.end()
        town.settle()
        expect(not crowd.problems, f"{crowd.problems[:1]}")
        settle(people)
        expect(not journal.refused, f"{len(journal.refused)} odd answers: {journal.refused[:2]}")
        compare(town, journal)
        if number % VERIFY_EVERY == 0:
            town.verify()
    town.stop()
    said = town.verify()
    expect(journal.counted() > kills, "hardly anything was done between the kills")
    return (f"{kills} kills, {len(journal.openings)} requests, {len(journal.moves)} moves and "
            f"{len(journal.notes)} notes acknowledged: none lost, none twice; serving again after "
            f"{max(restarts):.1f} s at most. {said}")
