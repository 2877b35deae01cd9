"""Text of people stays text wherever a component puts it."""

import pytest
from django.template import engines
from django.test import RequestFactory

EVIL = '"><img src=x onerror=alert(1)>'


def render(source: str, **context: object) -> str:
    """``source`` as a page's template, cotton tags included."""
    from django_cotton.compiler_regex import CottonCompiler

    template = engines["django"].from_string(CottonCompiler().process(source))
    return template.render(context, RequestFactory().get("/"))


@pytest.mark.parametrize(
    "source",
    [
        '<c-badge label="{{ v }}" tone="info" icon="clock" />',
        '<c-number :value="v" what="{{ v }}" where="{{ v }}" source="{{ v }}" />',
        '<c-button href="{{ v }}" data-name="{{ v }}">{{ v }}</c-button>',
        '<c-field name="a" label="{{ v }}" value="{{ v }}" hint="{{ v }}" error="{{ v }}" />',
        '<c-field name="a" label="{{ v }}" type="textarea" value="{{ v }}" placeholder="{{ v }}" />',
        '<c-notice tone="error" title="{{ v }}">{{ v }}</c-notice>',
        '<c-page-header title="{{ v }}" when="{{ v }}" lead="{{ v }}" />',
        '<c-breadcrumb :path="path" />',
        '<c-tabs :tabs="path" />',
        '<c-steps :steps="path" />',
        '<c-candidate indicator="{{ v }}" :value="v" place="{{ v }}" reason="{{ v }}" confidence="sure" />',
        '<c-error-summary :errors="errors" />',
        '<c-filters :count="3" noun="{{ v }}" :chips="path" />',
    ],
)
def test_markup_is_escaped(source):
    path = [{"label": EVIL, "url": EVIL, "note": EVIL}]
    html = render(source, v=EVIL, path=path, errors=[{"message": EVIL, "href": EVIL}])
    assert "onerror" in html, "the text itself must be there"
    assert "<img" not in html
    assert "&lt;img" in html
    assert "&amp;lt;" not in html, "escaped twice"


def test_the_pages_variables_do_not_leak_into_a_component():
    html = render('<c-notice tone="info">Chào</c-notice>', title="Trang", actions="x", role="alert")
    assert "Trang" not in html
    assert "alert" not in html
