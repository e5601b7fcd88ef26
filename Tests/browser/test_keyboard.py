"""Tab, Enter, Space, Escape and the arrows reach everything, and show where one is."""

import pytest

from conftest import LAPTOP, PHONE

# What the focused element shows: its own outline, or that of the card or row it stands in.
AT = """() => {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    const shows = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    let seen = shows(getComputedStyle(at)) || shows(getComputedStyle(at, "::after"));
    for (let up = at.parentElement; up && !seen && up !== document.body; up = up.parentElement) {
        seen = up.matches(".card-choice, .photo-drop") && shows(getComputedStyle(up));
    }
    const box = at.getBoundingClientRect();
    return { tag: at.tagName, name: at.name ?? "", value: at.value ?? "", id: at.id,
        href: at.getAttribute("href") ?? "", words: (at.innerText ?? "").trim(),
        html: at.outerHTML.slice(0, 120), seen,
        sized: box.width > 0 && box.height > 0, inView: box.bottom > 0 && box.top < innerHeight };
}"""
# Every stop is marked, so that a second visit or a place left out shows.
MARK = """() => {
    const at = document.activeElement;
    const count = Number(at.dataset.stop ?? 0) + 1;
    at.dataset.stop = count;
    return count;
}"""
STOPS_MAX = 400


def at(page):
    return page.evaluate(AT)


def tab_to(page, wanted, key="Tab"):
    """Presses Tab until the wanted stop; each stop on the way is on the page and is seen."""
    for _ in range(STOPS_MAX):
        page.keyboard.press(key)
        here = at(page)
        if here is None:
            continue
        assert here["sized"] and here["inView"], f"out of sight: {here['html']}"
        assert here["seen"], f"no outline: {here['html']}"
        if wanted(here):
            return here
    raise AssertionError("Tab does not lead there")


def link(end):
    return lambda here: here["tag"] == "A" and here["href"].split("#")[0].endswith(end)


def field(name, value=None):
    return lambda here: here["name"] == name and (value is None or here["value"] == value)


def words(said):
    return lambda here: said in here["words"] and here["tag"] in ("BUTTON", "SUMMARY", "A")


def choose(page, name, said):
    """Opens no list: letters and arrows choose in a closed one."""
    tab_to(page, field(name))
    for _ in range(STOPS_MAX):
        page.keyboard.press("ArrowDown")
        chosen = page.evaluate("document.activeElement.selectedOptions[0].text")
        if said in chosen:
            return
    raise AssertionError(f"the arrows never reach {said}")


def enter_form(page, name, text):
    tab_to(page, field(name))
    page.keyboard.type(text)


