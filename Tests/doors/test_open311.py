"""Open311 GeoReport v2, read by `georeport` and held against what the standard asks of each answer."""

import io
import json
import urllib.error
import urllib.parse
import urllib.request
import uuid
from pathlib import Path

import jsonschema
import pytest
from georeport import GeoReport
from lxml import etree
from PIL import Image

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("open311.xsd")))

TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}
TEXT, FULL = {"type": "string"}, {"type": "string", "minLength": 1}
MAYBE = {"type": ["string", "null"]}


def closed(properties, optional=()):
    """An object with these members and no others; all are needed but the optional ones."""
    needed = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": needed,
            "additionalProperties": False}


def listed(item, most=1000):
    return {"type": "array", "maxItems": most, "items": item}


SERVICES = listed(closed({
    "service_code": FULL, "service_name": FULL, "description": TEXT,
    "metadata": {"type": "boolean"}, "type": {"enum": ["realtime", "batch", "blackbox"]},
    "keywords": TEXT, "group": TEXT}))
DEFINITION = closed({"service_code": FULL, "attributes": listed(closed({
    "variable": {"type": "boolean"}, "code": FULL,
    "datatype": {"enum": ["string", "number", "datetime", "text", "singlevaluelist",
                          "multivaluelist"]},
    "required": {"type": "boolean"}, "datatype_description": TEXT,
    "order": {"type": "integer", "minimum": 1}, "description": FULL,
    "values": listed(closed({"key": FULL, "name": FULL}))}, optional=["values"]))})
REQUESTS = listed(closed({
    "service_request_id": FULL, "status": {"enum": ["open", "closed"]}, "status_notes": MAYBE,
    "service_name": FULL, "service_code": FULL, "description": MAYBE,
    "agency_responsible": MAYBE, "service_notice": MAYBE, "requested_datetime": TIME,
    "updated_datetime": TIME, "expected_datetime": {"anyOf": [TIME, {"type": "null"}]},
    "address": MAYBE, "address_id": MAYBE, "zipcode": MAYBE,
    "lat": {"type": ["number", "null"], "minimum": -90, "maximum": 90},
    "long": {"type": ["number", "null"], "minimum": -180, "maximum": 180}, "media_url": MAYBE}))
RAISED = listed(closed({"service_request_id": FULL, "service_notice": MAYBE, "account_id": MAYBE}))
UPDATES = listed(closed({
    "update_id": FULL, "service_request_id": FULL, "status": {"enum": ["OPEN", "CLOSED"]},
    "updated_datetime": TIME, "description": MAYBE, "media_url": MAYBE}))
ERRORS = {"type": "array", "minItems": 1, "items": closed({
    "code": {"type": "integer", "minimum": 400, "maximum": 599}, "description": FULL})}


@pytest.fixture(scope="module", params=["json", "xml"])
def client(town, request):
    return GeoReport(
        f"{town.address}/api/open311/v2", jurisdiction="checheng-road", output_format=request.param)


def read(format, text):
    """The answer, which is what the schema allows or the test fails."""
    if format == "json":
        return json.loads(text)
    tree = etree.fromstring(text)
    SCHEMA.assertValid(tree)
    return tree


def post(town, format, path="requests", files=(), **fields):
    fields = {"jurisdiction_id": "checheng-road", **fields}
    if files:
        mark = uuid.uuid4().hex
        parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
                 .encode() for name, value in fields.items()]
        for number, content in enumerate(files):
            head = (f'--{mark}\r\nContent-Disposition: form-data; name="media"; '
                    f'filename="{number}.jpg"\r\nContent-Type: image/jpeg\r\n\r\n')
            parts += [head.encode(), content, b"\r\n"]
        sent, type = b"".join(parts) + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"
    else:
        sent, type = urllib.parse.urlencode(fields).encode(), "application/x-www-form-urlencoded; charset=utf-8"
    asked = urllib.request.Request(
        f"{town.address}/api/open311/v2/{path}.{format}", sent, {"Content-Type": type})
    try:
        with urllib.request.urlopen(asked) as answer:
            code, text = answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        code, text = refused.code, refused.read()
    return code, read(format, text)


def get(town, format, path, **query):
    query = urllib.parse.urlencode({"jurisdiction_id": "checheng-road", **query})
    try:
        with urllib.request.urlopen(
                f"{town.address}/api/open311/v2/{path}.{format}?{query}") as answer:
            return answer.status, read(format, answer.read())
    except urllib.error.HTTPError as refused:
        return refused.code, read(format, refused.read())


