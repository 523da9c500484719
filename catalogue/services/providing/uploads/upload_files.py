"""Uploaded files of listings: storing, handing in and discarding them, and giving back what was wrong."""

from __future__ import annotations

import mimetypes
import secrets
from collections.abc import Collection, Sequence
from urllib.parse import quote

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.domain.people.permissions import Actor, Role
from catalogue.domain.people.review_states import Finding, UploadStatus
from catalogue.domain.text.messages import N_, Message, Translate, clean, message_from_json, reason_of, to_json
from catalogue.ingestion.contract import Page, Unreadable
from catalogue.ingestion.tables import read_sheet
from catalogue.models import Provider, Upload, UploadRow
from catalogue.models.columns import now
from catalogue.search.port import SearchEngine
from catalogue.services.accounts.audit_trail import record
from catalogue.services.providing.submissions.content import content_of
from catalogue.services.providing.uploads.apply_rows import apply_chosen_rows
from catalogue.services.providing.uploads.checking import Checked, Checker, key_of, own_courses
from catalogue.services.providing.uploads.table import listing_rows
from catalogue.services.reviewing.queue import open_review
from catalogue.services.search.indexing import bring_index_up_to_date

MAX_COURSES_PER_UPLOAD = 2000
MAX_ROWS_PER_UPLOAD = 20_000
UNDECIDED_STATUSES = frozenset({UploadStatus.CHECKED, UploadStatus.SENT_BACK})
UPLOADS_SHOWN = 20


class NothingChosen(Exception):
    """None of the chosen rows can be applied."""


class AlreadySubmitted(Exception):
    """The file was handed in already; nothing was done a second time."""


def check_file(session: Session, provider: Provider, actor: Actor, name: str, content: bytes) -> Upload:
    """Store a file with what each of its rows would do, and return it; no listing changes yet. Commits.

    Raise ``Unreadable``; its message says what is wrong with the file and how to correct it.
    """
    page = Page(url=f"file:///{quote(name)}", content=content, media_type=mimetypes.guess_type(name)[0])
    try:
        sheet = read_sheet(page, MAX_COURSES_PER_UPLOAD, MAX_ROWS_PER_UPLOAD)
    except Unreadable as error:
        shown = clean(reason_of(error), lambda text: text.replace(page.url, name or "…"))
        raise Unreadable(shown) from None
    if not sheet.courses:
        raise Unreadable(Message(N_("%(name)s holds no courses; write one in each row below the header."), name=name))
    upload = Upload(ref=secrets.token_urlsafe(9), provider=provider, author_id=actor.user_id, name=name[:500])
    upload.headers = list(sheet.headers)
    checker = Checker(session, provider, sheet, upload.ref)
    upload.rows = [_row(at, checker.check(given)) for at, given in enumerate(sheet.courses)]
    session.add(upload)
    record(session, actor, "uploaded", f"provider:{provider.key}", upload.name)
    session.commit()
    return upload


def submit_rows(
    session: Session, engine: SearchEngine, upload: Upload, chosen: Collection[int], seen: int, actor: Actor
) -> None:
    """Apply the chosen rows (their ids) at once if the moderators trust the provider, else queue the file for them.
    Commits.

    ``seen`` is the version of the file that the person looked at. Raise ``NothingChosen`` and ``AlreadySubmitted``.
    """
    if upload.status not in UNDECIDED_STATUSES or upload.version != seen:
        raise AlreadySubmitted
    rows = [row for row in upload.rows if row.id in chosen and row.finding in (Finding.NEW, Finding.CHANGED)]
    if not rows:
        raise NothingChosen
    for row in upload.rows:
        row.chosen = row in rows
    upload.updated_at = now()
    upload.reason = ""
    record(session, actor, "handed-in", f"upload:{upload.id}", upload.name, after={"rows": len(rows)})
    if upload.provider.trusted or actor.roles & {Role.MODERATOR, Role.ADMINISTRATOR}:
        apply_chosen_rows(session, upload)
        record(session, actor, "published", f"upload:{upload.id}", upload.name)
    else:
        upload.status = UploadStatus.WAITING
        open_review(session, "upload", upload.id, upload.name, provider=upload.provider, by=actor)
    session.commit()
    bring_index_up_to_date(session, engine)


def delete_upload(session: Session, upload: Upload) -> None:
    """Delete a file of which nothing was applied. Commits. Raise ``AlreadySubmitted``."""
    if upload.status not in UNDECIDED_STATUSES:
        raise AlreadySubmitted
    session.delete(upload)
    session.commit()


def upload_of(session: Session, provider: Provider, ref: str) -> Upload | None:
    """Return the file with this reference if it is the provider's, else None."""
    return session.scalar(select(Upload).where(Upload.ref == ref, Upload.provider_id == provider.id))


def uploads_of(session: Session, provider: Provider) -> Sequence[Upload]:
    """Return the latest ``UPLOADS_SHOWN`` files of a provider, newest first."""
    query = select(Upload).where(Upload.provider_id == provider.id).order_by(Upload.id.desc())
    return session.scalars(query.limit(UPLOADS_SHOWN)).all()


def listings_table(session: Session, provider: Provider) -> list[list[str]]:
    """Return all published listings of a provider as rows; uploading them again changes nothing."""
    published = (course for course in own_courses(session, provider) if course.status == CourseStatus.PUBLISHED)
    return [row for course in published for row in listing_rows(key_of(course), content_of(course))]


def table_of_problems(upload: Upload, translate: Translate) -> tuple[list[str], list[list[str]]]:
    """Return header and rows of what was wrong, as uploaded, with the problems in a last column, put into words by
    ``translate``."""
    width = len(upload.headers)
    rows = []
    for row in upload.rows:
        if row.finding != Finding.WRONG:
            continue
        problems = problems_in_words(row, translate)
        text = " ".join(f"{column}: {problem}" if column else problem for column, problem in problems)
        rows += [[*cells[:width], *[""] * (width - len(cells)), text] for cells in row.cells]
    return [*upload.headers, translate(N_("what is wrong"))], rows


def problems_in_words(row: UploadRow, translate: Translate) -> list[tuple[str, str]]:
    """Return the headers of a row's columns, each with what is wrong there in sentences."""
    found = []
    for header, stored in row.problems.items():
        notes = stored if isinstance(stored, list) else [stored]
        found.append((header, " ".join(_sentence(message_from_json(note).translated(translate)) for note in notes)))
    return found


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "!", "?")) else ".")


def _row(position: int, checked: Checked) -> UploadRow:
    title = str(checked.content.get("title") or "") or next((cell for cell in checked.given.rows[0] if cell), "")
    return UploadRow(
        position=position,
        numbers=list(checked.given.numbers),
        cells=[list(cells) for cells in checked.given.rows],
        title=title[:500],
        key=checked.key,
        finding=checked.finding,
        problems={header: [to_json(note) for note in notes] for header, notes in checked.problems.items()},
        content=checked.content,
        changes=checked.changes,
        chosen=checked.finding in (Finding.NEW, Finding.CHANGED),
        course_id=checked.course.id if checked.course else None,
    )