def sign_in(page, town, name):
    page.goto(f"{town.address}/sign-in")
    enter_form(page, "name", name)
    enter_form(page, "password", town.password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk")


def test_a_problem_is_reported(town, open_page):
    page = open_page(LAPTOP)
    page.goto(town.street)
    tab_to(page, link("/report"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/report")
    choose(page, "category", "路灯不亮")
    choose(page, "place", "1号楼")
    enter_form(page, "account", "车棚边的路灯坏了三天，晚上推车要摸黑走。")
    tab_to(page, lambda here: here["tag"] == "BUTTON" and "button-first" in here["html"])
    with page.expect_navigation():
        page.keyboard.press("Enter")
    if "/receipt" not in page.url:
        tab_to(page, field("different"))
        page.keyboard.press("Enter")
    page.wait_for_url("**/receipt")
    assert page.inner_text(".receipt-number").strip()


def test_an_opinion_is_spoken(town, open_page):
    page = open_page(PHONE)
    page.goto(f"{town.street}/boards/deliberation")
    listening = page.locator(".board-card", has_text="正在听意见").first.locator("a")
    title = listening.inner_text()
    tab_to(page, words(title))
    page.keyboard.press("Enter")
    page.wait_for_url("**/matters/**")
    # The first is the navigation's.
    tab_to(page, lambda here: here["tag"] == "SUMMARY" and "更多" not in here["words"])
    page.keyboard.press("Enter")
    assert page.locator("details.action[open]").count() == 1
    choice = tab_to(page, lambda here: here["tag"] == "INPUT")
    page.keyboard.press("Space")
    assert page.locator(f"[name='{choice['name']}']:checked").count() == 1
    tab_to(page, lambda here: here["tag"] == "TEXTAREA")
    page.keyboard.type("早上人多，晚上也要有人管。")
    tab_to(page, lambda here: here["tag"] == "BUTTON")
    page.keyboard.press("Enter")
    page.wait_for_url("**done=speak")
    assert "收到了" in page.inner_text(".message-status")
    page.locator("body[data-drafts]").wait_for(state="attached")
    assert page.input_value("#action-speak textarea") == "", "what was sent is no draft any more"


def test_a_request_is_accepted(town, open_page):
    page = open_page(LAPTOP)
    sign_in(page, town, "dispatcher")
    page.goto(f"{town.address}/desk?view=mine&procedure=request&state=submitted")
    tab_to(page, lambda here: "data-row-link" in here["html"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/matters/**")
    tab_to(page, lambda here: here["tag"] == "SUMMARY" and page.evaluate(
        "document.activeElement.closest('#action-accept') !== null"))
    page.keyboard.press("Enter")
    assert page.locator("#action-accept[open]").count() == 1
    tab_to(page, field("triage"))
    page.keyboard.press("ArrowDown")
    assert page.locator("#action-accept [name=triage]:checked").count() == 1
    tab_to(page, lambda here: here["tag"] == "BUTTON" and page.evaluate(
        "document.activeElement.closest('#action-accept form') !== null"))
    page.keyboard.press("Enter")
    page.wait_for_url("**done=accept**")


@pytest.mark.parametrize("path", ["", "/report", "/who", "/boards/order", "/meetings"])
def test_tab_follows_the_page_and_is_never_caught(town, open_page, path):
    page = open_page(PHONE)
    page.goto(town.street + path)
    walk_through(page)


@pytest.mark.parametrize(
    "path", ["/desk?view=places", "/desk/today", "/desk/catalogue", "/desk/places"])
def test_tab_follows_the_desk_and_is_never_caught(town, desk, path):
    page = desk("dispatcher", LAPTOP)
    page.goto(town.address + path)
    page.locator("body[data-keys]").wait_for()
    walk_through(page)


def walk_through(page):
    """From the first stop to the last: in the order of the page, each once, each one seen."""
    page.keyboard.press("Tab")
    assert "skip" in at(page)["html"], "the first stop leads past the head"
    page.evaluate(MARK)
    for _ in range(STOPS_MAX):
        before = page.evaluate_handle("document.activeElement")
        page.keyboard.press("Tab")
        here = at(page)
        if here is None:
            break
        assert here["seen"], f"no outline: {here['html']}"
        assert here["sized"] and here["inView"], f"out of sight: {here['html']}"
        if page.evaluate(MARK) > 1:
            # Past the end a browser starts again at the top; anything else is a trap.
            assert "skip" in here["html"], f"visited twice: {here['html']}"
            break
        follows = before.evaluate(
            "old => Boolean(old.compareDocumentPosition(document.activeElement) & 4)")
        assert follows, f"out of order: {here['html']}"
    left_out = page.evaluate("""() => {
        const names = "a[href], button, input:not([type=hidden]), select, textarea, summary";
        return [...document.querySelectorAll(names)].filter((part) => {
            if (part.dataset.stop || part.disabled || part.tabIndex < 0) return false;
            if (part.type === "radio") return false;
            return part.checkVisibility({ visibilityProperty: true });
        }).map((part) => part.outerHTML.slice(0, 120));
    }""")
    assert not left_out, f"never reached: {left_out[:3]}"


def test_the_skip_link_skips(town, desk):
    page = desk("dispatcher", LAPTOP)
    page.keyboard.press("Tab")
    assert "skip" in at(page)["html"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_escape_closes_the_menu_and_goes_back_to_it(town, desk):
    page = desk("cross", PHONE)
    page.locator("body[data-keys]").wait_for()
    tab_to(page, lambda here: here["tag"] == "SUMMARY")
    page.keyboard.press("Enter")
    assert page.locator("details.menu[open]").count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.menu-panel') !== null")
    page.keyboard.press("Escape")
    assert page.locator("details.menu[open]").count() == 0
    assert at(page)["tag"] == "SUMMARY"


def test_an_action_closes_with_escape_and_keeps_what_was_typed(town, desk):
    page = desk("dispatcher", LAPTOP)
    page.goto(f"{town.address}/desk?view=mine&procedure=request")
    page.locator("[data-row-link]").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/matters/**")
    page.locator("#action-note > summary").focus()
    page.keyboard.press("Enter")
    enter_form(page, "note", "等下午再去看")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.locator("#action-note[open]").count() == 0
    assert at(page)["tag"] == "SUMMARY"
    assert page.input_value("#action-note [name=note]") == "等下午再去看"
