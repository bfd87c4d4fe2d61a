"""How every form of ours is drawn: the design system's fields, with label, description and message tied to the input.

`FORM_RENDERER` names `Renderer`, so `{{ form }}` and `{{ form.name.as_field_group }}` look right without further ado,
in forms of other packages too. Our own forms inherit from `Form` or `ModelForm` and so also speak our words.
"""

from collections.abc import Iterator

from django import forms
from django.forms.boundfield import BoundField as DjangoBoundField
from django.forms.boundfield import BoundWidget
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

AUTOCOMPLETE = {
    "name": "name",
    "first_name": "given-name",
    "last_name": "family-name",
    "email": "email",
    "phone": "tel",
    "street": "street-address",
    "postal_code": "postal-code",
    "town": "address-level2",
}
SHORT = 24  # an answer up to this many characters gets a field of its own width
CHOOSE = _("Choose one of the answers.")
WORDS = {
    "required": _("This is still missing."),
    "max_length": _("Write at most %(limit_value)s characters; now there are %(show_value)s."),
    "min_value": _("Write a number of at least %(limit_value)s."),
    "max_value": _("Write a number of at most %(limit_value)s."),
}
WORDS_OF_KIND = (
    (forms.EmailField, {"invalid": _("Write the whole address, for example name@example.com.")}),
    (forms.DecimalField, {"invalid": _("Write a number.")}),  # before its parent
    (forms.IntegerField, {"invalid": _("Write a whole number.")}),
    (forms.ModelChoiceField, {"required": CHOOSE, "invalid_choice": CHOOSE}),
    (forms.ChoiceField, {"required": CHOOSE, "invalid_choice": CHOOSE}),
    (forms.FileField, {"required": _("Choose a file."), "empty": _("This file is empty. Choose another one.")}),
)


class BoundField(DjangoBoundField):
    """A field on its page. `shape` tells the template which markup it needs."""

    @property
    def shape(self) -> str:
        """hidden, switch (one tick box), tiles, choices, parts (several inputs under one legend) or plain."""
        widget = self.field.widget
        if widget.is_hidden:
            return "hidden"
        if getattr(widget, "shape", ""):
            return widget.shape
        if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
            return "choices"
        if isinstance(widget, forms.CheckboxInput):
            return "switch"
        return "parts" if widget.use_fieldset else "plain"

    @property
    def optional_words(self) -> str:
        """What stands behind the label of a field that may stay empty; nothing behind a tick box."""
        if self.field.required or self.shape in {"hidden", "switch"}:
            return ""
        return getattr(self.form, "optional_words", "")

    @property
    def groups(self) -> Iterator[tuple[str | None, list[BoundWidget]]]:
        """The choices, group by group; one group without a name where the choices have none."""
        widget = self.field.widget
        attrs = self.build_widget_attrs({"id": self.auto_id})
        drawn = widget.get_context(self.html_name, self.value(), attrs)["widget"]["optgroups"]
        single: list[BoundWidget] = []
        for name, options, _index in drawn:
            bound = [BoundWidget(widget, option, self.renderer) for option in options]
            if name:
                yield name, bound
            else:
                single += bound
        if single:
            yield None, single

    @property
    def target(self) -> str:
        """The id that a link in the error summary leads to: the first input of this field."""
        if self.shape in {"tiles", "choices"}:
            return next((options[0].id_for_label for _name, options in self.groups), self.auto_id)
        if self.shape == "parts":
            return f"{self.auto_id}_0"
        return self.id_for_label or self.auto_id

    @property
    def lines(self) -> list[str]:
        """The messages as the error summary says them, with the question before the answer.

        Words that a form says of its own about an empty field name the question already.
        """
        own = self.field.error_messages.get("required")
        own = "" if own in (CHOOSE, *WORDS.values()) else own
        label = str(self.label)
        before = label if label.endswith((".", "?", "…", ":")) else f"{label}:"
        return [str(error) if error == own else f"{before} {error}" for error in self.errors]

    def build_widget_attrs(self, attrs, widget=None):
        """Add what the design system and assistive technology need.

        No `required`: the browser would stop people with a bubble in its own words and language.
        """
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        attrs.pop("required", None)
        if widget.is_hidden:
            return attrs
        attrs["class"] = f"ds-input {widget.attrs.get('class', '')}".strip()
        if isinstance(widget, forms.Select) and not isinstance(widget, forms.RadioSelect):
            attrs.setdefault("data-width", "auto")
        if isinstance(widget, (forms.TextInput, forms.EmailInput)):
            attrs |= self._hints_for_typing(widget)
        return attrs

    def _hints_for_typing(self, widget) -> dict:
        hints = {}
        length = getattr(self.field, "max_length", None)
        if length and length <= SHORT and "size" not in widget.attrs:
            hints["size"] = length
        if self.name in AUTOCOMPLETE and "autocomplete" not in widget.attrs:
            hints["autocomplete"] = AUTOCOMPLETE[self.name] if getattr(self.form, "about_self", False) else "off"
        if isinstance(widget, forms.EmailInput):
            hints |= {"autocapitalize": "none", "spellcheck": "false"}
        return hints


class Renderer(TemplatesSetting):
    """Draws forms with `core/forms/…`; widgets keep Django's own templates."""

    form_template_name = "core/forms/form.html"
    field_template_name = "core/forms/field.html"
    formset_template_name = "core/forms/formset.html"
    bound_field_class = BoundField


def usual_words(kind: type[forms.Field]) -> dict:
    """What a kind of field says when nobody gave it words."""
    usual: dict = {}
    for ancestor in reversed(kind.__mro__):
        usual |= getattr(ancestor, "default_error_messages", {})
    return usual


class Words(forms.BaseForm):
    """Our words in place of Django's, and no colon behind labels.

    `about_self`: the person fills in her own data, so the browser may offer them. `optional_words`: behind a field
    that may stay empty; candidates read "if you like", a filter needs no words at all.
    """

    about_self = False
    optional_words = _("optional")

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            self._speak(field)

    def _speak(self, field: forms.Field) -> None:
        words = dict(WORDS)
        for kind, more in WORDS_OF_KIND:
            if isinstance(field, kind):
                words |= more
                break
        usual = usual_words(type(field))
        for code, text in words.items():
            if field.error_messages.get(code) == usual.get(code):  # what a form says itself stays
                field.error_messages[code] = text


class Form(Words, forms.Form):
    """The form to inherit from."""


class ModelForm(Words, forms.ModelForm):
    """The model form to inherit from. Saving stays with actions."""


class FilterForm(Form):
    """A form that only chooses what a list shows: sent by GET, everything may stay empty."""

    optional_words = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False
