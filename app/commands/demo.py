"""``demo``: an office's main job on the training office, told step by step."""

import platform
import shutil
import tomllib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from app import bootstrap
from app.bootstrap import Services, workstation
from app.commands import deadlines, letters, petitions, statistics, visits
from app.commands.arguments import Verbs
from app.commands.calls import Answer, Call
from app.commands.output import plain
from app.commands.reading import Record
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.letters import LetterRequest
from app.domain.paging import Period
from app.domain.petitions import Petition
from app.runtime.clock import Clock, standing_still
from app.runtime.paths import DATABASE_NAME, RESOURCES
from app.runtime.words import phrase
from app.services import workings
from app.services.demo import FOUNDED_ON, found_training_office
from app.services.demo_material import FIGURES_UNTIL
from app.services.files import ready_folder

DATA = "data"
FORM = "commune-summary"
STORY_DAY = datetime(2026, 10, 15, 2, tzinfo=UTC)
"""The day on a PC whose clock stands before the figures of the training office end."""


def add_verbs(verbs: Verbs) -> None:
    verbs.verb("demo", "demo", work).option("folder", "demo_folder", metavar="DIR")


def founded(services: Services) -> Actor:
    """The first user of the training office, which is made when there is no office yet."""
    users = services.users.active()
    if not users:
        return found_training_office(services, platform.node() or "PC")
    known = services.users.enter(users[0].id, "", workstation())
    if not services.office.settings(known).training:
        raise Refused("training_only")
    return known


def training(call: Call) -> Answer:
    """``init --training``: the training office in the data folder."""
    services = call.services()
    try:
        if services.users.active():
            raise Refused("office_exists")
        actor = founded(services)
        told = services.office.settings(actor)
    finally:
        services.close()
    value = {"database": call.address, "office": told, "keeper": actor.name}
    return Answer(value, (phrase("commands", "founded", name=told.commune_name, where=call.folder),))


def work(call: Call) -> Answer:
    """The main job, its papers in the folder; told again it goes on with the same office."""
    folder = Path(call.options.folder).expanduser().resolve()
    ready_folder(folder)
    clock = call.clock if call.clock.today() > FIGURES_UNTIL else standing_still(STORY_DAY)
    _make_office(folder, clock)
    services = bootstrap.open_services(bootstrap.file_address(folder / DATA), clock)
    try:
        day = _Day(services, founded(services), folder)
        day.tell()
    finally:
        services.close()
    value = {"folder": folder, "steps": day.steps, "files": day.files}
    lines = (*day.lines, "", phrase("demo", "done", count=len(day.files), folder=folder))
    notes = () if clock is call.clock else (phrase("demo", "clock", day=f"{clock.today():%d/%m/%Y}"),)
    return Answer(value, lines, notes)


def _make_office(folder: Path, clock: Clock) -> None:
    """The training office, made aside and moved in when it is whole: no run broken off leaves half of it."""
    if (folder / DATA / DATABASE_NAME).exists():
        return
    aside = folder / f"{DATA}.new"
    shutil.rmtree(aside, ignore_errors=True)
    services = bootstrap.open_services(bootstrap.file_address(aside), clock)
    try:
        founded(services)
    finally:
        services.close()
    ready_folder(folder / DATA)
    (aside / DATABASE_NAME).replace(folder / DATA / DATABASE_NAME)
    shutil.rmtree(aside, ignore_errors=True)


@dataclass(slots=True)
class _Day:
    """One day of the office and what there is to tell of it."""

    services: Services
    actor: Actor
    folder: Path
    steps: list[dict[str, object]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)

    def tell(self) -> None:
        story = tomllib.loads((RESOURCES / "demo" / "story.toml").read_text("utf-8"))
        visit_id = self.visit(Record(story["visit"]))
        came = {"people": story["visit"]["people"], "visit": str(visit_id)}
        complaint = self.register("complaint", Record(story["complaint"] | came))
        self.letter("2", "kn-admission", complaint, {})
        self.explain(complaint)
        recommendation = self.register("recommendation", Record(story["recommendation"]))
        self.letter("3", "pt-transfer-recommendation", recommendation, story["transfer"])
        today = self.services.clock.today()
        self.count("month", "4", Period(today.replace(day=1), today))
        self.count("period", "5", Period(FOUNDED_ON, FIGURES_UNTIL))

    def visit(self, record: Record) -> RecordId:
        session, draft = visits.read(self.services, self.actor, record)
        key = self.services.receptions.receive(self.actor, session, draft).value
        visit = self.services.receptions.visit(self.actor, key)
        self._say("visit", visits.lines(visit), visit=key, turn=visit.turn)
        self._write("1", LetterRequest("rx-receipt", RecordType.VISIT, key))
        return key

    def register(self, step: str, record: Record) -> Petition:
        draft = petitions.read(self.services, self.actor, record)
        petition = self.services.petitions.register(self.actor, draft).value
        answer = petitions.answer(self.services, self.actor, petition)
        self._say(step, answer.lines, number=petition.number, clocks=petition.clocks)
        return petition

    def letter(self, order: str, form: str, petition: Petition, facts: dict[str, str]) -> None:
        request = LetterRequest(form, RecordType.PETITION, petition.id, tuple(facts.items()))
        self._write(order, request)

    def explain(self, petition: Petition) -> None:
        """Why the settlement is due when it is: each day, counted or not."""
        version = self.services.desk.rules.version
        running = self.services.petitions.petition(self.actor, petition.id).clocks
        for clock in running:
            if clock.closed_on is None:
                why = self.services.deadlines.why(self.actor, clock)
                told = {**workings.value(why), "version": version}
                self._say("deadline", deadlines.lines(why, version), **told)

    def count(self, step: str, order: str, period: Period) -> None:
        """The form filled for a period, on the screen and as papers."""
        report = self.services.statistics.report(self.actor, FORM, period)
        written = statistics.write(self.services, self.actor, report, self.folder, f"{order}-{FORM}-{step}")
        self._say(step, (*statistics.lines(report), *_paths(written)), rows=report.rows)
        self.files += written

    def _write(self, order: str, request: LetterRequest) -> None:
        today = self.services.clock.today()
        told = letters.issued(
            self.services, self.actor, request, today, self.folder, f"{order}-{request.form}"
        )
        self._say("letter", told.lines, form=request.form)
        self.files += told.files

    def _say(self, step: str, lines: tuple[str, ...], **facts: object) -> None:
        self.steps.append({"step": step, **{name: plain(fact) for name, fact in facts.items()}})
        self.lines += ["", phrase("demo", step), *(f"  {line}" for line in lines)]


def _paths(files: tuple[Path, ...]) -> tuple[str, ...]:
    return tuple(str(path) for path in files)
