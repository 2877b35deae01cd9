"""Over any sequence of changes: nobody loses a post unasked, no two names a day, and undoing restores every row."""

from datetime import date, timedelta
from itertools import count

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.accounts.carrying import Land, draft, everything
from tuquan.accounts import queries
from tuquan.accounts.models import OrganPlacement, OrganSuccession, OrganVersion, Post
from tuquan.units.models import Level, Reform, UnitVersion
from tuquan.units.reforms import plan as plans
from tuquan.units.reforms import procedure
from tuquan.units.reforms.plan import Begin, Plan
from tuquan.units.reforms.preview import preview

pytestmark = pytest.mark.django_db
FIRST = date(2025, 7, 1)
STEPS = st.lists(
    st.tuples(st.sampled_from(("merge", "absorb", "rename", "split")), st.integers(0, 9), st.integers(0, 9)),
    min_size=1,
    max_size=4,
)


def step(what: str, a: int, b: int, day: date, number: int, parent: int) -> Plan:
    """One change of the communes alive on the day, picked by their order."""
    alive = [
        row.unit_id
        for row in UnitVersion.objects.on(day).filter(unit__level=Level.COMMUNE, parent=parent).order_by("unit_id")
    ]
    one, two = alive[a % len(alive)], alive[b % len(alive)]
    new = Begin("n", "ward" if a % 2 else "commune", f"Tân Lập {number}", parent)
    if what == "rename" or (one == two and what != "split"):
        return plans.rename(one, f"Đổi Tên {number}", "ward" if b % 2 else "commune")
    if what == "merge":
        return plans.merge([one, two], "n", new)
    if what == "absorb":
        return plans.merge([one], two)
    return plans.split(one, [new, Begin("m", "commune", f"Tân Bình {number}", parent)])


def carry_out(plan: Plan, day: date) -> Reform:
    """With the first heir chosen for whatever is undecided."""
    reform = draft(plan, on=day)
    for thing in [thing for group in preview(reform).groups for thing in group.things if thing.undecided]:
        reform = procedure.choose_heir(
            by=None, reform=reform, version=reform.version, key=thing.key, ref=thing.heirs[0]
        )
    return procedure.commit(by=None, reform=reform, version=reform.version)


def hold(land: Land, day: date) -> None:
    """The laws after any change."""
    users = {post.user_id for posts in (land.officer, land.head) for post in posts.values()}
    assert set(Post.objects.on(day).values_list("user_id", flat=True)) == users
    for model, owner in ((OrganVersion, "organ_id"), (OrganPlacement, "organ_id")):
        keys = list(model.objects.on(day).values_list(owner, flat=True))
        assert len(keys) == len(set(keys))
    working = dict(OrganPlacement.objects.on(day).values_list("organ_id", "unit_id"))
    assert set(Post.objects.on(day).values_list("organ_id", flat=True)) <= working.keys()
    alive = set(UnitVersion.objects.on(day).values_list("unit_id", flat=True))
    assert set(working.values()) <= alive
    assert len(working) == len(set(working.values())), "one police at each unit"
    for organ, unit in working.items():
        version = queries.organ_name(organ, day)
        full = UnitVersion.objects.on(day).get(unit_id=unit).full_name
        assert version.name == f"Công an {full}"
        assert version.superior_id is None or version.superior_id in working
    ended = set(OrganSuccession.objects.values_list("old_id", flat=True))
    assert not ended & working.keys()
    for organ in ended:
        assert queries.heir_organs(organ, day)
        assert set(queries.heir_organs(organ, day)) <= working.keys()


@settings(max_examples=12)
@given(steps=STEPS)
def test_the_laws_hold_after_any_sequence_and_undoing_goes_all_the_way_back(
    steps: list[tuple[str, int, int]],
) -> None:
    with transaction.atomic():
        land, numbers = Land(), count(1)
        past: list[tuple[Reform, object]] = []
        for at, (what, a, b) in enumerate(steps):
            day = FIRST + timedelta(days=30 * at)
            plan = step(what, a, b, day, next(numbers), land.unit["huyện Tuyên Thử"])
            before = everything()
            past.append((carry_out(plan, day), before))
            hold(land, day)
        for reform, before in reversed(past):
            procedure.undo(by=None, reform=reform, because="Thử.")
            assert everything() == before
        transaction.set_rollback(True)
