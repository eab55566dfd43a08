"""What docs/commands.md shows is what the program takes."""

import json
import re
from pathlib import Path

import pytest

from tests.app.commands.conftest import Say

PAGE = (Path(__file__).parents[3] / "docs" / "commands.md").read_text("utf-8")
EXAMPLES = dict(re.findall(r"### ([a-z ]+)\n+```json\n(.*?)```", PAGE, re.DOTALL))


@pytest.mark.parametrize("verb", ["visit add", "petition add", "voter add", "session add", "affair add"])
def test_every_example_is_taken(bare: Say, verb: str) -> None:
    assert bare("init", record=json.loads(EXAMPLES["init"])).code == 0
    told = bare(*verb.split(), record=json.loads(EXAMPLES[verb]))
    assert told.code == 0, told.err
