"""A district whose year is full, as the paper of the district tells it."""

from decimal import Decimal
from typing import Any

from tests.reporting import factories as make
from tuquan.accounts.models import OrganVersion, Post
from tuquan.reporting import actions
from tuquan.reporting.models import Round

# Per commune: three communes add up to the year's figures of the district.
FIGURES: dict[str, tuple[int, int, int]] = {
    "steering_committees": (1, 1, 1),
    "steering_committee_members": (13, 14, 12),
    "outreach_points": (90, 66, 40),
    "outreach_attendances": (12000, 11446, 10000),
    "schemes_active": (20, 16, 10),
    "schemes_founded": (1, 1, 1),
    "schemes_replicated": (1, 1, 0),
    "schemes_consolidated": (2, 3, 2),
    "schemes_struck_off": (1, 0, 3),
    "villages_covered": (40, 41, 40),
    "protection_councils": (1, 1, 1),
    "protection_council_members": (9, 10, 11),
    "facility_guards_full_time": (3, 2, 3),
    "facility_guards_part_time": (30, 31, 30),
    "part_time_commune_police": (40, 41, 40),
    "ward_guard_boards": (0, 0, 1),
    "ward_guard_members": (0, 0, 29),
    "village_security_boards": (40, 31, 40),
    "village_security_board_members": (300, 265, 200),
}
INSPECTED = (2, 3)


def full_year(
    communes: int = 3, *, title: str = "Năm 2021", leave_out: tuple[str, ...] = (), approve: int = 3
) -> tuple[make.District, Round]:
    """A district and its round, with the first `approve` communes approved and the district's own work sent."""
    district = make.district(communes)
    Post.objects.filter(user=district.top.head).update(title="Trưởng Công an huyện")
    OrganVersion.objects.filter(organ=district.top.organ).update(
        letterhead_superior="Công an tỉnh Quảng Thử", symbol="BC-CAH", place_name="Tuyên Thử"
    )
    round_ = district.open(title=title)
    fill(district, round_, leave_out=leave_out, approve=approve)
    top = make.submission(round_, district.top)
    make.say(top, "units_inspected", *INSPECTED)
    make.send(top, approve=False)
    return district, round_


def fill(district: make.District, round_: Round, *, leave_out: tuple[str, ...] = (), approve: int = 3) -> None:
    for at, office in enumerate(list(district.communes.values())[:approve]):
        row = make.submission(round_, office)
        for code, values in FIGURES.items():
            if code not in leave_out:
                make.say(row, code, values[at])
        make.say(
            row, "schemes_with_full_dossier", Decimal(FIGURES["schemes_active"][at]), FIGURES["schemes_active"][at]
        )
        if leave_out:
            _explain_all(row)
        make.send(row)


def _explain_all(row: Any) -> None:
    make.none_for_the_rest(row)
    for figure in row.figures.all():
        actions.explain(by=None, figure=figure, text="Đã kiểm tra lại.")


def draft(district: make.District, round_: Round, **given: Any) -> Any:
    from tuquan.papers import actions as papers

    return papers.draft(by=given.pop("by", district.top.officer), round=round_, organ=district.top.organ)


def words(paper: Any) -> str:
    """The body as one text, numbers as printed, blanks as "[…]"."""
    from tuquan.writer import Blank, Heading, Number, Table
    from tuquan.writer.keeping import from_json

    def said(inline: Any) -> str:
        if isinstance(inline, Blank):
            return f"[{inline.label}]"
        return inline.shown if isinstance(inline, Number) else inline.text

    lines = []
    for block in from_json(paper.content).blocks:
        if isinstance(block, Heading):
            lines.append(block.text)
        elif not isinstance(block, Table):
            lines.append("".join(said(inline) for inline in block.inlines))
    return "\n".join(lines)


def say_only(district: make.District, round_: Round, code: str, values: tuple[int, ...]) -> None:
    """A round in which nothing but this line arose; one value for each commune that has reported."""
    for office, value in zip(district.communes.values(), values, strict=False):
        row = make.submission(round_, office)
        make.say(row, code, value)
        make.send(row)
