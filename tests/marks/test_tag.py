"""Tags are exact inverses of marks, fit into Word, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuquan.marks import PREFIX, TAG_LENGTH, Mark, MarkError, from_tag, to_tag
from tuquan.marks.mark import FIGURE_CEILING, ROUND_CEILING, UNIT_CEILING

marks = st.builds(
    Mark,
    indicator=st.from_regex(r"[a-z][a-z0-9_]{0,39}", fullmatch=True),
    unit=st.integers(0, UNIT_CEILING - 1),
    round=st.integers(0, ROUND_CEILING - 1),
    figure=st.none() | st.integers(0, FIGURE_CEILING - 1),
    part=st.sampled_from(["value", "of"]),
)


@given(marks)
def test_a_tag_gives_its_mark_back_and_fits(mark: Mark) -> None:
    tag = to_tag(mark)
    assert from_tag(tag) == mark
    assert len(tag) <= TAG_LENGTH
    assert tag.startswith(PREFIX)


@given(st.text(alphabet="tq.vo019azA_- ợ", max_size=30))
def test_a_text_is_refused_or_is_the_one_tag_of_its_mark(text: str) -> None:
    try:
        mark = from_tag(text)
    except MarkError:
        return
    assert to_tag(mark) == text


def test_the_longest_mark_is_exactly_as_long_as_word_allows() -> None:
    longest = Mark("a" * 40, UNIT_CEILING - 1, ROUND_CEILING - 1, FIGURE_CEILING - 1, "of")
    assert len(to_tag(longest)) == TAG_LENGTH


def test_spelling() -> None:
    assert to_tag(Mark("schemes_founded", 36, 7, None)) == "tq.schemes_founded.10.7..v"
    assert to_tag(Mark("standard_met", 0, 1295, 35, "of")) == "tq.standard_met.0.zz.z.o"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_ours"),
        ("title", "not_ours"),
        ("tq.a.01.1..v", "not_ours"),
        ("tq.a.1.1..x", "not_ours"),
        ("tq.a.1.1..v\n", "not_ours"),
        ("tq.A.1.1..v", "not_ours"),
        ("tq.9a.1.1..v", "bad_indicator"),
        ("tq.a.zzzzzz.1..v", "bad_key"),
    ],
)
def test_strangers_are_refused(text: str, code: str) -> None:
    with pytest.raises(MarkError) as caught:
        from_tag(text)
    assert caught.value.code == code
    assert caught.value.message.endswith(".")


def test_a_mark_refuses_what_no_tag_can_hold() -> None:
    for bad in (("", 1, 1), ("a" * 41, 1, 1), ("a", -1, 1), ("a", 1, ROUND_CEILING), ("a", 1, 1, -1)):
        with pytest.raises(MarkError):
            Mark(*bad)  # type: ignore[arg-type]
    with pytest.raises(MarkError):
        Mark("a", 1, 1, None, "share")  # type: ignore[arg-type]
