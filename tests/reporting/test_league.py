"""The league by unit and year: counts, shares that add to 100 %, means as sums over sums."""

from datetime import date
from decimal import Decimal

import pytest

from tests.reporting import factories as make
from tuquan.ground import clock
from tuquan.reporting.models import Round, Submission
from tuquan.reporting.queries.league import League, league, years
from tuquan.vn.windows import Window

pytestmark = pytest.mark.django_db
# Communes owe on 20/12/2021.


@pytest.fixture
def district(day: date) -> make.District:
    return make.district()


def _league(district: make.District, on: date = date(2022, 1, 5), **more: object) -> League:
    with clock.at(on):
        return league(scope_id=district.top.unit_id, year=2021, **more)  # type: ignore[arg-type]


def _two_rounds(district: make.District) -> tuple[Round, Round]:
    first = district.open()
    second = district.open(window=Window(date(2021, 6, 1), date(2021, 11, 30)), title="đột xuất")
    return first, second


def test_on_time_late_and_not_sent(district: make.District) -> None:
    first, second = _two_rounds(district)
    for round_, name, on in (
        (first, "Châu Hóa", date(2021, 12, 18)),
        (second, "Châu Hóa", date(2021, 12, 20)),
        (first, "Đồng Lê", date(2021, 12, 21)),
        (second, "Đồng Lê", date(2021, 12, 24)),
        (first, "Ngư Hóa", date(2021, 12, 22)),
    ):
        with clock.at(on):
            make.send(make.submission(round_, district.communes[name]))
    made = _league(district)
    rows = {row.name: row for row in made.rows}
    said = {name: (row.expected, row.on_time, row.late, row.not_sent, row.mean_late) for name, row in rows.items()}
    assert said == {
        "xã Châu Hóa": (2, 2, 0, 0, None),
        "thị trấn Đồng Lê": (2, 0, 2, 0, Decimal("2.5")),
        "xã Ngư Hóa": (2, 0, 1, 1, Decimal("2.0")),
    }
    assert made.rows[0].name == "xã Châu Hóa"
    total = made.total
    assert (total.expected, total.on_time, total.late, total.not_sent) == (6, 2, 3, 1)
    # (1 + 4 + 2) days over 3 late rounds, not the mean of 2.5 and 2.
    assert total.mean_late == Decimal("2.3")
    assert all(sum(row.shares) == 100 for row in (*made.rows, total))
    assert years([district.top.unit_id]) == [2021]


def test_completeness_is_cells_over_cells_and_what_was_not_sent_is_not_complete(district: make.District) -> None:
    first, _ = _two_rounds(district)
    make.send(make.submission(first, district.communes["Châu Hóa"]))
    draft = make.submission(first, district.communes["Ngư Hóa"])
    make.none_for_the_rest(draft)
    made = _league(district)
    rows = {row.name: row for row in made.rows}
    chau_hoa = rows["xã Châu Hóa"]
    assert chau_hoa.asked == 2 * chau_hoa.answered > 0
    assert chau_hoa.complete == Decimal("50.0")
    assert rows["xã Ngư Hóa"].complete == 0
    assert made.total.complete == Decimal(chau_hoa.answered * 1000 // (3 * chau_hoa.asked)) / 10


def test_a_round_that_is_not_due_counts_only_for_who_sent_already(district: make.District) -> None:
    round_ = district.open()
    with clock.at(date(2021, 12, 16)):
        make.send(make.submission(round_, district.communes["Châu Hóa"]))
    made = _league(district, on=date(2021, 12, 20))
    assert [(row.name, row.on_time) for row in made.rows] == [("xã Châu Hóa", 1)]


def test_one_report_or_one_s_own_unit(district: make.District) -> None:
    first, _ = _two_rounds(district)
    own = district.communes["Ngư Hóa"].unit_id
    made = _league(district, only={own}, report_kind=first.report_kind)
    assert [row.unit_id for row in made.rows] == [own]
    assert made.total.expected == 2


def test_units_that_changed_within_the_year_are_named(district: make.District) -> None:
    from tuquan.units.models import Unit

    district.open()
    Unit.objects.filter(pk=district.communes["Ngư Hóa"].unit_id).update(
        begins_on=date(2021, 5, 1), known_from=date(2021, 5, 1)
    )
    made = _league(district)
    assert "từ 01/05/2021" in made.note


@pytest.mark.parametrize("communes", [2, 30])
def test_a_league_takes_a_fixed_number_of_queries(
    db: None, day: date, communes: int, django_assert_max_num_queries: object
) -> None:
    district = make.district(communes)
    district.open()
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        made = _league(district)
    assert len(made.rows) == communes
    assert Submission.objects.count() == communes + 1
