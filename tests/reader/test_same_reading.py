"""One report, many ways to write it down: the findings stay, and their offsets give back what they quote."""

import json
import re
import unicodedata
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import reports
from tuquan.reader import read
from tuquan.reader.reading import Finding
from tuquan.vn.text import same_tone

GOLD = Path(__file__).parent.parent.parent / "evaluation" / "gold"
TEXTS = [one["text"] for path in sorted(GOLD.glob("*.json")) for one in json.loads(path.read_text("utf-8"))]
# The other place of the tone mark, for syllables that end in oa, oe, uy.
OTHER = {
    f"{tone}{last}": f"{first}{second}"
    for tones, first, last, seconds in (
        ("òóỏõọ", "o", "a", "àáảãạ"),
        ("òóỏõọ", "o", "e", "èéẻẽẹ"),
        ("ùúủũụ", "u", "y", "ỳýỷỹỵ"),
    )
    for tone, second in zip(tones, seconds, strict=True)
}
TONED = re.compile(rf"(?<!q)(?:{'|'.join(OTHER)})(?!\w)")

texts = st.one_of(
    st.sampled_from(TEXTS),
    st.builds(" ".join, st.lists(st.sampled_from(reports.SENTENCES), min_size=1, max_size=4)),
    st.integers(0, 10_000).map(lambda seed: reports.text(Random(seed), characters=600)),
)


def _second_vowel(text: str) -> str:
    """ "hòa" as "hoà": the tone mark where the older typing puts it."""
    return TONED.sub(lambda found: OTHER[found[0]], text)


def _no_break(text: str) -> str:
    return text.replace(" ", "\u00a0")


WAYS = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "NFC": lambda text: unicodedata.normalize("NFC", text),
    "tone on the second vowel": _second_vowel,
    "tone on the first vowel": same_tone,
    "no-break spaces": _no_break,
    "NFD and no-break spaces": lambda text: unicodedata.normalize("NFD", _no_break(text)),
}


def _plain(text: str | None) -> str | None:
    """Words as they are compared: composed, one place of the tone, one kind of blank."""
    return None if text is None else " ".join(same_tone(unicodedata.normalize("NFC", text)).split())


def _told(found: Finding) -> tuple[object, ...]:
    amount = (found.value, found.of, found.value_max, found.qualifier, found.planned, found.confidence, found.masked)
    when = (found.period_start, found.period_end)
    quote = None if found.masked else _plain(found.quote)
    return found.indicator, *amount, _plain(found.place), *when, quote


def _told_by(text: str) -> list[tuple[object, ...]]:
    return [_told(found) for found in read(text).findings]


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=60, deadline=None)
@given(text=texts)
def test_another_way_to_write_the_same_text_gives_the_same_findings(way, text):
    assert _told_by(WAYS[way](text)) == _told_by(text)


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=30, deadline=None)
@given(text=texts)
def test_offsets_give_back_the_quote(way, text):
    written = WAYS[way](text)
    for found in read(written).findings:
        assert 0 <= found.sentence_start <= found.start < found.end <= len(written)
        if not found.masked:
            assert written[found.start : found.end] == found.quote
        assert len(found.sentence) == found.sentence_end - found.sentence_start
        if "█" not in found.sentence:
            assert written[found.sentence_start : found.sentence_end] == found.sentence


@settings(max_examples=60, deadline=None)
@given(text=st.sampled_from(reports.SENTENCES), width=st.integers(50, 110))
def test_a_sentence_wrapped_into_lines_gives_the_same_findings(text, width):
    from tuquan.reader.opening import open_document

    wrapped = _wrapped(text, width)
    opened = open_document(wrapped.encode(), file_name="a.txt").text
    assert _told_by(opened) == _told_by(text)


def _wrapped(text: str, width: int) -> str:
    """Lines of about a width; a capital or a figure stays in its line, since either may begin a line of its own."""
    lines = [""]
    for word in text.split(" "):
        if len(lines[-1]) + len(word) >= width and word[:1].islower() and lines[-1][-1:].isalpha():
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)
