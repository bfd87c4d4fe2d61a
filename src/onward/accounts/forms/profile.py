"""How somebody who works here is shown to candidates: filled in by a coordinator, or by oneself."""

from pathlib import Path

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

import onward
from onward.accounts.enums import Field, Language
from onward.accounts.forms.coordinator import LinesField
from onward.accounts.models import StaffProfile
from onward.accounts.pictures import BadPicture, Fault, squared
from onward.core.fields import PhoneField, Tiles
from onward.core.forms import Form

PICTURES = "onward/portraits"
MOST_PLACES, LONGEST_PLACE = 6, 60


def pictures() -> list[tuple[str, str]]:
    """The pictures that this installation has, as static paths with a name to read."""
    folder = Path(onward.__file__).parent / "static" / PICTURES
    return [(f"{PICTURES}/{path.name}", path.stem.capitalize()) for path in sorted(folder.glob("*.*"))]


FAULTS = {
    Fault.EMPTY: _("This file is empty. Choose another one."),
    Fault.TOO_BIG: _("The photo is larger than 10 MB. Save it smaller and choose it again."),
    Fault.UNKNOWN: _("This is no JPEG, PNG or WebP. Save the photo as JPEG and choose it again."),
    Fault.DAMAGED: _("The photo cannot be read. Save it once more as JPEG and choose it again."),
    Fault.TOO_SMALL: _("The photo is very small. Choose one of at least 200 by 200 pixels."),
    Fault.TOO_MANY_PIXELS: _("The photo has very many pixels. Save it smaller and choose it again."),
}


class PictureForm(Form):
    """A photo of oneself, painted anew before it is kept."""

    picture = forms.FileField(
        label=_("A photo of you"),
        help_text=_("JPEG, PNG or WebP, at most 10 MB. We cut a square out of it, and keep no place and no time."),
        allow_empty_file=True,
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
    )

    def clean_picture(self):
        try:
            return squared(self.cleaned_data["picture"].read())
        except BadPicture as bad:
            raise ValidationError(FAULTS[bad.fault]) from bad


class OwnProfileForm(Form):
    """Languages, places, fields, a sentence of one's own, and a drawn picture."""

    languages = forms.MultipleChoiceField(
        label=_("Speaks with candidates in"), choices=Language, widget=forms.CheckboxSelectMultiple
    )
    places = LinesField(
        label=_("Towns where you also meet people"), rows=3, help_text=_("One a line. Your office is known already.")
    )
    fields_of_work = forms.MultipleChoiceField(
        label=_("Has helped people from"), choices=Field, widget=forms.CheckboxSelectMultiple, required=False
    )
    phone = PhoneField(label=_("Direct phone"), required=False)
    video_room = forms.URLField(label=_("Address of the video room"), required=False, assume_scheme="https")
    portrait = forms.ChoiceField(
        label=_("Drawn picture, shown where there is no photo"), required=False, widget=Tiles()
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["portrait"].choices = [("", _("no picture")), *pictures()]
        greetings = (self.initial or {}).get("greetings") or {}
        for language, name in Language.choices:
            self.fields[f"greeting_{language}"] = forms.CharField(
                label=_("A sentence about the work, in %(language)s") % {"language": name},
                required=False,
                max_length=300,
                widget=forms.Textarea({"rows": 2}),
            )
            self.initial.setdefault(f"greeting_{language}", greetings.get(language, ""))

    def clean_places(self):
        places = list(dict.fromkeys(self.cleaned_data["places"]))
        if len(places) > MOST_PLACES:
            raise ValidationError(_("Write six towns at most."))
        if any(len(place) > LONGEST_PLACE for place in places):
            raise ValidationError(_("One of the towns is too long. Write one town on each line."))
        return places

    def clean(self):
        cleaned = super().clean()
        cleaned["greetings"] = {code: cleaned.pop(f"greeting_{code}", "") for code in Language.values}
        cleaned["fields"] = cleaned.pop("fields_of_work", [])
        return cleaned

    @staticmethod
    def initial_of(profile: StaffProfile | None) -> dict:
        if profile is None:
            return {}
        names = ("languages", "places", "phone", "video_room", "greetings")
        own = {"portrait": profile.drawn, "fields_of_work": profile.fields}
        return {**{name: getattr(profile, name) for name in names}, **own}


class ProfileForm(OwnProfileForm):
    """The same by a coordinator, with the hours."""

    weekly_hours = forms.IntegerField(label=_("Hours a week for candidates"), min_value=0, max_value=40)
    field_order = ("weekly_hours",)

    @staticmethod
    def initial_of(profile: StaffProfile | None) -> dict:
        if profile is None:
            return {"weekly_hours": 30}
        return {**OwnProfileForm.initial_of(profile), "weekly_hours": profile.weekly_hours}
