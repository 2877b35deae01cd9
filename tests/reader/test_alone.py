"""The reader by itself: its page of documentation runs as written, in a process that has no Django."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import docx
import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "howto" / "use-the-reader-alone.md").read_text("utf-8")
BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<code>.*?)^```$", re.M | re.S)
PYTHON = [m["code"] for m in BLOCK.finditer(PAGE) if m["kind"] == "python"]
SHELL = [m["code"].strip() for m in BLOCK.finditer(PAGE) if m["kind"] == "sh"]
WITHOUT_DJANGO = """
import sys

class Refused:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("django", "psycopg", "waitress"):
            raise ImportError(f"{name} may not be imported here")

sys.meta_path.insert(0, Refused())
"""


@pytest.fixture
def folder(tmp_path):
    document = docx.Document()
    document.add_paragraph("Trong năm 2024, Công an xã An Phú đã xây dựng mới 03 mô hình.")
    document.save(tmp_path / "report.docx")
    return tmp_path


def run(code, folder):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_DJANGO + code],
        cwd=folder,
        env=clean | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_block_of_the_page_runs_without_django(folder):
    assert len(PYTHON) >= 10
    done = run("\n".join(PYTHON), folder)
    assert done.returncode == 0, done.stderr[-1500:]


def test_a_docx_is_read_without_django(folder):
    code = (
        "import tuquan.reader\nfrom pathlib import Path\nfrom tuquan.reader.opening import open_document\n"
        "opened = open_document(Path('report.docx').read_bytes(), file_name='report.docx')\n"
        "print(tuquan.reader.read(opened.text).findings[0].indicator)\n"
        "print(sorted(n for n in sys.modules if n.split('.')[0] == 'django'))\n"
    )
    done = run(code, folder)
    assert done.stdout.split() == ["schemes_founded", "[]"], done.stderr[-1500:]


def test_django_is_really_out_of_reach_there(folder):
    assert "may not be imported" in run("import django", folder).stderr


def test_the_command_of_the_page_prints_what_it_says(folder):
    [command] = [line for line in SHELL if line.startswith("tuquan read")]
    program = Path(sys.executable).with_name("tuquan")
    done = subprocess.run(
        [str(program), *command.split()[1:]], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )
    told = json.loads(done.stdout)
    assert done.returncode == 0
    assert list(told) == re.findall(r'"(\w+)"', PAGE.split("It prints `{")[1].split("}`")[0])
    assert told["findings"][0]["indicator"] == "schemes_founded"


def test_the_exit_codes_of_the_page_are_those_of_the_program():
    from tuquan.cli import exits

    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", PAGE, re.M)}
    assert codes == {value for name, value in vars(exits).items() if name.isupper()}


def test_the_limits_of_the_page_are_those_of_the_door():
    from tuquan.reader.opening import limits

    megabytes = limits.MAX_FILE_BYTES // 1024**2
    assert f"{megabytes} MB, {limits.MAX_PAGES} pages, {limits.MAX_CHARACTERS:,} characters" in PAGE
