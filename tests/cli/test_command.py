"""The whole command, end to end, in processes of their own: demo, write, backup, restore, check, serve, reset."""

import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest

from tests import demonstration
from tests.cli.station import COMMAND, environment, tuquan
from tuquan.reader import read
from tuquan.reader.opening import open_document

# In processes of their own, on SQLite, whatever database the tests run on.
pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def demo(request):
    return demonstration.made(request.config)


@pytest.fixture(scope="module")
def data(demo, tmp_path_factory):
    return demo.copy(tmp_path_factory.mktemp("demonstration"))


def test_the_main_job_is_shown_and_adds_up(demo):
    for said in ("19/19", "33.446", "765", "minh-hoa-2021", "canbo.chauhoa", "DỮ LIỆU MINH HỌA", "xã Tiến Hóa"):
        assert said in demo.said
    rows = [line for line in demo.said.splitlines() if "19/19 xã, thị trấn" in line]
    assert len(rows) > 15
    assert not [line for line in rows if line.rstrip().endswith("khác")]


def test_the_year_s_report_reads_back(demo, data):
    for name in ("bao-cao-nam-2021-huyen-tuyen-hoa.docx", "bao-cao-nam-2021-huyen-tuyen-hoa.pdf"):
        path = demo.out / name
        text = open_document(path.read_bytes(), file_name=name).text
        found = {(f.indicator, f.value) for f in read(text).findings}
        assert {("schemes_active", 46), ("outreach_attendances", 33446), ("schemes_founded", 3)} <= found
        assert "568" not in text


def test_reports_of_communes_lie_ready_to_be_dropped_in(demo, data):
    assert len(list((demo.out / "bao-cao-cua-xa").iterdir())) == 19


@pytest.mark.parametrize(
    ("unit", "round_", "ending"),
    [
        ("huyện Tuyên Hóa", "2021-01-01--P1Y", "docx"),
        ("19000", "Năm 2020", "pdf"),
        ("Hàm Thuận Nam", "2017-05-25--P23M", "docx"),
    ],
)
def test_write(demo, data, tmp_path, unit, round_, ending):
    target = tmp_path / f"bao-cao.{ending}"
    done = tuquan("write", "--unit", unit, "--round", round_, "-o", target, data=data)
    assert done.returncode == 0, done.stderr
    assert target.stat().st_size > 5000


@pytest.mark.parametrize(
    ("unit", "round_", "name", "said"),
    [
        ("xã Không Có", "Năm 2020", "a.docx", "không có đơn vị"),
        ("xã Châu Hóa", "Năm 1999", "a.docx", "Không có kỳ"),
        ("xã Châu Hóa", "Năm 2020", "a.odt", "đuôi .docx"),
    ],
)
def test_write_refuses_in_words(demo, data, tmp_path, unit, round_, name, said):
    done = tuquan("write", "--unit", unit, "--round", round_, "-o", tmp_path / name, data=data)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / name).exists()


def test_backup_and_restore(demo, data, tmp_path):
    file, elsewhere = tmp_path / "sao-luu.zip", tmp_path / "noi-khac"
    assert tuquan("backup", file, data=data).returncode == 0
    assert tuquan("restore", file, data=elsewhere).returncode == 0
    again = tuquan("restore", file, data=elsewhere)
    assert (again.returncode, "[backup_refused]" in again.stderr) == (2, True)
    assert tuquan("restore", file, "--replace", data=elsewhere).returncode == 0
    assert tuquan("check", data=elsewhere).returncode == 0
    kept = file.read_bytes()
    refused = tuquan("backup", file, data=data)
    assert (refused.returncode, "[target_refused]" in refused.stderr) == (2, True)
    assert "--replace" in refused.stderr
    assert file.read_bytes() == kept
    assert tuquan("backup", file, "--replace", data=data).returncode == 0
    cut = tmp_path / "cut.zip"
    cut.write_bytes(file.read_bytes()[:-2000])
    assert tuquan("restore", cut, "--replace", data=elsewhere).returncode == 2


@pytest.mark.parametrize(
    "words",
    [
        ("backup", "khong-co/sao-luu.zip"),
        ("write", "--unit", "huyện Tuyên Hóa", "--round", "Năm 2021", "-o", "khong-co/a.docx"),
    ],
)
def test_a_missing_folder_is_refused_and_not_made(tmp_path, words):
    *options, target = words
    done = tuquan(*options, tmp_path / target, data=tmp_path)
    assert (done.returncode, "[target_refused]" in done.stderr) == (2, True)
    assert "Không có thư mục" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_check_without_a_database_says_what_to_do(tmp_path):
    done = tuquan("check", data=tmp_path)
    assert done.returncode == 2
    assert "tuquan serve" in done.stdout


def test_create_admin_asks_nothing_when_told_everything(tmp_path):
    password = tmp_path / "mat-khau.txt"
    password.write_text("mật khẩu đủ dài 7\n", "utf-8")
    told = (
        "--username",
        "quantri",
        "--full-name",
        "Lê Thị Mẫu",
        "--unit",
        "tỉnh Quảng Trị",
        "--password-file",
        password,
    )
    done = tuquan("create-admin", *told, data=tmp_path)
    assert done.returncode == 0, done.stderr
    assert tuquan("create-admin", *told, data=tmp_path).returncode == 2
    refused = tuquan("demo", data=tmp_path)
    assert (refused.returncode, "[holds_real_data]" in refused.stderr) == (2, True)
    assert tuquan("demo", "--reset", data=tmp_path).returncode == 2


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answer(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/dang-nhap/", timeout=5) as page:
            return page.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


def test_serve_answers_refuses_a_second_and_stops(demo, data):
    port = free_port()
    server = subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port)],
        env=environment(data),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 60
        while answer(port) is None and time.monotonic() < deadline:
            time.sleep(0.2)
        assert answer(port) == 200
        taken = tuquan("serve", "--port", port, data=data)
        assert (taken.returncode, "[port_taken]" in taken.stderr) == (2, True)
        second = tuquan("serve", "--port", free_port(), data=data)
        assert (second.returncode, "[already_running]" in second.stderr) == (2, True)
        reset = tuquan("demo", "--reset", data=data)
        assert (reset.returncode, "[already_running]" in reset.stderr) == (2, True)
    finally:
        server.send_signal(signal.SIGTERM)
        said, _ = server.communicate(timeout=30)
    assert server.returncode == 0
    assert f"http://localhost:{port}/" in said.decode()


def test_start_over_empties_the_demonstration(demo, data, tmp_path):
    """Last, on a copy: what `--reset` does before it loads again."""
    copy = tmp_path / "ban-sao"
    copy.mkdir()
    (copy / "tuquan.sqlite3").write_bytes((data / "tuquan.sqlite3").read_bytes())
    code = (
        "from tuquan.cli.demonstration.emptying import start_over\nstart_over()\n"
        "from tuquan.cli.station import bring_up_to_date\nbring_up_to_date()\n"
        "from tuquan.cli.demonstration.loading import is_loaded\nassert not is_loaded()"
    )
    done = subprocess.run([COMMAND[0], "-c", code], env=environment(copy), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
