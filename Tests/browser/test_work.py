"""A working day: many at once, the keys, drafts without a line, today and the bell."""

import re

from conftest import LAPTOP, PHONE

from test_accessibility import findings, sideways
from test_main_job import report


def fresh(town, open_page, account, category="environment.litter"):
    return report(open_page(PHONE), town, account, category)[0]


def test_three_are_accepted_at_once(town, open_page, desk):
    numbers = [fresh(town, open_page, f"第{number}个垃圾桶满了，没有人来清。") for number in "一二三"]
    page = desk("dispatcher")
    page.goto(f"{town.address}/desk?view=places&category=environment.litter")
    page.locator("body[data-choosing]").wait_for()
    assert not page.locator(".bulk-bar").is_visible()
    for number in numbers:
        page.check(f"[data-select][value='{number}']")
    assert page.locator("[data-bulk-count]").inner_text().startswith("已选 3")
    page.click("[data-bulk-action][value='request.accept']")
    page.wait_for_url("**/desk/bulk?**")
    assert not findings(page)
    assert page.locator(".bulk-row").count() == 3
    assert "待受理 → 待派单" in page.inner_text("main")
    page.check("[name=triage][value=onSite]")
    page.locator(".bulk-row [name=matter]").nth(2).uncheck()
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/desk/bulk/\d+"))
    assert page.locator("[data-row]").count() == 2
    assert not findings(page)
    page.reload()
    assert page.locator("[data-row]").count() == 2
    page.goto(f"{town.address}/desk?q={numbers[2]}")
    assert "待受理" in page.inner_text("[data-row]")


def test_without_scripts_rows_are_chosen_too(town, open_page, desk):
    number = fresh(town, open_page, "广场的花箱倒在路中间，挡着轮椅。", "environment.green")
    page = desk("dispatcher", PHONE, scripts=False)
    page.goto(f"{town.address}/desk?view=places&category=environment.green&light=green")
    page.check(f"[data-select][value='{number}']")
    page.click("[data-bulk-action][value='request.merge']")
    page.wait_for_load_state()
    assert "请至少选两件" in page.inner_text("main")
    assert sideways(page) <= 0


def test_the_keys_choose_rows_and_go_places(town, desk):
    page = desk("dispatcher", LAPTOP)
    page.goto(f"{town.address}/desk?view=mine")
    page.locator("body[data-keys][data-choosing]").wait_for()
    # Not every kind of matter can be done together with others: to three in a row that can.
    can = page.evaluate("""() => [...document.querySelectorAll("[data-rows] [data-row-link]")].map(
        (link) => link.closest("li")?.querySelector("[data-select]") != null)""")
    start = next(at for at in range(len(can)) if all(can[at:at + 3]) and len(can) >= at + 3)
    for _ in range(start + 1):
        page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("X")
    assert page.locator("[data-select]:checked").count() == 3
    page.keyboard.press("x")
    assert page.locator("[data-select]:checked").count() == 2
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_url("**/desk/today")
    page.locator("body[data-keys]").wait_for()
    page.keyboard.press("g")
    page.keyboard.press("i")
    page.wait_for_url("**/desk")
    page.locator("body[data-keys]").wait_for()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/matters/**")
    first = page.url
    page.locator("body[data-keys]").wait_for()
    page.keyboard.press("]")
    page.wait_for_url(lambda url: url != first)
    page.locator("body[data-keys]").wait_for()
    page.keyboard.press("e")
    assert page.locator("details.action[open]").count() == 1
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("u")
    page.wait_for_url("**/desk")


def test_keys_are_left_alone_while_typing_and_can_be_switched_off(town, desk):
    page = desk("checker", LAPTOP)
    page.goto(f"{town.address}/desk")
    page.locator("body[data-keys]").wait_for()
    page.fill("[data-search]", "")
    page.keyboard.type("gtjx?")
    assert page.input_value("[data-search]") == "gtjx?"
    page.goto(f"{town.address}/desk/settings")
    page.uncheck("[name=singleKeys]")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/desk/settings?saved=yes")
    page.locator("body[data-keys=off]").wait_for()
    page.keyboard.press("?")
    assert page.locator("dialog.overlay").count() == 0
    page.click("details.menu > summary")
    page.click("[data-keys-open]")
    assert page.locator("dialog.overlay").is_visible()


