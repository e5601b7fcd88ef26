"""OGC API Features, asked by GDAL's driver (C++) and by OWSLib (Python)."""

import json
import subprocess

import pytest
from owslib.ogcapi.features import Features

HERE = (110.74, 32.60, 110.82, 32.64)


@pytest.fixture(scope="module")
def address(town):
    return f"{town.address}/api/features/checheng-road"


def ogrinfo(address, *more):
    shown = subprocess.run(
        ["ogrinfo", "-ro", *more[:-1], f"OAPIF:{address}", *more[-1:]], capture_output=True,
        text=True, timeout=60)
    assert shown.returncode == 0, shown.stderr
    assert "ERROR" not in shown.stderr, shown.stderr
    return shown.stdout


def test_gdal_lists_the_layers(address):
    shown = ogrinfo(address, "-so", "-al", "-q", "places")
    for layer in ("places", "organisations", "matters"):
        assert layer in ogrinfo(address, "-q", layer) or layer in shown


def test_gdal_reads_every_place_through_its_pages(address):
    shown = ogrinfo(address, "-al", "-oo", "PAGE_SIZE=5", "places")
    assert "Feature Count: 24" in shown
    assert "半山尚小区" in shown and "POLYGON" in shown
    assert "1号楼" not in shown


def test_gdal_filters_by_box(address):
    inside = ogrinfo(address, "-al", "-spat", "110.7690", "32.6130", "110.7730", "32.6170", "places")
    assert "半山尚小区" in inside and "蓝山郡一期" not in inside
    outside = ogrinfo(address, "-al", "-so", "-spat", "0", "0", "1", "1", "places")
    assert "Feature Count: 0" in outside


def test_gdal_writes_what_it_read(address, tmp_path):
    out = tmp_path / "matters.geojson"
    subprocess.run(
        ["ogr2ogr", "-f", "GeoJSON", out, f"OAPIF:{address}", "matters"], check=True, timeout=60)
    features = json.loads(out.read_text())["features"]
    assert features
    for feature in features:
        assert feature["properties"]["procedure"] != "request"
        if feature["geometry"]:
            east, north = feature["geometry"]["coordinates"]
            assert HERE[0] < east < HERE[2] and HERE[1] < north < HERE[3]


def test_owslib_knows_the_service(address):
    service = Features(address)
    assert service.conformance()["conformsTo"]
    assert service.api()["openapi"].startswith("3.0")
    assert set(service.feature_collections()) == {
        "places", "grids", "facilities", "organisations", "matters"}
    places = service.collection("places")
    assert places["extent"]["spatial"]["bbox"]


def test_owslib_reads_items_and_one_of_them(address):
    service = Features(address)
    box = service.collection_items("places", bbox=list(HERE), limit=3)
    assert len(box["features"]) == 3
    one = service.collection_item("places", box["features"][0]["id"])
    assert one["geometry"]["type"] in ("Polygon", "MultiPolygon", "Point")
    past = service.collection_items("matters", datetime_="1990-01-01/1990-12-31")
    assert past["features"] == []
