"""The whole country loaded once: its counts, its lives, its laws, and the two districts exactly as they were."""

import json
import os
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.test import TestCase

from tests.units.noise import spellings
from tuquan.ground.models import AuditEvent
from tuquan.units import bulk, laws, loading, queries, release
from tuquan.units.comparing import compare
from tuquan.units.errors import DataFaulty
from tuquan.units.models import Change, Level, Succession, Unit, UnitVersion
from tuquan.units.release import read_release

THEN, BEFORE, AFTER, LATER = date(2024, 6, 1), date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 1)
TUYEN_HOA = {
    "xã Đồng Lê": {"18949", "18955", "18964", "18970", "18973"},
    "xã Tuyên Sơn": {"18952", "18961"},
    "xã Tuyên Lâm": {"18958", "18967"},
    "xã Tuyên Phú": {"18976", "18985", "18988"},
    "xã Tuyên Bình": {"18979", "18991", "18994"},
    "xã Tuyên Hóa": {"18997", "19000", "19003", "19006"},
}
HAM_THUAN_NAM = {
    "xã Hàm Thuận Nam": {"23110", "23137"},
    "xã Hàm Thạnh": {"23122", "23113", "23116"},
    "xã Hàm Kiệm": {"23125", "23128", "23119"},
    "xã Tân Thành": {"23146", "23143", "23140"},
    "xã Tân Lập": {"23134", "23239"},
    "xã Tuyên Quang": {"23131", "22963"},
}


def _counted(day: date) -> dict[int, int]:
    rows = UnitVersion.objects.on(day).values_list("unit__level", flat=True)
    return dict(Counter(rows))