def test_a_draft_survives_without_a_line(town, open_page, desk):
    number = fresh(town, open_page, "楼下的井盖松了，车一过就响。", "facility.drain")
    page = desk("dispatcher", PHONE)
    page.goto(f"{town.address}/desk/matters/{number}?action=note")
    page.locator("body[data-drafts]").wait_for(state="attached")
    page.fill("#action-note [name=note]", "已经叫人去看，写到一半断网了")
    page.context.set_offline(True)
    page.click("#action-note form button[type=submit]")
    page.locator(".draft-notice[data-kind=offline]").wait_for()
    assert "没有网络" in page.inner_text(".draft-notice[data-kind=offline]")
    assert page.input_value("#action-note [name=note]") == "已经叫人去看，写到一半断网了"
    page.context.set_offline(False)
    page.reload()
    page.locator("#action-note .draft-notice[data-kind=restored]").wait_for()
    assert page.input_value("#action-note [name=note]") == "已经叫人去看，写到一半断网了"
    assert not findings(page)
    page.click("#action-note form button[type=submit]")
    page.wait_for_url("**done=note")
    assert "已经叫人去看，写到一半断网了" in page.inner_text("main")
    page.goto(f"{town.address}/desk/matters/{number}?action=note")
    page.locator("body[data-drafts]").wait_for(state="attached")
    assert page.input_value("#action-note [name=note]") == ""


def kept(page):
    return page.evaluate("JSON.stringify(localStorage)")


def test_drafts_hold_no_contact_and_go_on_signing_out(town, desk):
    page = desk("grid", PHONE)
    page.goto(f"{town.address}/desk/matters/new")
    page.locator("body[data-drafts]").wait_for(state="attached")
    page.fill("[name=account]", "三号楼的扶手松了")
    page.fill("[name=reporterName]", "演示居民甲")
    page.fill("[name=reporterPhone]", "0719-000-0098")
    page.goto(f"{town.address}/desk/today")
    text = kept(page)
    assert "三号楼的扶手松了" in text
    assert "演示居民甲" not in text and "0719" not in text
    page.click("details.menu > summary")
    page.locator("form[action='/sign-out'] button").click()
    page.wait_for_url("**/sign-in")
    assert "三号楼的扶手松了" not in kept(page)


def test_the_bell_hears_of_a_new_matter(town, open_page, desk):
    page = desk("dispatcher", LAPTOP)
    page.goto(f"{town.address}/desk/settings")
    page.fill("[name=quietFrom]", "00:00")
    page.fill("[name=quietUntil]", "00:00")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**saved=yes")
    page.goto(f"{town.address}/desk/news")
    seen = page.locator("form[action='/desk/news/seen'] button")
    if seen.count():
        seen.click()
        page.wait_for_url("**/desk/news")
    page.locator("body[data-line=up]").wait_for()
    assert page.get_attribute("[data-bell-state]", "data-count") == "0"
    fresh(town, open_page, "健身器材的螺丝松了，孩子在上面玩。", "facility.access")
    page.locator("[data-bell-state]:not([data-count='0'])").wait_for(timeout=10_000)
    page.wait_for_function("document.title.startsWith('(')")


def test_a_view_is_kept_in_the_rail(town, desk):
    page = desk("community", LAPTOP)
    page.goto(f"{town.address}/desk?view=places&category=facility")
    page.fill("[name=name]", "设施")
    page.locator("form[action='/desk/views'] button").click()
    page.wait_for_url("**saved=**")
    current = page.locator(".rail a[aria-current=page]")
    assert current.inner_text() == "设施"
    page.goto(f"{town.address}/desk/views")
    assert not findings(page)
    page.locator("form[action$='/removal'] button").click()
    page.wait_for_load_state()
    assert page.locator(".rail a", has_text="设施").count() == 0
