"""A process killed at any statement of a move leaves all of it undone; made again, all of it is there."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from tests.cli.station import environment
from tests.factories import make_organ, make_post
from tests.reporting import factories as make
from tuquan.ground import clock
from tuquan.reporting import actions
from tuquan.reporting.models import Channel, ChannelRule, Submission

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2021, 12, 15)
KILLS = 50 if os.environ.get("TUQUAN_SOAK") else 3


def _place(tmp_path: Path) -> dict[str, str]:
    """The environment of a process on this test's data: the very database, or a copy of SQLite's from memory."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(tmp_path / "tuquan.sqlite3")) as target:
            connection.connection.backup(target)
        return environment(tmp_path)
    url = os.environ["DATABASE_URL"]
    base, _, query = url.partition("?")
    ours = f"{base.rsplit('/', 1)[0]}/{connection.settings_dict['NAME']}" + (f"?{query}" if query else "")
    return {**environment(tmp_path), "DATABASE_URL": ours}


def _ready(name: str) -> Submission:
    """A submission on which the move fits, with a second channel and one figure that was approved before."""
    with clock.at(DAY):
        district = make.district(communes=1)
        committee = make_organ(district.top.unit_id, kind="steering_committee", name="Ban Chỉ đạo huyện")
        make_post(committee, "superior_officer")
        ChannelRule.objects.create(
            from_kind="police", to_kind="steering_committee", channel=Channel.SECOND, basis="QĐ",
            begins_on=date(2021, 1, 1),
        )  # fmt: skip
        row = make.submission(district.open(), district.communes["Châu Hóa"])
        make.say(row, "outreach_points", 7)
        make.send(row)
        actions.send_back(by=None, submission=row, version=row.version, reason="Thiếu hai điểm.")
        make.say(row, "outreach_points", 9)
        make.none_for_the_rest(row)
        ways = {"submit": [actions.present], "approve": [actions.present, actions.submit]}
        for move in ways[name]:
            move(by=None, submission=row, version=row.version)
    return row


@pytest.mark.parametrize("name", ["submit", "approve"])
def test_killed_anywhere_never_half_a_state(name: str, tmp_path: Path) -> None:
    row = _ready(name)
    command = [
        sys.executable,
        "-m",
        "tests.reporting.killed_moves",
        name,
        str(row.pk),
        DAY.isoformat(),
        str(KILLS),
        "5",
    ]
    done = subprocess.run(command, env=_place(tmp_path), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    before, *killed, whole = (json.loads(line) for line in done.stdout.splitlines())
    assert len(killed) == KILLS
    assert [seen for seen in killed if seen != before] == []
    assert whole[0] == {"submit": "submitted", "approve": "approved"}[name]
    assert whole[1:3] == [before[1] + 1, before[2] + 1]
    assert whole[5] == before[5] + (name == "submit")
    assert all(now > then for now, then in zip(whole[6:], before[6:], strict=True))
