"""Events out: webhooks verified by `standardwebhooks` and parsed by `cloudevents`, mail taken by
`aiosmtpd`, robots and a message gateway played here, after the rules that their makers publish."""

import base64
import email
import email.policy
import hashlib
import hmac
import http.cookiejar
import json
import re
import shutil
import sqlite3
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from aiosmtpd.controller import Controller
from cloudevents.core.bindings.http import HTTPMessage, from_http_event
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

SECRET = "SECa1b2c3"


class Receiver(BaseHTTPRequestHandler):
    """Every other system at once: says yes to all and remembers what came."""

    calls = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        Receiver.calls.append((self.path, dict(self.headers), body))
        answer = b'{"errcode":0,"errmsg":"ok","code":0}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


class Postbox:
    mails = []

    async def handle_DATA(self, server, session, envelope):
        Postbox.mails.append(envelope)
        return "250 OK"


def came(path):
    return [call for call in Receiver.calls if call[0].startswith(path)]


def until(found, seconds=40):
    """What there is, as soon as there is: events are told every few seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if there := found():
            return there
        time.sleep(0.2)
    raise AssertionError("It did not come.")


class Desk:
    """The desk of an administrator, over plain HTTP."""

    def __init__(self, town, running, address, data):
        self.address, self.data, self.linli = address, data, running.LINLI
        self.browser = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        shown = subprocess.run(
            [self.linli, "person", "one-time", "admin", "--data", data], check=True,
            capture_output=True, text=True)
        secret = re.search(r"secret=([A-Z2-7]+)", shown.stdout).group(1)
        self.send("/sign-in", name="admin", password=town.password)
        self.send("/sign-in/code", code=running.one_time(secret))

    def send(self, path, **fields):
        sent = urllib.parse.urlencode(fields, doseq=True).encode()
        request = urllib.request.Request(
            self.address + path, sent, {"Origin": self.address, "Accept-Language": "en"})
        try:
            with self.browser.open(request) as answer:
                return answer.geturl(), answer.read().decode()
        except urllib.error.HTTPError as refused:
            raise AssertionError(f"{path}: {refused.code} {refused.read().decode()}") from refused

    def adds(self, kind, **fields):
        events = fields.pop("events", ["matter.opened"])
        at, page = self.send(
            "/desk/outlets", kind=kind, name=f"outlet {kind}", events=events, hearsAll="yes",
            language=fields.pop("language", "zh-Hans"), **fields)
        return at, page


@pytest.fixture(scope="module")
def receiver():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def desk(town, running, receiver, tmp_path_factory):
    """A server of its own over a copy of the town, which may call this machine."""
    data = tmp_path_factory.mktemp("telling") / "data"
    data.mkdir()
    with sqlite3.connect(f"{town.data}/linli.sqlite") as old, sqlite3.connect(
            data / "linli.sqlite") as new:
        old.backup(new)
    shutil.copy(f"{town.data}/linli.key", data / "linli.key")
    post = Controller(Postbox(), hostname="127.0.0.1", port=running.free_port())
    post.start()
    (data / "linli.yml").write_text(f"""
listen: {{ public_address: "https://linli.example.cn" }}
outgoing:
  allow:
    - 127.0.0.1 private
  wecom: "{receiver}"
  dingtalk: "{receiver}"
  feishu: "{receiver}"
mail: {{ host: 127.0.0.1, port: {post.port}, security: none, from: linli@example.cn }}
sms:
  address: "{receiver}/sms"
  body: '{{"to": "{{phone}}", "content": "{{text}}"}}'
  accepted: '"code":0'
