"""A centre that is called: tickets are fetched page by page, and what happened is brought."""

import json
import shutil
import socket
import subprocess
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINLI = ROOT / ".build" / "debug" / "linli"
PROFILE = ROOT / "Sources" / "Profiles" / "Resources" / "checheng-road"


def ticket(number, **more):
    return {"工单编号": number, "诉求内容": "路灯三天没亮。", "诉求类别": "路灯",
            "所属社区": "岩岭社区", "联系电话": "13800001234", "工单状态": "已转办", **more}


class Centre:
    """Two pages of tickets, and a box for what is brought."""

    def __init__(self):
        self.asked, self.brought, self.proofs = [], [], set()
        centre = self

        class Desk(BaseHTTPRequestHandler):
            def do_GET(self):
                centre.proofs.add(self.headers["Authorization"])
                after = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query).get("after", [""])[0]
                centre.asked.append(after)
                pages = {"": {"tickets": [ticket("P-1"), ticket("P-2")], "next": "two"},
                         "two": {"tickets": [ticket("P-3"), ticket("P-4", 工单状态="挂起")], "next": "end"}}
                self.answer(pages.get(after, {"tickets": [], "next": after}))

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                centre.brought.append((self.headers["Idempotency-Key"], body["changes"]))
                self.answer({})

            def answer(self, value):
                sent = json.dumps(value, ensure_ascii=False).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(sent)))
                self.end_headers()
                self.wfile.write(sent)

            def log_message(self, *words):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def linli(data, *words, **more):
    done = subprocess.run([LINLI, *words, "--data", data], capture_output=True, text=True,
                          timeout=120, **more)
    assert done.returncode == 0, done.stderr
    return done.stdout


def until(what, seconds=60):
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.1)


@pytest.fixture
def centre():
    centre = Centre()
    yield centre
    centre.server.shutdown()


def test_a_centre_is_called_in_both_directions(centre, tmp_path):
    profile, data = tmp_path / "profile", tmp_path / "data"
    shutil.copytree(PROFILE, profile)
    exchange = profile / "exchanges" / "hotline.yml"
    base = f"http://127.0.0.1:{centre.port}"
    exchange.write_text(exchange.read_text(encoding="utf-8") + f"""
pull: {{ address: "{base}/tickets?after={{cursor}}", minutes: 1, next: /next }}
push: {{ address: "{base}/results" }}
""", encoding="utf-8")
    linli(data, "init", "--profile", profile)
    linli(data, "exchange", "secret", input="a-secret\n")
    (data / "linli.yml").write_text(
        f'outgoing:\n  allow: ["127.0.0.1:{centre.port} private"]\n', encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [LINLI, "serve", "--data", data, "--port", str(port)]

    server = subprocess.Popen(words)
    try:
        until(lambda: sum(len(changes) for _, changes in centre.brought) == 3)
    finally:
        # Cut off without a word: what was brought must not be brought again under other numbers.
        server.kill()
        server.wait()
    assert centre.asked[:3] == ["", "two", "end"] and centre.proofs == {"Bearer a-secret"}
    shown = linli(data, "exchange", "list")
    assert "taken 3" in shown and "unknownWord status: 1" in shown

    before = len(centre.brought)
    server = subprocess.Popen(words)
    try:
        linli(data, "exchange", "return", "--out", tmp_path / "back.csv")
        until(lambda: len(centre.asked) > 3, seconds=90)
    finally:
        server.terminate()
        server.wait()
    assert centre.asked[3] == "end"
    known = [change["流水号"] for _, changes in centre.brought for change in changes]
    assert len(set(known)) == 3
    again = [change["流水号"] for _, changes in centre.brought[before:] for change in changes]
    assert set(again) <= set(known)
    told = json.dumps(centre.brought, ensure_ascii=False)
    assert "13800001234" not in told and "路灯三天" not in told


def test_a_host_that_is_not_allowed_is_not_called(centre, tmp_path):
    profile, data = tmp_path / "profile", tmp_path / "data"
    shutil.copytree(PROFILE, profile)
    exchange = profile / "exchanges" / "hotline.yml"
    exchange.write_text(exchange.read_text(encoding="utf-8") + f"""
pull: {{ address: "http://127.0.0.1:{centre.port}/{{cursor}}", minutes: 1, next: /next }}
""", encoding="utf-8")
    linli(data, "init", "--profile", profile)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([LINLI, "serve", "--data", data, "--port", str(port)])
    try:
        until(lambda: "fetching failed" in linli(data, "exchange", "list"))
    finally:
        server.terminate()
        server.wait()
    assert centre.asked == []
