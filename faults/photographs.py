"""Pictures made to fill the memory of whoever opens them."""

import struct
import threading
import zlib

from town import REALM, expect
from visitor import Visitor

GROWTH_MEGABYTES_MAX = 700


def chunk(kind, content):
    return (struct.pack(">I", len(content)) + kind + content
            + struct.pack(">I", zlib.crc32(kind + content)))


def zeros(count):
    """So many zero bytes, compressed: about a thousandth of them."""
    packer = zlib.compressobj(9)
    block = bytes(1 << 20)
    parts = [packer.compress(block) for _ in range(count >> 20)]
    parts.append(packer.compress(bytes(count & ((1 << 20) - 1))))
    return b"".join(parts) + packer.flush()


def png(width, height, pixels, *extra):
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(extra)
            + chunk(b"IDAT", pixels) + chunk(b"IEND", b""))


def jpeg(width, height):
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    scan = b"\x01\x01\x00\x00\x3f\x00"
    return (b"\xff\xd8\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame
            + b"\xff\xda" + struct.pack(">H", len(scan) + 2) + scan + b"\x00" * 64 + b"\xff\xd9")


def bombs():
    """Each bomb with what must come of it: a refusal, or a picture like any other."""
    gigabyte = zeros(1 << 30)
    small = zlib.compress((b"\x00" + bytes(30)) * 10)
    side = 7_071
    return [
        ("a PNG that declares 60,000 × 60,000", png(60_000, 60_000, gigabyte), True),
        ("a PNG of 10 × 10 that unpacks to a gigabyte", png(10, 10, gigabyte), None),
        ("a PNG of 50 megapixels in 150 KB", png(side, side, zeros((side * 3 + 1) * side)), False),
        ("a PNG with a gigabyte of text",
         png(10, 10, small, chunk(b"zTXt", b"Comment\0\0" + gigabyte)), False),
        ("a PNG with a gigabyte of colours",
         png(10, 10, small, chunk(b"iCCP", b"icc\0\0" + gigabyte)), False),
        ("a JPEG that declares 65,500 × 65,500", jpeg(65_500, 65_500), True),
    ]


def send(town, number, name, content):
    visitor = Visitor(town, address=f"192.0.4.{number}", timeout=120)
    form = visitor.form(f"/{REALM}/report", f"/{REALM}/report")
    kind = "image/jpeg" if content[:2] == b"\xff\xd8" else "image/png"
    return visitor.send(f"/{REALM}/report", form.filled(
        account=f"{name}", different="yes", category="facility.light",
        place=form.options["place"][0]), [("photo", kind, content)])


def run(town):
    town.start()
    visitor = Visitor(town)
    visitor.get(f"/{REALM}/report")
    before = town.memory()
    told = []
    shelf = bombs()
    for number, (name, content, is_refused) in enumerate(shelf):
        town.forget_peak()
        answer = send(town, number, name, content)
        peak = town.memory("VmHWM")
        expect(town.is_alive(), f"{name} ended the server: {town.said()}")
        expect(answer.status in (303, 422), f"{name}: {answer.status} {answer.alert}")
        if is_refused is not None:
            expect((answer.status == 422) == is_refused, f"{name}: {answer.status} {answer.alert}")
        expect(peak - before < GROWTH_MEGABYTES_MAX, f"{name}: memory grew to {peak} MB")
        said = "taken" if answer.status == 303 else "refused"
        told.append(f"{name}: {said}, {peak} MB at most")
        expect(visitor.get(f"/{REALM}").status == 200, f"after {name} no page is answered")
    town.forget_peak()
    together(town, shelf)
    peak = town.memory("VmHWM")
    expect(peak - before < GROWTH_MEGABYTES_MAX, f"all at once: memory grew to {peak} MB")
    expect(visitor.get(f"/{REALM}").status == 200, "after all at once no page is answered")
    return f"{'; '.join(told)}; all at once {peak} MB at most"


def together(town, shelf):
    threads = [
        threading.Thread(target=send, args=(town, 100 + number, name, content))
        for number, (name, content, _) in enumerate(shelf * 2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
