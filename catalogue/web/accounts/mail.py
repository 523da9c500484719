"""Flask-Security's mails, by way of our outbox."""

from __future__ import annotations

from typing import Any

from flask import after_this_request, request
from flask_security import MailUtil

from catalogue.extensions import db
from catalogue.services.accounts.mailing import commit_written, queue_mail
from catalogue.web.guards.own_address import own_address


class OutboxMail(MailUtil):
    """Writes to the outbox. Links carry our own address, whatever the Host header of the request said."""

    def normalize(self, email: str) -> str:
        """Return the one spelling under which a mailbox is stored: no provider in use tells capitals apart."""
        return str(super().normalize(email)).lower()

    def validate(self, email: str) -> str:
        """Return the stored spelling of an address that is new to us."""
        return str(super().validate(email)).lower()

    def send_mail(
        self,
        template: str,
        subject: str,
        recipient: Any,
        sender: Any,
        body: str | None,
        html: str | None,
        **context: Any,
    ) -> None:
        """Queue the mail in the transaction of what else this request changes."""
        text = (body or "").replace(request.host_url, f"{own_address()}/")
        queue_mail(db.session(), str(recipient), str(subject), text)
        after_this_request(_keep)


def _keep(response: Any) -> Any:
    commit_written(db.session())
    return response
