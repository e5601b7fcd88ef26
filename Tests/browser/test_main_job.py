"""The main job, as people do it: raised on a phone, handled at the desk, closed, read and proved."""

import json
import re
import subprocess

from conftest import LAPTOP, LINLI, PHONE

ACCOUNT = "三号楼西边的下水道堵了，污水漫到路上，老人走不过去。"


def act(page, town, reference, action, **answers):
    page.goto(f"{town.address}/desk/matters/{reference}")
    page.click(f"#action-{action} > summary")
    for name, value in answers.items():
        fill(page, f"#action-{action} [name={name}]", value)
    page.click(f"#action-{action} form button[type=submit]")
    page.wait_for_load_state()
    assert page.query_selector("[role=alert]") is None, page.inner_text("[role=alert]")


def fill(page, selector, value):
    kind = page.eval_on_selector(selector, "e => e.type")
    if kind == "radio":
        page.check(f"{selector}[value={value}]")
    elif kind.startswith("select"):
        page.select_option(selector, label=value)
    else:
        page.fill(selector, value)


def report(page, town, account=ACCOUNT, category="facility.drain", contact=False):
    page.goto(f"{town.street}/report")
    page.select_option("[name=category]", category)
    place = page.locator("[name=place] option", has_text="1号楼").first.get_attribute("value")
    page.select_option("[name=place]", place)
    page.fill("[name=account]", account)
    if contact:
        page.fill("[name=reporterName]", "演示居民")
        page.fill("[name=reporterPhone]", "0719-000-0099")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()
    if "/receipt" not in page.url:
        page.click("button[name=different]")
    page.wait_for_url("**/receipt")
    number = page.inner_text(".receipt-number").strip()
    word = page.inner_text(".receipt-word").strip()
    assert re.fullmatch(r"\d\d-\d{5,}-\d", number)
    assert re.fullmatch(r"[a-z]{8}", word)
    return number, word


def follow(page, town, number, word):
    page.goto(f"{town.street}/track")
    page.fill("[name=reference]", number)
    page.fill("[name=word]", word)
    page.click("main form button[type=submit]")
    page.wait_for_url(f"**/track/{number}")


def test_a_request_goes_all_the_way(town, open_page, desk):
    dispatcher = desk("dispatcher")
    dispatcher.goto(f"{town.address}/desk?view=places")
    # A list that is full would hide the new row: look for exactly this street's drain.
    dispatcher.goto(f"{town.address}/desk?view=places&category=facility.drain")
    before = dispatcher.locator("[data-row]").count()

    resident = open_page(PHONE)
    number, word = report(resident, town, contact=True)
    dispatcher.locator(".matter-ref", has_text=number).wait_for(timeout=10_000)
    assert dispatcher.locator("[data-row]").count() == before + 1

    act(dispatcher, town, number, "accept", triage="onSite")
    act(dispatcher, town, number, "dispatch", lead="城市管理办公室")
    department = desk("department")
    act(department, town, number, "receive")
    act(department, town, number, "contact", contactWay="phone")
    act(department, town, number, "finish", result="solved", message="已经疏通，路面也冲洗干净了。")
    act(desk("checker"), town, number, "passCheck", finding="现场看过，不再漫水。")
    act(desk("callback"), town, number, "confirmSolved", satisfaction="satisfied")

    reader = open_page(PHONE)
    follow(reader, town, number, word.upper())
    story = reader.inner_text("main")
    assert "已经疏通，路面也冲洗干净了。" in story
    assert "城市管理办公室" in story
    assert "演示·" not in story, "residents read which office acted, never which person"

    subprocess.run([LINLI, "seal", "--data", town.data], check=True, capture_output=True)
    proof = reader.request.get(f"{town.street}/track/{number}/proof")
    assert proof.ok
    assert len(proof.json()["proofs"]) >= 8
    file = town.data / "proof.json"
    file.write_text(json.dumps(proof.json()))
    checked = subprocess.run(
        [LINLI, "verify", "--proof", file], capture_output=True, text=True, cwd="/")
    assert checked.returncode == 0, checked.stderr


def test_without_scripts_the_same_works(town, open_page):
    resident = open_page(PHONE, scripts=False)
    number, word = report(resident, town, "楼道里堆满了纸箱，走路要侧着身子。", "environment.clutter")
    follow(resident, town, number, word)
    assert "楼道里堆满了纸箱" in resident.inner_text("main")


def test_an_emergency_is_told_to_call(town, open_page):
    resident = open_page(PHONE)
    resident.goto(f"{town.street}/report")
    resident.select_option("[name=category]", "safety.wiring")
    place = resident.locator("[name=place] option", has_text="1号楼").first.get_attribute("value")
    resident.select_option("[name=place]", place)
    resident.fill("[name=account]", "楼下着火了，冒烟很大")
    resident.locator("main form button[type=submit]").last.click()
    resident.wait_for_load_state()
    assert resident.locator("a[href='tel:119']").first.is_visible()


def test_a_wrong_check_word_opens_nothing(town, open_page):
    stranger = open_page(PHONE)
    number, _ = report(open_page(PHONE), town, "路灯一闪一闪的，晚上看不清路。", "facility.light")
    stranger.goto(f"{town.street}/track")
    stranger.fill("[name=reference]", number)
    stranger.fill("[name=word]", "babababa")
    stranger.click("main form button[type=submit]")
    stranger.wait_for_load_state()
    assert "路灯一闪一闪" not in stranger.inner_text("main")
    stranger.goto(f"{town.street}/track/{number}")
    assert "路灯一闪一闪" not in stranger.inner_text("main")


def test_the_code_of_a_building_knows_its_place(town, desk, open_page):
    grid = desk("secretary")
    grid.goto(f"{town.address}/desk/posters")
    grid.locator("a.button", has_text="打印").nth(3).click()
    grid.wait_for_load_state()
    assert grid.locator(".poster-code svg").is_visible()
    assert grid.locator(".poster-code svg path").count() == 1


def test_keys_walk_the_inbox(town, desk):
    page = desk("dispatcher", LAPTOP)
    page.goto(f"{town.address}/desk?view=places")
    page.locator("body[data-keys]").wait_for()
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator("[data-row]").nth(1).locator("[data-row-link]")
    assert second.evaluate("e => e === document.activeElement")
    page.keyboard.press("?")
    assert page.locator("dialog.overlay").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.locator("[data-search]").evaluate("e => e === document.activeElement")
