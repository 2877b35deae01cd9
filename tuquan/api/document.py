"""The description of the interface (OpenAPI 3.1), written by hand and held true by tests/api."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse

from tuquan.api.access import answer_of, reading

FILE = Path(__file__).parent / "openapi.json"


@reading(None)
def document(request: HttpRequest) -> HttpResponse:
    """openapi.json as packaged."""
    return answer_of(described())


@cache
def described() -> dict[str, Any]:
    """The description as data."""
    found: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return found
