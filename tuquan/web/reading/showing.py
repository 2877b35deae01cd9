"""What the review page shows of a document, a candidate and the text, said in words."""

import re
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.intake.models import Finding, SourceDocument, Verdict
from tuquan.intake.queries import Review, misdirected, review, second_opinion, set_aside
from tuquan.intake.queries.blanked import doubted
from tuquan.intake.queries.contradicting import asked_back
from tuquan.intake.queries.review import Weighed
from tuquan.intake.queries.standing import may_answer
from tuquan.reporting.models import Indicator
from tuquan.reporting.queries import keeper, place
from tuquan.reporting.sentences import organ_named
from tuquan.reporting.transitions import EDITABLE
from tuquan.reporting.values import shown
from tuquan.vn.dates import show_date
from tuquan.vn.numbers import show
from tuquan.web.acting import Acting
from tuquan.web.reading.text import Lights, shown_blocks
from tuquan.web.reading.walking import walk_of

# How a reason names another indicator: "(schemes_active)".
CODE = re.compile(r"\(([a-z]+(?:_[a-z]+)+)\)")

# Notes that say what was not read, or was read from a picture: they stand at the top of the review.
UNREAD = re.compile(r"không đọc|ảnh quét|bản quét|không nhận ra")


@dataclass(frozen=True)
class Card:
    """One candidate as the page draws it."""

    weighed: Weighed
    names: dict[str, str]
    new_scheme: str = ""

    @property
    def finding(self) -> Finding:
        return self.weighed.candidate.finding

    @property
    def title(self) -> str:
        """The indicator's name: the answer's, where the person gave the number to another one."""
        answer = self.weighed.candidate.answer
        code = answer.indicator_code if answer and answer.indicator_code else self.finding.indicator_code
        name = self.names.get(code) or "Chỉ tiêu chưa có trong danh mục"
        return name[0].upper() + name[1:]

    @property
    def value(self) -> str:
        """As read or as answered: "11/12", "10–12"; what the report says when it was rejected."""
        weighed, finding = self.weighed.value, self.finding
        if finding.value_max is not None and self.weighed.candidate.answer is None and weighed is not None:
            return f"{weighed.text}–{show(finding.value_max)}"
        if weighed is None:
            return shown(finding.value, finding.of) if finding.value is not None else "chưa rõ số"
        return weighed.text

    @property
    def state(self) -> str:
        answer = self.weighed.candidate.answer
        return str(answer.verdict) if answer else ""

    @property
    def source(self) -> str:
        """Who says the number: the report, or the person who corrected it."""
        return "Đã sửa thành" if self.state == Verdict.CORRECTED else "Báo cáo ghi"

    @property
    def place(self) -> str:
        return self.finding.place if self.finding.place and not self.weighed.candidate.own_area else ""

    @property
    def period(self) -> str:
        """As told; the round's own window by its title."""
        round_ = self.finding.reading.document.submission.round
        if (self.finding.period_start, self.finding.period_end) == (round_.first_day, round_.last_day):
            return round_.title
        return period(self.finding.period_start, self.finding.period_end)

    @property
    def reason(self) -> str:
        """Why the reader thinks so; other indicators it thought of are said by their names."""
        return CODE.sub(lambda found: f"(“{self.names.get(found[1], found[1])}”)", " ".join(self.finding.reasons))

    @property
    def look(self) -> str:
        """Class of the figure in the text."""
        return "found-done" if self.state else f"found-{self.finding.confidence}"

    @property
    def rejected(self) -> bool:
        return self.state == Verdict.REJECTED

    @property
    def confirmable(self) -> bool:
        """Whether "Nhận" would take it as read."""
        return self.state != Verdict.CONFIRMED and self.finding.value is not None and self.weighed.candidate.storable

    @property
    def named_links(self) -> list[dict[str, str]]:
        """Schemes the sentence tells by name, each with the page that records it (none for who may not)."""
        names = [str(name) for name in self.finding.named]
        address = self.new_scheme
        return [{"name": n, "url": f"{address}?{urlencode({'ten': n})}" if address else ""} for n in names]


def period(start: date | None, end: date | None) -> str:
    """ "15/12/2020–14/12/2021", "đến 15/11/2021"; "" where the report says none."""
    if start and end and start != end:
        return f"{show_date(start)}–{show_date(end)}"
    day = end or start
    return f"đến {show_date(day)}" if day else ""


def page_of(document: SourceDocument, acting: Acting) -> dict[str, Any]:
    """Context of the review page and of its parts."""
    submission = document.submission
    found = review(document)
    names, new_scheme = _names(found), _new_scheme(acting, submission.unit_id)
    cards = [Card(weighed, names, new_scheme) for weighed in found.weighed]
    current = next((card.finding.pk for card in cards if card.weighed.candidate.open), None)
    open_state = submission.state in EDITABLE
    aside = set_aside(document)
    at_work = keeper(submission, clock.today())
    edits = open_state and may_answer(acting.user, document)
    own = accounts.may(acting.user, Permission.ENTER_FIGURES, organ_id=at_work)
    return {
        "document": document,
        "submission": submission,
        "round": submission.round,
        "place": place(submission.unit_id, submission.round.last_day),
        "review": found,
        "cards": cards,
        "blocks": shown_blocks(found.blocks, _lights(cards, current)),
        "current": current,
        "asked_back": partial(asked_back, found),
        "misdirected": "" if aside else misdirected(document),
        "aside": aside,
        "edits": edits and aside is None,
        "sets_aside": edits,
        "reads_for": edits and not own,
        "read_by": organ_named(document.on_behalf_id, clock.today()) if document.on_behalf_id else "",
        "open_state": open_state,
        "doubted": [
            card for card in cards if card.state and not card.rejected and doubted(card.finding, document.text)
        ],
        "unread": [note for note in document.notes if UNREAD.search(note)],
        "notes": [*(note for note in document.notes if not UNREAD.search(note)), *_second(document)],
        "walk": walk_of(document, acting.user),
    }


def _second(document: SourceDocument) -> list[str]:
    told = second_opinion(document)
    return [told] if told else []


def _lights(cards: list[Card], current: int | None) -> Lights:
    open_ones = [card.finding for card in cards if not card.finding.masked]
    here = next((finding for finding in open_ones if finding.pk == current), None)
    return Lights(
        looks={card.finding.pk: card.look for card in cards},
        current=current,
        sentence=range(here.sentence_start, here.sentence_end) if here else range(0),
        cuts=tuple(sorted({at for finding in open_ones for at in (finding.sentence_start, finding.sentence_end)})),
    )


def _names(found: Review) -> dict[str, str]:
    """Names of the indicators read and answered, in one query."""
    codes = {weighed.candidate.finding.indicator_code for weighed in found.weighed}
    codes |= {w.candidate.answer.indicator_code for w in found.weighed if w.candidate.answer}
    codes |= {code for w in found.weighed for reason in w.candidate.finding.reasons for code in CODE.findall(reason)}
    return dict(Indicator.objects.filter(code__in=codes).values_list("code", "name"))


def _new_scheme(acting: Acting, unit_id: int) -> str:
    """Where a scheme is recorded, for who may; "" where there is no such page."""
    if not accounts.may(acting.user, Permission.RECORD_SCHEME, unit_id=unit_id):
        return ""
    try:
        return reverse("schemes-new")
    except NoReverseMatch:
        return ""
