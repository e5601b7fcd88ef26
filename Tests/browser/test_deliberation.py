"""Deliberations: raised on a phone, admitted, spoken to by anyone, talked over at a meeting."""

import datetime
import re

import pytest

from conftest import LAPTOP, PHONE
from test_accessibility import LOOKS, findings, sideways
from test_main_job import act
from test_orders import open_forms

ACCOUNT = "三楼老演示家说楼顶漏水，想大家一起商量修一修。"
OPINION = "先请人看看哪里漏，再定怎么修。"


def raise_matter(page, town):
    page.goto(f"{town.street}/raise/deliberation")
    page.select_option("[name=category]", "common.facility")
    place = page.locator("[name=place] option", has_text="半山尚小区").first
    page.select_option("[name=place]", place.get_attribute("value"))
    page.fill("[name=account]", ACCOUNT)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url("**/receipt")
    return page.inner_text(".receipt-number").strip()


def speak(page, stance, opinion):
    panel = page.locator("#action-speak")
    if not panel.evaluate("e => e.open"):
        panel.locator("summary").click()
    if stance:
        page.check(f"#action-speak [name=stance][value={stance}]")
    page.fill("#action-speak [name=opinion]", opinion)
    panel.locator("form button[type=submit]").last.click()
    page.wait_for_load_state()


@pytest.mark.parametrize("scripts", [True, False])
def test_from_a_word_to_a_meeting_that_everyone_reads(town, desk, open_page, scripts):
    title = "楼顶漏水怎么修" if scripts else "楼顶漏水怎么修，再问一次"
    number = raise_matter(open_page(PHONE, scripts=scripts), town)
    public = f"{town.street}/matters/{number}"
    neighbour = open_page(PHONE, scripts=scripts)
    assert neighbour.goto(public).status == 404

    branch = desk("secretary", PHONE, scripts=scripts)
    act(branch, town, number, "admit", title=title, issue="楼顶有一处漏水，要不要修、钱怎么出。")
    neighbour.goto(f"{town.street}/boards/deliberation")
    neighbour.locator(".board-card a", has_text=re.compile(f"^{title}$")).click()
    neighbour.wait_for_url(public)
    assert "老演示" not in neighbour.inner_text("main")
    neighbour.evaluate("document.querySelectorAll('[required]').forEach(e => e.required = false)")
    speak(neighbour, None, OPINION)
    assert neighbour.locator("[role=alert]").count() >= 1
    assert neighbour.input_value("#action-speak [name=opinion]") == OPINION
    speak(neighbour, "favour", OPINION)
    text = neighbour.inner_text("main")
    assert "收到了" in text and "1 人说了" in text
    assert OPINION not in text, "the words are for the branch, the count is for everyone"

    branch.goto(f"{town.address}/desk/matters/{number}")
    assert OPINION in branch.inner_text("main")
    act(branch, town, number, "summarise", heard="问到的都赞成先看看。")
    neighbour.goto(public)
    assert "问到的都赞成先看看" in neighbour.inner_text("main")

    branch.goto(f"{town.address}/desk/matters/{number}")
    branch.locator("a[href*='/desk/meetings/new']").first.click()
    branch.wait_for_load_state()
    rule = branch.locator("[name=rule][value=consultation]")
    if rule.get_attribute("type") == "radio":
        rule.check()
    day = datetime.date.today() + datetime.timedelta(days=6)
    branch.fill("[name=title]", title)
    branch.fill("[name=day]", day.isoformat())
    branch.fill("[name=venue]", "党群驿站")
    branch.fill("[name=agenda]", "看照片\n商量")
    branch.click("main form button[type=submit]")
    branch.wait_for_url(re.compile(r"/desk/meetings/\d+$"))
    neighbour.goto(public)
    text = neighbour.inner_text("main")
    assert "党群驿站" in text, "the meeting stands on the page before it is held"
    assert "演示·" not in text


@pytest.mark.parametrize("size,language,scheme", LOOKS)
def test_every_stage_for_everyone(town, open_page, size, language, scheme):
    page = open_page(size, language=language, scheme=scheme)
    board = f"{town.street}/boards/deliberation"
    page.goto(board)
    links = page.eval_on_selector_all(".board-card h3 a", "all => all.map(a => a.href)")
    assert len(set(links)) >= 5
    found = []
    for address in [board, f"{town.street}/raise/deliberation"] + sorted(set(links)):
        page.goto(address)
        open_forms(page)
        found += findings(page)
        assert sideways(page) <= 0, f"{page.url} scrolls sideways"
        assert "演示·" not in page.inner_text("main")
    assert not found, "\n".join(found)


def test_the_branch_finds_every_stage_at_its_desk(town, desk, open_page):
    reader = open_page(LAPTOP)
    reader.goto(f"{town.street}/boards/deliberation")
    links = reader.eval_on_selector_all(".board-card h3 a", "all => all.map(a => a.href)")
    page = desk("secretary", LAPTOP)
    found = []
    for number in sorted({link.rsplit("/", 1)[1] for link in links}):
        page.goto(f"{town.address}/desk/matters/{number}")
        open_forms(page)
        found += findings(page)
        assert sideways(page) <= 0, f"{page.url} scrolls sideways"
    assert not found, "\n".join(found)
