"""A form of one gigabyte, once with its length said and once without."""

import select
import socket
import time

from town import REALM, expect
from visitor import Visitor

GIGABYTE = 1 << 30
PIECE = bytes(1 << 20)
GROWTH_MEGABYTES_MAX = 150


def run(town):
    town.start()
    visitor = Visitor(town)
    visitor.get(f"/{REALM}/report")
    told = []
    for name, head, piece in [
        ("with its length", f"Content-Length: {GIGABYTE}", PIECE),
        ("in pieces", "Transfer-Encoding: chunked", b"100000\r\n" + PIECE + b"\r\n"),
    ]:
        for path, kind in [(f"/{REALM}/track", "a form"), (f"/{REALM}/report", "photographs")]:
            town.forget_peak()
            before = town.memory()
            began = time.monotonic()
            status, page = send(town.port, path, head, piece)
            seconds = time.monotonic() - began
            growth = town.memory("VmHWM") - before
            expect(status == 413, f"{kind} {name}: {status} instead of 413")
            expect("too large" in page.lower(), f"{kind} {name}: the page does not say why")
            expect(growth < GROWTH_MEGABYTES_MAX, f"{kind} {name}: memory grew by {growth} MB")
            told.append(f"{kind} {name}: 413 after {seconds:.1f} s, {growth} MB more")
            expect(visitor.get(f"/{REALM}").status == 200, "the next page is not answered")
    return "; ".join(told)


def send(port, path, head, piece):
    """Sends until an answer has come or the gigabyte is through."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        line.sendall((
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: linli_language=en\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\n{head}\r\n\r\n").encode())
        sent = 0
        answer = b""
        while sent < GIGABYTE:
            readable, writable, _ = select.select([line], [line], [], 30)
            if readable:
                break
            if writable:
                try:
                    line.sendall(piece)
                except OSError:
                    break
                sent += len(PIECE)
        line.settimeout(30)
        try:
            while b"</html>" not in answer:
                said = line.recv(65_536)
                if not said:
                    break
                answer += said
        except OSError:
            pass
    text = answer.decode(errors="replace")
    status = int(text.split(" ", 2)[1]) if text.startswith("HTTP/") else 0
    return status, text
