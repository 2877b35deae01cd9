"""A batch gone through report by report: how far it is, which one comes next, and what is done with all at once."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.intake.factories import REPORT, finding
from tests.intake.test_batch import OTHER, as_proposed, run, sent
from tests.reporting.factories import District, district
from tuquan.ground.models import Job
from tuquan.intake import actions
from tuquan.intake.errors import BatchUnready
from tuquan.intake.models import Batch, Finding, FindingAnswer, SourceDocument
from tuquan.intake.quarantine import clear_again
from tuquan.intake.queries.going_through import batch_of, through
from tuquan.reader import BUNDLED_NAMES
from tuquan.reporting.errors import ReasonMissing
from tuquan.reporting.models import State, Submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
THIRD = REPORT.replace("24 buổi", "25 buổi")


@pytest.fixture
def place() -> District:
    return district(3)


@pytest.fixture
def batch(place: District) -> Batch:
    """Three reports received: two of Châu Hóa, one of Ngư Hóa."""
    made = sent(place, place.open(), ("1.txt", REPORT), ("2.txt", OTHER), ("3.txt", THIRD))
    run(actions.confirm_batch(by=place.top.officer, batch=made, belongs=as_proposed(made)))
    made.refresh_from_db()
    return made


def documents(batch: Batch) -> list[SourceDocument]:
    return [row.document for row in through(batch).rows]


def reject_all(place: District, document: SourceDocument) -> None:
    for found in Finding.objects.filter(reading__document=document, masked=False):
        actions.reject(by=place.top.officer, finding=found)


def test_every_received_report_is_counted_in_the_order_of_its_files(place: District, batch: Batch) -> None:
    found = through(batch)
    assert [row.file.file_name for row in found.rows] == ["1.txt", "2.txt", "3.txt"]
    assert (found.answered, found.reports_done) == (0, 0)
    assert found.expected == Finding.objects.filter(masked=False).count()
    actions.reject(by=place.top.officer, finding=finding(documents(batch)[0], "schemes_founded"))
    assert through(batch).answered == 1


def test_the_next_report_is_the_next_that_waits_round_the_end(place: District, batch: Batch) -> None:
    one, two, three = documents(batch)
    reject_all(place, two)
    found = through(batch)
    assert found.reports_done == 1
    onward = [found.after(document.pk) for document in (one, two, three)]
    assert [row.document for row in onward if row] == [three, three, one]
    assert found.after(one.pk, way=-1) == onward[0]
    for document in (one, three):
        reject_all(place, document)
    assert through(batch).after(one.pk) is None


def test_a_report_set_aside_waits_for_nobody(place: District, batch: Batch) -> None:
    one = documents(batch)[0]
    actions.wrongly_received(by=place.top.officer, document=one, because="báo cáo của xã khác")
    assert through(batch).rows[0].left == 0
    actions.take_back(by=place.top.officer, document=one, because="đúng là của xã")
    assert through(batch).rows[0].left > 0


def test_a_report_read_again_is_counted_once(place: District, batch: Batch) -> None:
    one = documents(batch)[0]
    before = through(batch).rows[0].expected
    actions.store_reading(one, clear_again(one.text, BUNDLED_NAMES)[0])
    assert through(batch).rows[0].expected == before


def test_reports_read_again_cost_no_more_queries_each(
    place: District, batch: Batch, django_assert_num_queries: Any
) -> None:
    one, *others = documents(batch)
    actions.store_reading(one, clear_again(one.text, BUNDLED_NAMES)[0])
    with CaptureQueriesContext(connection) as asked:
        through(batch)
    for other in others:
        actions.store_reading(other, clear_again(other.text, BUNDLED_NAMES)[0])
    with django_assert_num_queries(len(asked)):
        through(batch)


def test_a_report_belongs_to_the_newest_batch_of_its_sender(place: District, batch: Batch) -> None:
    one = documents(batch)[0]
    assert batch_of(one, place.top.officer) == batch
    assert batch_of(one, place.communes["Châu Hóa"].officer) is None


def test_what_is_sure_is_confirmed_by_a_job_over_all_reports(place: District, batch: Batch) -> None:
    job = run(actions.confirm_sure_of_batch(by=place.top.officer, batch=batch))
    assert job.state == Job.State.DONE
    assert job.result is not None
    assert job.result["confirmed"] == FindingAnswer.objects.filter(on_behalf=place.top.organ).count() > 0
    again = run(actions.confirm_sure_of_batch(by=place.top.officer, batch=batch))
    assert again.result is not None
    assert again.result["confirmed"] == 0


def test_two_jobs_of_one_batch_do_not_run_at_once(place: District, batch: Batch) -> None:
    actions.confirm_sure_of_batch(by=place.top.officer, batch=batch)
    with pytest.raises(BatchUnready, match="đang có việc chạy"):
        actions.confirm_sure_of_batch(by=place.top.officer, batch=batch)


def test_only_units_whose_reports_are_all_gone_through_are_taken_for(place: District, batch: Batch) -> None:
    one, two, _ = documents(batch)
    for document in (one, two):
        actions.confirm(by=place.top.officer, finding=finding(document, "schemes_founded"))
        for found in Finding.objects.filter(reading__document=document, masked=False, answers=None):
            actions.reject(by=place.top.officer, finding=found)
    with pytest.raises(ReasonMissing):
        actions.take_for_units(by=place.top.officer, batch=batch, reason=" ")
    taken = actions.take_for_units(by=place.top.officer, batch=batch, reason="Báo cáo có chữ ký trong nhóm")
    assert (taken.count, taken.left) == (1, ())
    sent_for = Submission.objects.get(state=State.SUBMITTED)
    assert sent_for.unit_id == place.communes["Ngư Hóa"].unit_id, "a report of Châu Hóa still waits"
