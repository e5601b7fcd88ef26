"""Orders: asked for on a phone, issued by the branch, taken on by a volunteer, thanked for in public."""

import re

import pytest

from conftest import PHONE
from test_accessibility import LOOKS, findings, sideways
from test_main_job import act, follow

WISH = "阳台的晾衣绳断了，够不着，想请人帮忙系上。"
DOOR = "2单元707"
NUMBER = "0719-000-0777"


def ask(page, town):
    page.goto(f"{town.street}/raise/order")
    page.select_option("[name=category]", "wish.repair")
    yanling = page.locator("[name=place] optgroup[label=岩岭社区] option", has_text="1号楼")
    place = yanling.first.get_attribute("value")
    page.select_option("[name=place]", place)
    page.fill("[name=spot]", DOOR)
    page.fill("[name=account]", WISH)
    page.fill("[name=reporterName]", "演示居民")
    page.fill("[name=reporterPhone]", NUMBER)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url("**/receipt")
    return (page.inner_text(".receipt-number").strip(), page.inner_text(".receipt-word").strip())


def say(page, action, **answers):
    """Does something as whoever asked, on the page that the receipt opens."""
    form = page.locator(f"#action-{action}")
    if not form.evaluate("e => e.open"):
        form.locator("summary").click()
    for name, value in answers.items():
        field = page.locator(f"#action-{action} [name={name}]")
        if field.first.get_attribute("type") == "radio":
            page.check(f"#action-{action} [name={name}][value={value}]")
        else:
            field.fill(value)
    form.locator("form button[type=submit]").last.click()
    page.wait_for_load_state()
    assert page.query_selector("[role=alert]") is None, page.inner_text("[role=alert]")


def open_forms(page):
    page.eval_on_selector_all(
        "details[id^=action-]", "all => all.forEach(form => { form.open = true; })")


def keeps_quiet(page):
    text = page.inner_text("main")
    for secret in (WISH, "707", NUMBER, "演示居民", "1号楼"):
        assert secret not in text, f"{page.url} shows {secret}"


@pytest.mark.parametrize("scripts", [True, False])
def test_an_order_from_the_wish_to_its_thanks(town, desk, open_page, scripts):
    resident = open_page(PHONE, scripts=scripts)
    number, word = ask(resident, town)
    public = f"{town.street}/matters/{number}"
    everyone = open_page(PHONE, scripts=scripts)
    assert everyone.goto(public).status == 404

    title = "系一根晾衣绳" if scripts else "再系一根晾衣绳"
    branch = desk("secretary", PHONE, scripts=scripts)
    act(branch, town, number, "issue", title=title, wanted="请带一把钳子。", value="0",
        safety="ordinary")
    assert everyone.goto(public).status == 200
    keeps_quiet(everyone)

    volunteer = desk("volunteer", PHONE, scripts=scripts)
    volunteer.goto(f"{town.address}/desk")
    row = volunteer.locator("[data-row]", has_text=title).first
    assert "半山尚小区" in row.inner_text()
    keeps_quiet(volunteer)
    row.locator("[data-row-link]").click()
    volunteer.wait_for_url(re.compile(number))
    keeps_quiet(volunteer)
    assert volunteer.locator("#contact [name=reason]").count() == 0
    day = volunteer.evaluate("new Date(Date.now() + 86400000).toISOString().slice(0, 10)")
    act(volunteer, town, number, "take", introduction="志愿者小林", coming=day)
    text = volunteer.inner_text("main")
    assert WISH in text and DOOR in text and "1号楼" in text
    assert NUMBER not in text
    volunteer.fill("#contact [name=reason]", "约上门的时间")
    volunteer.locator("#contact form button[type=submit]").click()
    volunteer.wait_for_load_state()
    assert NUMBER in volunteer.inner_text("main")

    other = desk("volunteer2", PHONE, scripts=scripts)
    other.goto(f"{town.address}/desk/matters/{number}")
    keeps_quiet(other)
    assert other.locator("#action-take").count() == 0
    act(volunteer, town, number, "serve", message="绳子系好了，试过很牢。")

    follow(resident, town, number, word)
    text = resident.inner_text("main")
    assert "志愿者小林" in text and "绳子系好了" in text
    assert "约上门的时间" in text, "whoever asked reads why their number was looked up"
    say(resident, "confirm", satisfaction="satisfied")
    say(resident, "thank", thanks="谢谢小林，被子晒得暖和。")
    everyone.goto(public)
    assert "被子晒得暖和" not in everyone.inner_text("main")
    say(resident, "allowThanks")
    everyone.goto(public)
    assert "被子晒得暖和" not in everyone.inner_text("main"), "nobody has read it yet"
    act(branch, town, number, "releaseThanks")
    everyone.goto(public)
    assert "被子晒得暖和" in everyone.inner_text("main")
    keeps_quiet(everyone)
    resident.goto(f"{town.street}/track/{number}")
    say(resident, "takeThanksBack")
    everyone.goto(public)
    assert "被子晒得暖和" not in everyone.inner_text("main")


def test_a_form_that_is_not_whole_comes_back_filled(town, open_page):
    page = open_page(PHONE, scripts=False)
    page.goto(f"{town.street}/raise/order")
    page.fill("[name=account]", WISH)
    page.evaluate("document.querySelectorAll('[required]').forEach(e => e.required = false)")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()
    assert page.locator("[role=alert]").count() >= 1
    assert page.input_value("[name=account]") == WISH


@pytest.mark.parametrize("size,language,scheme", LOOKS)
def test_every_public_page_of_orders(town, open_page, size, language, scheme):
    page = open_page(size, language=language, scheme=scheme)
    board = f"{town.street}/boards/order"
    page.goto(board)
    links = page.eval_on_selector_all(".board-card h3 a", "all => all.map(a => a.href)")
    assert len(links) >= 5
    found = []
    for address in [board, f"{town.street}/raise/order"] + sorted(set(links)):
        page.goto(address)
        found += findings(page)
        assert sideways(page) <= 0, f"{page.url} scrolls sideways"
    assert not found, "\n".join(found)


@pytest.mark.parametrize("size,language,scheme", LOOKS[:2])
def test_the_desk_of_a_volunteer(town, desk, size, language, scheme):
    page = desk("volunteer", size, language=language, scheme=scheme)
    found = findings(page)
    page.locator("[data-row-link]").first.click()
    page.wait_for_load_state()
    open_forms(page)
    found += findings(page)
    assert sideways(page) <= 0, f"{page.url} scrolls sideways"
    assert not found, "\n".join(found)
