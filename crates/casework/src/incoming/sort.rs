//! What becomes of an e-mail without anybody: only what is certain.

use redress_domain::id::{CaseId, CouncilId, MailId};
use redress_domain::incoming::{Incoming, MailDoubt, MailState, Nature, is_of_list, token_of};
use redress_store::person::is_same_email;

use super::found::{About, OnFile};
use super::{Mail, Sorted, read_into, receiver};
use crate::Casework;
use crate::act::Receipt;
use crate::failure::Failure;

/// How many receipts go to one mailbox in an hour.
const RECEIPTS_TO_ONE: i64 = 1;

/// How many go to one domain in an hour: more than people of one provider write to a council on a bad day, and few enough
/// that a machine which answers each from a new address soon hears nothing any more.
const RECEIPTS_TO_DOMAIN: i64 = 200;

/// How many e-mails with one Message-ID are looked at.
const COPIES: i64 = 5;

/// By how many bytes copies of one e-mail differ at most: by what servers on the way write above it.
const HEADERS: u64 = 65_536;

/// What is certain about an e-mail.
enum Verdict {
    /// It is a contact on a case.
    Contact(CaseId),
    /// It is something new.
    New,
    /// Nobody waits for an answer to it.
    Automatic,
    /// A person has to say.
    Wait(MailDoubt),
}

impl Casework {
    /// Says what became of an e-mail that was kept, doing it if nobody has; `read` is what it says, or
    /// nothing where it cannot be read.
    ///
    /// Costs some rows by their keys, the case's own stream, and one commit.
    pub async fn sort_mail(
        &self,
        council: &CouncilId,
        id: &MailId,
        read: Option<&Incoming>,
    ) -> Result<Sorted, Failure> {
        let mut mail = self.store.mail(council, id).await?.ok_or(Failure::NotFound)?;
        if mail.doubt != Some(MailDoubt::NotSorted) {
            return self.sorted(council, &mail).await;
        }
        let Some(read) = read else {
            return self.wait(council, mail, MailDoubt::Unreadable).await;
        };
        read_into(&mut mail, read);
        self.store.mail_was_read(council, &mail).await?;
        let done = Box::pin(self.sort_read(council, mail.clone(), read)).await;
        match done {
            Ok(sorted) => Ok(sorted),
            // Somebody else sorted it meanwhile.
            Err(Failure::AlreadyDone(_)) => {
                let mail = self.store.mail(council, id).await?.ok_or(Failure::NotFound)?;
                self.sorted(council, &mail).await
            }
            // It is tried again later.
            Err(later @ (Failure::Unavailable(_) | Failure::Conflict { .. } | Failure::Taken)) => Err(later),
            // A rule says no, or what it is about cannot be read: it is not tried for ever.
            Err(other) => {
                tracing::warn!(mail = %id, error = %other, "an e-mail could not be sorted and waits for a person");
                self.wait(council, mail, MailDoubt::Unreadable).await
            }
        }
    }

    async fn sort_read(
        &self,
        council: &CouncilId,
        mut mail: Mail,
        read: &Incoming,
    ) -> Result<Sorted, Failure> {
        if let Nature::Report(report) = &read.nature {
            return Box::pin(self.take_report(council, mail, report)).await;
        }
        if let Some(first) = Box::pin(self.first_of(council, &mail, read)).await? {
            mail.case_id = first.case_id;
            mail.contact_id = first.contact_id;
            return self.settle(council, mail, first.state).await;
        }
        if let Some(sorted) = Box::pin(self.answers_a_file(council, &mail, read)).await? {
            return Ok(sorted);
        }
        let about = self.about(council, &mail, read).await?;
        mail.case_id = about.case().cloned();
        match self.verdict(council, &about, (&mail, read)).await? {
            Verdict::Wait(doubt) => self.wait(council, mail, doubt).await,
            // Domain 5.9: nothing of somebody who is bound is filed unread, also where it reads as a program's. A person looks.
            Verdict::Automatic if self.is_read_on_a_file(council, read).await? => {
                self.wait(council, mail, MailDoubt::PerhapsAutomatic).await
            }
            Verdict::Automatic => self.settle(council, mail, MailState::Automatic).await,
            Verdict::Contact(case) => {
                Box::pin(self.add_contact(council, &receiver(), (mail, read), (&case, None))).await
            }
            Verdict::New => {
                let receipt = self.receipt_for(council, read).await?;
                Box::pin(self.open_from_mail(council, &receiver(), (mail, read), receipt)).await
            }
        }
    }

