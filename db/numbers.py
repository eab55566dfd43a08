"""Number books: one a body, series and year; numbers without gaps, voided with a reason."""

from sqlalchemy import select

from app.domain.ids import RecordId
from app.domain.kinds import BodyKind
from db.tables.documents import number_books, numbers
from db.work import Work


def take(work: Work, body: BodyKind, series: str, year: int, record_id: RecordId) -> int:
    """The next number of the book, given to the record; the first of a year is 1."""
    wanted = (number_books.c.body == body) & (number_books.c.series == series) & (number_books.c.year == year)
    book = work.connection.execute(
        select(number_books.c.id, number_books.c.last_number).where(wanted)
    ).first()
    number = 1 if book is None else book.last_number + 1
    if book is None:
        book_id = work.insert(number_books, body=body, series=series, year=year, last_number=number)
    else:
        book_id = book.id
        work.update(number_books, book_id, last_number=number)
    work.insert(numbers, book_id=book_id, number=number, record_id=record_id)
    return number


def void(work: Work, record_id: RecordId, reason: str) -> None:
    """Void the record's number; it stays taken, so that the book has no gap."""
    for row in work.connection.execute(select(numbers.c.id).where(numbers.c.record_id == record_id)):
        work.update(numbers, row.id, voided_reason=reason)
