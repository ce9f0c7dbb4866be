//! By which way what we write about a case goes to somebody whose contact is arranged: by the one that the notice left open,
//! whatever they asked for before (domain 5.5 and 5.9). The front line is told so, and the program does so.

use redress_domain::case::Case;
use redress_domain::conduct::{OneWay, one_way};
use redress_domain::customer::adjustment::AdjustmentKind;
use redress_domain::id::{CaseId, CouncilId, PersonId};
use redress_domain::message::MessagePurpose;
use redress_domain::policy::Policy;
use redress_domain::vocabulary::{Channel, ReplyBy};
use redress_store::message::{MessageRow, MessageState};

use super::Binding;
use crate::Casework;
use crate::case::CaseView;
use crate::failure::Failure;
use crate::outbox::channel_of;
use crate::plan::{Planned, Setting};

impl CaseView {
    /// The one way that an arrangement leaves open to whoever gets the letters about this case.
    pub fn one_way(&self) -> Option<OneWay> {
        self.one_way_to(self.case.correspondent()?)
    }

    /// The same for somebody who gets letters about this case: also whoever came with a case that goes on in it.
    pub fn one_way_to(&self, reader: &PersonId) -> Option<OneWay> {
        let agreed = self.adjustments.iter().filter(|(person, _)| person == reader);
        let agreed: Vec<AdjustmentKind> = agreed.map(|(_, line)| line.row.kind).collect();
        of(
            &self.bindings,
            reader,
            (&agreed, is_statutory(self.policy().ok()?, &self.case)),
        )
    }
}

impl Casework {
    /// Has what an act sends to somebody whose contact is arranged go by the one way that was left open; where something says
    /// another way, as a person chose: see [`OneWay::against`].
    ///
    /// A contact that somebody made says itself how it went. Costs one look by an index where nobody is bound; otherwise the
    /// files of each reader, and what was agreed with them.
    pub(crate) async fn keep_to_the_one_way(
        &self,
        setting: &Setting<'_>,
        planned: &mut Planned,
        chosen: Option<bool>,
    ) -> Result<(), Failure> {
        let council = &setting.council.id;
        let case = (planned.after.id.clone(), planned.after.case.clone());
        for message in &mut planned.changes.messages {
            let Some(reader) = message
                .recipient
                .clone()
                .filter(|_| is_of_the_case(message, &case.0))
            else {
                continue;
            };
            let way = self.one_way_to(council, (&case.0, &case.1), &reader).await?;
            if let Some(way) = way.filter(|way| way.against.is_none() || chosen == Some(true)) {
                message.channel = way.by;
            }
        }
        Ok(())
    }

    /// By which way the program writes about a case to whoever gets its letters.
    ///
    /// Costs one look by an index where nobody is bound.
    pub(crate) async fn channel_to_write(
        &self,
        council: &CouncilId,
        (id, case): (&CaseId, &Case),
    ) -> Result<Channel, Failure> {
        let as_asked = channel_of(case);
        let Some(reader) = case
            .correspondent()
            .filter(|_| case.reply_by() != Some(ReplyBy::NoContact))
        else {
            return Ok(as_asked);
        };
        let way = self.one_way_to(council, (id, case), reader).await?;
        let way = way.filter(|way| way.against.is_none());
        Ok(way.map_or(as_asked, |way| way.by))
    }

    async fn one_way_to(
        &self,
        council: &CouncilId,
        (id, case): (&CaseId, &Case),
        reader: &PersonId,
    ) -> Result<Option<OneWay>, Failure> {
        let bindings = self.bindings(council, &[reader]).await?;
        let bindings = Box::pin(self.binding_on(council, (id, case), bindings)).await?;
        if bindings.is_empty() {
            return Ok(None);
        }
        let agreed = self.adjustments_now(council, reader).await?;
        let settings = self.councils.get(council)?;
        let statutory = is_statutory(settings.policy(self.today())?, case);
        Ok(of(&bindings, reader, (&agreed, statutory)))
    }
}

/// Whether it goes to somebody on the case itself, by a way that nobody chose for it.
fn is_of_the_case(message: &MessageRow, case: &CaseId) -> bool {
    message.case_id.as_ref() == Some(case)
        && message.state == MessageState::Waiting
        && message.conduct.is_none()
        && message.referral.is_none()
        && message.to_words.is_none()
        && message.purpose != MessagePurpose::Contact
}

/// Freedom of Information Act 2000, section 11; UK GDPR, article 12(3): how such an answer goes, the law says.
fn is_statutory(policy: &Policy, case: &Case) -> bool {
    let conduct = policy.conduct.as_ref();
    conduct.is_some_and(|conduct| conduct.statutory.contains(&case.procedure))
}

/// What binds somebody else on the case says nothing of how we write to this reader (domain 5.12).
fn of(bindings: &[Binding], reader: &PersonId, said: (&[AdjustmentKind], bool)) -> Option<OneWay> {
    let mut theirs = bindings.iter().filter(|binding| binding.person == *reader);
    theirs.find_map(|binding| one_way(&binding.measures, binding.open_channel, said))
}
