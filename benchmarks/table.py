"""The tables of docs/performance.md: each figure beside its bar."""

import datetime
import os
import platform

BEGIN = "<!-- measured: written by `make bench` -->"
END = "<!-- end of what was measured -->"


def verdict(holds):
    return "met" if holds else "**missed**"


def rows_of_pages(size, seen, small):
    """Pages at one size, against the bars and against the small database."""
    for name, page in seen["pages"].items():
        ratio = page.p50 / small["pages"][name].p50
        bars = page.rate >= 1_500 and page.p99 < 20 and ratio <= 1.3
        barred = name in ("inbox", "search", "matter")
        yield [
            f"{name}, {size:,}", f"{page.rate:,.0f}", f"{page.p50:.1f}", f"{page.p99:.1f}",
            f"{page.cpu:.2f}", f"{ratio:.2f}", str(page.failed),
            verdict(bars) if barred else "",
        ]


def rows_of_acts(size, seen):
    for name in ("create", "accept"):
        act, floor = seen[name], seen["floors"][name]
        share = act.rate / floor["together"]
        bars = share >= 0.5 and act.p99 < 50 and floor["statements"] <= 8
        yield [
            f"{name}, {size:,}", f"{act.rate:,.0f}", f"{act.p50:.1f}", f"{act.p99:.1f}",
            f"{floor['together']:,}", f"{share:.2f}", str(floor["statements"]), str(act.failed),
            verdict(bars),
        ]


def markdown(header, rows):
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def report(found, options):
    sizes = list(found["sizes"])
    small = found["sizes"][sizes[0]]
    large = sizes[-1]
    floors = found["sizes"][large]["floors"]
    parts = [
        f"Measured on {datetime.date.today()}, {os.cpu_count()} processors, "
        f"{platform.system()}; medians of {options.runs} runs of "
        f"{options.seconds} s, the load from the same machine. The disk: "
        f"{floors['appendsWithFsync']:,} appends of 4 KiB with fsync a second, "
        f"{floors['overwritesWithFdatasync']:,} overwrites with fdatasync.",
        "**Pages** at concurrency 8. Bars: 1,500 a second, p99 under 20 ms, p50 at most 1.3 × "
        f"that with {sizes[0]:,} matters.\n\n" + markdown(
            ["page, matters", "a second", "p50 ms", "p99 ms", "CPU ms", "× small", "failed", "bar"],
            [row for size in sizes for row in rows_of_pages(size, found["sizes"][size], small)]),
        "**Acts over HTTP** at concurrency 32, durable. Bars: half of the bare engine with the "
        "same statements, 32 acts to a commit; p99 under 50 ms; 8 statements.\n\n" + markdown(
            ["act, matters", "a second", "p50 ms", "p99 ms", "bare engine", "share", "statements",
             "failed", "bar"],
            [row for size in sizes[1:] for row in rows_of_acts(size, found["sizes"][size])]),
        "**Start, memory, watchers.** Bars: first answer under 0.5 s; 60 MiB fresh, 150 MiB "
        "loaded; 1,000 watchers under 30 MiB, each hears within 200 ms.\n\n" + markdown(
            ["matters", "first answer s", "fresh MiB", "loaded MiB", "watchers MiB", "heard",
             "last heard ms", "bar"],
            [row_of_running(size, found["sizes"][size]) for size in sizes]),
        year(found["years"][large], large),
    ]
    if found.get("national"):
        parts.append(national(found["national"]))
    if found.get("matching"):
        parts.append(matching(found["matching"]))
    return "\n\n".join(parts) + "\n"


def matching(runs):
    slowest = max(run["milliseconds"] for run in runs)
    first = runs[0]
    return (
        f"**Matching** (`linli bench matching`): {first['needs']:,} needs, {first['helpers']:,} "
        f"helpers, {first['candidates']:,} candidates, three towns: {slowest} ms at most, bar "
        f"2 s, {verdict(slowest < 2_000)}.")


def row_of_running(size, seen):
    cost, heard, last = seen["watchers"]
    holds = (
        seen["start"] < 0.5 and seen["fresh"] < 60 and seen["loaded"] < 150 and cost < 30
        and heard == 1_000 and last < 200)
    return [
        f"{size:,}", f"{seen['start']:.3f}", f"{seen['fresh']:.0f}", f"{seen['loaded']:.0f}",
        f"{cost:.1f}", f"{heard:,}", f"{last:.0f}", verdict(holds)]


def year(lines, matters):
    tenths, size = lines[:-1], lines[-1]
    rates = [one["rowsPerSecond"] for one in tenths]
    records = sum(one["records"] for one in tenths)
    seconds = sum(one["seconds"] for one in tenths)
    return (
        f"**A year of {matters:,} matters** (`linli bench year`): {records:,} records in "
        f"{seconds / 60:.1f} minutes, {size['bytesPerMatter']:,} bytes a matter on disk. Bar: the "
        f"last tenth at least 0.8 of the first; it is {rates[-1] / rates[0]:.2f}, "
        f"{verdict(rates[-1] >= 0.8 * rates[0])}.\n\n" + markdown(
            ["tenth"] + [str(one["tenth"]) for one in tenths],
            [["rows a second"] + [f"{rate:,}" for rate in rates]]))


def national(found):
    seconds, mebibytes = found["import"]
    again_seconds, again_mebibytes = found["again"]
    return (
        f"**The national tree.** The places page with {found['places']:,} places: p99 "
        f"{found['page'].p99:.1f} ms at concurrency 8, bar 20 ms, "
        f"{verdict(found['page'].p99 < 20)}. `linli import places` of 663,128 places: "
        f"{seconds:.1f} s and {mebibytes:.0f} MiB, bars 60 s and 300 MiB, "
        f"{verdict(seconds < 60 and mebibytes < 300)}; the same file once more: "
        f"{again_seconds:.1f} s and {again_mebibytes:.0f} MiB.")


def write(path, text):
    """Puts the tables between their marks in the document."""
    whole = path.read_text()
    before, rest = whole.split(BEGIN)
    after = rest.split(END)[1]
    path.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}")
