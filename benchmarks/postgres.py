#!/usr/bin/env python3
"""Measures Linli on PostgreSQL on this machine, and writes the tables of docs/scaling.md.

    benchmarks/postgres.py              200,000 matters, loaded by `linli bench year`
    benchmarks/postgres.py --quick      2,000 matters, short runs, nothing written

A server of its own is started with durable commits and stopped again. The year is kept in
scratch/bench as it was loaded, and each run measures a copy of it, so the next run takes some
minutes and finds what this one found. The floor is pgbench: the statements that write one act, one
transaction each, at the same concurrency.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

import load
import table
from run import REALM, ROOT, asked, say
from server import Server, linli

BEGIN = "<!-- measured: written by benchmarks/postgres.py -->"
END = table.END
# The pages whose slowest percent has a bar.
BARRED = ("inbox", "search", "matter", "figures", "map")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="small and short; writes no document")
    parser.add_argument("--scratch", default="scratch/bench", help="where the database is made")
    parser.add_argument("--matters", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=3, help="runs of each figure")
    parser.add_argument("--seconds", type=int, default=5, help="seconds of each run")
    options = parser.parse_args()
    if options.quick:
        options.matters, options.runs, options.seconds = 2_000, 1, 2
    return options


def settings():
    """What PostgreSQL's manual advises for a machine of its own: a quarter of its memory."""
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 30
    return [f"shared_buffers={max(gigabytes // 4, 1)}GB", "max_wal_size=16GB",
            "checkpoint_timeout=15min", "max_connections=100"]


class Postgres:
    """A server on a socket in a folder of its own; `with` stops it again."""

    def __init__(self, folder):
        self.folder = folder

    def __enter__(self):
        subprocess.run(
            [ROOT / "scripts/postgres.sh", "start", self.folder, *settings()], check=True,
            stdout=subprocess.DEVNULL)
        if not self.psql("postgres", "SELECT 1 FROM pg_database WHERE datname = 'year'"):
            self.psql("postgres", "CREATE DATABASE year")
        return self

    def __exit__(self, *_):
        subprocess.run([ROOT / "scripts/postgres.sh", "stop", self.folder], check=False)

    def url(self, database="linli"):
        return f"postgres:///{database}?host={self.folder}&user=linli"

    def copy(self):
        """The year once more, for one run, and all of it written to the disk before that begins."""
        self.drop()
        self.psql("postgres", "CREATE DATABASE linli TEMPLATE year STRATEGY file_copy")
        os.sync()

    def drop(self):
        self.psql("postgres", "DROP DATABASE IF EXISTS linli")

    def psql(self, database, query):
        told = subprocess.run(
            ["psql", self.url(database), "-Atc", query],
            check=True, capture_output=True, text=True).stdout
        return told.split("\n")[:-1]

    def pgbench(self, script, clients, seconds):
        """Transactions a second of a script."""
        with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
            file.write(script)
            file.flush()
            told = subprocess.run(
                ["pgbench", "-n", "-M", "prepared", "-c", str(clients), "-j", "2", "-T",
                 str(seconds), "-f", file.name, "-h", self.folder, "-U", "linli", "linli"],
                check=True, capture_output=True, text=True).stdout
        return float(re.search(r"tps = ([\d.]+)", told).group(1))


def floor(postgres, seconds):
    """The rows of one request, as Linli writes them, in one durable transaction."""
    place, path, realm = postgres.psql(
        "linli", "SELECT id, path, realm_id FROM places WHERE level = 'building' LIMIT 1"
    )[0].split("|")
    script = f"""
\\set id random(1000000000000000, 9000000000000000000)
BEGIN;
INSERT INTO attempts (kind, subject, window_start, count) VALUES ('floor', CAST(:id AS TEXT), 1, 1)
    ON CONFLICT (kind, subject, window_start) DO UPDATE SET count = attempts.count + 1;
INSERT INTO matters (id, realm_id, reference, procedure, procedure_version, profile_version,
    channel, opened_at, state, stage, title, account, place_id, place_path, category, urgency,
    version, due_at, amber_at, due_clock, suspended, late, touched_at, word_digest, story_key)
    VALUES (:id, {realm}, 'floor-' || CAST(:id AS TEXT), 'request', 1, 1, 'web', 1, 'submitted', 'accept',
    '楼道灯不亮', '楼道灯不亮，晚上看不清', {place}, '{path}', 'facility.light', 'general', 1, 1,
    1, 'contact', 0, 0, 1, 'digest', '\\x00112233445566778899aabbccddeeff');
INSERT INTO open_search (rowid, grams) VALUES (:id, '楼 道 灯 不 亮 楼道 道灯 灯不 不亮 @{realm}');
INSERT INTO clocks (matter_id, name, amount, unit, started_at, due_at, provisional)
    VALUES (:id, 'contact', 1, 'workingDays', 1, 2, 0), (:id, 'dispatch', 2, 'workingDays', 1, 2, 0);
INSERT INTO records (sequence, id, realm_id, at, action, subject_kind, subject_id, body,
    body_digest, digest) VALUES (:id, :id, {realm}, 1, 'report', 'floor', :id,
    decode(repeat('00', 300), 'hex'), decode(repeat('00', 32), 'hex'),
    decode(repeat('00', 32), 'hex'));
COMMIT;
"""
    return postgres.pgbench(script, 32, seconds)


def settle(postgres, seconds=10, few=2_000):
    """Waits until the work behind the pages has taken up what was loaded: it hardly reads or writes
    any rows."""
    before = None
    while True:
        touched = int(postgres.psql("linli", """
            SELECT SUM(n_tup_ins + n_tup_upd + n_tup_del + seq_tup_read + COALESCE(idx_tup_fetch, 0))
            FROM pg_stat_user_tables""")[0])
        if before is not None and touched - before < few:
            return
        before = touched
        time.sleep(seconds)


