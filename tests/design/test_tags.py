"""Figures as Vietnamese write them, links that keep their list, drawings without style attributes."""

from decimal import Decimal

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from tests.design.test_escaping import render
from tuquan.design import charts
from tuquan.design.figures import written
from tuquan.design.templatetags.design import initial


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (33446, "33.446"),
        (1.5, "1,5"),
        (Decimal("1.500"), "1,5"),
        (Decimal("1200"), "1.200"),
        (0, "0"),
        (-12, "−12"),
        (None, "—"),
        ("", "—"),
        ("không phát sinh", "không phát sinh"),
    ],
)
def test_a_figure_is_written_as_vietnamese_write_it(value, text):
    assert written(value) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_a_written_figure_reads_back(value):
    assert Decimal(written(value).replace(".", "").replace(",", ".").replace("−", "-")) == value


@given(st.lists(st.one_of(st.none(), st.integers(0, 10**6)), max_size=12))
def test_a_line_has_gaps_where_nothing_is_known_and_stays_in_its_box(points):
    drawn = charts.line(points)
    assert (drawn.end is None) == all(point is None for point in points)
    for path in drawn.paths:
        for x, y in (pair.split() for pair in path[1:].split(" L")):
            assert 0 <= float(x) <= charts.WIDTH
            assert 0 <= float(y) <= charts.HEIGHT


def test_a_bar_starts_at_zero():
    assert charts.share(30, 60) == "50.0"
    assert charts.share(90, 60) == "100.0"
    assert charts.share(5, 0) == "0.0"


def from_string(source: str, address: str, **context: object) -> str:
    return engines["django"].from_string("{% load design %}" + source).render(context, RequestFactory().get(address))


def test_a_sort_link_keeps_the_filters_turns_round_and_leaves_the_page():
    source = '{% sort_link "name" as link %}{{ link.href }} {{ link.direction }}'
    assert from_string(source, "/?kind=camera&page=3") == "?kind=camera&amp;sort=name "
    assert from_string(source, "/?sort=name") == "?sort=-name ascending"
    assert from_string(source, "/?sort=-name") == "?sort=name descending"


def test_a_page_link_keeps_filters_and_sort():
    assert from_string("{% page_address 4 %}", "/?sort=name&page=3") == "?sort=name&amp;page=4"


def test_one_page_needs_no_page_numbers():
    page = Paginator(range(3), 50).page(1)
    assert render('<c-pagination :page="page" />', page=page).strip() == ""


def test_the_given_name_comes_last():
    assert initial("Trần Thị Lan") == "L"
    assert initial("") == "?"


class Meeting(forms.Form):
    day = forms.DateField(label="Ngày họp", help_text="Ngày thực họp.")
    people = forms.IntegerField(label="Người dự", required=False)


def test_a_bound_field_ties_label_hint_and_error_to_its_control():
    form = Meeting({"day": "31/02/2021"})
    html = render(
        '<c-error-summary :form="form" /><c-field :field="form.day" /><c-field :field="form.people" />', form=form
    )
    assert '<label class="field-label" for="id_day">' in html
    assert 'id="id_day_helptext"' in html
    assert 'id="id_day_error"' in html
    assert 'aria-describedby="id_day_helptext id_day_error"' in html
    assert 'href="#id_day"' in html
    assert html.count("(không bắt buộc)") == 1


def test_the_shell_shows_the_day_and_the_demonstration_only_when_it_must():
    def shell(**changes: object) -> str:
        context = {"shell": {"office": "Công an xã Châu Hóa", "day_label": "Tại ngày 31/12/2021", **changes}}
        return render_to_string("design/base.html", context, RequestFactory().get("/"))

    assert "strip-date" in shell(day_is_today=False)
    assert "Về ngày hôm nay" not in shell(day_is_today=False)
    assert "Về ngày hôm nay" in shell(day_is_today=False, day_today_url="/hom-nay/")
    assert "strip-date" not in shell(day_is_today=True, day_today_url="/hom-nay/")
    assert "strip-demonstration" in shell(demonstration=True)
    assert "strip-demonstration" not in shell(demonstration=False)
