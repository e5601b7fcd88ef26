"""Open pages that watch for changes: what a thousand cost, and how soon they hear."""

import asyncio
import resource
import time


async def _watch(server, cookie, heard):
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(
        f"GET /desk/live HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nCookie: {cookie}\r\n\r\n"
        .encode())
    await reader.readuntil(b": here")
    ready.release()
    try:
        while b"data:" not in await reader.readline():
            pass
        heard.append(time.perf_counter())
    finally:
        writer.close()


async def _measure(server, cookie, count, change):
    global ready
    ready = asyncio.Semaphore(0)
    before = server.resident_mib()
    heard = []
    watching = [asyncio.create_task(_watch(server, cookie, heard)) for _ in range(count)]
    for _ in range(count):
        await ready.acquire()
    await asyncio.sleep(1)
    cost = server.resident_mib() - before
    changed = time.perf_counter()
    await asyncio.to_thread(change)
    await asyncio.wait(watching, timeout=10)
    for task in watching:
        task.cancel()
    return cost, len(heard), (max(heard, default=changed + 10) - changed) * 1000


def watchers(server, cookie, count, change):
    """Opens `count` watchers and then calls `change`.

    Returns their cost in MiB of the server's memory, how many heard of the change, and after how
    many ms the last one did, counted from before the change was sent.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, count + 200)), hard))
    return asyncio.run(_measure(server, cookie, count, change))
