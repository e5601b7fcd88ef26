"""Every page passes axe (WCAG 2.2 AA) and nothing hangs over its edge: on a phone and a laptop, in
both languages, light and dark, in normal and large print. A new page without a visit fails."""

import re
from datetime import date, timedelta

import pytest

from conftest import LAPTOP, PHONE, ROOT
from looks import COVERING, findings, name_of, shared_out, sideways
from test_main_job import report

PUBLIC = ["", "/report", "/track", "/who", "/notices", "/commons", "/boards/convention", "/your-data", "/map", "/map?z=2&off=units", "/map?grids=1"]
DESK = [
    "/desk", "/desk?view=places", "/desk?view=ended", "/desk/matters/new", "/desk/catalogue",
    "/desk/procedures/request", "/desk/posters", "/desk/procedures", "/desk/calendar",
    "/desk/calendar?amount=3&unit=workingDays&from=2026-09-29&at=10:00", "/desk/catalogue/versions",
    "/desk/catalogue/rules/new", "/desk/catalogue/rules/1",
    "/desk/today", "/desk/news", "/desk/settings", "/desk/views", "/desk/visits/new", "/desk/map",
]
LOOKS = [
    (PHONE, "zh-CN", "light"), (LAPTOP, "en-GB", "light"), (PHONE, "en-GB", "dark"),
    (LAPTOP, "zh-CN", "dark"),
]

