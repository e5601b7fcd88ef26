"""Staff sign in by a provider of OpenID Connect that others wrote: the whole round, posts that follow
from claims, and what must be refused. The provider checks no PKCE, so a few lines around it do."""

import base64
import hashlib
import html
import io
import re
import subprocess
import threading
import time
import urllib.request
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import httpx
import oidc_provider_mock
import pytest
from werkzeug.serving import make_server

from conftest import _running

LINLI, free_port = _running.LINLI, _running.free_port


class CheckingPKCE:
    """Refuses a code whose verifier is not that of the challenge it was asked for with."""

    def __init__(self, app):
        self.app, self.challenge, self.asked, self.bodies = app, None, [], []

    def __call__(self, environ, start_response):
        query = parse_qs(environ.get("QUERY_STRING", ""))
        if environ["PATH_INFO"] == "/oauth2/authorize":
            self.challenge = query["code_challenge"][0]
            assert query["code_challenge_method"] == ["S256"]
        if environ["PATH_INFO"] == "/oauth2/token":
            body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
            self.bodies.append(body.decode())
            verifier = parse_qs(body.decode())["code_verifier"][0]
            digest = hashlib.sha256(verifier.encode()).digest()
            if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != self.challenge:
                start_response("400 Bad Request", [("Content-Type", "text/plain")])
                return [b"the verifier is not that of the challenge"]
            environ["wsgi.input"] = io.BytesIO(body)
        return self.app(environ, start_response)


