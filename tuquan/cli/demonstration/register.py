"""The register of schemes of both districts, entered at once; the audit holds one summary a district."""

from collections import Counter
from datetime import date

from tuquan.cli.demonstration import HAM_THUAN_NAM, TUYEN_HOA, figures
from tuquan.cli.demonstration.figures import SchemeRow
from tuquan.cli.demonstration.later import Chains
from tuquan.ground import audit
from tuquan.schemes import kinds
from tuquan.schemes.actions import set_counting_rule, writing
from tuquan.schemes.models import Scheme, SchemeEvent, SchemeKind, SchemePlacement, SchemeSite
from tuquan.units import queries as units


def enter(unit: dict[str, int]) -> None:
    """Write every packaged scheme with its place, site and events. Inside a transaction; `unit`: place → key."""
    kinds.load()
    _counting_rules(unit)
    known = {kind.name: kind for kind in SchemeKind.objects.all()}
    rows = figures.schemes()
    schemes = Scheme.objects.bulk_create(_scheme(row, known[row.kind]) for row in rows)
    _link_copies(rows, schemes)
    chains = Chains({unit[row.unit] for row in rows})
    SchemePlacement.objects.bulk_create(
        place for r, s in zip(rows, schemes, strict=True) for place in chains.placements(s, unit[r.unit])
    )
    SchemeSite.objects.bulk_create(
        SchemeSite(scheme=s, place_name=r.place, begins_on=r.begins_on, ends_on=r.ends_on, teams=r.teams)
        for r, s in zip(rows, schemes, strict=True)
    )
    pairs = [(row, scheme, kind, day) for row, scheme in zip(rows, schemes, strict=True) for kind, day in row.events]
    SchemeEvent.objects.bulk_create(
        _event(row, scheme, kind, day, unit[row.unit]) for row, scheme, kind, day in sorted(pairs, key=lambda p: p[3])
    )
    _audit(rows, unit)


def _counting_rules(unit: dict[str, int]) -> None:
    """Each province's choice: a copy counts as a scheme of its own."""
    for district, day in ((TUYEN_HOA, date(2020, 3, 1)), (HAM_THUAN_NAM, date(2019, 4, 1))):
        province = units.path(unit[district], day)[-2]
        set_counting_rule(
            by=None, unit_id=province.unit_id, copy_is_scheme=True, on=day, source="Quy ước của dữ liệu minh họa"
        )


def _scheme(row: SchemeRow, kind: SchemeKind) -> Scheme:
    scheme = Scheme(
        kind=kind, name=row.name, block=kind.block, field=kind.field, begins_on=row.begins_on, ends_on=row.ends_on,
        dossier_since=row.begins_on, board_size=row.board_size,
    )  # fmt: skip
    writing.set_keys(scheme, [row.place])
    return scheme


def _link_copies(rows: tuple[SchemeRow, ...], schemes: list[Scheme]) -> None:
    """A copy points to its origin; one from outside the district ("*") has none in this register."""
    first = {(row.unit, row.kind): scheme for row, scheme in reversed(list(zip(rows, schemes, strict=True)))}
    copies = []
    for row, scheme in zip(rows, schemes, strict=True):
        if row.origin not in ("", "*"):
            scheme.origin = first[row.origin, row.kind]
            copies.append(scheme)
    Scheme.objects.bulk_update(copies, ["origin"])


def _event(row: SchemeRow, scheme: Scheme, kind: str, day: date, unit_id: int) -> SchemeEvent:
    ending = kind == "struck_off"
    outside = (
        "Nhân rộng theo mô hình đã có ở nơi khác trong tỉnh." if kind == "replicated" and row.origin == "*" else ""
    )
    return SchemeEvent(
        scheme=scheme, kind=kind, on=day, unit_id=unit_id, reason=row.reason if ending else "",
        decision_number="" if kind == "strengthened" else (row.end_decision if ending else row.decision),
        decision_date=None if kind == "strengthened" else day, decision_issuer=row.issuer, note=outside,
    )  # fmt: skip


def _audit(rows: tuple[SchemeRow, ...], unit: dict[str, int]) -> None:
    for district, count in Counter(row.district for row in rows).items():
        audit.record(
            by=None, action="demonstration.schemes", subject_kind="unit", subject_key=unit[district],
            unit_key=unit[district], summary=f"Nạp sổ mô hình minh họa của {district}: {count} mô hình",
        )  # fmt: skip
