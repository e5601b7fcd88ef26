"""The disk is full in the middle of a write."""

import os
import shutil
import subprocess
import time

from kills import Supply, compare, settle
from load import Clerk, Crowd, Journal, Reporter
from town import REALM, Skip, Town, expect
from visitor import Visitor

VOLUME_MEGABYTES = 48
LEFT_BYTES = 400_000


def mounted(folder):
    """A small volume of its own; skipped where nothing may be mounted."""
    folder.mkdir()
    if os.geteuid() != 0:
        raise Skip("a small volume can be mounted by root alone")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={VOLUME_MEGABYTES}m", "linli-faults", str(folder)],
        capture_output=True, text=True)
    if done.returncode != 0:
        raise Skip(f"no small volume can be mounted here: {done.stderr.strip()}")


def run(town):
    volume = town.folder.parent / "volume"
    mounted(volume)
    small = Town(town.linli, volume / "data")
    try:
        shutil.copytree(town.folder, small.folder)
        return on(small, volume)
    finally:
        small.kill()
        subprocess.run(["umount", "-l", str(volume)], check=False)
        volume.rmdir()


def on(town, volume):
    journal = Journal()
    town.start()
    reporters = [Reporter(town, journal, number) for number in range(3)]
    clerks = [Clerk(town, journal, Supply(town, journal)).sign_in()]
    people = reporters + clerks
    crowd = Crowd(people)
    crowd.begin()
    time.sleep(1)
    fill(volume)
    refusal = first_refusal(town)
    expect(refusal is not None, "the disk was full and yet nothing was refused")
    expect(refusal.status == 503, f"a full disk gives {refusal.status}: {refusal.alert}")
    before = journal.counted()
    reads = read_on(town)
    (volume / "filler").unlink()
    freed = time.monotonic()
    while journal.counted() == before:
        expect(time.monotonic() - freed < 30, "writes did not go on after space was freed")
        time.sleep(0.05)
    went_on = time.monotonic() - freed
    time.sleep(1)
    crowd.end()
    expect(not crowd.problems, f"{crowd.problems[:2]}")
    expect(town.is_alive(), f"the server ended: {town.said()}")
    settle(people)
    expect(not journal.refused, f"{len(journal.refused)} odd answers: {journal.refused[:2]}")
    compare(town, journal)
    town.stop()
    said = town.verify()
    return (f"“{refusal.alert}”; {reads} pages were read meanwhile; writes went on {went_on:.1f} s "
            f"after space was freed, without a restart; {journal.counted()} acknowledged, none "
            f"lost. {said}")


def fill(volume):
    """Takes what is left but a little, so that the disk fills in the middle of the work."""
    room = os.statvfs(volume)
    with open(volume / "filler", "wb") as filler:
        left = room.f_bavail * room.f_frsize - LEFT_BYTES
        while left > 0:
            left -= filler.write(bytes(min(left, 1 << 20)))


def first_refusal(town):
    """What a resident reads when the disk is full."""
    visitor = Visitor(town, address="192.0.2.9")
    form = visitor.form(f"/{REALM}/report", f"/{REALM}/report")
    until = time.monotonic() + 60
    number = 0
    while time.monotonic() < until:
        number += 1
        visitor.address = f"192.0.3.{number % 250}"
        answer = visitor.post(f"/{REALM}/report", form.filled(
            account=f"磁盘 {number} " + "满" * 1500, different="yes", category="facility.light",
            place=form.options["place"][0]))
        if answer.status != 303:
            return answer
    return None


def read_on(town):
    """Reading needs no space: the front page and the desk go on."""
    visitor = Visitor(town, address="192.0.2.10")
    for path in (f"/{REALM}", f"/{REALM}/report", "/seals", "/health"):
        answer = visitor.get(path)
        expect(answer.status == 200, f"{path} gives {answer.status} while the disk is full")
    return 4
