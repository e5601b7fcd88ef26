"""The same running town as the browser tests', for clients that others wrote."""

import importlib.util
import os
import subprocess
from pathlib import Path

import pytest

# All these clients are at one address, which a node would hold back.
os.environ |= {"LINLI_LIMITS_CALLS": "0", "LINLI_LIMITS_REALM_CALLS": "0"}

_source = Path(__file__).resolve().parents[1] / "browser" / "conftest.py"
_spec = importlib.util.spec_from_file_location("running_town", _source)
_running = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_running)

town = _running.town


@pytest.fixture(scope="session")
def running():
    """Where the program is, and what the browser tests know about it."""
    return _running


@pytest.fixture(scope="session")
def issue(town):
    """Issues a key by the command line, as an administrator does."""

    def issued(name, *scopes, channel="hotline"):
        wanted = [part for scope in scopes for part in ("--scope", scope)]
        shown = subprocess.run(
            [_running.LINLI, "key", "add", name, *wanted, "--channel", channel,
             "--data", town.data, "--realm", "checheng-road"],
            check=True, capture_output=True, text=True)
        return shown.stdout.strip()

    return issued
