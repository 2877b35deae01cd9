"""From whose chair: waiting for the level below, ready for you, approved here, approved above, closed."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_post
from tests.reporting import factories as make
from tuquan.accounts.models import User
from tuquan.reporting import actions, queries
from tuquan.reporting.models import Move, Round, State, Submission
from tuquan.reporting.queries import Turn

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(day: date) -> make.District:
    return make.district(communes=2)


def _people(district: make.District) -> dict[str, User]:
    commune = district.communes["Châu Hóa"]
    return {
        "officer": commune.officer,
        "head": commune.head,
        "reviewer": district.top.officer,
        "inspector": make_post(district.top.organ, "inspector").user,
        "province": district.province.head,
    }


def _seen(district: make.District, row: Submission) -> dict[str, Turn]:
    row = Submission.objects.select_related("round").get(pk=row.pk)
    return {who: queries.standing_for(user, row).turn for who, user in _people(district).items()}


def test_each_state_from_each_chair(district: make.District) -> None:
    round_ = district.open()
    row = make.submission(round_, district.communes["Châu Hóa"])
    make.none_for_the_rest(row)
    assert _seen(district, row) == {
        "officer": Turn.YOU, "head": Turn.YOU, "reviewer": Turn.BELOW, "inspector": Turn.BELOW, "province": Turn.BELOW,
    }  # fmt: skip
    actions.present(by=None, submission=row, version=row.version)
    assert _seen(district, row) == {
        "officer": Turn.COLLEAGUE, "head": Turn.YOU, "reviewer": Turn.BELOW, "inspector": Turn.BELOW,
        "province": Turn.BELOW,
    }  # fmt: skip
    actions.submit(by=None, submission=row, version=row.version)
    assert _seen(district, row) == {
        "officer": Turn.ABOVE, "head": Turn.ABOVE, "reviewer": Turn.YOU, "inspector": Turn.COLLEAGUE,
        "province": Turn.BELOW,
    }  # fmt: skip
    actions.approve(by=None, submission=row, version=row.version)
    assert _seen(district, row) == {
        "officer": Turn.DONE_ABOVE, "head": Turn.DONE_ABOVE, "reviewer": Turn.HERE, "inspector": Turn.HERE,
        "province": Turn.DONE_BELOW,
    }  # fmt: skip
    make.send(make.submission(round_, district.top))
    assert _seen(district, row)["reviewer"] == Turn.DONE_ABOVE
    Round.objects.filter(pk=round_.pk).update(closed_on=date(2021, 12, 15))
    assert set(_seen(district, row).values()) == {Turn.CLOSED}


def test_who_is_waited_for_is_named(district: make.District) -> None:
    row = make.submission(district.open(), district.communes["Châu Hóa"])
    assert queries.standing_for(district.top.officer, row).text == "chờ cấp dưới: Công an xã Châu Hóa"
    make.send(row, approve=False)
    assert queries.standing_for(district.communes["Châu Hóa"].head, row).text == "chờ cấp trên: Công an huyện Tuyên Thử"


def test_who_sent_for_the_unit_waits_for_a_colleague(district: make.District) -> None:
    row = make.submission(district.open(), district.communes["Châu Hóa"])
    make.send(row, approve=False)
    Move.objects.create(
        submission=row, from_state=State.DRAFT, to_state=State.SUBMITTED, by=district.top.officer,
        on=date(2021, 12, 15), reason="BC 12",
    )  # fmt: skip
    assert queries.standing_for(district.top.officer, row).turn == Turn.COLLEAGUE
    assert queries.standing_for(district.top.head, row).turn == Turn.YOU


def test_a_round_says_the_most_pressing(district: make.District) -> None:
    round_ = district.open()
    reviewer = district.top.officer
    rows = [make.submission(round_, office) for office in district.communes.values()]
    own = make.submission(round_, district.top)
    assert queries.standing_for(reviewer, round_).turn == Turn.YOU  # its own figures are asked
    make.send(own, approve=False)
    assert queries.standing_for(reviewer, round_).text == "chờ cấp dưới: 2 biểu"
    for row in rows:
        make.send(row, approve=False)
    assert queries.standing_for(reviewer, round_).text == "chờ đồng chí: 2 biểu"
    for row in (*rows, own):
        actions.approve(by=None, submission=row, version=row.version)
    assert queries.standing_for(reviewer, round_).turn == Turn.DONE_ABOVE
    assert queries.standing_for(district.communes["Châu Hóa"].head, round_).turn in (Turn.DONE_ABOVE, Turn.DONE_BELOW)


def test_the_questions_asked_do_not_grow_with_the_units(day: date) -> None:
    district = make.district(communes=9)
    round_ = district.open()
    for office in district.communes.values():
        make.send(make.submission(round_, office), approve=False)

    def asked(rows: list[Submission]) -> int:
        with CaptureQueriesContext(connection, ) as seen:  # fmt: skip
            queries.standings(district.top.officer, rows)
        return len(seen)

    all_rows = list(round_.submissions.select_related("round").exclude(unit=round_.scope_id))
    assert asked(all_rows) == asked(all_rows[:2])
