"""`tuquan read` in a process of its own, as people run it."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from tests.cli.station import tuquan
from tuquan.cli.demonstration import narratives, sample_files
from tuquan.cli.reading import _value
from tuquan.reader import read


@pytest.fixture
def report(tmp_path):
    name, data = sample_files.file_of(narratives.compose("xã Châu Hóa"))
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_table_says_what_was_read_and_masks(report):
    done = tuquan("read", str(report))
    assert done.returncode == 0, done.stderr
    assert "2.269" in done.stdout
    assert "█ che" in done.stdout
    assert "173" not in done.stdout


def test_a_number_beyond_reading_is_not_shown_as_restricted():
    finding = read("Trong năm 2021, đã xây dựng mới 12 mô hình.").findings[0]
    assert _value(finding) == "12"
    assert _value(replace(finding, value=None)) == "? (số quá lớn)"
    assert _value(replace(finding, value=None, masked=True)) == "█ che"


def test_json_is_the_reading(report):
    done = tuquan("read", str(report), "--json")
    reading = json.loads(done.stdout)
    values = {f["indicator"]: f["value"] for f in reading["findings"]}
    assert values["outreach_attendances"] == 2269
    assert values["warning_calls"] is None
    assert "173" not in done.stdout
    assert reading["version"]


def test_with_all_the_sentences_are_shown_masked(report):
    done = tuquan("read", str(report), "--all")
    assert done.returncode == 0
    assert "173" not in done.stdout


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("rong.docx", b"", "empty_file"),
        ("cu.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + b"\0" * 2000, "damaged"),
        ("mat.txt", "MẬT\nBÁO CÁO\nTrong năm xây dựng mới 03 mô hình.\n".encode(), "secrecy_mark"),
    ],
)
def test_refusals_carry_a_code_and_exit_two(tmp_path, name, data, code):
    path = tmp_path / name
    path.write_bytes(data)
    done = tuquan("read", str(path))
    assert (done.returncode, done.stdout) == (2, "")
    assert f"[{code}]" in done.stderr
    said = json.loads(tuquan("read", str(path), "--json").stdout)
    assert said["refused"]["code"] == code


def test_missing_file(tmp_path):
    done = tuquan("read", str(tmp_path / "khong-co.docx"))
    assert done.returncode == 2
    assert "Không có tệp" in done.stderr


def test_terminal_without_vietnamese_does_not_fail(report):
    for encoding in ("ascii", "cp1252"):
        done = tuquan("read", str(report), PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert done.returncode == 0, done.stderr


def test_read_never_waits_for_django(report):
    code = (
        "import sys\nfrom tuquan.cli.main import main\n"
        "code = main(['read', sys.argv[1]])\nassert 'django' not in sys.modules\nsys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(report)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize(
    "command",
    [[], ["read"], ["write"], ["demo"], ["serve"], ["backup"], ["restore"], ["create-admin"], ["check"], ["version"]],
)
def test_help_is_vietnamese(command):
    done = tuquan(*command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith("cách dùng: tuquan")
    for english in ("usage", "options:", "positional", "show this"):
        assert english not in done.stdout


def test_wrong_usage_says_so_in_vietnamese():
    for words in ([], ["doc"], ["read"], ["read", "a", "--khong-co"], ["serve", "--port", "tám"]):
        done = tuquan(*words)
        assert done.returncode == 64, words
        assert "Chưa rõ lệnh" in done.stderr
        assert "required" not in done.stderr
        assert "unrecognized" not in done.stderr
