"""The database holds notes and evidence as they were written: a note is never changed (but for what newer rules blank,
docs/decisions/0014), a file is taken back once and comes back only as a new row."""

from typing import Any

from tuquan.ground.blanking import DEFINITION, FUNCTION, Pairs, blanked
from tuquan.reporting.models import FigureNote

_NOTE = ("id", "figure_id", "by_id", "at")
_EVIDENCE = ("id", "figure_id", "name", "sha256", "size", "by_id", "at")


def _conditions(same: str) -> dict[str, str]:
    """When an update is let through; `same`: the operator that knows NULL."""
    note = " AND ".join(f'NEW."{column}" {same} OLD."{column}"' for column in _NOTE)
    evidence = " AND ".join(f'NEW."{column}" {same} OLD."{column}"' for column in _EVIDENCE)
    return {
        "reporting_figurenote": f"{note} AND {FUNCTION}(OLD.text, NEW.text)",
        "reporting_figureevidence": f"{evidence} AND OLD.taken_back_at IS NULL AND NEW.taken_back_at IS NOT NULL",
    }


def _sqlite() -> list[str]:
    refuse = "BEGIN SELECT RAISE(ABORT, 'append_only'); END"
    return [
        statement
        for table, condition in _conditions("IS").items()
        for statement in (
            f"CREATE TRIGGER IF NOT EXISTS {table}_no_delete BEFORE DELETE ON {table} {refuse}",
            f"CREATE TRIGGER IF NOT EXISTS {table}_no_update BEFORE UPDATE ON {table} WHEN NOT ({condition}) {refuse}",
        )
    ]


def _postgresql() -> list[str]:
    refuse = "EXECUTE FUNCTION reporting_refuse_change()"
    return [DEFINITION] + [
        statement
        for table, condition in _conditions("IS NOT DISTINCT FROM").items()
        for statement in (
            f"CREATE OR REPLACE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW {refuse}",
            f"CREATE OR REPLACE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW "
            f"WHEN (NOT ({condition})) {refuse}",
        )
    ]


def lay(_apps: Any, schema_editor: Any) -> None:
    """Lay the triggers: a step for `migrations.RunPython`."""
    _run(schema_editor, _postgresql() if schema_editor.connection.vendor == "postgresql" else _sqlite())


def lift(_apps: Any, schema_editor: Any) -> None:
    """Take the triggers away again (the reverse step)."""
    on = " ON {}" if schema_editor.connection.vendor == "postgresql" else ""
    names = [(table, f"{table}_no_{event}") for table in _conditions("IS") for event in ("delete", "update")]
    _run(schema_editor, [f"DROP TRIGGER IF EXISTS {name}" + on.format(table) for table, name in names])


def _run(schema_editor: Any, statements: list[str]) -> None:
    with schema_editor.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def blank_notes(unit_key: int, pairs: Pairs) -> int:
    """What the notes of a unit's figures quote of words that must go; returns how many changed."""
    changed = 0
    for key, text in FigureNote.objects.filter(figure__submission__unit_id=unit_key).values_list("pk", "text"):
        if (said := blanked(text, pairs)) != text:
            changed += FigureNote.objects.filter(pk=key).update(text=said)
    return changed
