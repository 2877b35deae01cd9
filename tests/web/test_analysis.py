"""The page of analysis through its addresses: what is seen, what is sent, every file cell by cell, whose area it is."""

import csv
import re
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import docx
import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from tests.reporting import factories as make
from tests.reporting.analysis.land import FLOW, RATIO, SECOND, STOCK, Land, land, quarter
from tests.reporting.restating_world import closed_round
from tuquan.ground import jobs
from tuquan.ground.models import Job
from tuquan.reporting.analysis import asking
from tuquan.reporting.models import SavedView

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
PAGE = "/so-lieu/phan-tich/"


@pytest.fixture
def world() -> Land:
    return land()


def enter(who: make.Office) -> Client:
    client = Client()
    client.force_login(who.officer)
    return client


def opened(world: Land, address: str = "", **more: Any) -> Any:
    answer = enter(world.district.top).get(f"{PAGE}?{address}", **more)
    assert answer.status_code == 200
    return answer


def question(*codes: str, spans: str = "gan-2", more: str = "") -> str:
    return f"loai=schemes_review&ct={','.join(codes)}&ky={spans}{more}"


def seen(page: Any) -> list[list[str]]:
    """The first table of the page as its html says it: names, then cells."""
    html = page.content.decode()
    table = html[html.index('<table class="table table-compact pt-bang">') :]
    table = table[: table.index("</table>")]
    rows = re.findall(r"<tr.*?</tr>", table[table.index("<tbody>") :], re.S)
    made = []
    for row in rows:
        cells = re.findall(r"<(?:th|td)[^>]*>(.*?)</(?:th|td)>", row, re.S)
        made.append([" ".join(re.sub(r'<span class="pt-dau".*?</span>|<[^>]+>', "", cell).split()) for cell in cells])
    return made


# The first sight, and addresses.


def test_nobody_begins_with_an_empty_page(world: Land) -> None:
    page = opened(world)
    assert page.context["asked"].kind == "schemes_review"
    assert [row[0] for row in seen(page)][:3] == ["Châu Hóa", "Đồng Lê", "Ngư Hóa"]
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in page.content.decode()
    assert "Quý IV năm 2021" in page.content.decode()


def test_an_office_without_rounds_is_told_what_will_be_here() -> None:
    district = make.district()
    answer = enter(district.top).get(PAGE)
    assert "Chưa có kỳ báo cáo nào" in answer.content.decode()


def test_a_sent_form_becomes_a_short_address(world: Land) -> None:
    sent = {
        "xem": "1", "loai": "schemes_review", "noi": str(world.top), "cap": "truc-thuoc", "ct": [FLOW, RATIO],
        "ky": [quarter(3).file_name, quarter(4).file_name], "do": ["so", "thu"], "o-noi": "cot", "o-ky": "hang",
        "o-chi-tieu": "lop",
    }  # fmt: skip
    answer = enter(world.district.top).get(PAGE, sent)
    assert answer.status_code == 302
    asked = {name: values[0] for name, values in parse_qs(urlsplit(answer["Location"]).query).items()}
    assert asked["ct"] == f"{FLOW},{RATIO}"
    assert asked["ky"] == "2021-07-01--P3M,2021-10-01--P3M"
    assert (asked["hang"], asked["cot"], asked["lop"], asked["do"]) == ("ky", "noi", "chi-tieu", "so,thu")


def test_with_scripts_only_the_answer_comes_and_the_address_is_pushed(world: Land) -> None:
    answer = opened(world, question(FLOW) + "&xem=1", headers={"HX-Request": "true"})
    assert answer["HX-Push-Url"].startswith(f"{PAGE}?loai=schemes_review&ct={FLOW}&ky=gan-2")
    assert "xem" not in answer["HX-Push-Url"]
    assert "<html" not in answer.content.decode()
    assert 'hx-swap-oob="true"' in answer.content.decode()


def test_another_report_starts_with_its_own_lines(world: Land) -> None:
    sent = f"{PAGE}?{question(FLOW)}&xem=1&cu=movement_year&noi={world.top}"
    client = enter(world.district.top)
    wanted = f"{PAGE}?loai=schemes_review&noi={world.top}&hang=noi&cot=ky,chi-tieu&do=so"
    assert client.get(sent)["Location"] == wanted
    assert client.get(sent, headers={"HX-Request": "true"})["HX-Redirect"] == wanted


def test_rows_and_columns_are_swapped_both_ways(world: Land) -> None:
    page = opened(world, question(FLOW))
    other = enter(world.district.top).get(PAGE + page.context["asked"].swapped)
    assert [row[0] for row in seen(other)] == ["Quý III năm 2021", "Quý IV năm 2021", "Cộng các kỳ"]
    back = enter(world.district.top).get(PAGE + other.context["asked"].swapped)
    assert sorted(seen(back)) == sorted(seen(page))


