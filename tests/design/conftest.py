"""Components are tested alone: without the context that the faces above them add to every page."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import override_settings


@pytest.fixture(autouse=True, scope="module")
def _own_context() -> Iterator[None]:
    [engine] = settings.TEMPLATES
    options = {**engine["OPTIONS"], "context_processors": ["django.template.context_processors.request"]}
    with override_settings(TEMPLATES=[{**engine, "OPTIONS": options}]):
        yield
