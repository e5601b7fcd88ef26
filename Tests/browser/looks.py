"""How a page is looked at: the settings of a reader, axe, and whether anything hangs over."""

import os
from collections import namedtuple

from axe_playwright_python.sync_playwright import Axe

from conftest import LAPTOP, PHONE

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"], "iframes": False, "preload": False,
}
# What hangs on the width of a page; the rest is the same in every look but for its colours.
OF_WIDTH = {
    **RULES,
    "runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]},
}

Look = namedtuple("Look", "size language scheme print_size")

# Five looks hold every pair of settings of two: a phone in the dark, English in large print, ...
COVERING = [
    Look(LAPTOP, "zh-Hans", "light", "normal"),
    Look(LAPTOP, "en", "dark", "large"),
    Look(PHONE, "zh-Hans", "dark", "large"),
    Look(PHONE, "en", "light", "large"),
    Look(PHONE, "en", "dark", "normal"),
]


# A page is looked at on a laptop and on a phone, the next page in two other looks: the first of
# them is judged by all rules; with LINLI_EVERY_LOOK=1 each page in all five looks, by all of them.
TURNS = [(0, 4), (2, 1), (0, 3), (4, 1), (0, 2), (3, 1),
         (1, 4), (2, 0), (1, 3), (4, 0), (1, 2), (3, 0)]


def shared_out(visits, look):
    """The visits that are made in one look, each with the rules to judge it by."""
    if os.environ.get("LINLI_EVERY_LOOK"):
        return [(visit, RULES) for visit in visits]
    number = COVERING.index(look)
    turns = [(visit, TURNS[at % len(TURNS)]) for at, visit in enumerate(visits)]
    return [(visit, RULES if turn[0] == number else OF_WIDTH)
            for visit, turn in turns if number in turn]


def name_of(look):
    size = "phone" if look.size == PHONE else "laptop"
    return f"{size}-{look.language}-{look.scheme}-{look.print_size}"


def findings(page, rules=RULES):
    results = Axe().run(page, options=rules)
    return [f"{page.url} {item['id']}: {node['html'][:160]}"
            for item in results.response["violations"] for node in item["nodes"][:3]]


def sideways(page):
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth")
