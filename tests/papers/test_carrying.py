"""Papers when organs end: series stop, issued papers stay, who takes over writes in its own name."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.papers import factories as papers
from tuquan.accounts import queries as accounts
from tuquan.accounts.models import Organ, OrganVersion, User
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused
from tuquan.ground.models import Job
from tuquan.papers import actions
from tuquan.papers.errors import NotTakenOver, OrganEnded
from tuquan.papers.models import Paper
from tuquan.reporting.models import Round
from tuquan.units.models import Reform
from tuquan.units.reforms import plan as plans
from tuquan.units.reforms import procedure
from tuquan.units.reforms.plan import Begin, Plan
from tuquan.units.reforms.preview import Preview, preview
from tuquan.web.papers.reach import issues, visible, writes

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.usefixtures("day")]
DAY = date(2022, 1, 1)
LATER = date(2022, 1, 10)


class Scene:
    """Châu Hóa has issued number 45 and drafts another; it merges with Ngư Hóa into a ward on 1/1/2022."""

    def __init__(self) -> None:
        self.district, self.round = papers.full_year()
        self.old = self.district.communes["Châu Hóa"]
        first = actions.draft(by=self.old.head, round=self.round, organ=self.old.organ)
        with clock.at(DAY):
            self.issued = actions.issue(by=self.old.head, paper=first, number=45)
        self.draft = actions.draft(by=self.old.head, round=self.round, organ=self.old.organ)
        olds = [self.old.unit_id, self.district.communes["Ngư Hóa"].unit_id]
        begin = Begin("n1", "ward", "Tuyên Sơn", self.district.top.unit_id)
        self.plan: Plan = plans.merge(olds, "n1", begin)

    def reform(self) -> Reform:
        return procedure.draft(
            by=None, title="Sắp xếp thử", act_number="1/NQ", effective_on=DAY, plan=self.plan, scope_id=None
        )

    def look(self) -> Preview:
        return preview(self.reform())

    def carry_out(self) -> Organ:
        made = self.reform()
        for _ in range(20):
            undecided = [
                thing for group in preview(made).groups for thing in group.things if thing.undecided and thing.heirs
            ]
            if not undecided:
                break
            made = procedure.choose_heir(
                by=None, reform=made, version=made.version, key=undecided[0].key, ref=undecided[0].heirs[0]
            )
        procedure.commit(by=None, reform=made, version=made.version)
        return Organ.objects.get(pk=accounts.heir_organ(self.old.organ.pk, LATER))


@pytest.fixture
def scene() -> Scene:
    return Scene()


def notes(seen: Preview, name: str) -> dict[str, str]:
    return {t.key: f"{t.name}: {t.note}" for group in seen.groups if group.name == name for t in group.things}


def test_the_preview_names_where_each_series_stops_and_each_draft(scene: Scene) -> None:
    seen = scene.look()
    assert list(notes(seen, "papers.series").values()) == [
        "Sổ số báo cáo năm 2022 của Công an xã Châu Hóa: dừng ở số 45; 1 báo cáo đã phát hành giữ nguyên; "
        "Công an phường Tuyên Sơn bắt đầu từ 01"
    ]
    [told] = notes(seen, "papers.drafts").values()
    assert told.endswith("mở xem được; Công an phường Tuyên Sơn soạn lại rồi phát hành")
    assert "Công an xã Châu Hóa" in told


def test_issued_papers_stay_and_the_new_series_starts_at_one(scene: Scene) -> None:
    content = scene.issued.content
    heir = scene.carry_out()
    scene.issued.refresh_from_db()
    assert (scene.issued.organ_id, scene.issued.content) == (scene.old.organ.pk, content)
    with clock.at(LATER):
        new = actions.draft(by=scene.old.head, round=scene.round, organ=heir, instead_of=scene.old.organ)
        assert new.unit_id == scene.old.unit_id
        assert new.content["letterhead"]["issuer"] == "Công an phường Tuyên Sơn"
        assert actions.issue(by=scene.old.head, paper=new).number == 1


def test_nobody_issues_in_the_name_of_an_ended_organ(scene: Scene) -> None:
    scene.carry_out()
    head: User = scene.old.head
    said = (
        "Công an xã Châu Hóa đã kết thúc từ 01/01/2022, không phát hành văn bản được nữa. "
        "Nay Công an phường Tuyên Sơn làm tiếp: soạn báo cáo này ở đó."
    )
    with clock.at(LATER):
        for by in (head, None):
            with pytest.raises(OrganEnded) as refused:
                actions.issue(by=by, paper=scene.draft)
            assert str(refused.value) == said
            with pytest.raises(OrganEnded):
                actions.draft(by=by, round=scene.round, organ=scene.old.organ)
            with pytest.raises(OrganEnded):
                actions.write_free(by=by, paper=scene.draft, key="intro", text="Lời văn.")
        stranger = scene.district.communes["Đồng Lê"].head
        with pytest.raises(PermissionRefused):
            actions.issue(by=stranger, paper=scene.draft)
    scene.draft.refresh_from_db()
    assert scene.draft.state == Paper.State.DRAFT


def test_the_heirs_open_what_the_ended_organ_wrote_and_change_nothing(scene: Scene) -> None:
    scene.carry_out()
    other = scene.district.communes["Ngư Hóa"].officer
    with clock.at(LATER):
        for person in (scene.old.head, other):
            seen = set(visible(person).values_list("pk", flat=True))
            assert {scene.issued.pk, scene.draft.pk} <= seen
            assert not writes(person, scene.draft)
            assert not issues(person, scene.draft)
        stranger = scene.district.communes["Đồng Lê"].head
        assert not visible(stranger).filter(pk=scene.draft.pk).exists()


def test_the_heir_starts_from_the_words_of_the_old_draft(scene: Scene) -> None:
    key = next(iter(_free_keys(scene.round)))
    actions.write_free(by=scene.old.head, paper=scene.draft, key=key, text="Tình hình ổn định.")
    heir = scene.carry_out()
    with clock.at(LATER):
        new = actions.draft(by=scene.old.head, round=scene.round, organ=heir, instead_of=scene.old.organ)
    assert new.free_text == {key: "Tình hình ổn định."}


def test_an_heir_of_several_says_for_whom_and_only_for_its_own(scene: Scene) -> None:
    heir = scene.carry_out()
    with clock.at(LATER):
        with pytest.raises(NotTakenOver, match="Công an xã Châu Hóa, Công an xã Ngư Hóa"):
            actions.draft(by=scene.old.head, round=scene.round, organ=heir)
        stranger = scene.district.communes["Đồng Lê"].organ
        with pytest.raises(NotTakenOver):
            actions.draft(by=scene.old.head, round=scene.round, organ=heir, instead_of=stranger)
        both = [
            actions.draft(
                by=scene.old.head, round=scene.round, organ=heir, instead_of=scene.district.communes[name].organ
            )
            for name in ("Châu Hóa", "Ngư Hóa")
        ]
    assert both[0].pk != both[1].pk


def test_the_province_reports_for_a_district_whose_police_ended(scene: Scene) -> None:
    """Công an huyện hands over to Công an tỉnh while the district goes on."""
    top, province = scene.district.top, scene.district.province
    OrganVersion.objects.filter(organ=province.organ).update(letterhead_superior="Bộ Công an")
    old = papers.draft(scene.district, scene.round)
    scene.plan = Plan(organs=({"organ": top.organ.pk, "what": "hand_over", "to": province.organ.pk},))
    seen = scene.look()
    assert seen.ready, seen.faults
    procedure.commit(by=None, reform=(made := scene.reform()), version=made.version)
    with clock.at(LATER):
        with pytest.raises(OrganEnded, match="Nay Công an tỉnh Quảng Thử làm tiếp"):
            actions.issue(by=top.head, paper=old)
        new = actions.draft(by=province.head, round=scene.round, organ=province.organ, instead_of=top.organ)
        issued = actions.issue(by=province.head, paper=new)
    assert (issued.unit_id, issued.organ_id, issued.number) == (top.unit_id, province.organ.pk, 1)
    assert papers.words(issued) == papers.words(old)


def _free_keys(round_: Round) -> list[str]:
    from tuquan.papers.outline import outline_for

    return [part.key for part in outline_for(round_.report_kind.code).parts if part.free]


def test_on_the_page_the_heir_takes_the_old_draft_over(scene: Scene, client: Client) -> None:
    heir = scene.carry_out()
    with clock.at(LATER):
        client.force_login(scene.old.head)
        page = client.get(reverse("papers-paper", args=[scene.draft.pk]))
        assert page.status_code == 200
        assert "Soạn tiếp ở cơ quan tiếp nhận" in page.content.decode()
        asked = {"round": scene.round.pk, "instead_of": scene.old.organ.pk}
        assert client.post(reverse("papers-draft"), asked).status_code == 302
        stranger = scene.district.communes["Đồng Lê"].organ.pk
        assert client.post(reverse("papers-draft"), asked | {"instead_of": stranger}).status_code == 404
        new = actions.draft(by=scene.old.head, round=scene.round, organ=heir, instead_of=scene.old.organ)
        page = client.get(reverse("papers-paper", args=[new.pk]))
        assert f'name="instead_of" value="{scene.old.organ.pk}"' in page.content.decode()
        assert client.get(reverse("papers")).status_code == 200
    job = Job.objects.get(kind="papers.draft")
    assert job.arguments["instead_of"] == scene.old.organ.pk
