"""Audit, files, jobs, notices, days: nothing of the domain, no foreign keys to it."""

from tuquan.ground.models.audit import AuditEvent
from tuquan.ground.models.days import DayOff, FixedDay
from tuquan.ground.models.files import StoredFile
from tuquan.ground.models.jobs import Job
from tuquan.ground.models.mails import NoticeMail
from tuquan.ground.models.notices import Notice

__all__ = ["AuditEvent", "DayOff", "FixedDay", "Job", "Notice", "NoticeMail", "StoredFile"]
