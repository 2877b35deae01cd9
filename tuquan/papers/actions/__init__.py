"""What happens to a paper: drafted, its free paragraphs written, issued."""

from tuquan.papers.actions.draft import draft, write_free
from tuquan.papers.actions.issue import issue

__all__ = ["draft", "issue", "write_free"]
