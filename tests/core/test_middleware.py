"""Two presses at once: who is overtaken begins anew, once, and answers with what stands by then."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, OperationalError, connections
from django.http import HttpResponse
from django.urls import reverse
from psycopg.errors import DeadlockDetected, QueryCanceled

from onward.accounts.models import Person
from onward.core.access import Actor, Role, Side
from onward.core.middleware import GuardMiddleware
from tests.conftest import WebClient
from tests.factories.accounts import EmployerFactory, PersonFactory, session_of

DEADLOCK, TOO_LONG = OperationalError("two wait for each other"), OperationalError("too long")
DEADLOCK.__cause__, TOO_LONG.__cause__ = DeadlockDetected(), QueryCanceled()


def answer(request, *outcomes):
    """What the guard makes of a view that fails so, and how often it was asked."""
    left, read = list(outcomes), []

    def view(request):
        read.append([upload.read() for upload in request.FILES.getlist("file")])
        if left and (wrong := left.pop(0)):
            raise wrong
        return HttpResponse("done")

    view.side = Side.INSIDE
    request.actor = Actor(Role.COORDINATOR)
    return GuardMiddleware(None).process_view(request, view, (), {}), read


@pytest.mark.django_db
@pytest.mark.parametrize("overtaken", [IntegrityError("there already"), Person.DoesNotExist(), DEADLOCK])
def test_who_is_overtaken_begins_anew_with_the_same_files(rf, overtaken):
    files = [SimpleUploadedFile("a.csv", b"Per;Friis"), SimpleUploadedFile("b.csv", b"Ulla;Skjold")]
    request = rf.post("/", {"file": files})

    done, read = answer(request, overtaken)

    assert done.content == b"done"
    assert read == [[b"Per;Friis", b"Ulla;Skjold"]] * 2


@pytest.mark.django_db
@pytest.mark.parametrize("mistake", [IntegrityError("a mistake of ours"), Person.DoesNotExist()])
def test_what_fails_again_is_not_hidden(rf, mistake):
    with pytest.raises(type(mistake)):
        answer(rf.post("/"), mistake, mistake)


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "wrong"), [("get", IntegrityError()), ("post", TOO_LONG), ("post", KeyError("x"))])
def test_nothing_else_is_tried_twice(rf, method, wrong):
    with pytest.raises(type(wrong)):
        answer(getattr(rf, method)("/"), wrong)


@pytest.mark.django_db(transaction=True)
def test_three_presses_at_once_make_one_contact():
    helen, employer = PersonFactory(coordinator=True), EmployerFactory()
    address = reverse("accounts:new_contact", args=[employer.pk])
    typed = {"first_name": "Ulla", "last_name": "Skjold", "email": "ulla@firma.example", "language": "da"}
    begin, codes = threading.Barrier(3), []

    def press(client):
        begin.wait(5)
        try:
            codes.append(client.post(address, typed).status_code)
        finally:
            connections.close_all()

    clients = [WebClient() for _press in range(3)]
    for client in clients:
        session_of(client, helen, Role.COORDINATOR, ("password", "mfa"))
    presses = [threading.Thread(target=press, args=[client]) for client in clients]
    for each in presses:
        each.start()
    for each in presses:
        each.join()

    assert sorted(codes) == [200, 200, 302]
    assert Person.objects.filter(email="ulla@firma.example").count() == 1
