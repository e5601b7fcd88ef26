"""The exchange of tickets with a hotline centre, played by a small server of ours: files, HTTP in both
directions, and what stands in the queue. The rows of `fixtures/boston311.csv` are real requests."""

import csv
import io
import json
import re
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest



FIXTURES = Path(__file__).with_name("fixtures")
LINLI = Path(__file__).resolve().parents[2] / ".build" / "debug" / "linli"


def call(address, key, body=None):
    sent = None if body is None else json.dumps(body, ensure_ascii=False).encode()
    asked = urllib.request.Request(
        address, sent, {"Authorization": f"Bearer {key}", "Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(asked) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as refused:
        return refused.code, json.loads(refused.read())


def linli(town, *words, **more):
    return subprocess.run([LINLI, *words, "--data", town.data], capture_output=True, text=True,
                          timeout=60, **more)


def ticket(number, **more):
    return {"工单编号": number, "受理时间": "2026-11-20 09:12:00", "诉求内容": "路灯三天没亮。",
            "诉求类别": "路灯", "所属社区": "岩岭社区", "诉求人": "演示来电人",
            "联系电话": "13800001234", "工单状态": "已转办", **more}


@pytest.fixture(scope="module")
def door(town, issue):
    return f"{town.address}/api/exchange/checheng-road/hotline", issue("centre", "exchange")


def test_tickets_come_in_once_and_each_is_answered(door):
    address, key = door
    sent = {"tickets": [ticket("H-1"), ticket("H-2", 工单状态="挂起"), ticket("H-1")]}
    status, told = call(address, key, sent)
    assert status == 200
    assert [one["outcome"] for one in told["tickets"]] == ["taken", "failed", "known"]
    assert (told["tickets"][1]["reason"], told["tickets"][1]["field"]) == ("unknownWord", "status")
    status, again = call(address, key, sent)
    assert again["taken"] == 0 and again["known"] == 2


def test_changes_are_fetched_by_cursor_in_the_centres_words(door):
    address, key = door
    call(address, key, [ticket(f"C-{number}") for number in range(5)])
    seen, after = [], "0"
    while True:
        status, page = call(f"{address}/changes?limit=2&after={after}", key)
        assert status == 200
        seen += page["changes"]
        after = page["next"]
        if not page["more"]:
            break
    ids = [change["流水号"] for change in seen]
    assert len(ids) == len(set(ids)) and ids == sorted(ids, key=int)
    assert {f"C-{number}" for number in range(5)} <= {change["工单编号"] for change in seen}
    assert all(change["办理状态"] for change in seen)
    assert "13800001234" not in json.dumps(seen) and "演示来电人" not in json.dumps(seen, ensure_ascii=False)
    assert call(f"{address}/changes?after={after}", key)[1]["changes"] == []


@pytest.mark.parametrize("key", ["none", None])
def test_only_with_a_key_for_it(door, issue, key):
    address, _ = door
    assert call(address, key or issue("other", "report"), [])[0] == 401


def test_a_file_that_was_cut_off_goes_on(town, tmp_path):
    rows = [ticket(f"F-{number}") for number in range(40)]
    text = io.StringIO()
    table = csv.DictWriter(text, list(rows[0]))
    table.writeheader()
    table.writerows(rows)
    whole = tmp_path / "tickets.csv"
    whole.write_text(text.getvalue(), encoding="gb18030")
    words = ["exchange", "receive", whole, "--exchange", "hotline", "--realm", "checheng-road"]
    killed = subprocess.Popen([LINLI, *words, "--data", town.data])
    try:
        killed.wait(timeout=0.4)
    except subprocess.TimeoutExpired:
        killed.kill()
        killed.wait()
    said = linli(town, *words)
    assert said.returncode == 0, said.stderr
    counts = dict(re.findall(r"(\w+) (\d+)", said.stdout))
    assert int(counts["taken"]) + int(counts["known"]) == 40 and counts["failed"] == "0"
    again = dict(re.findall(r"(\w+) (\d+)", linli(town, *words).stdout))
    assert again["taken"] == "0" and again["known"] == "40"


def test_what_happened_goes_back_as_a_file_once(town, tmp_path):
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    words = ["exchange", "return", "--exchange", "hotline", "--realm", "checheng-road", "--out"]
    said = linli(town, *words, first)
    assert said.returncode == 0, said.stderr
    rows = list(csv.DictReader(first.open(encoding="utf-8", newline="")))
    assert rows and all(row["流水号"] and row["工单编号"] for row in rows)
    assert linli(town, *words, second).returncode == 0
    assert list(csv.DictReader(second.open(encoding="utf-8", newline=""))) == []


def test_requests_of_boston_come_in_while_they_are_open(town):
    made = linli(town, "init", "--profile", "boston", "--realm", "boston", "--closed")
    assert made.returncode == 0, made.stderr
    words = ["exchange", "receive", FIXTURES / "boston311.csv", "--realm", "boston"]
    said = linli(town, *words)
    assert said.returncode == 0, said.stderr
    counts = dict(re.findall(r"(\w+) (\d+)", said.stdout))
    with (FIXTURES / "boston311.csv").open(encoding="utf-8", newline="") as file:
        states = [row["case_status"] for row in csv.DictReader(file)]
    assert int(counts["taken"]) == states.count("Open")
    assert int(counts["passedOver"]) == states.count("Closed")


def test_what_could_not_be_taken_stands_at_the_desk(town, door):
    address, key = door
    call(address, key, [ticket("Q-1", 工单状态="没听说过"), ticket("Q-2", 办结时限="明天")])
    shown = linli(town, "exchange", "list", "--realm", "checheng-road").stdout
    assert "unknownWord status" in shown and "noTime due" in shown
