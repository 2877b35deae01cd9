"""The state of a round as a picture: a png whose height follows its rows; words are never run."""

import struct

from tuquan.writer.picture import PictureCell, table_png


def _size(data: bytes) -> tuple[int, int]:
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _picture(rows: list[str]) -> bytes:
    cells = [[PictureCell(name), PictureCell("Chưa gửi", "error")] for name in rows]
    return table_png(
        title="Năm 2021", lead="Còn 2 ngày làm việc.", header=["Đơn vị", "Tình trạng"], rows=cells, foot=""
    )


def test_a_picture_is_as_high_as_its_rows() -> None:
    one, three = _size(_picture(["xã Châu Hóa"])), _size(_picture(["xã Châu Hóa"] * 3))
    assert one[0] == three[0] == 860
    assert three[1] > one[1]


def test_words_are_data() -> None:
    assert _size(_picture(['#panic("x") *a* $x$ [b]']))[0] == 860
    assert _size(_picture([]))[1] > 0
