"""What happens to nodes when a PostgreSQL has the rows: a node dies, the server, the whole machine
that it ran on, and the node that did the work behind the pages."""

import http.client
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import kills
from load import Journal, Reporter
from town import Failure, Skip, Town, expect
from visitor import Visitor

ROOT = Path(__file__).resolve().parent.parent
BACK_WITHIN_SECONDS = 10


def script(*words):
    done = subprocess.run(
        [ROOT / "scripts/postgres.sh", *words], capture_output=True, text=True)
    expect(done.returncode == 0, f"PostgreSQL, {words[0]}: {done.stderr.strip()}")


class Rows:
    """A PostgreSQL with durable commits on a socket in a folder of its own."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="linli-postgres-"))
        self.address = f"postgres:///linli?host={self.folder}&user=linli"

    def start(self):
        script("start", self.folder)

    def settle(self):
        """Makes ready for the next kill."""

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

    def follow(self, first):
        """Becomes a standby of another."""
        script("follow", self.folder, first.folder)

    def promote(self):
        script("promote", self.folder)

    def ask(self, query, database="linli"):
        done = subprocess.run(
            ["psql", f"postgres:///{database}?host={self.folder}&user=linli", "-AtF", "\x1f", "-c",
             query], capture_output=True, text=True)
        if done.returncode != 0:
            raise OSError(done.stderr.strip())
        return done.stdout.split("\n")[:-1]


class Pair:
    """Two servers: one is written to, the other has every commit before it is acknowledged. When
    the first dies, the second takes its place, and a new second follows that."""

    def __init__(self):
        self.first = Rows()
        self.second = Rows()
        self.address = (
            f"postgres:///linli?host={self.first.folder},{self.second.folder}&user=linli"
            "&target_session_attrs=read-write")

    def begin(self):
        self.first.start()
        self.first.ask("CREATE DATABASE linli", database="postgres")
        self.settle()

    def kill(self):
        self.first.kill()

    def start(self):
        self.second.promote()
        self.first, self.second = self.second, self.first

    def settle(self):
        shutil.rmtree(self.second.folder / "data", ignore_errors=True)
        self.second.follow(self.first)
        self.first.ask("ALTER SYSTEM SET synchronous_standby_names = '*'")
        self.first.ask("SELECT pg_reload_conf()")

    def ask(self, query):
        return self.first.ask(query)

    def remove(self):
        self.first.remove()
        self.second.remove()


class NodeTown(Town):
    """A node whose rows a PostgreSQL keeps; every second kill is the server's."""

    def __init__(self, linli, folder, store, spared=False, beside=None):
        """spared: the node itself is never killed. beside: another node, which runs."""
        super().__init__(linli, folder)
        self.store = store
        self.spared = spared
        self.beside = beside
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
        if not self.is_alive() or (self.turn % 2 and not self.spared):
            super().kill()
        else:
            self.store.kill()

    def wait_for_the_server(self):
        """The server starts again, and its nodes go on by themselves."""
        self.store.start()
        began = time.monotonic()
        waiting = [self, self.beside] if self.beside else [self]
        while time.monotonic() - began < BACK_WITHIN_SECONDS:
            waiting = [node for node in waiting if not node.is_healthy()]
            if not waiting:
                self.back.append(time.monotonic() - began)
                return
            time.sleep(0.05)
        raise Failure(f"a node did not go on within {BACK_WITHIN_SECONDS} seconds")

    def settle(self):
        self.store.settle()

    def is_healthy(self):
        try:
            asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            asked.request("GET", "/health")
            return asked.getresponse().status == 200
        except OSError:
            return False

    def rows(self, query, *values):
        for value in values:
            query = query.replace("?", str(int(value)), 1)
        return [
            tuple(int(part) if part.isdigit() else part for part in line.split("\x1f"))
            for line in self.store.ask(query)]


def need_postgres():
    if shutil.which("pg_config") is None or shutil.which("psql") is None:
        raise Skip("PostgreSQL is not installed: scripts/setup.sh bench")


def demonstration(town, store, **options):
    folder = town.folder / "node"
    folder.mkdir()
    node = NodeTown(town.linli, folder, store, **options)
    done = node.run("demo")
    expect(done.returncode == 0, f"linli demo failed: {done.stderr.strip()}")
    return node


def run(town, times):
    """Of two nodes now one dies, now the server of the rows, which starts again."""
    need_postgres()
    store = Rows()
    node = other = None
    try:
        store.start()
        store.ask("CREATE DATABASE linli", database="postgres")
        node = demonstration(town, store)
        other = node.beside = NodeTown(town.linli, node.folder, store)
        other.start()
        told = kills.run(node, times, beside=[other])
        return f"{told} Both nodes went on {max(node.back, default=0):.1f} s after the server at most"
    finally:
        for one in (node, other):
            if one is not None:
                Town.kill(one)
        store.remove()


def failover(town, times):
    """The first server dies for good, and the second takes its place."""
    need_postgres()
    store = Pair()
    node = None
    try:
        store.begin()
        node = demonstration(town, store, spared=True)
        told = kills.run(node, times)
        return f"{told} The node went on {max(node.back, default=0):.1f} s after the promotion"
    finally:
        if node is not None:
            Town.kill(node)
        store.remove()


def nodes(town):
    """The node that does the work behind the pages dies; a standby is asked what may be old."""
    need_postgres()
    store, standby = Rows(), Rows()
    first = second = None
    try:
        store.start()
        store.ask("CREATE DATABASE linli", database="postgres")
        first = demonstration(town, store)
        standby.follow(store)
        first.start()
        sealed_by(store, first, WORK_WITHIN_SECONDS)
        second = NodeTown(town.linli, first.folder, store)
        second.start("--read-replica", standby.address)
        supervisor = Visitor(second).sign_in("supervisor")
        wait(lambda: AS_OF in supervisor.get("/desk/records").text, WORK_WITHIN_SECONDS,
             "a search in the record did not say that it was asked of the standby")
        standby.kill()
        answer = supervisor.get("/desk/records")
        expect(answer.status == 200 and AS_OF not in answer.text,
               "without the standby the record was not read from the server itself")
        Town.kill(first)
        moved = sealed_by(store, second, WORK_WITHIN_SECONDS)
        second.verify()
        return (f"the other node took over the work {moved:.0f} s after the first was killed; the "
                "standby was asked, and the server itself once that was gone")
    finally:
        for node in (first, second):
            if node is not None:
                Town.kill(node)
        standby.remove()
        store.remove()


WORK_WITHIN_SECONDS = 75
AS_OF = "Asked of a copy that follows the database"


def wait(holds, seconds, sentence):
    began = time.monotonic()
    while not holds():
        expect(time.monotonic() - began < seconds, sentence)
        time.sleep(0.2)
    return time.monotonic() - began


def sealed_by(store, node, seconds):
    """Has something recorded on a node, and waits until it is sealed. Returns the seconds."""
    Reporter(node, Journal(), 0).act()
    last = int(store.ask("SELECT MAX(sequence) FROM records")[0])
    return wait(lambda: int(store.ask("SELECT COALESCE(MAX(last_sequence), 0) FROM seals")[0])
                >= last, seconds, f"nothing was sealed within {seconds} seconds")
