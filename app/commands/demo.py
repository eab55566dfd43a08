"""``demo``: an office's main job on the training office, printed step by step."""

from app.commands.arguments import Verbs
from app.commands.calls import Answer, Call


def add_verbs(verbs: Verbs) -> None:
    verbs.verb("demo", "demo", work).option("folder", "demo_folder", metavar="DIR")


def work(call: Call) -> Answer:
    raise NotImplementedError
