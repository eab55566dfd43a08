"""``deadline decide``: the office's own day for a petition's running term."""

from app.commands.arguments import Verbs, day
from app.commands.calls import Answer, Call, office
from app.commands.petitions import answer, petition_id
from app.domain.errors import Refused
from app.domain.text import clean


def add_verbs(group: Verbs) -> None:
    """The verb below ``deadline``."""
    verb = group.verb("decide", "deadline_decide", decide)
    verb.option("--petition", "number", metavar="NUMBER", required=True)
    verb.option("--rule", "rule", metavar="ID", required=True)
    verb.option("--due", "decided_due", metavar="DAY", required=True)
    verb.option("--reason", "decided_why", metavar="TEXT", required=True)
    verb.option("--beyond-law", "beyond_law", action="store_true", dest="beyond")


def decide(call: Call) -> Answer:
    told = call.options
    with office(call) as (services, actor):
        key = petition_id(services, actor, told.petition)
        known = services.petitions.petition(actor, key)
        rule = clean(told.rule)
        running = (clock for clock in known.clocks if clock.rule_id == rule and clock.closed_on is None)
        clock = next(running, None)
        if clock is None:
            raise Refused("clock_not_running", field="rule", rule=rule, number=known.number)
        services.deadlines.decide(actor, clock.id, day(told.due), told.reason, beyond=told.beyond)
        return answer(services, actor, services.petitions.petition(actor, key))
