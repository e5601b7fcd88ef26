"""The same kills with the rows on a PostgreSQL: now the node dies, now the server of the rows."""

import http.client
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import kills
from town import Failure, Skip, Town, expect

ROOT = Path(__file__).resolve().parent.parent
BACK_WITHIN_SECONDS = 10


class Rows:
    """A PostgreSQL with durable commits on a socket in a folder of its own."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="linli-postgres-"))
        self.address = f"postgres:///linli?host={self.folder}&user=linli"

    def start(self):
        done = subprocess.run(
            [ROOT / "scripts/postgres.sh", "start", self.folder], capture_output=True, text=True)
        expect(done.returncode == 0, f"PostgreSQL did not start: {done.stderr.strip()}")

    def kill(self):
        """Ends the whole server without a warning, and what it left in memory."""
        pid = (self.folder / "data/postmaster.pid").read_text().split()[0]
        own = subprocess.run(
            ["pgrep", "-P", pid], capture_output=True, text=True).stdout.split()
        subprocess.run(["kill", "-9", pid, *own], check=False)
        for _ in range(100):
            if subprocess.run(["kill", "-0", pid], capture_output=True).returncode != 0:
                return
            time.sleep(0.05)

    def remove(self):
        subprocess.run([ROOT / "scripts/postgres.sh", "stop", self.folder], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def ask(self, query, database="linli"):
        done = subprocess.run(
            ["psql", f"postgres:///{database}?host={self.folder}&user=linli", "-AtF", "\x1f", "-c",
             query], capture_output=True, text=True)
        if done.returncode != 0:
            raise OSError(done.stderr.strip())
        return done.stdout.split("\n")[:-1]


class NodeTown(Town):
    """A node whose rows a PostgreSQL keeps; every second kill is the server's."""

    def __init__(self, linli, folder, store):
        super().__init__(linli, folder)
        self.store = store
        self.turn = 0
        self.back = []

    def run(self, *arguments, **options):
        return super().run(*arguments, "--database", self.store.address, **options)

    def start(self, *flags, **options):
        if self.is_alive():
            self.wait_for_the_server()
        else:
            super().start("--database", self.store.address, *flags, **options)

    def kill(self):
        self.turn += 1
        if self.turn % 2 or not self.is_alive():
            super().kill()
        else:
            self.store.kill()

    def wait_for_the_server(self):
        """The server starts again, and the node goes on by itself."""
        self.store.start()
        began = time.monotonic()
        while time.monotonic() - began < BACK_WITHIN_SECONDS:
            try:
                asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                asked.request("GET", "/health")
                if asked.getresponse().status == 200:
                    self.back.append(time.monotonic() - began)
                    return
            except OSError:
                pass
            time.sleep(0.05)
        raise Failure(f"the node did not go on within {BACK_WITHIN_SECONDS} seconds")

    def rows(self, query, *values):
        for value in values:
            query = query.replace("?", str(int(value)), 1)
        return [
            tuple(int(part) if part.isdigit() else part for part in line.split("\x1f"))
            for line in self.store.ask(query)]


def run(town, times):
    if shutil.which("pg_config") is None or shutil.which("psql") is None:
        raise Skip("PostgreSQL is not installed: scripts/setup.sh bench")
    store = Rows()
    node = None
    try:
        store.start()
        store.ask("CREATE DATABASE linli", database="postgres")
        folder = town.folder / "node"
        folder.mkdir()
        node = NodeTown(town.linli, folder, store)
        done = node.run("demo")
        expect(done.returncode == 0, f"linli demo failed: {done.stderr.strip()}")
        told = kills.run(node, times)
        return f"{told} The node went on {max(node.back, default=0):.1f} s after the server at most"
    finally:
        if node is not None:
            Town.kill(node)
        store.remove()
