"""Who acts, and which views are open to whom. Default: nobody."""

import enum
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _

from onward.core.errors import NotAllowed

NOTHING = Q(pk__in=[])
SYSTEM_KEY = uuid.UUID(int=0)


class Role(models.TextChoices):
    """In what capacity somebody acts. A session acts in exactly one."""

    CANDIDATE = "candidate", _("candidate")
    COUNSELLOR = "counsellor", _("counsellor")
    COORDINATOR = "coordinator", _("coordinator")
    SPONSOR = "sponsor", _("employer")
    MANAGER = "manager", _("manager")
    SYSTEM = "system", _("the system")


STAFF = frozenset({Role.COUNSELLOR, Role.COORDINATOR})
EMPLOYER_SIDE = frozenset({Role.SPONSOR, Role.MANAGER})


class Side(enum.Enum):
    """On which side of the glass wall a page's database work is done."""

    INSIDE = "inside"
    EMPLOYER = "employer"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody in one role. Plain ids, so that tasks, tests and actions ask the same rules as pages do."""

    role: Role
    person_id: uuid.UUID | None = None
    office_id: uuid.UUID | None = None
    employer_id: uuid.UUID | None = None
    manager_id: uuid.UUID | None = None
    name: str = ""

    @property
    def key(self) -> uuid.UUID:
        """Who is written down as having done it: the person, the manager, or the system itself."""
        return self.person_id or self.manager_id or SYSTEM_KEY

    @property
    def is_employer_side(self) -> bool:
        return self.role in EMPLOYER_SIDE


SYSTEM = Actor(role=Role.SYSTEM, name="Onward")


def require(allowed: bool) -> None:
    """Stop an action whose policy said no."""
    if not allowed:
        raise NotAllowed


def page_to_return_to(request: HttpRequest) -> str:
    """Where to go on after signing in: this page, or for what a button sent the page that it stood on."""
    came_from = request.headers.get("Referer", "")
    if request.method in {"GET", "HEAD"} or not url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return request.get_full_path()
    parts = urlsplit(came_from)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def audience(*roles: Role, side: Side | None = None) -> Callable:
    """Open a view to these roles; to all others it does not exist.

    The guard middleware reads `side`: pages that a sponsor or a manager may open work behind the wall.
    """
    opened = frozenset(roles)
    if not opened:
        raise ValueError("An audience names at least one role.")
    chosen = side or (Side.EMPLOYER if opened & EMPLOYER_SIDE else Side.INSIDE)
    if chosen is Side.INSIDE and opened & EMPLOYER_SIDE:
        raise ValueError("A page that an employer may open works on the employer's side of the wall.")

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if request.actor is None:
                return redirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': page_to_return_to(request)})}")
            if request.actor.role not in opened:
                raise Http404
            try:
                response = view(request, *args, **kwargs)
            except NotAllowed as stranger:
                raise Http404 from stranger
            response.headers.setdefault("Cache-Control", "no-store, private")  # others may use the same browser
            return response

        guarded.audience = opened
        guarded.side = chosen
        return guarded

    return decorate


def public(*, reason: str, side: Side | None = None) -> Callable:
    """Open a view to everybody, for a stated reason. Without a side it reaches sign-in tables only."""

    def decorate(view):
        @wraps(view)
        def opened(request, *args, **kwargs):
            try:
                return view(request, *args, **kwargs)
            except NotAllowed as stranger:
                raise Http404 from stranger

        opened.public = reason
        opened.side = side
        return opened

    return decorate
