"""A site on this machine that stands for a provider's: pages with courses, and a sitemap of them."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

HOST = "academy.example"
JSON_LD = """<html lang="en"><title>x</title><script type="application/ld+json">
{{"@context": "https://schema.org", "@type": "Course", "name": "{title}", "url": "http://academy.example/{path}",
"description": "How cells are made."}}</script></html>"""


class Site:
    """Pages by path: text, or (status, headers, text); every request is written down."""

    def __init__(self):
        self.pages, self.asked = {}, []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                site.asked.append((self.path, dict(self.headers)))
                page = site.pages.get(self.path, (404, {}, "no"))
                page = page() if callable(page) else page
                status, headers, text = page if isinstance(page, tuple) else (200, {}, page)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *arguments):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def paths(self):
        return [path for path, _ in self.asked]

    def publish(self, lastmod):
        """A sitemap of pages: path → lastmod."""
        urls = "".join(
            f"<url><loc>http://{HOST}/{path}</loc><lastmod>{day}</lastmod></url>" for path, day in lastmod.items()
        )
        xmlns = "http://www.sitemaps.org/schemas/sitemap/0.9"
        self.pages["/sitemap.xml"] = f'<?xml version="1.0"?><urlset xmlns="{xmlns}">{urls}</urlset>'
        for path in lastmod:
            self.pages.setdefault(f"/{path}", JSON_LD.format(title=f"Course {path}", path=path))
