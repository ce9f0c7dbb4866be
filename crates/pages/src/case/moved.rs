//! A complaint that went to another service, whose complaints follow another procedure.

use redress_domain::case::Event;
use redress_domain::id::{ProcedureId, ServiceId};
use redress_domain::permission::Act;

use super::Shown;
use super::act::paragraph;
use crate::components::InsetText;
use crate::markup::{Content, Markup};

/// That complaints about the service follow another procedure than this one still does, with other dates and perhaps
/// another Ombudsman: a transfer keeps what was promised, and somebody has to say what it is.
pub(super) fn other_procedure(shown: &Shown<'_>) -> Option<Markup> {
    let case = shown.case;
    let may_still_change =
        !case.is_closed() && case.open_review().is_none() && case.reply_sent_at().is_none();
    if !case.is_complaint() || !may_still_change {
        return None;
    }
    let (service, theirs) = moved_to(shown)?;
    let text = format!(
        "This complaint was transferred to {}. Complaints about it follow “{}”, and this one still follows “{}”: the \
         dates and the ombudsman may be others.",
        shown.known.service(service),
        shown.known.procedure(&theirs),
        shown.known.procedure(&case.procedure)
    );
    let mut parts: Vec<Content> = vec![paragraph(text).into()];
    if shown.may(Act::ChangeKind) {
        let change = Markup::link(&shown.at("change-kind"), "Change what it is");
        parts.push(paragraph(change).into());
    }
    Some(InsetText::new(Markup::join(parts)).into())
}

/// The service to which it went and the procedure of its complaints, where nobody has said since what it is. What
/// followed another procedure than its service's already, such as a complaint about personal data, follows it on.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "a few of the events say whose it is, or what"
)]
fn moved_to<'s>(shown: &Shown<'s>) -> Option<(&'s ServiceId, ProcedureId)> {
    let (mut service, mut before) = (None, None);
    for entry in shown.entries {
        match &entry.event {
            Event::Logged { service: first, .. } => service = first.as_ref(),
            Event::Triaged { service: said, .. } => (service, before) = (Some(said), None),
            Event::KindChanged { .. } => before = None,
            Event::Transferred { service: to, .. } => (before, service) = (before.or(service), Some(to)),
            _ => {}
        }
    }
    let followed = shown.known.complaints_of(before?)?;
    let theirs = shown.known.complaints_of(service?)?;
    let differs = followed == shown.case.procedure && theirs != shown.case.procedure;
    differs.then_some((service?, theirs))
}
