"""Signing in: the second step with pyotp, recovery codes, passkeys with Chromium's own authenticator,
and one's own sessions. People use the same pages with a telephone in their hand."""

import subprocess
import time
import zlib

import pyotp
import pytest

from conftest import LAPTOP, LINLI, PHONE


PASSWORD = "每天早上走三圈小区，一圈不少"


@pytest.fixture
def someone(town, request):
    """A person of this test alone, who signs in with a password of their own."""
    name = f"s.{zlib.crc32(request.node.name.encode())}"
    subprocess.run(
        [LINLI, "person", "add", "演示·登录", "--sign-in", name, "--role", "gridWorker", "--body",
         "半山尚小区网格", "--place", "半山尚小区", "--realm", "checheng-road", "--data", town.data],
        check=True, input=PASSWORD + "\n", capture_output=True, text=True)
    return name


def local(town):
    """Passkeys are for names, not for numbers."""
    return town.address.replace("127.0.0.1", "localhost")


def sign_in(page, address, name):
    page.goto(f"{address}/sign-in")
    page.fill("[name=name]", name)
    page.fill("[name=password]", PASSWORD)
    page.locator("main button[type=submit]").first.click()


def device(page, verified=True):
    """An authenticator in the browser, as a telephone has one."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": verified,
        "automaticPresenceSimulation": True}})
    return session, made["authenticatorId"]


def test_whoever_asks_sees_their_password(town, open_page):
    page = open_page(PHONE)
    page.goto(f"{town.address}/sign-in")
    page.fill("[name=password]", PASSWORD)
    shown = page.locator("[data-show-passwords] input")
    kind = page.locator("[name=password]")
    assert kind.get_attribute("type") == "password"
    shown.check()
    assert kind.get_attribute("type") == "text" and kind.input_value() == PASSWORD
    shown.uncheck()
    assert kind.get_attribute("type") == "password"


def test_an_authenticator_is_set_up_and_asked_for(town, open_page, someone):
    page = open_page(PHONE)
    sign_in(page, town.address, someone)
    page.wait_for_url(lambda url: "/sign-in" not in url)
    page.goto(f"{town.address}/sign-in/authenticator")
    page.fill("[name=current]", PASSWORD)
    page.locator("main button[type=submit]").first.click()
    secret = page.inner_text("[data-secret]").replace(" ", "")
    assert page.locator(".once-code svg").is_visible()
    code = pyotp.TOTP(secret)
    first = code.now()
    page.fill("[name=code]", first)
    page.locator("main button[type=submit]").first.click()
    codes = page.locator(".recovery-codes code").all_inner_texts()
    assert len(set(codes)) == 10

    later = open_page(LAPTOP)
    sign_in(later, town.address, someone)
    later.wait_for_url("**/sign-in/code")
    later.fill("[name=code]", first)
    later.locator("main button[type=submit]").first.click()
    assert "已经用过" in later.inner_text("[role=alert]")
    # What the authenticator shows next is taken half a minute early.
    later.fill("[name=code]", code.at(int(time.time()), counter_offset=1))
    later.locator("main button[type=submit]").first.click()
    later.wait_for_url(lambda url: "/sign-in/code" not in url)

    lost = open_page(PHONE, scripts=False)
    lost.goto(f"{town.address}/sign-in/recovery")
    lost.fill("[name=name]", someone)
    lost.fill("[name=password]", PASSWORD)
    lost.fill("[name=code]", codes[0])
    lost.locator("main button[type=submit]").first.click()
    lost.wait_for_url("**/desk/sign-in**")
    assert "还有 9 个没用" in lost.inner_text("main")
    lost.locator("button", has_text="除了这里全部退出").click()
    lost.wait_for_load_state()
    assert lost.locator("[name=session]").count() == 0
    page.goto(f"{town.address}/desk/sign-in")
    assert "/sign-in" in page.url and "/desk" not in page.url.split("?")[0]


def test_a_passkey_is_made_asked_for_and_enough(town, open_page, someone):
    address = local(town)
    page = open_page(LAPTOP)
    session, key = device(page)
    sign_in(page, address, someone)
    page.wait_for_url(lambda url: "/sign-in" not in url)
    page.goto(f"{address}/desk/sign-in")
    page.click("#action-passkey > summary")
    page.fill("#action-passkey [name=current]", PASSWORD)
    page.click("#action-passkey button[type=submit]")
    page.fill("[name=name]", "我的手机")
    page.click("[data-passkey-start]")
    page.locator(".recovery-codes").wait_for()
    made = session.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]
    assert len(made) == 1 and made[0]["rpId"] == "localhost" and made[0]["isResidentCredential"]

    # After the password, in another session of the same browser.
    page.context.clear_cookies()
    sign_in(page, address, someone)
    page.wait_for_url("**/sign-in/code")
    page.locator("[data-needs-passkeys] button").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)

    # In place of it.
    page.context.clear_cookies()
    page.goto(f"{address}/sign-in")
    page.locator("[data-needs-passkeys] button").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    page.goto(f"{address}/desk/sign-in")
    shown = page.inner_text("main")
    assert "我的手机" in shown and "通行密钥登录" in shown

    # A device that is not sure who touches it is no sign-in, and says so.
    page.context.clear_cookies()
    session.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    page.goto(f"{address}/sign-in")
    page.locator("[data-needs-passkeys] button").click()
    page.locator("[data-passkey-problem]").wait_for()
    assert page.locator("[data-passkey-start]").is_enabled()


def test_without_scripts_nothing_speaks_of_passkeys(town, open_page):
    page = open_page(PHONE, scripts=False)
    page.goto(f"{town.address}/sign-in")
    assert not page.locator("[data-needs-passkeys]").is_visible()
    assert page.locator("[name=password]").is_visible()
