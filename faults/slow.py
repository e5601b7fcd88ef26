"""Thousands of connections that say next to nothing, and thousands that rightly stay open."""

import resource
import select
import socket
import threading
import time

from town import REALM, Watch, expect
from visitor import Visitor

LINE = b"GET /checheng-road HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: " + b"a" * 4000
BODY = (b"POST /checheng-road/track HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\n")
SLOW_SECONDS = 75
# The server gives the first request twenty seconds; a little more is granted here.
CLOSED_WITHIN_SECONDS = 30
# So few files a server is lent in the check `crowded`, and so many it keeps for itself.
FEW = 700
KEPT = 256


def raise_own_limit():
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


def few_files():
    """The limit that most systems give a service; the server must raise it itself."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (1024, hard))


class Dribblers:
    """Connections that send one byte a second each; one that is closed is opened again."""

    def __init__(self, port, count):
        self.port = port
        self.count = count
        self.lines = {}
        self.closed_after = []
        self.opened = 0
        self.most = 0
        self.over = threading.Event()
        self.poll = select.epoll()
        self.thread = threading.Thread(target=self.go, daemon=True)

    def open(self):
        line = socket.socket()
        line.setblocking(False)
        line.connect_ex(("127.0.0.1", self.port))
        self.opened += 1
        # Half of them dribble a head, half send a head at once and dribble a body.
        text = LINE if self.opened % 2 else BODY
        sent = 0 if self.opened % 2 else len(BODY)
        self.lines[line.fileno()] = [line, time.monotonic(), text, sent]
        self.poll.register(line.fileno(), select.EPOLLIN | select.EPOLLHUP | select.EPOLLERR)
        return line

    def close(self, number):
        line, began, _, _ = self.lines.pop(number)
        self.closed_after.append(time.monotonic() - began)
        self.poll.unregister(number)
        line.close()

    def go(self):
        while not self.over.is_set():
            began = time.monotonic()
            for _ in range(min(2_000, self.count - len(self.lines))):
                self.open()
            for number, state in list(self.lines.items()):
                line, _, text, sent = state
                try:
                    if sent == len(BODY) and text is BODY:
                        line.send(BODY + b"a")
                        state[3] += 1
                    elif text is BODY:
                        line.send(b"a")
                    else:
                        line.send(text[sent:sent + 1])
                        state[3] += 1
                except BlockingIOError:
                    pass
                except OSError:
                    self.close(number)
            for number, _ in self.poll.poll(0, 20_000):
                if number in self.lines:
                    try:
                        gone = self.lines[number][0].recv(4096) == b""
                    except BlockingIOError:
                        gone = False
                    except OSError:
                        gone = True
                    if gone:
                        self.close(number)
            self.most = max(self.most, len(self.lines))
            self.over.wait(max(0.0, 1 - (time.monotonic() - began)))
        for line, *_ in self.lines.values():
            line.close()

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()


def run(town, count):
    hard = raise_own_limit()
    count = min(count, hard - 1_000)
    town.start(limits=few_files)
    visitor = Visitor(town, timeout=30)

    def ask():
        answer = visitor.get(f"/{REALM}")
        if answer.status != 200:
            raise RuntimeError(f"{answer.status} {answer.alert}")

    with Watch(ask) as quiet:
        time.sleep(3)
    before = town.memory()
    with Dribblers(town.port, count) as dribblers, Watch(ask) as watch:
        until = time.monotonic() + SLOW_SECONDS
        while time.monotonic() < until:
            time.sleep(1)
            expect(town.is_alive(), f"the server ended: {town.said()}")
    peak = town.memory("VmHWM")
    expect(dribblers.most > count * 0.9, f"only {dribblers.most} connections could be opened")
    expect(not watch.problems,
           f"{len(watch.problems)} pages failed meanwhile: {watch.problems[:1]}")
    expect(watch.seconds, "not one page was answered meanwhile")
    expect(dribblers.closed_after, "no slow connection was closed")
    longest = max(dribblers.closed_after)
    expect(longest < CLOSED_WITHIN_SECONDS, f"a slow connection lived {longest:.0f} seconds")
    expect(peak < 1_500, f"the server grew to {peak} MB")
    with Watch(ask) as after:
        time.sleep(3)
    expect(not after.problems, f"afterwards: {after.problems[:1]}")
    return (f"{dribblers.most} at once, {len(dribblers.closed_after)} closed, each within "
            f"{longest:.0f} s; {watch.told()} (median {quiet.milliseconds(50)} ms without them); "
            f"memory {before} MB, at most {peak} MB")


def watchers(town, count):
    """Live pages stay open past every time limit, and each hears of a change."""
    raise_own_limit()
    town.start(limits=few_files)
    clerk = Visitor(town).sign_in("dispatcher")
    cookies = "; ".join(f"{name}={value}" for name, value in clerk.cookies.items())
    head = (f"GET /desk/live HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookies}\r\n\r\n").encode()
    lines = []
    for _ in range(count):
        line = socket.create_connection(("127.0.0.1", town.port), timeout=30)
        line.sendall(head)
        lines.append(line)
    # Longer than any connection may be silent, and than two comments of the stream.
    time.sleep(80)
    heard = [b""] * count
    visitor = Visitor(town, address="192.0.2.77")
    form = visitor.form(f"/{REALM}/report", f"/{REALM}/report")
    answer = visitor.post(f"/{REALM}/report", form.filled(
        account="路灯不亮，大家都看着", different="yes", category="facility.light",
        place=form.options["place"][0]))
    expect(answer.status == 303, f"the request was not taken: {answer.status} {answer.alert}")
    until = time.monotonic() + 20
    for place, line in enumerate(lines):
        while b"data: new" not in heard[place]:
            line.settimeout(max(0.1, until - time.monotonic()))
            try:
                said = line.recv(65_536)
            except TimeoutError:
                break
            if not said:
                break
            heard[place] += said
    told = sum(b"data: new" in said for said in heard)
    comments = min(said.count(b": here") for said in heard)
    for line in lines:
        line.close()
    expect(told == count, f"only {told} of {count} live pages heard of the change")
    return (f"{count} live pages stayed open for 80 s and all heard of the change, each after at "
            f"least {comments} comments; memory {town.memory('VmHWM')} MB at most")


def crowded(town):
    """More connections than the system lends files: the idle make room, the rest are told."""
    town.start(limits=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (FEW, FEW)))
    most = FEW - KEPT
    idle = []
    for _ in range(FEW):
        idle.append(socket.create_connection(("127.0.0.1", town.port), timeout=30))
    visitor = Visitor(town)
    answer = visitor.get(f"/{REALM}")
    expect(answer.status == 200, f"behind {FEW} idle connections a page gives {answer.status}")
    for line in idle:
        line.close()
    clerk = Visitor(town).sign_in("dispatcher")
    cookies = "; ".join(f"{name}={value}" for name, value in clerk.cookies.items())
    head = f"GET /desk/live HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookies}\r\n\r\n".encode()
    refusals = []
    lines = []
    for _ in range(most + 40):
        line = socket.create_connection(("127.0.0.1", town.port), timeout=30)
        lines.append(line)
        try:
            line.sendall(head)
            said = line.recv(65_536)
        except OSError:
            said = b""
        if b" 503 " in said:
            refusals.append(said.decode().splitlines()[-2])
    expect(refusals, f"{len(lines)} live pages were let in although {most} may be")
    for line in lines:
        line.close()
    time.sleep(1)
    answer = Visitor(town).get(f"/{REALM}")
    expect(answer.status == 200, f"after they left a page gives {answer.status}")
    expect(town.is_alive(), f"the server ended: {town.said()}")
    warned = "open so few files" in town.log.read_text()
    expect(warned, "the operator was not told that the limit is low")
    return (f"with {FEW} files: {FEW} idle connections keep nobody out; with {most} live pages "
            f"{len(refusals)} newcomers read “{refusals[0]}”")
