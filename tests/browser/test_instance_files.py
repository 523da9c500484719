"""Whatever the catalogue makes in its folder is for its own user alone."""

import stat

from catalogue.app import create_app
from catalogue.config import Settings
from catalogue.extensions import db


def test_no_file_of_the_sample_catalogue_is_open_to_others_after_requests_either(sample_instance):
    app = create_app(Settings(instance=sample_instance))
    client = app.test_client()
    for address in ("/courses?q=battery", "/courses?q=battery&skill_area=batteries", "/", "/indicators"):
        assert client.get(address).status_code == 200, address
    with app.app_context():
        db.engine.dispose()
    found = [sample_instance, *sample_instance.rglob("*")]
    names = {path.name for path in found}
    assert {"catalogue.sqlite", "secret-key", "current", "cache", "interest"} <= names
    assert [path for path in found if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)] == []
