"""Which counter answers for which column; a form that is not here is not held to the oracle."""

from tests.oracle import guidance, handling, monthly, older, reception, voters, works
from tests.oracle.reception import Counter

COUNTERS: dict[str, dict[str, Counter]] = {
    "01-tcd": reception.TCD,
    "01-kqgq-2021": older.KQGQ_2021,
    "01-xld-2021": older.XLD_2021,
    "01-xld-2024": older.XLD_2024,
    "02-tcd-2021": older.TCD_02_2021,
    "02-xld": handling.XLD,
    "03-gqkn": handling.GQKN,
    "04-gqtc": handling.GQTC,
    "05-kqth": handling.KQTH,
    "06-qlkntc": guidance.QLKNTC,
    "balance": handling.BALANCE,
    "01-tcd-2021": older.TCD_2021,
    "monthly-committee": monthly.COMMITTEE,
    "monthly-council": monthly.COUNCIL,
    "monthly-party": monthly.PARTY,
    "petitions-field": works.SPREAD,
    "petitions-village": works.SPREAD,
    "tasks-person": works.TASKS,
    "tasks-unit": works.TASKS,
    "terms-unit": works.TERMS,
    "voter-backlog": voters.BACKLOG,
    "voter-fields": voters.SESSION,
    "voter-figures": voters.FIGURES,
    "voter-meetings": voters.MEETINGS,
    "voter-results": voters.RESULTS,
    "voter-session": voters.SESSION,
    "voter-sessions": voters.SESSIONS,
    "voter-timeliness": voters.TIMELINESS,
    "voter-villages": voters.VILLAGES,
}
"""By the form's id and the number of the column; in a form of lines by the measure."""

UNCOUNTED = ("commune-summary", "reception-duties")
"""Forms without counters: the summary is held to the demo office's figures, duties to their desk."""
