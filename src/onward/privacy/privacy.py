from onward.privacy.enums import Keep, Kind
from onward.privacy.models import AccessEntry, AuditEntry, Consent
from onward.privacy.registry import PersonalData, technical


class AuditData(PersonalData):
    model = AuditEntry
    subject = "about"
    keep = Keep.TRACE
    fields = technical("id", "at", "by", "role", "verb", "target_type", "target_id", "about", "blacked_out_at") | {
        "before": Kind.FACT,
        "after": Kind.FACT,
    }


class AccessData(PersonalData):
    model = AccessEntry
    subject = "about"
    keep = Keep.TRACE
    fields = technical("id", "at", "reader", "role", "about", "programme", "thing") | {
        "reader_name": Kind.IDENTITY,
        "reason": Kind.FACT,
    }


class ConsentData(PersonalData):
    model = Consent
    subject = "person"
    keep = Keep.PROGRAMME
    fields = technical("id", "person", "programme", "wording", "at", "by") | {"kind": Kind.FACT, "given": Kind.FACT}
