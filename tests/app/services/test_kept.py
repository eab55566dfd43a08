"""A petition about the chair is kept: the chair's staff see its number and its day, and nothing it says."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor, Right, Role
from app.domain.charts import ChartQuery
from app.domain.corrections import Correction
from app.domain.counting import VOCABULARIES
from app.domain.errors import Refused
from app.domain.ids import RecordId, new_id
from app.domain.jurisdictions import Target
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.letters import DocumentQuery, Format, LetterRequest
from app.domain.office import DayKind, User
from app.domain.office_days import CalendarChanges, CalendarDay
from app.domain.outcomes import OutcomeDraft, OutcomeStage
from app.domain.own_tables import OwnTable, dimensions
from app.domain.paging import Period
from app.domain.petitions import (
    AssessmentDraft,
    AssignmentDraft,
    Petition,
    PetitionDraft,
    PetitionQuery,
    SettlementResult,
    Source,
)
from app.domain.receptions import Paper, SessionDraft, SessionKind
from app.domain.search import Hit
from app.domain.signatures import KeyKind, SigningRequest, Stamp
from app.domain.statistics import Counted, FigureRef
from app.rules import forms
from app.services.petitions import Step
from db import documents as document_store
from db import events as event_store
from db import signatures as signature_store
from tests import factories
from tests.factories import TODAY

MATTER = "Nhận phong bì khi giao đất tái định cư"
TARGET = "Ông Quàng Văn Lợi"
SENDER = "Sùng Thị Kín"
REASON = "Theo dõi việc nhận phong bì"
PAPERS = "Băng ghi âm buổi gặp ở nhà sàn"
PERSON = "Chị Nhàn"
SECRETS = (MATTER, TARGET, "Quàng", "phong bì", SENDER, PAPERS, "tái định cư", PERSON)
LATER = date(2026, 12, 24)
SIGNING = SigningRequest(KeyKind.FILE, Path("ky.p12"), Stamp.HAND)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
ORDER = OutcomeDraft(OutcomeStage.DECIDED, TODAY, people_disciplined=1, note=REASON)


def enter(services: Services, user: User) -> Actor:
    return services.users.enter(user.id, "", "MAY-2")


@dataclass(frozen=True)
class Held:
    """A kept petition made of a visit, with what hangs on it, and two people who are no keepers."""

    services: Services
    keeper: Actor
    helper: Actor
    other: Actor
    petition: Petition
    visit_id: RecordId
    document_id: RecordId
    case_id: RecordId

    @property
    def outsiders(self) -> tuple[Actor, Actor]:
        return self.helper, self.other


@pytest.fixture
def held(either: Services) -> Held:
    services, keeper = either, factories.found_office(either)
    helper = enter(
        services,
        services.users.add(
            keeper, "Tẩn Thị Hoa", "Văn phòng HĐND và UBND", Role.HEAD, chair_staff=True
        ).value,
    )
    other = enter(services, services.users.add(keeper, "Lò Văn Sơn", "Địa chính", Role.OFFICER).value)
    session = factories.everyday_session(services, keeper)
    people = (factories.person(SENDER),)
    told = factories.visit(
        session, people=people, matter=MATTER, kind=PetitionKind.DENUNCIATION, papers=(Paper(PAPERS),)
    )
    visit_id = services.receptions.log(keeper, told).value
    draft = replace(
        about_the_chair(),
        field=f"Vụ {MATTER}",
        people=people,
        visit_id=visit_id,
        source=Source.RECEPTION,
        received_on=TODAY,
    )
    petition = services.petitions.register(keeper, draft).value
    unit_id = factories.unit(services, keeper)
    task = AssignmentDraft(unit_id, PERSON, f"Xác minh {MATTER}", "Chủ trì", "Báo cáo", "Văn bản", TODAY)
    services.petitions.assign(keeper, petition.id, task)
    case_id = services.cases.open(keeper, MATTER, TODAY).value
    petition = services.petitions.join_case(keeper, petition.id, case_id).value
    return Held(
        services, keeper, helper, other, petition, visit_id, _document(services, keeper, petition), case_id
    )


def about_the_chair(keepers: tuple[RecordId, ...] = ()) -> PetitionDraft:
    draft = factories.petition(
        PetitionKind.DENUNCIATION,
        people=(factories.person(SENDER),),
        target=Target.COMMUNE_CHAIR,
        matter=MATTER,
    )
    return replace(draft, target_name=TARGET, keepers=keepers)


def _document(services: Services, keeper: Actor, petition: Petition) -> RecordId:
    """A paper of the petition: no letter is written of a denunciation yet, so it is kept by the store."""
    complaint = services.petitions.register(keeper, factories.petition()).value
    row = services.letters.issue(
        keeper, LetterRequest("kn-admission", RecordType.PETITION, complaint.id), TODAY
    ).value
    told = replace(row, id=new_id(), record_id=petition.id, title=MATTER, signer=TARGET, number="9/TB")
    with services.desk.database.write(keeper, "letters.issue", services.clock.now(), REASON) as work:
        document_store.add(work, told, {"matter": MATTER}, {Format.PDF: b"%PDF"})
        signature_store.add(work, told.id, 1, TARGET, services.clock.now(), b"%PDF")
    return told.id


Look = Callable[[Held, Actor], object]

_MEASURES = [
    (form_id, measure.id)
    for form_id in forms.form_ids()
    for measure in forms.form(form_id).measures.values()
    if measure.counted in (Counted.PETITIONS, Counted.VISITS)
]

_TABLES = [
    OwnTable(counted, VOCABULARIES[counted].days[0], rows)
    for counted in (Counted.PETITIONS, Counted.VISITS, Counted.ASSIGNMENTS, Counted.CLOCKS, Counted.EVENTS)
    for rows in dimensions(counted)
]


def _words(workbook: bytes) -> list[str]:
    with ZipFile(BytesIO(workbook)) as packed:
        return [packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml")]


def _closed(h: Held, a: Actor) -> object:
    """What the keeper closed, as the others read it, and what changed since."""
    if not h.services.frozen.reports(h.keeper):
        h.services.frozen.close(h.keeper, "petitions-field", YEAR, reason="Chốt sớm")
        complaint = _complaint(h)
        h.services.classification.correct(
            h.keeper, complaint.id, Correction("Nước", again=False, reason="Ghi sót")
        )
    kept = h.services.frozen.reports(a)
    return kept, [h.services.frozen.changes(a, one.id) for one in kept]


MASKED: dict[str, Look] = {
    "register": lambda h, a: h.services.petitions.page(a, PetitionQuery()),
    "register by case": lambda h, a: h.services.petitions.page(a, PetitionQuery(case_id=h.case_id)),
    "register by number": lambda h, a: h.services.petitions.page(a, PetitionQuery(text=h.petition.number)),
    "search": lambda h, a: h.services.records.search(a, "nhan phong bi"),
    "search by number": lambda h, a: h.services.records.search(a, h.petition.number),
    "similar": lambda h, a: h.services.records.similar(a, MATTER),
    "history of petition": lambda h, a: h.services.records.history(a, h.petition.id),
    "history of visit": lambda h, a: h.services.records.history(a, h.visit_id),
    "history of case": lambda h, a: h.services.records.history(a, h.case_id),
    "history of document": lambda h, a: h.services.records.history(a, h.document_id),
    "changes": lambda h, a: h.services.records.changes(a),
    "due": lambda h, a: h.services.deadlines.due(a, 400),
    "within": lambda h, a: h.services.deadlines.within(a, Period(date(2026, 1, 1), date(2027, 12, 31))),
    "visits": lambda h, a: h.services.receptions.visits(a),
    "visits by case": lambda h, a: h.services.receptions.visits(a, case_id=h.case_id),
    "visits by words": lambda h, a: h.services.receptions.visits(a, text="phong bi"),
    "suggestions": lambda h, a: h.services.records.suggest_people(a, "Sung Thi"),
    "documents": lambda h, a: h.services.letters.page(a),
    "documents by form": lambda h, a: [
        h.services.letters.page(a, DocumentQuery(form=form.id)) for form in h.services.letters.span(a).forms
    ],
    "documents by words": lambda h, a: h.services.letters.page(a, DocumentQuery("phong bi")),
    "documents of record": lambda h, a: h.services.letters.of_record(a, h.petition.id),
    "look-alikes": lambda h, a: h.services.classification.earlier(a, about_the_chair()),
    "cases": lambda h, a: h.services.cases.all(a),
    "drill-downs": lambda h, a: [
        h.services.statistics.records(a, FigureRef(f, m, YEAR)) for f, m in _MEASURES
    ],
    "drill-downs as workbooks": lambda h, a: [
        _words(h.services.statistics.records_paper(a, FigureRef(f, m, YEAR), "Số đơn"))
        for f, m in _MEASURES[:40]
    ],
    "forms": lambda h, a: [h.services.statistics.report(a, f, YEAR) for f in forms.form_ids()],
    "own tables": lambda h, a: [h.services.own_tables.report(a, table, YEAR) for table in _TABLES],
    "charts": lambda h, a: h.services.charts.all(a, ChartQuery(YEAR)),
    "closed reports": lambda h, a: _closed(h, a),
    "fields": lambda h, a: h.services.classification.fields(a),
    "keepers who may be": lambda h, a: h.services.keeping.candidates(a, ""),
    "drafts": lambda h, a: h.services.records.draft(a, "petitions.new"),
}


@pytest.mark.parametrize("name", MASKED)
def test_no_list_tells_the_others_what_it_says(held: Held, name: str) -> None:
    held.services.records.keep_draft(held.keeper, "petitions.new", MATTER)
    for outsider in held.outsiders:
        told = repr(MASKED[name](held, outsider))
        assert not [secret for secret in SECRETS if secret in told]


def _assess(h: Held, a: Actor) -> object:
    p = h.petition
    handling = p.handling
    proposal = h.services.petitions.propose(a, p.kind, p.target, p.eligibility, p.body, at_reception=True)
    draft = AssessmentDraft(p.eligibility, p.jurisdiction, handling or proposal.handling)  # type: ignore[arg-type]
    return h.services.petitions.assess(a, p.id, draft)


def _assign(h: Held, a: Actor) -> object:
    unit_id = h.services.office.units(a)[0].id
    task = AssignmentDraft(unit_id, "Anh Cường", "Kiểm tra", "Chủ trì", "Báo cáo", "Văn bản", TODAY)
    return h.services.petitions.assign(a, h.petition.id, task)


def _received_with(h: Held, a: Actor) -> object:
    sitting = SessionDraft(BodyKind.COMMITTEE, SessionKind.EVERYDAY, TODAY, "Hoàng Thị Diễm")
    hit = Hit(RecordType.PETITION, h.petition.id, h.petition.number, "", TODAY)
    draft = factories.visit(factories.everyday_session(h.services, h.keeper))
    return h.services.receptions.receive(a, sitting, draft, hit)


REFUSED: dict[str, Look] = {
    "petition": lambda h, a: h.services.petitions.petition(a, h.petition.id),
    "act": lambda h, a: h.services.petitions.take(a, h.petition.id, Step("forward", TODAY, "Nơi khác")),
    "assess": _assess,
    "assign": _assign,
    "join": lambda h, a: h.services.petitions.join_case(
        a, h.petition.id, h.services.cases.open(a, "X", TODAY).value
    ),
    "join its case": lambda h, a: h.services.petitions.join_case(a, _complaint(h).id, h.case_id),
    "visit": lambda h, a: h.services.receptions.visit(a, h.visit_id),
    "timeline of visit": lambda h, a: h.services.receptions.timeline(a, h.visit_id),
    "answer": lambda h, a: h.services.receptions.answer(a, h.visit_id, TODAY, "Đã trả lời"),
    "visit into its case": lambda h, a: h.services.receptions.join_case(a, h.visit_id, h.case_id),
    "same as": _received_with,
    "preview": lambda h, a: h.services.letters.preview(
        a, LetterRequest("kn-admission", RecordType.PETITION, h.petition.id)
    ),
    "issue": lambda h, a: h.services.letters.issue(
        a, LetterRequest("kn-admission", RecordType.PETITION, h.petition.id), TODAY
    ),
    "receipt": lambda h, a: h.services.letters.preview(
        a, LetterRequest("rx-receipt", RecordType.VISIT, h.visit_id)
    ),
    "paper": lambda h, a: h.services.letters.content(a, h.document_id, Format.PDF),
    "signed paper": lambda h, a: h.services.signatures.content(a, h.document_id),
    "archived paper": lambda h, a: h.services.signatures.archived(a, h.document_id),
    "signatures": lambda h, a: h.services.signatures.of_document(a, h.document_id),
    "verify signatures": lambda h, a: h.services.signatures.verify(a, h.document_id),
    "rooms for signatures": lambda h, a: h.services.signatures.rooms(a, h.document_id),
    "preview of signature": lambda h, a: h.services.signatures.preview(a, h.document_id, SIGNING),
    "sign": lambda h, a: h.services.signatures.sign(a, h.document_id, SIGNING, ""),
    "withdraw": lambda h, a: h.services.letters.withdraw(a, h.document_id, "Sai"),
    "correct": lambda h, a: h.services.classification.correct(
        a, h.petition.id, Correction("Đất đai", again=True, reason="Nhầm")
    ),
    "outcomes": lambda h, a: h.services.outcomes.of_petition(a, h.petition.id),
    "outcome": lambda h, a: h.services.outcomes.record(a, h.petition.id, ORDER),
    "denouncer": lambda h, a: h.services.denouncers.open(a, h.petition.id, "Xem"),
    "denouncer of visit": lambda h, a: h.services.denouncers.open(a, h.visit_id, "Xem"),
    "links": lambda h, a: h.services.classification.links(a, h.petition.id),
    "link": lambda h, a: h.services.classification.link(a, _complaint(h).id, h.petition.id),
    "account": lambda h, a: h.services.deadlines.account(a, h.petition.clocks[0]),
    "decide a day": lambda h, a: h.services.deadlines.decide(a, h.petition.clocks[0].id, LATER, "Gấp"),
    "undo it": lambda h, a: h.services.deadlines.undo_decision(a, h.petition.clocks[0].id, "Thôi"),
    "keepers": lambda h, a: h.services.keeping.keepers(a, h.petition.id),
    "share": lambda h, a: h.services.keeping.share(a, h.petition.id, a.user_id, "Xem"),
    "take back": lambda h, a: h.services.keeping.take_back(a, h.petition.id, h.keeper.user_id, "Thôi"),
}


def _complaint(h: Held) -> Petition:
    return h.services.petitions.register(h.keeper, factories.petition()).value


@pytest.mark.parametrize("name", REFUSED)
def test_no_door_opens_it_for_the_others(held: Held, name: str) -> None:
    for outsider in held.outsiders:
        with pytest.raises(Refused) as refused:
            REFUSED[name](held, outsider)
        assert refused.value.code == "petition_kept"


def test_what_the_lists_say_is_its_number_and_its_day(held: Held) -> None:
    rows = held.services.petitions.page(held.helper, PetitionQuery()).rows
    (row,) = [row for row in rows if row.hidden]
    assert (row.number, row.received_on, row.matter) == (held.petition.number, TODAY, "Đơn được giữ riêng")
    (hit,) = [h for h in held.services.records.search(held.helper, row.number) if h.hidden]
    assert (hit.title, hit.text) == (row.number, "Đơn được giữ riêng")
    assert held.services.petitions.page(held.helper, PetitionQuery(text="phong bì")).total == 0


def test_it_counts_for_everybody(held: Held) -> None:
    reports = [
        held.services.statistics.report(actor, form_id, YEAR)
        for form_id in forms.form_ids()
        for actor in (held.keeper, held.helper)
    ]
    for mine, theirs in zip(reports[::2], reports[1::2], strict=True):
        assert mine == theirs
    pages = [
        held.services.petitions.page(actor, PetitionQuery()).total for actor in (held.keeper, held.helper)
    ]
    assert pages[0] == pages[1]


def test_in_tables_it_stands_where_nothing_is_noted(held: Held) -> None:
    for form_id in ("petitions-field", "tasks-unit", "tasks-person"):
        rows = held.services.statistics.report(held.helper, form_id, YEAR).rows
        (row,) = [row for row in rows if row.label == "Không ghi" and row.figures[0].row]
        figure = next(f for f in row.figures if f.value)
        ref = FigureRef(form_id, figure.measure, YEAR, row=figure.row)
        assert any(record.hidden for record in held.services.statistics.records(held.helper, ref).rows)


def test_the_keeper_sees_all_of_it(held: Held) -> None:
    looks = (
        "register",
        "search",
        "history of petition",
        "due",
        "visits",
        "documents",
        "cases",
        "drill-downs",
    )
    for name in looks:
        assert MATTER in repr(MASKED[name](held, held.keeper)), name
    assert held.services.petitions.petition(held.keeper, held.petition.id).target_name == TARGET


def test_the_day_off_that_moves_its_term_tells_nothing(held: Held) -> None:
    day = CalendarDay(date(2026, 11, 25), DayKind.OFF, "Nghỉ bù", "QĐ 1")
    moved = held.services.calendar.preview(held.helper, CalendarChanges(added=(day,)))
    assert not [secret for secret in SECRETS if secret in repr(moved)]


def test_a_keeper_lets_another_in_with_a_reason_and_takes_it_back(held: Held) -> None:
    keeping, petition = held.services.keeping, held.petition
    with pytest.raises(Refused, match="line_missing"):
        keeping.share(held.keeper, petition.id, held.other.user_id, " ")
    shared = keeping.share(held.keeper, petition.id, held.other.user_id, "Bí thư phân công").value
    assert shared.events[0].note == "Giao xem: Lò Văn Sơn. Bí thư phân công"
    assert held.services.petitions.petition(held.other, petition.id).matter == MATTER
    with pytest.raises(Refused, match="keeper_already"):
        keeping.share(held.other, petition.id, held.other.user_id, "Lần nữa")
    keeping.take_back(held.other, petition.id, held.other.user_id, "Xong việc")
    with pytest.raises(Refused, match="petition_kept"):
        held.services.petitions.petition(held.other, petition.id)
    with pytest.raises(Refused, match="keeper_last"):
        keeping.take_back(held.keeper, petition.id, held.keeper.user_id, "Nghỉ")
    assert held.services.backup.verify(held.keeper).whole


def test_nobody_beside_the_chair_is_let_in(held: Held) -> None:
    keeping = held.services.keeping
    with pytest.raises(Refused, match="keeper_beside_chair"):
        keeping.share(held.keeper, held.petition.id, held.helper.user_id, "Giúp xử lý")
    denounced = held.services.users.add(held.keeper, "Quàng Văn Lợi", "Công chức", Role.OFFICER).value
    with pytest.raises(Refused, match="keeper_beside_chair"):
        keeping.share(held.keeper, held.petition.id, denounced.id, "Xem")
    named = [user.name for user in keeping.candidates(held.keeper, TARGET)]
    assert named == ["Hoàng Thị Diễm", "Lò Văn Sơn"]


def test_a_keeper_who_comes_to_serve_the_chair_sees_it_no_longer(held: Held) -> None:
    user = next(u for u in held.services.users.all(held.keeper) if u.id == held.other.user_id)
    held.services.keeping.share(held.keeper, held.petition.id, user.id, "Bí thư phân công")
    held.services.users.change(held.keeper, replace(user, position="Phó Chủ tịch UBND xã"))
    with pytest.raises(Refused, match="petition_kept"):
        held.services.petitions.petition(held.other, held.petition.id)


def test_the_chairs_staff_register_it_for_others_and_see_it_no_more(held: Held) -> None:
    with pytest.raises(Refused, match="keeper_missing"):
        held.services.petitions.register(held.helper, about_the_chair())
    draft = about_the_chair(keepers=(held.other.user_id,))
    registered = held.services.petitions.register(held.helper, draft).value
    assert held.services.petitions.petition(held.other, registered.id).matter == MATTER
    with pytest.raises(Refused, match="petition_kept"):
        held.services.petitions.petition(held.helper, registered.id)


def test_what_denounces_a_civil_servant_is_not_kept(services: Services, actor: Actor) -> None:
    draft = replace(about_the_chair(), target=Target.COMMUNE_STAFF)
    registered = services.petitions.register(actor, draft).value
    assert not registered.kept
    with pytest.raises(Refused, match="petition_not_kept"):
        services.keeping.share(actor, registered.id, actor.user_id, "Xem")


def test_a_sealed_visit_that_is_no_petition_yet_is_hidden_from_the_chairs_staff(held: Held) -> None:
    session = factories.everyday_session(held.services, held.keeper)
    told = factories.visit(session, matter=MATTER, kind=PetitionKind.DENUNCIATION)
    visit_id = held.services.receptions.log(held.keeper, told).value
    with pytest.raises(Refused, match="petition_kept"):
        held.services.receptions.visit(held.helper, visit_id)
    assert MATTER not in repr(held.services.receptions.visits(held.helper))
    assert held.services.receptions.visit(held.other, visit_id).matter == MATTER


def test_a_kept_petition_shares_no_case_with_open_ones(held: Held) -> None:
    with pytest.raises(Refused, match="case_kept_differs"):
        held.services.petitions.join_case(held.keeper, _complaint(held).id, held.case_id)
    case_id = held.services.cases.open(held.keeper, "Đất bản Nà Khương", TODAY).value
    held.services.petitions.join_case(held.keeper, _complaint(held).id, case_id)
    with pytest.raises(Refused, match="case_kept_differs"):
        held.services.petitions.join_case(held.keeper, held.petition.id, case_id)


def test_keeping_follows_whom_it_turns_out_to_denounce(services: Services, actor: Actor) -> None:
    known = services.petitions.register(actor, replace(about_the_chair(), target=Target.COMMUNE_STAFF)).value
    for target, kept in ((Target.COMMUNE_DEPUTY_CHAIR, True), (Target.COMMUNE_STAFF, False)):
        proposal = services.petitions.propose(
            actor, known.kind, target, known.eligibility, known.body, at_reception=False
        )
        assert proposal.handling is not None
        draft = AssessmentDraft(
            known.eligibility, proposal.jurisdiction, proposal.handling, target=target, reason="Xem lại"
        )
        assert services.petitions.assess(actor, known.id, draft).value.kept is kept
        assert bool(services.keeping.keepers(actor, known.id)) is kept
    assert services.backup.verify(actor).whole


def test_a_new_pack_recounts_it_and_keeps_why_its_day_was_decided(held: Held) -> None:
    clock = next(clock for clock in held.petition.clocks if clock.closed_on is None)
    held.services.deadlines.decide(held.keeper, clock.id, LATER, REASON, beyond=True)
    with held.services.desk.database.read(held.helper.user_id) as view:
        assert REASON not in repr(event_store.open_items(view))
    with held.services.desk.act(held.helper, Right.KEEP_OFFICE, "law.adopt") as work:
        for item in event_store.open_items(work):
            event_store.change_clock(work, replace(item.clock, pack="2099.1"))
    clocks = held.services.petitions.petition(held.keeper, held.petition.id).clocks
    after = next(one for one in clocks if one.id == clock.id)
    assert (after.pack, after.decided_why) == ("2099.1", REASON)


def test_who_says_they_serve_the_chair_registers_and_does_not_see(held: Held) -> None:
    services = held.services
    draft = replace(about_the_chair(), serves_chair=True)
    with pytest.raises(Refused, match="keeper_missing"):
        services.petitions.register(held.keeper, draft)
    named = replace(draft, keepers=(held.other.user_id,))
    known = services.petitions.register(held.keeper, named).value
    assert [u.id for u in services.keeping.keepers(held.other, known.id)] == [held.other.user_id]


def test_what_its_conclusion_orders_is_for_its_keepers(held: Held) -> None:
    services, key = held.services, held.petition.id
    for step in (Step("accept", TODAY), Step("settle", TODAY, result=SettlementResult.RIGHT)):
        services.petitions.take(held.keeper, key, step)
    made = services.outcomes.record(held.keeper, key, ORDER).value
    for outsider in held.outsiders:
        for look in (
            lambda a: services.outcomes.amend(a, made.id, ORDER, "Sửa"),
            lambda a: services.outcomes.remove(a, made.id, "Bỏ"),
        ):
            with pytest.raises(Refused, match="petition_kept"):
                look(outsider)
        assert REASON not in repr(services.records.history(outsider, made.id))
    assert REASON in repr(services.records.history(held.keeper, made.id))
