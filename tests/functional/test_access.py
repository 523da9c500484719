"""Role × route × owner: every view says who may use it; everybody can do that with what is theirs, and nothing else.

The matrix is made from the application's own map of addresses. An argument of a guarded address that
``two_of_everything`` does not know fails, and so does a view that declares nothing.
"""

from dataclasses import dataclass

import flask.templating
import pytest

from catalogue.app import create_app
from catalogue.config import Settings
from catalogue.domain.people.permissions import SECOND_FACTOR_ROLES, Act, Role, may
from catalogue.extensions import db
from catalogue.models import User
from catalogue.web.guards import quotas_by_account
from tests.browsing import FreshClient, quick_passwords
from tests.databases import POSTGRES, Pristine
from tests.functional.people import sign_in
from tests.functional.two_of_everything import OURS, REGIONS, THEIRS, World, two_of_everything

# These others belong to libraries and show nothing of ours.
LIBRARIES = ("security.", "static", "api-docs.")
# Flask-Security guards its own views; these are for people who have not signed in, or are about to.
FOR_VISITORS = {
    "security.login",
    "security.register",
    "security.forgot_password",
    "security.reset_password",
    "security.send_confirmation",
    "security.confirm_email",
    "security.logout",
    "security.tf_select",
    "security.two_factor_setup_validate",
    "security.two_factor_token_validation",
    "security.two_factor_rescue",
    "security.mf_recovery",
}
SIGNED_IN = {"security.change_password", "security.verify", "security.two_factor_setup", "security.mf_recovery_codes"}
# Whose a thing is, by the part of the catalogue it is in; within /curate the region itself says so.
OF_A_PROVIDER = {"providers", "courses", "submissions", "sources", "runs"}
IN, OUT, ASKED = "let in", "kept out", "asked to sign in"
# Open to whoever may do the act at all: a claim is decided by moderators, an invitation by the mailbox it was sent to,
# and figures of demand are published with their source anyway.
FOR_ALL_WHO_MAY = {"provide.claim", "provide.invitation", "provide.join", "demand.figures"}


@dataclass(frozen=True)
class Case:
    """A request, and whether it is to be answered."""

    method: str
    address: str
    endpoint: str
    allowed: bool
    side: str


@pytest.fixture(scope="module")
def place(tmp_path_factory, databases):
    """An application with two of everything, on a file that can be put back."""
    instance = tmp_path_factory.mktemp("access")
    app = create_app(Settings(instance=instance, database_url=databases.copy(instance), search_url="memory://"))
    app.test_client_class = FreshClient
    app.config.update(WTF_CSRF_ENABLED=False, TRAP_SECONDS=0, ALIKE_SECONDS=0)
    quick_passwords(app)
    with app.app_context():
        app.world = two_of_everything()
        yield app
        db.session.remove()
        db.engine.dispose()


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


def test_the_pages_of_ones_account_are_for_those_who_have_signed_in(place):
    client = place.test_client()
    theirs = {rule.endpoint: rule for rule in place.url_map.iter_rules() if rule.endpoint.startswith("security.")}
    assert theirs.keys() == FOR_VISITORS | SIGNED_IN
    for endpoint in SIGNED_IN:
        for method in theirs[endpoint].methods & {"GET", "POST"}:
            assert outcome(client.open(theirs[endpoint].rule, method=method)) == ASKED, (endpoint, method)


@pytest.mark.skipif(bool(POSTGRES), reason="puts a file back after each request")
@pytest.mark.parametrize("role", [None, *Role])
def test_everybody_can_do_what_is_declared_with_what_is_theirs_and_nothing_else(place, monkeypatch, role):
    monkeypatch.setattr(flask.templating, "_render", lambda *_: "")  # pages are looked at elsewhere
    monkeypatch.setattr(quotas_by_account, "QUOTAS", dict.fromkeys(quotas_by_account.QUOTAS, "9999 per hour"))
    client = place.test_client()
    if role is not None:
        sign_in(client, db.session.get(User, place.world.people[role].user_id))
    as_it_was, signed_in = Pristine(), client.get_cookie("session")
    wrong = []
    for case in cases(place, place.world, role):
        answer = client.open(case.address, method=case.method, data={"region": REGIONS[case.side]})
        right = outcome(answer) == (IN if case.allowed else OUT if role else ASKED)
        if not right or not (case.allowed or as_it_was.is_untouched()):
            wrong.append((case, answer.status_code, answer.location, as_it_was.is_untouched()))
        as_it_was.put_back()
        if signed_in:  # some acts end the session, or begin another
            client.set_cookie("session", signed_in.value)
    assert wrong == []


def outcome(answer):
    if answer.status_code == 401 or "/account/sign-in" in (answer.location or ""):
        return ASKED
    if answer.status_code in (403, 404):
        return OUT
    return IN if answer.status_code < 500 and "/second-factor" not in (answer.location or "") else "broken"


def cases(app, world, role):
    """Every guarded address with every method that it knows: about ours, about theirs, or about nothing."""
    for rule, view in views(app):
        if view.access.act is not None:
            for side in sides(world, rule, role, view.access.act):
                for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                    allowed = role is not None and is_allowed(world, role, rule, view.access.act, side)
                    yield Case(method, address_of(rule, world, role, side), rule.endpoint, allowed, side)


def sides(world, rule, role, act):
    """Both where it can make a difference: not to whoever may do the act nowhere, or everywhere."""
    somewhere = role is not None and may(world.people[role], act) and role not in SECOND_FACTOR_ROLES
    return (OURS, THEIRS) if rule.arguments and (somewhere or (role and "search_id" in rule.arguments)) else (OURS,)


def is_allowed(world: World, role: Role, rule, act: Act, side: str) -> bool:
    who, part = world.people[role], rule.rule.split("/")[1]
    if "search_id" in rule.arguments:
        return side == OURS
    if not rule.arguments or rule.endpoint in FOR_ALL_WHO_MAY or part == "moderation":
        return may(who, act)
    if part == "curate":
        return may(who, act, region=REGIONS[side])
    assert part in OF_A_PROVIDER, f"say whose {rule.rule} is"
    return may(who, act, provider=side)


def address_of(rule, world: World, role: Role | None, side: str) -> str:
    values = {}
    for name in rule.arguments:
        choices = getattr(rule._converters[name], "items", None)
        if name == "search_id":
            others = Role.MODERATOR if role is not Role.MODERATOR else Role.LEARNER
            values[name] = world.searches[(role or Role.LEARNER) if side == OURS else others]
        elif choices:
            values[name] = min(choices)
        else:
            key = (rule.rule.split("/")[1], name)
            assert key in world.values[side], f"say in two_of_everything.py what {name} of {rule.rule} is"
            values[name] = world.values[side][key]
    return rule.build(values, append_unknown=False)[1]
