"""A head lets another post of the organ sign in their place for a while, by a decision."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuquan.accounts.models.post import Post
from tuquan.ground.dated import Dated


class Delegated(models.TextChoices):
    """What may be delegated; the values are those of accounts.permissions.Permission."""

    SUBMIT = "submit", "gửi số liệu lên cấp trên"
    APPROVE = "approve", "duyệt, trả lại số liệu của cấp dưới"
    ISSUE_PAPER = "issue_paper", "ban hành báo cáo"


class Delegation(Dated):
    """One thing that `giver` lets `receiver` do, both at one organ, until the day before `ends_on` (never open).

    Ký thay, thừa ủy quyền: Nghị định 30/2020/NĐ-CP, Điều 13. What was delegated is not delegated further.
    """

    giver = models.ForeignKey(Post, models.PROTECT, related_name="delegations_given", verbose_name="người ủy quyền")
    receiver = models.ForeignKey(
        Post, models.PROTECT, related_name="delegations_received", verbose_name="người được ủy quyền"
    )
    permission = models.CharField("việc được ủy quyền", max_length=20, choices=Delegated)
    decision_number = models.CharField("số văn bản ủy quyền", max_length=60)
    decision_on = models.DateField("ngày văn bản ủy quyền")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name="người ghi"
    )
    made_at = models.DateTimeField("lúc ghi", auto_now_add=True)
    # A delegation called back on the day it begins leaves no day on which it held.
    withdrawn = models.BooleanField("đã thu hồi khi chưa bắt đầu", default=False)

    class Meta(Dated.Meta):
        verbose_name = "ủy quyền"
        ordering = ["-begins_on", "-id"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(ends_on__isnull=False), name="accounts_delegation_ends"),
            models.CheckConstraint(condition=~Q(giver=models.F("receiver")), name="accounts_delegation_to_another"),
            models.CheckConstraint(condition=~Q(decision_number=""), name="accounts_delegation_has_decision"),
        ]
