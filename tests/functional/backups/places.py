"""Instances of their own, as other machines have them."""

from sqlalchemy import select

from catalogue.app import create_app
from catalogue.config import Settings
from catalogue.extensions import db
from catalogue.models import Course

PASSWORD_HASH, TOTP_SECRET, LOGO = "$argon2id$v=19$a-hash", "enckey-of-the-second-factor", b"\x89PNG logo"
ASKED = "/api/v1/courses?q=cells"


class Place:
    """An instance of its own, as another machine has it."""

    def __init__(self, folder, databases):
        folder.mkdir()
        self.folder, self._database = folder, databases.copy(folder)

    def app(self):
        return create_app(Settings(instance=self.folder, database_url=self._database))

    def run(self, *arguments):
        app = self.app()
        return app.test_cli_runner().invoke(app.cli, [str(one) for one in arguments])

    def ask(self, address=ASKED):
        found = self.app().test_client().get(address).get_json()
        return [(item["id"], item["title"]) for item in found["items"]]

    def titles(self):
        with self.app().app_context():
            found = sorted(db.session.scalars(select(Course.title)))
            db.session.remove()
            db.engine.dispose()
        return found

    def key(self):
        return (self.folder / "secret-key").read_text()

    def add(self, tmp_path, *titles):
        sheet = tmp_path / "courses.csv"
        rows = [f"{title},https://a.example/{number}" for number, title in enumerate(titles)]
        sheet.write_text("\n".join(["title,url", *rows]), "utf-8")
        assert self.run("import", sheet, "--provider", "academy").exit_code == 0
