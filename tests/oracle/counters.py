"""Which counter answers for which column; a form that is not here is not held to the oracle."""

from tests.oracle import guidance, handling, reception
from tests.oracle.reception import Counter

COUNTERS: dict[str, dict[str, Counter]] = {
    "01-tcd": reception.TCD,
    "02-xld": handling.XLD,
    "03-gqkn": handling.GQKN,
    "04-gqtc": handling.GQTC,
    "05-kqth": handling.KQTH,
    "06-qlkntc": guidance.QLKNTC,
    "balance": handling.BALANCE,
}
"""By the form's id and the number of the column; in a form of lines by the measure."""

UNCOUNTED = ("commune-summary",)
"""Forms without counters: the commune's summary is held to the demo office's figures."""
