"""What `tuquan read` asks back."""

import json
from pathlib import Path

from tests.cli.station import tuquan

REPORT = (
    "Trong năm 2021 xây dựng mới 03 mô hình: “Camera an ninh”, “Dòng họ tự quản”.\n"
    "Gọi hỏi, răn đe 568 lượt đối tượng.\n"
)


def test_json_holds_the_contradictions_and_the_table_ends_with_them(tmp_path: Path) -> None:
    report = tmp_path / "bao-cao.txt"
    report.write_text(REPORT, encoding="utf-8")
    [asked] = json.loads(tuquan("read", str(report), "--json").stdout)["contradictions"]
    assert asked["kind"] == "list_length"
    assert asked["first"]["quote"] == "03 mô hình"
    table = tuquan("read", str(report)).stdout
    assert "Chỗ cần hỏi lại (1):" in table
    assert "568" not in table


def test_a_report_that_agrees_ends_with_its_table(tmp_path: Path) -> None:
    report = tmp_path / "bao-cao.txt"
    report.write_text(REPORT.replace("03", "02"), encoding="utf-8")
    assert json.loads(tuquan("read", str(report), "--json").stdout)["contradictions"] == []
    assert "Chỗ cần hỏi lại" not in tuquan("read", str(report)).stdout
