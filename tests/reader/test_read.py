"""What the reader promises of any text: offsets, masking, traps, language."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuquan.reader import read

GOLD = json.loads((Path(__file__).parents[2] / "evaluation" / "gold" / "sentences.json").read_text("utf-8"))
SENTENCES = [item["text"] for item in GOLD]
TRAPS = [item["text"] for item in GOLD if not item["figures"]]
SHARED = Path(__file__).parents[3] / "shared"

texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).flatmap(
    lambda parts: st.sampled_from([" ", "\n", "\n\n"]).map(lambda gap: gap.join(parts))
)
noise = st.text(alphabet="0123456789.,/%-–“”\"'() \n\tmôhìnhđồngxãtổbuổilượtngười", max_size=120)


def found(text):
    return [f for f in read(text).findings if f.confidence != "doubtful"]


def only(text):
    findings = found(text)
    assert len(findings) == 1, [(f.indicator, f.quote) for f in findings]
    return findings[0]


@settings(max_examples=60, deadline=None)
@given(texts)
def test_offsets_give_back_the_quote(text):
    for f in read(text).findings:
        assert text[f.sentence_start : f.sentence_end].startswith(f.sentence[:1]) or f.masked
        if f.masked:
            assert len(f.quote) == f.end - f.start
        else:
            assert text[f.start : f.end] == f.quote


@settings(max_examples=60, deadline=None)
@given(texts)
def test_decomposed_text_reads_the_same(text):
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    a, b = read(composed).findings, read(decomposed).findings
    assert [(f.indicator, f.value, f.of, f.qualifier, f.planned) for f in a] == [
        (f.indicator, f.value, f.of, f.qualifier, f.planned) for f in b
    ]
    for x, y in zip(a, b, strict=True):
        assert unicodedata.normalize("NFC", decomposed[y.start : y.end]) == composed[x.start : x.end]


@settings(max_examples=150, deadline=None)
@given(st.one_of(noise, st.text(max_size=80)))
def test_never_raises_and_is_pure(text):
    assert read(text) == read(text)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 99_999))
def test_restricted_values_are_never_shown(value):
    shown = f"{value:,}".replace(",", ".")
    text = f"Gọi hỏi, răn đe {shown} lượt đối tượng; toàn huyện xảy ra {shown} vụ phạm pháp hình sự."
    reading = read(text)
    assert {"warning_calls", "crime_cases"} <= {f.indicator for f in reading.findings}
    printed = json.dumps(reading.as_dict()["findings"], ensure_ascii=False)
    assert all(f.masked and f.value is None and f.of is None for f in reading.findings)
    assert all(shown not in f.quote and shown not in f.sentence for f in reading.findings)
    assert f'"value": {value}' not in printed


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_restricted_number_is_blank_in_the_sentence_of_its_neighbours(form):
    text = unicodedata.normalize(form, "Dân cung cấp 420 tin, giúp Công an làm rõ 56 vụ, bắt bốn đối tượng.")
    tips, *masked = read(text).findings
    assert (tips.indicator, tips.value) == ("tips_received", 420)
    assert [f.masked for f in masked] == [True, True]
    for f in (tips, *masked):
        shown = unicodedata.normalize("NFC", f.sentence + f.quote)
        assert "56" not in shown
        assert "bốn" not in shown
        assert "420" in f.sentence


@pytest.mark.parametrize("text", TRAPS)
def test_traps_are_not_read(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "indicator", "value", "of", "qualifier"),
    [
        ("Có 77 trong tổng số 89 làng đạt chuẩn an toàn.", "residential_areas_meeting_standard", 77, 89, "exact"),
        ("Trên 1.370 buổi tuyên truyền đã được tổ chức.", "outreach_sessions", 1370, None, "over"),
        ("Phát gần 2.000 tờ rơi.", "leaflets", 2000, None, "under"),
        ("Nhân dân góp khoảng 2,5 tỷ đồng lắp camera.", "contributions_raised", 2_500_000_000, None, "about"),
        ("Kế hoạch: xây dựng mới ít nhất 03 mô hình.", "schemes_founded", 3, None, "at_least"),
        ("Hai mô hình mới ra mắt: thêm ba tập thể được khen thưởng.", "collectives_awarded_mixed", 3, None, "exact"),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(text, indicator, value, of, qualifier):
    [hit] = [f for f in found(text) if f.indicator == indicator]
    assert (hit.value, hit.of, hit.qualifier) == (Decimal(value), None if of is None else Decimal(of), qualifier)


def test_planned_and_achieved():
    text = "Năm 2022 xây dựng mới 4 mô hình. Năm 2023 phấn đấu xây dựng mới 6 mô hình."
    assert [(int(f.value), f.planned) for f in found(text)] == [(4, False), (6, True)]


def test_a_fall_is_negative_and_crime_is_masked():
    assert only("Tội phạm giảm 12,4% so với cùng kỳ.").value is None


def test_names_listed_after_the_number_are_candidates():
    text = "Xây dựng mới 02 mô hình: “Thôn bình yên” tại thôn Đông; “Tiếng kẻng an ninh” tại thôn Tây."
    assert only(text).named == ("Thôn bình yên", "Tiếng kẻng an ninh")


def test_place_and_time_come_from_heading_and_sentence():
    text = "KẾT QUẢ PHONG TRÀO TRÊN ĐỊA BÀN HUYỆN TUYÊN HÓA NĂM 2021\n\nTổ chức 40 buổi tuyên truyền."
    f = only(text)
    assert (f.place, f.period_start, f.period_end) == ("huyện Tuyên Hóa", date(2021, 1, 1), date(2021, 12, 31))


@pytest.mark.parametrize(
    ("row", "indicator", "value"),
    [
        ("1\tMô hình xây dựng mới\tmô hình\t03", "schemes_founded", 3),
        ("12\tKinh phí xã hội hóa\ttriệu đồng\t265\t1.200", "contributions_raised", 265_000_000),
        ("- Mô hình xây dựng mới: 03", "schemes_founded", 3),
        ("Nâng tổng số mô hình của tỉnh lên 85.", "schemes_active", 85),
        ("Mô hình bị thanh loại\tmô hình\t1", "schemes_struck_off", 1),
        ("4. Lượt người nghe tuyên truyền\tlượt người\t33.446", "outreach_attendances", 33446),
    ],
)
def test_rows_of_tables(row, indicator, value):
    f = only(row)
    assert (f.indicator, f.value, f.confidence) == (indicator, Decimal(value), "sure")


def test_a_report_of_our_own_is_read_back():
    text = (
        "Tổ chức tuyên truyền pháp luật tại 196 điểm, có 33.446 lượt người tham gia. "
        "Trong năm xây dựng mới 03 mô hình; "
        "nhân rộng 02 mô hình; thanh loại 01 mô hình.\nCông an xã bán chuyên trách: 121 đồng chí; "
        "bảo vệ dân phố: 01 ban, với 29 thành viên."
    )
    assert [(f.indicator, int(f.value)) for f in found(text)] == [
        ("outreach_points", 196), ("outreach_attendances", 33446), ("schemes_founded", 3),
        ("schemes_replicated", 2), ("schemes_struck_off", 1), ("part_time_commune_police", 121),
        ("ward_guard_boards", 1), ("ward_guard_members", 29),
    ]  # fmt: skip


@pytest.mark.skipif(not (SHARED / "seeds").exists(), reason="seeds are not beside the project")
def test_seeds_score(tmp_path):
    script = tmp_path / "reader.py"
    script.write_text(
        "import json,sys\nfrom tuquan.reader import read\n"
        "print(json.dumps(read(open(sys.argv[1],encoding='utf-8',newline='').read()).as_dict()))\n"
    )
    command = [
        sys.executable,
        str(SHARED / "reading" / "score.py"),
        str(SHARED / "seeds"),
        "--reader",
        f"{sys.executable} {script} {{}}",
    ]
    out = subprocess.run(
        command, capture_output=True, text=True, check=True, env={"PYTHONPATH": str(SHARED.parent / "main")}
    )
    scores = dict(zip(("P", "R"), out.stdout.rsplit("P ", 1)[1].split()[0:3:2], strict=False))
    assert float(scores["P"]) >= 0.95
    assert float(scores["R"]) >= 0.90
    assert "leaked: 0" in out.stdout