@pytest.fixture(scope="module")
def provider():
    port = free_port()
    checking = CheckingPKCE(oidc_provider_mock.app(require_nonce=True))
    server = make_server("127.0.0.1", port, checking, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    issuer = f"http://127.0.0.1:{port}"

    def claims(subject, **all):
        httpx.put(f"{issuer}/users/{subject}", json=all).raise_for_status()

    yield SimpleNamespace(issuer=issuer, claims=claims, checking=checking)
    server.shutdown()
    thread.join()


@pytest.fixture(scope="module")
def street(provider, tmp_path_factory):
    """A street of its own whose staff sign in by the provider."""
    data = tmp_path_factory.mktemp("openid")
    port = free_port()
    (data / "client.secret").write_text("a secret of the provider\n")
    (data / "client.secret").chmod(0o600)
    (data / "linli.yml").write_text(f"""\
listen:
  port: {port}
outgoing:
  allow:
    - 127.0.0.1:{urlsplit(provider.issuer).port} private
openid:
  county:
    issuer: {provider.issuer}
    client_id: linli
    client_secret_file: {data}/client.secret
    scopes: [openid, profile]
    words: {{ zh-Hans: 县政务账号, en: County account }}
    realm: checheng-road
    posts:
      - {{ claim: groups, value: grid, role: gridWorker, body: 半山尚小区网格, place: 半山尚小区 }}
      - {{ claim: groups, value: check, role: streetChecker, body: 车城路街道办事处, place: 车城路街道 }}
""")
    subprocess.run(
        [LINLI, "init", "--profile", "checheng-road", "--realm", "checheng-road", "--name",
         "车城路街道", "--data", data], check=True, capture_output=True)
    log = (data / "log").open("w+")
    server = subprocess.Popen(
        [LINLI, "serve", "--config", data / "linli.yml", "--data", data], stderr=log, stdout=log)
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/health", timeout=2)
            break
        except OSError:
            assert server.poll() is None, (data / "log").read_text()
            time.sleep(0.1)
    yield SimpleNamespace(address=address, log=data / "log", data=data)
    server.terminate()
    assert server.wait(timeout=30) == 0


def at_provider(browser, street, subject, back=""):
    """Goes to the provider and agrees there; what it sends the browser back with."""
    sent = browser.get(f"{street.address}/sign-in/openid/county", params={"back": back})
    assert sent.status_code == 303, sent.text
    agreed = browser.post(sent.headers["location"], data={"sub": subject})
    assert agreed.status_code == 302, agreed.text
    return agreed.headers["location"]


def sign_in(street, subject, back=""):
    browser = httpx.Client()
    came = browser.get(at_provider(browser, street, subject, back))
    return browser, came


def test_the_page_offers_the_provider(street):
    page = httpx.get(f"{street.address}/sign-in")
    assert "县政务账号" in page.text and "/sign-in/openid/county" in page.text


def test_somebody_comes_in_with_the_posts_that_are_claimed(provider, street):
    provider.claims("s-1", preferred_username="xin.ren", name="演示·新人", groups=["grid", "x"])
    browser, came = sign_in(street, "s-1", back="/desk/sign-in")
    assert came.status_code == 303 and came.headers["location"] == "/desk/sign-in"
    page = browser.get(f"{street.address}/desk/sign-in")
    assert "演示·新人" in page.text and "网格员" in page.text and "统一身份登录" in page.text

    provider.claims("s-1", preferred_username="xin.ren", name="演示·新人", groups=["check"])
    later, came = sign_in(street, "s-1")
    page = later.get(f"{street.address}/desk/sign-in").text
    assert "演示·新人" in page and "网格员" not in page
    assert later.get(f"{street.address}/desk/records").status_code == 200
    # The sessions from before went with the post.
    assert browser.get(f"{street.address}/desk/sign-in").status_code == 303

    provider.claims("s-1", preferred_username="xin.ren", name="演示·新人", groups=[])
    _, came = sign_in(street, "s-1")
    assert came.status_code == 403 and "没有岗位" in came.text


def test_nobody_unknown_comes_in(provider, street):
    provider.claims("s-2", preferred_username="li.si", name="李四", groups=["others"])
    browser, came = sign_in(street, "s-2")
    assert came.status_code == 403 and "没有您的账号" in came.text
    assert "linli_session" not in browser.cookies


def test_an_answer_is_good_once_and_for_one_browser(provider, street):
    provider.claims("s-3", preferred_username="wang.wu", name="演示·王五", groups=["grid"])
    browser = httpx.Client()
    back = at_provider(browser, street, "s-3")
    stranger = httpx.get(back)
    assert stranger.status_code == 403 and "不是从这个浏览器" in stranger.text
    forged = browser.get(back.replace("state=", "state=x"))
    assert forged.status_code == 403
    # The question was taken with the forged state; the right one is too late now.
    assert browser.get(back).status_code == 403
    back = at_provider(browser, street, "s-3")
    assert browser.get(back).status_code == 303
    assert httpx.Client(cookies=browser.cookies).get(back).status_code == 403


def test_whoever_signs_out_here_is_led_to_signing_out_there(provider, street):
    provider.claims("s-4", preferred_username="zhao.liu", name="演示·赵六", groups=["grid"])
    browser, _ = sign_in(street, "s-4")
    assert browser.get(f"{street.address}/desk/sign-in").status_code == 200
    left = browser.post(f"{street.address}/sign-out", headers={"Origin": street.address})
    assert left.status_code == 303 and left.headers["location"] == "/sign-in/openid/county/end"
    assert browser.get(f"{street.address}/desk/sign-in").status_code == 303
    page = browser.get(street.address + left.headers["location"])
    there = html.unescape(re.search(r'href="(http[^"]+end_session[^"]*)"', page.text).group(1))
    asked = parse_qs(urlsplit(there).query)
    assert asked == {"client_id": ["linli"],
                     "post_logout_redirect_uri": [f"{street.address}/sign-in"]}
    form = browser.get(there)
    assert form.status_code == 200 and "id_token_hint" in form.text
    done = browser.post(
        f"{provider.issuer}/oauth2/end_session/confirm",
        data={"redirect_uri": asked["post_logout_redirect_uri"][0]})
    assert browser.get(done.headers["location"]).status_code == 200
    # A session that a password opened has nothing to do with any provider.
    plain = httpx.post(f"{street.address}/sign-out", headers={"Origin": street.address})
    assert plain.headers["location"] == "/sign-in"


def test_whoever_says_no_there_is_told_so(provider, street):
    browser = httpx.Client()
    sent = browser.get(f"{street.address}/sign-in/openid/county")
    denied = browser.post(sent.headers["location"], data={"action": "deny"})
    came = browser.get(denied.headers["location"])
    assert came.status_code == 403 and "取消" in came.text
    assert httpx.get(f"{street.address}/sign-in/openid/nobody").status_code == 404


def test_no_code_token_or_secret_is_logged(provider, street):
    log = street.log.read_text()
    assert "county failed" in log
    codes = [parse_qs(body)["code"][0] for body in provider.checking.bodies]
    assert codes
    for secret in [*codes, "a secret of the provider", "eyJ"]:
        assert secret not in log
