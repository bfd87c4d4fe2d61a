"""Writing a message, with files that are looked at before they are kept."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from onward.core.forms import Form
from onward.core.ids import new_id
from onward.dialogue.enums import LARGEST_TOGETHER, LONGEST_TEXT
from onward.dialogue.safety import BadFile, CheckedFile, Fault, check_file

# with image/heic left out, an iPhone hands over its pictures as JPEG
ACCEPTED = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.txt,image/jpeg,image/png"
MOST_SENT = LARGEST_TOGETHER + 1024 * 1024  # with the form around the files

SENTENCES = {
    Fault.EMPTY: _("“%(name)s” is empty. Choose another file."),
    Fault.TOO_BIG: _("“%(name)s” is larger than 10 MB. Save it smaller, or send it in parts."),
    Fault.UNKNOWN: _("“%(name)s” is of a kind that cannot be sent. Send a PDF, a Word file or a picture instead."),
    Fault.OLD_OFFICE: _("“%(name)s” has the old format of Office. Save it as .docx, .xlsx or PDF and send that."),
    Fault.HEIC: _("“%(name)s” is a picture that many computers cannot open. Save it as JPEG and send that."),
    Fault.PROGRAM_INSIDE: _("“%(name)s” has a program inside (a macro). Save it as PDF and send that."),
    Fault.PDF_PROGRAM: _("“%(name)s” has a program or another file inside. Print it to a new PDF and send that."),
    Fault.PASSWORD: _("“%(name)s” is protected by a password. Save it without one and send that."),
    Fault.FETCHES: _(
        "“%(name)s” fetches something from another place when it is opened. Save it as PDF and send that."
    ),
    Fault.DAMAGED: _("“%(name)s” is damaged or packed in an odd way. Save it once more, or send it as PDF."),
    Fault.TOO_LARGE_PICTURE: _("“%(name)s” is a very large picture. Save it smaller and send that."),
}


class ManyFiles(forms.FileInput):
    """A file field that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Each file is looked at by itself: good ones are kept, also where another one is not."""

    widget = ManyFiles

    def clean(self, data, initial=None):
        sent = data if isinstance(data, (list, tuple)) else [data] if data else []
        good: list[CheckedFile] = []
        faults: list[ValidationError] = []
        for each in sent:
            try:
                good.append(check_file(each.name, each.read()))
            except BadFile as bad:
                faults.append(ValidationError(SENTENCES[bad.fault], params={"name": each.name[:80]}))
        self.good = good
        if faults:
            raise ValidationError(faults)
        return good


class MessageForm(Form):
    """One message: words, files, or both. The hidden parts say which page it was written on."""

    optional_words = ""

    text = forms.CharField(
        label=_("Your message"),
        required=False,
        strip=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 5}),
    )
    files = FilesField(
        label=_("Add files"),
        required=False,
        widget=ManyFiles({"accept": ACCEPTED}),
        help_text=_("PDF, Word, Excel, text or pictures. At most 10 MB each."),
    )
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    @classmethod
    def begun(cls, draft, newest: int) -> "MessageForm":
        """The form of a page that is opened: with what is begun, and a key of its own."""
        return cls(
            initial={
                "text": draft.text if draft else "",
                "version": draft.version if draft else 0,
                "key": new_id(),
                "seen": newest,
            }
        )

    @property
    def good_files(self) -> list[CheckedFile]:
        """Files that may be sent, also where the form as a whole is not right."""
        return getattr(self.fields["files"], "good", [])

    @property
    def words(self) -> str:
        """What was written, as far as a draft can hold it."""
        return self.data.get("text", "").replace("\x00", "")[:LONGEST_TEXT]

    def clean_seen(self):
        return self.cleaned_data["seen"] or 0

    def clean_version(self):
        return self.cleaned_data["version"] or 0


class DraftForm(Form):
    """What is typed, as the page keeps it by itself."""

    text = forms.CharField(required=False, strip=False, max_length=LONGEST_TEXT)
    key = forms.UUIDField(required=False)
    version = forms.IntegerField(required=False)

    def clean_version(self):
        return self.cleaned_data["version"] or 0


class WriteDownForm(Form):
    """What a candidate said by phone."""

    text = forms.CharField(label=_("What was said"), max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 5}))
    asks = forms.BooleanField(label=_("It still needs an answer from me"), required=False)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)


class SeenForm(Form):
    number = forms.IntegerField(min_value=0, max_value=2**31 - 1)
