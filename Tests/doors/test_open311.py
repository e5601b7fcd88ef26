"""Open311 GeoReport v2, read by `georeport` and held against what the standard asks of each answer."""

import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ElementTree

import jsonschema
import pytest
from georeport import GeoReport

TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"}
TEXT, MAYBE = {"type": "string"}, {"type": ["string", "null"]}
SERVICES = {"type": "array", "minItems": 1, "items": {
    "type": "object",
    "required": ["service_code", "service_name", "description", "metadata", "type", "keywords", "group"],
    "properties": {
        "service_code": TEXT, "service_name": TEXT, "description": TEXT, "group": TEXT,
        "metadata": {"type": "boolean"}, "type": {"enum": ["realtime", "batch", "blackbox"]},
        "keywords": TEXT}}}
DEFINITION = {"type": "object", "required": ["service_code", "attributes"], "properties": {
    "attributes": {"type": "array", "items": {
        "type": "object",
        "required": ["variable", "code", "datatype", "required", "datatype_description", "order",
                     "description"],
        "properties": {
            "variable": {"type": "boolean"}, "required": {"type": "boolean"},
            "order": {"type": "integer", "minimum": 1},
            "datatype": {"enum": ["string", "number", "datetime", "text", "singlevaluelist",
                                  "multivaluelist"]},
            "values": {"type": "array", "items": {"required": ["key", "name"]}}}}}}}
REQUESTS = {"type": "array", "items": {
    "type": "object",
    "required": ["service_request_id", "status", "status_notes", "service_name", "service_code",
                 "description", "agency_responsible", "service_notice", "requested_datetime",
                 "updated_datetime", "expected_datetime", "address", "address_id", "zipcode",
                 "lat", "long", "media_url"],
    "properties": {
        "service_request_id": TEXT, "status": {"enum": ["open", "closed"]},
        "requested_datetime": TIME, "updated_datetime": TIME,
        "expected_datetime": {"anyOf": [TIME, {"type": "null"}]},
        "lat": {"type": ["number", "null"]}, "long": {"type": ["number", "null"]},
        "status_notes": MAYBE, "description": MAYBE, "address": MAYBE}}}
ERRORS = {"type": "array", "minItems": 1, "items": {
    "type": "object", "required": ["code", "description"],
    "properties": {"code": {"type": "integer"}, "description": TEXT}}}


@pytest.fixture(scope="module", params=["json", "xml"])
def client(town, request):
    return GeoReport(
        f"{town.address}/api/open311/v2", jurisdiction="checheng-road", output_format=request.param)


def post(town, format, **fields):
    import json
    sent = urllib.parse.urlencode({"jurisdiction_id": "checheng-road", **fields}).encode()
    address = f"{town.address}/api/open311/v2/requests.{format}"
    try:
        with urllib.request.urlopen(address, sent) as answer:
            code, text = answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        code, text = refused.code, refused.read().decode()
    return code, json.loads(text) if format == "json" else ElementTree.fromstring(text)


def test_services_and_their_definitions(client):
    services = client.get_service_list()
    if client.output_format == "json":
        jsonschema.validate(services, SERVICES)
    codes = {service["service_code"] for service in services}
    assert "facility.light" in codes
    for service in services[:40]:
        definition = client.get_service_definition(service["service_code"])
        assert definition["service_code"] == service["service_code"]
        if client.output_format == "json":
            jsonschema.validate(definition, DEFINITION)


def test_requests_hold_what_the_standard_asks(client):
    found = client.get_service_requests(
        start_date="2026-06-01T00:00:00Z", end_date="2026-08-29T00:00:00Z")
    found = client.get_service_requests()
    assert found
    if client.output_format == "json":
        jsonschema.validate(found, REQUESTS)
    one = client.get_service_requests(service_request_id=found[0]["service_request_id"])
    one = one if isinstance(one, list) else [one]
    assert one[0]["service_request_id"] == found[0]["service_request_id"]
    for request in found:
        assert not request["service_code"].startswith("facility.")


def test_closed_ones_alone(client):
    closed = client.get_service_requests(status="closed")
    closed = closed if isinstance(closed, list) else [closed]
    assert closed and all(request["status"] == "closed" for request in closed)


def test_a_report_comes_in_and_its_sender_may_ask(town, issue):
    key = issue("12345", "report")
    report = {"api_key": key, "service_code": "facility.light", "lat": "32.6142",
              "long": "110.7706", "description": "路灯不亮，接口来的。", "phone": "13800001234"}
    code, sent = post(town, "json", **report)
    assert code == 201
    reference = sent[0]["service_request_id"]
    code, sent = post(town, "xml", **report)
    assert code == 201 and sent.find("request/service_request_id").text
    page = GeoReport(f"{town.address}/api/open311/v2", jurisdiction="checheng-road")
    assert page.get_service_requests(service_request_id=reference) == []
    with urllib.request.urlopen(
            f"{town.address}/api/open311/v2/requests/{reference}.json"
            f"?jurisdiction_id=checheng-road&api_key={key}") as answer:
        import json
        own = json.loads(answer.read())
    jsonschema.validate(own, REQUESTS)
    assert own[0]["status"] == "open" and own[0]["expected_datetime"]


@pytest.mark.parametrize("fields, code", [
    ({"service_code": "facility.light", "lat": "32.6", "long": "110.7"}, 403),
    ({"api_key": "linli-none", "service_code": "facility.light"}, 403),
])
def test_refusals_are_lists_of_errors(town, fields, code):
    refused, errors = post(town, "json", **fields)
    assert refused == code
    jsonschema.validate(errors, ERRORS)
    refused, errors = post(town, "xml", **fields)
    assert refused == code and errors.tag == "errors"
    assert errors.find("error/code").text == str(code)
