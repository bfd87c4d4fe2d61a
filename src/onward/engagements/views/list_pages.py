"""An uploaded list: file, check, store. Not opened directly: each audience's module names who may."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from onward.core.errors import Refused
from onward.engagements import actions, selectors
from onward.engagements.drafts import Draft
from onward.engagements.forms.lists import ColumnsForm, MendForm, RowForm, UploadForm
from onward.engagements.models import OwnListDraft

TO_LOOK_AT, READY = 20, 25
STORE, SAVE, DROP = "store", "save", "drop"


def upload_page(request: HttpRequest, to: dict) -> HttpResponse:
    """Which list, and what is ordered for the people on it."""
    packages = list(selectors.packages(request.actor, timezone.localdate()))
    if not packages:
        return render(request, "engagements/shared/nothing_to_order.html", {"to": to})
    initial = {"language": packages[0].office_language, "package": str(packages[0].pk) if len(packages) == 1 else ""}
    form = UploadForm(request.POST or None, request.FILES or None, packages=packages, initial=initial)
    if form.is_valid():
        try:
            draft = actions.upload_list(by=request.actor, at=timezone.now(), **_uploaded(form))
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(to["check"], draft.pk)
    return render(request, "engagements/shared/upload.html", {"to": to, "form": form})


def _uploaded(form: UploadForm) -> dict:
    found = form.cleaned_data
    return {
        "package": UUID(found["package"]),
        "language": found["language"],
        "content": found["file"].read(),
        "filename": found["file"].name,
    }


def check_page(request: HttpRequest, to: dict, draft: UUID) -> HttpResponse:
    """What was understood. Every button keeps the answers on the page first."""
    row, now = _opened(request, draft)
    if now is None:
        return _gone(request, to, draft)
    if request.POST.get("do") == DROP:
        actions.drop_list(by=request.actor, draft=draft, at=timezone.now())
        return redirect(to["import"])
    asked = now.open_rows[:TO_LOOK_AT]
    forms = [MendForm(request.POST or None, row=each) for each in asked]
    answered = [form.is_valid() for form in forms]  # each is asked, so that each shows its errors
    if request.method == "POST" and all(answered):
        answer = _keep_answers(request, to, draft, forms)
        if answer is not None:
            return answer
        row, now = _opened(request, draft)
        if now is None:
            return _gone(request, to, draft)
        forms = [MendForm(row=each) for each in now.open_rows[:TO_LOOK_AT]]
    return render(request, "engagements/shared/check.html", _shown(request, to, row, now, forms))


def _opened(request: HttpRequest, draft: UUID) -> tuple[OwnListDraft | None, Draft | None]:
    """The draft of this person, if it is still there and can be opened."""
    row = selectors.drafts(request.actor, timezone.now()).filter(pk=draft).first()
    try:
        return row, actions.read_draft(row) if row else None
    except Refused:
        return None, None


def _keep_answers(request: HttpRequest, to: dict, draft: UUID, forms: list[MendForm]) -> HttpResponse | None:
    """Keep what was answered; then store, or show another part. None where the page has to be shown once more."""
    at, do = timezone.now(), request.POST.get("do", "")
    try:
        looked_at = do in {STORE, SAVE}  # leafing through the list keeps what was typed and settles nothing
        answers = {form.row.line: replace(form.answered, seen=looked_at) for form in forms}
        actions.answer_rows(by=request.actor, draft=draft, answers=answers, at=at)
        if do != STORE:
            return redirect(f"{reverse(to['check'], args=[draft])}?page={do}" if do.isdigit() else request.path)
        outcome = actions.record_list(by=request.actor, draft=draft, at=at)
    except Refused as refusal:
        if refusal.code == "gone":  # a second click, while the first was still storing
            return _gone(request, to, draft)
        messages.warning(request, str(refusal))
        return None
    if outcome.new_doubles:
        words = ngettext(
            "While you were looking, somebody else ordered for one of these people. Nothing is stored yet.",
            "While you were looking, somebody else ordered for %(count)s of these people. Nothing is stored yet.",
            outcome.new_doubles,
        )
        messages.warning(request, words % {"count": outcome.new_doubles})
        return None
    return _stored(request, to, outcome)


def _stored(request: HttpRequest, to: dict, outcome) -> HttpResponse:
    words = ngettext(
        "One person is stored, and nobody hears from us before the talk. Next: when is it, and who holds it?",
        "%(count)s people are stored, and nobody hears from us before their talk. Next: when is it, and who holds it?",
        outcome.people,
    )
    messages.success(request, words % {"count": outcome.people})
    return redirect(f"{reverse(to['orders'])}?list={outcome.list_id}")


def _shown(request: HttpRequest, to: dict, row: OwnListDraft, draft: Draft, forms: list[MendForm]) -> dict:
    ready = Paginator(draft.ready_rows, READY).get_page(request.GET.get("page"))
    packages = list(selectors.packages(request.actor, timezone.localdate()))
    names = {package.pk: package.name for package in packages}
    explained = [header for header in draft.by_hand if header not in draft.unknown]
    headers = [*draft.unknown, *explained]
    return {
        "to": to,
        "row": row,
        "draft": draft,
        "package": next((package for package in packages if package.pk == draft.package), None),
        "forms": forms,
        "further": len(draft.open_rows) - len(forms),
        "ready": ready,
        "others": [(each, names.get(each.package, "")) for each in ready if each.package != draft.package],
        "columns": ColumnsForm(headers=headers, known=draft.by_hand) if headers else None,
    }


def again_page(request: HttpRequest, to: dict, draft: UUID) -> HttpResponse:
    """The same file, read with its columns explained by hand."""
    row, now = _opened(request, draft)
    if now is None:
        return _gone(request, to, draft)
    headers = [*now.unknown, *(header for header in now.by_hand if header not in now.unknown)]
    form = ColumnsForm(request.POST or None, request.FILES or None, headers=headers, known=now.by_hand)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            made = actions.read_again(
                by=request.actor,
                draft=draft,
                columns=form.columns,
                content=upload.read(),
                filename=upload.name,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(to["check"], made.pk)
    return render(request, "engagements/shared/columns.html", {"to": to, "form": form, "row": row})


def row_page(request: HttpRequest, to: dict, draft: UUID, line: int) -> HttpResponse:
    """One whole row."""
    row, now = _opened(request, draft)
    if now is None:
        return _gone(request, to, draft)
    found = now.row(line)
    if found is None:
        raise Http404
    packages = selectors.packages(request.actor, timezone.localdate()).filter(agreement=row.agreement)
    form = RowForm(request.POST or None, row=found, packages=list(packages))
    if form.is_valid():
        try:
            actions.answer_rows(by=request.actor, draft=draft, answers={line: form.answered}, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(to["check"], draft)
    return render(request, "engagements/shared/row.html", {"to": to, "form": form, "row": row, "found": found})


def _gone(request: HttpRequest, to: dict, draft: UUID) -> HttpResponse:
    """Stored already (a double click, the way back in the browser), or half an hour has passed."""
    if selectors.own_orders(request.actor).filter(list_id=draft).exists():
        return redirect(f"{reverse(to['orders'])}?list={draft}")
    return render(request, "engagements/shared/list_gone.html", {"to": to}, status=410)
