"""docs/glossary.md is the law of names: every model and every choice stands there with its Vietnamese word."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

GLOSSARY = (Path(__file__).parent.parent / "docs" / "glossary.md").read_text("utf-8")
ROOMS = [config for config in apps.get_app_configs() if config.name.startswith("tuquan.")]


def model_lines() -> list[str]:
    return [f"| `{model.__name__}` | {model._meta.verbose_name} |" for config in ROOMS for model in config.get_models()]


def choice_lines() -> Iterator[str]:
    for config in ROOMS:
        if config.models_module is None:
            continue
        package = importlib.import_module(f"{config.name}.models")
        for _, name, _ in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            yield from _choices(importlib.import_module(name))


def _choices(module: object) -> Iterator[str]:
    owners = [("", module)] + [
        (f"{name}.", value)
        for name, value in vars(module).items()
        if inspect.isclass(value) and issubclass(value, models.Model)
    ]
    for prefix, owner in owners:
        for value in vars(owner).values():
            is_choices = inspect.isclass(value) and issubclass(value, models.TextChoices | models.IntegerChoices)
            if is_choices and value.__module__ == getattr(module, "__name__", ""):
                yield from (f"| `{prefix}{value.__name__}.{item.name}` | {item.label} |" for item in value)


@pytest.mark.parametrize("line", model_lines())
def test_every_model_stands_in_the_glossary(line: str) -> None:
    assert line in GLOSSARY


def test_every_choice_stands_in_the_glossary() -> None:
    missing = [line for line in choice_lines() if line not in GLOSSARY]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("model", [m for config in ROOMS for m in config.get_models()], ids=lambda m: m.__name__)
def test_verbose_names_are_vietnamese_and_lower_case(model: type[models.Model]) -> None:
    name = str(model._meta.verbose_name)
    assert name == name[0].lower() + name[1:]
    assert name != model._meta.model_name
