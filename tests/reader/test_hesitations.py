"""What is likely, not sure, although the words fit: a neighbouring field, deciding words only behind the number."""

import pytest

from tuquan.reader import read
from tuquan.reader.confidence import NEIGHBOUR, ONLY_BEHIND

PLAIN = "Công an xã mở 03 lớp bồi dưỡng nghiệp vụ cho cán bộ cơ sở."


def only(text: str, code: str) -> tuple[str, tuple[str, ...]]:
    (found,) = [finding for finding in read(text).findings if finding.indicator == code]
    return found.confidence, found.reasons


def test_a_class_is_sure_where_only_classes_are_spoken_of() -> None:
    assert only(PLAIN, "training_classes")[0] == "sure"


@pytest.mark.parametrize("before", ["Công tác phòng cháy được chú trọng. ", "Chữa cháy, cứu nạn cứu hộ\n\n"])
def test_near_the_words_of_another_field_it_is_likely_and_says_why(before: str) -> None:
    level, reasons = only(before + PLAIN, "training_classes")
    assert level == "likely"
    assert NEIGHBOUR in reasons


def test_a_word_that_stands_behind_is_not_called_a_bare_noun() -> None:
    level, reasons = only("Có 35 hộ nghèo được tặng quà trong dịp này.", "gift_recipients")
    assert level == "likely"
    assert reasons == (ONLY_BEHIND,)
