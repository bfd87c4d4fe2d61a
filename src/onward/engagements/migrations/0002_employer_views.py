from django.db import migrations

EMPLOYER = "NULLIF(current_setting('onward.employer', true), '')::uuid"
MANAGER = "NULLIF(current_setting('onward.manager', true), '')::uuid"
PERSON = "NULLIF(current_setting('onward.person', true), '')::uuid"

OWN_LIST_DRAFT = f"""
CREATE VIEW employer_own_list_draft WITH (security_barrier) AS
SELECT id, person, agreement, file_name, sealed, created_at, expires_at
FROM engagements_listdraft
WHERE person = {PERSON}
WITH LOCAL CHECK OPTION
"""

AGREEMENT = f"""
CREATE VIEW employer_agreement WITH (security_barrier) AS
SELECT a.id, a.employer_id, e.name AS employer_name, e.country AS employer_country,
       to_jsonb(e.mail_domains) AS mail_domains,
       a.name, a.kind, a.starts_on, a.ends_on, a.first_contact_hours, a.shows_hours,
       o.name AS office_name, o.phone AS office_phone, o.timezone AS office_timezone, o.language AS office_language,
       o.country AS office_country
FROM engagements_agreement a
JOIN accounts_employer e ON e.id = a.employer_id
JOIN accounts_office o ON o.id = a.office_id
WHERE a.employer_id = {EMPLOYER}
   OR EXISTS (SELECT FROM engagements_manager m WHERE m.id = {MANAGER} AND m.employer_id = a.employer_id)
"""

PACKAGE = f"""
CREATE VIEW employer_package WITH (security_barrier) AS
SELECT p.id, p.agreement_id, p.name, p.months, p.minutes, p.form, p.price, p.currency, p.ended_on
FROM engagements_package p
JOIN engagements_agreement a ON a.id = p.agreement_id
WHERE a.employer_id = {EMPLOYER}
"""

MANAGERS = f"""
CREATE VIEW employer_manager WITH (security_barrier) AS
SELECT id, employer_id, name, email, language
FROM engagements_manager
WHERE employer_id = {EMPLOYER} OR id = {MANAGER}
"""

COLUMN_MEANING = f"""
CREATE VIEW employer_column_meaning WITH (security_barrier) AS
SELECT id, employer_id, header, field, at
FROM engagements_columnmeaning
WHERE employer_id = {EMPLOYER}
"""


def orders(*, number: str, email: str, work_email: str, phone: str, where: str) -> str:
    return f"""
SELECT o.id, o.agreement_id, o.package_id, o.employer_id, {number} AS employee_number,
       o.first_name, o.name_prefix, o.last_name, o.sort_key, o.language,
       {email} AS email, {work_email} AS work_email, {phone} AS phone,
       o.job_title, o.department, o.hired_on, o.notice_on, o.last_day_on, o.created_at, o.list_id,
       a.name AS agreement_name, e.name AS employer_name, k.name AS package_name,
       f.name AS office_name, f.phone AS office_phone, f.timezone AS office_timezone,
       f.language AS office_language, f.country AS office_country,
       plan.kind AS plan_kind, plan.talk_at, plan.manager_id, m.name AS manager_name,
       event.kind AS event_kind, event.at AS event_at, event.by_name AS event_by_name,
       (SELECT max(t.at) FROM engagements_talkevent t WHERE t.order_id = o.id AND t.kind = 'held') AS ticked_at
FROM engagements_order o
JOIN engagements_agreement a ON a.id = o.agreement_id
JOIN engagements_package k ON k.id = o.package_id
JOIN accounts_employer e ON e.id = o.employer_id
JOIN accounts_office f ON f.id = a.office_id
LEFT JOIN LATERAL (
    SELECT kind, talk_at, manager_id FROM engagements_talkplan WHERE order_id = o.id ORDER BY at DESC, id LIMIT 1
) plan ON true
LEFT JOIN engagements_manager m ON m.id = plan.manager_id
LEFT JOIN LATERAL (
    SELECT kind, at, by_name FROM engagements_talkevent WHERE order_id = o.id ORDER BY at DESC, id LIMIT 1
) event ON true
WHERE {where}"""


# two halves instead of an OR, so that each finds its rows by an index; a manager learns no more than the talk needs
ORDER = f"""
CREATE VIEW employer_order WITH (security_barrier) AS
{
    orders(
        number="o.employee_number",
        email="o.email",
        work_email="o.work_email",
        phone="o.phone",
        where=f"o.employer_id = {EMPLOYER}",
    )
}
UNION ALL
{
    orders(
        number="''",
        email="''",
        work_email="''",
        phone="''",
        where=f"plan.manager_id = {MANAGER} AND {EMPLOYER} IS NULL "
        f"AND o.id IN (SELECT order_id FROM engagements_talkplan WHERE manager_id = {MANAGER})",
    )
}
"""

VIEWS = {
    "employer_own_list_draft": OWN_LIST_DRAFT,
    "employer_agreement": AGREEMENT,
    "employer_package": PACKAGE,
    "employer_manager": MANAGERS,
    "employer_order": ORDER,
    "employer_column_meaning": COLUMN_MEANING,
}


class Migration(migrations.Migration):
    """What an employer's page can read of the orders: nothing of another employer exists there."""

    dependencies = [("engagements", "0001_initial")]
    operations = [migrations.RunSQL(text, f"DROP VIEW {name}") for name, text in VIEWS.items()]
