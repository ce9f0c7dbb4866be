//! What a person decides about an e-mail that waits, or that the program took for something else.

use redress_domain::case::Avoidable;
use redress_domain::id::{CouncilId, MailId};
use redress_domain::incoming::{Incoming, MailDoubt, MailState};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::reference::Reference;

use super::{Mail, Sorted, read_into};
use crate::Casework;
use crate::act::Receipt;
use crate::failure::Failure;

/// What a person says an e-mail is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It belongs to the case with this reference; and whether the customer could have been saved it, if anybody says.
    AddTo(Reference, Option<Avoidable>),
    /// It is something new.
    NewItem,
    /// A program wrote it: nothing is done.
    Automatic,
    /// It is unwanted: nothing is done.
    Spam,
}

impl Casework {
    /// Does with an e-mail what a person says; who, when and why stands beside it. `read` is what it says,
    /// or nothing where it cannot be read.
    ///
    /// Costs some rows by their keys, the case's own stream, and one commit.
    pub async fn decide_mail(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, read): (&MailId, Option<&Incoming>),
        (decision, reason): (Decision, Option<&str>),
    ) -> Result<Sorted, Failure> {
        let (mut mail, _) = self.mail(council, actor, id).await?;
        if [MailState::Contact, MailState::Triage, MailState::OnFile].contains(&mail.state) {
            return Err(Failure::AlreadyDone(mail.state.to_string()));
        }
        let unreadable = unread(&mail);
        let read = read.unwrap_or(&unreadable);
        read_into(&mut mail, read);
        let was_forged = mail.doubt == Some(MailDoubt::Forged);
        mail.decided_by = Some(actor.id.clone());
        mail.decided_at = Some(self.outside().now());
        mail.reason = reason.map(str::to_owned);
        match decision {
            Decision::Automatic => self.settle(council, mail, MailState::Automatic).await,
            Decision::Spam => self.settle(council, mail, MailState::Spam).await,
            Decision::AddTo(reference, said) => {
                let case = self.readable(council, actor, &reference).await?;
                Box::pin(self.add_contact(council, actor, (mail, read), (&case, said))).await
            }
            Decision::NewItem => {
                let receipt = self.receipt_for(council, read).await?;
                // Whoever's name was taken did not write to us.
                let receipt = if was_forged { Receipt::Withheld } else { receipt };
                mail.case_id = None;
                Box::pin(self.open_from_mail(council, actor, (mail, read), receipt)).await
            }
        }
    }

    /// The case with this reference, as far as somebody may read it.
    async fn readable(
        &self,
        council: &CouncilId,
        actor: &Actor,
        reference: &Reference,
    ) -> Result<redress_domain::id::CaseId, Failure> {
        let line = self.store.case_by_reference(council, reference.as_str()).await?;
        let id = line.ok_or(Failure::NotFound)?.case.case_id;
        let (loaded, _) = self.load(council, &id).await?;
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let scope = loaded.case.scope();
        let may =
            permission::may_read(policy, actor, &scope) && permission::may(policy, actor, Act::RecordContact);
        may.then_some(id).ok_or(Failure::NotFound)
    }
}

/// What stands for an e-mail that cannot be read.
fn unread(mail: &Mail) -> Incoming {
    Incoming {
        from: mail.sender.clone(),
        from_name: mail.sender_name.clone().unwrap_or_default(),
        message_id: mail.message_id.clone(),
        subject: mail.subject.clone().unwrap_or_default(),
        text: "[The e-mail could not be read by the program. It is in the original.]".to_owned(),
        ..Incoming::default()
    }
}
