#!/usr/bin/env python3
"""Writes a file of places as large as the whole country, for measuring `linli import places`.

    python3 benchmarks/places.py OUT.csv --data DIR

DIR holds the published divisions: china_1-4_2021.csv and the five cities *_5level_2021.csv.
Their rows are taken as they are. Under every township that has no committee there, committees
with plainly invented names are added, until there are exactly 663,128 places. Nothing is random:
the same folder always gives the same file.
"""

import argparse
import csv
import pathlib
import sys

PLACES = 663_128
COLUMNS = ["code", "name", "parent_code", "level"]


def published(folder):
    """The real rows by code, from the nationwide file first."""
    files = sorted(folder.glob("*_2021.csv"), key=lambda file: ("_1-4_" not in file.name, file.name))
    if not files:
        sys.exit(f"{folder} holds no file like china_1-4_2021.csv. Name the folder with --data.")
    rows = {}
    for file in files:
        with file.open(encoding="utf-8-sig", newline="") as text:
            for row in csv.DictReader(text):
                rows.setdefault(row["code"], [row[column] for column in COLUMNS])
    return rows


def invented(rows, wanted):
    """So many committees, spread evenly under the townships that have none."""
    peopled = {parent for _, _, parent, level in rows.values() if level == "5"}
    townships = sorted(
        code for code, _, _, level in rows.values() if level == "4" and code not in peopled)
    each, more = divmod(wanted, len(townships))
    for position, township in enumerate(townships):
        for number in range(1, each + (position < more) + 1):
            name = f"{rows[township][1]}示例社区{number:03}"
            yield [f"{township[:9]}{number:03}", name, township, "5"]


def main():
    parser = argparse.ArgumentParser(description="Write a file of 663,128 places.")
    parser.add_argument("out", type=pathlib.Path, metavar="OUT.csv")
    parser.add_argument(
        "--data", type=pathlib.Path, required=True, metavar="DIR",
        help="the folder with the published divisions")
    arguments = parser.parse_args()
    rows = published(arguments.data)
    with arguments.out.open("w", encoding="utf-8", newline="") as text:
        out = csv.writer(text, lineterminator="\n")
        out.writerow(COLUMNS)
        out.writerows(rows.values())
        out.writerows(invented(rows, PLACES - len(rows)))
    print(f"{arguments.out}: {PLACES:,} places, of them {len(rows):,} published and the rest invented")


if __name__ == "__main__":
    main()
