"""Why a file cannot be read: a stable code and a sentence that says what to do next."""

SENTENCES: dict[str, str] = {
    "empty_file": "tệp rỗng (0 byte). Hãy kiểm tra lại tệp gốc rồi gửi lại.",
    "too_big": "tệp nặng {megabytes} MB, quá mức {limit} MB. Hãy bỏ bớt ảnh hoặc tách phụ lục ra rồi gửi lại.",
    "word_xml": "đây là tệp Word lưu dạng XML. Hãy mở bằng Word, lưu thành kiểu .docx rồi gửi lại.",
    "open_document": "đây là tệp OpenDocument không phải văn bản hay bảng tính. "
    "Hãy lưu thành kiểu .docx hoặc .pdf rồi gửi lại.",
    "presentation": "đây là tệp trình chiếu PowerPoint. Hãy gửi báo cáo kiểu .docx hoặc .pdf.",
    "picture": "đây là ảnh, không đọc được chữ trong ảnh{help}. Hãy gửi bản .docx hoặc .pdf xuất từ Word.",
    "program": "đây là tệp chương trình, không phải văn bản. Đừng mở tệp này; "
    "hãy xin lại báo cáo kiểu .docx hoặc .pdf.",
    "archive": "đây là tệp nén, không phải văn bản. Hãy giải nén rồi gửi từng tệp .docx hoặc .pdf.",
    "mail": "đây là thư điện tử lưu từ hộp thư. Hãy mở thư, lưu từng tệp đính kèm rồi gửi các tệp đó.",
    "nested": "đây là tệp nén nằm trong tệp nén. Hãy giải nén rồi gửi từng báo cáo.",
    "bundle_empty": "bên trong không có tệp nào. Hãy kiểm tra lại tệp nén rồi gửi lại.",
    "bundle_many": "bên trong có {files} tệp, quá mức {limit} tệp một lần. Hãy chia thành nhiều tệp nén.",
    "unknown_type": "nội dung không phải kiểu tệp đọc được (.docx, .doc, .odt, .rtf, .pdf, .xlsx, .xls, .html, .txt). "
    "Hãy lưu báo cáo thành một trong các kiểu đó rồi gửi lại.",
    "encrypted": "tệp đã đặt mật khẩu hoặc mã hóa. Hãy bỏ mật khẩu (trong Word: Tệp, Thông tin, Bảo vệ tài liệu) "
    "rồi gửi lại.",
    "damaged": "tệp bị hỏng hoặc bị cắt cụt ({where}). Hãy mở lại tệp gốc, lưu thành tệp mới rồi gửi lại.",
    "bomb": "tệp bung ra lớn bất thường ({where}), có thể gây hại cho máy chủ. "
    "Hãy mở bằng Word, lưu thành tệp mới rồi gửi lại.",
    "forbidden_xml": "trong tệp có khai báo DTD hoặc thực thể XML ({where}), Word không bao giờ ghi như vậy. "
    "Hãy mở bằng Word, lưu thành tệp mới rồi gửi lại.",
    "no_text_layer": "bản quét, không có lớp chữ ({pages} trang đều là ảnh). "
    "Hãy gửi bản .docx, hoặc .pdf xuất thẳng từ Word{help}.",
    "no_letters": "phông chữ trong tệp không cho biết chữ gì, chép ra chỉ được ký hiệu lạ ({pages} trang). "
    "Hãy gửi bản .docx, hoặc mở bằng Word rồi xuất lại .pdf{help}.",
    "no_text": "tệp không có chữ nào. Hãy kiểm tra lại tệp gốc rồi gửi lại.",
    "too_long": "văn bản quá dài ({where}). Hãy tách phụ lục thành tệp riêng rồi gửi từng tệp.",
    "unknown_encoding": "chữ trong tệp không phải Unicode (UTF-8 hoặc UTF-16). Hãy mở bằng Notepad hoặc Word, "
    "lưu lại với bảng mã UTF-8 rồi gửi lại.",
}


class Unreadable(Exception):
    """A file that cannot be read. `code` is one of `SENTENCES`; `message` is the sentence for its sender."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def refusal(code: str, **facts: object) -> Unreadable:
    """The refusal with its sentence filled in; `door` puts the name of the file before it."""
    # A fact may quote the file (the name of a part): keep it short.
    return Unreadable(code, SENTENCES[code].format(**{name: str(fact)[:80] for name, fact in facts.items()}))
