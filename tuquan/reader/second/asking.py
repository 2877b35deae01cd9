"""What the second reader is shown and asked, piece by piece, and which of its answers count."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tuquan.reader import restricted
from tuquan.reader.lint import personal_spans, redact
from tuquan.reader.reading import Reading
from tuquan.reader.second.candidates import Candidate, candidate
from tuquan.reader.second.endpoint import Endpoint
from tuquan.reader.second.numbers import Numbers
from tuquan.reader.words_data import Words

# Characters of the report in one question: models that offices can run hold some thousand words well.
PIECE = 3500
FENCED = re.compile(r"```(?:json)?\s*(.*?)```", re.S)
TASK = """Bạn giúp cán bộ phong trào toàn dân bảo vệ an ninh Tổ quốc lấy số liệu từ một báo cáo tiếng Việt.
Chỉ lấy con số có trong bài và đúng một chỉ tiêu dưới đây; số không thuộc chỉ tiêu nào thì bỏ qua.
Không lấy ngày tháng, số văn bản, tuổi, dân số, diện tích, tên gọi có số.
Trả lời đúng một danh sách JSON, không thêm chữ nào khác. Mỗi phần tử:
{"indicator": mã chỉ tiêu, "quote": đúng nguyên văn vài chữ liền nhau có chứa con số, "value": con số, "planned": true
nếu là kế hoạch hoặc mục tiêu, ngược lại false}. Tiền tính bằng đồng; phần trăm giảm là số âm; "x/y" lấy x.
Không có số nào thì trả lời [].
Các chỉ tiêu (mã: tên, đơn vị đếm):
"""


@dataclass(frozen=True, slots=True)
class Answered:
    """What counts of the second reader's answers, in the order of the text, and how many were dropped."""

    candidates: tuple[Candidate, ...]
    dropped: int


def ask(endpoint: Endpoint, text: str, reading: Reading, words: Words) -> Answered:
    """Ask for the figures of a text that `reading` is the reading of. Offsets of the answer are those of `text`.

    Restricted and limited figures, identity numbers, phones and names next to them are blanked before anything is
    sent. An answer counts when its quote stands in the text and holds a number of that worth which is no date,
    document number or other trap; any other is dropped. Raises SecondReaderSilent.
    """
    shown = presentable(text, reading, words)
    numbers = Numbers.of(shown)
    system = TASK + "\n".join(_lines(words))
    kept: dict[tuple[int, str], Candidate] = {}
    dropped = 0
    for start, end in pieces(shown):
        for told in _listed(endpoint.chat(system, shown[start:end])):
            found = candidate(told, numbers, (start, end), words, taken=kept.keys())
            dropped += found is None
            if found:
                kept[found.start, found.indicator] = found
    return Answered(tuple(sorted(kept.values(), key=lambda c: (c.start, c.indicator))), dropped)


def presentable(text: str, reading: Reading, words: Words) -> str:
    """The text as it may be shown to another program, as long as it was."""
    closed = [f for f in reading.findings if f.masked or words.by_code[f.indicator].access != "open"]
    letters = list(text)
    for finding in closed:
        letters[finding.start : finding.end] = restricted.cover(text[finding.start : finding.end])
    return redact("".join(letters), [(span.start, span.end) for span in personal_spans(text)])


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Spans of whole lines of up to PIECE characters; a longer line is parted after a sentence or a blank."""
    start = 0
    while start < len(text):
        end = len(text) if len(text) - start <= PIECE else _break(text, start, start + PIECE)
        if text[start:end].strip():
            yield start, end
        start = end


def _break(text: str, start: int, limit: int) -> int:
    for sign in ("\n", ". ", " "):
        at = text.rfind(sign, start, limit)
        if at > start:
            return at + len(sign)
    return limit


def _lines(words: Words) -> Iterable[str]:
    """Open indicators only: the second reader is never told of the others."""
    return (f"{e.code}: {e.name or e.code}, {e.measure or 'số'}" for e in words.entries if e.access == "open")


def _listed(content: str) -> list[dict[str, Any]]:
    """The objects of an answer; models like to wrap a list in words, a fence or an object."""
    fenced = FENCED.search(content)
    body = fenced[1] if fenced else content
    start, end = body.find("["), body.rfind("]")
    try:
        told = json.loads(body[start : end + 1]) if 0 <= start < end else []
    except (ValueError, RecursionError):
        return []
    return [item for item in told if isinstance(item, dict)] if isinstance(told, list) else []
