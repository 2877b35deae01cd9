"""How sure a finding is, and why, in sentences for the person who confirms it."""

from __future__ import annotations

import re

from tuquan.reader.engine import NOTHING
from tuquan.reader.mentions import Mention
from tuquan.reader.reading import Finding
from tuquan.reader.surroundings import Match
from tuquan.reader.tables import SURELY
from tuquan.reader.words_data import Entry

# What may follow a counted noun without changing what is counted.
AFTER = re.compile(
    r"\s*(?:$|[,.;:()\"'…/-]|(?:và|với|tại|ở|trên|cho|có|được|đã|đang|của|trong|do|để|gồm|là|về"
    r"|tham gia|dự|tham dự|nghe"
    r"|ký|thuộc|vào|theo|từ|hoạt động|ra|bằng|qua|đạt|hiện|nhằm|nay|mới|các loại|tự quản|an ninh|antt"
    r"|tiêu biểu|so với|đăng ký"
    r"|bố trí|lắp|khi|tới|đến|cùng|nhân|dịp|xuất sắc|khác|trước|này|đó|thì|cả|toàn|như|năm|gắn|lên"
    r"|trị giá|giúp|thu hút|nhận|cấp xã"
    r"|nộp|giao nộp|tự chế|quân dụng|đến từ|còn|phải|thực hiện|triển khai|áp dụng|bị|liên quan|gây"
    r"|tại chỗ|trở lên|tới tham dự)(?!\w))"
)
# The subject is one person whose case is told, unless that person is only quoted.
OF_ONE = re.compile(r"(?<!\w)(?:ông|bà|anh|chị|em)\s+(?!con\b|em\b)\w+")
SAID = re.compile(
    r"cho biết|cho hay|thông tin|khẳng định|chia sẻ|nhấn mạnh|theo lời|theo ông|theo bà|kể|nói"
    r"|đánh giá"
)
# "Ông D. nộp 1 lựu đạn": what one person handed in or lost is the detail of a case.
ONE_CASE = re.compile(
    r"[\W\d]*(?:[^\s,.;]+\s+){0,4}?(?:ông|bà|anh|chị)\s+(?!con\b|em\b)[^;]*(?<!\w)(?:nộp|đem nộp|mang nộp|giao nộp"
    r"|nhặt được|tàng trữ|cất giữ|đào được|bị mất|đánh rơi|bị trộm)\s+(?:[^\s;]+\s+){0,8}$"
)
NEGATIVE = "Số âm không thể là một số đếm."
FAR = 5.0
# "gồm 5 đến 15 hộ" is how such a group is made up.
NORM = 50
MARGIN = 3.0
CROWDED = 4
CLOSED = "Số liệu nghiệp vụ: chỉ nhận ra để che."
NOUN_ALONE = "Chỉ có danh từ được đếm, không có từ chỉ việc đi kèm."
ONLY_BEHIND = "Từ quyết định chỉ đứng sau số; trước số không có từ chỉ việc."
CROWD = "Câu có nhiều con số liền nhau."
NEIGHBOUR = "Đoạn này nói về lĩnh vực có chỉ tiêu riêng gần giống."
HESITATIONS = frozenset((CLOSED, NOUN_ALONE, ONLY_BEHIND, CROWD, NEIGHBOUR))
WEAK = 2.2


def judge(mention: Mention, found: list[Match], behind: str, rest: str) -> tuple[str, tuple[str, ...]]:
    """`("sure" | "likely" | "doubtful", reasons)`; `rest` is the sentence after the counted noun."""
    best = found[0]
    if best.score >= SURELY:
        return "sure", ("Nhãn của dòng đúng là tên chỉ tiêu.",)
    rival = next((m for m in found[1:] if m.rule.indicator != best.rule.indicator), None)
    doubts = _doubts(mention, best, rival)
    if not _ends_well(best, rest):
        doubts.append("Sau danh từ được đếm còn từ bổ nghĩa chưa rõ.")
    if mention.form == "money" and OF_ONE.search(behind) and not SAID.search(behind):
        return "doubtful", (*doubts, "Số tiền có vẻ là chuyện riêng của một người.")
    if mention.form == "plain" and mention.value_max is not None and mention.value_max <= NORM:
        return "doubtful", (*doubts, "Khoảng số nhỏ thường là quy định, không phải kết quả.")
    if ONE_CASE.match(behind) and not SAID.search(behind):
        return "doubtful", (*doubts, "Câu kể chuyện riêng của một người.")
    if best.score < WEAK and doubts:
        return "doubtful", (*doubts, "Từ ngữ quanh số còn mơ hồ.")
    if doubts:
        return "likely", tuple(doubts)
    return "sure", ("Danh từ được đếm và từ chỉ việc đứng liền số.",)


def hesitation(found: list[Match], entry: Entry, topic: str, crowd: int) -> tuple[str, ...]:
    """Why a number whose words fit is not sure all the same; empty where nothing speaks against it.

    Measured on texts that no rule had seen: a noun alone, deciding words only behind it, and a sentence full of numbers
    are wrong several times as often as a noun with its verb.
    """
    best = found[0]
    why = []
    if entry.access != "open":
        why.append(CLOSED)
    if best.score >= SURELY:
        return tuple(why)
    if not any((best.rule.cue, best.rule.near, best.rule.topic, best.rule.before)):
        why.append(ONLY_BEHIND if best.rule.tail or best.rule.also or best.rule.follows else NOUN_ALONE)
    if crowd > CROWDED:
        why.append(CROWD)
    if entry.doubt and entry.doubt.search(topic):
        why.append(NEIGHBOUR)
    return tuple(why)


def fits(finding: Finding) -> bool:
    """Whether the words of a finding fit without doubt, hesitations aside: enough to ask a question by."""
    return finding.confidence == "sure" or bool(finding.reasons and finding.reasons[0] in HESITATIONS)


def _ends_well(best: Match, rest: str) -> bool:
    """Whether the counted noun ends there, or goes on in words the rule itself asks for.

    "5 mô hình kinh tế" is not "5 mô hình": an unknown modifier may change what is counted.
    """
    if AFTER.match(rest):
        return True
    own = (p for p in (best.rule.tail, best.rule.near, best.rule.also) if p)
    return any(p.match(rest.lstrip(" ,")) for p in own)


def _rivalry(rival: Match) -> str:
    if rival.rule.indicator == NOTHING:
        return "Số này cũng có thể không thuộc chỉ tiêu nào."
    return f"Cũng có thể là chỉ tiêu «{rival.rule.name}»."


def _doubts(mention: Mention, best: Match, rival: Match | None) -> list[str]:
    out = []
    if mention.form == "word":
        out.append("Số viết bằng chữ.")
    if best.resembles:
        out.append("Nhãn của dòng chỉ gần giống tên chỉ tiêu.")
    if best.carried:
        out.append("Từ chỉ việc nằm ở câu trước.")
    elif best.distance > FAR:
        out.append("Từ chỉ việc đứng xa số.")
    if rival and best.score - rival.score < MARGIN:
        out.append(_rivalry(rival))
    if not best.rule.sure or best.rule.weight < 0:
        out.append("Câu chỉ nêu danh từ, không nêu việc.")
    return out
