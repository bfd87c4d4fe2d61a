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
       o.name AS office_name, o.phone AS office_phone, o.timezone AS office_timezone, o.language AS office_language
FROM engagements_agreement a
JOIN accounts_employer e ON e.id = a.employer_id
JOIN accounts_office o ON o.id = a.office_id
WHERE a.employer_id = {EMPLOYER}
   OR EXISTS (SELECT FROM engagements_manager m WHERE m.id = {MANAGER} AND m.employer_id = a.employer_id)
"""

PACKAGE = f"""
CREATE VIEW employer_package WITH (security_barrier) AS
SELECT p.id, p.agreement_id, p.name, p.months, p.minutes, p.form, p.price, p.currency
FROM engagements_package p
JOIN engagements_agreement a ON a.id = p.agreement_id
WHERE p.ended_on IS NULL AND a.employer_id = {EMPLOYER}
"""

MANAGERS = f"""
CREATE VIEW employer_manager WITH (security_barrier) AS
SELECT id, employer_id, name, email, language
FROM engagements_manager
WHERE employer_id = {EMPLOYER} OR id = {MANAGER}
"""

ORDER = f"""
CREATE VIEW employer_order WITH (security_barrier) AS
SELECT o.id, o.agreement_id, o.package_id, o.employer_id, o.employee_number,
       o.first_name, o.name_prefix, o.last_name, o.sort_key, o.language,
       o.email, o.work_email, o.phone, o.job_title, o.department, o.hired_on, o.notice_on, o.last_day_on,
       o.created_at, o.created_by,
       plan.kind AS plan_kind, plan.talk_at, plan.manager_id, m.name AS manager_name,
       event.kind AS event_kind, event.at AS event_at, event.by_name AS event_by_name
FROM engagements_order o
LEFT JOIN LATERAL (
    SELECT kind, talk_at, manager_id FROM engagements_talkplan WHERE order_id = o.id ORDER BY at DESC, id LIMIT 1
) plan ON true
LEFT JOIN engagements_manager m ON m.id = plan.manager_id
LEFT JOIN LATERAL (
    SELECT kind, at, by_name FROM engagements_talkevent WHERE order_id = o.id ORDER BY at DESC, id LIMIT 1
) event ON true
WHERE o.employer_id = {EMPLOYER} OR plan.manager_id = {MANAGER}
"""

VIEWS = {
    "employer_own_list_draft": OWN_LIST_DRAFT,
    "employer_agreement": AGREEMENT,
    "employer_package": PACKAGE,
    "employer_manager": MANAGERS,
    "employer_order": ORDER,
}


class Migration(migrations.Migration):
    """What an employer's page can read of the orders: nothing of another employer exists there."""

    dependencies = [("engagements", "0001_initial")]
    operations = [migrations.RunSQL(text, f"DROP VIEW {name}") for name, text in VIEWS.items()]
