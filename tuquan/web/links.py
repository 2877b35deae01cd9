"""The page behind a step of a trace."""

from django.urls import reverse

from tuquan.intake.models import Finding
from tuquan.reporting.tracing import Step


def linked(step: Step) -> str:
    """The address where a step can be seen; empty when it has no page of its own."""
    if not step.key.isdecimal():
        return ""
    if step.kind == "document":
        return reverse("reading-review", args=[int(step.key)])
    if step.kind == "finding":
        finding = Finding.objects.filter(pk=int(step.key)).select_related("reading").first()
        return f"{reverse('reading-review', args=[finding.reading.document_id])}#so-{finding.pk}" if finding else ""
    if step.kind == "evidence":
        return reverse("figures-evidence", args=[int(step.key)])
    if step.kind == "record":
        return reverse("schemes-scheme", args=[int(step.key)])
    return ""
