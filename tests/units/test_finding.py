"""Every packaged unit is found however an office may write it."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.factories import Tree, load_tree
from tuquan.units import queries
from tuquan.units.models import UnitVersion
from tuquan.vn.text import key

DAYS = [date(2021, 12, 15), date(2025, 7, 1)]
SHORT = {
    "commune": ("xã", "x."),
    "township": ("thị trấn", "TT", "TT."),
    "district": ("huyện", "H."),
    "province": ("tỉnh",),
    "provincial_city": ("thành phố", "TP.", "Tp"),
    "village": ("thôn",),
    "country": ("nước",),
}
OTHER_TONE = {"óa": "oá", "òa": "oà", "úy": "uý", "ủy": "uỷ", "óe": "oé"}
WAYS = ["as it is", "decomposed", "old tone", "capitals", "no accents", "spaces", "no-break"]


def _written(text: str, way: str) -> str:
    if way == "old tone":
        for new, old in OTHER_TONE.items():
            text = text.replace(new, old)
    changed = {
        "decomposed": unicodedata.normalize("NFD", text),
        "capitals": text.upper(),
        "no accents": key(text),
        "spaces": f"  {text.replace(' ', '   ')} ",
        "no-break": text.replace(" ", "\u00a0"),
    }
    return changed.get(way, text)


class EveryUnit(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        load_tree()

    @given(data=st.data(), day=st.sampled_from(DAYS), way=st.sampled_from(WAYS))
    def test_is_found_by_any_spelling_of_its_name(self, data: st.DataObject, day: date, way: str) -> None:
        rows = list(UnitVersion.objects.on(day).order_by("id"))
        row = data.draw(st.sampled_from(rows))
        prefix = data.draw(st.sampled_from(["", *(f"{word} " for word in SHORT[row.type])]))
        found = queries.find(_written(prefix + row.name, way), day)
        assert row.unit_id in {hit.unit_id for hit in found}
        assert all(key(hit.name).replace("y", "i") == key(row.name).replace("y", "i") for hit in found)
        if prefix and way != "no accents":
            assert {hit.name for hit in found} == {row.name}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "on", "wanted"),
    [
        ("thôn Phú Mỹ (Hàm Mỹ)", date(2019, 4, 24), ["thôn Phú Mỹ"]),
        ("thôn Phú Mĩ", date(2019, 4, 24), ["thôn Phú Mỹ"]),
        ("Thuận Quí", date(2019, 4, 24), ["xã Thuận Quý"]),
        ("TT. Thuận Nam", date(2019, 4, 24), ["thị trấn Thuận Nam"]),
        ("Tuyên Hóa", date(2021, 12, 15), ["huyện Tuyên Hóa"]),
        ("Tuyên Hóa", date(2025, 7, 1), ["xã Tuyên Hóa"]),
        ("huyện Tuyên Hóa", date(2025, 7, 1), []),
        ("xã Đồng Lê", date(2021, 12, 15), ["thị trấn Đồng Lê"]),
        ("Quảng Trị", date(2021, 12, 15), ["tỉnh Quảng Trị"]),
        ("xã Thanh Hóa, huyện Tuyên Hóa", date(2021, 12, 15), ["xã Thanh Hóa"]),
        ("xã Tân Lập, Lâm Đồng", date(2025, 7, 1), ["xã Tân Lập"]),
        ("họ giáo Đò Vàng", date(2021, 12, 15), []),
    ],
)
def test_names_of_the_two_reports(tree: Tree, text: str, on: date, wanted: list[str]) -> None:
    assert [row.full_name for row in queries.find(text, on)] == wanted
