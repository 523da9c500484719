"""Whether an instance takes place and has room, from schema.org ``eventStatus`` and ``availability`` or plain words."""

from __future__ import annotations

from functools import lru_cache

from catalogue.domain.course.records import InstanceStatus
from catalogue.domain.text.phrases import Phrases, last_segment, negated

# A postponed event has no date that holds, so EventPostponed is left to be noted rather than called scheduled.
_WORDS = Phrases(
    {
        InstanceStatus.SCHEDULED: (
            *("EventScheduled", "EventRescheduled", "EventMovedOnline", "InStock", "LimitedAvailability", "scheduled"),
            *("confirmed", "open", "available", "places available", "TENTATIVE", "geplant", "bestatigt", "frei"),
            *("buchbar", "prevu", "confirme", "ouvert", "disponible", "confirmado", "abierto", "disponivel"),
            *("confermato", "disponibile", "volna mista", "volne miesta", "wolne miejsca", "lediga platser"),
            *("beschikbaar", "szabad helyek", "vapaita paikkoja", "disponibil", "locuri disponibile"),
        ),
        InstanceStatus.CANCELLED: (
            *(
                "EventCancelled",
                "cancelled",
                "canceled",
                "Discontinued",
                "abgesagt",
                "entfallt",
                "storniert",
                "annule*",
            ),
            *("cancelado", "cancelada", "anulado", "anulada", "annullato", "annullata", "cancellato", "zruseno"),
            *("zrusen*", "odwolan*", "anulowan*", "installt", "instalt", "inställd", "geannuleerd", "elmarad"),
            *("torolve", "peruttu", "peruutettu", "anulat", "anulata", "aflyst"),
        ),
        InstanceStatus.FULL: (
            *("SoldOut", "OutOfStock", "full", "fully booked", "sold out", "booked out", "ausgebucht", "belegt"),
            *("complet", "complete", "completo", "completa", "agotado", "lotado", "esgotado", "esaurito", "obsazeno"),
            *("plne obsazeno", "obsadene", "brak miejsc", "komplet", "fullbokad", "fullbokat", "fullsatt"),
            *("volgeboekt", "uitverkocht", "vol", "betelt", "taynna", "loppuunvarattu", "locuri epuizate"),
        ),
    }
)


@lru_cache(maxsize=1024)
def parse_instance_status(text: str, language: str | None = None) -> InstanceStatus | None:
    """The status exactly one phrase of any language names; None for "not cancelled", for two, or for none."""
    text = last_segment(text)
    if exact := _WORDS.exactly(text):
        return exact
    named = _WORDS.within(text)
    return named.pop() if len(named) == 1 and not negated(text) else None
