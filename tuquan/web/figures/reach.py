"""Which submission a person may open, and plain numbers out of a request."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from tuquan.reporting.models import Submission
from tuquan.web.access import within


def submission_or_404(request: HttpRequest, key: int) -> Submission:
    """The submission, where its unit lies in the person's area; else 404."""
    found = get_object_or_404(Submission.objects.select_related("round__report_kind", "unit"), pk=key)
    within(request, found.unit_id)
    return found


def number(text: str | None) -> int | None:
    """A key or a version; None for anything else."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else None
