"""What a total is: its value, what it is made of, how complete it is."""

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from tuquan.reporting.models import Answer, Indicator
from tuquan.reporting.values import Value
from tuquan.reporting.views import AS_WAS

NOT_COMPARABLE = "không so sánh được"


@dataclass(frozen=True)
class Part:
    """One unit's share of a total. `reopened`: the approved figure is being corrected ("đang sửa") and still counts.

    In a restated total a part is a unit of the chosen day, `made_of` what units of the round's own time reported, and
    `coverage` how many of these are there; where it is not `comparable`, there is no value and `why_not` says why.
    `share`: the part of a divided unit's figure that a legal act gives to this one. Where rounds lie inside one
    another, a part is a district with what its units and its own work make; `stated` is what it typed as its total.
    """

    unit_id: int
    name: str
    value: Decimal | None
    of: Decimal | None
    answer: Answer
    revision_id: int | None = None
    figure_id: int | None = None
    reopened: bool = False
    made_of: "tuple[Part, ...]" = ()
    coverage: "Coverage | None" = None
    comparable: bool = True
    why_not: str = ""
    share: Fraction | None = None
    stated: "Part | None" = None

    @property
    def text(self) -> str:
        if not self.comparable:
            return NOT_COMPARABLE
        if self.value is None and self.answer == Answer.VALUE:
            return "không cộng được"
        return Value(self.answer, self.value, self.of).text


@dataclass(frozen=True)
class Coverage:
    """How many of the units expected are in the total, and who is not there yet."""

    got: int
    expected: int
    missing: tuple[str, ...] = ()
    measure: str = "đơn vị"

    @property
    def complete(self) -> bool:
        return self.got == self.expected

    @property
    def text(self) -> str:
        """ "17/19 xã, thị trấn"; a level's own work expects no units."""
        if not self.expected:
            return "số của chính cấp này"
        return f"{self.got}/{self.expected} {self.measure}"


@dataclass(frozen=True)
class Total:
    """A figure of a level: the approved figures of its units and its own work.

    `value` is None where nothing was reported, nothing arose, or the line cannot be added; `comparable_note` says why.
    `stated` is what a report of the level printed: only compared, never added. `left_out`: reported, but not addable
    (a share without its whole). `comparable` is false only in a restated total that would need a guess; `why_not` says
    what was divided, by which act, or whose figures are not in the round; `made_of`: the old units behind all parts.
    """

    indicator: Indicator
    value: Decimal | None
    of: Decimal | None
    answer: Answer
    coverage: Coverage
    parts: tuple[Part, ...]
    own: Part | None = None
    stated: Part | None = None
    comparable_note: str = ""
    left_out: tuple[Part, ...] = field(default=())
    records_key: str = ""
    comparable: bool = True
    why_not: str = ""
    view_label: str = AS_WAS.label
    made_of: tuple[Part, ...] = ()

    @property
    def sources(self) -> tuple[Part, ...]:
        """The units whose figures it is made of, as they reported: the parts themselves, where nothing is restated."""
        return self.made_of or self.parts

    @property
    def text(self) -> str:
        if not self.comparable:
            return NOT_COMPARABLE
        if self.value is None and self.answer == Answer.VALUE:
            return "không cộng được"
        return Value(self.answer, self.value, self.of).text

    @property
    def differs_from_stated(self) -> bool:
        """Whether the level's printed total says something else than its units' figures."""
        if self.stated is None or self.stated.value is None:
            return False
        return self.differs_from(self.stated.value, self.stated.of)

    def differs_from(self, value: Decimal, of: Decimal | None) -> bool:
        """Whether a printed number contradicts the total; a whole that one of them leaves out does not."""
        same_whole = of is None or self.of is None or of == self.of
        return value != (self.value or Decimal(0)) or not same_whole
