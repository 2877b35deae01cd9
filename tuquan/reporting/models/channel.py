"""The second channel: the same figures shown to another organ above, which neither changes nor counts them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuquan.accounts.models import Organ, OrganKind
from tuquan.ground.dated import Dated
from tuquan.reporting.models.form import ReportKind
from tuquan.reporting.models.submission import Submission


class Channel(models.TextChoices):
    """Figures are counted once, on the main channel; the second one is told of the same submission."""

    MAIN = "main", "kênh chính (duyệt, cộng)"
    SECOND = "second", "kênh thứ hai (biết)"


class ChannelRule(Dated):
    """Figures of organs of one kind go to the organ of a kind at the unit above (`report_kind` null: every report).

    Công an xã → Công an tỉnh; UBND, Ban Chỉ đạo xã → Ban Chỉ đạo tỉnh. Without a main rule the superior organ approves.
    """

    report_kind = models.ForeignKey(
        ReportKind, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="loại báo cáo"
    )
    from_kind = models.CharField("loại cơ quan gửi", max_length=20, choices=OrganKind)
    to_kind = models.CharField("loại cơ quan nhận", max_length=20, choices=OrganKind)
    channel = models.CharField("kênh", max_length=6, choices=Channel, default=Channel.SECOND)
    basis = models.CharField("căn cứ", max_length=300)

    class Meta(Dated.Meta):
        verbose_name = "quy định kênh báo cáo"
        ordering = ["-begins_on", "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["report_kind", "from_kind", "to_kind", "channel", "begins_on"],
                name="reporting_channel_rule_once",
            ),
            models.UniqueConstraint(
                fields=["from_kind", "to_kind", "channel", "begins_on"],
                condition=Q(report_kind__isnull=True),
                name="reporting_channel_rule_of_all_once",
            ),
        ]


class Forwarding(models.Model):
    """One sending of a submission shown to a second organ, as it was sent. Only the answer to it is ever written on.

    `content`: a row a figure, [indicator code, scope, answer, value, of], numbers as text; nothing of limited lines.
    """

    class State(models.TextChoices):
        SENT = "sent", "chưa xem"
        SEEN = "seen", "đã xem"
        ACKNOWLEDGED = "acknowledged", "đã nhận, không có ý kiến"
        REMARKED = "remarked", "có ý kiến"

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="forwardings", verbose_name="biểu số liệu")
    version = models.PositiveIntegerField("lần chuyển của biểu")
    to_organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="cơ quan nhận")
    content = models.JSONField("số liệu như đã gửi", default=list)
    sent_on = models.DateField("ngày gửi")
    state = models.CharField("trạng thái", max_length=12, choices=State, default=State.SENT)
    seen_on = models.DateField("ngày xem", null=True, blank=True)
    remark = models.TextField("ý kiến", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name="người trả lời"
    )
    answered_on = models.DateField("ngày trả lời", null=True, blank=True)

    class Meta:
        verbose_name = "biểu gửi kênh thứ hai"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "version", "to_organ"], name="reporting_forwarded_once"),
            models.CheckConstraint(
                condition=~Q(state="remarked") | ~Q(remark=""), name="reporting_forwarding_remark_said"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["sent", "seen"], answered_on__isnull=True)
                | Q(state__in=["acknowledged", "remarked"], answered_on__isnull=False),
                name="reporting_forwarding_answered_has_day",
            ),
        ]
