"""The one map: moved by finger, wheel and keyboard, and by links alone where there are no scripts."""

import re

from conftest import LAPTOP, PHONE


def until(page, expression, arg=None):
    """Asks again until it holds: a page of ours evaluates no text by itself."""
    for _ in range(150):
        if page.evaluate(expression, arg):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never: {expression}")


def middle(page):
    svg = page.locator(".map-svg")
    return float(svg.get_attribute("data-latitude")), float(svg.get_attribute("data-longitude"))


def nearness(page):
    return int(page.locator(".map-svg").get_attribute("data-zoom"))


def test_it_works_by_links_alone(town, open_page):
    page = open_page(PHONE, scripts=False)
    page.goto(f"{town.street}/map")
    page.click("[data-map-key=nearer]")
    page.wait_for_url(re.compile(r"z=1"))
    assert nearness(page) == 1
    page.goto(f"{town.street}/map")
    assert page.locator(".map-grid").count() == 0
    page.locator(".map-layer").last.click()
    page.wait_for_url(re.compile(r"grids=1"))
    assert page.locator("path.map-grid").count() > 0
    assert page.locator("#map-grids").is_visible()
    page.goto(f"{town.street}/map")
    page.locator(".map-list a").first.click()
    page.wait_for_url(re.compile(r"place=\d+"))
    assert page.locator("#map-place").is_visible()
    page.locator(".map-rows a").first.click()
    page.wait_for_url(re.compile(r"/matters/"))


def test_a_mark_opens_its_place_and_stays_on_the_page(town, open_page):
    page = open_page(LAPTOP)
    page.goto(f"{town.street}/map")
    page.evaluate("window.stayed = true")
    page.locator(".map-list a").first.click()
    page.locator("#map-place").wait_for()
    assert page.evaluate("document.activeElement.id") == "map-place"
    assert "place=" in page.url and page.evaluate("window.stayed")
    page.click(".map-close")
    page.locator("#map-place").wait_for(state="detached")
    mark = page.locator(".map-mark .map-touch").last
    mark.click(force=True)
    page.wait_for_url(re.compile(r"place=|z="))
    assert page.evaluate("window.stayed")


def test_dragging_moves_and_the_wheel_goes_nearer(town, open_page):
    page = open_page(LAPTOP)
    page.goto(f"{town.street}/map")
    page.evaluate("window.stayed = true")
    page.click("[data-map-key=nearer]")
    page.wait_for_url(re.compile(r"z=1"))
    before = middle(page)
    box = page.locator(".map-svg").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y, steps=4)
    page.mouse.move(x - 120, y + 30, steps=4)
    page.mouse.up()
    until(
        page, "was => Math.abs(document.querySelector('.map-svg').dataset.longitude - was) > 1e-4",
        arg=before[1])
    after = middle(page)
    assert after[1] > before[1] and after[0] > before[0]
    page.mouse.move(x, y)
    for _ in range(4):
        page.mouse.wheel(0, -120)
    until(page, "document.querySelector('.map-svg').dataset.zoom > 1")
    assert page.evaluate("window.stayed")


def test_the_keyboard_goes_everywhere(town, open_page):
    page = open_page(LAPTOP)
    page.goto(f"{town.street}/map")
    page.locator("[data-map-key=nearer]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"z=1"))
    until(page, "document.activeElement.dataset.mapKey === 'nearer'")
    page.locator("[data-map-key=east]").focus()
    before = middle(page)
    page.keyboard.press("Enter")
    until(
        page, "was => document.querySelector('.map-svg').dataset.longitude > was", arg=before[1])


def test_layers_go_and_come(town, open_page):
    page = open_page(PHONE)
    page.goto(f"{town.street}/map")
    before = page.locator(".map-bodies").count()
    assert before > 0
    page.get_by_role("link", name="单位").last.click()
    page.wait_for_url(re.compile(r"off=units"))
    until(page, "was => document.querySelectorAll('.map-bodies').length < was", before)
    page.locator(".map-layer:not(.is-on)").filter(has_text="单位").click()
    until(page, "was => document.querySelectorAll('.map-bodies').length === was", before)


def test_the_desk_hears_of_news(town, desk, open_page):
    page = desk("dispatcher")
    page.goto(f"{town.address}/desk/map")
    until(page, "document.body.dataset.line === 'up'")
    page.evaluate("document.querySelector('.map-svg').id = 'old'")
    resident = open_page(PHONE)
    from test_main_job import report
    report(resident, town, "地图看得见的新事：花坛边的砖松了。", "facility.access")
    until(page, "document.querySelector('#old') === null")
