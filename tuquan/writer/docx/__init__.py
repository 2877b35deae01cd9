"""A content as a Word document whose numbers are content controls with our tags."""

from tuquan.writer.docx.render import render_docx

__all__ = ["render_docx"]
