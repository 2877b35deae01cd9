"""The documents stay true: both READMEs alike, links that lead somewhere, every command and setting described."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENGLISH, VIETNAMESE = (ROOT / "README.md").read_text("utf-8"), (ROOT / "README.vi.md").read_text("utf-8")
PAGES = [ROOT / name for name in ("README.md", "README.vi.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md")]
PAGES += sorted((ROOT / "docs").rglob("*.md"))
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def _skeleton(text: str) -> list[str]:
    """What must be the same in both languages: heading levels, code without comments, links, table shapes."""
    found = []
    in_code = False
    for line in text.splitlines():
        if line.startswith("```"):
            in_code = not in_code
        elif in_code:
            found.append(re.sub(r"\s+#.*", "", line))
        elif line.startswith("#"):
            found.append(line.split(" ")[0])
        elif line.startswith("|"):
            found.append(f"table {line.count('|')} {re.findall(r'[0-9.]+ ×', line)}")
    return found


def test_the_two_readmes_are_alike() -> None:
    assert _skeleton(ENGLISH) == _skeleton(VIETNAMESE)
    other = {"README.md", "README.vi.md"}
    assert [x for x in LINK.findall(ENGLISH) if x not in other] == [
        x for x in LINK.findall(VIETNAMESE) if x not in other
    ]
    assert re.findall(r"`[a-z]+\.[a-z]+`", ENGLISH) == re.findall(r"`[a-z]+\.[a-z]+`", VIETNAMESE)


def test_the_first_screen_says_what_for_whom_and_the_two_commands() -> None:
    for text in (ENGLISH, VIETNAMESE):
        first = "\n".join(text.splitlines()[:25])
        assert "make run" in first
        assert "make test" in first
        assert first.count("![") == 1


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_make_target_named_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.M))
    named = set(re.findall(r"`make ([a-z-]+)", page.read_text("utf-8")))
    assert named <= targets


def test_every_accounts_name_in_the_readme_is_one_of_the_demonstration() -> None:
    from tuquan.cli.demonstration import people

    known = {account.username for account in people.ACCOUNTS}
    named = set(re.findall(r"`([a-z]+(?:\.[a-z]+)?)`", ENGLISH.split("The accounts:")[1].split("\n\n")[0]))
    assert named == known


def test_every_setting_read_from_the_environment_is_documented() -> None:
    described = (ROOT / "docs/reference/settings.md").read_text("utf-8")
    source = "".join(p.read_text("utf-8") for p in (ROOT / "tuquan").rglob("*.py"))
    for name in sorted(set(re.findall(r"\"(TUQUAN_[A-Z_]+|DATABASE_URL)\"", source))):
        assert f"`{name}`" in described, name


def test_every_command_is_documented() -> None:
    from tuquan.cli.main import ROOMS

    described = (ROOT / "docs/reference/cli.md").read_text("utf-8")
    for name in ROOMS:
        assert f"`tuquan {name}" in described, name


def test_every_dependency_carries_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text("utf-8").split("dependencies = [")[1].split("]\n\n[project.opt")[0]
    rows = [line.strip() for line in lines.splitlines() if line.strip()]
    for before, row in zip(["", *rows], rows, strict=False):
        if row.startswith('"'):
            assert before.startswith(("#", '"fontpkg')), f"{row} has no reason"


def test_the_lock_names_no_host_and_hashes_everything() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in lock
    assert lock.count("==") <= lock.count("--hash=sha256:")
