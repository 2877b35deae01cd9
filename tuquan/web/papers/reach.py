"""Which papers a person sees: issued ones of the area, drafts of their own organ; an inspector all of the area."""

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import Role, User
from tuquan.accounts.permissions import Permission
from tuquan.accounts.roles import PERMISSIONS
from tuquan.ground import clock
from tuquan.papers.models import Paper
from tuquan.web.access import acting
from tuquan.web.acting import Acting


def visible(user: User | None) -> QuerySet[Paper]:
    """The papers a person may open, the newest first."""
    if user is None:
        return Paper.objects.none()
    day = clock.today()
    seen = Q(pk__in=[])
    for post in accounts.posts_of(user, day):
        allowed = PERMISSIONS[Role(post.role)]
        if Permission.VIEW_AREA not in allowed:
            continue
        area = Q(unit__in=accounts.area_of(post, day, ended=True))
        # A draft is nobody's business but its organ's; who reads the audit reads drafts as well.
        seen |= area if Permission.VIEW_AUDIT in allowed else (area & Q(state=Paper.State.ISSUED))
        # Who took over from an ended organ opens its papers and drafts; may change neither.
        seen |= Q(organ__in={post.organ_id, *accounts.organs_taken_over(post.organ_id, day)})
    return Paper.objects.filter(seen).select_related("round__report_kind", "organ", "drafted_by", "issued_by")


def paper_or_404(request: HttpRequest, key: int) -> Paper:
    """The paper, or 404 where it does not exist for this person."""
    found = visible(acting(request).user).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def writes(user: User | None, paper: Paper) -> bool:
    """Whether the person may change this paper: a draft of an organ where they draft."""
    if paper.state != Paper.State.DRAFT:
        return False
    return accounts.may(user, Permission.DRAFT_PAPER, organ_id=paper.organ_id)


def issues(user: User | None, paper: Paper) -> bool:
    """Whether the person may issue this paper."""
    if paper.state != Paper.State.DRAFT:
        return False
    return accounts.may(user, Permission.ISSUE_PAPER, organ_id=paper.organ_id)


def takes_over(me: Acting, paper: Paper) -> bool:
    """Whether the acting organ took over from the one that drafted this, and may write it anew in its own name."""
    if paper.state != Paper.State.DRAFT or me.post is None:
        return False
    organ_id = me.post.organ_id
    taken = paper.organ_id in accounts.organs_taken_over(organ_id, me.today)
    return taken and accounts.may(me.user, Permission.DRAFT_PAPER, organ_id=organ_id)
