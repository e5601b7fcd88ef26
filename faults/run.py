"""Runs every fault against the release binary and tells what each gives.

    python3 faults/run.py [--only NAME]... [--kills N] [--linli PATH] [--list]

Everything happens in a folder of its own under the system's temporary folder, on 127.0.0.1 and
free ports; the folder is removed at the end, whatever happens.
"""

import argparse
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path

sys.dont_write_bytecode = True

from town import Failure, Skip, Town  # noqa: E402
import bodies  # noqa: E402
import damage  # noqa: E402
import disk  # noqa: E402
import hours  # noqa: E402
import kills  # noqa: E402
import photographs  # noqa: E402
import postgres  # noqa: E402
import profiles  # noqa: E402
import slow  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent


def checks(options):
    """Names and functions, in the order in which they run."""
    return [
        ("kills", lambda town: kills.run(town, options.kills)),
        ("postgres-kills", lambda town: postgres.run(town, options.kills // 5)),
        ("postgres-failover", lambda town: postgres.failover(town, max(options.kills // 20, 1))),
        ("postgres-nodes", postgres.nodes),
        ("disk", disk.run),
        ("damaged-header", damage.header),
        ("damaged-table", damage.table),
        ("damaged-index", damage.index),
        ("clock", hours.run),
        ("slow", lambda town: slow.run(town, options.connections)),
        ("watchers", lambda town: slow.watchers(town, options.watchers)),
        ("crowded", slow.crowded),
        ("big-body", bodies.run),
        ("zip-bomb", photographs.run),
        ("profile", profiles.run),
    ]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", action="append", metavar="NAME", help="run this check alone")
    parser.add_argument("--kills", type=int, default=100, help="how often to kill the server")
    parser.add_argument("--connections", type=int, default=10_000, help="slow connections")
    parser.add_argument("--watchers", type=int, default=1_000, help="open live pages")
    parser.add_argument("--linli", default=ROOT / ".build/release/linli", help="the binary")
    parser.add_argument("--list", action="store_true", help="only name the checks")
    return parser.parse_args()


def attempt(name, check, base, folder):
    """Runs one check on a copy of the installation. Returns "passed", "failed" or "skipped"."""
    town = base.copied(folder / name)
    began = time.monotonic()
    try:
        told = check(town)
        town.stop()
        outcome, word = "passed", "ok"
    except Skip as reason:
        told, outcome, word = str(reason), "skipped", "skipped"
    except Failure as problem:
        told, outcome, word = str(problem), "failed", "FAILED"
    except Exception as error:  # noqa: BLE001
        traceback.print_exc()
        told, outcome, word = f"{type(error).__name__}: {error}", "failed", "FAILED"
    finally:
        town.kill()
    seconds = time.monotonic() - began
    print(f"{word:<8}{name:<18}{told}  [{seconds:.0f} s]", flush=True)
    shutil.rmtree(town.folder, ignore_errors=True)
    return outcome


def main():
    options = arguments()
    listed = checks(options)
    names = [name for name, _ in listed]
    if options.list:
        print("\n".join(names))
        return 0
    unknown = set(options.only or []) - set(names)
    if unknown:
        print(f"There is no check {', '.join(unknown)}; there is: {', '.join(names)}.")
        return 64
    if not Path(options.linli).exists():
        print(f"There is no {options.linli}. Build it first: make build")
        return 1
    folder = Path(tempfile.mkdtemp(prefix="linli-faults-"))
    outcomes = []
    try:
        base = Town.demonstration(options.linli, folder / "base")
        for name, check in listed:
            if not options.only or name in options.only:
                outcomes.append(attempt(name, check, base, folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    passed, failed, skipped = (outcomes.count(word) for word in ("passed", "failed", "skipped"))
    if skipped:
        print(f"{skipped} skipped")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
