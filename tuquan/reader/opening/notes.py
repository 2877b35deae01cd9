"""What the sender is told about a text that was opened: what was left out, changed or put elsewhere."""

from collections import Counter

SENTENCES: dict[str, str] = {
    "invisible": "Đã bỏ {n} ký tự điều khiển hoặc ký tự ẩn.",
    "deleted": "Đã bỏ {n} chỗ chữ bị xóa còn lưu vết (Track Changes); chữ chèn thêm được giữ.",
    "hidden": "Đã bỏ {n} chỗ chữ ẩn (Hidden), vì người đọc văn bản không thấy.",
    "placeholder": "Đã bỏ {n} chỗ gợi ý chưa điền.",
    "text_box": "Chữ trong {n} khung chữ được đưa xuống cuối văn bản.",
    "footnote": "{n} chú thích được đưa xuống cuối văn bản.",
    "header": "Đã bỏ chữ ở đầu trang, chân trang ({n} phần).",
    "header_inside": "Chữ ở đầu trang, chân trang ({n} phần) đứng thành đoạn trong văn bản.",
    "page_around": "Đã bỏ {n} phần quanh bài (trình đơn, chân trang, cột bên) của trang web.",
    "hidden_sheet": "Đã bỏ {n} trang tính ẩn.",
    "old_word": "Tệp Word kiểu cũ: không phân biệt được chữ ẩn và chữ đã xóa còn lưu vết (Track Changes).",
    "header_mark": "Dấu độ mật ở đầu trang, chân trang được đưa lên đầu văn bản.",
    "comment": "Đã bỏ {n} nhận xét (Comment) bên lề.",
    "symbol": "Có {n} ký hiệu của phông chữ riêng (Wingdings, Symbol) không rõ là dấu gì nên bỏ qua.",
    "font TCVN3 (ABC)": "Có {n} chỗ gõ bằng phông chữ cũ (.VnTime, TCVN3), đã chuyển sang Unicode: "
    "hãy so lại các chữ và số với bản gốc.",
    "font VNI": "Có {n} chỗ gõ bằng phông chữ cũ (VNI-Times), đã chuyển sang Unicode: "
    "hãy so lại các chữ và số với bản gốc.",
    "picture": "Có {n} hình hoặc đối tượng nhúng: không đọc chữ trong hình.",
    "foreign_part": "Có {n} phần nhúng từ tệp khác: không đọc.",
    "macro": "Tệp có macro; phần mềm không chạy và không đọc macro.",
    "page_number": "Đã bỏ {n} dòng số trang.",
    "repeated_line": "Đã bỏ {n} dòng đầu trang, chân trang lặp lại.",
    "joined_line": "Đã nối {n} chỗ xuống dòng giữa câu.",
    "ocr": "Có {n} trang được nhận chữ từ ảnh quét (trang {ocr_at}): chữ và số có thể sai, hãy so từng số với bản gốc.",
    "scanner_text": "Có {n} trang do máy quét nhận chữ (trang {scanner_text_at}): chữ và số có thể sai, "
    "hãy so từng số với bản gốc.",
    "ocr_mark": "Dấu độ mật nhận ra trong ảnh quét được đưa lên đầu văn bản.",
    "scanned_page": "Có {n} trang là bản quét, không có lớp chữ, nên không đọc được: trang {scanned_page_at}.",
    "garbled_page": "Có {n} trang dùng phông chữ không cho biết chữ gì, nên không đọc được: trang {garbled_page_at}.",
    "pictured_page": "Có hình trên trang {pictured_page_at}: không đọc chữ và số trong hình.",
}


def sentences(counts: Counter[str], **facts: object) -> tuple[str, ...]:
    """The notes that have something to say, in the order above."""
    return tuple(said.format(n=counts[key], **facts) for key, said in SENTENCES.items() if counts[key])
