"""One paper: its page as it will be, the way back from a number, a person's words, issuing, the two files."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.ground import files
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.papers import actions, queries
from tuquan.papers.ended import written_for
from tuquan.papers.errors import NoSuchNumber
from tuquan.papers.models import Paper
from tuquan.papers.view import view_in
from tuquan.reporting.queries import disagreements
from tuquan.reporting.viewing import turns, word_of
from tuquan.web.access import acting, page, refuse
from tuquan.web.links import linked
from tuquan.web.papers.reach import issues, paper_or_404, takes_over, writes
from tuquan.web.papers.sheet import draw
from tuquan.web.views_of_units import offered

# The outline marks such parts itself.
UNWRITTEN = "chưa có lời văn."


@page(Permission.VIEW_AREA)
def paper(request: HttpRequest, key: int) -> HttpResponse:
    """The preview with its outline, what is missing, what has changed since, and the next step."""
    return _page(request, paper_or_404(request, key))


def _page(request: HttpRequest, found: Paper, status: int = 200, **more: Any) -> HttpResponse:
    me = acting(request)
    shown = queries.preview(found)
    context = {
        "paper": found,
        "content": shown.content,
        "sheet": draw(shown),
        "incomplete": [line for line in shown.incomplete if not line.endswith(UNWRITTEN)],
        "moved": queries.moved(found),
        "corrected": queries.corrected(found),
        "contradictions": _contradictions(found),
        "writes": writes(me.user, found),
        "issues": issues(me.user, found),
        "takes_over": takes_over(me, found),
        "instead_of": written_for(found.round, found.organ_id, found.unit_id),
        "organ": queries.organ_name(found),
        "place": queries.unit_name(found),
        "numbers": found.numbers.count(),
        "view": view_in(found.content),
        "views": _other_views(found),
        **more,
    }
    return render(request, "web/papers/paper.html", context, status=status)


def _other_views(found: Paper) -> list[tuple[str, str]]:
    """The views in which this draft could be written anew, with the word that the form sends."""
    view = view_in(found.content)
    changed = turns(found.round, [found.unit_id])
    if not changed.days:
        return []
    return [(label, word_of(each, found.round)) for label, each in offered(view, found.round, changed) if each != view]


def _contradictions(found: Paper) -> list[tuple[str, str]]:
    """Sentences about figures whose sources differ and that nobody has explained, with the page to settle them."""
    row = found.round.submissions.filter(organ=found.organ_id).first()
    if row is None or found.state == Paper.State.ISSUED:
        return []
    page_of = reverse("figures-submission", args=[row.pk])
    return [(each.sentence, page_of) for each in disagreements(row) if not each.explained]


@page(Permission.VIEW_AREA)
def number(request: HttpRequest, key: int, tag: str) -> HttpResponse:
    """What a number is made of: a card beside the paper, or a page of its own."""
    found = paper_or_404(request, key)
    try:
        back = queries.made_of(found, tag)
    except NoSuchNumber:
        raise Http404 from None
    context = {
        "paper": found,
        "back": back,
        "place": queries.unit_name(found, back.number.unit_id),
        "parts": [_part(each) for each in back.contributions],
        "own": _part(back.own) if back.own else None,
        "stated": _part(back.stated) if back.stated else None,
        "records": [(step, linked(step)) for step in back.records],
    }
    beside = bool(getattr(request, "htmx", False))
    return render(request, "web/papers/walk.html" if beside else "web/papers/number.html", context)


def _part(each: queries.Contribution) -> dict[str, Any]:
    return {"part": each, "steps": [(step, linked(step)) for step in each.steps]}


@page(Permission.DRAFT_PAPER, "POST")
def write(request: HttpRequest, key: int, part: str) -> HttpResponse:
    """Keep a person's words under a part; words that are refused stay in their box with the reason."""
    found = paper_or_404(request, key)
    text = request.POST.get("text", "")
    try:
        actions.write_free(by=acting(request).user, paper=found, key=part, text=text)
    except PermissionRefused:
        raise
    except Refusal as refused:
        return _page(request, found, 409, refused=refused.message, refused_part=part, refused_text=text)
    messages.success(request, "Đã lưu lời văn.")
    return redirect(f"{reverse('papers-paper', args=[found.pk])}#{part}")


@page(Permission.ISSUE_PAPER, "GET", "POST")
def issue(request: HttpRequest, key: int) -> HttpResponse:
    """Ask once, say what becomes frozen; then issue under the number given, or the next of the series."""
    found = paper_or_404(request, key)
    accounts.require(acting(request).user, Permission.ISSUE_PAPER, organ_id=found.organ_id)
    typed = request.POST.get("number", "").strip()
    error = ""
    if request.method == "POST":
        wanted = int(typed) if typed.isdecimal() and len(typed) < 9 else None
        if typed and wanted is None:
            error = f"“{typed[:20]}” không phải số văn bản. Ghi một số nguyên, hoặc để trống để lấy số kế tiếp."
        else:
            seen = "gaps_seen" in request.POST
            try:
                issued = actions.issue(by=acting(request).user, paper=found, number=wanted, gaps_seen=seen)
            except PermissionRefused:
                raise
            except Refusal as refused:
                error = refused.message
            else:
                messages.success(request, f"Đã phát hành báo cáo số {issued.number:02d}/{issued.year}.")
                return redirect("papers-paper", found.pk)
    context = {"paper": found, "error": error, "typed": typed, "seen": "gaps_seen" in request.POST}
    context["numbers"] = found.numbers.count()
    return render(request, "web/papers/issue.html", context, status=409 if error else 200)


@page(Permission.VIEW_AREA)
def file(request: HttpRequest, key: int, form: str) -> HttpResponse:
    """The docx or the pdf as it was rendered and kept."""
    found = paper_or_404(request, key)
    kept = {"docx": found.docx, "pdf": found.pdf}.get(form)
    if kept is None:
        raise Http404
    try:
        data = files.load(kept)
    except files.FileDamaged as damaged:
        return refuse(request, damaged)
    name = f"bao-cao-{found.number}-{found.year}" if found.number else f"du-thao-{found.round.window.file_name}"
    return HttpResponse(
        data,
        content_type=kept.media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'},
    )
