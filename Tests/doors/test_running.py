"""The program as a process: TLS by file, renewal, and an end that loses nothing."""

import http.client
import re
import signal
import socket
import ssl
import subprocess
import threading
import time
import urllib.parse

import pytest
from conftest import _running

LINLI = _running.LINLI


def run(*arguments, **options):
    return subprocess.run(
        [LINLI, *arguments], capture_output=True, text=True, timeout=120, **options)


@pytest.fixture(scope="module")
def street(tmp_path_factory):
    """An installation with one realm and a key with which requests are raised."""
    data = tmp_path_factory.mktemp("running") / "data"
    made = run("init", "--profile", "checheng-road", "--data", data)
    assert made.returncode == 0, made.stderr
    key = run("key", "add", "load", "--scope", "report", "--data", data)
    assert key.returncode == 0, key.stderr
    return data, key.stdout.strip()


def matters(data):
    return int(re.search(r"matters\s+(\d+)", run("info", "--data", data).stdout).group(1))


def certificate(folder, name, *, days=30):
    """A certificate for localhost that OpenSSL made."""
    files = folder / f"{name}.pem", folder / f"{name}.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", str(days), "-subj", f"/CN={name}",
         "-addext", "subjectAltName=DNS:localhost", "-out", files[0], "-keyout", files[1]],
        check=True, capture_output=True)
    return files


class Served:
    def __init__(self, data, settings, folder):
        self.port = _running.free_port()
        file = folder / "linli.yml"
        file.write_text(f"data: {data}\nlisten: {{ port: {self.port}, stop_seconds: 20 }}\n{settings}")
        self.process = subprocess.Popen(
            [LINLI, "serve", "--config", file], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True)
        self.said = self.process.stdout.readline()
        assert "Linli serves" in self.said, self.process.stderr.read()

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)


def shown(port, authority, **limits):
    """The name in the certificate that the server shows to whoever trusts one authority."""
    context = ssl.create_default_context(cafile=authority)
    for name, value in limits.items():
        setattr(context, name, value)
    with socket.create_connection(("localhost", port)) as line:
        with context.wrap_socket(line, server_hostname="localhost") as secure:
            return secure.getpeercert()["subject"][0][0][1], secure.version()


@pytest.fixture()
def secured(street, tmp_path):
    first = certificate(tmp_path, "first")
    served = Served(
        street[0], f"tls: {{ certificate: {first[0]}, key: {first[1]} }}\n", tmp_path)
    yield served, first, tmp_path
    served.end()


def test_tls_is_spoken_with_the_certificate_of_the_file(secured):
    served, first, _ = secured
    assert "https://" in served.said
    assert shown(served.port, first[0]) == ("first", "TLSv1.3")
    context = ssl.create_default_context(cafile=first[0])
    line = http.client.HTTPSConnection("localhost", served.port, context=context)
    line.request("GET", "/sign-in")
    answer = line.getresponse()
    assert answer.status == 200
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_old_versions_are_refused(secured):
    served, first, _ = secured
    version = ssl.TLSVersion.TLSv1_2
    assert shown(served.port, first[0], maximum_version=version)[1] == "TLSv1.2"
    old = subprocess.run(
        ["openssl", "s_client", "-connect", f"localhost:{served.port}", "-tls1_1",
         "-cipher", "DEFAULT:@SECLEVEL=0"], input="", capture_output=True, text=True)
    assert old.returncode != 0, old.stdout


def test_a_new_certificate_is_taken_without_a_stop(secured):
    served, first, folder = secured
    second = certificate(folder, "second")
    for new, old in zip(second, first):
        old.write_bytes(new.read_bytes())
    served.process.send_signal(signal.SIGHUP)
    for _ in range(100):
        try:
            if shown(served.port, second[0])[0] == "second":
                break
        except ssl.SSLError:
            pass
        time.sleep(0.05)
    assert shown(served.port, second[0])[0] == "second"
    first[1].write_text("no key")
    served.process.send_signal(signal.SIGHUP)
    assert shown(served.port, second[0])[0] == "second"


def test_a_key_of_another_certificate_is_named(street, tmp_path):
    one, two = certificate(tmp_path, "one"), certificate(tmp_path, "two")
    file = tmp_path / "linli.yml"
    file.write_text(f"data: {street[0]}\ntls: {{ certificate: {one[0]}, key: {two[1]} }}\n")
    refused = run("serve", "--config", file)
    assert refused.returncode == 1
    assert "does not belong to the certificate" in refused.stderr
    looked = run("doctor", "--config", file)
    assert looked.returncode == 1
    assert "does not belong to the certificate" in looked.stdout


class Sender(threading.Thread):
    """Raises requests, each on a line of its own, until nobody listens any more."""

    def __init__(self, port, key):
        super().__init__()
        self.port, self.key = port, key
        self.taken, self.lost = 0, []

    def run(self):
        form = urllib.parse.urlencode({
            "jurisdiction_id": "checheng-road", "api_key": self.key,
            "service_code": "facility.light", "description": "三号楼的路灯不亮了",
            "lat": "32.6142", "long": "110.7706"})
        while True:
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=25)
            try:
                line.connect()
            except ConnectionRefusedError:
                return
            try:
                line.request(
                    "POST", "/api/open311/v2/requests.json", form,
                    {"Content-Type": "application/x-www-form-urlencoded", "Connection": "close"})
                answer = line.getresponse()
                answer.read()
                if answer.status in (200, 201):
                    self.taken += 1
                elif answer.status != 503:
                    self.lost.append(f"status {answer.status}")
            except (OSError, http.client.HTTPException) as trouble:
                self.lost.append(repr(trouble))
            finally:
                line.close()


def test_whoever_asked_before_the_end_is_answered(street, tmp_path):
    data, key = street
    before = matters(data)
    served = Served(data, "", tmp_path)
    senders = [Sender(served.port, key) for _ in range(8)]
    for sender in senders:
        sender.start()
    while sum(sender.taken for sender in senders) < 32 and not any(s.lost for s in senders):
        time.sleep(0.01)
    started = time.monotonic()
    assert served.end() == 0, served.process.stderr.read()
    assert time.monotonic() - started < 25
    for sender in senders:
        sender.join()
    assert [trouble for sender in senders for trouble in sender.lost] == []
    taken = sum(sender.taken for sender in senders)
    assert taken >= 32
    assert matters(data) == before + taken
    assert run("verify", "--rows", "--data", data).returncode == 0
