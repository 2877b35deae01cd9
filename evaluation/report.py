"""Scores by group of the catalogue and by phenomenon, as the page `SCORES.md` shows them."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from evaluation.gold_items import MADE_FOR_RULES
from evaluation.phenomena import tagged
from evaluation.scoring import Outcome, told, totals
from tuquan.reader import BUNDLED_WORDS
from tuquan.reader.words_data import FOLDER

TOP = """# Scores of the reader on our own marked texts

Written by `make evaluate KEEP=1`; a test fails when these figures are better than what the reader does now.
The texts are ours, most of them short, and the rules were mended on them: **the score is no promise for real
reports**. Findings marked doubtful are shown to a person and not counted. `sure right` is the share of right
ones among those offered as sure. The sentences of `rules.json` are made so that each rule wins once; they stand
in the last table only.
"""


@dataclass
class Tally:
    """What was right, wrong and missed, and what was offered as sure."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, what: str, *, sure: bool) -> None:
        self.counts[what] += 1
        if sure:
            self.counts[f"sure {what}"] += 1

    @property
    def cells(self) -> str:
        """right | wrong | missed | precision | recall | sure right"""
        right, wrong, missed = (self.counts[k] for k in ("right", "wrong", "missed"))
        sure, mistaken = self.counts["sure right"], self.counts["sure wrong"]
        shares = (share(right, right + wrong), share(right, right + missed), share(sure, sure + mistaken))
        return " | ".join((str(right), str(wrong), str(missed), *shares))


def share(part: int, whole: int) -> str:
    """Three digits; a dash where there is nothing to share."""
    return f"{part / whole:.3f}" if whole else "–"


def scores(outcomes: list[Outcome], rules: int, idle: int) -> str:
    """The page; the same for the same outcomes."""
    free = [outcome for outcome in outcomes if outcome.item.file != MADE_FOR_RULES]
    groups, phenomena, all_of_it = _tallies(free)
    parts = [TOP, _texts(free, rules, idle), _table("", {"all": all_of_it}), _placed(free)]
    parts += [_table("By group of the catalogue", groups), _table("By phenomenon", phenomena), _files(outcomes)]
    return "\n".join(parts)


def _tallies(outcomes: Iterable[Outcome]) -> tuple[dict[str, Tally], dict[str, Tally], Tally]:
    groups: dict[str, Tally] = defaultdict(Tally)
    phenomena: dict[str, Tally] = defaultdict(Tally)
    all_of_it, group_of = Tally(), _groups()
    for outcome in outcomes:
        for code, what, sure, tags in tagged(outcome):
            for tally in (all_of_it, groups[group_of.get(code, "no such code")], *(phenomena[t] for t in sorted(tags))):
                tally.add(what, sure=sure)
    return groups, phenomena, all_of_it


def _groups() -> dict[str, str]:
    """Group of every indicator: the name of the file its words stand in."""
    found = {entry.code: "own words" for entry in BUNDLED_WORDS.entries}
    for path in sorted(FOLDER.glob("*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        found.update({raw["code"]: path.stem for raw in data.get("indicator", [])})
    return found


def _texts(outcomes: list[Outcome], rules: int, idle: int) -> str:
    traps = [o for o in outcomes if o.item.trap]
    fallen = sum(len(o.wrong) for o in traps)
    figures = sum(len(o.item.figures) for o in outcomes)
    return (
        f"{len(outcomes) - len(traps)} texts with {figures} figures, and {len(traps)} traps, texts in which nothing\n"
        f"may be read ({fallen} figures read there). {rules} rules, {idle} of them exercised by nothing.\n"
    )


def _table(title: str, rows: dict[str, Tally]) -> str:
    head = "| | right | wrong | missed | precision | recall | sure right |\n|---|--:|--:|--:|--:|--:|--:|\n"
    lines = "".join(f"| {name.replace('_', ' ')} | {rows[name].cells} |\n" for name in sorted(rows))
    return (f"## {title}\n\n" if title else "") + head + lines


def _placed(outcomes: Iterable[Outcome]) -> str:
    kept: Counter[str] = Counter()
    for outcome in outcomes:
        for found, gold in outcome.right:
            for name, same in told(found, gold).items():
                kept[f"{name} of"] += 1
                kept[name] += same
    lines = [f"{n} {share(kept[n], kept[f'{n} of'])} ({kept[n]}/{kept[f'{n} of']})" for n in ("place", "period")]
    return f"Of right findings, where the marking names them: {', '.join(lines)}.\n"


def _files(outcomes: Iterable[Outcome]) -> str:
    by_file: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_file[outcome.item.file].append(outcome)
    head = "## By file\n\n| file | texts | traps | right | wrong | missed |\n|---|--:|--:|--:|--:|--:|\n"
    lines = []
    for name, part in sorted(by_file.items()):
        right, wrong, missed = totals(part)
        lines.append(
            f"| {name}.json | {len(part)} | {sum(o.item.trap for o in part)} | {right} | {wrong} | {missed} |\n"
        )
    return head + "".join(lines)
