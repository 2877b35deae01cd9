"""Organs that end while their units go on: Công an cấp huyện on 1/3/2025, and whatever is wrong in such a plan."""

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.accounts.carrying import Land, carry_out, draft, everything, look, things
from tests.factories import make_organ
from tuquan.accounts import organ_reforms, queries
from tuquan.accounts.errors import OrganReformFaulty
from tuquan.accounts.models import Organ, OrganKind, OrganSuccession, Role
from tuquan.units.errors import ReformFaulty
from tuquan.units.models import Level, Reform
from tuquan.units.reforms import procedure
from tuquan.units.reforms.plan import Plan
from tuquan.units.reforms.preview import preview

pytestmark = pytest.mark.django_db
MARCH, EVE = date(2025, 3, 1), date(2025, 2, 28)


@pytest.fixture
def land() -> Land:
    return Land()


def plan(*rows: dict[str, Any]) -> Plan:
    return Plan(organs=rows)


def test_the_packaged_dates_say_when_the_police_of_districts_ended() -> None:
    row = organ_reforms.known()["cong-an-cap-huyen"]
    assert (row.kind, row.level, row.effective_on) == (OrganKind.POLICE, Level.DISTRICT, MARCH)
    assert (row.act_number, row.act_date, row.grade) == ("02/2025/NĐ-CP", date(2025, 2, 18), "V")
    assert all(row.grade in "VSU" and row.source for row in organ_reforms.known().values())


def test_the_police_of_a_district_end_before_the_district(land: Land) -> None:
    top, old = land.police["tỉnh Quảng Thử"], land.police["huyện Tuyên Thử"]
    committee = make_organ(land.unit["huyện Tuyên Thử"], kind="peoples_committee", name="UBND huyện Tuyên Thử")
    found = organ_reforms.known()["cong-an-cap-huyen"]
    made = organ_reforms.plan_for(found, land.unit["tỉnh Quảng Thử"])
    assert made.organs == ({"organ": old.pk, "what": "hand_over", "to": top.pk},)
    before = everything()
    reform = carry_out(made, on=MARCH)
    assert queries.heir_organ(old.pk, MARCH) == top.pk
    assert queries.heir_organ(old.pk, EVE) == old.pk
    assert OrganSuccession.objects.get().basis
    version = queries.organ_name(land.police["xã Mai Hóa"].pk, MARCH)
    assert (version.superior_id, version.letterhead_superior) == (top.pk, "CÔNG AN TỈNH QUẢNG THỬ")
    [officer] = queries.posts_of(land.officer["huyện Tuyên Thử"].user, MARCH)
    assert (officer.organ_id, officer.role) == (top.pk, Role.SUPERIOR_OFFICER)
    assert queries.organs_at(land.unit["huyện Tuyên Thử"], MARCH) == [committee]
    procedure.undo(by=None, reform=reform, because="Ghi nhầm.")
    assert everything() == before


def test_an_officer_of_the_district_may_be_sent_to_a_commune(land: Land) -> None:
    old, unit = land.police["huyện Tuyên Thử"], land.unit["xã Mai Hóa"]
    post = land.officer["huyện Tuyên Thử"]
    reform = draft(plan({"organ": old.pk, "what": "hand_over"}), on=MARCH)
    reform = procedure.choose_heir(
        by=None, reform=reform, version=reform.version, key=f"accounts.post:{post.pk}", ref=unit
    )
    procedure.commit(by=None, reform=reform, version=reform.version)
    [now] = queries.posts_of(post.user, MARCH)
    assert (now.organ_id, now.role) == (land.police["xã Mai Hóa"].pk, Role.COMMUNE_OFFICER)
    assert queries.heir_organ(old.pk, MARCH) == land.police["tỉnh Quảng Thử"].pk


def test_an_organ_that_only_ends_leaves_people_without_a_post(land: Land) -> None:
    old, officer, head = land.police["xã Mai Hóa"], land.officer["xã Mai Hóa"], land.head["xã Mai Hóa"]
    land.post("xã Văn Hóa", "officer", user=head.user)
    seen = look(plan({"organ": old.pk, "what": "end"}), on=MARCH)
    assert seen.ready, seen.faults
    [named] = things(seen, "accounts.users").values()
    assert officer.user.full_name in named.name
    assert next(group.words for group in seen.groups if group.name == "accounts.users") == "người chưa có vị trí mới"
    carry_out(plan({"organ": old.pk, "what": "end"}), on=MARCH)
    assert queries.posts_of(officer.user, MARCH) == []
    assert [post.organ_id for post in queries.posts_of(head.user, MARCH)] == [land.police["xã Văn Hóa"].pk]
    assert queries.heir_organ(old.pk, MARCH) is None
    assert not OrganSuccession.objects.exists()


