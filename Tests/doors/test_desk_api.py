"""The desk for programs: its description, and calls made up from it that must all be answered as it
says."""

import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from openapi_spec_validator import OpenAPIV31SpecValidator

CHECKS = ("not_a_server_error,status_code_conformance,content_type_conformance,"
          "response_schema_conformance")
SEED, EXAMPLES, PARTS = 20261126, 2, 8


def key_of(town, name, scope):
    """Makes a key at the desk, as whoever signs in does."""
    person = requests.Session()
    signed = person.post(
        f"{town.address}/sign-in", data={"name": name, "password": town.password})
    assert signed.ok
    page = person.get(f"{town.address}/desk/keys").text
    post = re.search(r'name="post".*?<option value="(\d+)"', page, re.S).group(1)
    made = person.post(f"{town.address}/desk/keys", data={
        "name": "schemathesis", "post": post, "scope": scope, "days": "2"})
    return re.search(r"linli-desk-[0-9a-f]+", made.text).group(0)


@pytest.fixture(scope="module")
def base(town):
    return f"{town.address}/api/v1/checheng-road"


@pytest.fixture(scope="module")
def program(town):
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {key_of(town, 'dispatcher', 'act')}"
    return session


@pytest.fixture(scope="module")
def described(town):
    return requests.get(f"{town.address}/api/v1/openapi.json").json()


def test_the_description_is_valid(described):
    OpenAPIV31SpecValidator(described).validate()
    for path, item in described["paths"].items():
        for method, operation in item.items():
            if method != "parameters":
                assert operation["summary"], f"{method} {path}"


def test_the_cursor_walks_every_open_matter_once(base, program):
    seen, page = [], f"{base}/matters?view=places&limit=7"
    while page:
        answer = program.get(page).json()
        seen += [item["reference"] for item in answer["items"]]
        page = answer["next"]
    assert len(seen) > 20 and len(seen) == len(set(seen))


def test_a_matter_goes_its_way_under_its_versions(base, program):
    place = program.get(f"{base}/places").json()["items"][0]["id"]
    opened = program.post(f"{base}/matters", headers={"Idempotency-Key": '"door-1"'}, json={
        "procedure": "request", "answers": {
            "onBehalf": "phone", "category": "facility.light", "place": place,
            "account": "程序登记的：路灯不亮。"}})
    assert opened.status_code == 201, opened.text
    at = f"{base}/matters/{opened.json()['reference']}"
    matter = program.get(at)
    assert matter.json()["state"] == "submitted"
    deed = {"answers": {"title": "路灯", "category": "facility.light", "urgency": "general",
                        "triage": "onSite", "message": "已受理。"}}
    assert program.post(f"{at}/actions/accept", json=deed).status_code == 428
    tag = {"If-Match": matter.headers["ETag"]}
    done = program.post(f"{at}/actions/accept", json=deed, headers=tag)
    assert done.status_code == 200 and done.json()["state"] == "accepted", done.text
    assert program.post(f"{at}/actions/accept", json=deed, headers=tag).status_code in (409, 412)
    held = program.get(at).headers["ETag"]
    assert held.split(".")[0] == done.headers["ETag"].rstrip('"')
    assert program.get(at, headers={"If-None-Match": held}).status_code == 304
    english = program.get(at, headers={"If-None-Match": held, "Accept-Language": "en"})
    assert english.status_code == 200 and english.headers["ETag"] != held


def known(base, program):
    """What there is, so that made-up calls find something."""
    def ids(path, name="id"):
        items = program.get(f"{base}{path}").json()["items"][:5]
        # A file of a thing holds it as its first member.
        return [item[name] if name in item else next(iter(item.values()))[name] for item in items]
    matters = ids("/matters?view=places", "reference")
    procedures = ["request", "order", "publication"]
    return {
        "realm": ["checheng-road"], "reference": matters, "procedure": procedures + ["need"],
        "action": ["accept", "contact", "dispatch", "refuse"],
        "figure": ["requestsOpened", "onTimeRate"], "day": ["2026-11-26"],
        "month": ["2026-11"], "year": ["2026"], "line": ["manageTogether"],
        "/places/{id}": ids("/places"), "/bodies/{id}": ids("/bodies"),
        "/bodies/{id}/posts": ids("/bodies"), "/bodies/{id}/clauses": ids("/bodies"),
        "/meetings/{id}": ids("/meetings"), "/activities/{id}": ids("/activities"),
        "/meetings/{id}/opening": ids("/meetings"), "/rosters/{id}": ids("/rosters"),
        "/activities/{id}/place": ids("/activities"),
        "/reports/{id}": ids("/reports"), "/venues/{id}": ids("/venues"),
        "/places/{id}/history": ids("/places"), "/places/{id}/overview": ids("/places"),
        "/bodies/{id}/history": ids("/bodies"), "/grid-plans/{id}": ids("/grid-plans"),
        "/guides/{id}": ids("/guides"),
    } | {
        # All that lies below one kind of thing.
        segment: ids("/" + segment) for segment in (
            "venues", "sittings", "bookings", "alliances", "appraisals", "appraisal-rounds",
            "call-ups")
    } | {
        "canteens": ids("/venues"),
        "rooms": [room["id"] for venue in program.get(f"{base}/venues").json()["items"]
                  for room in venue["rooms"]][:5],
    }


def test_made_up_calls_are_answered_as_described(
        town, base, program, described, tmp_path: Path):
    """Examples, the edges of every schema, and what Hypothesis makes up, from one seed."""
    there = known(base, program)
    for path, item in described["paths"].items():
        for parameter in item["parameters"]:
            below = path.removeprefix("/api/v1/{realm}")
            found = there.get(below) or there.get(below.split("/")[1]) \
                if parameter["name"] == "id" else there.get(parameter["name"])
            if found:
                parameter["schema"] = {"type": "string", "enum": found}
    place = program.get(f"{base}/places").json()["items"][0]["id"]
    for path, body in {
        "/matters": {"procedure": "request", "answers": {
            "onBehalf": "phone", "category": "facility.light", "place": place,
            "account": "程序登记的：路灯不亮。"}},
        "/matters/{reference}/actions/{action}": {"answers": {}},
        "/matters/{reference}/contact-readings": {"reason": "回电"},
    }.items():
        sent = described["paths"]["/api/v1/{realm}" + path]["post"]["requestBody"]
        sent["content"]["application/json"]["example"] = body
    paths = sorted(described["paths"].items())
    # A process and a key for each part: a key is held back at 6,000 calls in five minutes.
    keys = [key_of(town, "dispatcher", "act") for _ in range(PARTS)]

    def run(part):
        here = tmp_path / str(part)
        here.mkdir()
        description = here / "openapi.json"
        description.write_text(json.dumps(
            described | {"paths": dict(paths[part::PARTS])}, ensure_ascii=False))
        return subprocess.run(
            [Path(sys.executable).parent / "schemathesis", "run", description,
             "--url", town.address, "--header", f"Authorization:Bearer {keys[part]}",
             "--checks", CHECKS, "--phases", "examples,coverage,fuzzing",
             "--max-examples", str(EXAMPLES), "--seed", str(SEED), "--no-color",
             "--warnings", "off", "--workers", "1"],
            cwd=here, capture_output=True, text=True, timeout=900)

    with ThreadPoolExecutor(2) as pool:
        for done in pool.map(run, range(PARTS)):
            assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    # None was held back, and so answered without being looked at.
    for key in keys:
        call = requests.get(f"{base}/places", headers={"Authorization": f"Bearer {key}"})
        assert call.status_code == 200
