"""The WSGI entry point: ``gunicorn wsgi:app`` or ``flask --app wsgi``."""

from catalogue.app import create_app

app = create_app()
