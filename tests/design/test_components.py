"""Every component is in the gallery, declares what it takes, and brings nothing a strict policy forbids."""

import re

import pytest
from django.template import Template
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

from tuquan.design.gallery import COMPONENTS, COTTON, gallery_context
from tuquan.design.states import STATES, TONES

TEMPLATES = COTTON.parent
FORBIDDEN = re.compile(r"\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|javascript:|hx-on", re.IGNORECASE)
USED = re.compile(r"\{\{\s*(\w+)|\{%-?\s*(?:if|elif)\s+(?:not\s+)?(\w+)")
LOOPS = re.compile(r"\{%\s*for\s+([\w, ]+?)\s+in\s|\sas\s+(\w+)\s*%\}|\{%\s*with\s+(\w+)=")


@pytest.fixture(scope="module")
def page() -> str:
    request = RequestFactory().get("/", {"sort": "name", "kind": "camera"})
    return render_to_string("design/gallery.html", gallery_context(), request=request)


def test_the_gallery_shows_every_component():
    files = {path.stem for path in COTTON.glob("*.html")}
    listed = [component.name for component in COMPONENTS]
    assert set(listed) == files
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.name)
def test_a_component_declares_its_variables_with_defaults_and_says_what_it_is(component):
    text = (COTTON / f"{component.name}.html").read_text(encoding="utf-8")
    assert component.variables, "no c-vars"
    assert text.startswith(("{#", "{% comment %}"))
    declaration = re.search(r"<c-vars\s([^>]*?)/>", text, re.DOTALL).group(1)
    # a variable without a default would be looked up in the page that uses the component
    assert re.sub(r'[:\w-]+="[^"]*"', "", declaration).strip() == ""


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.name)
def test_a_component_uses_only_what_it_declares(component):
    text = (COTTON / f"{component.name}.html").read_text(encoding="utf-8")
    names = {name for found in USED.findall(text) for name in found if name}
    made_here = {n.strip() for found in LOOPS.findall(text) for part in found for n in part.split(",") if n.strip()}
    assert names - made_here - set(component.variables) <= {"slot", "attrs", "forloop", "not"}


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.name)
def test_an_example_uses_the_component_and_renders(component):
    assert f"<{component.tag}" in (TEMPLATES / component.example).read_text(encoding="utf-8")
    request = RequestFactory().get("/")
    html = get_template(component.example).render(gallery_context(), request)
    assert "<c-" not in html
    assert html.strip()


def test_nothing_inline_on_the_page(page):
    assert FORBIDDEN.findall(page) == []
    assert FORBIDDEN.search('<p style="color:red">')


def test_the_page_is_one_document_with_one_heading_of_the_first_rank(page):
    assert page.count("<h1") == 1
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_no_raw_state_is_shown(page):
    words = re.sub(r"<[^>]+>", " ", re.sub(r"<(code|dl class=\"facts\")[\s\S]*?</(code|dl)>", "", page))
    for state in STATES:
        if "_" in state:
            assert state not in words


@pytest.mark.parametrize("state", STATES)
def test_a_state_has_words_a_tone_and_an_icon_that_exists(state):
    look = STATES[state]
    assert look.label[0].isupper()
    assert look.tone in TONES
    for style in ("micro", "mini", "outline"):
        Template(f'{{% load design %}}{{% icon "{look.icon}" 16 "{style}" %}}')
    html = render_to_string("design/examples/badge.html", {"states": [state]}, request=RequestFactory().get("/"))
    assert look.label in html
    assert "<svg" in html
