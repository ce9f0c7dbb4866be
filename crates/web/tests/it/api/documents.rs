//! A document that fits, for every request that has one.

use serde_json::{Value, json};

/// A document for each address, by how it goes on after that of the case and empty for a new case, with every field that it
/// may have; `owner` works here and `point` is of the case.
pub(super) fn documents(owner: &str, point: &str) -> Vec<(&'static str, Value)> {
    vec![
        (
            "/findings",
            json!({"point": point, "finding": "upheld", "reason": "The log shows it."}),
        ),
        (
            "/assignments",
            json!({"team": "waste-crews", "owner": owner, "reason": "Theirs."}),
        ),
        (
            "/triage",
            json!({"service": "waste", "kind": "complaint", "kind_reason": "They say so.",
                "procedure": "complaint-corporate", "team": "waste-crews", "owner": owner, "priority": "standard",
                "about": [], "note": "A note."}),
        ),
        (
            "/notes",
            json!({"words": "The log was asked for.", "privileged": false}),
        ),
        (
            "/contacts",
            json!({"direction": "in", "channel": "email", "purpose": "asked-for-update", "words": "When?",
                "at": "2026-11-02T09:00:00Z", "avoidable": "chasing",
                "adjustments": {"kept": "no", "reason": "The interpreter comes next week."}}),
        ),
        (
            "/acknowledgements",
            json!({"points": ["The lid is broken"], "desired_outcome": "Empty it.", "letter": "We look into this: The lid is broken",
                "adjustments": {"kept": "no", "reason": "The interpreter comes next week."}}),
        ),
        (
            "/extensions",
            json!({"to": "2026-11-27", "reason": "waiting-for-others", "because": "It takes time.",
                "letter": "It takes longer, until 27 November 2026. You can go to the Local Government Ombudsman or the Housing Ombudsman.",
                "adjustments": {"kept": "no", "reason": "The interpreter comes next week."}}),
        ),
        (
            "/replies",
            json!({"sections": [{"section": "decision", "text": "We were wrong."}], "then": "save",
                "adjustments": {"kept": "no", "reason": "The interpreter comes next week."}}),
        ),
        (
            "/closures",
            json!({"outcome": "done", "sentence": "Done.", "no_lesson_because": "None.",
                "adjustments": {"kept": "no", "reason": "The interpreter comes next week."}}),
        ),
        (
            "/closures",
            json!({"outcome": "done", "sentence": "Done.", "lesson": "Look twice."}),
        ),
        (
            "",
            json!({"kind": "complaint", "channel": "phone", "service": "waste", "what_happened": "A missed bin.",
                "desired_outcome": "Empty it.", "received_at": "2026-11-02T09:00:00Z", "points": ["It was missed"],
                "customer": {"name": "Asha Patel", "email": "asha@example.org", "phone": "01632 960001",
                    "address": "1 Mill Lane", "postcode": "WS1 4AB", "reply_by": "email"}, "priority": "standard", "avoidable": "chasing", "about": [owner]}),
        ),
    ]
}