# What else there is, by who reads it; `{}` is filled in with what the demo holds.
OTHERS = {
    "everyone": [
        "/sign-in", "/sign-in/recovery", "/sign-in/openid/none/back", "/seals", "/no-such-page/report", "/checheng-road/report?place={place}",
        "/checheng-road/report?category=neighbour.noise", "/checheng-road/raise/deliberation",
        "/checheng-road/raise/order", "/checheng-road/boards/order",
        "/checheng-road/boards/deliberation", "/checheng-road/matters/{order}",
        "/checheng-road/matters/{deliberation}", "/checheng-road/matters/{agreed}",
        "/checheng-road/track/{request}",
        "/checheng-road/meetings", "/checheng-road/meetings/{meeting}", "/checheng-road/diary",
        "/checheng-road/meetings/{joint}", "/checheng-road/boards/resolution",
        "/checheng-road/meetings/{called}",
        "/checheng-road/activities", "/checheng-road/activities/{activity}",
        "/checheng-road/lists", "/checheng-road/boards/need", "/checheng-road/figures",
        "/checheng-road/figures/peers",
        "/checheng-road/certificates", "/checheng-road/certificates?code={certificate}",
        "/checheng-road/certificates?code={letter}",
        "/checheng-road/appraisals", "/checheng-road/appraisals/{appraised}",
        "/checheng-road/commendations/{awarded}", "/checheng-road/points/{building}",
        "/checheng-road/thanks", "/checheng-road/funds/{project}",
        "/checheng-road/matters/{project}",
        "/checheng-road/venues", "/checheng-road/venues/{venue}", "/checheng-road/rooms/{room}",
        "/checheng-road/sittings/{sitting}", "/checheng-road/bookings", "/checheng-road/guides",
        "/checheng-road/guides?q=津贴", "/checheng-road/guides/{guide}", "/checheng-road/overview",
        "/checheng-road/overview?place={place}", "/checheng-road/duty",
        "/checheng-road/duty/{roster}",
    ],
    "resident": ["/checheng-road/receipt", "/checheng-road/track/{reported}",
                 "/checheng-road/bookings/{booked}", "/checheng-road/bookings/{booked}?new=1"],
    "unconfirmed": ["/sign-in/code"],
    "dispatcher": [
        "/desk/matters/{request}", "/desk/matters/{reported}", "/desk/matters/{closed}",
        "/desk/matters/{order}", "/desk/matters/{deliberation}", "{bulk}", "{bulkResult}",
        "/desk?view=places&q=no-such-thing", "/desk/posters/{posterPlace}", "/desk/notices",
        "/desk/commons", "/desk/exchanges", "/desk/exchanges/hotline",
        "/desk/exchanges/hotline?aside=1", "/desk/exchanges?exchange=hotline&number=none",
        "/desk/catalogue/comparison?from=1&to=2", "/desk/catalogue/publication", "{routing}",
        "/desk/places", "/desk/places?q=楼", "/desk/places/{place}", "/desk/bodies",
        "/desk/bodies?kind=grid", "/desk/bodies/{body}", "/desk/bodies/new",
        "/sign-in/password", "/sign-in/authenticator", "/desk/sign-in", "/desk/records",
        "/desk/reports", "/desk/reports/{drawn}", "/desk/reports/{frozen}",
        "/desk/reports/{frozen}/paper", "/desk/figures/requestsOpened",
    ],
    "secretary": [
        "/desk/matters/{raised}", "/desk/matters/{deliberation}", "/desk/meetings",
        "/desk/meetings/new",
        "/desk/meetings/{meeting}", "/desk/meetings/{called}", "/desk/meetings/{opened}",
        "/desk/meetings/{called}/notice", "/desk/meetings/{meeting}/minutes",
        "/desk/activities", "/desk/activities/new", "/desk/activities/{activity}",
        "/desk/activities/{held}", "/desk/matching", "/desk/lists",
        "/desk/figures", "/desk/figures/requestsOpened", "/desk/figures/onTimeRate",
        "/desk/figures/places", "/desk/figures/places?place={place}",
        "/desk/agreements", "/desk/agreements?show=unsigned", "/desk/agreements/{agreement}",
        "/desk/funds", "/desk/funds/{project}", "/desk/funds/{project}/paper",
        "/desk/funds/sources/fiscal", "/desk/funds/sources/fiscal/paper", "/desk/thanks",
        "/desk/registration/register", "/desk/registration/register?show=reported",
        "/desk/registration/register/{enrolled}", "/desk/registration/register/{enrolling}",
        "/desk/units", "/desk/units/{unit}", "/desk/units/{unit}/letters/{letter}",
        "/desk/call-ups/new", "/desk/call-ups/{callUp}",
        "/desk/diary", "/desk/grids", "/desk/grids/{plan}", "/desk/grids/{plan_draft}", "/desk/venues", "/desk/venues/new", "/desk/venues/{venue}",
        "/desk/rooms/{room}", "/desk/bookings/{booked}", "/desk/sittings",
        "/desk/sittings/{sitting}", "/desk/canteens/{venue}", "/desk/canteens/{venue}/paper",
        "/desk/lines", "/desk/lines/decideTogether",
        "/desk/rosters", "/desk/rosters/new", "/desk/rosters/{roster}",
        "/desk/rosters/{roster}/paper?names=1",
        "/desk/guides", "/desk/guides/new", "/desk/guides/{guide}",
        "/desk/imports", "{sent}", "{taken_table}",
        "/desk/overview", "/desk/overview?view=line", "/desk/overview?view=duty",
        "/desk/overview/paper",
        "/desk/alliances", "/desk/alliances/{alliance}", "/desk/alliances/{alliance}/rota",
        "/desk/alliances/{alliance}/meetings/new",
        "/desk/meetings/{joint}", "/desk/meetings/{council}", "/desk/meetings/{joint}/minutes",
    ],
    "property": ["/desk/matters/{mine}", "/desk/pairings"],
    "community": [
        "/desk/pairings/kept", "/desk/pairings/new?kind=person", "/desk/pairings/new?kind=card",
        "/desk/pairings/{kept}", "/desk/pairings/{proposed}", "/desk/pairings/{card}/card",
        "/desk/pairings/matrix", "/desk/pairings/coverage",
        "/desk/pairings/coverage?place={place}&role=gridWorker",
    ],
    "volunteer": [
        "/desk/pairings", "/desk/pairings/pledge", "/desk/pairings/{kept}",
        "/desk/activities/{activity}", "/desk/service", "/desk/service/help",
        "/desk/service/certificates/{certificate}",
        "/desk/registration", "/desk/registration/handbook",
        "/desk/registration/handbook?year=2025", "/desk/registration/handbook/summary",
        "/desk/call-ups", "/desk/call-ups/{callUp}",
    ],
    "community2": [
        "/desk/appraisals", "/desk/appraisals/new", "/desk/appraisals/{scheme}",
        "/desk/rounds/{running}", "/desk/rounds/{awarded}", "/desk/sheets/{sheet}",
        "/desk/sheets/{entered}",
    ],
    "liaison": [
        "/desk/offers/new", "/desk/agreements", "/desk/units", "/desk/units/new",
        "/desk/alliances", "/desk/alliances/{alliance}",
        "/desk/units/{unit}", "/desk/call-ups/{callUp}", "/desk/registration/handbook",
    ],
    "grid": ["/desk/matters/{taken}"],
    "cross": ["/desk"],
    "checker": ["/desk/records", "/desk/records/2?check=now", "/desk/records/seals"],
    "admin": [
        "/desk/people", "/desk/people?q=cross", "/desk/people/{person}", "/desk/people/new",
        "/desk/calendar/local", "/desk/profile", "/desk/profile/file?path=profile.yml",
        "/desk/outlets", "/desk/outlets/new?kind=webhook", "/desk/outlets/new?kind=email",
        "/desk/outlets/{outlet}",
        "/desk/keys", "/desk/access-keys",
    ],
}

