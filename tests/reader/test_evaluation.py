"""What `make evaluate` says: scores by group and phenomenon, gains and losses, and a page that promises no more."""

from __future__ import annotations

import json
import re

import pytest

from evaluation.evaluate import LAST, SCORES, changes, evaluate
from evaluation.gold_items import GOLD, Item, items
from evaluation.phenomena import of_finding, of_missed
from evaluation.report import scores
from evaluation.rules import winners
from evaluation.scoring import agrees, outcome, told
from tuquan.reader import BUNDLED_WORDS, read

ROW = re.compile(r"^\| (?P<name>[^|]+) \| (?P<cells>[\d.–| ]+) \|$", re.M)


def item(text, *figures, tags=()):
    return Item("own", 1, text, figures, frozenset(tags))


def figure(indicator, value, **more):
    return {"indicator": indicator, "value": value, **more}


def rows(page):
    """First three numbers of every row of scores, by table and name."""
    found = {}
    for table in page.split("## "):
        for row in ROW.finditer(table):
            cells = row["cells"].split(" | ")
            if len(cells) == 6:
                found[table.splitlines()[0] if not table.startswith("#") else "", row["name"]] = cells
    return found


@pytest.fixture(scope="module")
def outcomes():
    return evaluate()


def test_there_are_enough_texts_of_our_own_and_traps(outcomes):
    assert len(outcomes) >= 300
    assert sum(o.item.trap for o in outcomes) >= 20


def test_no_text_is_marked_in_two_ways():
    marked = {}
    for path in sorted(GOLD.glob("*.json")):
        for raw in json.loads(path.read_text("utf-8")):
            figures = sorted((f["indicator"], str(f["value"])) for f in raw["figures"])
            assert marked.setdefault(raw["text"], figures) == figures, f"{path.name}: {raw['text'][:80]}"


def test_every_marked_indicator_exists():
    codes = set(BUNDLED_WORDS.by_code) - {"nothing"}
    for marked in items():
        assert {f["indicator"] for f in marked.figures} <= codes, f"{marked.file} {marked.number}"


def test_what_is_written_is_no_better_than_what_the_reader_does(outcomes):
    now, written = rows(scores(outcomes, 0, 0)), rows(SCORES.read_text("utf-8"))
    assert ("", "all") in written
    for name, cells in written.items():
        assert int(cells[0]) <= int(now.get(name, "0")[0]), f"{name}: fewer right than written. make evaluate KEEP=1"
    for at in (3, 4, 5):
        assert float(written["", "all"][at]) <= float(now["", "all"][at]) + 0.0005, "make evaluate KEEP=1"


def test_the_page_is_the_same_for_the_same_outcomes(outcomes):
    some = [o.item for o in outcomes[::7]]
    assert scores(evaluate(some), 5, 1) == scores(evaluate(some), 5, 1)


def test_the_last_run_is_kept_by_text():
    kept = json.loads(LAST.read_text("utf-8"))
    assert all(set(o) == {"right", "wrong", "missed"} for o in kept.values())


def test_gains_and_losses_are_told_by_text():
    seen = outcome(item("Toàn xã có 64 camera.", figure("cameras", 64)))
    before = {seen.item.key: {"right": [], "wrong": ["cameras_added «64 camera»"], "missed": ["cameras 64"]}}
    assert list(changes([seen], {seen.item.key: seen.as_kept()})) == []
    assert [line.strip() for line in changes([seen], before)][1:] == [
        "gained: right cameras 64", "gained: no longer wrong cameras_added «64 camera»",
        "gained: no longer missed cameras 64",
    ]  # fmt: skip
    now_missed = {seen.item.key: {"right": ["cameras 64", "patrols 3"], "wrong": [], "missed": []}}
    assert "    lost: no longer right patrols 3" in list(changes([seen], now_missed))


def test_place_and_period_are_scored_where_the_gold_names_them():
    text = "Năm 2021, xã An Phú tổ chức 60 buổi tuyên truyền."
    [found] = read(text).findings
    marked = figure("outreach_sessions", 60, place="An Phú", period_start="2021-01-01", period_end="2021-12-31")
    assert agrees(found, marked)
    assert told(found, marked) == {"place": True, "period": True}
    assert told(found, {**marked, "place": "xã Tân Lập", "period_end": "2020-12-31"}) == {
        "place": False, "period": False,
    }  # fmt: skip
    assert told(found, figure("outreach_sessions", 60)) == {}


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Huyện có 14/17 xã, thị trấn đạt tiêu chuẩn an toàn về ANTT.", "share"),
        ("Tổ chức gần 60 buổi tuyên truyền.", "approximate"),
        ("Năm 2024 phấn đấu xây dựng mới 5 mô hình.", "planned"),
        ("Tổ chức 60 buổi tuyên truyền, nhiều hơn so với năm 2022.", "other period"),
        ("Kết quả tuyên truyền:\nTổ chức 60 buổi tuyên truyền.", "under a heading"),
        ("Mô hình “5 không 3 có” nay có 12 thành viên tham gia mô hình.", "digit in a name"),
        ("Bà con góp 480 triệu đồng lắp camera.", "money"),
        ("Mô hình xây dựng mới\tmô hình\t3", "row of a table"),
        ("Xã có 64 camera “an ninh, bà con góp tiền lắp.", "unclosed quote"),
    ],
)
def test_phenomena_are_told_alike_for_found_and_missed(text, tag):
    found = read(text).findings[0]
    whole = item(text)
    marked = figure(found.indicator, float(found.value), planned=found.planned)
    assert tag in of_finding(whole, found)
    assert of_missed(whole, marked, []) == of_finding(whole, found)


def test_tags_given_by_hand_hold_for_all_figures_of_a_text():
    text = "Toàn xã có 64 camera."
    assert "mine" in of_finding(item(text, tags=["mine"]), read(text).findings[0])


def test_a_rule_that_keeps_a_number_from_being_read_wins_too():
    assert [w.split(".")[0] for w in winners("Xã có 12 mô hình kinh tế.")] == ["nothing"]


def test_a_row_with_the_indicators_own_name_exercises_no_rule():
    assert winners("Mô hình xây dựng mới\tmô hình\t3") == []