    async fn verdict(
        &self,
        council: &CouncilId,
        about: &About,
        (mail, read): (&Mail, &Incoming),
    ) -> Result<Verdict, Failure> {
        let wait = |doubt| Ok(Verdict::Wait(doubt));
        match &read.nature {
            Nature::Automatic | Nature::Report(_) => return Ok(Verdict::Automatic),
            Nature::Forged => return wait(MailDoubt::Forged),
            Nature::PerhapsAutomatic => return wait(MailDoubt::PerhapsAutomatic),
            Nature::Listed(lists) if !self.is_own_list(council, mail, lists)? => {
                return wait(MailDoubt::PerhapsAutomatic);
            }
            Nature::Letter | Nature::Listed(_) => {}
        }
        let Some(from) = &read.from else {
            return wait(MailDoubt::NoSender);
        };
        // What we sent ourselves came round. Anything else from there somebody of the council wrote or passed on.
        if self.is_our_own(council, from)? {
            return match &read.message_id {
                Some(id) if self.message_of(council, id).await?.is_some() => Ok(Verdict::Automatic),
                Some(_) | None => wait(MailDoubt::OwnAddress),
            };
        }
        match about {
            About::One(case) if self.was_erased(council, case).await? => wait(MailDoubt::ErasedCase),
            About::One(case) => match self.on_file(council, case, from).await? {
                OnFile::MaySpeak => Ok(Verdict::Contact(case.clone())),
                OnFile::MayNot => wait(MailDoubt::NoConsent),
                OnFile::No => wait(MailDoubt::UnknownSender),
            },
            About::Several => wait(MailDoubt::SeveralCases),
            About::Unknown => wait(MailDoubt::UnknownReference),
            About::Nothing if is_empty(read) => wait(MailDoubt::Unreadable),
            About::Nothing => Ok(Verdict::New),
        }
    }

    /// The e-mail that is on a case already, where this one is another copy of it: what is written once to several of the council's
    /// addresses comes in by each, and is one. The Message-ID alone does not say so, as some machines write the same one for ever.
    async fn first_of(
        &self,
        council: &CouncilId,
        mail: &Mail,
        read: &Incoming,
    ) -> Result<Option<Mail>, Failure> {
        let (Some(id), Some(from)) = (&read.message_id, &read.from) else {
            return Ok(None);
        };
        if read.nature == Nature::Forged {
            return Ok(None);
        }
        for first in self.store.mails_of_same_id(council, id, COPIES).await? {
            let sender = first.sender.as_deref();
            let may_be = first.mail_id != mail.mail_id
                && sender.is_some_and(|sender| is_same_email(sender, from))
                && first.size.abs_diff(mail.size) <= HEADERS;
            if may_be {
                let (one, other) = (
                    self.mail_content(council, &first.mail_id).await?,
                    self.mail_content(council, &mail.mail_id).await?,
                );
                if below_headers(&one) == below_headers(&other) {
                    return Ok(Some(first));
                }
            }
        }
        Ok(None)
    }

    /// Whether an address is one of the council's own for this service, with a token or without.
    pub(super) fn is_our_own(&self, council: &CouncilId, address: &str) -> Result<bool, Failure> {
        let bare = without_token(address);
        let own = self.own_addresses(council)?;
        Ok(own.iter().any(|own| is_same_email(own, &bare)))
    }

    /// Whether a list is the council's own mailbox: one of its addresses for this service is a group, or the e-mail was
    /// delivered to one. Only what the policy or the mail server says counts: to whom an e-mail is addressed, anybody writes.
    fn is_own_list(&self, council: &CouncilId, mail: &Mail, lists: &[String]) -> Result<bool, Failure> {
        let own = self.own_addresses(council)?;
        let delivered = mail.recipient.iter().map(|to| without_token(to));
        Ok(own
            .into_iter()
            .chain(delivered)
            .any(|own| is_of_list(lists, &own)))
    }

