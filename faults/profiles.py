"""A profile is edited while matters are open and pages are served."""

import re
import shutil
import time
from pathlib import Path

from town import REALM, Watch, expect
from visitor import Visitor

RESOURCES = Path(__file__).resolve().parent.parent / "Sources/Profiles/Resources"
# What is kept in memory is read anew after a minute; the request itself takes a moment more.
SEEN_WITHIN_SECONDS = 65


def edited(town, version, change):
    """A copy of the profile with another version, and with one file changed."""
    folder = town.folder.parent / f"profile-{version}"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(RESOURCES / REALM, folder)
    head = folder / "profile.yml"
    text = re.sub(r"^version: *\d+", f"version: {version}", head.read_text(), flags=re.M)
    head.write_text(change(text))
    return folder


def versions(town):
    return dict(town.rows("SELECT id, profile_version FROM matters"))


def report(visitor, number):
    visitor.address = f"192.0.5.{number % 250}"
    form = visitor.form(f"/{REALM}/report", f"/{REALM}/report")
    answer = visitor.post(f"/{REALM}/report", form.filled(
        account=f"换规矩 {number}", different="yes", category="facility.light",
        place=form.options["place"][0]))
    expect(answer.status == 303, f"a request while the profile changes: {answer.status}")


def run(town):
    town.start()
    visitor = Visitor(town)
    clerk = Visitor(town).sign_in("dispatcher")
    inforce = max(versions(town).values())
    before = versions(town)

    def ask():
        answer = clerk.get("/desk")
        if answer.status != 200:
            raise RuntimeError(f"{answer.status}")

    with Watch(ask) as watch:
        broken = edited(town, inforce + 1, lambda text: text.replace("roles:", "roles", 1))
        done = town.run("profile", "apply", REALM, str(broken))
        refusal = done.stderr.strip()
        expect(done.returncode == 1 and refusal, f"a broken profile was applied: {done.stdout}")
        report(visitor, 1)
        expect(set(versions(town).values()) == {inforce}, "a broken profile changed something")
        sound = edited(town, inforce + 1, lambda text: text)
        done = town.run("profile", "apply", REALM, str(sound))
        expect(done.returncode == 0, f"a sound profile was refused: {done.stderr.strip()}")
        applied = time.monotonic()
        number = 1
        while inforce + 1 not in versions(town).values():
            expect(time.monotonic() - applied < SEEN_WITHIN_SECONDS,
                   "new matters still open under the old profile after a minute")
            number += 1
            time.sleep(0.25)
            report(visitor, number)
        seen = time.monotonic() - applied
    expect(not watch.problems, f"pages failed meanwhile: {watch.problems[:1]}")
    after = versions(town)
    expect(all(after[matter] == version for matter, version in before.items()),
           "an open matter changed its version")
    town.stop()
    said = town.verify()
    return (f"the broken one: “{refusal}”; the sound one opened new matters {seen:.1f} s later, "
            f"{len(before)} older ones keep version {inforce}. {said}")