# What answers GET and is not a page of its own, and why.
NOT_PAGES = {
    "/": "leads to the only neighbourhood", "/at/:word": "leads to the report",
    "/language/:language": "leads back", "/assets/:name": "a file", "/health": "for machines",
    "/:realm/similar": "a part of a page", "/:realm/track/:reference/proof": "a file",
    "/:realm/photographs/:id": "a picture", "/desk/photographs/:id": "a picture",
    "/desk/inbox": "a part of a page", "/desk/live": "a stream",
    "/desk/matters/:reference/story": "a part of a page",
    "/desk/matters/:reference/proof": "a file", "/desk/records/:id/proof": "a file",
    "/desk/today/list": "a part of a page", "/desk/news/bell": "a part of a page",
    "/desk/reports/:id/file": "a file", "/desk/map/part": "a part of a page", "/:realm/map/part": "a part of a page",
    "/desk/places/:place/branch": "a part of a page", "/desk/activities/service": "a file",
    "/desk/grids/:id/table": "a file", "/desk/imports/:id/problems": "a file",
    "/desk/imports/:id/progress": "a part of a page",
    "/desk/exports/:list": "a file", "/sign-in/openid/:name": "leads to another house",
    "/sign-in/openid/:name/end": "needs a provider, which the doors have",
}


def visits():
    yield from (("everyone", f"/checheng-road{path}") for path in PUBLIC)
    yield from (("dispatcher", path) for path in DESK)
    for person, paths in OTHERS.items():
        yield from ((person, path) for path in paths)


