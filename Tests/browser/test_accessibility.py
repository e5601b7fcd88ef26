"""Every page passes axe (WCAG 2.2 AA), on a phone and a laptop, in both languages, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import LAPTOP, PHONE

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PUBLIC = ["", "/report", "/track", "/who", "/notices", "/your-data", "/boards/order",
          "/boards/deliberation", "/raise/order", "/raise/deliberation"]
DESK = [
    "/desk", "/desk?view=places", "/desk?view=ended", "/desk/matters/new", "/desk/catalogue",
    "/desk/procedures/request", "/desk/posters", "/desk/procedures", "/desk/calendar",
    "/desk/calendar?amount=3&unit=workingDays&from=2026-09-29&at=10:00", "/desk/catalogue/versions",
    "/desk/catalogue/rules/new", "/desk/catalogue/rules/1",
    "/desk/today", "/desk/news", "/desk/settings", "/desk/views", "/desk/visits/new",
]
LOOKS = [
    (PHONE, "zh-CN", "light"), (LAPTOP, "en-GB", "light"), (PHONE, "en-GB", "dark"),
    (LAPTOP, "zh-CN", "dark"),
]


def findings(page):
    results = Axe().run(page, options=RULES)
    return [f"{page.url} {item['id']}: {node['html'][:160]}"
            for item in results.response["violations"] for node in item["nodes"][:3]]


def sideways(page):
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("size,language,scheme", LOOKS)
def test_the_neighbourhood(town, open_page, size, language, scheme):
    page = open_page(size, language=language, scheme=scheme)
    found = []
    for path in PUBLIC:
        page.goto(town.street + path)
        found += findings(page)
        assert sideways(page) <= 0, f"{page.url} scrolls sideways"
    page.goto(f"{town.address}/sign-in")
    found += findings(page)
    page.goto(f"{town.address}/seals")
    found += findings(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("size,language,scheme", LOOKS)
def test_the_desk(town, desk, size, language, scheme):
    page = desk("dispatcher", size, language=language, scheme=scheme)
    found = []
    for path in DESK:
        page.goto(town.address + path)
        found += findings(page)
        assert sideways(page) <= 0, f"{page.url} scrolls sideways"
    page.goto(f"{town.address}/desk?view=places")
    page.locator("[data-row-link]").first.click()
    page.wait_for_load_state()
    found += findings(page)
    assert sideways(page) <= 0, f"{page.url} scrolls sideways"
    assert not found, "\n".join(found)


def test_large_print(town, open_page):
    page = open_page(PHONE)
    page.goto(town.street)
    small = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    page.click("button[name=print]")
    page.locator("html[data-print-size=large]").wait_for(state="attached")
    page.reload()
    large = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    assert small >= 18
    assert large >= small * 1.2
    assert sideways(page) <= 0
    assert not findings(page)
