"""What import-linter cannot see: foreign keys held to the layers, and the line "counts, not dossiers"."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).parent.parent
# From the ground up; a foreign key may point to its own room or to one further down.
LAYERS = ["ground", "units", "accounts", "schemes", "reporting", "intake", "papers"]
MODELS = [m for config in apps.get_app_configs() if config.name.startswith("tuquan.") for m in config.get_models()]
RELATIONS = [
    (model, field)
    for model in MODELS
    for field in model._meta.get_fields()
    if isinstance(field, models.ForeignKey | models.ManyToManyField | models.OneToOneField)
]
SIBLINGS = {("papers", "intake"), ("intake", "papers")}


@pytest.mark.parametrize(("model", "field"), RELATIONS, ids=lambda x: getattr(x, "__name__", getattr(x, "name", "")))
def test_foreign_keys_point_downwards(model: type[models.Model], field: models.ForeignKey) -> None:
    here, there = model._meta.app_label, field.related_model._meta.app_label
    assert there in LAYERS
    assert LAYERS.index(there) <= LAYERS.index(here), f"{model.__name__}.{field.name} points up to {there}"
    assert (here, there) not in SIBLINGS


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_ground_and_audit_know_nothing_of_the_domain(model: type[models.Model]) -> None:
    if model._meta.app_label != "ground":
        return
    assert not [f for f in model._meta.get_fields() if isinstance(f, models.ForeignKey)]


PERSONAL = re.compile(
    r"(citizen|suspect|denunci|informant|belief|religion(?!s_community)|ethnic(?!_area)|health|cccd|cmnd|"
    r"date_of_birth|birth|phone|home_address|photo|opinion|criminal|offender_name)",
    re.I,
)


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_no_model_or_field_is_a_dossier(model: type[models.Model]) -> None:
    """Staff accounts and posts are the only persons; nothing else may name one."""
    assert not PERSONAL.search(model.__name__)
    assert not [f.name for f in model._meta.get_fields() if PERSONAL.search(f.name)]


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_nothing_is_deleted_with_something_else_unless_it_is_a_part_of_it(model: type[models.Model]) -> None:
    parts = {("FormLine", "form"), ("RoundDue", "round"), ("PaperNumber", "paper")}
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is models.CASCADE:
            assert (model.__name__, field.name) in parts


def _sources(*suffixes: str) -> list[Path]:
    return [p for s in suffixes for p in (ROOT / "tuquan").rglob(f"*{s}") if "migrations" not in p.parts]


def test_templates_hold_nothing_inline() -> None:
    """The content-security policy would refuse it; better said here."""
    inline = re.compile(
        r"\sstyle=(?![\"']?(outline|solid|mini|micro))|<script(?![^>]*\ssrc=)|\son(?!ce=)[a-z]+=|javascript:", re.I
    )
    found = []
    for path in _sources(".html"):
        text = re.sub(r"{%\s*comment.*?endcomment\s*%}", "", path.read_text("utf-8"), flags=re.S)
        found += [f"{path.relative_to(ROOT)}: {m.group()}" for m in inline.finditer(text)]
    assert not found, "\n".join(found)


def test_no_template_calls_for_another_host() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in _sources(".html", ".css", ".js")
        if re.search(r"(src|href|url\()\s*=?\s*[\"']?https?://", path.read_text("utf-8"))
    ]
    assert not found


def test_rooms_without_a_database_import_no_django() -> None:
    found = []
    for room in ("vn", "marks", "reader", "writer", "sheets"):
        for path in (ROOT / "tuquan" / room).rglob("*.py"):
            if re.search(r"^\s*(from|import) django", path.read_text("utf-8"), re.M):
                found.append(str(path.relative_to(ROOT)))
    assert not found


def test_no_module_is_longer_than_a_room_should_be() -> None:
    long = {p: n for p in _sources(".py") if (n := len(p.read_text("utf-8").splitlines())) > 300}
    assert not long
