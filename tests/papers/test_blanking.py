"""What newer rules let nobody keep goes from people's own words in drafts, and from the files made of them."""

import io
import zipfile

import pytest

from tests.papers import factories as papers
from tuquan.ground import files
from tuquan.ground.models import StoredFile
from tuquan.papers.blanking import blank_drafts
from tuquan.papers.models import Paper

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("day")]
PAIRS = [("Bắt giữ 53 đối", "Bắt giữ ██ đối"), ("giữ 53", "giữ ██")]
WORDS = "Đã vận động nhân dân. Giúp Công an giữ 53 người.\nGiữ vững 535 điểm, giữ 53.000 tờ rơi."


@pytest.fixture
def paper() -> Paper:
    district, round_ = papers.full_year()
    first = papers.draft(district, round_)
    # As it was written before the rules knew of it: today's lint would refuse the words.
    Paper.objects.filter(pk=first.pk).update(free_text={"tasks": WORDS})
    made = papers.draft(district, round_)
    assert "giữ 53 người" in printed(made)
    return made


def printed(paper: Paper) -> str:
    inside = zipfile.ZipFile(io.BytesIO(files.load(paper.docx)))
    return inside.read("word/document.xml").decode()


def test_a_draft_loses_the_words_in_its_text_its_content_and_its_files(paper: Paper) -> None:
    before = [paper.docx, paper.pdf]
    figures = list(paper.numbers.order_by("tag").values_list("tag", "value"))
    assert blank_drafts(paper.unit_id, PAIRS) == 1
    paper.refresh_from_db()
    for told in (paper.free_text["tasks"], papers.words(paper), printed(paper)):
        assert "giữ ██ người" in told
        assert "giữ 53 người" not in told
        assert "535 điểm, giữ 53.000 tờ rơi" in told, "another number that begins alike stays"
    assert list(paper.numbers.order_by("tag").values_list("tag", "value")) == figures
    assert not StoredFile.objects.filter(pk__in=[stored.pk for stored in before]).exists()
    assert [files.path_of(stored.sha256).exists() for stored in before] == [False, False]
    assert blank_drafts(paper.unit_id, PAIRS) == 0, "once"


def test_a_draft_whose_figures_are_gone_is_blanked_all_the_same(paper: Paper) -> None:
    paper.round.submissions.update(state="draft", approved_at=None)
    assert blank_drafts(paper.unit_id, PAIRS) == 1


def test_a_draft_that_says_nothing_of_it_is_left_alone(paper: Paper) -> None:
    assert blank_drafts(paper.unit_id, [("bắt 47", "bắt ██")]) == 0
    assert Paper.objects.get().content_sha256 == paper.content_sha256


def test_an_issued_paper_stays_what_was_signed(paper: Paper) -> None:
    Paper.objects.filter(pk=paper.pk).update(state="issued", number=7, year=2021, issued_at=paper.drafted_at)
    assert blank_drafts(paper.unit_id, PAIRS) == 0
    assert "giữ 53 người" in printed(Paper.objects.get())
