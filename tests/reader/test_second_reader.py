"""The optional second reader, against a local stand-in: only numbers of the text count, and nothing closed is sent."""

import json
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest

from tests.endpoint import FakeModel, serving
from tuquan.reader import BUNDLED_NAMES, BUNDLED_WORDS, Reading, read
from tuquan.reader.second import Endpoint, EndpointInvalid, SecondReaderSilent, agree, ask
from tuquan.reader.second.asking import PIECE, pieces

TEXT = (
    "Năm 2021, xã Châu Hóa ra mắt 03 mô hình tự quản. Công an xã phối hợp mở 12 buổi tuyên truyền với 1.250 lượt người "
    "nghe. Kế hoạch 15/KH-UBND ban hành ngày 05/3/2021."
)


@pytest.fixture
def model() -> Iterator[FakeModel]:
    with serving(FakeModel()) as served:
        yield served


def told(indicator: str, quote: str, value: object, **more: object) -> dict[str, Any]:
    return {"indicator": indicator, "quote": quote, "value": value, "planned": False} | more


def both(model: FakeModel, text: str, *answers: dict[str, Any], reading: Reading | None = None) -> Reading:
    model.figures = lambda piece: list(answers)
    first = reading or read(text)
    answered = ask(Endpoint(model.address, "thu"), text, first, BUNDLED_WORDS)
    return agree(first, text, answered.candidates, model="thu", names=BUNDLED_NAMES, words=BUNDLED_WORDS)


def level(reading: Reading, quote: str) -> tuple[str, str]:
    finding = next(f for f in reading.findings if f.quote.startswith(quote))
    return finding.indicator, finding.confidence


def test_agreement_raises_confidence_by_one_step(model: FakeModel) -> None:
    text = "Ban Chỉ đạo xã có các hình thức phong phú. Cả xã có bảy mô hình tự quản."
    before = read(text)
    assert level(before, "bảy") == ("schemes_active", "likely")
    after = both(model, text, told("schemes_active", "bảy mô hình", 7))
    assert level(after, "bảy") == ("schemes_active", "sure")
    assert after.findings[0].reasons[0] == "Máy đọc thứ hai cũng đọc như vậy."


def test_another_indicator_for_the_same_number_lowers_confidence_and_keeps_the_first_one(model: FakeModel) -> None:
    before = read(TEXT)
    assert level(before, "03") == ("schemes_founded", "sure")
    after = both(model, TEXT, told("schemes_active", "03 mô hình tự quản", 3))
    assert level(after, "03") == ("schemes_founded", "likely")
    assert "Máy đọc thứ hai hiểu là" in after.findings[0].reasons[0]


def test_plan_against_deed_is_a_disagreement(model: FakeModel) -> None:
    after = both(model, TEXT, told("schemes_founded", "ra mắt 03 mô hình", 3, planned=True))
    assert level(after, "03") == ("schemes_founded", "likely")
    assert after.findings[0].planned is False


def test_a_number_only_the_second_reader_saw_is_doubtful_with_place_and_time_of_the_text(model: FakeModel) -> None:
    text = "Năm 2021, xã Châu Hóa đã đón 4 lần đoàn bạn về học hỏi kinh nghiệm."
    assert not read(text).findings
    after = both(model, text, told("outreach_sessions", "4 lần", 4))
    (finding,) = after.findings
    assert (finding.indicator, finding.confidence, finding.rule) == ("outreach_sessions", "doubtful", "second.thu")
    assert (finding.place, str(finding.period_end), text[finding.start : finding.end]) == (
        "xã Châu Hóa", "2021-12-31", "4",
    )  # fmt: skip
    assert after.version.endswith("+thu")


@pytest.mark.parametrize(
    "answer",
    [
        told("schemes_founded", "ra mắt 05 mô hình", 5),
        told("schemes_founded", "ra mắt 03 mô hình", 30),
        told("schemes_founded", "một câu không có trong bài 03", 3),
        told("no_such_indicator", "03 mô hình", 3),
        told("schemes_founded", "03 mô hình", "ba"),
        told("schemes_founded", "03 mô hình", None),
        told("schemes_founded", "", 3),
        told("plans_issued", "Kế hoạch 15/KH-UBND", 15),
        told("plans_issued", "ngày 05/3/2021", 5),
        told("schemes_founded", ["03"], 3),
        {"indicator": "schemes_founded"},
    ],
)
def test_what_the_text_does_not_carry_is_dropped(model: FakeModel, answer: dict[str, Any]) -> None:
    model.figures = lambda piece: [answer]
    answered = ask(Endpoint(model.address, "thu"), TEXT, read(TEXT), BUNDLED_WORDS)
    assert (answered.candidates, answered.dropped) == ((), 1)


