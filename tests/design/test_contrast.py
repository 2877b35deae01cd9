"""Every pair of colours that meets on a page is readable: WCAG 2.2 AA, in light and in dark."""

import re
from pathlib import Path

import pytest

import tuquan.design

TOKENS = (Path(tuquan.design.__file__).parent / "static/design/css/tokens.css").read_text(encoding="utf-8")
COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6});")

SURFACES = ("ground", "paper", "sunk", "float")
TEXT_ON_SURFACES = ("ink", "ink-soft", "accent", "error", "warning", "success", "info")
TEXT = [(ink, surface) for ink in TEXT_ON_SURFACES for surface in SURFACES] + [
    ("ink-faint", "paper"),
    ("ink-faint", "sunk"),
    ("on-accent", "accent-fill"),
    ("on-accent", "accent-fill-strong"),
    ("on-error", "error-fill"),
    ("on-error", "error-fill-strong"),
    *[(tone, f"{tone}-wash") for tone in ("accent", "error", "warning", "success", "info")],
    *[("ink", f"{tone}-wash") for tone in ("accent", "error", "warning", "success", "info")],
    ("paper", "ink"),
]
# Edges of controls and the focus ring are not text: 3:1 is the rule (1.4.11).
EDGES = [("edge", surface) for surface in ("ground", "paper")] + [
    ("focus", surface) for surface in (*SURFACES, "accent-wash", "warning-wash", "error-wash")
]


def palettes() -> dict[str, dict[str, str]]:
    light, dark = TOKENS.split("@media (prefers-color-scheme: dark)", 1)
    dark = dark.split("\n}\n", 1)[0]
    day = dict(COLOUR.findall(light))
    return {"light": day, "dark": day | dict(COLOUR.findall(dark))}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "surface"), TEXT)
def test_text_is_readable(scheme, ink, surface):
    colours = palettes()[scheme]
    assert contrast(colours[ink], colours[surface]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "surface"), EDGES)
def test_edges_and_focus_can_be_seen(scheme, edge, surface):
    colours = palettes()[scheme]
    assert contrast(colours[edge], colours[surface]) >= 3


def test_dark_decides_every_colour_anew():
    light, dark = palettes()["light"], palettes()["dark"]
    assert {name for name in light if light[name] == dark[name]} == set()
