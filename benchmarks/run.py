#!/usr/bin/env python3
"""Measures Linli on this machine and writes the tables of docs/performance.md.

    make bench                      everything: 2,000, 200,000 and 1,000,000 matters
    benchmarks/run.py --quick       2,000 and 20,000 matters, short runs, nothing written

Every figure is the median of several runs. The floors, what the disk and the bare engine can do,
are measured in the same run. Nothing here is a test: see decision 0036.
"""

import argparse
import json
import pathlib
import re
import shutil
import sqlite3
import statistics
import subprocess
import time
import urllib.parse

import live
import load
import table
from server import LINLI, Server, linli

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORDS = ["路灯", "电梯", "垃圾", "单元", "车位", "楼道"]
REALM = "checheng-road"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="small and short; writes no document")
    parser.add_argument("--scratch", default="scratch/bench", help="where databases are made")
    parser.add_argument("--large", type=int, default=1_000_000, help="matters of the large year")
    parser.add_argument("--runs", type=int, default=3, help="runs of each figure")
    parser.add_argument("--seconds", type=int, default=5, help="seconds of each run")
    parser.add_argument(
        "--divisions", default="../shared/data/divisions",
        help="a folder of division codes, for the national tree and the import")
    options = parser.parse_args()
    if options.quick:
        options.large, options.runs, options.seconds = 20_000, 1, 2
    return options


def say(text):
    print(f"[{time.strftime('%H:%M:%S')}] {text}", flush=True)


def year(folder, matters):
    """A demonstration with an invented year; what is there already is kept."""
    if (folder / "whole").exists():
        return json.loads((folder / "whole").read_text())
    shutil.rmtree(folder, ignore_errors=True)
    linli("demo", "--data", folder)
    told = linli("bench", "year", "--data", folder, "--matters", matters, "--json")
    lines = [json.loads(line) for line in told.splitlines()]
    (folder / "whole").write_text(json.dumps(lines))
    return lines


def rows(folder, query):
    database = sqlite3.connect(f"file:{folder}/linli.sqlite?mode=ro", uri=True)
    try:
        return database.execute(query).fetchall()
    finally:
        database.close()


def starts(folder, runs):
    seconds, fresh = [], []
    for _ in range(runs):
        with Server(folder) as server:
            seconds.append(server.seconds_to_first_answer)
            fresh.append(server.resident_mib())
    return statistics.median(seconds), statistics.median(fresh)


def asked(server, cookie):
    """The addresses of each kind of page, for a signed-in dispatcher and for residents."""
    shown = [server.get(f"/desk?view={view}", cookie)[1] for view in ("places", "ended")]
    references = re.findall(r"/desk/matters/([0-9-]+)\"", "".join(shown))
    return {
        "inbox": ["/desk", "/desk?view=places", "/desk?view=ended", "/desk?view=bodies",
                  "/desk?view=places&light=red", "/desk?view=places&category=facility"],
        "search": ["/desk?q=" + urllib.parse.quote(word) + view
                   for word in WORDS for view in ("", "&view=ended")],
        "matter": ["/desk/matters/" + one for one in dict.fromkeys(references)],
        "figures": ["/desk/figures", "/desk/figures/requestsOpened", "/desk/figures/onTimeRate",
                    f"/{REALM}/figures"],
        "map": ["/desk/map", f"/{REALM}/map"],
        "front": [f"/{REALM}"],
        "report": [f"/{REALM}/report"],
    }


def pages(server, options):
    """The three pages of the desk, and the two of residents, at concurrency 8."""
    cookie = server.sign_in("dispatcher")
    found = {}
    for name, paths in asked(server, cookie).items():
        load.wrk(server, load.getting(paths, cookie), 8, 1)
        found[name] = load.Seen.median([
            load.wrk(server, load.getting(paths, cookie), 8, options.seconds)
            for _ in range(options.runs)])
        say(f"  {name}: {found[name].rate:.0f}/s, p99 {found[name].p99:.1f} ms")
    return found


def creating(server, options, folder):
    place = rows(folder, "SELECT id FROM places WHERE level = 'building' LIMIT 1")[0][0]
    seen = []
    for run in range(options.runs):
        script = load.reporting(REALM, place, "facility.light", run * 1_000_000 + int(time.time()))
        seen.append(load.wrk(server, script, 32, options.seconds, expected=3))
    return load.Seen.median(seen)


def accepting(server, options, folder):
    waiting = [row[0] for row in rows(folder, """
        SELECT reference FROM matters WHERE state = 'submitted' AND version = 1
        AND ended_at IS NULL ORDER BY id DESC LIMIT 120000""")]
    cookie = server.sign_in("dispatcher")
    share = len(waiting) // options.runs
    seen = []
    for run in range(options.runs):
        script = load.accepting(
            waiting[run * share:(run + 1) * share], cookie, "facility.light", "utility")
        seen.append(load.wrk(server, script, 32, options.seconds, expected=3))
    return load.Seen.median(seen)


