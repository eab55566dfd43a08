"""What a decision or conclusion orders, and what was done of it (forms 03/GQKN, 04/GQTC, 05/KQTH)."""

from enum import StrEnum


class OutcomeStage(StrEnum):
    """Whether it was ordered or is done."""

    DECIDED = "decided"
    CARRIED_OUT = "carried_out"
