//! A16: who changed which setting, when and why.

use jiff::Timestamp;

use super::reading::READS;
use super::{AdminPage, heading, paragraph, sample_shell};
use crate::components::{Button, DatePicker, Pagination, Select, Timeline, TimelineItem};
use crate::form::FormState;
use crate::format;
use crate::markup::{Content, Markup};
use crate::{Sample, Shell};

/// What can be asked for under "What happened", by name and words.
pub const KINDS: [(&str, &str); 36] = [
    ("policy-drafted", "Draft changed"),
    ("policy-draft-dropped", "Draft dropped"),
    ("policy-withdrawn", "Adoption withdrawn"),
    ("policy-adopted", "Version adopted"),
    ("policy-started", "Version came into force"),
    ("user-invited", "Somebody invited"),
    ("user-changed", "Somebody changed"),
    ("user-ended", "Leave to sign in ended"),
    ("sessions-ended", "Signed out everywhere"),
    ("password-link-made", "Password link made"),
    ("password-chosen", "Password chosen"),
    ("identity-bound", "Bound to the council’s sign-in"),
    ("identity-released", "Released from the council’s sign-in"),
    (
        "provider-sign-in-refused",
        "Sign-in by the council’s sign-in refused",
    ),
    ("sign-in-locked", "Sign-in locked after wrong tries"),
    ("stranger-refused", "Somebody without an account refused"),
    ("second-step-set", "Second step set up"),
    ("second-step-ended", "Second step taken away by its owner"),
    ("second-step-reset", "Second step reset"),
    ("recovery-codes-made", "Recovery codes made"),
    ("recovery-code-used", "Recovery code used to sign in"),
    ("emergency-account-made", "Emergency account made"),
    ("emergency-account-used", "Emergency account used"),
    ("emergency-use-reviewed", "Use of the emergency account reviewed"),
    ("user-set", "Somebody set by the program"),
    ("held", "Case held beyond its time"),
    ("released", "Case held no longer"),
    ("exported", "Everything of a customer put together"),
    ("erased", "What people told erased on request"),
    ("logo-set", "Logo set"),
    ("logo-removed", "Logo taken away"),
    ("token-created", "Token made for a program"),
    ("token-revoked", "Token revoked"),
    ("webhook-added", "Webhook added"),
    ("webhook-removed", "Webhook taken away"),
    ("webhook-resumed", "Webhook tried again"),
];

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub at: Timestamp,
    /// Who, in words.
    pub by: String,
    /// What happened, by name.
    pub kind: String,
    /// About whom; `None` for the policy.
    pub about: Option<String>,
    /// Why.
    pub because: Option<String>,
    /// What changed.
    pub difference: Vec<String>,
}

/// What happened, in words.
pub fn called(kind: &str) -> &str {
    KINDS
        .iter()
        .find(|(name, _)| *name == kind)
        .map_or(kind, |(_, words)| words)
}

/// The changes, one below the other.
pub fn changes(changes: &[Change]) -> Markup {
    if changes.is_empty() {
        return paragraph("No changes.");
    }
    let item = |change: &Change| {
        let title = match &change.about {
            Some(about) => format!("{}: {about}", called(&change.kind)),
            None => called(&change.kind).to_owned(),
        };
        let mut parts: Vec<Content> = Vec::new();
        parts.extend(
            change
                .because
                .as_ref()
                .map(|because| paragraph(format!("Why: {because}")).into()),
        );
        if !change.difference.is_empty() {
            parts.push(Markup::bullets(change.difference.iter().map(String::as_str)).into());
        }
        TimelineItem::new(title, format::when(change.at))
            .by(&change.by)
            .text(Markup::join(parts))
    };
    let timeline = Timeline::new(3);
    changes.iter().map(item).fold(timeline, Timeline::item).into()
}

/// The page.
pub fn log(
    shell: Shell,
    (found, next): (&[Change], Option<&str>),
    (form, people): (&FormState, &[(String, String)]),
) -> AdminPage {
    let people = people.iter().map(|(id, name)| (id.as_str(), name.as_str()));
    let fields = [
        Markup::from(
            Select::new("by", "Who")
                .option("", "Anybody")
                .options(people)
                .of(form),
        ),
        Select::new("what", "What happened")
            .option("", "Anything")
            .options(KINDS)
            .of(form)
            .into(),
        DatePicker::new("from", "From").of(form).into(),
        DatePicker::new("to", "To").of(form).into(),
        Button::secondary("Show").into(),
    ];
    let fields: Vec<String> = fields.iter().map(ToString::to_string).collect();
    let filter = format!(
        "<form method=\"get\" action=\"/admin/audit\" novalidate>{}</form>",
        fields.join("\n")
    );
    let readers =
        (!shell.closed_to_reader.contains(&READS)).then(|| Markup::link(READS, "Who opened which case"));
    let page = AdminPage::new(shell, "Audit log")
        .errors_of(form)
        .say("Nothing here can be changed. Each change is in the sealed record.")
        .say(Markup::trusted(
            "What proves that to somebody else: <a class=\"govuk-link\" href=\"/admin/audit/anchors\">the anchor of each day</a>. \
             What is erased when its time is over: <a class=\"govuk-link\" href=\"/admin/audit/retention\">what is not kept</a>.".to_owned(),
        ))
        .say(Markup::link("/admin/users/held", "Who held which role on a day"));
    readers
        .into_iter()
        .fold(page, AdminPage::say)
        .between(Markup::trusted(filter))
        .after(heading("Changes, the last first"))
        .after(changes(found))
        .after(Pagination::previous_next(None, next))
}

pub(super) fn samples() -> Vec<Sample> {
    let change = Change {
        at: Timestamp::UNIX_EPOCH,
        by: "Ada Admin".into(),
        kind: "policy-drafted".into(),
        about: None,
        because: Some("Residents say bins.".into()),
        difference: vec!["Service Bins and recycling, name: “Bins and recycling” → “Bins”.".into()],
    };
    let person = Change {
        kind: "user-invited".into(),
        about: Some("Jo Martin".into()),
        difference: Vec::new(),
        ..change.clone()
    };
    let people = [("1".to_owned(), "Ada Admin".to_owned())];
    let form = FormState::new()
        .with("from", "soon")
        .with_error("from", "From must be a date, like 17/5/2027");
    let shell = || sample_shell("/admin/audit");
    vec![
        Sample::of(
            "admin audit log",
            &log(
                shell(),
                (&[change, person], Some("/admin/audit?before=1")),
                (&FormState::new(), &people),
            ),
        ),
        Sample::of(
            "admin audit log with an error",
            &log(shell(), (&[], None), (&form, &people)),
        ),
    ]
}
