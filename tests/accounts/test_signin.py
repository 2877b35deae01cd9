"""Guessing passwords is slowed down, whatever the letters' case."""

from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def _try(username: str, password: str, address: str = "127.0.0.9") -> Any:
    request = RequestFactory().post("/dang-nhap/", {"username": username}, REMOTE_ADDR=address)
    try:
        return authenticate(request, username=username, password=password)
    except PermissionDenied:
        return None


def test_a_name_in_any_case_signs_in() -> None:
    user = make_user(username="lan.cax")
    assert _try(" LAN.cax ", PASSWORD) == user


def test_eight_wrong_tries_lock_the_name_in_every_case_at_that_address_only(settings: Any) -> None:
    user = make_user(username="lan.cax")
    for n in range(settings.AXES_FAILURE_LIMIT):
        assert _try("LAN.cax" if n % 2 else "lan.cax", "sai") is None
    assert _try("Lan.Cax", PASSWORD) is None
    assert _try("lan.cax", PASSWORD, address="127.0.0.10") == user
