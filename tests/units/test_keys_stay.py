"""No code of the program updates the unit of a row: a move closes one dated row and opens another."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import tuquan

SOURCES = sorted(Path(tuquan.__file__).parent.rglob("*.py"))
KEYS = {"unit", "unit_id"}


def _updated_unit_keys(tree: ast.AST) -> Iterator[int]:
    """Lines where a row's unit is set by update(), bulk_update() or save(update_fields)."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        named = {keyword.arg for keyword in node.keywords}
        listed = {c.value for c in ast.walk(node) if isinstance(c, ast.Constant) and isinstance(c.value, str)}
        if node.func.attr == "update" and named & KEYS:
            yield node.lineno
        if node.func.attr in ("bulk_update", "save") and listed & KEYS:
            yield node.lineno


@pytest.mark.parametrize(
    "sample", ["rows.update(unit=x)", "o.bulk_update(a, ['unit'])", "r.save(update_fields=['unit_id'])"]
)
def test_the_search_finds_what_it_looks_for(sample: str) -> None:
    assert list(_updated_unit_keys(ast.parse(sample))) == [1]


def test_no_source_updates_a_unit_key() -> None:
    assert len(SOURCES) > 50
    trees = {path: ast.parse(path.read_text("utf-8")) for path in SOURCES}
    found = [f"{path.name}:{line}" for path, tree in trees.items() for line in _updated_unit_keys(tree)]
    assert found == []