def test_any_column_sorts_and_totals_stay_last(world: Land) -> None:
    up = [row[0] for row in seen(opened(world, question(STOCK, spans="gan-1") + "&sort=c0"))]
    down = [row[0] for row in seen(opened(world, question(STOCK, spans="gan-1") + "&sort=-c0"))]
    assert up[:2] == ["Châu Hóa", "Ngư Hóa"]
    assert down[:2] == ["Ngư Hóa", "Châu Hóa"]
    for order in (up, down):
        assert order[2:] == ["Đồng Lê", "Tổng huyện Tuyên Thử"]  # silent last, the total after all


def test_the_same_round_of_every_year_by_one_word(world: Land) -> None:
    page = opened(world, question(STOCK, spans="cung-ky"))
    assert [span.title for span in sorted(page.context["table"].spans, key=lambda s: s.window)] == [
        "Quý IV năm 2020",
        "Quý IV năm 2021",
    ]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("loai=schemes_review&ky=31-02", "Không đọc được kỳ"),
        ("loai=schemes_review&ct=nothing", "Danh mục không có"),
        ("loai=schemes_review&ky=2015-01-01--P1Y", "Không có kỳ năm 2015"),
    ],
)
def test_an_address_that_cannot_be_answered_says_so_and_still_offers_choices(
    world: Land, address: str, said: str
) -> None:
    html = opened(world, address).content.decode()
    assert said in html
    assert 'name="ct"' in html


def test_words_and_numbers_of_a_hostile_address_do_no_harm(world: Land) -> None:
    html = opened(
        world, "ct=%3Cscript%3E&sort=c99999&do=x&hang=,,&cap=zz&theo=%3Cb%3E&ve=%22%3E&viec=9e9"
    ).content.decode()
    assert "<script>" not in html
    assert "theo=<b>" not in html


# Whose area.


def test_outside_ones_area_a_place_does_not_exist(world: Land) -> None:
    commune = enter(world.district.communes["Châu Hóa"])
    for address in (f"noi={world.top}", f"noi={world.unit('Ngư Hóa')}", "noi=999999"):
        assert commune.get(f"{PAGE}?{address}").status_code == 404
    cell = {"ct": FLOW, "ky": quarter(3).file_name, "o": str(world.unit("Ngư Hóa")), "noi": str(world.top)}
    assert commune.get(f"{PAGE}o/", cell).status_code == 404
    assert seen(commune.get(f"{PAGE}?{question(FLOW, spans='gan-1')}"))[0][0] == "Châu Hóa"


def test_who_is_not_signed_in_goes_to_the_door() -> None:
    assert Client().get(PAGE)["Location"].startswith("/dang-nhap/")


# What a cell is made of.


def test_a_cell_opens_its_parts_and_their_figures(world: Land) -> None:
    page = opened(world, question(FLOW))
    link = re.search(r'href="(/so-lieu/phan-tich/o/\?[^"]*o=all)"', page.content.decode())
    assert link is not None
    client = enter(world.district.top)
    address = link[1].replace("&amp;", "&")
    card = client.get(address, headers={"X-Card": "1"}).content.decode()
    assert "<html" not in card
    assert "2/3 xã, thị trấn" in card or "3/3 xã, thị trấn" in card
    figure = re.search(r'href="(/so-lieu/so/\d+/)"', card)
    assert figure is not None
    assert client.get(figure[1]).status_code == 200
    total = re.search(r'href="(/so-lieu/ky/\d+/tong/[a-z_]+/)"', card)
    assert total is not None
    assert client.get(total[1]).status_code == 200
    whole = client.get(address).content.decode()
    assert "Về bảng phân tích" in whole


def test_a_card_names_who_is_missing(world: Land) -> None:
    cell = {"loai": "schemes_review", "ct": FLOW, "ky": quarter(4).file_name, "o": "all"}
    html = enter(world.district.top).get(f"{PAGE}o/", cell).content.decode()
    assert "2/3 xã, thị trấn" in html
    assert re.search(r"Còn thiếu.*Đồng Lê", html, re.S)


def test_a_cell_that_is_not_there_is_404(world: Land) -> None:
    for wrong in ({"o": "x"}, {"ky": "2015-01-01--P1Y"}, {"ct": "nothing"}, {"ky": ""}):
        cell = {"loai": "schemes_review", "ct": FLOW, "ky": quarter(4).file_name, "o": "all", **wrong}
        assert enter(world.district.top).get(f"{PAGE}o/", cell).status_code == 404


