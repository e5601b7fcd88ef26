"""Load by wrk, a closed loop of so many connections, and what it saw."""

import dataclasses
import re
import statistics
import subprocess
import tempfile

UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclasses.dataclass
class Seen:
    """One measurement: requests a second, latencies in ms, server CPU in ms a request."""

    rate: float
    p50: float
    p99: float
    cpu: float
    failed: int

    @staticmethod
    def median(seen):
        middle = {
            name: statistics.median(getattr(one, name) for one in seen)
            for name in ("rate", "p50", "p99", "cpu")}
        return Seen(**middle, failed=sum(one.failed for one in seen))


def milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * UNITS[unit]


def wrk(server, script, connections, seconds, expected=2):
    """Runs one wrk; answers of another class than `expected` (2 for 2xx) are counted as failed."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script + COUNTING.replace("EXPECTED", str(expected)))
        file.flush()
        before = server.cpu_seconds()
        told = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", file.name,
             server.base], capture_output=True, text=True, check=True).stdout
        cpu = server.cpu_seconds() - before
    if "Requests/sec" not in told or "Latency Distribution" not in told:
        raise SystemExit(f"wrk measured nothing: {told}")
    requests = int(re.search(r"(\d+) requests in", told).group(1))
    failed = int(re.search(r"failed (\d+)", told).group(1))
    sockets = re.search(r"connect (\d+), read (\d+), write (\d+), timeout (\d+)", told)
    if sockets:
        failed += sum(map(int, sockets.groups()))
    return Seen(
        rate=float(re.search(r"Requests/sec:\s+([\d.]+)", told).group(1)),
        p50=milliseconds(re.search(r"(?m)^\s+50%\s+(\S+)", told).group(1)),
        p99=milliseconds(re.search(r"(?m)^\s+99%\s+(\S+)", told).group(1)),
        cpu=1000 * cpu / max(requests, 1), failed=failed)


# One thread, so that its table is the whole count.
COUNTING = """
local threads = {}
function setup(thread) table.insert(threads, thread) end
failed = 0
function response(status)
  if math.floor(status / 100) ~= EXPECTED then failed = failed + 1 end
end
function done()
  for _, thread in ipairs(threads) do print("failed " .. thread:get("failed")) end
end
"""


def getting(paths, cookie):
    """Asks for some pages in turn."""
    listed = ", ".join(f'"{path}"' for path in paths)
    return f"""
wrk.headers["Cookie"] = "{cookie}"
local paths = {{ {listed} }}
local turn = 0
request = function()
  turn = turn % #paths + 1
  return wrk.format("GET", paths[turn])
end
"""


def reporting(realm, place, category, start):
    """Sends requests of residents, each with words and an address of its own."""
    return f"""
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
local number = {start}
request = function()
  number = number + 1
  wrk.headers["X-Forwarded-For"] = "10." .. math.floor(number / 65025) % 255 .. "." ..
    math.floor(number / 255) % 255 .. "." .. number % 255
  return wrk.format("POST", "/{realm}/report", nil,
    "category={category}&place={place}&different=yes&account=" ..
    "%E6%A5%BC%E9%81%93%E7%81%AF%E4%B8%8D%E4%BA%AE+" .. number)
end
"""


def accepting(references, cookie, category, urgency):
    """Accepts requests that wait, each once."""
    listed = ", ".join(f'"{reference}"' for reference in references)
    return f"""
wrk.headers["Cookie"] = "{cookie}"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
local references = {{ {listed} }}
local turn = 0
request = function()
  turn = turn + 1
  return wrk.format("POST",
    "/desk/matters/" .. (references[turn] or "none") .. "/actions/accept", nil,
    "seen=1&title=%E6%A5%BC%E9%81%93%E7%81%AF&category={category}&urgency={urgency}" ..
    "&triage=onSite&message=%E5%B7%B2%E7%BB%8F%E5%8F%97%E7%90%86")
end
"""
