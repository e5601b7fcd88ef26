"""A `linli serve` of its own for one measurement: started, asked, weighed, stopped."""

import http.client
import os
import pathlib
import socket
import subprocess
import time
import urllib.parse

LINLI = pathlib.Path(__file__).resolve().parent.parent / ".build/release/linli"
PASSWORD = "linli-demo-2026"
# The load comes from one address and goes to one realm, which a node would hold back.
UNLIMITED = {
    f"LINLI_LIMITS_{name}": "0"
    for name in ("PAGES", "FORMS", "CALLS", "REALM_PAGES", "REALM_FORMS", "REALM_CALLS")}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def linli(*arguments, timeout=None):
    """Runs one command of the program and returns what it printed."""
    done = subprocess.run(
        [LINLI, *map(str, arguments)], capture_output=True, text=True, timeout=timeout)
    if done.returncode != 0:
        raise SystemExit(f"linli {' '.join(map(str, arguments))}: {done.stderr or done.stdout}")
    return done.stdout


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """Serves a folder, or a PostgreSQL, on a free port of this machine; `with` stops it again."""

    def __init__(self, data, database=None):
        self.data = data
        self.database = database
        self.port = free_port()

    def __enter__(self):
        started = time.perf_counter()
        self.process = subprocess.Popen(
            [LINLI, "serve", "--data", self.data, "--port", str(self.port), "--behind-proxy"]
            + (["--database", self.database] if self.database else []),
            env=os.environ | UNLIMITED, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while True:
            try:
                self.get("/health")
                break
            except OSError:
                if self.process.poll() is not None:
                    raise SystemExit("the server ended before it answered") from None
                time.sleep(0.002)
        self.seconds_to_first_answer = time.perf_counter() - started
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=60)

    @property
    def base(self):
        return f"http://127.0.0.1:{self.port}"

    def get(self, path, cookie=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def post(self, path, form, cookie=None, address="10.9.0.1"):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = FORM | {"X-Forwarded-For": address} | ({"Cookie": cookie} if cookie else {})
        connection.request("POST", path, urllib.parse.urlencode(form), headers)
        answer = connection.getresponse()
        answer.read()
        return answer

    def sign_in(self, name, password=PASSWORD):
        answer = self.post("/sign-in", {"name": name, "password": password})
        cookie = answer.getheader("Set-Cookie")
        if not cookie:
            raise SystemExit(f"{name} could not sign in: {answer.status}")
        return cookie.split(";")[0]

    def resident_mib(self):
        """Resident memory now, in MiB."""
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        raise SystemExit("the server is gone")

    def cpu_seconds(self):
        """Processor time used so far, user and system."""
        fields = open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / 100
