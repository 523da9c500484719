"""A site in memory, and what a crawl finds on it and asks for."""

from catalogue.ingestion.contract import CourseDraft, Fault, Page
from catalogue.ingestion.crawl import Crawl
from catalogue.ingestion.fetching import FetchFailed

SITE = "https://a.example"
COURSE = '{"@context": "https://schema.org", "@type": "Course", "name": "%s", "url": "%s"}'


def script(text):
    return f'<script type="application/ld+json">{text}</script>'


def course(name, url=""):
    return script(COURSE % (name, url or f"{SITE}/{name}"))


def listing(*names, following="", host=SITE):
    items = ",".join(f'{{"@type": "ListItem", "url": "{host}/{name}"}}' for name in names)
    onward = f'<link rel="next" href="{following}">' if following else ""
    text = f'{{"@context": "https://schema.org", "@type": "ItemList", "itemListElement": [{items}]}}'
    return f"<html><head>{onward}</head>{script(text)}</html>"


class Walk:
    """A crawl of pages by their last step; an exception is raised instead of one."""

    def __init__(self, first, pages, **options):
        self.asked, self.finished, self.pages = [], [], pages
        own = Page(url=f"{SITE}/", content=first.encode())
        self.crawl = Crawl(pages=[own], fetch=self.fetch, finished=self.finished.append, **options)
        self.seen = list(self.crawl)

    def fetch(self, url):
        name = url.removeprefix(f"{SITE}/")
        self.asked.append(name)
        answer = self.pages.get(name, FetchFailed("not-found", f"{url} answered 404"))
        if isinstance(answer, Exception):
            raise answer
        content, at = answer if isinstance(answer, tuple) else (answer, url)
        return Page(url=at, content=content.encode())

    @property
    def titles(self):
        return [one.found.title for one in self.seen if isinstance(one.found, CourseDraft)]

    @property
    def faults(self):
        return [one for one in self.seen if isinstance(one.found, Fault)]
