"""The sentences of the command line, and argparse's own in Vietnamese."""

from typing import NamedTuple


class Words(NamedTuple):
    """A command in one line, in a paragraph, and as examples."""

    short: str
    long: str
    examples: str


ABOUT = """Tự Quản: đọc báo cáo về phong trào toàn dân bảo vệ an ninh Tổ quốc, giữ số liệu
kèm nguồn, tổng hợp, và viết báo cáo chính thức. Mới đến: chạy `tuquan serve --demo`."""

EXITS = """mã kết thúc:
  0    xong
  1    lỗi ngoài dự kiến (có tệp chi tiết để báo lỗi)
  2    từ chối: tệp không đọc được, không được phép, dữ liệu không hợp lệ; câu báo nói phải làm gì
  64   gõ sai lệnh
  130  dừng bằng Ctrl-C

nơi để dữ liệu: biến môi trường TUQUAN_DATA (mặc định: thư mục var cạnh chương trình)

Hướng dẫn từng lệnh: tuquan LỆNH --help"""

COMMANDS = {
    "read": Words(
        "Đọc số liệu trong một báo cáo lời văn.",
        """Đọc một báo cáo và in ra các số liệu thấy được, mỗi số kèm chỉ tiêu, nơi, kỳ và độ chắc.
Không cần cơ sở dữ liệu, không gửi gì đi đâu, không ghi gì lại. Số liệu nghiệp vụ về con người
(gọi hỏi, kiểm điểm…) được che. Tệp có dấu độ mật, tệp quét, tệp hỏng bị từ chối, mã kết thúc 2.""",
        "  tuquan read bao-cao-chau-hoa.docx\n  tuquan read bao-cao.pdf --json > so-lieu.json",
    ),
    "write": Words(
        "Viết báo cáo chính thức của một đơn vị cho một kỳ.",
        """Viết dự thảo báo cáo từ số liệu đã duyệt, theo thể thức Nghị định 30/2020/NĐ-CP.
Mỗi số trong tệp docx truy được về nguồn. Dự thảo cũng nằm ở mục Văn bản trên trình duyệt.""",
        "  tuquan write --unit 'huyện Tuyên Hóa' --round 'Năm 2021' -o bao-cao.docx\n"
        "  tuquan write --unit 'xã Châu Hóa' --round 2021-01-01--P1Y -o bao-cao.pdf",
    ),
    "demo": Words(
        "Nạp huyện minh họa và chạy việc chính trước mắt.",
        """Nạp hai huyện minh họa (Tuyên Hóa 2021, Hàm Thuận Nam 2019), rồi trên một bản sao: đọc báo cáo
của 19 xã, thị trấn, xác nhận, duyệt, tổng hợp và viết báo cáo năm ra docx và pdf.
Chạy lại thì giữ những gì mọi người đã làm. Không nạp vào nơi đã có dữ liệu thật.""",
        "  tuquan demo\n  tuquan demo --folder ~/minh-hoa\n  tuquan demo --reset",
    ),
    "serve": Words(
        "Mở chương trình cho trình duyệt trên máy này.",
        """Cập nhật cơ sở dữ liệu, rồi mở trang và chạy phần việc nền; Ctrl-C dừng cả hai.""",
        "  tuquan serve --demo\n  tuquan serve --port 8080",
    ),
    "backup": Words(
        "Sao lưu toàn bộ dữ liệu vào một tệp.",
        """Ghi cơ sở dữ liệu và các tệp đã phát hành vào một tệp .zip, kèm mã kiểm tra từng phần.
Làm được khi chương trình đang chạy, với SQLite cũng như PostgreSQL. Giữ tệp này như giữ hồ sơ của cơ quan.""",
        "  tuquan backup sao-luu-2021-12-31.zip\n  tuquan backup sao-luu.zip --replace",
    ),
    "restore": Words(
        "Khôi phục dữ liệu từ tệp sao lưu.",
        """Kiểm tra toàn bộ tệp sao lưu trước, rồi mới thay; hỏng chỗ nào thì dữ liệu đang có còn nguyên.
Dừng `tuquan serve` trước khi khôi phục.""",
        "  tuquan restore sao-luu-2021-12-31.zip\n  tuquan restore sao-luu-2021-12-31.zip --replace",
    ),
    "create-admin": Words(
        "Lập tài khoản quản trị đầu tiên.",
        """Lập một tài khoản quản trị làm việc tại một đơn vị. Thiếu gì thì hỏi nấy; đủ tùy chọn thì không hỏi.""",
        "  tuquan create-admin --username quantri --full-name 'Lê Thị Mẫu' \\\n"
        "    --unit 'huyện Tuyên Hóa' --password-file mat-khau.txt",
    ),
    "check": Words(
        "Tự kiểm tra: cơ sở dữ liệu, danh mục, tệp, phông chữ.",
        """Kiểm tra những gì chương trình cần và những tệp đã phát hành còn nguyên vẹn; mỗi việc một dòng.
Có chỗ hỏng thì mã kết thúc là 2.""",
        "  tuquan check",
    ),
    "version": Words("Hiện phiên bản.", "Hiện phiên bản chương trình và môi trường chạy.", "  tuquan version"),
}

_ARGPARSE = {
    "the following arguments are required: %s": "thiếu %s",
    "unrecognized arguments: %s": "không có tùy chọn %s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "expected one argument": "cần ghi một giá trị ngay sau đó",
    "expected at least one argument": "cần ghi ít nhất một giá trị ngay sau đó",
    "invalid choice: %(value)r (choose from %(choices)s)": "không có %(value)r; chọn một trong: %(choices)s",
    "ignored explicit argument %r": "không nhận giá trị %r",
    "not allowed with argument %s": "không dùng cùng %s",
    "options": "tùy chọn",
    "positional arguments": "cần ghi",
}


def vietnamese(text: str) -> str:
    """argparse's message in Vietnamese where there is one."""
    return _ARGPARSE.get(text, text)
