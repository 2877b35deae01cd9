"""A content as JSON-ready data, and back, exactly.

Every object carries its class under "is"; dates are ISO; tuples are lists. Reading refuses what it does
not know (ContentError: `not_content`, `unknown_schema`, or the rule that the values break).
"""

from dataclasses import fields
from datetime import date
from typing import Any

from tuquan.writer.content import (
    SCHEMA,
    Appendix,
    Heading,
    Letterhead,
    PaperContent,
    Paragraph,
    Signature,
    Table,
)
from tuquan.writer.errors import ContentError
from tuquan.writer.inlines import Blank, Number, Text
from tuquan.writer.shapes import misfit

_CLASSES: dict[str, type[Any]] = {
    "paper": PaperContent,
    "letterhead": Letterhead,
    "heading": Heading,
    "paragraph": Paragraph,
    "table": Table,
    "signature": Signature,
    "appendix": Appendix,
    "text": Text,
    "number": Number,
    "blank": Blank,
}
_NAMES = {kind: name for name, kind in _CLASSES.items()}


def to_json(content: PaperContent) -> dict[str, Any]:
    """The content as dicts, lists, strings, numbers, booleans and None."""
    data: dict[str, Any] = _plain(content)
    return data


def from_json(data: dict[str, Any]) -> PaperContent:
    """The content `to_json` was given. Raises ContentError."""
    if not isinstance(data, dict) or data.get("is") != "paper":
        raise _not_content("thiếu phần đầu")
    if data.get("schema") != SCHEMA:
        raise ContentError(
            "unknown_schema", f"Nội dung theo phiên bản {data.get('schema')}, chương trình chỉ hiểu {SCHEMA}."
        )
    content = _made(data)
    assert isinstance(content, PaperContent)
    return content


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    name = _NAMES.get(type(value))
    if name is None:
        return value
    return {"is": name} | {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _made(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_made(each) for each in value)
    if not isinstance(value, dict):
        return value
    kind = _CLASSES.get(str(value.get("is")))
    names = [field.name for field in fields(kind)] if kind else []
    if kind is None or set(value) != {"is", *names}:
        raise _not_content(f"mục “{value.get('is')}” thừa hoặc thiếu trường")
    parts = {name: _made(value[name]) for name in names}
    if kind is Letterhead and parts["day"] is not None:
        parts["day"] = _day(parts["day"])
    try:
        made = kind(**parts)
    except (TypeError, AttributeError) as error:
        raise _not_content(f"mục “{value['is']}” có giá trị sai loại") from error
    if wrong := misfit(made):
        raise _not_content(f"trường “{wrong}” của mục “{value['is']}” có giá trị sai loại")
    return made


def _day(text: Any) -> date:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise _not_content(f"ngày “{text}” không đọc được") from error


def _not_content(reason: str) -> ContentError:
    return ContentError("not_content", f"Dữ liệu không phải nội dung một văn bản: {reason}.")