# Files.

EVERYTHING = question(
    FLOW, RATIO, SECOND, spans="gan-2", more="&do=so,ty-le,ty-trong,thu,ky-truoc,ky-truoc-pt&sort=-c0"
)
TALL = question(FLOW, STOCK, spans="gan-2", more="&hang=chi-tieu,noi&cot=ky&do=so,cung-ky")


def file(world: Land, address: str, word: str) -> bytes:
    return bytes(opened(world, f"{address}&xuat={word}").content)


def names_and_cells(world: Land, address: str) -> list[tuple[list[str], list[Any]]]:
    """What the page shows, by its own context (the html is compared with it once below)."""
    grid = opened(world, address).context["grids"][0]
    return [(list(line.names), list(line.cells)) for line in grid.lines]


@pytest.mark.parametrize("address", [EVERYTHING, TALL])
def test_the_html_is_the_table(world: Land, address: str) -> None:
    told = [[cell.text for cell in cells] for _, cells in names_and_cells(world, address)]
    assert [row[-len(told[0]) :] for row in seen(opened(world, address))] == told


@pytest.mark.parametrize("address", [EVERYTHING, TALL])
def test_xlsx_holds_what_is_seen_with_real_numbers(world: Land, address: str) -> None:
    rows = CalamineWorkbook.from_filelike(BytesIO(file(world, address, "xlsx"))).get_sheet_by_index(0).to_python()
    shown = names_and_cells(world, address)
    depth = opened(world, address).context["grids"][0].depth
    for (names, cells), row in zip(shown, rows[3 + depth :], strict=False):
        assert row[: len(names)] == names
        for cell, there in zip(cells, row[len(names) :], strict=False):
            assert there == (cell.text if cell.number is None else float(cell.number))
    under = "\n".join(str(row[0]) for row in rows[3 + depth + len(shown) :])
    assert "Nguồn: số liệu đã duyệt" in under
    assert "đã có số liệu: " in under
    assert "Kỳ: Quý III năm 2021; Quý IV năm 2021" in under


@pytest.mark.parametrize("address", [EVERYTHING, TALL])
def test_office_csv_holds_what_is_seen(world: Land, address: str) -> None:
    data = file(world, address, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig")), delimiter=";"))
    shown = names_and_cells(world, address)
    start = next(n for n, row in enumerate(rows) if row[: len(shown[0][0])] == shown[0][0])
    for (names, cells), row in zip(shown, rows[start:], strict=False):
        assert row == [*names, *(cell.text.replace("−", "-") for cell in cells)]
    assert any("Nguồn: số liệu đã duyệt" in row[0] for row in rows if row)


@pytest.mark.parametrize("address", [EVERYTHING, TALL])
def test_machine_csv_holds_every_cell_with_codes_and_iso_windows(world: Land, address: str) -> None:
    data = file(world, address, "csv-may")
    assert not data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(data.decode())))
    cells = [cell for _, line in names_and_cells(world, address) for cell in line]
    assert len(rows) == len(cells)
    for cell, row in zip(cells, rows, strict=True):
        assert (row["indicator"], row["unit"], row["said"]) == (cell.code, cell.place, cell.measure.value)
        assert row["number"] == ("" if cell.number is None else format(cell.number.normalize() + 0, "f"))
        assert row["text"] == cell.text
        assert row["window"] == "2021-07-01/P6M" or row["window"] == cell.span.replace("--", "/")


@pytest.mark.parametrize("address", [EVERYTHING, TALL])
def test_docx_holds_what_is_seen_in_the_typeface_of_papers(world: Land, address: str) -> None:
    paper = docx.Document(BytesIO(file(world, address, "docx")))
    depth = opened(world, address).context["grids"][0].depth
    table = paper.tables[0]
    for (names, cells), row in zip(names_and_cells(world, address), table.rows[depth:], strict=True):
        assert [cell.text for cell in row.cells] == [*names, *(cell.text for cell in cells)]
    assert paper.styles["Normal"].font.name == "Times New Roman"
    assert any(paragraph.text.startswith("Nguồn: số liệu đã duyệt") for paragraph in paper.paragraphs)
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")


def test_pictures_carry_their_title_and_source(world: Land) -> None:
    drawn = file(world, question(FLOW), "svg").decode()
    assert "Nguồn: số liệu đã duyệt" in drawn
    assert file(world, question(FLOW), "png").startswith(b"\x89PNG")
    assert enter(world.district.top).get(f"{PAGE}?{question(FLOW)}&xuat=exe").status_code == 404


