from django.db import migrations

EMPLOYER = "NULLIF(current_setting('onward.employer', true), '')::uuid"
MANAGER = "NULLIF(current_setting('onward.manager', true), '')::uuid"
PERSON = "NULLIF(current_setting('onward.person', true), '')::uuid"

# The candidate reads the own sheet through the same view, once the counsellor has confirmed by voice who it is.
SHEET = f"""
CREATE VIEW employer_sheet WITH (security_barrier) AS
SELECT p.id, p.order_id, p.employer_id, e.name AS employer_name, p.candidate_id,
       o.first_name, o.last_name, o.sort_key, a.name AS agreement_name, k.name AS package_name,
       o.created_at AS ordered_at, p.ticked_at,
       (SELECT min(t.at) FROM engagements_talkevent t
         WHERE t.order_id = o.id AND t.kind = 'handed_over' AND t.at >= p.ticked_at) AS handed_over_at,
       (SELECT max(i.expires_at) FROM programmes_invitation i WHERE i.programme_id = p.id) AS invitation_expires_at,
       answer.answer, answer.at AS answered_at,
       p.state,
       CASE WHEN p.shows_hours THEN p.starts_on END AS starts_on,
       p.ended_on,
       p.shows_hours,
       CASE WHEN p.shows_hours THEN p.minutes END AS minutes,
       f.timezone,
       COALESCE((SELECT jsonb_object_agg(x.kind, jsonb_build_object('value', x.value, 'at', x.published_at))
                  FROM programmes_publishedfact x
                  WHERE x.programme_id = p.id AND x.withdrawn_at IS NULL), '{{}}'::jsonb) AS facts
FROM programmes_programme p
JOIN engagements_order o ON o.id = p.order_id
JOIN engagements_agreement a ON a.id = o.agreement_id
JOIN engagements_package k ON k.id = o.package_id
JOIN accounts_employer e ON e.id = p.employer_id
JOIN accounts_office f ON f.id = p.office_id
LEFT JOIN LATERAL (
    SELECT w.answer, w.at FROM programmes_answer w
    WHERE w.programme_id = p.id AND w.answer IN ('yes', 'no') ORDER BY w.at DESC, w.id LIMIT 1
) answer ON true
WHERE p.state <> 'taken_back'
  AND (p.employer_id = {EMPLOYER} OR (p.candidate_id = {PERSON} AND p.identity_confirmed_at IS NOT NULL))
"""

HOURS = f"""
CREATE VIEW employer_hours WITH (security_barrier) AS
SELECT h.programme_id::text || ' ' || h.held_on::text || ' ' || COALESCE(h.period::text, '') || ' ' ||
           CASE h.kind WHEN 'aftercare' THEN 'individual' ELSE h.kind END AS id,
       h.programme_id, h.held_on,
       CASE h.kind WHEN 'aftercare' THEN 'individual' ELSE h.kind END AS kind,
       h.period,
       sum(h.minutes)::integer AS minutes
FROM programmes_hourentry h
JOIN programmes_programme p ON p.id = h.programme_id
WHERE p.shows_hours AND p.state <> 'taken_back'
  AND (p.employer_id = {EMPLOYER} OR (p.candidate_id = {PERSON} AND p.identity_confirmed_at IS NOT NULL))
GROUP BY h.programme_id, h.held_on, h.period, CASE h.kind WHEN 'aftercare' THEN 'individual' ELSE h.kind END
HAVING sum(h.minutes) <> 0
"""

LETTER = f"""
CREATE VIEW employer_letter WITH (security_barrier) AS
SELECT i.id, p.order_id, p.employer_id, plan.manager_id, e.name AS employer_name,
       o.first_name, o.last_name, o.language, e.country,
       i.sealed_code, i.created_at, i.expires_at,
       NULLIF(trim(c.first_name || ' ' || c.last_name), '') AS counsellor_name,
       f.name AS office_name, f.phone AS office_phone, f.street AS office_street, f.postcode AS office_postcode,
       f.city AS office_city, f.timezone AS office_timezone, p.shows_hours,
       (o.email <> '' OR o.phone <> '') AS has_private_contact
FROM programmes_invitation i
JOIN programmes_programme p ON p.id = i.programme_id
JOIN engagements_order o ON o.id = p.order_id
JOIN accounts_employer e ON e.id = p.employer_id
JOIN accounts_office f ON f.id = p.office_id
LEFT JOIN accounts_person c ON c.id = p.counsellor_id
LEFT JOIN LATERAL (
    SELECT t.manager_id FROM engagements_talkplan t WHERE t.order_id = o.id ORDER BY t.at DESC, t.id LIMIT 1
) plan ON true
LEFT JOIN LATERAL (
    SELECT t.kind FROM engagements_talkevent t WHERE t.order_id = o.id ORDER BY t.at DESC, t.id LIMIT 1
) event ON true
WHERE p.state <> 'taken_back' AND event.kind IN ('held', 'handed_over')
  AND i.used_at IS NULL AND i.voided_at IS NULL AND i.sealed_code <> '' AND i.expires_at > now()
  AND (p.employer_id = {EMPLOYER} OR plan.manager_id = {MANAGER})
"""

VIEWS = {"employer_sheet": SHEET, "employer_hours": HOURS, "employer_letter": LETTER}


class Migration(migrations.Migration):
    """The glass wall's panes: all that an employer's page can read of a programme."""

    dependencies = [
        ("programmes", "0001_initial"),
        ("engagements", "0002_employer_views"),
        ("accounts", "0001_initial"),
    ]
    operations = [migrations.RunSQL(text, f"DROP VIEW {name}") for name, text in VIEWS.items()]
