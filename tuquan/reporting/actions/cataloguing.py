"""Adding a province's own lines, rewording and retiring lines: every change a dated version, nothing deleted."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max

from tuquan.accounts.models import User
from tuquan.ground import audit, clock
from tuquan.reporting import adding_up, free_text, own_words, owning, wording
from tuquan.reporting.catalogue_errors import (
    AccessFixed,
    AddingRefused,
    CatalogueRefused,
    CodeTaken,
    KindFixed,
    RetireRefused,
    VersionRefused,
)
from tuquan.reporting.forms_asked import forms_of
from tuquan.reporting.models import Access, Figure, Indicator, IndicatorKind, IndicatorVersion, Round
from tuquan.vn.dates import show_date


@dataclass(frozen=True)
class Words:
    """What is said of a line; an empty text is "as before" when rewording, the kind's default for a way of adding."""

    name: str = ""
    measure: str = ""
    definition: str = ""
    numerator: str = ""
    denominator: str = ""
    access: str = ""
    over_units: str = ""
    over_time: str = ""
    adding_because: str = ""


@transaction.atomic
def add_line(
    *,
    by: User | None,
    owner_id: int | None,
    kind: str,
    group: str,
    words: Words,
    begins_on: date,
    code: str = "",
    because: str = "",
) -> Indicator:
    """A line of a province's own (of everybody's, where `owner_id` is None), with its first version.

    `code`: made of the name where empty; a province's codes begin with its name. Only open and limited lines are added.
    Raises PermissionRefused, OwnerRefused, CodeTaken, AddingRefused, VersionRefused, CatalogueRefused,
    FreeTextRefused.
    """
    owning.require_editor(by, owner_id)
    if kind not in IndicatorKind.values:
        raise CatalogueRefused("Chưa chọn kiểu số của chỉ tiêu.")
    name, measure = _named(words)
    access = words.access or Access.OPEN
    if access not in (Access.OPEN, Access.LIMITED):
        raise AccessFixed("Chỉ tiêu không lưu thì không đặt thêm; chọn « dùng chung » hoặc « chỉ tổng số ».")
    own_words.refuse_hidden(name, access)
    _refuse_twin(name, owner_id, begins_on)
    ways = adding_up.settled(kind, words.over_units, words.over_time, free_text.kept(words.adding_because))
    line = Indicator.objects.create(
        code=own_words.code_for(owner_id, name, code, begins_on),
        group=group,
        name=name,
        name_en="",
        measure=measure,
        kind=kind,
        access=access,
        over_units=ways[0],
        over_time=ways[1],
        definition=own_words.definition(kind, words.definition, words.numerator, words.denominator),
        position=(Indicator.objects.aggregate(last=Max("position"))["last"] or 0) + 1,
        owner_id=owner_id,
    )
    wording.version_of(line, begins_on, adding_because=ways[2], because=free_text.kept(because)).save()
    _record(by, line, "add_line", f"Thêm chỉ tiêu « {name} », từ ngày {show_date(begins_on)}")
    return line


@transaction.atomic
def reword(
    *,
    by: User | None,
    indicator: Indicator,
    begins_on: date,
    words: Words,
    because: str,
    kind: str = "",
) -> IndicatorVersion:
    """Begin a new version of the line's words; the one before ends. It shows at once where it is in force today.

    A version that has not begun yet is written anew by another with the same first day. Raises PermissionRefused,
    KindFixed, AccessFixed, AddingRefused, VersionRefused, FreeTextRefused.
    """
    line = Indicator.objects.select_for_update().get(pk=indicator.pk)
    owning.require_editor(by, line.owner_id)
    if kind and kind != line.kind:
        raise KindFixed(
            f"« {line.name} » là {IndicatorKind(line.kind).label}; đổi kiểu số là đo thứ khác. Thêm một chỉ tiêu mới."
        )
    reason = free_text.kept(because)
    if not reason:
        raise VersionRefused("Chưa ghi căn cứ của lần sửa. Ghi số, ngày văn bản hoặc lý do.")
    last = _last(line, begins_on)
    made = _reworded(line, last, words, begins_on, reason)
    if last.begins_on == begins_on:
        made.pk = last.pk
    else:
        last.ends_on = begins_on
        last.save(update_fields=["ends_on"])
    made.save()
    wording.sync_one(line, clock.today())
    _record(by, line, "reword", f"Sửa lời chỉ tiêu « {made.name} » từ ngày {show_date(begins_on)}: {reason}")
    return made