class Country(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.counts = bulk.load_country()
        cls.root = UnitVersion.objects.get(type="country").unit_id

    def test_counts_of_every_day_that_a_source_knows(self) -> None:
        assert _counted(THEN) == {0: 1, 1: 63, 2: 705, 3: 10_599}
        assert _counted(BEFORE) == {0: 1, 1: 63, 2: 696, 3: 10_035}
        assert _counted(AFTER) == {0: 1, 1: 34, 3: 3_321}
        communes = UnitVersion.objects.filter(unit__level=Level.COMMUNE)
        assert Counter(communes.on(AFTER).values_list("type", flat=True)) == {
            "commune": 2_621, "ward": 687, "special_zone": 13,
        }  # fmt: skip
        assert Counter(communes.on(LATER).values_list("type", flat=True)) == {
            "commune": 2_599, "ward": 709, "special_zone": 13,
        }  # fmt: skip

    def test_every_unit_of_a_day_hangs_on_the_country(self) -> None:
        for day in (THEN, BEFORE, AFTER, LATER):
            assert len(queries.descendants(self.root, day)) == sum(_counted(day).values()) - 1

    def test_no_law_is_broken(self) -> None:
        assert laws.faults() == []

    def test_a_code_is_one_unit_in_its_list_on_a_day(self) -> None:
        for day in (THEN, BEFORE, AFTER, LATER):
            codes = list(UnitVersion.objects.on(day).exclude(code="").values_list("code_list", "code", "unit__level"))
            assert len(set(codes)) == len(codes)

    def test_lineage_as_kept(self) -> None:
        """974 + 9,462 + 131 that live on + 5 islands = 10,572: docs/reference/units-data.md says why not 10,602."""
        old = {row.unit_id for row in UnitVersion.objects.on(BEFORE).filter(unit__level=Level.COMMUNE)}
        links = Succession.objects.filter(change__effective_on=AFTER, old_id__in=old)
        assert links.filter(whole=False).count() == 974
        assert links.filter(whole=True).count() == 9_462
        assert Unit.objects.filter(pk__in=old, ends_on__isnull=True).count() == 131

    def test_every_commune_before_the_reform_has_somewhere_to_go(self) -> None:
        old = UnitVersion.objects.on(BEFORE).filter(unit__level=Level.COMMUNE, unit__ends_on=AFTER)
        heirless = old.exclude(unit_id__in=Succession.objects.values("old_id"))
        assert not heirless.exists()

    def test_both_districts_of_the_reports(self) -> None:
        for name, day, wanted in (
            ("huyện Tuyên Hóa", date(2021, 12, 15), TUYEN_HOA),
            ("huyện Hàm Thuận Nam", date(2019, 4, 24), HAM_THUAN_NAM),
        ):
            (district,) = queries.find(name, day)
            communes = queries.children(district.unit_id, day)
            heirs = {heir for row in communes for heir, exact in queries.heirs_on(row.unit_id, AFTER) if exact}
            formed = {
                queries.full_name(heir, AFTER): {
                    link.old.versions.first().code for link in queries.life(heir).forebears
                }
                for heir in heirs
            }
            assert formed == wanted
            assert len(communes) == {"Tuyên Hóa": 19, "Hàm Thuận Nam": 13}[district.name]

    def test_acts_stand_at_what_they_did(self) -> None:
        (commune,) = queries.find("xã Tuyên Lâm, Quảng Trị", AFTER)
        (change,) = {link.change for link in queries.life(commune.unit_id).forebears}
        assert (change.act_number, change.act_date) == ("1680/NQ-UBTVQH15", date(2025, 6, 16))
        assert change.issuer == "Ủy ban Thường vụ Quốc hội"
        assert Change.objects.filter(act_number__endswith="/NQ-UBTVQH15").count() == 34

    def test_what_was_not_rearranged_is_the_same_body(self) -> None:
        (commune,) = queries.find("xã Vụ Bổn, Đắk Lắk", AFTER)
        story = queries.life(commune.unit_id)
        assert (story.forebears, story.heirs) == ((), ())
        assert [row.code_list for row in story.versions] == ["QĐ 124/2004/QĐ-TTg", "QĐ 19/2025/QĐ-TTg"]
        assert [len(queries.path(commune.unit_id, day)) for day in (BEFORE, AFTER)] == [4, 3]
        (hanoi,) = queries.find("thành phố Hà Nội", BEFORE)
        assert queries.find("thành phố Hà Nội", AFTER)[0].unit_id == hanoi.unit_id

    def test_island_districts_became_special_zones(self) -> None:
        for island in ("Lý Sơn", "Cồn Cỏ", "Hoàng Sa", "Bạch Long Vĩ", "Côn Đảo"):
            (district,) = queries.find(f"huyện {island}", BEFORE)
            assert queries.children(district.unit_id, BEFORE) == []
            (zone,) = queries.find(f"đặc khu {island}", AFTER)
            assert queries.heirs_on(district.unit_id, AFTER) == [(zone.unit_id, True)]

    def test_changes_of_2026_are_new_versions_of_the_same_bodies(self) -> None:
        for before, after in (("xã Trảng Bom", "phường Trảng Bom"), ("tỉnh Đồng Nai", "thành phố Đồng Nai")):
            (one,) = queries.find(before, date(2026, 4, 29))
            (other,) = queries.find(after, date(2026, 4, 30))
            assert one.unit_id == other.unit_id
            assert queries.full_name(one.unit_id, date(2026, 4, 29)) == before
        (quang_ninh,) = queries.find("thành phố Quảng Ninh", LATER)
        assert queries.version(quang_ninh.unit_id, AFTER).full_name == "tỉnh Quảng Ninh"

    def test_a_divided_commune_is_never_exact(self) -> None:
        (old,) = queries.find("phường Cửa Nam, quận Hoàn Kiếm", BEFORE)
        heirs = queries.heirs_on(old.unit_id, AFTER)
        assert len(heirs) > 1
        assert not any(exact for _, exact in heirs)

    def test_namesakes_of_one_new_province_keep_their_own_heirs(self) -> None:
        heirs = {}
        for home in ("Mỏ Cày Bắc", "Cái Bè"):
            for row in queries.find(f"xã Hòa Lộc, huyện {home}", BEFORE):
                heirs[home] = [queries.full_name(heir, AFTER) for heir, _ in queries.heirs_on(row.unit_id, AFTER)]
        assert all(len(names) == 1 for names in heirs.values()), heirs

    def test_what_ended_between_two_lists_has_an_unknown_heir(self) -> None:
        (gone,) = queries.find("huyện Nam Đông, Thừa Thiên Huế", THEN)
        assert Unit.objects.get(pk=gone.unit_id).ends_on == date(2025, 1, 1)
        assert queries.heirs_on(gone.unit_id, AFTER) == []

    def test_beginnings_are_not_invented(self) -> None:
        old = Unit.objects.filter(level=Level.COMMUNE, known_from__lt=AFTER)
        assert set(old.values_list("begins_on", flat=True)) == {None}
        assert not UnitVersion.objects.filter(source="").exists()

    def test_loading_again_changes_nothing_and_one_event_tells_of_it(self) -> None:
        assert self.counts == {"units": 14_889, "versions": 537, "changes": 42, "successions": 10_493}
        assert bulk.load_country() == {"units": 0, "versions": 0, "changes": 0, "successions": 0}
        (event,) = AuditEvent.objects.filter(action="units.load")
        assert len(event.detail["sha256"]) == 64

    def test_the_two_districts_with_their_hamlets_join_without_doubling(self) -> None:
        assert loading.load_packaged() == {"units": 5, "versions": 5, "changes": 0}
        assert loading.load_packaged() == {"units": 0, "versions": 0, "changes": 0}
        assert laws.faults() == []
        (hamlet,) = queries.find("thôn Lâm Lang", date(2021, 12, 15))
        assert [step.full_name for step in queries.path(hamlet.unit_id, AFTER)][1:] == [
            "tỉnh Quảng Trị", "xã Tuyên Hóa", "thôn Lâm Lang",
        ]  # fmt: skip

    def test_any_spelling_of_a_name_offers_its_unit_and_with_the_parent_alone(self) -> None:
        sample = 1 if os.environ.get("TUQUAN_SOAK") else 11
        for day in (BEFORE, AFTER):
            names = queries.Directory(day)
            rows = UnitVersion.objects.on(day).filter(unit__level=Level.COMMUNE).order_by("code")[::sample]
            offered = alone = asked = 0
            for row in rows:
                for text in spellings(row):
                    asked += 1
                    offered += row.unit_id in {hit.unit_id for hit in names.find(text)}
                    alone += [hit.unit_id for hit in names.find(text, parent_id=row.parent_id)] == [row.unit_id]
            assert offered == asked
            assert alone >= 0.99 * asked

    def test_the_directory_answers_as_the_database_does(self) -> None:
        names = queries.Directory(AFTER)
        for text in ("Tân Thành", "xã Tân Thành, Lâm Đồng", "P. Tân Thành", "TP.HCM", "phường 1", "Quảng Trị"):
            assert [row.pk for row in names.find(text)] == [row.pk for row in queries.find(text, AFTER)]

    def test_homonyms_are_told_apart_by_type_parent_and_day(self) -> None:
        for text, day, wanted in (
            ("xã Tân Thành", AFTER, 7),
            ("xã Tân Tiến", AFTER, 7),
            ("xã Tân Thành, tỉnh Lâm Đồng", AFTER, 1),
            ("xã Tân Thành, Hàm Thuận Nam, Bình Thuận", BEFORE, 1),
            ("H. Kỳ Anh", BEFORE, 1),
            ("TX Kỳ Anh", BEFORE, 1),
            ("Kỳ Anh, Hà Tĩnh", AFTER, 1),
            ("P1, Q.3, TP.HCM", BEFORE, 1),
            ("Phường 04, quận Phú Nhuận", BEFORE, 1),
            ("Bà Rịa - Vũng Tàu", BEFORE, 1),
            ("Bà Rịa-Vũng Tàu", BEFORE, 1),
            ("TP Phan Rang-Tháp Chàm", BEFORE, 1),
            ("Đắc Lắc", AFTER, 1),
            ("TT NT Việt Lâm", THEN, 1),
            ("phường Phường Đúc", BEFORE, 1),
            ("xã Bản Liền", AFTER, 1),
            ("huyện Quan Sơn", BEFORE, 1),
            ("huyện Quan Sơn", AFTER, 0),
            ("ĐK Phú Quốc", AFTER, 1),
            ("Châu Hóa - Tuyên Hóa", BEFORE, 1),
        ):
            found = queries.find(text, day)
            assert len(found) == wanted, (text, [row.full_name for row in found])

    def test_an_old_name_leads_to_its_heirs(self) -> None:
        assert queries.find("xã Châu Hóa, Tuyên Hóa", AFTER) == []
        (old,) = queries.find_former("xã Châu Hoá, huyện Tuyên Hóa", AFTER)
        ((heir, exact),) = queries.heirs_on(old.unit_id, AFTER)
        assert (queries.full_name(heir, AFTER), exact) == ("xã Tuyên Hóa", True)

    def test_a_newer_release_is_told_as_a_draft_reform_that_loads(self) -> None:
        with tempfile.TemporaryDirectory() as room:
            place, draft_folder = Path(room) / "newer", Path(room) / "draft"
            _write_release(place, {})
            assert compare(read_release(place), LATER, "x").said == []
            note = "Thành lập phường Vụ Bổn từ xã Vụ Bổn. Số: 999/NQ-UBTVQH16; Ngày: 01/10/2026"
            _write_release(place, {
                "24529": {"name_with_type": "Phường Vụ Bổn", "note": note},
                "18952": {"name_with_type": "Xã Tuyên Sơn Mới"},
                "18958": None,
                "99999": {"name_with_type": "Xã Thử Nghiệm", "code": "99999", "parent_code": "44", "note": note},
            })  # fmt: skip
            draft = compare(read_release(place), LATER, "Bản thử")
            assert [line[:5] for line in draft.said] == ["18952", "18958", "24529", "99999"]
            draft.write(draft_folder)
            assert loading.load(draft_folder) == {"units": 1, "versions": 2, "changes": 2}
        assert laws.faults() == []
        (ward,) = queries.find("phường Vụ Bổn", LATER)
        assert [row.begins_on for row in queries.life(ward.unit_id).versions][-1] == date(2026, 10, 1)
        assert queries.find("xã Tuyên Lâm", LATER) == []
        assert len(queries.find("xã Thử Nghiệm, Quảng Trị", LATER)) == 1

    def test_a_code_that_another_unit_holds_is_refused_and_nothing_is_written(self) -> None:
        UnitVersion.objects.on(AFTER).filter(code="18952").update(name="Tên Khác", search_key="ten khac")
        before = UnitVersion.objects.count()
        with pytest.raises(DataFaulty, match=r"Mã 18952 ngày .* không phải là « Tuyên Sơn »"):
            bulk.load_country()
        assert UnitVersion.objects.count() == before


def _write_release(place: Path, otherwise: dict[str, dict[str, str] | None]) -> None:
    """A release that says what we say on LATER, except for these codes (None: left out)."""
    types = {theirs: ours for ours, theirs in release.TYPES.items()}
    rows = list(UnitVersion.objects.on(LATER).filter(unit__level__in=(1, 3)))
    codes = {row.unit_id: row.code for row in rows}
    said: dict[str, dict[str, str]] = {
        row.code: {"code": row.code, "parent_code": codes.get(row.parent_id, ""), "note": "",
                   "name_with_type": f"{types[row.type].capitalize()} {row.name}"}
        for row in rows
    }  # fmt: skip
    for code, values in otherwise.items():
        if values is None:
            del said[code]
        else:
            said[code] = {**said.get(code, {}), **values}
    data = place / release.INSIDE
    (data / "xa-phuong").mkdir(parents=True, exist_ok=True)
    tops = {code: row for code, row in said.items() if not row["parent_code"]}
    (data / "tinh_tp.json").write_text(json.dumps(tops), "utf-8")
    for top in tops:
        communes = {code: row for code, row in said.items() if row["parent_code"] == top}
        (data / "xa-phuong" / f"{top}.json").write_text(json.dumps(communes), "utf-8")
