"""People who have signed up, what they may do, and how they prove who they are. Flask-Security reads these tables."""

from __future__ import annotations

from flask_security import AsaList, RoleMixin, UserMixin
from sqlalchemy import Column, ForeignKey, String, Table
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalogue.domain.people.permissions import SECOND_FACTOR_ROLES, MemberRole
from catalogue.extensions import Model, db
from catalogue.models.columns import Code, Instant, Key, now
from catalogue.models.providers.provider import Provider

user_role = Table(
    "user_role",
    db.metadata,
    Column("user_id", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("role_id", ForeignKey("role.id", ondelete="CASCADE"), primary_key=True),
)


class GrantedRole(Model, RoleMixin):
    """A role that holds everywhere: moderator or administrator."""

    __tablename__ = "role"
    __allow_unmapped__ = True

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(40), unique=True)
    permissions: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))


class User(Model, UserMixin):
    """A person. ``locale`` is the language in which mails are written; the table is ``person`` as PostgreSQL keeps
    the word ``user`` for itself. Names beginning with ``tf_``, ``mf_`` and ``fs_`` are Flask-Security's."""

    __tablename__ = "person"
    __allow_unmapped__ = True

    id: Mapped[Key]
    email: Mapped[str] = mapped_column(String(255), unique=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    locale: Mapped[Code] = mapped_column(default="en")
    password: Mapped[str] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    is_sample: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Instant] = mapped_column(default=now)
    confirmed_at: Mapped[Instant | None]
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))

    roles: Mapped[list[GrantedRole]] = relationship(secondary=user_role, lazy="selectin")  # type: ignore[assignment]
    memberships: Mapped[list[ProviderMember]] = relationship(cascade="all, delete-orphan", back_populates="user")
    curated: Mapped[list[RegionCurator]] = relationship(cascade="all, delete-orphan")

    def check_tf_required(
        self, tf_setup_methods: list[tuple[str, str]], tf_fresh: bool
    ) -> tuple[bool, list[tuple[str, str]]]:
        """Return whether sign-in asks for a second factor, and the methods set up: people who decide over others' work
        need one, and so do those who set one up. Flask-Security calls it."""
        return bool(tf_setup_methods) or self.check_tf_required_setup(), tf_setup_methods

    def check_tf_required_setup(self) -> bool:
        """Return whether this person must set up a second factor."""
        return bool(SECOND_FACTOR_ROLES & {role.name for role in self.roles})


class ProviderMember(Model):
    """A person works for a provider: as its owner or as an editor of its listings."""

    __tablename__ = "provider_member"

    user_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    provider_id: Mapped[int] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    role: Mapped[Code] = mapped_column(default=MemberRole.EDITOR)
    joined_at: Mapped[Instant] = mapped_column(default=now)

    user: Mapped[User] = relationship(back_populates="memberships")
    provider: Mapped[Provider] = relationship(lazy="joined")


class RegionCurator(Model):
    """A person curates a region and those within it; ``region`` is a NUTS code or a country's first two letters."""

    __tablename__ = "region_curator"

    user_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    region: Mapped[str] = mapped_column(String(5), primary_key=True)
