"""Whether dates bind the learner, from the words sources use for it."""

from __future__ import annotations

from functools import lru_cache

from catalogue.domain.course.records import Pace
from catalogue.domain.text.phrases import Phrases, last_segment, negated

_WORDS = Phrases(
    {
        Pace.SELF_PACED: (
            *("self-paced", "self paced", "selfpaced", "self", "self-study", "self study", "on demand", "on-demand"),
            *("own pace", "selbstgesteuert*", "selbststudium", "selbstlern*", "eigenes tempo", "im eigenen tempo"),
            *("jederzeit", "a son rythme", "a votre rythme", "autoformation", "a tu ritmo", "a su ritmo"),
            *(
                "autoformacion",
                "ao seu ritmo",
                "autoestudo",
                "al proprio ritmo",
                "autoapprendimento",
                "vlastnim tempem",
            ),
            *("samostudium", "vlastnym tempom", "wlasnym tempie", "samoksztalcenie", "i egen takt", "sjalvstudier"),
            *("eigen tempo", "zelfstudie", "sajat tempo*", "omaan tahtiin", "itseopiskelu", "in ritm propriu"),
        ),
        Pace.SCHEDULED: (
            *("scheduled", "instructor-paced", "instructor paced", "instructor", "instructor-led", "cohort*"),
            *("fixed dates", "set dates", "termingebunden*", "feste termine", "festen terminen", "dates fixes"),
            *("a dates fixes", "fechas fijas", "datas fixas", "date fisse", "pevne terminy", "pevnych terminech"),
            *("stale terminy", "fasta datum", "vaste data", "rogzitett idopontok", "aikataulutettu", "date fixe"),
        ),
    }
)


@lru_cache(maxsize=1024)
def parse_pace(text: str, language: str | None = None) -> Pace | None:
    """Self-paced or scheduled, as far as the words of any language say exactly one of them; else None."""
    text = last_segment(text)
    if exact := _WORDS.exactly(text):
        return exact
    named = _WORDS.within(text)
    return named.pop() if len(named) == 1 and not negated(text) else None
