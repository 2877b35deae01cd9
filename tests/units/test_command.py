"""The command that loads units writes nothing unless told to."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tuquan.units.models import Unit

pytestmark = pytest.mark.django_db


def _said(*given: str) -> str:
    out = StringIO()
    call_command("load_units", *given, stdout=out)
    return out.getvalue()


def test_a_trial_counts_and_writes_nothing_and_a_commit_writes_once() -> None:
    assert "chưa ghi gì (thêm --commit để ghi): 63 đơn vị" in _said()
    assert not Unit.objects.exists()
    assert "Đã ghi: 63 đơn vị" in _said("--commit")
    assert "Đã ghi: 0 đơn vị" in _said("--commit")
    assert Unit.objects.count() == 63


def test_faults_are_told_all_at_once(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"4 chỗ sai, chưa ghi gì cả(.|\n)*successions\.csv"):
        _said(str(tmp_path), "--commit")


def test_a_reform_of_the_office_s_own_is_added_to_what_is_there(tmp_path: Path) -> None:
    _said("--commit")
    head = "key,type,name,code,code_list,parent,begins_on,known_from,grade,source\n"
    files = {
        "units.csv": head
        + "vn,country,Việt Nam,,,,,1976-07-02,U,x\n"
        + "p44,province,Quảng Trị,44,QĐ 19/2025/QĐ-TTg,vn,2025-07-01,2025-07-01,S,x\n"
        + "c,commune,Tuyên Sơn,18952,QĐ 19/2025/QĐ-TTg,p44,2025-07-01,2025-07-01,S,x\n"
        + "w,ward,Tuyên Sơn,18952,thử,p44,2026-10-01,2026-10-01,U,x\n",
        "versions.csv": "key,begins_on,type,name,code,code_list,parent,grade,source\n",
        "changes.csv": "key,title,act_number,act_date,issuer,effective_on,grade,source\n"
        "1,Lập phường thử,1/NQ,2026-09-01,Thử,2026-10-01,U,x\n",
        "successions.csv": "change,old,new,whole,grade,source\n1,c,w,yes,U,x\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    assert _said(str(tmp_path), "--commit") == ("Đã ghi: 1 đơn vị, 0 lần đổi tên hoặc cấp trên, 1 văn bản thay đổi.\n")
    assert Unit.objects.count() == 64
