"""The counts that came out, beside those that the packages and the State's own figures promise."""

from collections import Counter

from ours import Files
from packages import Link, Packages, by_heir
from settling import Settled


def tally(given: Packages, settled: list[Settled], kept: set[tuple[str, str]], files: Files) -> list[str]:
    after = Counter(row.type for row in given.after.communes.values())
    now = Counter(row.type for row in given.now.values() if row.parent)
    rows = files.rows
    ours = [one.link for one in settled if not one.dropped]
    return [
        f"2023: {len(given.then.provinces)} / {len(given.then.districts)} / {len(given.then.communes)}",
        f"30/6/2025: {len(given.before.provinces)} / {len(given.before.districts)} / {len(given.before.communes)}",
        f"1/7/2025: {len(given.after.provinces)} / {len(given.after.communes)} {dict(after)}",
        f"now: {dict(now)}",
        f"lineage rows of the table {len(given.links)}: {dict(lineage(given, given.links))}",
        f"lineage rows as kept {len(ours)}: {dict(lineage(given, ours))}",
        f"bodies that outlive the reform: {Counter(level for level, _ in kept)}",
        f"files: { {name: len(lines) for name, lines in rows.items()} }",
        f"successions in part: {sum(row['whole'] == 'no' for row in rows['successions'])}; "
        f"grades {Counter(row['grade'] for row in rows['successions'])}",
    ]


def lineage(given: Packages, links: list[Link]) -> Counter[str]:
    """One row per old commune (or island district) and heir: a commune in two parts has two rows."""
    kinds: Counter[str] = Counter()
    for new, ones in by_heir(links).items():
        whole = [link for link in ones if link.whole]
        kinds["divided"] += len(ones) - len(whole)
        if len(whole) > 1:
            kinds["merged"] += len(whole)
        for link in whole if len(whole) == 1 else ():
            old = given.before.communes.get(link.old)
            heir = given.after.communes[new]
            same = old is not None and (old.type, old.name.casefold()) == (heir.type, heir.name.casefold())
            kinds["unchanged" if same else "renamed"] += 1
    return kinds