@transaction.atomic
def retire(*, by: User | None, indicator: Indicator, ends_on: date, because: str) -> IndicatorVersion:
    """End the line's last version: no form asks it from `ends_on` on; what was reported stays.

    Raises PermissionRefused, RetireRefused (an opened round asks it still), VersionRefused.
    """
    line = Indicator.objects.select_for_update().get(pk=indicator.pk)
    owning.require_editor(by, line.owner_id)
    reason = free_text.kept(because)
    if not reason:
        raise VersionRefused("Chưa ghi vì sao thôi dùng chỉ tiêu này.")
    last = _last(line, ends_on)
    if last.begins_on >= ends_on:
        raise VersionRefused(f"Bản hiện nay mới bắt đầu từ {show_date(last.begins_on)}. Chọn ngày sau đó.")
    if asking := _rounds_asking(line, ends_on):
        raise RetireRefused(
            f"Kỳ « {asking[0].title} » đã mở và còn hỏi chỉ tiêu này đến {show_date(asking[0].last_day)}. "
            f"Chọn ngày thôi dùng từ {show_date(asking[0].last_day + timedelta(days=1))} trở đi."
        )
    last.ends_on = ends_on
    last.save(update_fields=["ends_on"])
    _record(by, line, "retire_line", f"Thôi dùng chỉ tiêu « {line.name} » từ ngày {show_date(ends_on)}: {reason}")
    return last


def _named(words: Words) -> tuple[str, str]:
    name, measure = free_text.kept(words.name), words.measure.strip()
    if not name or not measure:
        raise CatalogueRefused("Chỉ tiêu phải có tên và đơn vị tính.")
    if len(name) > 250 or len(measure) > 40:
        raise CatalogueRefused("Tên chỉ tiêu không quá 250 ký tự, đơn vị tính không quá 40 ký tự.")
    return name, measure


def _refuse_twin(name: str, owner_id: int | None, day: date) -> None:
    twin = next((line for line in owning.usable(owner_id, day) if line.name.casefold() == name.casefold()), None)
    if twin is not None:
        raise CodeTaken(f"Danh mục đã có chỉ tiêu « {twin.name} ». Dùng chỉ tiêu ấy, hoặc đặt tên nói rõ chỗ khác.")


def _last(line: Indicator, day: date) -> IndicatorVersion:
    """The version that a change from `day` on ends. Raises VersionRefused where the days cannot be."""
    last: IndicatorVersion | None = line.versions.order_by("begins_on").last()
    if last is None:
        raise VersionRefused(f"Chỉ tiêu « {line.name} » chưa có bản nào. Nạp lại danh mục chỉ tiêu.")
    if last.ends_on is not None:
        raise VersionRefused(f"Chỉ tiêu này đã thôi dùng từ ngày {show_date(last.ends_on)}.")
    not_begun = last.begins_on > clock.today()
    if day < last.begins_on or (day == last.begins_on and not not_begun):
        raise VersionRefused(
            f"Đã có bản bắt đầu từ {show_date(last.begins_on)}; bản mới phải bắt đầu sau ngày đó. Lời cũ không sửa lại."
        )
    return last


def _reworded(line: Indicator, last: IndicatorVersion, words: Words, begins_on: date, because: str) -> IndicatorVersion:
    ways = _ways(line, last, words)
    name, measure = _named(Words(name=words.name or last.name, measure=words.measure or last.measure))
    made = IndicatorVersion(
        indicator=line, begins_on=begins_on, name=name, measure=measure, access=_access(last, words.access),
        over_units=ways[0], over_time=ways[1], adding_because=ways[2], because=because,
        definition=last.definition,
    )  # fmt: skip
    if words.definition or words.numerator or words.denominator:
        share = (words.numerator or last.numerator, words.denominator or last.denominator)
        made.definition = own_words.definition(line.kind, words.definition, *share)
    own_words.refuse_hidden(name, made.access)
    made.numerator, made.denominator = wording.parts(line.kind, made.definition)
    return made


def _access(last: IndicatorVersion, wanted: str) -> str:
    """A line may be closed further, never opened by words alone."""
    if not wanted or wanted == last.access:
        return last.access
    if (last.access, wanted) != (Access.OPEN, Access.LIMITED):
        raise AccessFixed(
            f"Mức sử dụng « {Access(last.access).label} » không nới bằng cách sửa lời. "
            "Chỉ tiêu hạn chế được mở theo quyết định, có người đề nghị và người đồng ý."
        )
    return wanted


def _ways(line: Indicator, last: IndicatorVersion, words: Words) -> tuple[str, str, str]:
    because = free_text.kept(words.adding_because) or last.adding_because
    ways = adding_up.settled(
        line.kind, words.over_units or last.over_units, words.over_time or last.over_time, because or "như cũ"
    )
    changed = ways[:2] != (last.over_units, last.over_time)
    if not changed:
        return last.over_units, last.over_time, because
    if Figure.objects.filter(indicator=line).exists():
        raise AddingRefused(
            f"« {line.name} » đã có số liệu; cộng cách khác thì số cũ đổi nghĩa. Thêm một chỉ tiêu mới."
        )
    return adding_up.settled(line.kind, ways[0], ways[1], because)


def _rounds_asking(line: Indicator, day: date) -> list[Round]:
    """Opened rounds that end on or after a day and whose forms hold the line, the last to end first."""
    rounds = Round.objects.filter(last_day__gte=day).order_by("-last_day")
    return [r for r in rounds if any(f.lines.filter(indicator=line).exists() for f in forms_of(r))]


def _record(by: User | None, line: Indicator, action: str, summary: str) -> None:
    audit.record(
        by=by,
        action=f"reporting.{action}",
        subject_kind="indicator",
        subject_key=line.pk,
        summary=summary,
        unit_key=line.owner_id,
        detail={"indicator": line.code},
    )