def test_no_name_runs_as_a_formula(world: Land) -> None:
    from tuquan.units.models import UnitVersion

    UnitVersion.objects.filter(name="Ngư Hóa").update(name='=HYPERLINK("http://x")')
    for word, delimiter in (("csv", ";"), ("csv-may", ",")):
        rows = csv.reader(StringIO(file(world, question(FLOW), word).decode("utf-8-sig")), delimiter=delimiter)
        assert not [cell for row in rows for cell in row if cell.startswith("=")]


# Charts.


def drawn(page: Any) -> str:
    return str(page.context["wide"])


def test_each_kind_of_chart_and_none(world: Land) -> None:
    for word in ("cot", "duong", "nho-noi", "nho-ct"):
        page = opened(world, question(FLOW, STOCK, spans="gan-4") + f"&hinh={word}")
        assert page.context["chart"].kind == word
        assert not re.search(r"style=|<script", drawn(page))
    assert opened(world, question(FLOW) + "&hinh=khong").context["chart"] is None


def test_what_was_not_reported_is_a_gap_with_its_word(world: Land) -> None:
    assert "chưa báo cáo" in drawn(opened(world, question(FLOW, spans="gan-1") + "&hinh=cot"))


# Saved questions.


def test_a_question_is_saved_shared_renamed_and_dropped(world: Land) -> None:
    officer, head = enter(world.district.top), Client()
    head.force_login(world.district.top.head)
    address = question(FLOW)
    sent = {"ten": "Điểm tuyên truyền", "dia-chi": address, "chung": ""}
    assert officer.post(f"{PAGE}luu/", sent, follow=True).status_code == 200
    view = SavedView.objects.get()
    assert "ct=outreach_points" in view.address
    assert "Điểm tuyên truyền" in officer.get(f"{PAGE}?{view.address}").content.decode()
    assert "Điểm tuyên truyền" not in head.get(f"{PAGE}da-luu/").content.decode()
    again = officer.post(f"{PAGE}luu/", sent, follow=True).content.decode()
    assert "Đồng chí đã có bảng" in again
    officer.post(f"{PAGE}da-luu/{view.pk}/", {"ten": "Điểm theo quý", "chung": "1"})
    view.refresh_from_db()
    assert (view.name, view.shared) == ("Điểm theo quý", True)
    assert "Điểm theo quý" in head.get(f"{PAGE}da-luu/").content.decode()
    refused = head.post(f"{PAGE}da-luu/{view.pk}/", {"bo": "1"})
    assert refused.status_code == 403
    assert SavedView.objects.exists()
    elsewhere = enter(world.district.communes["Châu Hóa"])
    assert elsewhere.post(f"{PAGE}da-luu/{view.pk}/", {"bo": "1"}).status_code == 404
    assert elsewhere.get(f"{PAGE}?{view.address}&noi={world.top}").status_code == 404
    officer.post(f"{PAGE}da-luu/{view.pk}/", {"bo": "1"})
    assert not SavedView.objects.exists()


def test_a_name_is_asked_for(world: Land) -> None:
    for name, said in (("  ", "Chưa có tên bảng"), ("x" * 121, "dài quá 120 chữ")):
        html = enter(world.district.top).post(f"{PAGE}luu/", {"ten": name, "dia-chi": ""}, follow=True)
        assert said in html.content.decode()
    assert not SavedView.objects.exists()


# Long work.


def test_a_large_question_shows_its_progress_and_its_result_is_opened_from_there(
    world: Land, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tuquan.reporting.analysis.answering.LARGE", 3)
    client, address = enter(world.district.top), question(FLOW, STOCK)
    page = client.get(f"{PAGE}?{address}").content.decode()
    assert "Tính bảng này" in page
    assert "<table" not in page
    answer = client.post(f"{PAGE}tinh/?{address}")
    job = Job.objects.get()
    assert answer["Location"] == f"/viec-chay-nen/{job.pk}/"
    jobs.run_job.func(job.pk)
    done = client.get(f"/viec-chay-nen/{job.pk}/")
    assert done["Location"].startswith(PAGE)
    shown = client.get(done["Location"])
    monkeypatch.undo()
    assert seen(shown) == seen(client.get(f"{PAGE}?{address}"))
    other = enter(world.district.communes["Châu Hóa"])
    assert other.get(f"{PAGE}?loai=schemes_review&viec={job.pk}").status_code == 404
    assert asking.LARGE > 3


def test_numbers_are_written_as_vietnamese_write_them(world: Land) -> None:
    said = {world.unit("Châu Hóa"): {FLOW: (33446, None)}}
    closed_round(world.top, said, kind="schemes_review", window=quarter(1, 2022))
    assert "33.446" in seen(opened(world, question(FLOW, spans=quarter(1, 2022).file_name)))[0]
