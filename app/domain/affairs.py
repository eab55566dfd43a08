"""What a body did to lead and check reception and settlement (form 06/QLKNTC)."""

from enum import StrEnum


class AffairKind(StrEnum):
    """What was done."""

    DOCUMENT_ISSUED = "document_issued"
    DOCUMENT_AMENDED = "document_amended"
    DOCUMENT_ANNULLED = "document_annulled"
    TRAINING = "training"
    INSPECTION = "inspection"
    CONCLUSION = "conclusion"
    ENFORCEMENT = "enforcement"
