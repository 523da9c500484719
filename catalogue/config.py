"""Every setting of the catalogue: its name, type, default and meaning; read from the environment and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from catalogue.domain.text.messages import N_
from catalogue.version import installed_version

KIND_NAMES = {int: "a whole number", float: "a number", Path: "a path"}


class SettingError(ValueError):
    """A variable of the environment holds what its setting cannot take; the message names both."""


def setting(variable: str, default: Any, meaning: str) -> Any:
    """Return a dataclass field with the environment variable it is read from and what it means."""
    return field(default=default, metadata={"variable": variable, "meaning": meaning})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The catalogue's settings; ``Settings.from_environment()`` reads and checks them."""

    instance: Path = setting("CATALOGUE_INSTANCE", Path("instance"), N_("folder for database, index and cache"))
    database_url: str = setting(
        "CATALOGUE_DATABASE_URL", "", N_("postgresql+psycopg://user:password@host/name; empty: SQLite in the instance")
    )
    search_url: str = setting(
        "CATALOGUE_SEARCH_URL", "", N_("whoosh:///PATH or memory://; empty: Whoosh in the instance")
    )
    search_without: str = setting(
        "CATALOGUE_SEARCH_WITHOUT", "", N_("ranking signals left out, separated by commas; /help/developers lists them")
    )
    queue_url: str = setting("CATALOGUE_QUEUE_URL", "", N_("redis://…; empty: SQLite in the instance"))
    host: str = setting("CATALOGUE_HOST", "127.0.0.1", N_("address `catalogue serve` listens on"))
    port: int = setting("PORT", 5000, N_("port `catalogue serve` listens on"))
    web_processes: int = setting("CATALOGUE_WEB_PROCESSES", 2, N_("processes that answer requests"))
    public_url: str = setting(
        "CATALOGUE_PUBLIC_URL",
        "",
        N_("address visitors use, such as https://courses.example.org; empty: only localhost"),
    )
    trusted_proxies: int = setting(
        "CATALOGUE_TRUSTED_PROXIES",
        0,
        N_("proxies in front whose X-Forwarded headers say who asks; 0: none is believed"),
    )
    metrics_allow: str = setting(
        "CATALOGUE_METRICS_ALLOW", "127.0.0.0/8,::1", N_("networks that may read /metrics, separated by commas")
    )
    secret_key: str = setting("CATALOGUE_SECRET_KEY", "", N_("signing key; empty: made once and kept in the instance"))
    contact: str = setting(
        "CATALOGUE_CONTACT", "mailto:catalogue@localhost", N_("where partners reach us; sent with every fetch")
    )
    mail_url: str = setting(
        "CATALOGUE_MAIL_URL", "", N_("smtp://user:password@host:587; empty: files in instance/mail")
    )
    mail_sender: str = setting("CATALOGUE_MAIL_SENDER", "catalogue@localhost", N_("address that mails come from"))
    user_agent: str = setting(
        "CATALOGUE_USER_AGENT", f"AutomotiveSkillsCatalogue/{installed_version()}", N_("name given when fetching")
    )
    fetch_timeout: float = setting("CATALOGUE_FETCH_TIMEOUT", 20.0, N_("seconds until a silent server is given up"))
    fetch_max_bytes: int = setting("CATALOGUE_FETCH_MAX_BYTES", 50_000_000, N_("largest document read, decompressed"))
    fetch_pace: float = setting("CATALOGUE_FETCH_PACE", 1.0, N_("seconds between two requests to one host"))
    run_deadline: int = setting("CATALOGUE_RUN_DEADLINE", 3600, N_("seconds after which an import run is ended"))
    run_max_pages: int = setting("CATALOGUE_RUN_MAX_PAGES", 5000, N_("pages read in one run of a source"))
    withdrawal_share: float = setting(
        "CATALOGUE_WITHDRAWAL_SHARE", 0.2, N_("share of a source's courses that may vanish in one run")
    )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Return the settings, read from the environment where it names them. Raise ``SettingError`` for a value that
        does not fit."""
        environment = os.environ if environment is None else environment
        read = {f.name: _read(f, environment) for f in fields(cls) if environment.get(f.metadata["variable"])}
        return cls(**read)

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.instance.absolute() / 'catalogue.sqlite'}"

    @property
    def address(self) -> str:
        """Where visitors find the catalogue, without a slash at the end."""
        return self.public_url.rstrip("/") or f"http://localhost:{self.port}"

    @property
    def public_host(self) -> str:
        """The host name visitors use; empty if only this machine does. Raises ``SettingError`` if the address has
        none."""
        parts = urlsplit(self.public_url)
        if self.public_url and not (parts.scheme in ("http", "https") and parts.hostname):
            raise SettingError(
                f"CATALOGUE_PUBLIC_URL is {self.public_url!r}, which is no web address; "
                "write one such as https://courses.example.org, or leave it out."
            )
        return parts.hostname or ""

    @property
    def metrics_networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """The networks that may read the metrics. Raises ``SettingError`` for what is no network."""
        try:
            return tuple(ip_network(name.strip()) for name in self.metrics_allow.split(",") if name.strip())
        except ValueError as error:
            raise SettingError(
                f"CATALOGUE_METRICS_ALLOW cannot be used: {error}; write networks such as 127.0.0.0/8,10.1.2.0/24."
            ) from None

    def require_public_address(self) -> None:
        """Raise ``SettingError`` if other machines can reach the server but links in mails would lead them nowhere."""
        if self.public_host or (_is_loopback(self.host) and not self.trusted_proxies):
            return
        asked = "CATALOGUE_TRUSTED_PROXIES" if self.trusted_proxies else "CATALOGUE_HOST"
        raise SettingError(
            f"{asked} lets other machines ask, but nothing says by which address; set CATALOGUE_PUBLIC_URL to the "
            "address visitors use, such as https://courses.example.org."
        )

    @property
    def mail_folder(self) -> Path:
        return self.instance.absolute() / "mail"

    @property
    def interest_folder(self) -> Path:
        return self.instance.absolute() / "interest"

    @property
    def index_directory(self) -> Path:
        path = urlsplit(self.search_url).path
        return Path(path) if path else self.instance.absolute() / "index"


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _read(setting_field: Field[Any], environment: Mapping[str, str]) -> Any:
    variable = setting_field.metadata["variable"]
    kind: Any = type(setting_field.default)
    try:
        return kind(environment[variable])
    except ValueError:
        raise SettingError(
            f"{variable} is {environment[variable]!r}, which is not {KIND_NAMES.get(kind, 'a value')}; "
            f"write one such as {setting_field.default}, or leave it out."
        ) from None
