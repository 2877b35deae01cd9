"""Files by content, and notices."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tuquan.ground import files, notices
from tuquan.ground.models import Notice, StoredFile

pytestmark = pytest.mark.django_db


class AnyBytes(TestCase):
    @given(data=st.binary(max_size=300))
    def test_what_is_kept_is_what_is_loaded(self, data: bytes) -> None:
        assert files.load(files.keep(data, name="x", media_type="text/plain")) == data


def test_the_same_bytes_are_kept_once(settings: Any) -> None:
    first = files.keep(b"a", name="một.docx", media_type="x")
    assert files.keep(b"a", name="hai.docx", media_type="x") == first
    assert StoredFile.objects.get().name == "một.docx"
    assert [p.name for p in Path(settings.FILES_DIR).rglob("*") if p.is_file()] == [first.sha256]


def test_a_bent_or_lost_file_is_told_and_mended_by_keeping_it_again() -> None:
    stored = files.keep(b"abc", name="báo cáo.docx", media_type="x")
    files.path_of(stored.sha256).write_bytes(b"ab!")
    with pytest.raises(files.FileDamaged, match="trong kho đã bị hỏng"):
        files.load(stored)
    files.keep(b"abc", name="báo cáo.docx", media_type="x")
    assert files.load(stored) == b"abc"
    files.path_of(stored.sha256).unlink()
    with pytest.raises(files.FileDamaged, match="không còn trong kho"):
        files.load(stored)
    files.keep(b"abc", name="báo cáo.docx", media_type="x")
    assert files.load(stored) == b"abc"


def test_a_write_that_fails_leaves_nothing(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.keep(b"abc", name="x", media_type="x")
    assert [p for p in Path(settings.FILES_DIR).rglob("*") if p.is_file()] == []
    assert not StoredFile.objects.exists()


def test_notices_are_for_each_person_once_and_read_only_by_them() -> None:
    assert notices.tell(user_keys=[2, 1, 2], text="Đến hạn", url="/ky/1/") == 2
    notices.tell(user_keys=[1], text="x" * 1000)
    assert [len(n.text) for n in notices.unread(1)] == [400, 7]
    theirs = Notice.objects.get(user_key=2)
    assert notices.mark_read(user_key=1, notice_keys=[theirs.pk]) == 0
    assert notices.mark_read(user_key=1) == 2
    assert not notices.unread(1).exists()
    assert list(notices.unread(2)) == [theirs]