class Walk:
    """One window a person, signed in once; what the visits need is looked up or made once."""

    def __init__(self, town, chromium):
        self.town, self.chromium = town, chromium
        self.pages, self.complaints = {}, []
        self.names = {}

    def page(self, person):
        if person not in self.pages:
            page = self.chromium.new_context(viewport=LAPTOP, locale="zh-CN").new_page()
            page.on("pageerror", lambda error: self.complaints.append(str(error)))
            page.on("console", lambda said: self.complaints.append(said.text)
                    if said.type == "error" and "status of 4" not in said.text else None)
            self.pages[person] = page
            if person == "unconfirmed":
                page.goto(f"{self.town.address}/sign-in")
                page.fill("[name=name]", "admin")
                page.fill("[name=password]", self.town.password)
                page.click("main button[type=submit]")
            elif person not in ("everyone", "resident"):
                self.town.sign_in(page, person)
        return self.pages[person]

    def first(self, person, path, selector, pattern=r"([^/?#]+)(?:[?#].*)?$", at=0):
        """The last part of the address behind a link of a page."""
        page = self.page(person)
        page.goto(self.town.address + path)
        link = page.locator(selector).nth(at).get_attribute("href", timeout=3_000)
        return re.search(pattern, link).group(1)

    def look_up(self):
        names, row = self.names, "[data-row-link]"
        desk = "/desk?view=places&procedure="
        board = "/checheng-road/boards/"
        names["request"] = self.first("dispatcher", "/desk?view=mine&procedure=request", row)
        names["closed"] = self.first("dispatcher", "/desk?view=ended&procedure=request", row)
        names["taken"] = self.first("grid", "/desk?view=mine", row)
        names["raised"] = self.first("secretary", desk + "deliberation", row)
        names["mine"] = self.first("property", "/desk?view=mine", row)
        names["order"] = self.first("everyone", board + "order", "main a[href*='/matters/']")
        deliberations = "main a[href*='/matters/']"
        names["deliberation"] = self.first("everyone", board + "deliberation", deliberations)
        names["agreed"] = self.first("everyone", board + "deliberation", deliberations, at=2)
        names["place"] = self.first("dispatcher", "/desk/places?q=小区", ".found-name")
        names["body"] = self.first("dispatcher", "/desk/bodies?kind=grid", ".table tbody a")
        names["person"] = self.first("admin", "/desk/people?q=cross", ".table tbody a")
        names["posterPlace"] = self.first("dispatcher", "/desk/posters", "a.button[href*=posters]")
        pairings = {"kept": "结对", "card": "亲情卡"}
        for name, title in pairings.items():
            names[name] = self.first(
                "community", "/desk/pairings/kept", f".pairing-title:has-text('{title}')")
        names["proposed"] = self.first(
            "community", "/desk/pairings/kept?show=proposed", ".pairing-title")
        meetings = {"meeting": "小区东门", "called": "居务公开", "opened": "电动车集中充电棚",
                    "council": "电梯大修"}
        for name, title in meetings.items():
            titled = f".meeting-title a:has-text('{title}')"
            names[name] = self.first("secretary", "/desk/meetings", titled)
        activities = {"activity": "磨刀", "held": "花坛"}
        for name, title in activities.items():
            titled = f".meeting-title a:has-text('{title}')"
            names[name] = self.first("secretary", "/desk/activities", titled)
        for name, title in {"plan": "现行", "plan_draft": "明年"}.items():
            names[name] = self.first(
                "secretary", "/desk/grids", f".grid-plan a:has-text('{title}')")
        names["project"] = self.first(
            "everyone", board + "project", "main a[href*='/matters/']:has-text('四点半')")
        names["agreement"] = self.first(
            "secretary", "/desk/agreements", "main a[href*='/desk/agreements/']")
        names["alliance"] = self.first(
            "secretary", "/desk/alliances", ".alliance a:has-text('大党委')")
        names["joint"] = self.first(
            "secretary", f"/desk/alliances/{names['alliance']}", ".joint-meetings a", at=1)
        report = "main .table a[href*='/desk/reports/']"
        names["drawn"] = self.first("dispatcher", "/desk/reports", report)
        names["frozen"] = self.first("dispatcher", "/desk/reports", report, at=2)
        self.look_up_appraisal()
        venues = "/checheng-road/venues"
        names["venue"] = self.first("everyone", venues, ".venue a:has-text('岩岭邻里中心')")
        names["room"] = self.first(
            "everyone", f"{venues}/{names['venue']}", ".room-card a[href*='/rooms/']", at=1)
        names["sitting"] = self.first("everyone", venues, "main a[href*='/sittings/']")
        names["guide"] = self.first("everyone", "/checheng-road/guides", ".guide-list a")
        names["roster"] = self.first(
            "everyone", "/checheng-road/duty", "main a[href*='/duty/']:has-text('社区值班')")
        register = "/desk/registration/register"
        row = ".registration-rows a"
        names["enrolled"] = self.first("secretary", register + "?show=here", row)
        names["enrolling"] = self.first("secretary", register, row)
        names["unit"] = self.first("secretary", "/desk/units", row)
        names["callUp"] = self.first("secretary", "/desk/call-ups", ".call-ups h3 a")

    def look_up_appraisal(self):
        names, desk = self.names, "/desk/appraisals"
        names["appraised"] = self.first("everyone", "/checheng-road/appraisals", ".appraisal-card a")
        names["building"] = self.first(
            "everyone", f"/checheng-road/appraisals/{names['appraised']}", "a[href*='/points/']")
        names["scheme"] = self.first("community2", desk, "main a[href*='appraisals/']", at=1)
        names["running"] = self.first("community2", desk, "main a[href*=rounds]")
        names["awarded"] = self.first("community2", desk, "main a[href*=rounds]", at=1)
        running = f"/desk/rounds/{names['running']}"
        names["entered"] = self.first("community2", running, "li:has(strong) > a[href*=sheets]")
        names["sheet"] = self.first(
            "community2", running, "li:not(:has(strong)) > a[href*=sheets]")

    def make(self):
        """A report and its receipt, an action on many, a view under a name, a draft of a rule."""
        names, town = self.names, self.town
        account = "楼前的雨水篦子松了，推婴儿车过去会卡住轮子。"
        names["reported"], word = report(self.page("resident"), town, account, "facility.access")
        page = self.page("dispatcher")
        page.goto(f"{town.address}/desk?view=places&q={names['reported']}")
        page.check(f"[data-select][value='{names['reported']}']")
        page.click("[data-bulk-action][value='request.accept']")
        page.wait_for_url("**/desk/bulk?**")
        names["bulk"] = page.url.removeprefix(town.address)
        page.check("[name=triage][value=onSite]")
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url(re.compile(r"/desk/bulk/\d+"))
        names["bulkResult"] = page.url.removeprefix(town.address)
        page.goto(f"{town.address}/desk?view=places&category=facility")
        page.fill("[name=name]", "设施")
        page.locator("form[action='/desk/views'] button").click()
        page.wait_for_url("**saved=**")
        page.goto(f"{town.address}/desk/catalogue/rules/new")
        for name, index in [("place", 2), ("category", 1), ("lead", 1)]:
            page.select_option(f"[name={name}]", index=index)
        page.fill("[name=basis]", "试点协议第二条")
        page.click("main .form button[type=submit]")
        page.wait_for_url("**/desk/catalogue")
        place = page.locator("form[action*=routing] [name=place] option").nth(3)
        category = page.locator("form[action*=routing] [name=category] option").nth(1)
        names["routing"] = (
            f"/desk/catalogue/routing?place={place.get_attribute('value')}"
            f"&category={category.get_attribute('value')}")
        volunteer = self.page("volunteer")
        volunteer.goto(f"{town.address}/desk/service/help")
        volunteer.locator("[name=kinds]").first.check()
        volunteer.locator("[name=times]").first.check()
        volunteer.locator("main form button[type=submit]").first.click()
        volunteer.wait_for_url("**/desk/service")
        volunteer.locator("form[action='/desk/service/certificates'] button").click()
        volunteer.wait_for_url("**/certificates/**")
        names["certificate"] = volunteer.url.split("/")[-1]
        secretary = self.page("secretary")
        secretary.goto(f"{town.address}/desk/units/{names['unit']}")
        secretary.locator("#act-letter summary").click()
        secretary.fill("#act-letter [name=from]", str(date.today() - timedelta(days=60)))
        secretary.locator("#act-letter form button[type=submit]").click()
        secretary.wait_for_url("**/letters/**")
        names["letter"] = secretary.url.split("/")[-1]
        self.page("resident").locator("main .button-row form button").click()
        self.page("resident").wait_for_url("**/track/**")
        self.book_room()
        self.send_tables()
        self.add_outlet()

    def send_tables(self):
        """A table that waits, with a problem and a column that is not kept, and one written."""
        page = self.page("secretary")
        table = "小区,户数,截至日期,来源,民族\n半山尚小区,{},2026-01-31,社区台账,汉族\n别处,9,2026-01-31,台账,\n"
        for name, count in [("sent", 812), ("taken_table", 813)]:
            page.goto(f"{self.town.address}/desk/imports")
            page.check("[name=noun][value=households]")
            page.set_input_files("[name=file]", {
                "name": "户数.csv", "mimeType": "text/csv",
                "buffer": table.format(count).encode("gbk")})
            page.locator("main form button[type=submit]").click()
            page.wait_for_url(re.compile(r"/desk/imports/\d+$"))
            self.names[name] = page.url.removeprefix(self.town.address)
        page.locator("form[action$=acceptance] button").click()
        page.wait_for_url("**said=taken")

    def add_outlet(self):
        """A chat group to be told, whose host nobody allowed, and a test that did not arrive."""
        page = self.page("admin")
        page.goto(f"{self.town.address}/desk/outlets/new?kind=feishu")
        page.fill("[name=name]", "值班群")
        page.fill("[name=url]", "https://open.feishu.cn/open-apis/bot/v2/hook/demo")
        for event in ("matter.opened", "meeting.convened"):
            page.check(f"[name=events][value='{event}']")
        page.locator("main .form button[type=submit]").click()
        page.wait_for_url(re.compile(r"/desk/outlets/\d+"))
        self.names["outlet"] = re.search(r"/outlets/(\d+)", page.url).group(1)
        page.locator("#action-trial summary").click()
        page.locator("#action-trial button[type=submit]").click()
        page.locator(".chip-cinnabar").wait_for()

    def book_room(self):
        """A neighbour books the first free span of a room's second week."""
        page = self.page("resident")
        page.goto(f"{self.town.address}/checheng-road/rooms/{self.names['room']}")
        page.locator(".room-week [rel=next]").click()
        page.locator(".room-free").first.click()
        page.fill("[name=people]", "5")
        page.fill("[name=phone]", "0719-000-9009")
        page.locator(".room-page details summary").click()
        page.check("[name=agrees]")
        page.locator("form[action*='/rooms/'] button[type=submit]").click()
        page.wait_for_url("**/bookings/**")
        self.names["booked"] = re.search(r"/bookings/([\d-]+)", page.url).group(1)

    def look(self, person, path, look, rules):
        """What is wrong with a page, with everything on it unfolded."""
        page = self.page(person)
        # So tall that the bar at the foot of a phone covers no form.
        page.set_viewport_size({**look.size, "height": 6000})
        page.emulate_media(color_scheme=look.scheme)
        page.context.add_cookies([
            {"name": name, "value": value, "url": self.town.address} for name, value in
            [("linli_language", look.language), ("linli_print", look.print_size)]])
        page.goto(self.town.address + path.format(**self.names))
        page.evaluate("""all => {
            for (const part of document.querySelectorAll(all)) part.open = true;
        }""", "main details:not([open]):not([data-branch])")
        found = findings(page, rules)
        if sideways(page) > 0:
            found.append(f"{page.url} scrolls sideways by {sideways(page)} px")
        return found


