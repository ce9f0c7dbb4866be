//! An e-mail that is on no case yet, from the address of somebody whom an arrangement binds: it waits among the mail, and
//! in the queue of what has to be read within a working day (domain 5.9).

use redress_domain::calendar::london::civil_date;
use redress_domain::conduct::{Command, ContactUnder};
use redress_domain::id::{ContactId, CouncilId};
use redress_domain::incoming::MailDoubt;
use redress_domain::vocabulary::Channel;
use redress_store::changes::{Changes, ReadModel};
use redress_store::error::StoreError;

use super::{Mail, receiver};
use crate::Casework;
use crate::conduct::NotDone;
use crate::failure::Failure;

/// How often it is tried again because somebody acted on the file meanwhile.
const TRIES: usize = 8;

impl Casework {
    /// Takes an e-mail that waits down on the file of whoever has its address on file and is bound, together with that it
    /// waits; answers whether it did. A forged one says nothing of whoever's address it bears.
    pub(super) async fn taken_down(&self, council: &CouncilId, mail: &mut Mail) -> Result<bool, Failure> {
        let Some(sender) = mail.sender.clone() else {
            return Ok(false);
        };
        if mail.doubt == Some(MailDoubt::Forged) {
            return Ok(false);
        }
        let now = self.outside().now();
        let today = civil_date(now);
        let people = self.at_address(council, &sender).await?;
        for _ in 0..TRIES {
            let files = self.files_that_read(council, &people, today).await?;
            if files.is_empty() {
                return Ok(false);
            }
            let first: ContactId = self.fresh().contact();
            let mut changes = Changes::new(council.clone(), receiver().id, now);
            for (number, file) in files.into_iter().enumerate() {
                let contact = ContactUnder {
                    id: if number == 0 {
                        first.clone()
                    } else {
                        self.fresh().contact()
                    },
                    case: None,
                    opened: false,
                    // Nobody is answered of whom nothing is certain but an address.
                    answer: None,
                    on: today,
                    channel: Channel::Email,
                };
                let orders = vec![Command::RecordContact(contact)];
                match Box::pin(self.plan_conduct(&mut changes, &receiver(), file, orders)).await {
                    Ok(_) | Err(NotDone::Moved) => {}
                    Err(NotDone::Refused(refusal)) => {
                        tracing::error!(%council, mail = %mail.mail_id, %refusal, "an e-mail waits and is not in the queue");
                    }
                    Err(NotDone::Failed(failure)) => return Err(failure),
                }
            }
            let mut row = mail.clone();
            row.contact_id = Some(first.clone());
            changes.rows.push(ReadModel::Mail(Box::new(row)));
            match self.store.commit(changes).await {
                Ok(_) => {
                    mail.contact_id = Some(first);
                    return Ok(true);
                }
                Err(StoreError::Conflict { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
        Ok(false)
    }
}
