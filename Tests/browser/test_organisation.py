"""Places, bodies, people and posts on the desk, as those who keep them in order use them."""

import pytest

from conftest import PHONE


@pytest.fixture
def admin(town, open_page):
    """Signs an administrator in, whose authenticator is set up anew each time."""

    def signed_in():
        page = open_page()
        town.sign_in(page, "admin")
        page.wait_for_url("**/desk/people")
        return page

    return signed_in


def test_the_tree_folds_is_searched_and_leads_to_a_place(town, desk):
    page = desk("dispatcher")
    page.goto(f"{town.address}/desk/places")
    estate = page.get_by_role("link", name="半山尚小区", exact=True)
    assert not estate.is_visible()
    row = page.locator(".twig", has=page.get_by_role("link", name="岩岭社区", exact=True)).last
    row.locator("> details > summary").click()
    assert estate.is_visible()
    page.fill(".list-search [name=q]", "岩岭 3号")
    page.press(".list-search [name=q]", "Enter")
    page.locator(".found-name", has_text="3号楼").first.click()
    page.wait_for_load_state()
    assert "3号楼" in page.inner_text("h1")
    page.locator(".side a", has_text="在区域图里看").click()
    page.wait_for_load_state()
    assert page.locator(".twig-here > .twig-row").is_visible()


def test_a_place_is_added_renamed_and_closed(town, desk):
    page = desk("dispatcher")
    page.goto(f"{town.address}/desk/places?q=半山尚小区")
    page.locator(".found-name").first.click()
    page.click("#action-children > summary")
    page.fill("#action-children [name=name]", "南门岗亭")
    page.click("#action-children button[type=submit]")
    page.wait_for_load_state()
    assert "南门岗亭" in page.inner_text("h1")
    page.click("#action-name > summary")
    page.fill("#action-name [name=name]", "南门服务点")
    page.click("#action-name button[type=submit]")
    page.wait_for_load_state()
    assert "南门岗亭 → 南门服务点" in page.inner_text("main")
    page.go_back()
    estate = page.locator(".way-down a", has_text="半山尚小区")
    estate.click()
    page.wait_for_load_state()
    page.click("#action-closure > summary")
    ties = page.inner_text("#action-closure")
    assert "没办结" in ties and page.locator("#action-closure form").count() == 0


def test_a_person_is_added_and_chooses_a_password(town, admin, open_page):
    page = admin()
    page.goto(f"{town.address}/desk/people/new")
    page.fill("main [name=name]", "演示·新来")
    page.fill("main [name=signIn]", "xin.lai")
    page.select_option("main [name=role]", "gridWorker")
    page.select_option("main [name=body]", label="半山尚小区网格")
    place = page.locator("main [name=place] option", has_text="半山尚小区").first
    page.select_option("main [name=place]", place.get_attribute("value"))
    page.locator("main form[method=post] button[type=submit]").last.click()
    page.wait_for_load_state()
    password = page.inner_text("[data-once]")

    own = open_page(PHONE)
    own.goto(f"{town.address}/sign-in")
    own.fill("[name=name]", "xin.lai")
    own.fill("[name=password]", password)
    own.click("main button[type=submit]")
    own.wait_for_url("**/sign-in/password")
    own.fill("[name=current]", password)
    own.fill("[name=new]", "每天早上走三圈小区")
    own.fill("[name=again]", "每天早上走三圈小区")
    own.locator("main button[type=submit]").first.click()
    own.wait_for_load_state()
    if own.url.endswith("/password"):
        own.fill("[name=current]", password)
        own.fill("[name=new]", "每天早上走三圈小区，一圈不少")
        own.fill("[name=again]", "每天早上走三圈小区，一圈不少")
        own.locator("main button[type=submit]").first.click()
    own.wait_for_url("**/desk")
    page.reload()
    assert password not in page.content(), "a password is shown once"


def test_a_key_opens_the_posts_and_enter_switches(town, desk):
    page = desk("cross")
    page.locator("body[data-keys]").wait_for()
    before = page.inner_text(".who")
    page.keyboard.press("p")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    page.wait_for_function("old => document.querySelector('.who').innerText !== old", arg=before)
    assert "网格员" in page.inner_text(".who")
    phone = desk("cross", PHONE)
    assert "现在是" in phone.inner_text(".acting")


def test_without_scripts_a_branch_is_a_page(town, desk):
    page = desk("dispatcher", PHONE, scripts=False)
    page.goto(f"{town.address}/desk/places")
    row = page.locator(".twig", has=page.get_by_role("link", name="岩岭社区", exact=True)).last
    row.locator("> details > summary").click()
    page.get_by_role("link", name="半山尚小区", exact=True).click()
    page.wait_for_load_state()
    assert "半山尚小区" in page.inner_text("h1")
