"""A real server with the demo neighbourhood, and Debian's Chromium to use it with."""

import base64
import hashlib
import hmac
import re
import shutil
import socket
import struct
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
LINLI = ROOT / ".build" / "debug" / "linli"
PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1366, "height": 900}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def one_time(secret):
    """RFC 6238 with six digits: what an authenticator shows now."""
    key = base64.b32decode(secret)
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


class Town:
    """The running demo, and the sign-ins that it printed."""

    def __init__(self, address: str, password: str, data: Path):
        self.address = address
        self.password = password
        self.data = data
        self.street = f"{address}/checheng-road"

    def sign_in(self, page, name):
        """Signs someone of the cast in; an administrator's authenticator is set up anew."""
        secret = self.secret_of(name) if name == "admin" else None
        page.goto(f"{self.address}/sign-in")
        page.fill("[name=name]", name)
        page.fill("[name=password]", self.password)
        page.click("main button[type=submit]")
        if secret:
            page.wait_for_url("**/sign-in/code**")
            page.fill("[name=code]", one_time(secret))
            page.click("main button[type=submit]")
        page.wait_for_url(lambda url: "/sign-in" not in url)

    def secret_of(self, name):
        shown = subprocess.run(
            [LINLI, "person", "one-time", name, "--data", self.data], check=True,
            capture_output=True, text=True)
        return re.search(r"secret=([A-Z2-7]+)", shown.stdout).group(1)


@pytest.fixture(scope="session")
def town(tmp_path_factory):
    data = tmp_path_factory.mktemp("town") / "data"
    demo = subprocess.run(
        [LINLI, "demo", "--data", data], capture_output=True, text=True, timeout=300)
    assert demo.returncode == 0, demo.stderr
    password = re.search(r"linli-demo-\S+", demo.stdout)
    assert password, demo.stdout
    port = free_port()
    server = subprocess.Popen([LINLI, "serve", "--data", data, "--port", str(port)])
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{address}/health", timeout=2)
                break
            except OSError:
                assert server.poll() is None, "the server ended by itself"
                time.sleep(0.1)
        yield Town(address, password.group(0), data)
    finally:
        server.terminate()
        assert server.wait(timeout=30) == 0
        shutil.rmtree(data, ignore_errors=True)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Opens a page with cookies of its own; whatever the browser complains of fails the test.

    A refusal is an answer that a test asks for, and a line is only ever cut by a test.
    """
    contexts, complaints = [], []
    expected = ("status of 4", "ERR_INTERNET_DISCONNECTED")

    def opened(size=LAPTOP, language="zh-CN", scripts=True, scheme="light"):
        context = chromium.new_context(
            viewport=size, locale=language, java_script_enabled=scripts, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text)
                if message.type == "error" and not any(part in message.text for part in expected)
                else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture
def desk(town, open_page):
    """Signs someone of the cast in and opens their inbox."""

    def signed_in(name, size=LAPTOP, **options):
        page = open_page(size, **options)
        town.sign_in(page, name)
        return page

    return signed_in
