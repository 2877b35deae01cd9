"""A zip of many reports: what is handed on, and what is left out by name."""

import io
import zipfile

import pytest

from tuquan.reader.opening import Unreadable
from tuquan.reader.opening import bundle as opening
from tuquan.reader.opening.bundle import is_bundle, unbundle


def packed(*files: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in files:
            new.writestr(name, data)
    return made.getvalue()


def raw_named(raw: bytes) -> bytes:
    """A zip whose only member bears these bytes as its name, without the UTF-8 flag."""
    stand_in = "x" * len(raw)
    return packed((stand_in, b"noi dung")).replace(stand_in.encode(), raw)


def test_files_come_in_order_without_their_folders_and_without_litter() -> None:
    data = packed(
        ("Zalo/Xã Châu Hóa.txt", b"a"), ("Zalo/~$Xã Châu Hóa.docx", b"lock"), ("__MACOSX/._b.txt", b"x"),
        ("Thumbs.db", b"x"), ("b.txt", b"b"), ("thu-muc/", b""),
    )  # fmt: skip
    found = unbundle(data, "nhom.zip")
    assert found.files == (("Xã Châu Hóa.txt", b"a"), ("b.txt", b"b"))
    assert found.left_out == ()


def test_files_of_one_name_in_two_folders_are_both_handed_on() -> None:
    found = unbundle(packed(("Châu Hóa/BC.txt", b"1"), ("Ngư Hóa/BC.txt", b"2")), "a.zip")
    assert [data for _, data in found.files] == [b"1", b"2"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp437"])
def test_names_without_the_flag_are_understood(encoding: str) -> None:
    name = "Báo cáo Châu Hóa.txt" if encoding == "utf-8" else "bao cao Chau Hoa.txt"
    assert unbundle(raw_named(name.encode(encoding)), "a.zip").files[0][0] == name


def test_a_zip_inside_is_refused_by_name_and_the_rest_is_read() -> None:
    inner = packed(("c.txt", b"c"))
    data = packed(("a.txt", b"a"), ("trong.zip", inner), ("gia.docx", inner), ("cu.rar", b"Rar!"))
    found = unbundle(data, "a.zip")
    assert [name for name, _ in found.files] == ["a.txt"]
    assert [(row.name, row.code) for row in found.left_out] == [
        ("trong.zip", "nested"), ("gia.docx", "nested"), ("cu.rar", "nested"),
    ]  # fmt: skip
    assert "“gia.docx”: đây là tệp nén nằm trong tệp nén" in found.left_out[1].message


def test_an_encrypted_member_is_left_out_by_name() -> None:
    data = bytearray(packed(("a.txt", b"a"), ("kin.txt", b"b")))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.rfind(mark) + at] |= 1
    found = unbundle(bytes(data), "a.zip")
    assert [row.code for row in found.left_out] == ["encrypted"]


def test_too_many_files_nothing_inside_and_a_bomb_refuse_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_FILES", 2)
    refused = {
        "bundle_many": packed(*((f"{n}.txt", b"x") for n in range(3))),
        "bundle_empty": packed(("thu-muc/", b"")),
        "bomb": packed(("a.txt", b"\0" * (50 << 20))),
    }
    for code, data in refused.items():
        with pytest.raises(Unreadable) as why:
            unbundle(data, "nhom.zip")
        assert why.value.code == code
        assert why.value.message.startswith("Không mở được tệp nén “nhom.zip”: ")


def test_an_office_file_is_no_bundle() -> None:
    assert is_bundle(packed(("a.txt", b"a")))
    assert not is_bundle(packed(("[Content_Types].xml", b"<x/>")))
    assert not is_bundle(b"PK\x03\x04 cut short")
    assert not is_bundle(b"BAO CAO")


def test_a_member_that_lost_its_name_is_passed_over() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", "Xã có 05 mô hình tự quản.")
        archive.writestr("x", "y")
    nameless = made.getvalue().replace(b"PK\x01\x02", b"PK\x01\x02")
    at = nameless.rfind(b"PK\x01\x02")
    directory = bytearray(nameless)
    directory[at + 28 : at + 30] = b"\x00\x00"  # length of the name
    directory[at + 30 : at + 32] = b"\x01\x00"  # the letter that was the name is now an extra field
    assert [name for name, _ in unbundle(bytes(directory), "a.zip").files] == ["a.txt"]
