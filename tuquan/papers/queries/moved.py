"""What has changed since a draft was written: the reason why it must be read again before it is issued."""

from tuquan.ground.errors import Refusal
from tuquan.papers.actions.rendering import written_now
from tuquan.papers.models import Paper
from tuquan.writer.keeping import to_json

OTHER = "Câu chữ lấy từ sổ mô hình, kỳ trước hoặc danh mục đã thay đổi."
GONE = "không còn"


def moved(paper: Paper) -> tuple[str, ...]:
    """Sentences about every number that is another now ("Điểm tuyên truyền: 196, nay là 197."); empty when issued."""
    if paper.state == Paper.State.ISSUED:
        return ()
    try:
        fresh = written_now(paper)
    except Refusal as refusal:
        return (refusal.message,)
    now = {tag: line["shown"] for tag, line in fresh.ledger.lines.items()}
    seen = {row.tag: row for row in paper.numbers.select_related("indicator") if row.unit_id == paper.unit_id}
    changed = [
        f"{_capital(row.indicator.name)}: {row.shown}, nay là {now.get(tag, GONE)}."
        for tag, row in seen.items()
        if now.get(tag) != row.shown
    ]
    if changed:
        return tuple(changed)
    content = to_json(fresh.content)
    same = all(content[part] == paper.content[part] for part in ("blocks", "appendix"))
    return () if same else (OTHER,)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
