"""Every address × every role × inside and outside: what may be opened, what is refused, what does not exist."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests import factories
from tuquan.accounts.models import Role
from tuquan.accounts.permissions import Permission
from tuquan.accounts.roles import PERMISSIONS
from tuquan.web.access import Access

READS = {"GET", "HEAD"}

# Which role may open what is no question to a database; tests/test_reach.py asks it on both.
pytestmark = pytest.mark.once


@dataclass(frozen=True)
class Address:
    """One address with the declaration of its view."""

    name: str
    pattern: str
    access: Access | None
    arguments: tuple[str, ...]


def addresses(resolver: URLResolver | None = None, prefix: str = "") -> list[Address]:
    found: list[Address] = []
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            found += addresses(entry, prefix + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            access = getattr(entry.callback, "access", None)
            arguments = tuple(entry.pattern.converters)
            found.append(Address(entry.name or "", prefix + str(entry.pattern), access, arguments))
    return found


ADDRESSES = addresses()
PRIVATE = [a for a in ADDRESSES if a.access is not None and not a.access.public]


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: a.pattern)
def test_every_view_declares_who_may_open_it(address: Address) -> None:
    assert address.access is not None, f"{address.pattern} has no @page or @public"
    assert address.name


def test_only_signing_in_and_out_and_health_are_public() -> None:
    assert {a.name for a in ADDRESSES if a.access and a.access.public} == {"sign_in", "sign_out", "health"}


@pytest.fixture
def places(db: None, day: Any) -> dict[str, int]:
    """A commune and its district: the least in which every role has a place."""
    district = factories.make_unit("Tuyên Thử", "district", parent=factories.make_unit("Quảng Thử", "province"))
    return {"inside": factories.make_unit("Châu Thử", "commune", parent=district), "district": district}


def client_with(role: Role | None, unit_id: int) -> Client:
    """A person signed in with one post of `role` at an organ of the unit (None: signed in without a post)."""
    user = factories.make_user()
    if role is not None:
        factories.make_post(factories.make_organ(unit_id), role, user=user)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def url_of(address: Address, arguments: dict[str, object]) -> str:
    from django.urls import reverse

    return reverse(address.name, kwargs={name: arguments.get(name, 999_999) for name in address.arguments})


def default_arguments() -> dict[str, object]:
    return {
        "code": "schemes_active",
        "name": "present",
        "tag": "tq.schemes_active.1.1..v",
        "format": "docx",
        "kind": "docx",
    }


@pytest.mark.parametrize("address", PRIVATE, ids=lambda a: a.name)
def test_nobody_gets_in_without_signing_in(address: Address, db: None) -> None:
    answer = Client().get(url_of(address, default_arguments()))
    if address.name.startswith("api-"):
        # A machine is told so in its own words, not sent to a form.
        assert answer.status_code == 401
        assert answer.json()["error"]["code"] == "sign_in_needed"
        return
    assert answer.status_code == 302
    assert answer["Location"].startswith("/dang-nhap/")


@pytest.mark.parametrize("role", [None, *Role], ids=lambda r: getattr(r, "value", "no post"))
@pytest.mark.parametrize("address", PRIVATE, ids=lambda a: a.name)
def test_a_role_without_the_permission_is_refused_before_anything_else(
    address: Address, role: Role | None, places: dict[str, int]
) -> None:
    """403 for what the role does not carry; otherwise a page, a redirect, or 404 for things that do not exist."""
    unit = places["inside"] if role in (Role.COMMUNE_OFFICER, Role.COMMUNE_HEAD) else places["district"]
    client = client_with(role, unit)
    assert address.access is not None
    permission = address.access.permission
    holds = permission is None or (role is not None and permission in PERMISSIONS[role])
    for method in address.access.methods:
        url = url_of(address, default_arguments())
        answer = client.get(url) if method in READS else client.post(url, {})
        if holds:
            assert answer.status_code != 500
            assert answer.status_code in (200, 302, 400, 403, 404, 409, 422), f"{url}: {answer.status_code}"
        else:
            assert answer.status_code == 403, f"{role} {method} {url}: {answer.status_code}"


@pytest.mark.parametrize("address", PRIVATE, ids=lambda a: a.name)
def test_a_method_that_is_not_declared_is_not_allowed(address: Address, places: dict[str, int]) -> None:
    assert address.access is not None
    client = client_with(Role.SUPERIOR_HEAD, places["district"])
    url = url_of(address, default_arguments())
    if "GET" not in address.access.methods:
        assert client.get(url).status_code == 405
        # HEAD is a reading: Django checks no token on it, so it must never reach a view that writes.
        assert client.head(url).status_code == 405
    assert client.delete(url).status_code == 405


WRITERS = {p for p in Permission if p not in (Permission.VIEW_AREA, Permission.VIEW_AUDIT)}


def test_the_inspector_changes_nothing() -> None:
    assert not PERMISSIONS[Role.INSPECTOR] & WRITERS


def test_the_administrator_sees_no_figures() -> None:
    assert Permission.VIEW_AREA not in PERMISSIONS[Role.ADMINISTRATOR]
    assert Permission.ENTER_FIGURES not in PERMISSIONS[Role.ADMINISTRATOR]
