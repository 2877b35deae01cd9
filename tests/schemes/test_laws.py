"""Laws of the register, for any story of foundings, copies, strengthenings and strikings off."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.schemes.conftest import Land, build_land, copied, founded, struck
from tuquan.ground.errors import Refusal
from tuquan.schemes import actions, counts
from tuquan.schemes.models import Scheme, SchemeEvent, SchemeKind, SchemePlacement, SchemeSite
from tuquan.vn.windows import Window

FIRST = date(2021, 1, 1)
Step = tuple[str, int, int, int]
steps = st.lists(
    st.tuples(
        st.sampled_from(["found", "found", "replicate", "strengthen", "strike_off", "opened"]),
        st.integers(0, 9),
        st.integers(0, 7),
        st.integers(0, 300),
    ),
    max_size=14,
)
windows = st.tuples(st.integers(1, 290), st.integers(0, 200))


def play(story: list[Step], land: Land, kind: SchemeKind, check: Callable[[], None]) -> None:
    """Do what can be done of a story; what is refused must change nothing."""
    places = [*land.communes, *land.hamlets]
    for number, (act, which, where, offset) in enumerate(story):
        schemes = list(Scheme.objects.order_by("pk"))
        scheme = schemes[which % len(schemes)] if schemes else None
        day, place = FIRST + timedelta(days=offset), places[where]
        before = Scheme.objects.count(), SchemeEvent.objects.count()
        try:
            if act == "found":
                founded(kind, place, on=day, place_name=f"nơi {number}", decision_date=None)
            elif act == "opened":
                actions.record_existing(
                    by=None,
                    kind=kind,
                    name="Cũ",
                    unit_id=place.pk,
                    place_name=f"nơi {number}",
                    begins_on=date(2015, 1, 1),
                )
            elif scheme is not None and act == "replicate":
                copied(scheme, place, on=day, place_name=f"nơi {number}", decision_date=None)
            elif scheme is not None and act == "strengthen":
                actions.strengthen(by=None, scheme=scheme, on=day)
            elif scheme is not None:
                struck(scheme, on=day, decision_date=None)
        except Refusal:
            assert (Scheme.objects.count(), SchemeEvent.objects.count()) == before
        check()


@pytest.mark.django_db
@settings(max_examples=40)
@given(story=steps, span=windows, copies_count=st.booleans())
def test_stock_and_flow_agree(story: list[Step], span: tuple[int, int], copies_count: bool) -> None:
    with transaction.atomic():
        land = build_land()
        kind = actions.add_kind(by=None, name="Loại", field="lineage")
        actions.set_counting_rule(by=None, unit_id=land.province.pk, copy_is_scheme=copies_count, on=date(2001, 1, 1))
        seen: dict[type, int] = {}

        def nothing_is_deleted() -> None:
            for model in (Scheme, SchemeEvent, SchemePlacement, SchemeSite):
                assert model.objects.count() >= seen.get(model, 0)
                seen[model] = model.objects.count()

        play(story, land, kind, nothing_is_deleted)
        window = Window(FIRST + timedelta(days=span[0]), FIRST + timedelta(days=sum(span)))
        eve = Window(window.first - timedelta(days=1), window.first - timedelta(days=1))
        every = [land.province, *land.districts, *land.communes]
        keys = [body.pk for body in every]
        now, then = (counts.count_many(counts.COUNTED, keys, each) for each in (window, eve))
        for unit_id in keys:
            grown = now["schemes_founded", unit_id].value - now["schemes_struck_off", unit_id].value
            if copies_count:
                grown += now["schemes_replicated", unit_id].value
            assert now["schemes_active", unit_id].value == then["schemes_active", unit_id].value + grown
            blocks = now["schemes_in_communities", unit_id].value + now["schemes_in_institutions", unit_id].value
            assert blocks == now["schemes_active", unit_id].value
        for code in counts.COUNTED - {"scheme_types"}:
            for i, district in enumerate(land.districts):
                parts = sum(now[code, commune.pk].value for commune in land.communes[2 * i : 2 * i + 2])
                assert now[code, district.pk].value == parts
        alive = [s for s in Scheme.objects.all() if s.begins_on <= window.last < (s.ends_on or date.max)]
        expected = len([s for s in alive if copies_count or s.origin_id is None])
        assert now["schemes_active", land.province.pk].value == expected
        transaction.set_rollback(True)
