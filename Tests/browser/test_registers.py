"""The registers: a rule is tried and published, a record is checked, a drawing leads to its list."""

import json
import subprocess

from conftest import LINLI, PHONE
from test_accessibility import findings, sideways


def test_a_rule_is_written_compared_and_published(town, desk):
    page = desk("dispatcher")
    page.goto(f"{town.address}/desk/catalogue/rules/new")
    page.select_option("[name=place]", index=2)
    page.select_option("[name=category]", index=1)
    page.select_option("[name=lead]", index=1)
    page.fill("[name=basis]", "试点协议第三条")
    page.click("main .form button[type=submit]")
    page.wait_for_url("**/desk/catalogue")
    assert page.get_by_text("试点协议第三条").count()
    assert not findings(page)
    page.click("a[href='/desk/catalogue/publication']")
    assert page.get_by_text("新增的规则").count()
    assert not findings(page) and sideways(page) <= 0
    page.fill("[name=remark]", "试点一年")
    page.click("main .form button[type=submit]")
    page.wait_for_url("**/desk/catalogue")
    page.goto(f"{town.address}/desk/catalogue/versions")
    assert page.get_by_text("试点一年").count()


def test_a_record_is_checked_and_its_proof_holds(town, desk, tmp_path):
    page = desk("checker")
    page.goto(f"{town.address}/desk/records")
    assert not findings(page) and sideways(page) <= 0
    subprocess.run([LINLI, "seal", "--data", town.data], check=True, capture_output=True)
    page.goto(f"{town.address}/desk/records/2?check=now")
    assert page.locator("#check [role=status]").count() == 1
    assert not findings(page) and sideways(page) <= 0
    with page.expect_download() as download:
        page.click("a[href$='/proof']")
    file = tmp_path / "proof.json"
    download.value.save_as(file)
    assert len(json.loads(file.read_text())["proofs"]) == 1
    verified = subprocess.run(
        [LINLI, "verify", "--proof", file, "--data", town.data], capture_output=True, text=True)
    assert verified.returncode == 0, verified.stderr


def test_the_drawing_leads_to_the_matters_of_a_state(town, desk):
    page = desk("dispatcher", PHONE)
    page.goto(f"{town.address}/desk/procedures/request")
    link = page.locator("a.state-count").first
    count = int(link.inner_text().split()[0].rstrip("+"))
    link.click()
    page.wait_for_load_state()
    assert page.locator("[data-row-link]").count() == min(count, 50)
    assert sideways(page) <= 0


def test_the_calculator_counts_over_a_holiday(town, desk):
    page = desk("grid", PHONE)
    page.goto(f"{town.address}/desk/calendar")
    page.fill("[name=amount]", "3")
    page.fill("[name=from]", "2026-09-29")
    page.fill("[name=at]", "10:00")
    page.click("#calculator button[type=submit]")
    page.wait_for_load_state()
    assert "10月9日" in page.locator("#calculator [role=status]").inner_text()
    assert page.locator("#calculator tbody tr").count() == 11
    assert not findings(page) and sideways(page) <= 0