""", encoding="utf-8")
    port = running.free_port()
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen([running.LINLI, "serve", "--data", data, "--port", str(port)])
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{address}/health", timeout=2)
                break
            except OSError:
                assert server.poll() is None, "the server ended by itself"
                time.sleep(0.1)
        yield Desk(town, running, address, data)
    finally:
        server.terminate()
        assert server.wait(timeout=30) == 0
        post.stop()


@pytest.fixture(scope="module")
def told(desk, receiver):
    """One outlet of each kind, and one matter that all of them are told of."""
    _, page = desk.adds("webhook", url=f"{receiver}/hook")
    secret = re.search(r"whsec_[A-Za-z0-9+/=]+", page).group(0)
    desk.adds("wecom", url=f"{receiver}/cgi-bin/webhook/send?key=abc")
    desk.adds("dingtalk", url=f"{receiver}/robot/send?access_token=abc", secret=SECRET)
    desk.adds("feishu", url=f"{receiver}/open-apis/bot/v2/hook/abc", secret=SECRET, language="en")
    desk.adds("email", recipients="duty@example.cn\nchief@example.cn")
    desk.adds("sms", recipients="138 0000 0000")
    shown = subprocess.run(
        [desk.linli, "key", "add", "12345", "--scope", "report", "--channel", "hotline",
         "--data", desk.data, "--realm", "checheng-road"],
        check=True, capture_output=True, text=True)
    report = {"jurisdiction_id": "checheng-road", "api_key": shown.stdout.strip(),
              "service_code": "facility.light", "lat": "32.6142", "long": "110.7706",
              "description": "王秀兰家门口路灯不亮", "phone": "13800001234"}
    with urllib.request.urlopen(
            f"{desk.address}/api/open311/v2/requests.json",
            urllib.parse.urlencode(report).encode()) as answer:
        reference = json.loads(answer.read())[0]["service_request_id"]
    return secret, reference


def test_a_webhook_is_verified_and_parsed(told):
    secret, reference = told
    _, headers, body = until(lambda: came("/hook"))[0]
    Webhook(secret).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(body.replace(b"matter", b"master"), headers)
    event = from_http_event(HTTPMessage(headers, body))
    assert event.get_type() == "cn.linli.matter.opened"
    assert event.get_subject() == reference
    assert event.get_source() == "https://linli.example.cn/checheng-road"
    data = event.get_data()
    assert data["reference"] == reference and data["procedure"] == "request"
    for personal in ("王秀兰", "13800001234", "路灯不亮"):
        assert personal not in body.decode()


def test_robots_get_what_their_makers_ask_for(told):
    _, reference = told
    path, _, body = until(lambda: came("/cgi-bin/webhook/send"))[0]
    assert path.endswith("?key=abc")
    said = json.loads(body)
    assert said["msgtype"] == "text" and reference in said["text"]["content"]

    path, _, body = until(lambda: came("/robot/send"))[0]
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(path).query)
    stamp = query["timestamp"][0]
    code = hmac.new(SECRET.encode(), f"{stamp}\n{SECRET}".encode(), hashlib.sha256).digest()
    assert query["sign"] == [base64.b64encode(code).decode()]
    assert abs(int(stamp) / 1000 - time.time()) < 3600
    assert reference in json.loads(body)["text"]["content"]

    _, _, body = until(lambda: came("/open-apis/bot/v2/hook/abc"))[0]
    said = json.loads(body)
    code = hmac.new(f"{said['timestamp']}\n{SECRET}".encode(), b"", hashlib.sha256).digest()
    assert said["sign"] == base64.b64encode(code).decode()
    assert said["msg_type"] == "text" and "Number " + reference in said["content"]["text"]


def test_a_mail_arrives_and_nobody_sees_the_others(told):
    _, reference = told
    envelope = until(lambda: Postbox.mails)[0]
    assert envelope.rcpt_tos == ["duty@example.cn", "chief@example.cn"]
    mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
    assert mail["From"] == "linli@example.cn" and "新事项" in mail["Subject"]
    assert "duty@example.cn" not in envelope.content.decode()
    assert mail["Auto-Submitted"] == "auto-generated" and mail["Message-ID"].startswith("<msg_")
    assert reference in mail.get_content()


def test_a_short_message_goes_through_the_declared_template(told):
    _, reference = told
    _, headers, body = until(lambda: came("/sms"))[0]
    said = json.loads(body)
    assert said["to"] == "13800000000" and reference in said["content"]
    assert "\n" not in said["content"]
    assert headers["Content-Type"].startswith("application/json")


def test_a_test_and_a_replay_come_at_once_under_their_numbers(told, desk):
    secret, _ = told
    first = until(lambda: came("/hook"))[0]
    _, page = desk.send("/desk/outlets", kind="webhook", name="second", events="matter.opened",
                        url=first[1]["Host"].join(["http://", "/second"]))
    number = re.search(r"/desk/outlets/(\d+)/trial", page).group(1)
    _, page = desk.send(f"/desk/outlets/{number}/trial")
    assert "Arrived" in page
    body = came("/second")[0][2]
    assert json.loads(body)["type"] == "cn.linli.outlet.test"


def test_an_address_inside_the_house_is_not_called(desk):
    """The configuration allows 127.0.0.1 by its number alone, not by every name for it."""
    at, page = desk.adds("webhook", url="https://localhost:9/hook")
    assert "not among the hosts" in page
    number = re.search(r"/desk/outlets/(\d+)/trial", page).group(1)
    _, page = desk.send(f"/desk/outlets/{number}/trial")
    assert "Did not arrive" in page
