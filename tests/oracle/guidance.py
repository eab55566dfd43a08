"""Counts the form of what a body did to lead and check the work (06/QLKNTC)."""

from app.domain.affairs import AffairKind
from tests.oracle.reception import Counter
from tests.oracle.records import Affair, Office


def _of(office: Office, kind: AffairKind) -> list[Affair]:
    return [a for a in office.affairs if a.kind is kind and a.happened_on in office.period]


def number(kind: AffairKind) -> Counter:
    return lambda office: len(_of(office, kind))


def total(kind: AffairKind, what: str) -> Counter:
    return lambda office: sum(getattr(affair, what) for affair in _of(office, kind))


QLKNTC = {
    "1": number(AffairKind.DOCUMENT_ISSUED),
    "2": number(AffairKind.DOCUMENT_AMENDED),
    "3": number(AffairKind.DOCUMENT_ANNULLED),
    "4": number(AffairKind.TRAINING),
    "5": total(AffairKind.TRAINING, "people"),
    "6": number(AffairKind.INSPECTION),
    "7": total(AffairKind.INSPECTION, "units"),
    "8": number(AffairKind.CONCLUSION),
    "9": total(AffairKind.CONCLUSION, "organisations_disciplined"),
    "10": total(AffairKind.CONCLUSION, "people_disciplined"),
    "11": total(AffairKind.CONCLUSION, "cases_referred"),
    "12": total(AffairKind.CONCLUSION, "people_referred"),
    "13": number(AffairKind.ENFORCEMENT),
    "14": total(AffairKind.ENFORCEMENT, "organisations_disciplined"),
    "15": total(AffairKind.ENFORCEMENT, "people_disciplined"),
    "16": total(AffairKind.ENFORCEMENT, "cases_referred"),
    "17": total(AffairKind.ENFORCEMENT, "people_referred"),
}
