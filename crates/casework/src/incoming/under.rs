//! An e-mail that is on no case yet, from the address of somebody whom an arrangement binds or who has a report to comment on: it
//! waits among the mail, and in the queue of what has to be read within a working day (domain 5.6 and 5.9). And one that answers a
//! letter of a conduct file, or quotes it: it stands on that file alone, as it quotes what the front line does not read.

use redress_domain::calendar::london::civil_date;
use redress_domain::conduct::{Command, ContactUnder};
use redress_domain::id::{ContactId, CouncilId, MessageId};
use redress_domain::incoming::{Incoming, MailDoubt, MailState};
use redress_domain::message::MessagePurpose;
use redress_domain::vocabulary::Channel;
use redress_store::changes::{Changes, ReadModel};
use redress_store::error::StoreError;

use super::contact::{once_of, words};
use super::{Mail, Sorted, receiver};
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
        let people = self.have_or_had_address(council, &sender).await?;
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
                    is_sure: false,
                    // Nobody is answered of whom nothing is certain but an address.
                    answer: None,
                    on: today,
                    channel: Channel::Email,
                    words: None,
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

    /// Whether what comes from the address of an e-mail is read on a conduct file. What we sent ourselves and came round is
    /// nobody's.
    pub(super) async fn is_read_on_a_file(
        &self,
        council: &CouncilId,
        read: &Incoming,
    ) -> Result<bool, Failure> {
        let Some(from) = &read.from else {
            return Ok(false);
        };
        let today = civil_date(self.outside().now());
        if self.is_our_own(council, from)? || !self.store.anything_is_read(council, today).await? {
            return Ok(false);
        }
        let people = self.have_or_had_address(council, from).await?;
        Ok(!self.files_that_read(council, &people, today).await?.is_empty())
    }

    /// Takes an e-mail that answers a letter of a conduct file, or quotes it, down on that file, with its words; nothing where it answers none, or
    /// the texts of the file were erased. Whoever wrote it has the letter before them, and quotes it: it goes on no case, whose
    /// readers are not meant (UK GDPR, article 5(1)(f)), whatever reference it names.
    pub(super) async fn answers_a_file(
        &self,
        council: &CouncilId,
        mail: &Mail,
        read: &Incoming,
    ) -> Result<Option<Sorted>, Failure> {
        let mut id = None;
        // A new e-mail that quotes the letter answers it as well, by the mark that the letter bears.
        let quoted = read.quotes.iter().map(MessageId::as_str);
        for answered in read.answers.iter().map(String::as_str).chain(quoted) {
            let message = self.message_of(council, answered).await?;
            let of_file = message.filter(|message| message.purpose == MessagePurpose::Conduct);
            id = of_file.and_then(|message| message.conduct);
            if id.is_some() {
                break;
            }
        }
        let Some(id) = id else { return Ok(None) };
        let today = civil_date(self.outside().now());
        for _ in 0..TRIES {
            let mut file = self.load_conduct(council, &id).await?;
            while let Some(into) = file.file.goes_on_in.clone() {
                file = self.load_conduct(council, &into).await?;
            }
            if file.file.erased_on.is_some() {
                return Ok(None);
            }
            let contact = self.fresh().contact();
            // What it brings is in the original, and goes with a comment once somebody has read it.
            let names = read.attachments.iter().map(|one| one.name.clone());
            let brings: Vec<String> = names.collect();
            let subject = (!read.subject.is_empty()).then_some(read.subject.as_str());
            let order = Command::RecordContact(ContactUnder {
                id: contact.clone(),
                case: None,
                opened: false,
                is_sure: false,
                answer: None,
                on: today,
                channel: Channel::Email,
                words: Some(self.fresh().words(&words(subject, read, &brings))),
            });
            let mut row = mail.clone();
            row.state = MailState::OnFile;
            row.doubt = None;
            row.case_id = None;
            row.contact_id = Some(contact);
            let mut changes = Changes::new(council.clone(), receiver().id, self.outside().now());
            match Box::pin(self.plan_conduct(&mut changes, &receiver(), file, vec![order])).await {
                Ok(_) => {}
                Err(NotDone::Moved) => continue,
                Err(NotDone::Refused(refusal)) => {
                    tracing::error!(%council, mail = %mail.mail_id, %refusal, "an e-mail answers a letter of a conduct file and cannot be on it");
                    return Ok(None);
                }
                Err(NotDone::Failed(failure)) => return Err(failure),
            }
            changes.once = Some(once_of(&row));
            changes.rows.push(ReadModel::Mail(Box::new(row.clone())));
            match self.store.commit(changes).await {
                Ok(_) => return Ok(Some(self.sorted(council, &row).await?)),
                Err(StoreError::Conflict { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
        Err(Failure::Taken)
    }
}
