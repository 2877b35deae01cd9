"""What is asked of a submission before it goes up (domain study 7.5, validation rules): rules as dated data."""

from tuquan.reporting.checks.asking import live, questions

__all__ = ["live", "questions"]
