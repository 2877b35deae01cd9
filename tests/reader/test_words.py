"""The words are data: each example in them is a test."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tuquan.reader import BUNDLED_WORDS, read
from tuquan.reader.words_data import FOLDER, WordsInvalid, load

CASES = [(e.code, x) for e in BUNDLED_WORDS.entries for x in e.examples]
CATALOGUE = Path(__file__).parents[3] / "shared" / "indicators.csv"


@pytest.mark.parametrize(("code", "example"), CASES, ids=[f"{c}-{i}" for i, (c, _) in enumerate(CASES)])
def test_example_is_read(code, example):
    found = [f for f in read(example.text).findings if f.indicator == code and f.confidence != "doubtful"]
    masked = BUNDLED_WORDS.by_code[code].access == "restricted"
    assert found, [f.indicator for f in read(example.text).findings]
    if masked:
        assert all(f.masked and f.value is None for f in found)
    else:
        assert (example.value, example.of) in [(f.value, f.of if example.of is not None else None) for f in found]


def test_every_indicator_has_rules_and_an_example():
    for entry in BUNDLED_WORDS.entries:
        if entry.code != "nothing":
            assert entry.rules, entry.code
            assert entry.examples, entry.code


def test_every_phrase_compiles():
    for entry in BUNDLED_WORDS.entries:
        for rule in entry.rules:
            for name in ("count", "cue", "tail", "near", "also", "before", "topic", "never", "never_topic"):
                phrases = getattr(rule, name)
                if phrases is not None:
                    phrases.check()


@pytest.mark.skipif(not CATALOGUE.exists(), reason="catalogue is not beside the project")
def test_words_agree_with_the_catalogue():
    rows = {r["code"]: r for r in csv.DictReader(CATALOGUE.open(encoding="utf-8", newline=""))}
    entries = {e.code: e for e in BUNDLED_WORDS.entries if e.code != "nothing"}
    assert set(rows) == set(entries)
    for code, row in rows.items():
        assert (entries[code].access, entries[code].kind) == (row["access"], row["kind"])


def test_a_faulty_file_is_refused_with_its_name(tmp_path):
    (tmp_path / "own.toml").write_text('[[indicator]]\ncode = "x"\naccess = "secret"\nkind = "flow"\n', "utf-8")
    with pytest.raises(WordsInvalid, match=r"own\.toml"):
        load(tmp_path)


def test_an_indicator_twice_is_refused(tmp_path):
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text('[[indicator]]\ncode = "x"\naccess = "open"\nkind = "flow"\n', "utf-8")
    with pytest.raises(WordsInvalid, match="hai chỗ"):
        load(tmp_path)


def test_own_words_can_replace_the_bundled(tmp_path):
    (tmp_path / "own.toml").write_text(
        '[[indicator]]\ncode = "own_thing"\naccess = "open"\nkind = "flow"\ncount = ["hội quán"]\nrules = [ {} ]\n',
        "utf-8",
    )
    found = read("Xã có 12 hội quán.", words=load(tmp_path)).findings
    assert [(f.indicator, int(f.value or 0)) for f in found] == [("own_thing", 12)]
    assert FOLDER.exists()


@pytest.mark.parametrize(
    "shape", ["7\t{name}\t{measure}\t1.234\t99", "- {name}: 1.234 {measure}", "{name} ({measure})\t1.234"]
)
def test_every_indicator_is_read_surely_from_a_row_with_its_name(shape):
    for entry in (e for e in BUNDLED_WORDS.entries if e.code != "nothing"):
        name = entry.name[0].upper() + entry.name[1:]
        [found] = read(shape.format(name=name, measure=entry.measure)).findings
        level = "sure" if entry.access == "open" else "likely"  # closed figures are only recognised, never offered
        assert (found.indicator, found.confidence) == (entry.code, level)
        assert found.value == (None if found.masked else 1234)
