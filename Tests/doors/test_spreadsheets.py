"""Tables as clerks keep them, made with openpyxl and sent to the desk; lists, read with openpyxl."""

import csv
import datetime
import io
import re
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
import zipfile

import openpyxl
import pytest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def until(holds, seconds=60):
    """Whether something comes to hold in that time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.2)
    return False


class NoDetour(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Desk:
    """A signed-in person, asking without a browser."""

    def __init__(self, address, signer):
        self.address = address
        self.cookie = signer

    def ask(self, path, body=None, kind=None):
        asked = urllib.request.Request(self.address + path, data=body)
        asked.add_header("Cookie", self.cookie)
        if kind:
            asked.add_header("Content-Type", kind)
        try:
            return urllib.request.build_opener(NoDetour).open(asked)
        except urllib.error.HTTPError as answer:
            return answer

    def text(self, path):
        return self.ask(path).read().decode()

    def send(self, noun, name, content):
        """Sends a table and gives the address of its page, or the page that refuses it."""
        mark = uuid.uuid4().hex
        body = (
            f'--{mark}\r\nContent-Disposition: form-data; name="noun"\r\n\r\n{noun}\r\n'
            f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            f"Content-Type: {XLSX}\r\n\r\n").encode() + content + f"\r\n--{mark}--\r\n".encode()
        answer = self.ask("/desk/imports", body, f"multipart/form-data; boundary={mark}")
        return answer.headers.get("Location"), answer.read().decode()

    def post(self, path, **fields):
        return self.ask(
            path, urllib.parse.urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def finds(self, name):
        """Whether the area tree has a place of that name."""
        return "found-name" in self.text("/desk/places?q=" + urllib.parse.quote(name))

    def accept(self, page):
        version = re.search(r'name="version" value="(\d+)"', self.text(page)).group(1)
        return self.post(f"{page}/acceptance", version=version)


@pytest.fixture(scope="session")
def desk(town):
    def signed_in(name):
        signing = Desk(town.address, "")
        answer = signing.post("/sign-in", name=name, password=town.password)
        cookie = answer.headers["Set-Cookie"].split(";")[0]
        return Desk(town.address, cookie)

    return signed_in


def workbook(change):
    book = openpyxl.Workbook()
    change(book.active)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def estates(sheet):
    sheet.title = "小区台账"
    sheet.merge_cells("A1:F1")
    sheet["A1"] = "岩岭社区小区、楼栋台账"
    sheet.append(["制表：社区", None, None, None, None, None])
    sheet.append(["序号", "名称", "上级", "层级", "设立时间", "宗教信仰"])
    sheet.append([1, "表格小区", "岩岭社区", "小区", datetime.date(2019, 3, 5), "无"])
    sheet.append([2, "１号楼", "岩岭社区/表格小区", "楼栋", "２０２０年６月１日", "佛教"])
    sheet.append([3, "２号楼", None, "楼栋", 43983, "无"])
    sheet.append([4, "３号楼", "岩岭社区/表格小区", "宫殿", "不知道", "无"])
    sheet.merge_cells("C5:C6")
    sheet["E4"].number_format = 'yyyy"年"m"月"d"日"'


def test_a_workbook_as_clerks_keep_it(desk):
    dispatcher = desk("dispatcher")
    page, _ = dispatcher.send("places", "小区.xlsx", workbook(estates))
    text = dispatcher.text(page)
    assert "宗教信仰不记" in text and "佛教" not in text
    assert "<strong>D7</strong>" in text and "<strong>E7</strong>" in text
    assert "<strong>C6</strong>" not in text, "what is merged downwards holds in every row"
    listed = list(csv.reader(io.StringIO(dispatcher.text(f"{page}/problems").lstrip("\ufeff"))))
    assert [line[0] for line in listed[1:]] == ["D7", "E7"]
    assert not dispatcher.finds("表格小区"), "nothing is written before it is accepted"
    assert dispatcher.accept(page).status == 303
    assert dispatcher.finds("表格小区")
    assert dispatcher.post(f"{page}/acceptance", version="1").status == 409, "once"
    dispatcher.post(f"{page}/undoing")
    assert not dispatcher.finds("表格小区")


def test_a_table_of_the_office_in_gbk(desk):
    table = "商户名称,类型,联系电话,法人身份证号\r\n表格理发店,merchant,13800000000,11010519491231002X\r\n"
    page, _ = desk("dispatcher").send("bodies", "商户.csv", table.encode("gbk"))
    text = desk("dispatcher").text(page)
    assert "证件号码不记" in text and "11010519491231002X" not in text
    assert "GB18030" in text and "<strong>C2</strong>" in text, "a mobile is no office telephone"


def bomb():
    kept = io.BytesIO(workbook(estates))
    with zipfile.ZipFile(kept, "a", zipfile.ZIP_DEFLATED) as packed:
        with packed.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
            part.write(b'<?xml version="1.0"?><sst>')
            for _ in range(210):
                part.write(b" " * 1_048_576)
            part.write(b"</sst>")
    return kept.getvalue()


def entities():
    kept = io.BytesIO(workbook(estates))
    with zipfile.ZipFile(kept, "a") as packed:
        packed.writestr(
            "xl/sharedStrings.xml",
            '<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>')
    return kept.getvalue()


@pytest.mark.parametrize(
    "content, words",
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧格式"),
        (b"PK\x03\x04" + bytes(600), "这不是 Excel 表格"),
        (b"\xff\xff\xff\xff\x00", "认不出"),
    ])
def test_what_is_no_table_is_refused_in_words(desk, content, words):
    page, text = desk("dispatcher").send("places", "a.xlsx", content)
    assert page is None and words in text


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_table_that_unpacks_without_end_is_refused(desk):
    page, text = desk("dispatcher").send("places", "a.xlsx", bomb())
    assert page is None and "文件太大" in text
    page, text = desk("dispatcher").send("places", "a.xlsx", entities())
    assert page is None and "文件坏了" in text


def test_a_list_is_taken_away_as_it_is_filtered(desk):
    dispatcher = desk("dispatcher")
    path = "/desk/exports/matters?view=places&procedure=request"
    answer = dispatcher.ask(path + "&format=xlsx")
    assert answer.headers["Content-Type"] == XLSX
    sheet = openpyxl.load_workbook(io.BytesIO(answer.read()), read_only=True).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    text = dispatcher.text(path + "&format=csv")
    lines = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    assert len(rows) == len(lines) > 2
    assert rows[0] == lines[0] and rows[0][0] == "编号"
    assert [row[0] for row in rows] == [line[0] for line in lines]
    assert len({row[2] for row in rows[1:]}) == 1, "one procedure, as the filter says"
    assert not re.search(r"1[3-9]\d{9}", text), "no contact details"


@pytest.mark.parametrize("name, person", [
    ("places", "dispatcher"), ("bodies", "dispatcher"), ("records", "checker"),
    ("meetings", "secretary"), ("activities", "secretary"), ("venues", "secretary"),
    ("guides", "secretary"), ("lines", "secretary"), ("funds", "secretary")])
def test_every_list_opens_in_openpyxl(desk, name, person):
    answer = desk(person).ask(f"/desk/exports/{name}?format=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.read())).active
    assert sheet.max_row > 3 and all(cell.value for cell in sheet[1])


@pytest.mark.parametrize("name, person", [
    ("agreements", "secretary"), ("alliances", "secretary"), ("units", "secretary"),
    ("callUps", "secretary"), ("pairings", "community"), ("responsibilities", "community"),
    ("appraisals", "secretary"), ("sittings", "secretary"), ("rosters", "secretary"),
    ("fundLines&source=donation", "secretary"), ("rules", "secretary"),
    ("lineItems&line=decideTogether", "secretary")])
def test_both_formats_of_a_list_say_the_same(desk, name, person):
    path = "/desk/exports/" + name.replace("&", "?", 1)
    path += "&" if "?" in path else "?"
    sheet = openpyxl.load_workbook(
        io.BytesIO(desk(person).ask(path + "format=xlsx").read())).active
    lines = list(csv.reader(io.StringIO(desk(person).text(path + "format=csv").lstrip("\ufeff"))))
    assert len(lines) == sheet.max_row and all(lines[0])
    for line, row in zip(lines, sheet.iter_rows(values_only=True)):
        for said, cell in zip(line, row):
            if isinstance(cell, (int, float)):
                assert float(said) == pytest.approx(cell)
            else:
                assert said.removeprefix("'") == (cell or "")


def test_money_is_a_number_in_a_workbook(desk):
    answer = desk("secretary").ask("/desk/exports/funds?format=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.read())).active
    assert sheet["C2"].number_format == "#,##0.00"
    assert all(isinstance(row[1], (int, float)) for row in sheet.iter_rows(2, values_only=True))


def test_a_long_table_is_written_behind_the_pages_and_taken_back_whole(desk):
    dispatcher = desk("dispatcher")
    rows = "".join(f"长表{number}号铺,岩岭社区,estate\n" for number in range(1, 1_201))
    page, _ = dispatcher.send("places", "商铺.csv", f"名称,上级,层级\n{rows}".encode())
    answer = dispatcher.accept(page)
    assert answer.headers["Location"].endswith("said=taking"), "the request is over long before"
    assert until(lambda: "撤销导入" in (text := dispatcher.text(page)) and "data-going" not in text)
    assert dispatcher.finds("长表1200号铺")
    assert dispatcher.post(f"{page}/undoing").headers["Location"].endswith("said=undoing")
    assert until(lambda: "已撤销" in dispatcher.text("/desk/imports").split(page)[1][:600])
    assert not dispatcher.finds("长表1号铺") and not dispatcher.finds("长表1200号铺")


def test_nobody_takes_away_what_they_may_not_read(desk):
    assert desk("grid").ask("/desk/exports/people?format=csv").status == 403
    assert desk("dispatcher").ask("/desk/exports/nothing?format=csv").status == 404
