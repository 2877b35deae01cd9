"""Words in drafts that newer rules let nobody keep are blanked; an issued paper stays what was signed."""

from dataclasses import replace

from django.db import transaction

from tuquan.ground import files
from tuquan.ground.blanking import Pairs, blanked
from tuquan.papers.actions.rendering import freeze
from tuquan.papers.models import Paper
from tuquan.writer.content import Block, Paragraph
from tuquan.writer.inlines import Text
from tuquan.writer.keeping import from_json


@transaction.atomic
def blank_drafts(_unit_key: int, pairs: Pairs) -> int:
    """Blank the pieces quoted in people's own paragraphs of any draft; returns how many drafts changed.

    Figures and sentences of the draft stay those of the day it was written; the files it had before are gone.
    """
    drafts = Paper.objects.select_for_update(of=("self",)).filter(state=Paper.State.DRAFT)
    return sum(_blank(paper, pairs) for paper in drafts.select_related("round", "docx", "pdf"))


def _blank(paper: Paper, pairs: Pairs) -> bool:
    said = {key: blanked(text, pairs) if isinstance(text, str) else text for key, text in paper.free_text.items()}
    if said == paper.free_text:
        return False
    before = [stored for stored in (paper.docx, paper.pdf) if stored is not None]
    content = from_json(paper.content)
    paper.free_text = said
    freeze(paper, replace(content, blocks=tuple(_own_words(block, pairs) for block in content.blocks)))
    for stored in before:
        files.forget(stored)
    return True


def _own_words(block: Block, pairs: Pairs) -> Block:
    """A person's own paragraph (`compose` names it so) blanked; any other block as it is."""
    if not isinstance(block, Paragraph) or ".free." not in block.key:
        return block
    inlines = (
        replace(part, text=blanked(part.text, pairs)) if isinstance(part, Text) else part for part in block.inlines
    )
    return replace(block, inlines=tuple(inlines))
