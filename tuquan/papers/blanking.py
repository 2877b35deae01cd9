"""Words in drafts that newer rules let nobody keep are blanked; an issued paper stays what was signed."""

from django.db import transaction

from tuquan.ground.blanking import Pairs, blanked
from tuquan.papers.actions.rendering import keep_content
from tuquan.papers.models import Paper


@transaction.atomic
def blank_drafts(_unit_key: int, pairs: Pairs) -> int:
    """Blank the pieces quoted in people's own paragraphs of any draft; returns how many drafts changed."""
    changed = 0
    for paper in Paper.objects.select_for_update().filter(state=Paper.State.DRAFT):
        said = {key: blanked(text, pairs) if isinstance(text, str) else text for key, text in paper.free_text.items()}
        if said != paper.free_text:
            paper.free_text = said
            keep_content(paper)
            changed += 1
    return changed
