"""Activities from the announcement to the certificate, and a matter that finds a helper."""

import datetime

from conftest import PHONE
from looks import findings


def announce(town, desk, title, days=2):
    page = desk("secretary")
    page.goto(f"{town.address}/desk/activities/new")
    page.select_option("[name=kind]", "cleaning")
    page.fill("[name=title]", title)
    day = datetime.date.today() + datetime.timedelta(days=days)
    page.fill("[name=day]", day.isoformat())
    page.fill("[name=venue]", "三号楼前")
    page.fill("[name=places]", "1")
    page.fill("[name=about]", "带手套来，一起把楼道口扫干净。")
    page.click("main form button[type=submit]")
    page.wait_for_url("**/desk/activities/*")
    return page, page.url.split("/")[-1]


def test_the_last_place_and_the_one_who_waits(town, desk):
    page, number = announce(town, desk, "扫楼道口")
    first, second = desk("volunteer", PHONE), desk("volunteer2", PHONE)
    for person in (first, second):
        person.goto(f"{town.address}/desk/activities/{number}")
        person.locator(f"form[action$='/{number}/place'] button").click()
        person.wait_for_url("**/desk/activities/*")
    assert "您有名额" in first.inner_text("main")
    assert "候补第一位" in second.inner_text("main")
    assert not findings(second)
    first.locator("form[action$='/withdrawal'] button").click()
    second.reload()
    assert "您有名额" in second.inner_text("main")
    page.reload()
    assert "演示·方志愿" in page.inner_text("main") and "演示·林志愿" not in page.inner_text("main")


def test_an_activity_that_is_wrong_comes_back_filled(town, desk):
    page = desk("secretary")
    page.goto(f"{town.address}/desk/activities/new")
    page.fill("[name=title]", "没有日子的活动")
    page.fill("[name=venue]", "三号楼前")
    page.fill("[name=about]", "打 13800009999 报名")
    page.evaluate("document.querySelector('main form').noValidate = true")
    page.click("main form button[type=submit]")
    assert page.input_value("[name=title]") == "没有日子的活动"
    assert page.locator(".has-problem, .problem").count() >= 2


def test_everyone_reads_numbers_and_no_names(town, open_page):
    page = open_page(PHONE)
    page.goto(f"{town.address}/checheng-road/activities")
    page.click(".activity a >> nth=0")
    text = page.inner_text("main")
    assert "演示·林志愿" not in text and "我要报名" in text


def test_a_helper_is_asked_and_decides(town, desk):
    volunteer = desk("volunteer2")
    volunteer.goto(f"{town.address}/desk/service/help")
    for kind in volunteer.locator("[name=kinds]").all():
        kind.check()
    volunteer.locator("[name=times]").nth(15).check()
    volunteer.fill("[name=most]", "10")
    volunteer.click("main form button[type=submit] >> nth=0")
    volunteer.wait_for_url("**/desk/service")
    page = desk("secretary")
    page.goto(f"{town.address}/desk/matching")
    assert "演示·方志愿" in page.inner_text("main")
    page.click("#send > button")
    page.wait_for_url("**sent=**")
    volunteer.goto(f"{town.address}/desk/service")
    asked = volunteer.locator(".invitation").count()
    assert asked >= 1
    volunteer.locator(".invitation form button").first.click()
    volunteer.wait_for_url("**/desk/service")
    assert volunteer.locator(".invitation").count() == asked - 1
