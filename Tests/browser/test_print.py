"""What is printed: one clean A4 page, ink on paper, nothing that only a screen can do."""

import re

import pytest

from conftest import LAPTOP, PHONE
from test_main_job import report

SCREEN_ONLY = (
    ".public-nav, .masthead-tools, .top-bar, .tabs, .filters, .rail ul, .side, .button, .footer, "
    ".skip, .crumb, .jump, form, details.action, .switches")
INK = """() => {
    const light = (color) => {
        const [r, g, b, a = 1] = color.match(/[\\d.]+/g).map(Number);
        return a === 0 || (r + g + b) / 3 > 250;
    };
    return [...document.querySelectorAll("html, body, main, .desk, .panel, .table, .told")]
        .filter((part) => !light(getComputedStyle(part).backgroundColor))
        .map((part) => part.className || part.tagName);
}"""


def sheets(page):
    """How many pages of A4 come out of the printer."""
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page[^s]", pdf))


def assert_clean(page):
    """Only ink on white paper, in the dark and in large print too."""
    page.emulate_media(media="print", color_scheme="dark")
    shown = page.evaluate(
        "all => [...document.querySelectorAll(all)].filter(e => e.checkVisibility() && "
        "e.offsetHeight > 1).map(e => e.outerHTML.slice(0, 90))", SCREEN_ONLY)
    dark = page.evaluate(INK)
    page.emulate_media(media="null", color_scheme="light")
    assert not shown, f"{page.url} prints {shown}"
    assert not dark, f"{page.url} prints a dark ground behind {dark}"


def test_every_story_of_twelve_entries_is_one_sheet(town, desk):
    page = desk("dispatcher", LAPTOP)
    links = []
    for view in ("places", "ended"):
        page.goto(f"{town.address}/desk?view={view}")
        links += page.eval_on_selector_all("[data-row-link]", "all => all.map(a => a.href)")
    counts = {}
    for link in links:
        page.goto(link)
        entries = page.locator(".timeline .event:not(.event-now):not(.event-next)").count()
        if entries in counts or entries > 12:
            continue
        counts[entries] = sheets(page)
        assert counts[entries] == 1, f"{entries} entries of {link} take {counts[entries]} sheets"
    assert max(counts) >= 8 and len(counts) >= 6
    assert_clean(page)


@pytest.mark.parametrize("board", ["deliberation", "order"])
def test_what_everyone_reads_is_one_sheet(town, open_page, board):
    page = open_page(LAPTOP)
    page.goto(f"{town.street}/boards/{board}")
    links = page.eval_on_selector_all(".board-card h3 a", "all => all.map(a => a.href)")
    assert len(links) >= 3
    for link in links:
        page.goto(link)
        assert sheets(page) == 1, link
    assert_clean(page)


def test_the_notices_are_two_sheets_and_a_receipt_is_one(town, open_page):
    page = open_page(PHONE)
    page.goto(f"{town.street}/notices")
    assert page.locator("main h3, main h2").count() >= 5
    assert sheets(page) <= 2
    assert_clean(page)
    number, word = report(page, town, "路边的长椅断了一条腿，老人坐下会摔。", "facility.access")
    assert sheets(page) == 1
    assert_clean(page)
    page.emulate_media(media="print")
    assert page.locator(".receipt-number").is_visible()
    assert page.locator(".receipt-word").is_visible()
    page.emulate_media(media="null")
    page.goto(f"{town.street}/track/{number}")
    assert sheets(page) == 1


def test_large_print_is_for_the_screen_only(town, open_page):
    page = open_page(PHONE)
    page.goto(f"{town.street}/notices")
    usual = sheets(page)
    page.context.add_cookies([{"name": "linli_print", "value": "large", "url": town.address}])
    page.reload()
    assert page.locator("html[data-print-size=large]").count() == 1
    assert sheets(page) == usual


def test_a_table_repeats_its_head_and_tears_no_row(town, desk):
    page = desk("dispatcher", LAPTOP)
    page.goto(f"{town.address}/desk/catalogue")
    assert sheets(page) <= 4
    page.emulate_media(media="print")
    assert page.locator(".table thead").first.evaluate(
        "head => getComputedStyle(head).display") == "table-header-group"
    assert page.locator(".table tbody tr").first.evaluate(
        "row => getComputedStyle(row).breakInside") == "avoid"
    page.emulate_media(media="null")
    assert_clean(page)


@pytest.mark.parametrize("procedure", ["request", "deliberation", "order"])
def test_a_drawing_is_a_landscape_sheet_of_its_own(town, desk, procedure):
    page = desk("dispatcher", LAPTOP)
    page.goto(f"{town.address}/desk/procedures/{procedure}")
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox\s*\[([^\]]+)\]", pdf)
    sizes = {tuple(round(float(side)) for side in box.split()[2:]) for box in boxes}
    assert any(width > height for width, height in sizes), sizes
    # As wide as the sheet within its margins: 277 by 190 millimetres.
    page.set_viewport_size({"width": 1047, "height": 718})
    page.emulate_media(media="print")
    foot = page.locator(".flow-panel").evaluate("panel => panel.getBoundingClientRect().bottom")
    assert foot <= 718, f"the drawing ends at {foot} of 718 px"
    page.emulate_media(media="null")
    assert_clean(page)
