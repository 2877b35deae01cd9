"""The content keeps exactly, and refuses what no paper may hold."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings

from tests.writer.any_paper import papers
from tests.writer.samples import paper
from tuquan.writer import (
    ContentError,
    Heading,
    Letterhead,
    Number,
    PaperContent,
    Paragraph,
    Signature,
    Table,
    Text,
    from_json,
    to_json,
)


@given(papers)
@settings(max_examples=60, deadline=None)
def test_json_gives_the_content_back(content: PaperContent) -> None:
    assert from_json(json.loads(json.dumps(to_json(content)))) == content


def test_the_sample_keeps_too() -> None:
    assert from_json(json.loads(json.dumps(to_json(paper()), ensure_ascii=False))) == paper()


def test_numbers_come_in_reading_order() -> None:
    shown = [each.shown for each in paper().numbers()]
    assert shown[:4] == ["14", "33.446", "09", "02"]
    assert shown[-1] == "74.040"


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: paper(subject=" "), "empty"),
        (lambda: paper(schema=2), "unknown_schema"),
        (lambda: paper(blocks=()), "empty"),
        (lambda: paper(signature=Signature((), "A")), "empty"),
        (lambda: paper(recipients=("",)), "empty"),
        (lambda: Letterhead("", "", None, "BC-UBND", "Sơn Hà", None), "empty"),
        (lambda: Number("3", "tq.x", "mô hình"), "bad_tag"),
        (lambda: Number("", "tq.a.1.1..v", "mô hình"), "empty"),
        (lambda: Text("hai\ndòng"), "unprintable"),
        (lambda: Text("a\x00"), "unprintable"),
        (lambda: Heading(4, "x"), "bad_level"),
        (lambda: Paragraph("k", (), "list"), "bad_kind"),  # type: ignore[arg-type]
        (lambda: Table("k", "", ("a", "b"), (((),),), (1, 1), ("left", "left")), "ragged_table"),
        (lambda: Table("k", "", (), (), (), ()), "ragged_table"),
        (lambda: Table("k", "", ("a",), (), (0,), ("left",)), "bad_columns"),
    ],
)
def test_refusals(make: Callable[[], object], code: str) -> None:
    with pytest.raises(ContentError) as caught:
        make()
    assert caught.value.code == code
    assert caught.value.message.endswith(".")


def _change(path: tuple[str, ...], value: Any) -> dict[str, Any]:
    data = to_json(paper())
    place: Any = data
    for step in path[:-1]:
        place = place[int(step)] if step.isdigit() else place[step]
    place[path[-1]] = value
    return data


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({}, "not_content"),
        (_change(("schema",), 99), "unknown_schema"),
        (_change(("schema",), True), "not_content"),
        (_change(("extra",), 1), "not_content"),
        (_change(("subject",), 7), "not_content"),
        (_change(("blocks",), "text"), "not_content"),
        (_change(("demonstration",), 1), "not_content"),
        (_change(("letterhead", "day"), "8/1/2026"), "not_content"),
        (_change(("letterhead", "is"), "heading"), "not_content"),
        (_change(("blocks", "0", "inlines"), [{"is": "letterhead"}]), "not_content"),
        (_change(("letterhead",), to_json(paper())["signature"]), "not_content"),
    ],
)
def test_foreign_data_is_refused(data: dict[str, Any], code: str) -> None:
    with pytest.raises(ContentError) as caught:
        from_json(data)
    assert caught.value.code == code
