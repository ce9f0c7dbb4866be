//! What a mail server tells of a message of ours: it goes back to the case that the message is about.

use redress_domain::id::CouncilId;
use redress_domain::incoming::{Fate, MailState, Report};
use redress_store::changes::{Once, ReadModel};
use redress_store::error::StoreError;
use redress_store::message::{MessageRow, MessageState};

use super::contact::once_of;
use super::{Mail, Sorted, receiver};
use crate::Casework;
use crate::conduct::Became;
use crate::failure::Failure;
use crate::plan::record;
use crate::sending::not_reached;

impl Casework {
    /// Takes in what a mail server tells. A message that did not arrive is a fact of its case: the customer
    /// was not reached, the outbox says so, and whoever has the case is told to use another way.
    pub(super) async fn take_report(
        &self,
        council: &CouncilId,
        mut mail: Mail,
        report: &Report,
    ) -> Result<Sorted, Failure> {
        let message = self.message_reported(council, report).await?;
        mail.case_id = message.as_ref().and_then(|message| message.case_id.clone());
        let state = match report.fate {
            Fate::NotFailed => MailState::Automatic,
            Fate::Failed | Fate::Unwanted => MailState::Bounce,
        };
        match message {
            Some(message) if state == MailState::Bounce && message.state == MessageState::Mailed => {
                mail.state = state;
                mail.doubt = None;
                self.not_reached(council, (&mail, &message), &report.why).await?;
                self.sorted(council, &mail).await
            }
            Some(_) | None => self.settle(council, mail, state).await,
        }
    }

    async fn message_reported(
        &self,
        council: &CouncilId,
        report: &Report,
    ) -> Result<Option<MessageRow>, Failure> {
        for id in &report.about {
            if let Some(message) = self.message_of(council, id).await? {
                return Ok(Some(message));
            }
        }
        Ok(None)
    }

    async fn not_reached(
        &self,
        council: &CouncilId,
        (mail, message): (&Mail, &MessageRow),
        why: &str,
    ) -> Result<(), Failure> {
        if message.conduct.is_some() {
            let rows = vec![ReadModel::Mail(Box::new(mail.clone()))];
            let became = Became::Bounced { why, rows };
            self.conduct_settled(council, message, became).await?;
            return Ok(());
        }
        let case = message.case_id.as_ref().ok_or(Failure::NotFound)?;
        let (settings, actor) = (self.councils.get(council)?, receiver());
        loop {
            let (loaded, _) = self.load(council, case).await?;
            let setting = self.setting(&settings, &actor);
            let event = not_reached(message);
            let events = if message.purpose.is_owed() {
                vec![event]
            } else {
                Vec::new()
            };
            let mut changes = record(&setting, loaded, events)?.changes;
            // A person may still say that it is something else.
            changes.once = Some(Once {
                scope: "mail-bounce",
                ..once_of(mail)
            });
            changes.rows.push(ReadModel::Mail(Box::new(mail.clone())));
            changes.rows.push(ReadModel::Bounced {
                message: message.message_id.clone(),
                why: why.to_owned(),
            });
            match self.store.commit(changes).await {
                Ok(_) => return Ok(()),
                // Somebody acted on the case: it is read again.
                Err(StoreError::Conflict { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
    }
}
