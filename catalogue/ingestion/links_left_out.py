"""Links that a walk does not follow, so that nobody takes what they lead to for read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from catalogue.domain.text.messages import N_, Message
from catalogue.domain.text.web_addresses import host_of
from catalogue.ingestion.contract import Remark
from catalogue.ingestion.reading import Lead
from catalogue.ingestion.sightings import Sighting

MAX_HOSTS_NAMED = 5


@dataclass(slots=True)
class LinksLeftOut:
    """Counts of links by the host they lead to, and of those that a page handed in alone names."""

    _count_by_host: Counter[str] = field(default_factory=Counter)
    _not_handed_in: int = 0
    _first_not_handed_in: str = ""
    _page_url: str = ""

    def count(self, lead: Lead, *, could_ask: bool) -> None:
        """Count a link; where nothing could be asked for, the pages that a file names were not handed in."""
        self._page_url = self._page_url or lead.page_url
        if could_ask:
            self._count_by_host[host_of(lead.link.url)] += 1
            return
        self._not_handed_in += 1
        self._first_not_handed_in = self._first_not_handed_in or lead.link.url

    def sightings(self) -> Iterator[Sighting]:
        """Yield a remark for each of the two kinds of which there are some."""
        if named := [(host, count) for host, count in self._count_by_host.most_common() if host]:
            hosts = ", ".join(f"{host} ({count})" for host, count in named[:MAX_HOSTS_NAMED])
            more = ", …" if len(named) > MAX_HOSTS_NAMED else ""
            elsewhere = N_(
                "Links that lead to other hosts were not followed: %(hosts)s. If courses are there, register that "
                "address as a source of its own."
            )
            yield self._remark(Message(elsewhere, hosts=f"{hosts}{more}"))
        if self._not_handed_in:
            behind = N_(
                "Courses may lie behind links, which a file does not hold (%(count)s, such as %(url)s). Give the "
                "address of the list on the web, and they are followed."
            )
            yield self._remark(Message(behind, count=self._not_handed_in, url=self._first_not_handed_in))

    def _remark(self, message: Message) -> Sighting:
        return Sighting(page_url=self._page_url, found=Remark(message=message))