    fn own_addresses(&self, council: &CouncilId) -> Result<Vec<String>, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let mail = policy.mail.as_ref();
        let own = [
            mail.map(|mail| &mail.from),
            mail.and_then(|mail| mail.reply_to.as_ref()),
            policy.council.contact.email.as_ref(),
        ];
        Ok(own.into_iter().flatten().cloned().collect())
    }

    /// Whether a new item of this e-mail is answered by a receipt: one for each sender in an hour, so
    /// that two programs never answer one another for ever, and nobody is flooded in somebody's name.
    pub(super) async fn receipt_for(&self, council: &CouncilId, read: &Incoming) -> Result<Receipt, Failure> {
        // Of what may be a program's or came through a list, a person said before that it is for us.
        let is_of_a_person = matches!(
            read.nature,
            Nature::Letter | Nature::PerhapsAutomatic | Nature::Listed(_)
        );
        let Some(from) = read.from.as_ref().filter(|_| is_of_a_person) else {
            return Ok(Receipt::Withheld);
        };
        if self.is_our_own(council, from)? {
            return Ok(Receipt::Withheld);
        }
        let folded = redress_store::person::email_key(from);
        let (mailbox, domain) = folded.rsplit_once('@').unwrap_or((&folded, ""));
        // A help desk that answers each receipt from an address of its own, with another tag, is one mailbox.
        let mailbox = mailbox.split('+').next().unwrap_or(mailbox);
        let of_one = self.receipts_to(council, &format!("{mailbox}@{domain}")).await?;
        let of_all = self.receipts_to(council, domain).await?;
        Ok(if of_one > RECEIPTS_TO_ONE || of_all > RECEIPTS_TO_DOMAIN {
            Receipt::Withheld
        } else {
            Receipt::Sent
        })
    }

    /// How many receipts were asked for within the hour, for an address or for all of its domain, with this one.
    async fn receipts_to(&self, council: &CouncilId, whom: &str) -> Result<i64, Failure> {
        let key = format!("mail-receipt:{}", super::digest_of(whom.as_bytes()).as_str());
        let hour = jiff::SignedDuration::from_hours(1);
        self.count_try(council, &key, hour).await
    }

    async fn wait(&self, council: &CouncilId, mut mail: Mail, doubt: MailDoubt) -> Result<Sorted, Failure> {
        mail.state = MailState::Waiting;
        mail.doubt = Some(doubt);
        if Box::pin(self.taken_down(council, &mut mail)).await? {
            return self.sorted(council, &mail).await;
        }
        self.store.settle_mail(council, &mail).await?;
        self.sorted(council, &mail).await
    }

    pub(super) async fn settle(
        &self,
        council: &CouncilId,
        mut mail: Mail,
        state: MailState,
    ) -> Result<Sorted, Failure> {
        mail.state = state;
        mail.doubt = None;
        self.store.settle_mail(council, &mail).await?;
        self.sorted(council, &mail).await
    }
}

/// What stands below the headers of a message.
fn below_headers(raw: &[u8]) -> Vec<u8> {
    let plain: Vec<u8> = raw.iter().copied().filter(|byte| *byte != b'\r').collect();
    let ends = plain.windows(2).position(|two| two == b"\n\n");
    ends.and_then(|at| plain.get(at..))
        .unwrap_or_default()
        .trim_ascii_end()
        .to_vec()
}

/// An address as it is without a token.
fn without_token(address: &str) -> String {
    match token_of(address) {
        Some(token) => address.replacen(&format!("+{token}"), "", 1),
        None => address.to_owned(),
    }
}

/// Whether there is nothing in it.
fn is_empty(read: &Incoming) -> bool {
    let is_blank = |text: &str| !text.chars().any(char::is_alphanumeric);
    is_blank(&read.text) && is_blank(&read.subject) && read.attachments.is_empty()
}