def loaded(folder, postgres, options):
    """A year with its facts, and how long it took; what is there already is brought up to date."""
    node, whole = folder / "node", folder / "whole"
    there = ("--data", node, "--database", postgres.url("year"))
    if whole.exists():
        linli("migrate", *there)
        return json.loads(whole.read_text())
    linli("demo", *there)
    say(f"a year of {options.matters:,} matters")
    told = linli("bench", "year", *there, "--matters", options.matters, "--json")
    say("its facts")
    start = time.time()
    linli("figures", "--period", time.strftime("%Y"), *there)
    found = {
        "year": [json.loads(line) for line in told.splitlines()],
        "counting": time.time() - start}
    say(f"  counted in {found['counting']:.0f} s")
    whole.write_text(json.dumps(found))
    return found


def measured(server, script, connections, options, expected=2):
    load.wrk(server, script(0), connections, 1, expected)
    return load.Seen.median([
        load.wrk(server, script(run + 1), connections, options.seconds, expected)
        for run in range(options.runs)])


def acts(server, postgres, options, found):
    place = postgres.psql("linli", "SELECT id FROM places WHERE level = 'building' LIMIT 1")[0]
    start = int(time.time())
    found["create"] = measured(
        server, lambda run: load.reporting(REALM, place, "facility.light", start + run * 1_000_000),
        32, options, expected=3)
    say(f"  create: {found['create'].rate:.0f}/s, p99 {found['create'].p99:.1f} ms")
    waiting = postgres.psql("linli", """
        SELECT reference FROM matters WHERE state = 'submitted' AND version = 1
        AND ended_at IS NULL ORDER BY id DESC LIMIT 60000""")
    cookie = server.sign_in("dispatcher")
    share = len(waiting) // (options.runs + 1)
    found["accept"] = measured(
        server, lambda run: load.accepting(
            waiting[run * share:(run + 1) * share], cookie, "facility.light", "utility"),
        32, options, expected=3)
    say(f"  accept: {found['accept'].rate:.0f}/s, p99 {found['accept'].p99:.1f} ms")


def pages(server, options, found):
    cookie = server.sign_in("dispatcher")
    for name, paths in asked(server, cookie).items():
        found[name] = measured(server, lambda _: load.getting(paths, cookie), 8, options)
        say(f"  {name}: {found[name].rate:.0f}/s, p99 {found[name].p99:.1f} ms")


def holds(seen):
    """Whether a page held its bar; of one that never answered in time nothing was measured."""
    return seen.failed == 0 and 0 < seen.p99 < 25


def report(found, options):
    def line(name, connections, bar):
        one = found[name]
        return [f"{name}, concurrency {connections}", f"{one.rate:,.0f}", f"{one.p50:.1f}", f"{one.p99:.1f}", f"{one.cpu:.2f}",
                str(one.failed), bar]
    share = found["create"].rate / found["floor"]
    half = table.verdict(share >= 0.5)
    rates = [one["rowsPerSecond"] for one in found["year"] if "tenth" in one]
    seconds = sum(one["seconds"] for one in found["year"] if "tenth" in one)
    rows = [
        line("create", 32, f"{share:.2f} of pgbench's {found['floor']:,.0f}: {half}"),
        line("accept", 32, ""),
    ] + [
        line(name, 8, f"p99 under 25 ms: {table.verdict(holds(found[name]))}"
             if name in BARRED else "")
        for name in (*BARRED, "front", "report")]
    return "\n\n".join([
        f"PostgreSQL {found['version']} and one node on the machine of performance.md, "
        f"{options.matters:,} matters; medians of {options.runs} runs of {options.seconds} s.",
        table.markdown(
            ["what", "a second", "p50 ms", "p99 ms", "CPU ms of the node", "failed", "bar"], rows),
        f"The year of {options.matters:,} matters was loaded in {seconds / 60:.1f} minutes; rows a "
        f"second in each tenth: {', '.join(f'{rate:,}' for rate in rates)}. The last is "
        f"{rates[-1] / rates[0]:.2f} of the first, bar 0.8: "
        f"{table.verdict(rates[-1] >= 0.8 * rates[0])}.",
        f"Its records were counted into figures afterwards in {found['counting'] / 60:.1f} minutes.",
    ]) + "\n"


def main():
    options = arguments()
    folder = ROOT / options.scratch / f"postgres-{options.matters}"
    if not (folder / "whole").exists():
        shutil.rmtree(folder, ignore_errors=True)
    (folder / "node").mkdir(parents=True, exist_ok=True)
    with Postgres(folder) as postgres:
        found = loaded(folder, postgres, options)
        # So that the next start has nothing to do over again.
        postgres.psql("year", "VACUUM ANALYZE")
        postgres.psql("year", "CHECKPOINT")
        say("a copy of it for this run")
        postgres.copy()
        found["version"] = postgres.psql("linli", "SHOW server_version")[0].split()[0]
        with Server(folder / "node", database=postgres.url()) as server:
            say("the work behind the pages")
            settle(postgres)
            pages(server, options, found)
            acts(server, postgres, options, found)
        found["floor"] = floor(postgres, options.seconds)
        say(f"  floor: {found['floor']:.0f}/s")
        postgres.drop()
    text = report(found, options)
    print(text)
    if not options.quick:
        path = pathlib.Path(ROOT / "docs/scaling.md")
        before, rest = path.read_text().split(BEGIN)
        path.write_text(before + BEGIN + "\n\n" + text + "\n" + END + rest.split(END)[1])


if __name__ == "__main__":
    main()
