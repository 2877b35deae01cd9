"""The state a visitor finds: 17 of 19 have sent, every state is there, nothing restricted is kept."""

import json
from datetime import date

import pytest
from django.apps import apps
from django.core import serializers

from tuquan.accounts.queries import organ_name, organs_at
from tuquan.cli.demonstration import HAM_THUAN_NAM, TUYEN_HOA, figures, loading, people, rounds
from tuquan.cli.demonstration.command import load
from tuquan.ground import clock
from tuquan.ground.models import AuditEvent, FixedDay
from tuquan.intake.models import Finding, SourceDocument
from tuquan.reporting import queries, rollup
from tuquan.reporting.models import Claim, State, Submission
from tuquan.schemes import counts
from tuquan.schemes import queries as scheme_queries
from tuquan.schemes.models import Scheme, SchemePlacement
from tuquan.schemes.queries import SchemeFilter
from tuquan.units import queries as units
from tuquan.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


@pytest.fixture
def offices():
    return people.find()


@pytest.fixture
def round_2021(offices):
    return loading.the_round(offices, TUYEN_HOA, rounds.YEAR_2021)


def states(round_):
    below = Submission.objects.filter(round=round_).exclude(unit=round_.scope_id)
    return sorted(below.values_list("state", flat=True))


def test_every_state_can_be_seen(round_2021):
    assert states(round_2021) == sorted(
        [State.DRAFT, State.PRESENTED, State.SENT_BACK, *[State.SUBMITTED] * 2, *[State.APPROVED] * 14]
    )


def test_seventeen_have_sent_three_of_them_late(round_2021):
    below = Submission.objects.filter(round=round_2021).exclude(unit=round_2021.scope_id)
    sent = [row.first_submitted_on for row in below if row.first_submitted_on]
    assert len(sent) == 17
    assert sum(day > date(2021, 12, 24) for day in sent) == 3


def test_the_board_says_seventeen_of_nineteen(round_2021):
    with clock.at(date(2021, 12, 31)):
        board = queries.board(round_2021)
    assert board.sentence.startswith("17/19 xã, thị trấn đã gửi; chưa gửi: Châu Hóa, Ngư Hóa")
    assert (board.submitted, board.approved, board.expected) == (17, 14, 19)


def test_rows_bear_the_days_of_their_acts(round_2021):
    held = Submission.objects.get(round=round_2021, unit=people.find().unit["xã Lâm Hóa"])
    assert held.first_submitted_on == date(2021, 12, 27)
    assert {move.at.date() for move in held.moves.all()} == {date(2021, 12, 27), date(2021, 12, 29)}
    assert held.documents.get().received_at.date() == date(2021, 12, 21)


def test_the_contradiction_is_explained_and_still_shown(round_2021, offices):
    held = Submission.objects.get(round=round_2021, unit=offices.unit[loading.CONTRADICTS])
    [found] = [d for d in queries.disagreements(held) if d.figure.indicator.code == "schemes_active"]
    assert sorted(int(claim.value) for claim in found.claims) == [3, 4]
    assert found.explained


def test_the_register_of_tuyen_hoa(offices):
    day = {
        code: counts.count(code, unit_id=offices.unit[TUYEN_HOA], window=rounds.YEAR_2021) for code in counts.COUNTED
    }
    values = {code: int(count.value) for code, count in day.items()}
    assert values["schemes_active"] == values["schemes_with_full_dossier"] == 46
    assert (values["schemes_founded"], values["schemes_replicated"]) == (3, 2)
    assert day["schemes_with_full_dossier"].of is None


def test_the_review_of_ham_thuan_nam(offices):
    review = loading.the_round(offices, HAM_THUAN_NAM, rounds.REVIEW)
    assert states(review) == [State.APPROVED] * 13
    found = rollup.totals(round=review, unit_id=review.scope_id)
    values = {code: total.value for code, total in found.items() if not code.endswith("_province")}
    assert values == {
        "scheme_types": 20,
        "scheme_points": 82,
        "schemes_in_institutions": 13,
        "schemes_replicated": 13,
        "exemplars_recognised": 2,
        "communes_covered": 13,
        "collectives_awarded_district": 9,
        "individuals_awarded_district": 5,
    }
    assert found["communes_covered"].of == 13


def test_the_year_before_is_closed_and_comparable(offices, round_2021):
    before = loading.the_round(offices, TUYEN_HOA, rounds.YEAR_2020)
    assert states(before) == [State.APPROVED] * 19
    found = rollup.totals(round=before, unit_id=before.scope_id)
    said = figures.of_district(2020)
    for code in ("outreach_points", "outreach_attendances", "schemes_active", "village_security_board_members"):
        assert found[code].value == said[code]


def test_a_second_load_changes_nothing():
    before = {model: model.objects.count() for model in apps.get_app_config("reporting").get_models()}
    assert load() is False
    assert {model: model.objects.count() for model in before} == before
    assert AuditEvent.objects.filter(action=loading.LOADED).count() == 1


