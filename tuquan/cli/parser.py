"""What one may ask of `tuquan`, in Vietnamese, with an example for everything."""

import argparse
import sys
from collections.abc import Iterable
from typing import NoReturn

from tuquan.cli import wording
from tuquan.cli.exits import WRONG_USAGE


class Help(argparse.RawDescriptionHelpFormatter):
    """Help as it is written here, under Vietnamese headings."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=100)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or "cách dùng: ")


class Parser(argparse.ArgumentParser):
    """An ArgumentParser that speaks Vietnamese and leaves code 2 to refusals."""

    def __init__(self, **options: object) -> None:
        super().__init__(formatter_class=Help, add_help=False, allow_abbrev=False, **options)  # type: ignore[arg-type]
        self._positionals.title = "cần ghi"
        self._optionals.title = "tùy chọn"
        self.add_argument("-h", "--help", action="help", help="Hiện hướng dẫn này rồi dừng.")

    def error(self, message: str) -> NoReturn:
        print(f"Chưa rõ lệnh: {message}.\nXem cách dùng: {self.prog} --help", file=sys.stderr)
        sys.exit(WRONG_USAGE)


def build() -> argparse.ArgumentParser:
    """The whole command line."""
    vars(argparse)["_"] = wording.vietnamese
    top = Parser(prog="tuquan", description=wording.ABOUT, epilog=wording.EXITS)
    top.add_argument("--version", action="version", version=_version(), help="Hiện phiên bản rồi dừng.")
    commands = top.add_subparsers(dest="command", metavar="LỆNH", title="các lệnh", required=True)
    for add in (_read, _write, _demo, _serve, _backup, _restore, _create_admin, _check, _versions):
        add(commands)
    return top


Commands = argparse._SubParsersAction


def _command(commands: "Commands[Parser]", name: str) -> Parser:
    words = wording.COMMANDS[name]
    return commands.add_parser(
        name, prog=f"tuquan {name}", help=words.short, description=words.long, epilog=f"ví dụ:\n{words.examples}"
    )


def _read(commands: "Commands[Parser]") -> None:
    it = _command(commands, "read")
    it.add_argument(
        "file", metavar="TỆP", help="Báo cáo lời văn: .docx, .pdf có lớp chữ, hoặc .txt. Ví dụ: bao-cao.docx"
    )
    it.add_argument("--json", action="store_true", help="In ra JSON cho chương trình khác đọc, thay cho bảng.")
    it.add_argument("--all", action="store_true", help="Bảng có thêm câu chứa số và lý do.")


def _write(commands: "Commands[Parser]") -> None:
    it = _command(commands, "write")
    it.add_argument(
        "--unit", required=True, metavar="ĐƠN VỊ", help="Tên hoặc mã đơn vị. Ví dụ: --unit 'huyện Tuyên Hóa'"
    )
    it.add_argument(
        "--round", required=True, metavar="KỲ", help="Tên kỳ, hoặc ngày đầu và độ dài. Ví dụ: --round 'Năm 2021'"
    )
    it.add_argument(
        "-o", "--output", required=True, metavar="TỆP", help="Nơi ghi: đuôi .docx hoặc .pdf. Ví dụ: -o bao-cao.docx"
    )


def _demo(commands: "Commands[Parser]") -> None:
    it = _command(commands, "demo")
    it.add_argument("--reset", action="store_true", help="Bỏ những gì đã làm trên dữ liệu minh họa, nạp lại từ đầu.")
    it.add_argument(
        "--folder", metavar="THƯ MỤC", help="Nơi để báo cáo mẫu và báo cáo viết ra. Ví dụ: --folder ~/minh-hoa"
    )


def _serve(commands: "Commands[Parser]") -> None:
    it = _command(commands, "serve")
    it.add_argument(
        "--demo", action="store_true", help="Chạy việc chính trên dữ liệu minh họa trước, rồi mở cho trình duyệt."
    )
    it.add_argument("--port", type=_port, default=8000, metavar="CỔNG", help="Cổng (mặc định 8000). Ví dụ: --port 8080")
    it.add_argument(
        "--host", default="127.0.0.1", metavar="ĐỊA CHỈ", help="Mặc định chỉ máy này. Ví dụ: --host 0.0.0.0"
    )


def _backup(commands: "Commands[Parser]") -> None:
    it = _command(commands, "backup")
    it.add_argument("file", metavar="TỆP", help="Tệp sao lưu sẽ ghi. Ví dụ: sao-luu-2021-12-31.zip")
    it.add_argument("--replace", action="store_true", help="Cho phép thay một tệp sao lưu đã có cùng tên.")


def _restore(commands: "Commands[Parser]") -> None:
    it = _command(commands, "restore")
    it.add_argument("file", metavar="TỆP", help="Tệp do `tuquan backup` ghi. Ví dụ: sao-luu-2021-12-31.zip")
    it.add_argument("--replace", action="store_true", help="Cho phép thay dữ liệu đang có; sao lưu nó trước.")


def _create_admin(commands: "Commands[Parser]") -> None:
    it = _command(commands, "create-admin")
    it.add_argument("--username", metavar="TÊN", help="Tên đăng nhập. Ví dụ: --username quantri")
    it.add_argument(
        "--full-name", metavar="HỌ TÊN", help="Họ và tên hiện trên màn hình. Ví dụ: --full-name 'Lê Thị Mẫu'"
    )
    it.add_argument("--unit", metavar="ĐƠN VỊ", help="Nơi làm việc. Ví dụ: --unit 'huyện Tuyên Hóa'")
    it.add_argument(
        "--password-file",
        metavar="TỆP",
        help="Tệp có mật khẩu ở dòng đầu; không có thì hỏi. Ví dụ: --password-file mk.txt",
    )


def _check(commands: "Commands[Parser]") -> None:
    _command(commands, "check")


def _versions(commands: "Commands[Parser]") -> None:
    _command(commands, "version")


def _port(text: str) -> int:
    try:
        port = int(text)
    except ValueError:
        port = 0
    if not 1 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"“{text}” không phải là số cổng từ 1 đến 65535")
    return port


def _version() -> str:
    from tuquan.cli.versions import version

    return f"tuquan {version()}"
