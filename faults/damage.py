"""One byte of the database file is not what was written."""

import sqlite3

from town import REALM, Failure, expect
from visitor import Visitor


def flip(town, offset):
    with open(town.database, "r+b") as file:
        file.seek(offset)
        byte = file.read(1)[0]
        file.seek(offset)
        file.write(bytes([byte ^ 0xFF]))


def settled(town):
    """Brings everything into the one file, so that the byte is read again and not its copy."""
    reading = sqlite3.connect(town.database)
    reading.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    reading.close()


def leaf_of(town, name):
    """Where the first leaf of a table or an index begins, and the size of a page."""
    reading = sqlite3.connect(town.database)
    size = reading.execute("PRAGMA page_size").fetchone()[0]
    page = reading.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]
    reading.close()
    bytes_ = town.database.read_bytes()
    while True:
        start = (page - 1) * size
        if bytes_[start] in (10, 13):
            return start, size
        first = start + int.from_bytes(bytes_[start + 12:start + 14], "big")
        page = int.from_bytes(bytes_[first:first + 4], "big")


def refused(town, command):
    """The one sentence of a command that must end with 1."""
    done = town.run(*command)
    said = done.stderr.strip()
    expect(done.returncode == 1, f"linli {' '.join(command)} ended with {done.returncode}: "
           f"{done.stdout.strip()} {said}")
    expect(len(said.splitlines()) == 1, f"linli {' '.join(command)} said more than a sentence: "
           f"{said}")
    expect(str(town.database) in said, f"the sentence does not name the file: {said}")
    return said


def header(town):
    settled(town)
    flip(town, 3)
    said = refused(town, ["verify"])
    try:
        town.start()
    except Failure as failure:
        expect("is not an SQLite database" in str(failure), str(failure))
    else:
        raise Failure("the server started over a file that is no database")
    flip(town, 3)
    town.start()
    town.stop()
    return f"“{said}” Put right, it serves again. {town.verify()}"


def table(town):
    return damaged_leaf(town, "matters")


def index(town):
    return damaged_leaf(town, "matters_by_touch")


def damaged_leaf(town, name):
    """A page of a table or an index turns unreadable while the server is away."""
    settled(town)
    start, _ = leaf_of(town, name)
    references = [row[0] for row in town.rows("SELECT reference FROM matters ORDER BY id")]
    flip(town, start)
    said = refused(town, ["verify", "--rows"])
    town.start()
    visitor = Visitor(town).sign_in("dispatcher")
    paths = ["/health", f"/{REALM}", f"/{REALM}/who", "/seals", "/desk", "/desk/today",
             *(f"/desk/matters/{reference}" for reference in references)]
    answers = {path: visitor.get(path) for path in paths}
    expect(town.is_alive(), f"the server ended: {town.said()}")
    odd = {path: answer.status for path, answer in answers.items()
           if answer.status not in (200, 404, 503)}
    expect(not odd, f"damage gives {odd}: {town.said()}")
    served = sum(answer.status == 200 for answer in answers.values())
    broken = [answer for answer in answers.values() if answer.status == 503]
    expect(answers["/seals"].status == 200, "a page that needs nothing damaged is not served")
    expect(served > 0, "nothing at all is served")
    page = f" A page that needs it: “{broken[0].alert}”" if broken else ""
    town.stop()
    return f"“{said}” {served} of {len(paths)} pages go on.{page}"