def test_every_answer_in_xml_is_what_our_schema_of_the_standard_allows(town):
    for path in ["discovery", "discovery.xml"]:
        with urllib.request.urlopen(f"{town.address}/api/open311/{path}") as answer:
            assert answer.headers["Content-Type"].startswith("text/xml")
            assert read("xml", answer.read()).tag == "discovery"
    _, services = get(town, "xml", "services")
    codes = [code.text for code in services.iter("service_code")]
    assert len(codes) > 20
    for code in codes[:10]:
        assert get(town, "xml", f"services/{code}")[1].findtext("service_code") == code
    _, requests = get(town, "xml", "requests")
    assert len(requests) > 0
    _, updates = get(town, "xml", "servicerequestupdates")
    assert len(updates) > 0
    for path, code in [("services/none", 404), ("requests/none", 404), ("tokens/none", 404)]:
        status, errors = get(town, "xml", path)
        assert status == code and errors.findtext("error/code") == str(code)
    assert get(town, "xml", "services", jurisdiction_id="none")[0] == 404
    assert get(town, "json", "requests", start_date="2020-01-01T00:00:00Z",
               end_date="2020-06-01T00:00:00Z")[0] == 400


def test_lists_are_paged_and_named_ones_override_the_rest(town):
    _, all = get(town, "json", "requests")
    jsonschema.validate(all, REQUESTS)
    ids = [request["service_request_id"] for request in all]
    assert ids == [request["service_request_id"] for page in (1, 2)
                   for request in get(town, "json", "requests", page=page, page_size=5)[1]] + ids[10:]
    named = get(town, "json", "requests", service_request_id=",".join([ids[2], "none", ids[0]]),
                status="closed", end_date="2001-01-01T00:00:00Z")[1]
    assert [request["service_request_id"] for request in named] == [ids[2], ids[0]]


def test_a_photograph_comes_with_a_report_without_what_it_says_of_its_sender(town, issue):
    picture = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    Image.new("RGB", (40, 30), "red").save(picture, "JPEG", exif=exif)
    report = {"api_key": issue("photographs", "report"), "service_code": "facility.light",
              "lat": "32.6142", "long": "110.7706"}
    code, sent = post(town, "xml", files=[picture.getvalue()], **report)
    assert code == 201 and sent.findtext("request/service_request_id")
    code, errors = post(town, "json", files=[b"<svg/>"], **report)
    assert code == 400
    jsonschema.validate(errors, ERRORS)


def test_updates_go_both_ways(town, issue):
    key = issue("updates", "report")
    report = {"api_key": key, "service_code": "facility.light", "address_string": "半山尚小区"}
    code, sent = post(town, "json", **report)
    assert code == 201
    jsonschema.validate(sent, RAISED)
    reference = sent[0]["service_request_id"]
    update = {"api_key": key, "service_request_id": reference, "status": "OPEN",
              "updated_datetime": "2026-11-26T08:00:00+08:00", "description": "又坏了一盏。",
              "update_id": "77"}
    code, told = post(town, "xml", "servicerequestupdates", **update)
    assert code == 201
    number = told.findtext("request_update/update_id")
    assert post(town, "json", "servicerequestupdates", **update)[1] == [{"update_id": number}]
    own = get(town, "json", "servicerequestupdates", api_key=key)[1]
    jsonschema.validate(own, UPDATES)
    assert number in [update["update_id"] for update in own]
    assert number not in [
        update["update_id"] for update in get(town, "json", "servicerequestupdates")[1]]
    code, errors = post(town, "json", "servicerequestupdates", **{**update, "api_key": "none"})
    assert code == 403
    jsonschema.validate(errors, ERRORS)


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
    found = client.get_service_requests(status="closed")
    found = found if isinstance(found, list) else [found]
    assert found and all(request["status"] == "closed" for request in found)


def test_a_report_comes_in_and_its_sender_may_ask(town, issue):
    key = issue("12345", "report")
    report = {"api_key": key, "service_code": "facility.light", "lat": "32.6142",
              "long": "110.7706", "description": "路灯不亮，接口来的。", "phone": "13800001234"}
    code, sent = post(town, "json", **report)
    assert code == 201
    reference = sent[0]["service_request_id"]
    code, sent = post(town, "xml", **report)
    assert code == 201 and sent.findtext("request/service_request_id")
    page = GeoReport(f"{town.address}/api/open311/v2", jurisdiction="checheng-road")
    assert page.get_service_requests(service_request_id=reference) == []
    with urllib.request.urlopen(
            f"{town.address}/api/open311/v2/requests/{reference}.json"
            f"?jurisdiction_id=checheng-road&api_key={key}") as answer:
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
    assert refused == code and errors.findtext("error/code") == str(code)