def watching(server, folder):
    place = rows(folder, "SELECT id FROM places WHERE level = 'building' LIMIT 1")[0][0]
    cookie = server.sign_in("dispatcher")
    # Caches are filled first, so that what grows afterwards is what watchers cost.
    load.wrk(server, load.getting(["/desk?view=places", "/desk?view=ended"], cookie), 8, 2)
    load.wrk(server, load.reporting(REALM, place, "facility.light", int(time.time())), 8, 2,
             expected=3)
    return live.watchers(server, cookie, 1_000, lambda: server.post(f"/{REALM}/report", {
        "category": "facility.light", "place": place, "different": "yes", "account": "路灯不亮"},
        address="10.8.8.8"))


def whole(folder, options):
    """Everything that is measured on one database."""
    seconds, fresh = starts(folder, max(3, options.runs))
    say(f"  first answer after {seconds:.3f} s, {fresh:.0f} MiB")
    with Server(folder) as server:
        found = {"start": seconds, "fresh": fresh, "pages": pages(server, options)}
        found["create"] = creating(server, options, folder)
        say(f"  create: {found['create'].rate:.0f}/s, p99 {found['create'].p99:.1f} ms")
        found["accept"] = accepting(server, options, folder)
        say(f"  accept: {found['accept'].rate:.0f}/s, p99 {found['accept'].p99:.1f} ms")
        found["loaded"] = server.resident_mib()
    with Server(folder) as server:
        server.get("/desk", server.sign_in("dispatcher"))
        found["watchers"] = watching(server, folder)
        say("  watchers: {:.1f} MiB, {} heard, the last after {:.0f} ms".format(
            *found["watchers"]))
    return found


def national(folder, options):
    """The places page of a realm that holds the national tree, and the import of the whole."""
    divisions = (ROOT / options.divisions).resolve()
    if not divisions.exists():
        say(f"no {divisions}: the national tree is left out (--divisions)")
        return None
    shutil.rmtree(folder, ignore_errors=True)
    linli("import", "places", divisions / "china_1-4_2021.csv", "--data", folder / "tree")
    cookie_of = reader(folder / "tree")
    with Server(folder / "tree") as server:
        cookie = cookie_of(server)
        places = rows(folder / "tree", "SELECT COUNT(*) FROM places")[0][0]
        inner = rows(folder / "tree", "SELECT id FROM places WHERE level = 'county' LIMIT 40")
        paths = ["/desk/places"] + [f"/desk/places?open={one[0]}" for one in inner]
        load.wrk(server, load.getting(paths, cookie), 8, 1)
        page = load.Seen.median([
            load.wrk(server, load.getting(paths, cookie), 8, options.seconds)
            for _ in range(options.runs)])
    say(f"  {places:,} places: p99 {page.p99:.1f} ms")
    whole_country = folder / "places.csv"
    subprocess.run(
        ["python3", ROOT / "benchmarks/places.py", whole_country, "--data", divisions], check=True)
    timed = [
        memory_and_seconds(
            LINLI, "import", "places", whole_country, "--data", folder / f"import{run}")
        for run in range(options.runs)]
    again = memory_and_seconds(
        LINLI, "import", "places", whole_country, "--data", folder / "import0")
    say(f"  import: {timed}, again {again}")
    return {
        "places": places, "page": page, "again": again,
        "import": tuple(statistics.median(each) for each in zip(*timed)),
    }


def reader(folder):
    """Somebody who may look at the places of Hubei; a function signs them in."""
    database = sqlite3.connect(folder / "linli.sqlite")
    with database:
        database.execute("""
            INSERT INTO bodies (id, realm_id, kind, name_zh)
            SELECT 1, id, 'registry', '示例登记处' FROM realms WHERE slug = 'china'""")
    database.close()
    subprocess.run(
        [LINLI, "person", "add", "示例读者", "--sign-in", "reader", "--role", "reader", "--body",
         "示例登记处", "--place", "420000000000", "--realm", "china", "--data", folder],
        input="bench-2026-bench\n", text=True, check=True, capture_output=True)
    return lambda server: server.sign_in("reader", "bench-2026-bench")


def memory_and_seconds(*command):
    """Wall seconds and the greatest resident MiB of one command."""
    done = subprocess.run(
        ["/usr/bin/time", "-f", "%e %M", *map(str, command)], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    seconds, kibibytes = done.stderr.split()[-2:]
    return float(seconds), int(kibibytes) / 1024


def main():
    options = arguments()
    scratch = ROOT / options.scratch
    scratch.mkdir(parents=True, exist_ok=True)
    sizes = [2_000, 20_000] if options.quick else [2_000, 200_000, options.large]
    found = {"sizes": {}, "years": {}}
    for matters in sizes:
        folder = scratch / str(matters)
        say(f"{matters:,} matters")
        found["years"][matters] = year(folder, matters)
        found["sizes"][matters] = whole(folder, options)
        if matters != sizes[0]:
            found["sizes"][matters]["floors"] = json.loads(
                linli("bench", "floors", "--data", folder))
            say(f"  floors: {found['sizes'][matters]['floors']}")
    say("the national tree")
    found["national"] = national(scratch / "national", options)
    say("matching")
    found["matching"] = [
        json.loads(linli("bench", "matching", "--seed", str(seed), "--json")) for seed in (1, 2, 3)]
    text = table.report(found, options)
    print(text)
    if not options.quick:
        table.write(ROOT / "docs/performance.md", text)
        say("docs/performance.md is written")


if __name__ == "__main__":
    main()
