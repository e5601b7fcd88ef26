"""A throw-away installation, and the server that runs over it."""

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import threading
import time
from pathlib import Path

REALM = "checheng-road"
# All load comes from one address, which a node would hold back.
UNLIMITED = {
    f"LINLI_LIMITS_{name}": "0"
    for name in ("PAGES", "FORMS", "CALLS", "REALM_PAGES", "REALM_FORMS", "REALM_CALLS")}
STARTED_WITHIN_SECONDS = 60


class Failure(Exception):
    """A fault that the program did not stand; the sentence says what was seen."""


class Skip(Exception):
    """A check that this machine cannot run; the sentence says why."""


def expect(holds, sentence):
    if not holds:
        raise Failure(sentence)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Town:
    """One folder with `linli.sqlite` and `linli.key`, and at most one server over it."""

    def __init__(self, linli, folder):
        self.linli = str(linli)
        self.folder = Path(folder)
        self.process = None
        self.port = None
        self.log = self.folder.parent / (self.folder.name + ".log")

    @property
    def database(self):
        return self.folder / "linli.sqlite"

    @staticmethod
    def demonstration(linli, folder):
        town = Town(linli, folder)
        done = town.run("demo")
        expect(done.returncode == 0, f"linli demo failed: {done.stderr.strip()}")
        return town

    def copied(self, folder):
        """The same installation once more, in a folder of its own."""
        shutil.copytree(self.folder, folder)
        return Town(self.linli, folder)

    def run(self, *arguments, **options):
        """One command line on this installation, to its end."""
        return subprocess.run(
            [self.linli, *arguments, "--data", str(self.folder)],
            capture_output=True, text=True, timeout=1800, stdin=subprocess.DEVNULL, **options)

    def verify(self):
        """The sentence of `linli verify --rows`; a Failure when it finds anything."""
        done = self.run("verify", "--rows")
        said = (done.stdout + done.stderr).strip()
        expect(done.returncode == 0, f"linli verify --rows: {said}")
        return said.splitlines()[-1]

    def start(self, *flags, before=(), environment=None, limits=None):
        """Starts the server and waits until it answers.

        before: words of a command that the server is started by, such as prlimit.
        limits: called in the child before it becomes the server.
        """
        self.port = free_port()
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [*before, self.linli, "serve", "--data", str(self.folder),
                 "--port", str(self.port), "--behind-proxy", *flags],
                stdout=log, stderr=log, stdin=subprocess.DEVNULL, preexec_fn=limits,
                env={**os.environ, **UNLIMITED, "SWIFT_BACKTRACE": "enable=no",
                     **(environment or {})})
        until = time.monotonic() + STARTED_WITHIN_SECONDS
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise Failure(f"the server ended at its start: {self.said()}")
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return
            except OSError:
                time.sleep(0.02)
        raise Failure(f"the server did not answer within {STARTED_WITHIN_SECONDS} seconds")

    def kill(self):
        """Ends the server as a power cut of its process would: no warning, no last word."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def settle(self):
        """Called after each kill, when everybody was answered."""

    def stop(self):
        """Asks the server to end, and waits."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Failure("the server did not end within a minute of being asked") from None
        self.process = None

    def is_alive(self):
        return self.process is not None and self.process.poll() is None

    def said(self, lines=3):
        """The last lines that the server wrote for its operator."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return " / ".join(text.strip().splitlines()[-lines:])

    def memory(self, field="VmRSS"):
        """Megabytes of the server now (VmRSS) or at most so far (VmHWM)."""
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{field}:\s+(\d+) kB", text).group(1)) // 1024

    def forget_peak(self):
        """Begins the measure of the peak anew."""
        Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def rows(self, query, *values):
        """Reads the database beside the server."""
        reading = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=30)
        try:
            return reading.execute(query, values).fetchall()
        finally:
            reading.close()


class Watch:
    """Asks for a page again and again while something else goes on, and keeps how long it took."""

    def __init__(self, ask, pause=0.05):
        self.ask = ask
        self.pause = pause
        self.seconds = []
        self.problems = []
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.go, daemon=True)

    def go(self):
        while not self.over.is_set():
            began = time.monotonic()
            try:
                self.ask()
                self.seconds.append(time.monotonic() - began)
            except Exception as error:  # noqa: BLE001 (whatever it is, the page was not answered)
                self.problems.append(f"{type(error).__name__}: {error}")
            self.over.wait(self.pause)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()

    def milliseconds(self, share):
        """How long so many of a hundred answers took at most."""
        if not self.seconds:
            return None
        place = min(len(self.seconds) - 1, int(len(self.seconds) * share / 100))
        return round(sorted(self.seconds)[place] * 1000)

    def told(self):
        return (f"{len(self.seconds)} pages meanwhile, "
                f"median {self.milliseconds(50)} ms, 99 of 100 within {self.milliseconds(99)} ms")
