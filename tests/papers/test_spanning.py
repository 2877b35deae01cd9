"""A year that spans 1-7-2025: old communes and their heir report, the district adds up, papers and pages open."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.papers import factories as papers
from tests.reporting import factories as make
from tests.reporting.test_carrying import carry_out, merged, organ_of, ready, unit_named
from tests.web.lands import client, words
from tuquan.accounts.models import Organ
from tuquan.ground import clock
from tuquan.ground.models import FixedDay
from tuquan.papers import actions, queries
from tuquan.papers.models import Paper
from tuquan.reporting import queries as reporting
from tuquan.reporting import rollup
from tuquan.reporting.models import Round, State, Submission
from tuquan.schemes import actions as schemes
from tuquan.units.errors import UnitUnknown
from tuquan.units.queries import full_name
from tuquan.vn.windows import calendar_window

DAY, TODAY = date(2025, 7, 1), date(2025, 12, 16)
CODE = "outreach_attendances"
pytestmark = [pytest.mark.once, pytest.mark.django_db]


class Year:
    """Châu Hóa and Ngư Hóa become Tuyên Mới in the middle of the year 2025, whose round is open."""

    def __init__(self) -> None:
        self.district = make.district(3)
        FixedDay.objects.create(scope_key=self.district.province.unit_id, day=TODAY)
        kind = schemes.add_kind(by=None, name="Thôn tự quản về ANTT", field="residential_area")
        self.old = self.district.communes["Châu Hóa"]
        schemes.found(
            by=None, kind=kind, name="Tiếng kẻng", unit_id=self.old.unit_id, place_name="thôn Lâm Lang",
            on=date(2025, 3, 1), decision_number="1/QĐ", decision_date=date(2025, 2, 1), decision_issuer="UBND xã",
        )  # fmt: skip
        self.round: Round = self.district.open(calendar_window("year", 2025), title="Năm 2025")
        carry_out(merged(self.district, "Châu Hóa", "Ngư Hóa"), on=DAY)
        self.heir = unit_named("Tuyên Mới")
        self.organ = Organ.objects.get(pk=organ_of(self.heir))

    def rows(self) -> dict[int, Submission]:
        return {row.unit_id: row for row in self.round.submissions.exclude(unit=self.round.scope_id)}

    def say_all(self, *, leave_out: int | None = None) -> None:
        for number, (unit, row) in enumerate(sorted(self.rows().items()), start=1):
            if unit != leave_out:
                make.say(row, CODE, 100 * number)
                if unit == self.old.unit_id:
                    make.say(row, "schemes_founded", 1)
                make.send(ready(row))


@pytest.fixture
def year() -> Iterator[Year]:
    with clock.at(TODAY):
        yield Year()


def text(paper: Paper) -> str:
    return papers.words(paper)


def test_every_submission_counts_and_the_paper_tells_it(year: Year) -> None:
    with pytest.raises(UnitUnknown):
        full_name(year.old.unit_id, year.round.last_day)
    assert set(year.rows()) == {row.unit_id for row in year.district.communes.values()} | {year.heir}
    year.say_all()
    assert {row.state for row in year.rows().values()} == {State.APPROVED}
    total = rollup.totals(round=year.round, unit_id=year.round.scope_id)[CODE]
    assert (total.value, total.coverage.text) == (1000, "4/4 xã, thị trấn")
    made = actions.draft(by=year.district.top.officer, round=year.round, organ=year.district.top.organ)
    assert made.docx is not None
    assert made.pdf is not None
    assert made.coverage_text == "4/4 xã, thị trấn"
    assert "“Tiếng kẻng” tại thôn Lâm Lang, xã Châu Hóa" in text(made)
    (number,) = [
        row for row in made.numbers.all() if row.indicator.code == CODE and row.unit_id == year.round.scope_id
    ][:1]
    back = queries.made_of(made, number.tag)
    assert sorted(int(part.value or 0) for part in back.contributions) == [100, 200, 300, 400]
    names = {part.name for part in back.contributions}
    assert {"Tuyên Mới", "Đồng Lê"} <= {name.removeprefix("xã ").removeprefix("thị trấn ") for name in names}
    assert any("Châu Hóa" in name and "đến 30/06/2025" in name for name in names)
    assert not back.missing


def test_what_an_ended_commune_has_not_sent_is_missed_by_name(year: Year) -> None:
    year.say_all(leave_out=year.old.unit_id)
    made = actions.draft(by=year.district.top.officer, round=year.round, organ=year.district.top.organ)
    assert made.coverage_text == "3/4 xã, thị trấn; chưa có: Châu Hóa (đến 30/06/2025)"


def test_the_heir_writes_for_itself_and_for_each_forebear(year: Year) -> None:
    year.say_all()
    head: Any = year.old.head
    own = actions.draft(by=head, round=year.round, organ=year.organ)
    assert (own.unit_id, queries.unit_name(own)) == (year.heir, "xã Tuyên Mới")
    assert "Tiếng kẻng" not in text(own), "it was founded in the old commune, which counts it"
    old = actions.draft(by=head, round=year.round, organ=year.organ, instead_of=year.old.organ)
    assert (old.unit_id, queries.unit_name(old)) == (year.old.unit_id, "xã Châu Hóa")
    assert "Tiếng kẻng" in text(old)
    for paper in (own, old):
        for number in paper.numbers.all():
            queries.made_of(paper, number.tag)


def test_every_page_opens(year: Year) -> None:
    year.say_all(leave_out=year.district.communes["Ngư Hóa"].unit_id)
    head: Any = year.old.head
    made = [
        actions.draft(by=year.district.top.officer, round=year.round, organ=year.district.top.organ),
        actions.draft(by=head, round=year.round, organ=year.organ),
        actions.draft(by=head, round=year.round, organ=year.organ, instead_of=year.old.organ),
    ]
    for who in (year.district.top.officer, year.district.province.officer, head, year.old.officer):
        browser: Client = client(who)
        addresses = [
            "/",
            reverse("papers"),
            reverse("papers") + "?xuat=xlsx",
            reverse("figures"),
            "/mo-hinh/",
            "/don-vi/",
        ]
        addresses += [reverse("figures-round", args=[year.round.pk])] if who != head else []
        for address in addresses:
            assert browser.get(address, follow=True).status_code == 200, (who.username, address)
    heirs = client(head)
    for paper in made[1:]:
        page = words(heirs.get(reverse("papers-paper", args=[paper.pk])))
        assert queries.unit_name(paper) in page
        for number in paper.numbers.all()[:5]:
            assert heirs.get(reverse("papers-number", args=[paper.pk, number.tag])).status_code == 200
    row = year.rows()[year.old.unit_id]
    page = words(heirs.get(reverse("figures-submission", args=[row.pk])))
    assert "Châu Hóa (đến 30/06/2025)" in page
    names = [line.name for line in reporting.board(year.round).rows]
    assert names == ["Châu Hóa (đến 30/06/2025)", "Đồng Lê", "Ngư Hóa (đến 30/06/2025)", "Tuyên Mới"]


def test_a_unit_not_yet_begun_is_named_as_first_known(year: Year) -> None:
    """A paper of an earlier round by a unit that began after it."""
    year.say_all()
    made = actions.draft(by=year.district.top.officer, round=year.round, organ=year.district.top.organ)
    earlier = Round.objects.create(
        report_kind=year.round.report_kind, scope=year.round.scope, title="Năm 2024", first_day=date(2024, 1, 1),
        last_day=date(2024, 12, 31),
    )  # fmt: skip
    made.round = earlier
    assert queries.unit_name(made, year.heir) == "xã Tuyên Mới"
    assert queries.unit_name(made, year.old.unit_id) == "xã Châu Hóa"
