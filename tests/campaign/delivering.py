"""A process that sends what is due, as the worker does each minute: ``INSTANCE ADDRESS``, until nothing is left."""

import sys
import time
from pathlib import Path

import catalogue.app
from catalogue.app import create_app
from catalogue.config import Settings
from catalogue.extensions import db
from catalogue.models import Mail
from catalogue.models.columns import now
from catalogue.services.accounts.mailing import is_due, mail_transport, send_due_mails
from catalogue.services.database.claims import release_dead_claims

if __name__ == "__main__":
    instance, address = Path(sys.argv[1]), sys.argv[2]
    catalogue.app.universal_encoder = lambda: None  # its loading would be most of the time
    with create_app(Settings(instance=instance)).app_context():
        release_dead_claims(db.session())
        while db.session.query(Mail.id).filter(is_due(now())).first():
            send_due_mails(db.session(), mail_transport(address, instance / "mail"), "catalogue@localhost")
            time.sleep(0.05)