def test_an_organ_is_renamed_or_hands_over_to_a_new_one(land: Land) -> None:
    renamed, old = land.police["xã Mai Hóa"], land.police["xã Văn Hóa"]
    carry_out(
        plan(
            {"organ": renamed.pk, "what": "rename", "name": "Đồn Công an Mai Hóa"},
            {"organ": old.pk, "what": "hand_over", "to": "new:cụm", "name": "Công an cụm Văn Mai"},
        ),
        on=MARCH,
    )
    assert queries.organ_name(renamed.pk, MARCH).name == "Đồn Công an Mai Hóa"
    assert queries.organ_name(renamed.pk, MARCH).letterhead_name == "ĐỒN CÔNG AN MAI HÓA"
    heir = queries.heir_organ(old.pk, MARCH)
    assert heir not in (None, old.pk)
    assert queries.organ_name(heir or 0, MARCH).name == "Công an cụm Văn Mai"
    assert queries.unit_of(heir or 0, MARCH) == land.unit["xã Văn Hóa"]


def test_every_fault_is_told_at_once(land: Land) -> None:
    a, b = land.police["xã Mai Hóa"].pk, land.police["xã Văn Hóa"].pk
    ended = make_organ(land.unit["xã Châu Hóa"], kind="front", name="Mặt trận đã hết")
    ended.versions.update(ends_on=date(2024, 1, 1))
    ended.placements.update(ends_on=date(2024, 1, 1))
    late = make_organ(land.unit["xã Châu Hóa"], kind="front", name="Mặt trận lập sau", begins_on=date(2025, 6, 1))
    one, two = land.police["xã Châu Hóa"].pk, land.police["xã Cao Quảng"].pk
    bad = plan(
        {"organ": 10**9, "what": "end"},
        {"organ": ended.pk, "what": "end"},
        {"organ": a, "what": "hand_over", "to": b},
        {"organ": b, "what": "hand_over", "to": a},
        {"organ": one, "what": "hand_over", "to": one},
        {"organ": two, "what": "hand_over", "to": late.pk},
        {"organ": land.police["huyện Tuyên Thử"].pk, "what": "hand_over", "to": 10**9 + 1},
        {"organ": land.police["tỉnh Quảng Thử"].pk, "what": "rename"},
        {"organ": late.pk, "what": "vanish"},
        {"what": "end"},
    )
    before = everything()
    with pytest.raises(ReformFaulty) as refused:
        carry_out(bad, on=MARCH)
    told = "\n".join(refused.value.faults)
    for words in (
        "Không có cơ quan số 1000000000.",
        "« Mặt trận đã hết » đã kết thúc từ 01/01/2024",
        "đi vòng tròn",
        "không thể bàn giao cho chính mình",
        "« Mặt trận lập sau », nhưng cơ quan này không hoạt động vào 01/03/2025",
        "cơ quan số 1000000001, nhưng không có cơ quan này",
        "đổi tên nhưng chưa có tên mới",
        "không hiểu việc « vanish »",
        "không ghi cơ quan nào",
    ):
        assert words in told
    assert everything() == before
    assert preview(Reform.objects.latest("pk")).faults


def test_the_command_shows_first_and_writes_when_asked(land: Land) -> None:
    out = StringIO()
    call_command("hand_over_organs", stdout=out)
    assert "cong-an-cap-huyen: Kết thúc hoạt động của Công an cấp huyện từ 01/03/2025" in out.getvalue()
    before = everything()
    call_command("hand_over_organs", "cong-an-cap-huyen", under="tỉnh Quảng Thử", stdout=out)
    assert "Công an huyện Tuyên Thử: kết thúc; bàn giao cho Công an tỉnh Quảng Thử" in out.getvalue()
    assert everything() == before
    assert not Reform.objects.exists()
    call_command("hand_over_organs", "cong-an-cap-huyen", under="tỉnh Quảng Thử", commit=True, stdout=out)
    assert Reform.objects.get().state == Reform.State.COMMITTED
    assert not Organ.objects.filter(pk=land.police["huyện Tuyên Thử"].pk, placements__ends_on__isnull=True).exists()
    for wrong in ({"key": "không-có", "under": "tỉnh Quảng Thử"}, {"key": "cong-an-cap-huyen", "under": "tỉnh Lạ"}):
        with pytest.raises(CommandError):
            call_command("hand_over_organs", wrong["key"], under=wrong["under"], stdout=out)


def test_a_faulty_date_file_tells_every_row(tmp_path: Path) -> None:
    text = organ_reforms.PACKAGED.read_text("utf-8").splitlines()
    bad = tmp_path / "ngay.csv"
    bad.write_text("\n".join([*text, text[1], text[1].replace("2025-03-01", "hôm qua"), "x,police"]), "utf-8")
    with pytest.raises(OrganReformFaulty) as refused:
        organ_reforms.known(bad)
    assert [fault.split(":")[0] for fault in refused.value.faults] == [
        "ngay.csv, dòng 7", "ngay.csv, dòng 8", "ngay.csv, dòng 9"
    ]  # fmt: skip
