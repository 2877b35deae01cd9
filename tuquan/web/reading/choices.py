"""The indicators a person may give a number to."""

from tuquan.ground.errors import Refusal
from tuquan.reporting import asked, catalogue
from tuquan.reporting.models import Access, Indicator, Submission


class NothingChosen(Refusal):
    """A number without the line it belongs to."""

    code = "indicator_not_chosen"


def chosen(code: str) -> Indicator:
    """The line a person chose. Raises NothingChosen, or IndicatorUnknown for a code that is none."""
    if not code:
        raise NothingChosen("Chưa chọn chỉ tiêu cho số này. Chọn một dòng của biểu rồi lưu lại.")
    return catalogue.indicator(code)


def choices_for(submission: Submission, code: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """Lines of the submission's form by section, as (section, [(code, name)]); `code` first when it is on none."""
    sections: dict[str, list[tuple[str, str]]] = {}
    lines = [line for line in asked.lines_of(submission) if line.indicator.access == Access.OPEN]
    if code and all(line.indicator.code != code for line in lines):
        read = Indicator.objects.filter(code=code, access=Access.OPEN)
        if read:
            sections["Chỉ tiêu đã đọc, ngoài biểu"] = [(row.code, _words(row)) for row in read]
    for line in lines:
        sections.setdefault(line.section, []).append((line.indicator.code, _words(line.indicator)))
    return list(sections.items())


def _words(indicator: Indicator) -> str:
    return f"{indicator.name[0].upper()}{indicator.name[1:]} ({indicator.measure})"
