"""The clock of the machine is set back an hour while the server runs, and again over a restart."""

import shutil
import struct
import subprocess
import time
from pathlib import Path

from kills import Supply, compare, settle
from load import Clerk, Crowd, Journal, Reporter
from town import Skip, expect
from visitor import Visitor


class ShiftedClock:
    """A wall clock for one process that can be moved while it runs."""

    def __init__(self, folder):
        compiler = shutil.which("clang") or shutil.which("cc")
        if compiler is None:
            raise Skip("there is no C compiler to make a movable clock with")
        library = folder / "shifted_clock.so"
        source = Path(__file__).with_name("shifted_clock.c")
        done = subprocess.run(
            [compiler, "-O1", "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"],
            capture_output=True, text=True)
        if done.returncode != 0:
            raise Skip(f"the movable clock cannot be compiled: {done.stderr.strip()[:200]}")
        self.file = folder / "shift"
        self.file.write_bytes(struct.pack("q", 0))
        self.environment = {"LD_PRELOAD": str(library), "SHIFTED_CLOCK": str(self.file)}

    def move(self, seconds):
        with open(self.file, "r+b") as file:
            file.write(struct.pack("q", seconds))


def run(town):
    clock = ShiftedClock(town.folder.parent)
    environment = clock.environment
    journal = Journal()
    town.start(environment=environment)
    visitor = Visitor(town).sign_in("dispatcher")
    people = [Reporter(town, journal, number) for number in range(2)]
    supply = Supply(town, journal)
    people += [Clerk(town, journal, supply).sign_in() for _ in range(2)]
    crowd = Crowd(people)
    crowd.begin()
    time.sleep(3)
    highest = highest_id(town)
    clock.move(-3_600)
    time.sleep(3)
    expect(visitor.get("/desk").status == 200, "the sign-in ended when the clock went back")
    crowd.end()
    latest = town.rows("SELECT opened_at FROM matters ORDER BY id DESC LIMIT 1")[0][0]
    expect(latest < time.time() * 1000 - 1_800_000,
           "the server did not see the clock go back: this check shows nothing here")
    town.kill()
    town.start(environment=environment)
    expect(visitor.get("/desk").status == 200, "the sign-in ended with a restart")
    crowd.begin()
    time.sleep(3)
    crowd.end()
    settle(people)
    expect(not crowd.problems, f"{crowd.problems[:2]}")
    expect(not journal.refused, f"{len(journal.refused)} odd answers: {journal.refused[:2]}")
    compare(town, journal)
    inspect(town, highest)
    town.stop()
    said = town.verify()
    return (f"{journal.counted()} acknowledged before and after; ids go on upwards, no story runs "
            f"backwards, nobody was signed out. {said}")


def highest_id(town):
    return town.rows("SELECT MAX(id) FROM records")[0][0]


def inspect(town, highest):
    """Ids in order, stories in order, no clock that should have stopped still runs."""
    ids = [row[0] for row in town.rows("SELECT id FROM records ORDER BY sequence")]
    expect(len(set(ids)) == len(ids), "an id was given twice")
    after = [number for number in ids if number > highest]
    expect(after == sorted(after) and len(after) > 10, "ids do not go on upwards")
    backwards = town.rows(
        "SELECT COUNT(*) FROM records a JOIN records b ON a.subject_kind = 'matter' "
        "AND b.subject_kind = 'matter' AND a.subject_id = b.subject_id "
        "AND a.sequence < b.sequence AND a.at > b.at")[0][0]
    expect(backwards == 0, f"{backwards} records of a matter lie before an earlier one")
    running = town.rows(
        "SELECT COUNT(*) FROM clocks JOIN matters ON matters.id = clocks.matter_id "
        "WHERE clocks.name = 'accept' AND clocks.stopped_at IS NULL "
        "AND matters.state <> 'submitted'")[0][0]
    expect(running == 0, f"{running} clocks run on although what they wait for was done")
