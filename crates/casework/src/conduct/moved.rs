//! A case becomes one of the service or of the matter that is arranged: it was of none and is sorted, goes to another service, or
//! goes on in another case. What came on it since the arrangement began is read, as if it had been one from the first (domain 5.9;
//! paper 004, 7.4).

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::calendar::london::civil_date;
use redress_domain::case::{Case, Event as CaseEvent};
use redress_domain::conduct::{Entry, Event};
use redress_domain::id::{CaseId, ContactId, CouncilId, ServiceId};
use redress_domain::incoming::MailState;
use redress_store::mail::MailRow;

use super::contact::{Came, brings_a_contact};
use super::{Binding, LoadedFile, on_case};
use crate::Casework;
use crate::failure::Failure;
use crate::plan::Planned;

/// How many e-mails of a case are looked at for who wrote them.
const MAILS: i64 = 1_000;

/// Whether an act made a case one of another service, or had it go on in another case.
pub(super) fn is_of_another_matter(before: &Case, after: &Case) -> bool {
    let into = |case: &Case| case.merged.as_ref().map(|merged| merged.into.clone());
    before.service != after.service || into(before) != into(after)
}

/// A case, and the one in which it goes on.
pub(super) struct Sides {
    own: (CaseId, Option<ServiceId>),
    into: Option<(CaseId, Option<ServiceId>)>,
}

impl Sides {
    /// What binds, where a matter that is arranged goes on in the other case by this act.
    pub(super) fn followed(&self, mut bindings: Vec<Binding>) -> Vec<Binding> {
        for binding in &mut bindings {
            if let Some((into, _)) = &self.into
                && binding.cases.contains(&self.own.0)
                && !binding.cases.contains(into)
            {
                binding.cases.push(into.clone());
            }
        }
        bindings
    }

    /// What binds on one of the two: on the case itself also what binds on the one in which it goes on.
    pub(super) fn binding(&self, bindings: &[Binding], case: &CaseId) -> Option<Binding> {
        let own = (*case == self.own.0).then_some(&self.own);
        let sides = own.into_iter().chain(&self.into);
        let mut on_them = sides.map(|(id, service)| on_case(bindings.to_vec(), (id, service.as_ref())).pop());
        on_them.find_map(|binding| binding)
    }
}

/// The day on which something that came at a moment is read under what binds today: none where it came before that began, at the
/// moment when its notice left or it was ordered. What was renewed began with the first notice.
pub(super) fn day_of(file: &LoadedFile, came_at: Timestamp, today: Date) -> Option<Date> {
    let arrangement = file.file.in_force(today);
    let interim = file.file.interim_in_force(today);
    #[expect(clippy::wildcard_enum_match_arm, reason = "two events begin what binds")]
    let began = |entry: &Entry| match &entry.event {
        Event::NoticeSent { .. } => {
            let arrangement = arrangement.filter(|it| it.since <= civil_date(entry.at));
            arrangement.map(|it| (entry.at, it.from))
        }
        Event::InterimOrdered { .. } => {
            let interim = interim.filter(|it| it.from == civil_date(entry.at));
            interim.map(|it| (entry.at, it.from))
        }
        _ => None,
    };
    let reads = file.entries.iter().filter_map(began);
    let reads = reads.filter(|(began_at, _)| *began_at < came_at);
    reads.map(|(_, from)| from.max(civil_date(came_at))).min()
}

/// Whether a contact that came before stands on a file already.
pub(super) fn is_there(file: &LoadedFile, came: &Came) -> bool {
    file.entries.iter().any(|entry| {
        let Event::ContactCame { id, case, opened, .. } = &entry.event else {
            return false;
        };
        let is_same = Some(entry.at) == came.came_at || (*opened && came.opened);
        *id == came.id || (case.as_ref() == Some(&came.case) && is_same)
    })
}

impl Casework {
    /// The case of an act, and the one in which it goes on.
    ///
    /// Costs the stream of the other, where there is one.
    pub(super) async fn sides(&self, council: &CouncilId, planned: &Planned) -> Result<Sides, Failure> {
        let (id, case) = (&planned.after.id, &planned.after.case);
        let into = match &case.merged {
            Some(merged) => {
                let (other, _) = self.load(council, &merged.into).await?;
                Some((other.id, other.case.service))
            }
            None => None,
        };
        Ok(Sides {
            own: (id.clone(), case.service.clone()),
            into,
        })
    }

    /// What came before this act on its case, and on the one in which that goes on: each with who may have written it.
    ///
    /// Costs the streams of both, their e-mails, and what [`Casework::like_these`] costs for each contact.
    pub(super) async fn came_before(
        &self,
        council: &CouncilId,
        sides: &Sides,
        planned: &Planned,
    ) -> Result<Vec<Came>, Failure> {
        let mut came = Vec::new();
        for (id, _) in std::iter::once(&sides.own).chain(&sides.into) {
            let (loaded, entries) = self.load(council, id).await?;
            let mails = self.store.mails_of_case(council, id, MAILS).await?;
            for entry in entries.iter().filter(|entry| brings_a_contact(entry)) {
                let opened_by = mails.iter().find(|mail| mail.state == MailState::Triage);
                let opens = matches!(entry.event, CaseEvent::Logged { .. });
                let waited = opened_by
                    .filter(|_| opens)
                    .and_then(|mail| mail.contact_id.clone());
                let (contact, channel, opened) = self.contact_of(entry, (&loaded.case, waited));
                let own = mails.iter().find(|mail| is_it(mail, &contact));
                let mail = if opens { opened_by } else { own };
                let on_case = (&loaded.case, mail);
                let senders = self.may_have_written(council, on_case, &entry.actor).await?;
                came.push(Came {
                    id: contact,
                    channel,
                    opened,
                    case: id.clone(),
                    came_at: Some(entry.at),
                    alike: self.like_these(council, planned, &senders).await?,
                    senders,
                });
            }
        }
        Ok(came)
    }
}

fn is_it(mail: &MailRow, contact: &ContactId) -> bool {
    mail.contact_id.as_ref() == Some(contact)
}
