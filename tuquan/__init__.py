"""Tự Quản: reports in, figures a person has confirmed, totals over units that change, the official report out."""

__version__ = "0.1.0"