def test_the_days_are_fixed(offices):
    days = dict(FixedDay.objects.values_list("scope_key", "day"))
    assert days == {offices.unit[TUYEN_HOA]: date(2021, 12, 31), offices.unit[HAM_THUAN_NAM]: date(2019, 4, 24)}


@pytest.mark.parametrize("account", people.ACCOUNTS, ids=lambda account: account.username)
def test_printed_accounts_hold_their_posts(account):
    from django.contrib.auth.hashers import Argon2PasswordHasher

    from tuquan.accounts.models import User

    user = User.objects.get(username=account.username)
    assert Argon2PasswordHasher().verify(people.PASSWORD, user.password)
    assert user.posts.count() == len(account.posts)
    assert "Minh Họa" in user.full_name


def test_silent_accounts_cannot_sign_in():
    from tuquan.accounts.models import User

    silent = User.objects.exclude(username__in=[account.username for account in people.ACCOUNTS])
    assert silent.count() == 2 * (18 + 13)
    assert not any(user.has_usable_password() for user in silent)


RESTRICTED = ("173 lượt", "64 đối tượng", "219 lượt", "87 đối tượng", "731 lượt", "47 đối tượng")


def test_restricted_numbers_stand_in_no_row():
    for model in apps.get_models():
        dump = serializers.serialize("json", model._base_manager.all(), ensure_ascii=False)
        assert not [number for number in RESTRICTED if number in dump], model
    assert not Finding.objects.filter(masked=True).exclude(value=None).exists()
    read_there = Claim.objects.filter(
        source_kind="read", figure__indicator__code__in=["warning_calls", "public_criticisms"]
    )
    assert not read_there.exists()
    assert "███ lượt đối tượng" in SourceDocument.objects.get(file_name__contains="thanh-hoa").text


def test_the_seed_s_restricted_numbers_are_nowhere_in_the_package():
    from importlib.resources import files

    data = files("tuquan.cli.demonstration").joinpath("data")
    texts = " ".join(part.read_text("utf-8") for part in data.iterdir() if part.is_file())
    assert "568 lượt" not in texts
    assert "kiểm điểm trước dân 29" not in texts


def test_the_draft_is_left_to_the_visitor(round_2021, offices):
    held = Submission.objects.get(round=round_2021, unit=offices.unit[loading.DRAFT])
    assert not held.documents.exists()
    answered = {f.indicator.code: int(f.chosen.value) for f in held.figures.filter(answer="value")}
    assert answered["schemes_active"] == 3
    assert answered["schemes_founded"] == 1


def test_accounts_are_as_documented():
    assert json.dumps([account.username for account in people.ACCOUNTS]) == json.dumps(
        [
            "canbo.chauhoa",
            "truong.chauhoa",
            "doitruong.tuyenhoa",
            "truong.tuyenhoa",
            "canbo.hamthuannam",
            "thanhtra",
            "quantri",
        ]
    )


def test_on_a_later_day_each_scheme_stands_in_todays_commune_with_its_past(offices):
    """The communes of domain study 4.2."""
    later = date(2025, 7, 2)
    for district, old, place, name, new in (
        (TUYEN_HOA, "xã Châu Hóa", "Lâm Lang", "Thôn tự quản về ANTT", "xã Tuyên Hóa"),
        (TUYEN_HOA, "xã Lê Hóa", "Đò Vàng", "Họ giáo tự quản", "xã Đồng Lê"),
    ):
        scheme = Scheme.objects.get(
            name__startswith=name, sites__place_name__contains=place, placements__unit=offices.unit[old]
        )
        with clock.at(later):
            told = scheme_queries.history(scheme)
        assert [stay.place for stay in told.stays] == [old, new], district
        assert f"tại {new}" in told.sentence
        assert {entry.place for entry in told.entries} == {old}
        with clock.at(date(2021, 12, 31)):
            assert f"tại {old}" in scheme_queries.history(scheme).sentence
        asked = SchemeFilter(unit_ids=[units.find(new, later)[-1].unit_id], on=later, text=name)
        assert scheme in scheme_queries.search(asked)
    ended = set(Unit.objects.filter(ends_on__isnull=False).values_list("pk", flat=True))
    assert not SchemePlacement.objects.on(later).filter(unit__in=ended).exists()


def test_todays_communes_of_tuyen_hoa_have_offices():
    with clock.at(date(2025, 7, 2)):
        names = {
            organ_name(organ.pk, clock.today()).name
            for place in ("Đồng Lê", "Tuyên Sơn", "Tuyên Lâm", "Tuyên Phú", "Tuyên Bình", "Tuyên Hóa")
            for organ in organs_at(units.find(f"xã {place}", clock.today())[-1].unit_id, clock.today())
        }
    assert names == {
        f"Công an xã {place}" for place in ("Đồng Lê", "Tuyên Sơn", "Tuyên Lâm", "Tuyên Phú", "Tuyên Bình", "Tuyên Hóa")
    }
