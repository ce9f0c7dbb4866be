//! Which case an e-mail is about: by reference, by thread, by the token in the address, in this order.

use redress_domain::id::{CaseId, CouncilId, MessageId, PersonId};
use redress_domain::incoming::{Incoming, MailState, own_words, references_in, token_of};
use redress_store::message::MessageRow;
use redress_store::person::is_same_email;

use super::Mail;
use crate::Casework;
use crate::failure::Failure;
use crate::found_by;

/// How many references of one e-mail are looked up.
const REFERENCES: usize = 10;

/// What an e-mail is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum About {
    /// Nothing that we have.
    Nothing,
    /// A case.
    One(CaseId),
    /// Several cases.
    Several,
    /// A reference that no case has.
    Unknown,
}

/// What a case says of whoever has an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OnFile {
    /// They are on it, and nothing keeps them from saying something.
    MaySpeak,
    /// They speak for the customer without consent, or are on it no more: what they say decides nothing by itself.
    MayNot,
    /// Nobody on it has the address.
    No,
}

impl About {
    pub(super) fn case(&self) -> Option<&CaseId> {
        match self {
            Self::One(case) => Some(case),
            Self::Nothing | Self::Several | Self::Unknown => None,
        }
    }
}

impl Casework {
    /// What an e-mail is about. A changed subject loses nothing: the thread and the address lead there, and from a case that was
    /// merged to the one in which it goes on.
    pub(super) async fn about(
        &self,
        council: &CouncilId,
        mail: &Mail,
        read: &Incoming,
    ) -> Result<About, Failure> {
        match self.said_to_be_about(council, mail, read).await? {
            About::One(case) => Ok(About::One(self.goes_on_in(council, case).await?)),
            about @ (About::Nothing | About::Several | About::Unknown) => Ok(about),
        }
    }

    async fn said_to_be_about(
        &self,
        council: &CouncilId,
        mail: &Mail,
        read: &Incoming,
    ) -> Result<About, Failure> {
        let named = self.named(council, &read.subject).await?;
        let named = match named {
            About::Nothing => self.named(council, &own_words(&read.text)).await?,
            About::One(_) | About::Several | About::Unknown => named,
        };
        if matches!(named, About::One(_) | About::Several) {
            return Ok(named);
        }
        for id in &read.answers {
            if let Some(case) = self.case_of_thread(council, id).await? {
                return Ok(About::One(case));
            }
        }
        for address in mail.recipient.iter().chain(&read.to) {
            if let Some(token) = token_of(address)
                // Ours are in small letters, and some programs write addresses in capitals.
                && let Some(case) = self
                    .store
                    .case_of_reply_token(council, &token.to_ascii_lowercase())
                    .await?
            {
                return Ok(About::One(case));
            }
        }
        match named {
            // What is quoted may be about anything; it is better than nothing.
            About::Nothing => match self.named(council, &read.text).await? {
                About::One(case) => Ok(About::One(case)),
                About::Nothing | About::Several | About::Unknown => Ok(About::Nothing),
            },
            About::One(_) | About::Several | About::Unknown => Ok(named),
        }
    }

    /// The case that a text names by its reference.
    pub(super) async fn named(&self, council: &CouncilId, text: &str) -> Result<About, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let mut references = references_in(text, &policy.council.prefix);
        // What came from another council keeps the reference that it had there.
        for other in &policy.transfer.with {
            let Ok(other) = self.councils.get(other) else {
                continue;
            };
            references.extend(references_in(text, &other.policy(self.today())?.council.prefix));
        }
        let mut cases: Vec<CaseId> = Vec::new();
        for reference in references.iter().take(REFERENCES) {
            let line = self.store.case_by_reference(council, reference.as_str()).await?;
            if let Some(line) = line {
                let case = self.goes_on_in(council, line.case.case_id).await?;
                if !cases.contains(&case) {
                    cases.push(case);
                }
            }
        }
        Ok(match cases.as_slice() {
            [] if references.is_empty() => About::Nothing,
            [] => About::Unknown,
            [only] => About::One(only.clone()),
            _ => About::Several,
        })
    }

    /// The case of a message of ours, or of an e-mail that came in before.
    async fn case_of_thread(&self, council: &CouncilId, id: &str) -> Result<Option<CaseId>, Failure> {
        if let Some(message) = self.message_of(council, id).await? {
            return Ok(message.case_id);
        }
        Ok(self.store.case_of_mail(council, id).await?)
    }

    /// The message of ours that went under a Message-ID.
    pub(super) async fn message_of(
        &self,
        council: &CouncilId,
        id: &str,
    ) -> Result<Option<MessageRow>, Failure> {
        let local = id.split('@').next().unwrap_or_default();
        // A code's Message-ID says which try it was, too.
        let own = local.split('.').next().unwrap_or_default();
        match MessageId::parse(own) {
            Ok(id) => Ok(self.store.message(council, &id).await?),
            Err(_not_ours) => Ok(None),
        }
    }

    /// Whether an address is on file for a case: of the customer, of whoever speaks for them, of anybody else who is on it now, or
    /// one that somebody matched to the case before.
    pub(super) async fn on_file(
        &self,
        council: &CouncilId,
        case: &CaseId,
        address: &str,
    ) -> Result<OnFile, Failure> {
        let (loaded, _) = self.load(council, case).await?;
        let known: Vec<PersonId> = found_by::people(&loaded.case);
        let people = self.store.persons(council, &known).await?;
        let mut may_not = false;
        for (id, person) in &people {
            let email = person.email.as_deref();
            if email.is_some_and(|email| is_same_email(email, address)) {
                if loaded.case.may_have_letters(id) {
                    return Ok(OnFile::MaySpeak);
                }
                may_not = true;
            }
        }
        if may_not {
            return Ok(OnFile::MayNot);
        }
        let before = self.store.mails_of_case(council, case, 50).await?;
        let is_known = before.iter().any(|mail| {
            let is_same = mail
                .sender
                .as_deref()
                .is_some_and(|sender| is_same_email(sender, address));
            mail.state == MailState::Contact && mail.decided_by.is_some() && is_same
        });
        Ok(if is_known { OnFile::MaySpeak } else { OnFile::No })
    }
}
