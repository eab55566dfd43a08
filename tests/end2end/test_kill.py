"""A PC that dies in the middle of the work loses nothing that was acknowledged."""

import json
import subprocess
import sys
from pathlib import Path

from app import bootstrap
from tests.app.commands.conftest import OFFICE, speaker

ROOT = Path(__file__).parents[2]
SAVES, KILLED_AFTER = 100, 40
CLERK = """
import io, json, sys
from pathlib import Path
from app.commands.run import run

record = json.dumps({"people": [{"full_name": "Sung A Pao"}], "matter": "Hoi ve dat"})
for _ in range(int(sys.argv[2])):
    out = io.StringIO()
    if run(["--data", sys.argv[1], "visit", "add", "--json"], io.StringIO(record), out, sys.stderr):
        sys.exit(1)
    print(json.loads(out.getvalue())["id"], flush=True)
"""


def test_a_kill_in_the_middle_of_a_hundred_saves_loses_none_that_was_acknowledged(tmp_path: Path) -> None:
    assert speaker(tmp_path)("init", record=OFFICE).code == 0
    line = [sys.executable, "-c", CLERK, str(tmp_path), str(SAVES)]
    with subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, text=True) as clerk:
        assert clerk.stdout is not None
        acknowledged = [clerk.stdout.readline().strip() for _ in range(KILLED_AFTER)]
        clerk.kill()
        acknowledged += clerk.stdout.read().split()
    assert KILLED_AFTER <= len(acknowledged) < SAVES
    services = bootstrap.open_services(bootstrap.file_address(tmp_path))
    actor = services.first_actor()
    assert actor is not None
    kept = {str(row.id) for row in services.receptions.visits(actor, limit=SAVES).rows}
    whole = services.backup.verify(actor).whole
    services.close()
    assert set(acknowledged) <= kept
    assert len(kept) <= len(acknowledged) + 1  # the one that was under way
    assert whole
    assert json.loads(speaker(tmp_path)("verify", "--json").out)["whole"] is True
