"""Meetings: called by the rule, opened, voted on, closed and read by everyone."""

import datetime
import re

from conftest import LAPTOP, PHONE


def open_meeting(page, town, title):
    page.goto(f"{town.address}/desk/meetings")
    page.locator(".meeting-title a", has_text=title).click()
    page.wait_for_url(re.compile(r"/desk/meetings/\d+$"))


def send(page, act, **answers):
    page.click(f"#act-{act} > summary")
    for name, value in answers.items():
        page.fill(f"#act-{act} [name={name}]", value)
    page.click(f"#act-{act} form button[type=submit]")
    page.wait_for_load_state()


def test_a_meeting_from_its_notice_to_its_cancellation(town, desk):
    page = desk("secretary", PHONE, scripts=False)
    page.goto(f"{town.address}/desk/meetings/new")
    page.check("[name=rule][value=residentsMeeting]")
    day = datetime.date.today() + datetime.timedelta(days=5)
    page.fill("[name=title]", "楼道要不要加扶手")
    page.fill("[name=day]", day.isoformat())
    page.fill("[name=venue]", "社区活动室")
    page.fill("[name=agenda]", "听说明\n表决")
    page.click("main form button[type=submit]")
    # Ten days of notice: refused, nothing typed is lost.
    assert "最早可以定在" in page.inner_text("[role=alert]")
    assert page.input_value("[name=agenda]") == "听说明\n表决"
    page.fill("[name=day]", (day + datetime.timedelta(days=10)).isoformat())
    page.click("main form button[type=submit]")
    page.wait_for_url(re.compile(r"/desk/meetings/\d+$"))
    assert "已通知" in page.inner_text("main")
    send(page, "cancellation", reason="改到下个月")
    assert "改到下个月" in page.inner_text("main")


def test_a_meeting_is_held_and_its_arithmetic_is_read_by_everyone(town, desk, open_page):
    page = desk("secretary", LAPTOP)
    open_meeting(page, town, "电动车集中充电棚放在哪里")
    send(page, "opening", entitled="40", present="19")
    assert "还差 1 位" in page.inner_text("[role=alert]")
    page.fill("#act-opening [name=present]", "26")
    page.click("#act-opening form button[type=submit]")
    page.wait_for_load_state()
    send(page, "motions", text="放在西门岗亭旁边", inFavour="13", against="10", abstained="3")
    assert "没有通过" in page.inner_text(".motion")
    send(page, "motions", text="放在三号楼北侧", inFavour="14", against="9", abstained="3")
    assert "要超过 1/2，就是至少 14 人：通过" in page.inner_text("main")
    send(page, "closure", minutes="物业两周内出图。")
    number = page.url.rsplit("/", 1)[1]
    page.goto(f"{page.url}/minutes")
    assert "主持人" in page.inner_text("main")
    everyone = open_page(PHONE)
    everyone.goto(f"{town.street}/meetings/{number}")
    text = everyone.inner_text("main")
    assert "到会 26 人，赞成 14 人" in text
    assert "物业两周内出图" not in text


def test_the_sheets_fit_one_page(town, desk):
    page = desk("secretary", LAPTOP)
    for title, sheet in [("居务公开", "notice"), ("小区东门", "minutes")]:
        open_meeting(page, town, title)
        page.goto(f"{page.url}/{sheet}")
        pdf = page.pdf(format="A4", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) == 1, sheet
