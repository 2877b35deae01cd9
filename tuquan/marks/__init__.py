"""The grammar of the tags inside our docx: the writer sets them, the reader finds them again."""

from tuquan.marks.errors import MarkError
from tuquan.marks.mark import Mark
from tuquan.marks.tag import PREFIX, TAG_LENGTH, from_tag, to_tag

__all__ = ["PREFIX", "TAG_LENGTH", "Mark", "MarkError", "from_tag", "to_tag"]
