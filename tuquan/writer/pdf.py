"""A content as a pdf: the second rendering of the same words, by typst."""

import json
from dataclasses import asdict
from importlib.resources import as_file, files
from typing import Any

import typst

from tuquan.writer import wording
from tuquan.writer.content import PaperContent
from tuquan.writer.errors import ContentError
from tuquan.writer.plan import Grid, Plan, lay_out
from tuquan.writer.typefaces import faces, undrawable

_WORDS = {"nation": wording.NATION, "motto": wording.MOTTO, "recipients": wording.RECIPIENTS}


def render_pdf(content: PaperContent) -> bytes:
    """A pdf in the layout of Decree 30/2020. Words travel as data and are never run.

    An issued paper is PDF/UA-1 and PDF/A-2a, an archive copy that a screen reader can follow; a draft
    without a day is PDF/UA-1 only, for an archive wants a date. Raises ContentError (`no_glyph`) where
    no typeface at hand can draw a letter.
    """
    families, folders = faces()
    inputs = {"plan": _plan(content), "words": _WORDS, "faces": families}
    sent = {name: json.dumps(value, ensure_ascii=False) for name, value in inputs.items()}
    try:
        return _compiled(sent, folders, issued=content.letterhead.day is not None)
    except typst.TypstError as error:
        if missing := undrawable(sent["plan"]):
            raise ContentError(
                "no_glyph", f"Phông chữ của bản PDF không có ký tự “{missing}”; hãy thay ký tự khác rồi xuất lại."
            ) from error
        raise


def _compiled(inputs: dict[str, str], folders: tuple[str, ...], *, issued: bool) -> bytes:
    with as_file(files("tuquan.writer") / "paper.typ") as template:
        return typst.compile(
            str(template),
            format="pdf",
            root=str(template.parent),
            font_paths=list(folders),
            ignore_system_fonts=True,
            pdf_standards=["ua-1", "a-2a"] if issued else ["ua-1"],
            sys_inputs=inputs,
            timestamp=0,
        )


def _plan(content: PaperContent) -> dict[str, Any]:
    plan = lay_out(content)
    day = content.letterhead.day
    issued = [day.year, day.month, day.day] if day else None
    names = {"superior": wording.bound(plan.superior), "issuer": wording.bound(plan.issuer)}
    return _cells(plan) | names | {"author": content.letterhead.issuer, "issued": issued}


def _cells(plan: Plan) -> dict[str, Any]:
    """The plan as data; a cell becomes an object, so that the template can flatten the rows of a table."""
    data = asdict(plan)
    for parts, drawn in zip(
        (plan.parts, *(annex.parts for annex in plan.annexes)),
        (data["parts"], *(annex["parts"] for annex in data["annexes"])),
        strict=True,
    ):
        for part, each in zip(parts, drawn, strict=True):
            if isinstance(part, Grid):
                each["rows"] = [[{"runs": cell} for cell in row] for row in each["rows"]]
    return data
