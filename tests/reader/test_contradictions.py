"""Contradictions: each kind found where it stands, silent where the numbers agree, always tied to the text."""

import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reader.contradictory import CASES, INNOCENT
from tuquan.reader import read
from tuquan.reader.contradictions import KINDS, Contradiction, Known, find

SEEDS = sorted((Path(__file__).parents[3] / "shared" / "seeds").glob("*.txt"))
HEAD = "BÁO CÁO KẾT QUẢ PHONG TRÀO TẠI HUYỆN TUYÊN THỬ NĂM 2021\n\n"


def asked(text: str, known: Known | None = None) -> tuple[Contradiction, ...]:
    return find(read(text), text, known)


def kinds(text: str, known: Known | None = None) -> list[str]:
    return [c.kind for c in asked(text, known)]


@pytest.mark.parametrize(("kind", "wrong", "right"), CASES)
def test_each_kind_is_asked_and_its_trap_is_not(kind: str, wrong: str, right: str) -> None:
    assert kinds(wrong) == [kind]
    assert kinds(right) == []


@pytest.mark.parametrize("text", INNOCENT)
def test_what_is_right_raises_no_question(text: str) -> None:
    assert kinds(text) == []


NAMES = ("Camera", "Dòng họ", "Cổng rào", "Tiếng kẻng", "Zalo")
STOCK = "Năm 2021 xây dựng mới 03 mô hình, thanh loại 01 mô hình. Đến cuối năm 2021 hiện có {} mô hình đang hoạt động."


def test_a_stock_is_held_against_the_last_one_and_what_came_and_went() -> None:
    known = Known(last_round={"schemes_active": Decimal(44)})
    assert kinds(STOCK.format(46), known) == []
    assert kinds(STOCK.format(49), known) == ["balance"]
    assert kinds(STOCK.format(49), Known(last_round=known.last_round, follows=False)) == []


def test_the_records_say_otherwise() -> None:
    text = "Năm 2021 hiện có 46 mô hình đang hoạt động."
    [found] = asked(text, Known(registry={"schemes_active": Decimal(45)}))
    assert (found.kind, found.second.start) == ("registry", None)
    assert "45" in found.second.sentence
    assert kinds(text, Known(registry={"schemes_active": Decimal(46)})) == []
    assert kinds(text, Known(registry={"schemes_active": Decimal(45)}, own=frozenset())) == []


def test_three_times_the_last_round_is_asked_and_small_counts_are_not() -> None:
    text = "Năm 2021 xây dựng mới {} mô hình."
    assert kinds(text.format(30), Known(last_round={"schemes_founded": Decimal(10)})) == ["leap"]
    assert kinds(text.format(30), Known(last_year={"schemes_founded": Decimal(100)})) == ["leap"]
    assert kinds(text.format(29), Known(last_round={"schemes_founded": Decimal(10)})) == []
    assert kinds(text.format("03"), Known(last_round={"schemes_founded": Decimal(1)})) == []


def test_what_the_text_says_of_last_year_is_held_against_the_report_of_then() -> None:
    text = "Năm 2020 xây dựng mới 04 mô hình. Năm 2021 xây dựng mới 05 mô hình."
    known = Known(last_year={"schemes_founded": Decimal(6)}, last_year_end=date(2020, 12, 31))
    assert kinds(text, known) == ["last_report"]
    assert kinds(text, Known(last_year={"schemes_founded": Decimal(4)}, last_year_end=date(2020, 12, 31))) == []


def test_no_restricted_digit_is_shown() -> None:
    text = "Gọi hỏi, răn đe 568 lượt đối tượng; có 15/12 xã đạt chuẩn."
    [found] = asked(text)
    assert "568" not in str(found.as_dict())
    assert "15/12" in found.first.sentence


@pytest.mark.parametrize("wrong", [case[1] for case in CASES])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_both_sentences_stand_in_the_text(wrong: str, form: str) -> None:
    text = unicodedata.normalize(form, HEAD + wrong)
    found = asked(text)
    assert found
    for c in found:
        assert c.kind in KINDS
        assert c.question.endswith("?")
        for side in (c.first, c.second):
            assert text[side.start : side.end] == side.quote
            assert text[side.sentence_start : side.sentence_end] == side.sentence
            assert side.quote in side.sentence
        assert {s.finding for s in (c.first, c.second)} <= {None, *range(len(read(text).findings))}


@st.composite
def agreeing(draw: st.DrawFn) -> str:
    """A report whose numbers agree, in any order of its sentences."""
    communes = draw(st.integers(3, 30))
    holding = draw(st.integers(1, communes))
    homes, offices = draw(st.integers(1, 60)), draw(st.integers(1, 60))
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, unique=True))
    bodies, each = draw(st.integers(1, communes)), draw(st.integers(1, 9))
    share = f"{Decimal(holding * 100) / communes:.1f}".replace(".", ",")
    told = [
        f"Có {holding}/{communes} xã, thị trấn tổ chức Ngày hội, đạt {share}%.",
        f"Hiện có {homes + offices} mô hình đang hoạt động, gồm {homes:02} mô hình khối dân cư "
        f"và {offices:02} mô hình khối cơ quan.",
        f"Trong năm xây dựng mới {len(names):02} mô hình: {', '.join(f'“{name}”' for name in names)}.",
        f"Hội đồng bảo vệ ANTT cấp xã có {bodies} Hội đồng, với {bodies * each} thành viên.",
        f"Có {bodies}/{communes} xã, thị trấn đạt tiêu chuẩn an toàn về an ninh trật tự.",
    ]
    return HEAD + "\n".join(draw(st.permutations(told)))


@settings(max_examples=60, deadline=None)
@given(agreeing())
def test_numbers_that_agree_raise_no_question(text: str) -> None:
    assert asked(text) == ()


@settings(max_examples=60, deadline=None)
@given(st.text("0123456789/%,.:; \n\t“”xãmôhìnhgồvtrđ", max_size=80))
def test_any_text_is_examined_without_falling(text: str) -> None:
    assert asked(text) == asked(text)


@pytest.mark.skipif(not SEEDS, reason="the real reports are not here")
def test_real_reports_raise_only_true_questions() -> None:
    found = {path.name[:3]: asked(path.read_text(encoding="utf-8")) for path in SEEDS}
    assert [(c.kind, c.first.quote, c.second.quote) for c in found["000"]] == [
        ("denominator", "18 xã, thị trấn", "19 Hội đồng")
    ]
    assert found["001"] == ()
