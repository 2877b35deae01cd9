"""The unit a number is told of: beside it, in its clause, its paragraph, the letterhead, the heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from tuquan.reader.parts import Items, Parts
from tuquan.reader.places import Place, heads_of, speaks_of
from tuquan.reader.sentences import Sentence
from tuquan.reader.spans import InOrder

# A unit near the opening of its clause, or after words for whose work it is.
GOVERNS = re.compile(
    r"(?:^|[.;:\n(),]\s*|(?<!\d)-\s*)(?:[^\s.;:\n(),]+\s+){0,3}$"
    r"|(?:địa bàn|của|toàn|công an|ubnd|ban chỉ đạo|bcđ|đảng ủy|theo|lực lượng|trong|hội nông dân"
    r"|hội (?:liên hiệp )?phụ nữ|hội cựu chiến binh|ccb|đoàn thanh niên|mặt trận(?: tổ quốc)?|mttq|người dân|nhân dân"
    r"|bà con)(?:\s+138)?\s*$"
)
BESIDE_FROM = re.compile(r"(?:[,;:]|(?<!\w)và|(?<!\w)còn|(?<!\w)riêng)\s*$")
BESIDE_TO = re.compile(r"\s*:?\s*(?:có|lập|được|gần|hơn|trên|lắp|dựng|là|góp)?\s*(?:gần|hơn|trên)?\s*")
OWNED = re.compile(r"\s*của\s+")
# "24 camera tại xã An Phú": where no unit is told before the number.
LIES_AT = re.compile(r"[^.,;:\d\n\"“]{0,40}?(?<!\w)(?:tại|ở|trên địa bàn|thuộc)\s+(?:địa bàn\s+)?")
MOST = re.compile(r"(?<!\w)(?:(?:nhiều|đông|cao|lớn) nhất|dẫn đầu|riêng|trong đó)(?:\s+(?:là|ở|tại|có|thuộc))*\s*$")
SENTENCE_END = re.compile(r"[.!?…]\s|\n")
AND = re.compile(r"\s*(?:,|và|;)\s*")
ALONE = re.compile(r"(?<!\w)(?:riêng|trong đó|như|điển hình(?: là)?|chẳng hạn)(?:\s+(?:tại|ở|có|là))*\s*,?\s*$")
COUNTED = re.compile(r"(?<![\w/.,-])(?!(?:19|20)\d\d\s)\d[\d.]*\s+(?!giờ|năm|tháng|/)[^\W\d]")
# Places of single examples: after a name in quotes, in a list of several communes.
ASIDE = re.compile(
    r"(?:[\"”] *(?:(?:tại|ở|tạo|của)\s+)?(?:[^.;\n]{0,40},\s*)?|(?:các|những|hai|ba|bốn|năm"
    r"|sáu)\s+)$"
)
# 'Câu lạc bộ "Người hoàn lương" xã Hóa An vừa ra mắt': the one the sentence tells of.
ACTS = re.compile(r"\s+(?:vừa|đã|đang|hiện|có|ra mắt|được|gồm|do)(?!\w)")
# "(Sơn La, 28/7/2023)", "Tân Hưng, ngày 05 tháng 12": where the text was written; "Báo Bình Phước": by whom.
DATELINE = re.compile(r"\s*,\s*(?:ngày\s*)?\d{1,2}\s*(?:[/.-]|tháng)")
LINE_START = re.compile(r"(?:^|\n)[\W_]*$")
SOURCE = re.compile(r"(?<!\w)(?:báo|đài|tạp chí|nguồn:?|theo báo)\s+(?:công an\s+)?$")
# A line that only names what the lines below it tell of.
HEADING = re.compile(r"[^\n.;!?]{3,90}(?:[:.]?\s*)$")


@dataclass(frozen=True, slots=True)
class Subjects:
    """Units a part of the text speaks of, and those of them whose work it tells."""

    told: InOrder[Place]
    governing: InOrder[Place]
    going_on: InOrder[Place]
    unlisted: InOrder[Place]

    def last(self, position: int) -> Place | None:
        """The last one before a position, those whose work is told first."""
        return self.governing.before(position) or self.told.before(position)

    def carried(self, position: int) -> Place | None:
        """The last one of which a new sentence goes on to tell: not "riêng huyện Đồng Văn", none of a list."""
        return self.going_on.before(position) or self.unlisted.before(position)


FROM_HEADING = "Nơi lấy theo tiêu đề hoặc phần khác của văn bản."


@dataclass(frozen=True)
class Whose:
    """All units named in a text; `speaker` is the one whose organ issues it, `untimed` the text without its times."""

    low: str
    untimed: str
    title_end: int
    named: list[Place]
    speaker: str | None = None

    def at(self, sentence: Sentence, position: int, end: int) -> tuple[str | None, str | None]:
        """The unit as written, and in Vietnamese what had to be supposed."""
        owner = self._starting(OWNED, end)
        if owner and not self._of_several(owner):
            return owner.name, None
        inside = self._named.between(sentence.start, position)
        beside = [p for p in inside if p.end <= position and self._beside(p, position)]
        if beside:
            return beside[-1].name, None
        clause = max(sentence.start, self.low.rfind(";", sentence.start, position) + 1)
        own = self._subjects(sentence.start, sentence.end).governing.before(position)
        own = own and self._led_to(own, sentence, position)
        own = own or self._subjects(clause, sentence.end).told.before(position) or self._lying(position, end)
        line = self.low.rfind("\n", 0, sentence.start) + 1
        own = (
            own
            or self._subjects(line, self._line_end(sentence.start)).carried(sentence.start)
            or self._of_part(sentence)
        )
        if own:
            return own.name, None
        return (self.speaker, None) if self.speaker else self._from_elsewhere(sentence)

    def _led_to(self, place: Place, sentence: Sentence, position: int) -> Place:
        """ "Đồng Nai: Câu lạc bộ ở xã Hóa An …": a name before a colon only says where the smaller unit lies."""
        if not self._leads(place):
            return place
        inside = self._subjects(sentence.start, sentence.end).told.between(place.end, position)
        smaller = [p for p in inside if place.rank < p.rank]
        return smaller[-1] if smaller else place

    def _of_part(self, sentence: Sentence) -> Place | None:
        """The one unit of the nearest heading above the sentence that names one."""
        for part in self._parts.around(sentence.start):
            told = self._subjects(part.start, part.end).governing.between(part.start, part.end)
            if told:
                return told[0] if len(told) == 1 else None
        return None

    @cached_property
    def _parts(self) -> Parts:
        return Parts(self.low)

    @cached_property
    def _items(self) -> Items:
        return Items(self.low)

    def _from_elsewhere(self, sentence: Sentence) -> tuple[str | None, str | None]:
        everything = self._subjects(0, len(self.low))
        first = self._items.first(sentence.start)
        told = self._top or everything.carried(sentence.start if first is None else first)
        return (told.name, FROM_HEADING) if told else (None, None)

    def _starting(self, lead: re.Pattern[str], end: int) -> Place | None:
        after = lead.match(self.low, end)
        found = self._named.between(after.end(), after.end() + 1) if after else []
        return found[0] if found else None

    def _lying(self, position: int, end: int) -> Place | None:
        """The unit right after the counted noun, if it is one and not the first of several."""
        place = self._starting(LIES_AT, end)
        return place if place and not self.speaker and not self._of_several(place) else None

    def _of_several(self, place: Place) -> bool:
        """ "của thôn 4, thôn 7": the first of a list, which is told of none of them."""
        following = self._named.after(place.start)
        gap = self.low[place.end : following.start] if following else ""
        return bool(following and following.rank >= place.rank and AND.fullmatch(gap))

    @cached_property
    def _named(self) -> InOrder[Place]:
        return InOrder(self._kept)

    @cached_property
    def _kept(self) -> list[Place]:
        """Without places where the text was written and names of newspapers, unless there are no others."""
        kept = [p for p in self.named if not self._is_source(p)]
        return kept or self.named

    def _is_source(self, place: Place) -> bool:
        low = self.low
        if SOURCE.search(low, max(0, place.start - 30), place.start):
            return True
        opens = LINE_START.search(low, max(0, place.start - 6), place.start)
        return bool(opens and DATELINE.match(low, place.end))

    @cached_property
    def _top(self) -> Place | None:
        """The largest unit of the heading."""
        top = heads_of(self.low, [p for p in self._kept if p.start < self.title_end])
        own = [p for p in top if not self._leads(p)] or top
        return min(own, key=lambda p: (p.rank, p.start), default=None)

    def _leads(self, place: Place) -> bool:
        """ "Đồng Nai: Câu lạc bộ ở xã Hóa An …": before a colon that opens the line."""
        return self.low[place.end : place.end + 1] == ":" and bool(LINE_START.search(self.low, 0, place.start))

    def _line_end(self, position: int) -> int:
        end = self.low.find("\n", position)
        return end if end >= 0 else len(self.low)

    def _beside(self, place: Place, position: int) -> bool:
        """ "phường Tân Phong 14 tổ, phường Trảng Dài 9 tổ": each number has its unit right before it."""
        opens = BESIDE_FROM.search(self.low, max(0, place.start - 12), place.start)
        return bool(opens and BESIDE_TO.fullmatch(self.low, place.end, position))

    def _alone(self, place: Place) -> bool:
        return bool(ALONE.search(self.low, max(0, place.start - 30), place.start))

    def _numbered(self, place: Place) -> bool:
        after = BESIDE_TO.match(self.low, place.end)
        return bool(after and self.low[after.end() : after.end() + 1].isdigit())

    def _listed(self, numbered: list[Place]) -> set[Place]:
        """Several units of one sentence, each with its number: "phường A 58 camera; phường B 41"."""
        found: set[Place] = set()
        for one, other in pairwise(numbered):
            if not SENTENCE_END.search(self.low, one.end, other.start):
                found |= {one, other}
        return found

    def _subjects(self, start: int, end: int) -> Subjects:
        """Units the text between two places speaks of; not where single schemes of a list stand."""
        known = self._spoken.get((start, end))
        if known is None:
            told = heads_of(self.low, speaks_of(self.low, start, end, self._real))
            told = [p for p in told if not self._counted(p)]
            governing = [p for p in told if self._governs(p)]
            listed = self._listed([p for p in told if self._numbered(p)])
            unlisted = [p for p in told if p not in listed]
            going_on = [p for p in governing if p not in listed and not self._alone(p)]
            known = Subjects(InOrder(told), InOrder(governing), InOrder(going_on), InOrder(unlisted))
            self._spoken[start, end] = known
        return known

    @cached_property
    def _spoken(self) -> dict[tuple[int, int], Subjects]:
        """What was asked before: the numbers of a sentence ask the same."""
        return {}

    @cached_property
    def _real(self) -> InOrder[Place]:
        return InOrder(p for p in self._kept if not self._is_example(p))

    def _is_example(self, place: Place) -> bool:
        quoted = ASIDE.search(self.low, max(0, place.start - 60), place.start)
        if quoted is None:
            return False
        return not (quoted[0].startswith('"') and ACTS.match(self.low, place.end))

    def _counted(self, place: Place) -> bool:
        if MOST.search(self.low, max(0, place.start - 30), place.start):
            return False
        clause = max(self.low.rfind(c, 0, place.start) for c in ".;\n")
        return bool(COUNTED.search(self.untimed, max(clause + 1, 0), place.start))

    def _governs(self, place: Place) -> bool:
        """Whether the unit opens its clause or is whose work is told, not just where something went."""
        return bool(GOVERNS.search(self.low[max(0, place.start - 70) : place.start]))
