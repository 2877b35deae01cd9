"""One more thing in a draft: units found by name, the answers, and the line in the plan."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.units.models import Level, Reform
from tuquan.units.reforms import procedure
from tuquan.units.reforms.plan import Plan, Ref, from_json
from tuquan.web.access import acting, page
from tuquan.web.acting import Acting
from tuquan.web.units.reforms.kinds import FORMS, Slot, ThingForm
from tuquan.web.units.reforms.lines import added, twice
from tuquan.web.units.reforms.making import Maker, type_choices
from tuquan.web.units.reforms.offers import Finder, Found, Offer, as_ref
from tuquan.web.units.reforms.reach import hamlets_only, reform_or_404, require_drafts, require_plan
from tuquan.web.units.reforms.told import names_near
from tuquan.web.units.reforms.trail import trail

ROWS = 3
MOST_ROWS = 30
LONGEST = 8_000


@dataclass
class Asked:
    """A slot with what was chosen in it, and what its text still leaves open."""

    slot: Slot
    chosen: list[Offer] = field(default_factory=list)
    open: list[tuple[str, list[Offer]]] = field(default_factory=list)
    text: str = ""
    errors: list[str] = field(default_factory=list)

    @property
    def refs(self) -> list[Ref]:
        return [offer.ref for offer in self.chosen]


@page(None, "GET", "POST")
def add(request: HttpRequest, key: int, kind: str) -> HttpResponse:
    """Ask for one thing; « Tìm » looks names up, « Ghi » puts the thing into the draft."""
    reform = draft_or_404(request, key)
    if kind not in FORMS:
        raise Http404
    me = acting(request)
    pressed = request.POST.get("bam", "ghi") if request.method == "POST" else ""
    form = _form(request, reform, kind, hamlets_only(me, reform), bound=pressed == "ghi")
    slots = [_asked(request, reform, slot, me, settle=pressed == "ghi") for slot in form.slots]
    if pressed == "ghi" and (made := _taken(request, form, slots, reform)):
        return made
    context = {
        "reform": reform,
        "form": form,
        "trail": trail(form.title, reform),
        "slots": slots,
        "kind": kind,
        "version": request.POST.get("version") or reform.version,
        "rows": _rows(request, pressed, reform, me) if form.rows else [],
        "faults": _faults(form, slots) if pressed == "ghi" else [],
    }
    return render(request, "web/units/reform_add.html", context, status=422 if pressed == "ghi" else 200)


@page(None)
def find(request: HttpRequest, key: int) -> HttpResponse:
    """Offers for the last line that is being typed: a part of the page."""
    reform = draft_or_404(request, key)
    form = FORMS.get(request.GET.get("viec", ""))
    slot = next((slot for slot in form.slots if slot.name == request.GET.get("o")), None) if form else None
    if slot is None:
        raise Http404
    text = _text(request.GET.get(f"ten_{slot.name}", ""))
    line = next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "")
    offers = _finder(reform, slot, acting(request)).offers(line) if len(line) > 1 else []
    return render(request, "web/units/reform_offers.html", {"slot": slot, "line": line, "offers": offers})


def draft_or_404(request: HttpRequest, key: int) -> Reform:
    """A draft that the person may work on; 404 outside the area or no draft, refused above the role."""
    reform = reform_or_404(request, key)
    require_drafts(acting(request), reform)
    if reform.state != Reform.State.DRAFT:
        raise Http404
    return reform


def version_of(request: HttpRequest) -> int:
    """The version that the person looked at; one that was not sent is nobody's."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


def _form(request: HttpRequest, reform: Reform, kind: str, hamlets: bool, *, bound: bool) -> ThingForm:
    data = request.POST if request.method == "POST" else None
    form = FORMS[kind](data if bound else None, initial=dict(data.items()) if data and not bound else None)
    if offer := getattr(form, "offer_types", None):
        offer(_types(reform, hamlets, "Giữ loại cũ" if kind == "doi-ten" else "Như đơn vị cũ"))
    return form


def _types(reform: Reform, hamlets: bool, empty: str) -> list[Any]:
    level = reform.scope.level if reform.scope else Level.COUNTRY
    return type_choices(level, hamlets=hamlets, empty=empty)


def _finder(reform: Reform, slot: Slot, me: Acting) -> Finder:
    hamlets = hamlets_only(me, reform) and slot.name != "cap_tren"
    return Finder(reform, after=slot.after, hamlets=hamlets)


