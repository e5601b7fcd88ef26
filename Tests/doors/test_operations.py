"""What those who run the program ask: health, and numbers that `promtool` accepts."""

import json
import subprocess
import urllib.error
import urllib.request

import pytest


@pytest.mark.parametrize("path", ["healthz", "readyz"])
def test_it_says_how_it_is(town, path):
    with urllib.request.urlopen(f"{town.address}/{path}") as answer:
        assert answer.status == 200
        assert answer.headers["X-Request-Id"]


def test_numbers_are_for_those_with_a_key(town, issue):
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{town.address}/metrics")
    assert refused.value.code == 401
    assert json.loads(refused.value.read())["status"] == 401
    wrong = urllib.request.Request(
        f"{town.address}/metrics",
        headers={"Authorization": f"Bearer {issue('hotline', 'report')}"})
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(wrong)


def test_promtool_accepts_the_numbers(town, issue):
    urllib.request.urlopen(f"{town.street}/boards/order").read()
    asked = urllib.request.Request(
        f"{town.address}/metrics",
        headers={"Authorization": f"Bearer {issue('prometheus', 'metrics')}"})
    with urllib.request.urlopen(asked) as answer:
        text = answer.read()
    checked = subprocess.run(
        ["promtool", "check", "metrics"], input=text, capture_output=True, timeout=30)
    assert checked.returncode == 0, checked.stderr.decode()
    assert b'route="/{realm}/boards/{procedure}"' in text or b'route="/:realm/boards/:procedure"' in text
    assert b"checheng" not in text
