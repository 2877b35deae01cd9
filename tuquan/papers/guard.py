"""The last line of defence: the database itself refuses to change or delete an issued paper and its numbers.

`actions` refuse first, with a sentence. Numbers may still be inserted: a restore brings them in after their paper.
Rebuilding a table on SQLite drops its triggers: a migration that alters `Paper` or `PaperNumber` ends with `lay` again.
"""

from typing import Any

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'issued_paper_is_final'); END"
_OF_ISSUED = "EXISTS (SELECT 1 FROM papers_paper WHERE state = 'issued' AND id = {row}.paper_id)"
_SQLITE = (
    *(
        f"CREATE TRIGGER IF NOT EXISTS papers_paper_no_{event} BEFORE {event} ON papers_paper "
        f"WHEN OLD.state = 'issued' {_REFUSE}"
        for event in ("update", "delete")
    ),
    *(
        f"CREATE TRIGGER IF NOT EXISTS papers_papernumber_no_{event} BEFORE {event} ON papers_papernumber "
        f"WHEN {told} {_REFUSE}"
        for event, told in (
            ("update", f"{_OF_ISSUED.format(row='OLD')} OR {_OF_ISSUED.format(row='NEW')}"),
            ("delete", _OF_ISSUED.format(row="OLD")),
        )
    ),
)
_POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION papers_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'issued_paper_is_final' USING ERRCODE = 'check_violation'; END $$""",
    """CREATE OR REPLACE FUNCTION papers_refuse_number_change() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         IF EXISTS (SELECT 1 FROM papers_paper WHERE state = 'issued' AND id = OLD.paper_id) THEN
           RAISE EXCEPTION 'issued_paper_is_final' USING ERRCODE = 'check_violation';
         END IF;
         IF TG_OP = 'DELETE' THEN
           RETURN OLD;
         END IF;
         IF EXISTS (SELECT 1 FROM papers_paper WHERE state = 'issued' AND id = NEW.paper_id) THEN
           RAISE EXCEPTION 'issued_paper_is_final' USING ERRCODE = 'check_violation';
         END IF;
         RETURN NEW;
       END $$""",
    """CREATE OR REPLACE TRIGGER papers_paper_kept BEFORE UPDATE OR DELETE ON papers_paper
       FOR EACH ROW WHEN (OLD.state = 'issued') EXECUTE FUNCTION papers_refuse_change()""",
    """CREATE OR REPLACE TRIGGER papers_papernumber_kept BEFORE UPDATE OR DELETE ON papers_papernumber
       FOR EACH ROW EXECUTE FUNCTION papers_refuse_number_change()""",
)
_ON_SQLITE = tuple(
    f"{table}_no_{event}" for table in ("papers_paper", "papers_papernumber") for event in ("update", "delete")
)
_ON_POSTGRESQL = ("papers_paper_kept ON papers_paper", "papers_papernumber_kept ON papers_papernumber")


def lay(_apps: Any, schema_editor: Any) -> None:
    """Lay the triggers: a step for `migrations.RunPython`."""
    _run(schema_editor, _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE)


def lift(_apps: Any, schema_editor: Any) -> None:
    """Take the triggers away again (the reverse step)."""
    names = _ON_POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _ON_SQLITE
    _run(schema_editor, tuple(f"DROP TRIGGER IF EXISTS {name}" for name in names))


def _run(schema_editor: Any, statements: tuple[str, ...]) -> None:
    with schema_editor.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