@pytest.fixture(scope="module")
def walk(town, chromium):
    walk = Walk(town, chromium)
    walk.look_up()
    walk.make()
    yield walk
    for page in walk.pages.values():
        page.context.close()


@pytest.mark.parametrize("look", COVERING, ids=name_of)
def test_every_page(walk, look):
    found = []
    for (person, path), rules in shared_out(list(visits()), look):
        found += [f"{person} {problem}" for problem in walk.look(person, path, look, rules)]
    assert not found, "\n".join(found)
    assert not walk.complaints


def test_every_route_is_visited():
    """Routes as the lists in `Sources/Web` declare them."""
    declared = re.compile(r'(?m)^\s*\.get\(\s*"(/[^"]*)"')
    routes = {path for file in (ROOT / "Sources" / "Web").rglob("*.swift")
              for path in declared.findall(file.read_text())}
    assert len(routes) >= 60, f"only {len(routes)} routes were found"
    walked = [re.sub(r"[?#].*", "", path) for _, path in visits()]
    walked = [{"{bulk}": "/desk/bulk", "{bulkResult}": "/desk/bulk/1",
               "{routing}": "/desk/catalogue/routing", "{sent}": "/desk/imports/1"}.get(path, path) for path in walked]

    def parts(path):
        return path.strip("/").split("/")

    def answers(route, path):
        named, asked = parts(route), parts(path)
        return len(named) == len(asked) and all(
            name == part or (name.startswith(":") and not any(
                name_at(other, index) == part for other in routes))
            for index, (name, part) in enumerate(zip(named, asked)))

    def name_at(route, index):
        names = parts(route)
        return names[index] if index < len(names) and index > 0 else None

    missing = sorted(
        route for route in routes - set(NOT_PAGES)
        if not any(answers(route, path) for path in walked))
    assert not missing, f"no visit to {missing}"
    assert not set(NOT_PAGES) - routes, f"gone: {sorted(set(NOT_PAGES) - routes)}"


def test_two_settings_always_meet():
    """Whatever two settings a reader has, pages are looked at with both."""
    for one in range(len(COVERING[0])):
        for other in range(one):
            assert len({(str(look[one]), str(look[other])) for look in COVERING}) == 4


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
