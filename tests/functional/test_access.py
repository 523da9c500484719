"""Role × route: every view says who may see it, and everybody gets exactly that."""

import pytest
from werkzeug.routing import IntegerConverter

from catalogue.domain.permissions import Act, Role, may
from catalogue.services.accounts import actor_of
from tests.functional.people import person, sign_in

# Flask-Security guards its own views; these others belong to libraries and show nothing of ours.
LIBRARIES = ("security.", "static", "api-docs.", "two_factor")


def views(app):
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith(LIBRARIES):
            yield rule, app.view_functions[rule.endpoint]


def test_every_view_declares_who_may_see_it(app):
    undeclared = {rule.endpoint for rule, view in views(app) if not hasattr(view, "access")}
    assert undeclared == set()


def test_nothing_that_changes_anything_is_open_to_everyone(app):
    changing = {"POST", "PUT", "PATCH", "DELETE"}
    open_to_all = {rule.endpoint for rule, view in views(app) if rule.methods & changing and view.access.act is None}
    assert open_to_all <= set(app.config.get("OPEN_FORMS", ()))


@pytest.mark.parametrize(
    ("role", "subject"),
    [
        (None, ""),
        (Role.LEARNER, ""),
        (Role.PROVIDER_EDITOR, "dilna"),
        (Role.PROVIDER_OWNER, "dilna"),
        (Role.CURATOR, "CZ08"),
        (Role.MODERATOR, ""),
        (Role.ADMINISTRATOR, ""),
    ],
)
def test_everybody_gets_what_is_declared_and_nothing_else(app, client, courses, role, subject):
    who = None
    if role is not None:
        user = person(role, subject)
        sign_in(client, user)
        who = actor_of(user)
    for rule, view in views(app):
        if view.access.act is None or "GET" not in rule.methods:
            continue
        address = _address(rule, view.access, subject)
        status = client.get(address).status_code
        about = {"provider": "dilna"} if view.access.provider else {"region": "CZ080"} if view.access.region else {}
        if who is None:
            assert status in (303, 401), (address, status)
        elif may(who, view.access.act, **about):
            assert status not in (303, 401, 403) or _own_affair(view.access.act), (address, status)
        else:
            assert status == 403, (address, status)


def _address(rule, access, subject):
    values = {name: _value(rule._converters[name]) for name in rule.arguments}
    if access.provider:
        values[access.provider] = "dilna"
    if access.region:
        values[access.region] = "CZ080"
    return rule.build(values, append_unknown=False)[1]


def _value(converter):
    return 1 if isinstance(converter, IntegerConverter) else min(getattr(converter, "items", ["x"]))


def _own_affair(act: Act) -> bool:
    """Whether a view that allows the act may still find that this very object is somebody else's."""
    return act in (Act.SAVE_SEARCHES, Act.SUBMIT_LISTINGS, Act.CURATE, Act.MANAGE_SOURCES, Act.MANAGE_PROVIDER)
