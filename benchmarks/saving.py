"""Two hundred officers typing at once: each saves a cell every three seconds, on PostgreSQL, through real servers.

`python -m benchmarks.saving [people] [seconds]`. A person is a signed-in session of a commune of their own; the page's
side panel is asked for once in four saves, as its script does while somebody types on. Latency is counted from the
moment a save was due, so that a server that falls behind is not excused. The floor: a bare UPDATE of one figure through
the same servers and the same client. None lost: every save that was answered is in the database, once.
"""

import http.client
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

EVERY = 3.0
PANEL_EVERY = 4
SERVERS = 2
THREADS = 8


@dataclass
class Person:
    """A session and the cells it may type into; what was answered."""

    port: int
    cookie: str
    token: str
    submission: int
    codes: list[str]
    versions: dict[str, int] = field(default_factory=dict)
    taken: int = 0
    refused: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)


def main() -> int:
    given = [int(text) for text in sys.argv[1:3]]
    people, seconds = (*given, *(200, 30)[len(given) :])
    sys.path.insert(0, "tools")
    import postgres  # type: ignore[import-not-found]

    with tempfile.TemporaryDirectory(prefix="tuquan-saving-") as folder, postgres.server() as url:
        os.environ |= {
            "TUQUAN_DATA": folder,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "benchmarks.saving_settings",
        }
        print(f"Dựng {people} xã …", flush=True)
        with _servers() as ports:
            group = _lay(people, ports)
            _report("lưu một ô", group, people, seconds, _save)
            _report("mức nền: một UPDATE", group, people, seconds, _floor)
            return _none_lost(group)


def _lay(people: int, ports: list[int]) -> list[Person]:
    """A district of so many communes with an open round, and a session for each commune's officer."""
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests.reporting import factories as make

    district = make.district(people)
    round_ = district.open()
    group = []
    for at, office in enumerate(district.communes.values()):
        store = SessionStore()
        store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(office.officer.pk), settings.AUTHENTICATION_BACKENDS[-1]
        store[HASH_SESSION_KEY] = office.officer.get_session_auth_hash()
        store.create()
        row = make.submission(round_, office)
        codes = list(row.figures.filter(indicator__kind="flow").values_list("indicator__code", flat=True))
        token = f"{at:032d}"
        cookie = f"{settings.SESSION_COOKIE_NAME}={store.session_key}; {settings.CSRF_COOKIE_NAME}={token}"
        group.append(Person(ports[at % len(ports)], cookie, token, row.pk, codes))
    return group


@contextmanager
def _servers() -> Iterator[list[int]]:
    ports = [_free() for _ in range(SERVERS)]
    command = [sys.executable, "-m", "benchmarks.saving_server"]
    running = [subprocess.Popen([*command, str(port), str(THREADS)]) for port in ports]
    try:
        yield ports
    finally:
        for server in running:
            server.terminate()
            server.wait(20)


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _report(what: str, group: list[Person], people: int, seconds: int, act: Any) -> None:
    for person in group:
        person.waits.clear()
    used = os.times()
    threads = [threading.Thread(target=_sit, args=(person, seconds, act)) for person in group]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - started
    waits = sorted(wait for person in group for wait in person.waits)
    refused = [text for person in group for text in person.refused]
    p95 = waits[int(len(waits) * 0.95)]
    print(
        f"{what}: {people} người, {len(waits)} lần trong {took:.0f} giây ({len(waits) / took:.0f} lần/giây); "
        f"trung vị {statistics.median(waits) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms, "
        f"lâu nhất {waits[-1] * 1000:.0f} ms; không nhận: {len(refused)} {refused[:2]}; "
        f"máy khách dùng {os.times().user - used.user:.0f} giây CPU",
        flush=True,
    )


def _sit(person: Person, seconds: int, act: Any) -> None:
    """One person at the form: a save every three seconds from a moment of their own."""
    chance = random.Random(person.submission)
    line = http.client.HTTPConnection("127.0.0.1", person.port, timeout=60)
    due = time.monotonic() + chance.random() * EVERY
    end = time.monotonic() + seconds
    number = 0
    while due < end:
        time.sleep(max(0.0, due - time.monotonic()))
        act(person, line, chance, number)
        person.waits.append(time.monotonic() - due)
        if act is _save and number % PANEL_EVERY == PANEL_EVERY - 1:
            _ask(line, "GET", f"/so-lieu/bieu/{person.submission}/ben-canh/", "", person)
        number += 1
        due += EVERY
    line.close()


def _save(person: Person, line: http.client.HTTPConnection, chance: random.Random, number: int) -> None:
    code = chance.choice(person.codes)
    version = person.versions.get(code, 0)
    body = f"act=type&value={number + 1}&version={version}&token=t{person.submission:06d}-{number:06d}"
    status, text = _ask(line, "POST", f"/so-lieu/bieu/{person.submission}/o/{code}/", body, person)
    if status == 200 and "data-refused" not in text:
        person.versions[code] = version + 1
        person.taken += 1
    else:
        person.refused.append(f"{status} {text[:80]}")


def _floor(person: Person, line: http.client.HTTPConnection, _chance: random.Random, _number: int) -> None:
    status, text = _ask(line, "POST", f"/muc-nen/{person.submission}/", "", person)
    if status != 200:
        person.refused.append(f"{status} {text[:80]}")


def _ask(line: http.client.HTTPConnection, method: str, path: str, body: str, person: Person) -> tuple[int, str]:
    headers = {
        "Cookie": person.cookie, "X-CSRFToken": person.token, "HX-Request": "true",
        "Content-Type": "application/x-www-form-urlencoded",
    }  # fmt: skip
    line.request(method, path, body, headers)
    answer = line.getresponse()
    return answer.status, answer.read().decode()


def _none_lost(group: list[Person]) -> int:
    """Every save that was answered stands in the database once: as a claim, as an event, and as the last version."""
    from tuquan.ground.models import AuditEvent
    from tuquan.reporting.models import CellSave, Claim

    taken = sum(person.taken for person in group)
    found = {
        "số được nêu": Claim.objects.filter(source_kind="typed").count(),
        "dấu vết": AuditEvent.objects.filter(action="reporting.claim").count(),
        "lần lưu": CellSave.objects.count(),
    }
    print(f"Đã trả lời {taken} lần lưu; trong cơ sở dữ liệu: {found}", flush=True)
    return 0 if set(found.values()) == {taken} else 1


if __name__ == "__main__":
    sys.exit(main())