def test_the_second_reader_sees_no_closed_figure_nor_person(model: FakeModel) -> None:
    code = next(e for e in BUNDLED_WORDS.entries if e.access == "restricted" and e.examples)
    text = f"{code.examples[0].text} Liên hệ ông Nguyễn Văn Tám, số điện thoại 0912345678. Xã có 05 mô hình tự quản."
    reading = read(text)
    masked = [f for f in reading.findings if f.masked]
    assert masked
    after = both(model, text, told(masked[0].indicator, text[masked[0].start : masked[0].end], 1), reading=reading)
    assert "0912345678" not in model.shown
    assert "Nguyễn Văn Tám" not in model.shown
    assert text[masked[0].start : masked[0].end] not in model.shown
    assert "05 mô hình" in model.shown
    assert not any(code.code in request["messages"][0]["content"].split() for request in model.asked)
    assert [f for f in after.findings if f.masked] == masked


def test_from_a_picture_agreement_never_makes_sure(model: FakeModel) -> None:
    reading = read(TEXT, from_ocr=True)
    after = both(model, TEXT, told("schemes_founded", "03 mô hình", 3), reading=reading)
    assert level(after, "03") == ("schemes_founded", "likely")


def test_offsets_hold_in_a_decomposed_text_and_a_quote_may_differ_in_blanks_and_tone_place(model: FakeModel) -> None:
    text = unicodedata.normalize("NFD", TEXT)
    after = both(model, text, told("outreach_sessions", "mở  12\nbuổi tuyên truyền", "12"))
    finding = next(f for f in after.findings if f.indicator == "outreach_sessions")
    assert unicodedata.normalize("NFC", text[finding.start : finding.end]).startswith("12 buổi")
    assert finding.reasons[0] == "Máy đọc thứ hai cũng đọc như vậy."


def test_a_long_report_is_asked_in_pieces_that_add_up_to_it(model: FakeModel) -> None:
    text = "\n".join(f"Thôn {n} lập {n} mô hình tự quản." for n in range(2, 400))
    assert "".join(text[a:b] for a, b in pieces(text)) == text
    assert max(b - a for a, b in pieces(text)) <= PIECE
    assert [text[a:b] for a, b in pieces("x" * (2 * PIECE + 5))]
    model.figures = lambda piece: [told("schemes_founded", "lập 399 mô hình", 399)]
    answered = ask(Endpoint(model.address, "thu"), text, read(text), BUNDLED_WORDS)
    assert len(model.asked) > 2
    assert len(answered.candidates) == 1


def test_the_key_is_sent_and_nothing_but_the_address_is_asked(
    model: FakeModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    ask(Endpoint(model.address + "/", "thu", key="khoa"), TEXT, read(TEXT), BUNDLED_WORDS)
    assert (model.asked[0]["path"], model.authorization) == ("/v1/chat/completions", ["Bearer khoa"])
    assert (model.asked[0]["model"], model.asked[0]["temperature"]) == ("thu", 0)


def test_a_redirect_is_not_followed(model: FakeModel) -> None:
    with serving(FakeModel()) as elsewhere:
        model.status, model.headers, model.raw = 307, {"Location": elsewhere.address + "/chat/completions"}, b""
        with pytest.raises(SecondReaderSilent, match="lỗi 307"):
            ask(Endpoint(model.address, "thu"), TEXT, read(TEXT), BUNDLED_WORDS)
        assert elsewhere.asked == []


@pytest.mark.parametrize(
    "raw", [b"", b"<html>", b"{}", b'{"choices": []}', b'{"choices": [{"message": {"content": 3}}]}']
)
def test_an_answer_of_another_shape_is_told_in_a_sentence(model: FakeModel, raw: bytes) -> None:
    model.raw = raw
    with pytest.raises(SecondReaderSilent, match="bỏ câu trả lời này"):
        ask(Endpoint(model.address, "thu"), TEXT, read(TEXT), BUNDLED_WORDS)


@pytest.mark.parametrize("content", ["xin lỗi, tôi không biết", "[{", "[1, 2]", "{}", '[["a"]]', "```json\n[]\n```"])
def test_an_answer_without_figures_changes_nothing(model: FakeModel, content: str) -> None:
    model.raw = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
    answered = ask(Endpoint(model.address, "thu"), TEXT, read(TEXT), BUNDLED_WORDS)
    assert answered.candidates == ()


def test_a_list_inside_words_or_a_fence_is_read(model: FakeModel) -> None:
    inner = json.dumps([told("schemes_founded", "03 mô hình", 3)], ensure_ascii=False)
    model.raw = json.dumps({"choices": [{"message": {"content": f"Kết quả:\n```json\n{inner}\n```\nHết."}}]}).encode()
    answered = ask(Endpoint(model.address, "thu"), TEXT, read(TEXT), BUNDLED_WORDS)
    assert [c.indicator for c in answered.candidates] == ["schemes_founded"]


def test_a_machine_that_is_off_is_told_by_its_address() -> None:
    with serving(FakeModel()) as gone:
        address = gone.address
    with pytest.raises(SecondReaderSilent, match="Không hỏi được máy đọc thứ hai tại 127"):
        ask(Endpoint(address, "thu"), TEXT, read(TEXT), BUNDLED_WORDS)


@pytest.mark.parametrize(
    ("address", "name"), [("ftp://may/v1", "thu"), ("may:8080", "thu"), ("http://", "thu"), ("http://may/v1", " ")]
)
def test_an_address_or_model_that_cannot_be_asked_is_refused(address: str, name: str) -> None:
    with pytest.raises(EndpointInvalid):
        Endpoint(address, name)