def _asked(request: HttpRequest, reform: Reform, slot: Slot, me: Acting, *, settle: bool) -> Asked:
    finder = _finder(reform, slot, me)
    given = request.POST.getlist(f"chon_{slot.name}")
    if request.method == "GET" and slot.name == "don_vi":
        given = request.GET.getlist("don-vi")
    asked = Asked(slot)
    refs = [as_ref(text) for text in given[:200]]
    asked.chosen = finder.of(ref for ref in refs if isinstance(ref, str) or finder.covers(ref))
    if lost := [ref for ref in refs if ref not in asked.refs]:
        asked.errors.append(
            f"{len(lost)} đơn vị đã chọn không có vào ngày {finder.day:%d/%m/%Y} hoặc ở ngoài địa bàn; đã bỏ ra."
        )
    _read(asked, finder.read(_text(request.POST.get(f"ten_{slot.name}", ""))))
    if settle and not asked.errors and not asked.chosen and slot.missing:
        asked.errors.append(slot.missing)
    return asked


def _read(asked: Asked, found: Found) -> None:
    """Put what the text gave beside what was chosen."""
    before = asked.chosen
    asked.open = [
        (text, offers) for text, offers in found.open if not {o.ref for o in offers} & {o.ref for o in before}
    ]
    if asked.slot.many:
        asked.chosen = list({offer.ref: offer for offer in (*before, *found.taken)}.values())
    else:
        asked.chosen = found.taken or before
        if len(asked.chosen) > 1:
            asked.errors.append("Ở đây chỉ chọn một đơn vị. Bỏ bớt tên đi.")
            asked.chosen = []
    asked.text = "\n".join([*found.unknown, *(text for text, _ in asked.open)])
    for text, offers in asked.open:
        asked.errors.append(
            f"“{text}” có thể là {len(offers)} đơn vị. Chọn đơn vị đúng ở dưới."
            if len(offers) > 1
            else f"Không có đơn vị tên đúng là “{text}”; có đơn vị gần giống ở dưới."
        )
    asked.errors += [f"Không tìm thấy “{text}” trong địa bàn. Kiểm tra lại tên và ngày." for text in found.unknown]


def _taken(request: HttpRequest, form: ThingForm, slots: list[Asked], reform: Reform) -> HttpResponse | None:
    """The answer when the thing was put into the draft; None when something is still wrong: nothing was written."""
    if not form.is_valid() or any(asked.errors for asked in slots):
        return None
    plan = from_json(reform.plan)
    try:
        part = form.build({a.slot.name: a.refs for a in slots}, Maker(plan, reform.effective_on, reform.scope_id))
        _refuse_twice(plan, part)
        _redraft(request, reform, added(plan, part))
    except forms.ValidationError as wrong:
        form.add_error(None, wrong)
    except PermissionRefused:
        raise
    except Refusal as refused:
        form.add_error(None, refused.message)
    else:
        messages.success(request, "Đã ghi vào bản soạn; chưa có gì thay đổi ở các đơn vị.")
        return redirect("units-reform", reform.pk)
    return None


def _redraft(request: HttpRequest, reform: Reform, plan: Plan) -> None:
    me = acting(request)
    require_plan(me, reform, plan)
    procedure.redraft(by=me.user, reform=reform, version=version_of(request), plan=plan)


def _refuse_twice(plan: Plan, part: Plan) -> None:
    if again := twice(plan, part):
        names = _names(again)
        raise forms.ValidationError(
            f"{names} đã có việc khác trong bản soạn này. Bỏ dòng đó ở trang bản soạn trước rồi ghi lại."
        )


def _names(keys: set[int]) -> str:
    return ", ".join(sorted(names_near(keys).values())[:5]).capitalize() or "Đơn vị này"


def _faults(form: ThingForm, slots: list[Asked]) -> list[dict[str, str]]:
    found = [{"message": said, "href": f"#ten_{asked.slot.name}"} for asked in slots for said in asked.errors]
    for name, errors in form.errors.items():
        href = f"#{form[name].id_for_label}" if name in form.fields else ""
        found += [{"message": str(said), "href": href} for said in errors]
    return found


def _rows(request: HttpRequest, pressed: str, reform: Reform, me: Acting) -> list[dict[str, Any]]:
    """The lines for new units: those written, and empty ones."""
    lists = [request.POST.getlist(name) for name in ("new_name", "new_type", "new_code")]
    rows = [{"name": n[:200], "type": t, "code": c[:40]} for n, t, c in zip(*lists, strict=False)][:MOST_ROWS]
    wanted = max(ROWS, len(rows)) + (ROWS if pressed == "dong" else 0)
    rows += [{"name": "", "type": "", "code": ""} for _ in range(min(wanted, MOST_ROWS) - len(rows))]
    types = _types(reform, hamlets_only(me, reform), "Như đơn vị cũ")
    return [{**row, "types": types} for row in rows]


def _text(text: str) -> str:
    return text[:LONGEST].replace("\r\n", "\n")
