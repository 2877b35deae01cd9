"""The words that layout adds: numbers of headings, lines of address, the closing mark."""

from dataclasses import replace

from tests.writer.samples import LETTERHEAD, TABLE, number, paper, paragraph
from tuquan.writer import Appendix, Heading, Text
from tuquan.writer.plan import Line, Plan, lay_out
from tuquan.writer.wording import address_lines, dashed, ordinal, roman

GAP = "\u00a0" * 6


def _texts(plan: Plan, style: str) -> list[str]:
    return ["".join(run.text for run in part.runs) for part in plan.parts if getattr(part, "style", "") == style]


def test_headings_are_numbered_within_their_parents() -> None:
    plan = lay_out(paper())
    assert _texts(plan, "heading1")[:2] == ["I. ĐẶC ĐIỂM, TÌNH HÌNH", "II. KẾT QUẢ THỰC HIỆN"]
    assert [text[:2] for text in _texts(plan, "heading2")] == ["1.", "2.", "3."]
    assert _texts(plan, "heading3") == ["a) Hình thức trực tiếp"]


def test_numbering_starts_again_under_the_next_part() -> None:
    blocks = tuple(Heading(level, "x") for level in (1, 2, 3, 3, 2, 3, 1, 2))
    styles = [part.runs[0].text for part in lay_out(paper(blocks=blocks)).parts if isinstance(part, Line)]
    assert styles == ["I. X", "1. x", "a) x", "b) x", "2. x", "a) x", "II. X", "1. x./."]


def test_ordinals() -> None:
    assert [roman(each) for each in (1, 4, 9, 14, 40, 59)] == ["I", "IV", "IX", "XIV", "XL", "LIX"]
    assert [ordinal(3, each) for each in (4, 5, 6, 23, 24)] == ["d)", "đ)", "e)", "y)", "aa)"]


def test_number_and_date_lines_and_room_for_the_pen() -> None:
    plan = lay_out(paper())
    assert plan.number_line == "Số: 05/BC-BCĐ"
    assert plan.date_line == "Sơn Hà, ngày 08 tháng 01 năm 2026"
    draft = lay_out(paper(letterhead=replace(LETTERHEAD, number=None, day=None)))
    assert draft.number_line == f"Số: {GAP}/BC-BCĐ"
    assert draft.date_line == f"Sơn Hà, ngày{GAP}tháng{GAP}năm{GAP}"


def test_addressees_and_recipients() -> None:
    assert address_lines(()) == ()
    assert address_lines(("Sở A",)) == ("Kính gửi: Sở A",)
    assert address_lines(("Sở A", "Sở B")) == ("Kính gửi:", "- Sở A;", "- Sở B.")
    assert dashed(("Như trên;", "Lưu: VT.")) == ("- Như trên;", "- Lưu: VT.")


def test_the_body_ends_with_the_closing_mark() -> None:
    def end(*blocks: object) -> str:
        return "".join(run.text for run in lay_out(paper(blocks=blocks)).parts[-1].runs)  # type: ignore[union-attr]

    assert end(paragraph("k", "Hết.")) == "Hết./."
    assert end(paragraph("k", "Hết")) == "Hết./."
    assert end(paragraph("k", Text("Hết./.", bold=True))) == "Hết./."
    assert end(paragraph("k", "Tổng: ", number("03", "a", "x"))) == "Tổng: 03./."
    assert end(TABLE) == "./."


def test_annexes_are_numbered_only_where_there_are_several() -> None:
    one, two = Appendix("Số liệu", "", ()), Appendix("Danh sách", "(Tự ghi)", ())
    assert [each.label for each in lay_out(paper(appendix=(one,))).annexes] == ["Phụ lục"]
    first, second = lay_out(paper(appendix=(one, two))).annexes
    assert (first.label, second.label, second.note) == ("Phụ lục I", "Phụ lục II", "(Tự ghi)")
    assert first.note == (
        "(Kèm theo Báo cáo số 05/BC-BCĐ ngày 08 tháng 01 năm 2026 "
        "của Ban Chỉ đạo phong trào toàn dân bảo vệ an ninh Tổ quốc)"
    )
