"""The words of decisions: what moderators press, what was decided and why. Kinds without words of their own are
approved, sent back or rejected."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from catalogue.domain.people.review_states import LAPSED_OUTCOME, Verdict
from catalogue.domain.text.messages import N_
from catalogue.services.moderating.deciding_many import DecisionResult
from catalogue.services.reviewing.contract import ReviewKind

KEYS = {Verdict.APPROVED: "a", Verdict.SENT_BACK: "c", Verdict.REJECTED: "r"}


@dataclass(frozen=True, slots=True)
class Words:
    """By verdict what its button says and what was decided; reasons that come up again and again, as message ids."""

    buttons: Mapping[str, object]
    done: Mapping[str, object]
    reasons: Sequence[str]


PUBLISHING = Words(
    {Verdict.APPROVED: _l("Approve"), Verdict.SENT_BACK: _l("Ask for changes"), Verdict.REJECTED: _l("Reject")},
    {Verdict.APPROVED: _l("approved"), Verdict.SENT_BACK: _l("sent back"), Verdict.REJECTED: _l("rejected")},
    (
        N_("This course does not concern the automotive or battery industry."),
        N_("This course is in the catalogue already. Please revise that listing instead."),
        N_("The address does not lead to this course. Please give the address of its own page."),
        N_("Please say in a few sentences what participants learn and whom the course is for."),
        N_("Please add the next dates with place and price, or say that one can begin at any time."),
        N_("Please describe the course without praise, capital letters or slogans."),
    ),
)
WORDS = {
    "report": Words(
        {
            Verdict.APPROVED: _l("It is fixed"),
            Verdict.SENT_BACK: _l("Ask the provider"),
            Verdict.REJECTED: _l("There is no problem"),
        },
        {Verdict.APPROVED: _l("fixed"), Verdict.SENT_BACK: _l("provider asked"), Verdict.REJECTED: _l("no problem")},
        (
            N_("The link works; its site may have been down for a while."),
            N_("The provider’s own page says the same as the listing."),
            N_("Please see whether the dates and the price are still right."),
            N_("Please give the address of the course’s own page."),
        ),
    ),
    "classification": Words(
        {
            Verdict.APPROVED: _l("All areas are right"),
            Verdict.REJECTED: _l("None of our suggestions is right"),
        },
        {Verdict.APPROVED: _l("skill areas confirmed"), Verdict.REJECTED: _l("skill areas rejected")},
        (),
    ),
    "likeness": Words(
        {Verdict.REJECTED: _l("These courses are unrelated")},
        {Verdict.APPROVED: _l("merged or linked"), Verdict.REJECTED: _l("dismissed")},
        (),
    ),
    "link": Words(
        {
            Verdict.APPROVED: _l("Withdraw the course"),
            Verdict.SENT_BACK: _l("Ask the provider"),
            Verdict.REJECTED: _l("Keep the course"),
        },
        {Verdict.APPROVED: _l("withdrawn"), Verdict.SENT_BACK: _l("provider asked"), Verdict.REJECTED: _l("kept")},
        (),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A verdict that can be given, with its words and its key; ``reasoned``: only with a reason."""

    verdict: str
    text: str
    key: str
    reasoned: bool


def verdict_buttons(kind: ReviewKind, answerable: bool = True) -> list[Button]:
    """Return what can be decided; without anybody to ask there is no "Ask" button."""
    texts = _words(kind.key).buttons
    given = [one for one in KEYS if one in texts and (one is not Verdict.SENT_BACK or (kind.send_back and answerable))]
    return [
        Button(verdict=one.value, text=str(texts[one]), key=KEYS[one], reasoned=one in kind.reasoned) for one in given
    ]


def label_for_many(kind: ReviewKind, one: Button) -> str:
    """Return the label of the button that decides on all chosen items."""
    many = {Verdict.APPROVED.value: _("Approve selected"), Verdict.REJECTED.value: _("Reject selected")}
    return one.text if kind.key in WORDS else many.get(one.verdict, one.text)


def verdict_label(outcome: str, kind_key: str = "") -> str:
    """Return what was decided, in words."""
    if outcome == LAPSED_OUTCOME:
        return str(_("closed, as the reason is gone"))
    return str(_words(kind_key).done.get(outcome, outcome))


def decision_message(outcome: Verdict, title: str, kind_key: str) -> str:
    """Return the message on what has just been decided."""
    if kind_key == "report":
        return str(_("The report on “%(title)s” is closed.", title=title))
    if kind_key in WORDS:
        return f"{title}: {verdict_label(outcome, kind_key)}"
    done: dict[Verdict, str] = {
        Verdict.APPROVED: _("“%(title)s” is approved.", title=title),
        Verdict.SENT_BACK: _("“%(title)s” went back for changes.", title=title),
        Verdict.REJECTED: _("“%(title)s” is rejected.", title=title),
    }
    return done[outcome]


def result_label(one: DecisionResult) -> str:
    """Return what became of an item that was decided among others."""
    if one.decided:
        return verdict_label(one.review.outcome, one.review.kind)
    if one.problem:
        return one.problem.translated(_)
    who = one.review.closed_by
    if not one.review.outcome:
        return str(_("left: it has changed since you looked at it"))
    name = (who.name or who.email) if who else "–"
    return str(
        _(
            "left: already %(verdict)s by %(name)s",
            verdict=verdict_label(one.review.outcome, one.review.kind),
            name=name,
        )
    )


def common_reasons(kind_key: str) -> list[str]:
    """Return reasons that come up again and again."""
    return [_(one) for one in _words(kind_key).reasons]


def reason_to_message_ids(reason: str, kind_key: str) -> str:
    """Return a reason in its stored form: recurring lines as message ids, so that everybody reads them in their own
    language (the filter ``reworded``), and what the moderator wrote as it is."""
    known = {_(one): one for one in _words(kind_key).reasons}
    return "\n".join(known.get(line.strip(), line) for line in reason.splitlines())


def _words(kind_key: str) -> Words:
    return WORDS.get(kind_key, PUBLISHING)


TEMPLATE_FUNCTIONS: Mapping[str, Callable[..., object]] = {
    "common_reasons": common_reasons,
    "label_for_many": label_for_many,
    "result_label": result_label,
    "verdict_buttons": verdict_buttons,
    "verdict_label": verdict_label,
}
"""What the templates of moderation call."""
