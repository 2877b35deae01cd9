"""Reasons of a sending back are only ever added to; of a forwarding only the answer is written on."""

from typing import Any

from tuquan.reporting import keeping

lay_reasons, lift_reasons = keeping.append_only("reporting_movereason")

_SAME = ("id", "submission_id", "version", "to_organ_id", "content", "sent_on")
_NAMES = ("reporting_forwarding_no_delete", "reporting_forwarding_no_update")


def lay(apps: Any, schema_editor: Any) -> None:
    """Lay the triggers: a step for `migrations.RunPython`."""
    lay_reasons(apps, schema_editor)
    pg = schema_editor.connection.vendor == "postgresql"
    for statement in _postgresql() if pg else _sqlite():
        schema_editor.execute(statement)


def lift(apps: Any, schema_editor: Any) -> None:
    """Take the triggers away again (the reverse step)."""
    lift_reasons(apps, schema_editor)
    where = " ON reporting_forwarding" if schema_editor.connection.vendor == "postgresql" else ""
    for name in _NAMES:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{where}")


def _sqlite() -> list[str]:
    refuse = "BEGIN SELECT RAISE(ABORT, 'append_only'); END"
    same = " AND ".join(f'NEW."{column}" IS OLD."{column}"' for column in _SAME)
    return [
        f"CREATE TRIGGER IF NOT EXISTS {_NAMES[0]} BEFORE DELETE ON reporting_forwarding {refuse}",
        f"CREATE TRIGGER IF NOT EXISTS {_NAMES[1]} BEFORE UPDATE ON reporting_forwarding WHEN NOT ({same}) {refuse}",
    ]


def _postgresql() -> list[str]:
    same = " AND ".join(f'NEW."{column}" IS NOT DISTINCT FROM OLD."{column}"' for column in _SAME)
    refuse = "FOR EACH ROW {} EXECUTE FUNCTION reporting_refuse_change()"
    return [
        f"CREATE OR REPLACE TRIGGER {_NAMES[0]} BEFORE DELETE ON reporting_forwarding {refuse.format('')}",
        f"CREATE OR REPLACE TRIGGER {_NAMES[1]} BEFORE UPDATE ON reporting_forwarding "
        + refuse.format(f"WHEN (NOT ({same}))"),
    ]
