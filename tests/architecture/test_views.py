"""Who can open what, read off the addresses themselves."""

import ast
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

import onward
from onward.config.public_views import PUBLIC
from onward.core.access import EMPLOYER_SIDE, Side

ROOT = Path(onward.__file__).parent
EMPLOYER_MAY_OPEN = Path(__file__).with_name("employer_may_open.txt")


def views(resolver=None):
    for part in (resolver or get_resolver()).url_patterns:
        if isinstance(part, URLResolver):
            yield from views(part)
        elif isinstance(part, URLPattern):
            yield part.callback


def name(view):
    inner = getattr(view, "view_class", view)
    return f"{inner.__module__}.{inner.__qualname__}"


def test_every_view_names_its_audience():
    silent = {name(view) for view in views() if not hasattr(view, "audience") and not hasattr(view, "public")}

    assert silent == set(PUBLIC)


def test_every_public_view_gives_its_reason():
    reasons = [*PUBLIC.values(), *(view.public for view in views() if hasattr(view, "public"))]

    assert [reason for reason in reasons if len(reason) < 15] == []


def test_the_employers_surface_is_written_down():
    """Growing the list is a decision: add the line by hand, and say why in the commit."""
    opened = {name(view) for view in views() if EMPLOYER_SIDE & getattr(view, "audience", frozenset())}

    assert sorted(opened) == EMPLOYER_MAY_OPEN.read_text().split()


def test_what_an_employer_may_open_works_behind_the_wall():
    inside = {
        name(view)
        for view in views()
        if EMPLOYER_SIDE & getattr(view, "audience", frozenset()) and view.side is not Side.EMPLOYER
    }

    assert inside == set()


def test_employer_views_stand_in_modules_that_say_so():
    wrong = {
        name(view)
        for view in views()
        if EMPLOYER_SIDE & getattr(view, "audience", frozenset())
        and not view.__module__.endswith((".views.sponsor", ".views.manager"))
        and not view.__module__.startswith("onward.accounts.views")
    }

    assert wrong == set()


def sources(*patterns):
    return [path for pattern in patterns for path in sorted(ROOT.glob(pattern))]


@pytest.mark.parametrize(
    "path", sources("*/views/*.py", "*/forms.py", "*/forms/*.py"), ids=lambda path: str(path.relative_to(ROOT))
)
def test_views_and_forms_reach_rows_through_selectors(path):
    offenders = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}
    ]

    assert offenders == []


@pytest.mark.parametrize("path", sources("*/views/*.py"), ids=lambda path: str(path.relative_to(ROOT)))
def test_views_stay_short(path):
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > 25
    ]

    assert long == []


@pytest.mark.parametrize("path", sources("**/*.py"), ids=lambda path: str(path.relative_to(ROOT)))
def test_only_views_and_commands_look_at_the_clock(path):
    """Time is an argument everywhere else: an action can be asked what it would do on any day."""
    relative = path.relative_to(ROOT)
    if relative.parts[0] in {"config"} or {"views", "migrations", "templatetags"} & set(relative.parts):
        return
    if relative.name in {"tasks.py", "middleware.py", "context.py", "adapter.py"} or "demo" in str(relative):
        return
    asked = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.attr in {"now", "localdate", "localtime", "today", "utcnow"})
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"timezone", "datetime", "date"}
        and not node.args
    ]

    assert asked == []
