"""What those who run the program ask: health, numbers and alerts that `promtool` accepts, and spans
read by the schema of OpenTelemetry."""

import base64
import json
import re
import shutil
import sqlite3
import subprocess
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from google.protobuf import json_format
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span


@pytest.mark.parametrize("path", ["healthz", "readyz"])
def test_it_says_how_it_is(town, path):
    with urllib.request.urlopen(f"{town.address}/{path}") as answer:
        assert answer.status == 200
        assert answer.headers["X-Request-Id"]


def test_numbers_are_for_those_with_a_key(town, issue):
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{town.address}/metrics")
    assert refused.value.code == 401
    assert json.loads(refused.value.read())["status"] == 401
    wrong = urllib.request.Request(
        f"{town.address}/metrics",
        headers={"Authorization": f"Bearer {issue('hotline', 'report')}"})
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(wrong)


def test_promtool_accepts_the_numbers(town, issue):
    urllib.request.urlopen(f"{town.street}/boards/order").read()
    asked = urllib.request.Request(
        f"{town.address}/metrics",
        headers={"Authorization": f"Bearer {issue('prometheus', 'metrics')}"})
    with urllib.request.urlopen(asked) as answer:
        text = answer.read()
    checked = subprocess.run(
        ["promtool", "check", "metrics"], input=text, capture_output=True, timeout=30)
    assert checked.returncode == 0, checked.stderr.decode()
    assert b'route="/{realm}/boards/{procedure}"' in text or b'route="/:realm/boards/:procedure"' in text
    assert b"checheng" not in text


def test_promtool_accepts_the_alerts_and_they_are_about_these_numbers(town, issue):
    rules = Path(__file__).resolve().parents[2] / "deploy" / "linli.rules.yml"
    checked = subprocess.run(
        ["promtool", "check", "rules", rules], capture_output=True, text=True, timeout=30)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    urllib.request.urlopen(f"{town.address}/sign-in").read()
    asked = urllib.request.Request(
        f"{town.address}/metrics",
        headers={"Authorization": f"Bearer {issue('alerts', 'metrics')}"})
    with urllib.request.urlopen(asked) as answer:
        told = answer.read().decode()
    named = set(re.findall(r"linli_\w+", rules.read_text()))
    assert named and named <= set(re.findall(r"^(linli_\w+)", told, re.MULTILINE))
    assert 'route="/sign-in"' in told


class Collector(BaseHTTPRequestHandler):
    """Takes spans as any collector of OpenTelemetry does."""

    bodies = []

    def do_POST(self):
        assert self.path == "/v1/traces" and self.headers["Content-Type"] == "application/json"
        Collector.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_):
        pass


def spans():
    """Everything that came, read by the schema of OTLP, which refuses a field that it does not
    know. In JSON it has identifiers in hexadecimal digits and not in Base64."""
    found = []
    for body in Collector.bodies:
        sent = json.loads(body)
        for span in sent["resourceSpans"][0]["scopeSpans"][0]["spans"]:
            for name, length in (("traceId", 16), ("spanId", 8), ("parentSpanId", 8)):
                if name in span:
                    digits = bytes.fromhex(span[name])
                    assert len(digits) == length
                    span[name] = base64.b64encode(digits).decode()
        request = json_format.ParseDict(sent, ExportTraceServiceRequest())
        for resource in request.resource_spans:
            assert resource.resource.attributes[0].value.string_value == "linli"
            found += [span for scope in resource.scope_spans for span in scope.spans]
    return found


def test_a_collector_gets_a_span_for_each_request_and_its_transactions(town, running, tmp_path):
    collector = ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    threading.Thread(target=collector.serve_forever, daemon=True).start()
    with sqlite3.connect(f"{town.data}/linli.sqlite") as old, sqlite3.connect(
            tmp_path / "linli.sqlite") as new:
        old.backup(new)
    shutil.copy(f"{town.data}/linli.key", tmp_path / "linli.key")
    port = running.free_port()
    (tmp_path / "linli.yml").write_text(f"""
listen: {{ port: {port} }}
outgoing: {{ allow: [127.0.0.1 private] }}
tracing: {{ otlp: "http://127.0.0.1:{collector.server_port}" }}
""")
    server = subprocess.Popen([running.LINLI, "serve", "--data", tmp_path])
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2)
                break
            except OSError:
                assert server.poll() is None, "the server ended by itself"
                time.sleep(0.1)
        trace, parent = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
        urllib.request.urlopen(urllib.request.Request(
            f"http://127.0.0.1:{port}/checheng-road/track?reference=13800001234",
            headers={"traceparent": f"00-{trace}-{parent}-01"})).read()
    finally:
        # What was answered until the end is sent before it ends.
        server.terminate()
        assert server.wait(timeout=30) == 0
        collector.shutdown()
    of_trace = [span for span in spans() if span.trace_id.hex() == trace]
    whole = [span for span in of_trace if span.kind == Span.SPAN_KIND_SERVER]
    assert len(whole) == 1 and whole[0].parent_span_id.hex() == parent
    facts = {fact.key: fact.value for fact in whole[0].attributes}
    assert facts["http.response.status_code"].int_value == 200
    assert whole[0].name == "GET " + facts["http.route"].string_value
    parts = [span for span in of_trace if span.kind == Span.SPAN_KIND_INTERNAL]
    assert parts and all(part.parent_span_id == whole[0].span_id for part in parts)
    for span in of_trace:
        assert span.start_time_unix_nano <= span.end_time_unix_nano
    for body in Collector.bodies:
        assert b"13800001234" not in body and b"checheng" not in body
