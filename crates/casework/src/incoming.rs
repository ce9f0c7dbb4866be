//! E-mail that comes in: kept whole first, then sorted, and decided by a person where the program
//! cannot know.
//!
//! What is kept waits for a person until it is sorted, so nothing depends on the sorting. Nothing of an
//! e-mail proves who wrote it: it opens nothing, and is answered by a receipt at most.

use jiff::{SignedDuration, Timestamp};
use redress_domain::id::{ActorId, CouncilId, MailId};
use redress_domain::incoming::{Incoming, JOB, MailDoubt, MailState};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::reference::Reference;
use redress_domain::words::{Digest, Digesting};
use redress_store::mail::{ByArrival, MailRow, MailboxRow};

use crate::Casework;
use crate::conduct;
use crate::failure::Failure;

mod contact;
mod decide;
mod found;
mod report;
mod sort;
mod text;
mod under;

pub use decide::Decision;
pub use text::IncomingText;

/// An e-mail that came in, without its bytes.
pub type Mail = MailRow;
/// A place in a list of e-mails.
pub type AfterMail = ByArrival;
/// How the mailbox was last found.
pub type Mailbox = MailboxRow;

/// How many e-mails a page shows.
pub const PAGE: i64 = 25;

/// How large an e-mail may be: more than any mail server lets through. Larger ones are not taken, and
/// whoever handed one over is told so.
pub const LARGEST: usize = 128 * 1024 * 1024;

/// What became of an e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sorted {
    /// What.
    pub state: MailState,
    /// The case that it belongs to, where it is on one.
    pub reference: Option<Reference>,
}

/// Who takes e-mail in.
fn receiver() -> Actor {
    Actor::program(ActorId::Job(JOB))
}

/// The digest of a message: line ends aside, which change on the way, and without the line that a pipe
/// puts before it.
fn digest_of(raw: &[u8]) -> Digest {
    let end = raw.iter().position(|byte| *byte == b'\n');
    let after = end.and_then(|end| raw.get(end + 1..));
    let raw = after.filter(|_| raw.starts_with(b"From ")).unwrap_or(raw);
    let end = raw.iter().rposition(|byte| !byte.is_ascii_whitespace());
    let raw = end.and_then(|end| raw.get(..=end)).unwrap_or_default();
    // What has no salt can be looked up by its content.
    let mut digest = Digesting::new(&[0; 16]);
    for line in raw.split(|byte| *byte == b'\n') {
        digest.take(line.strip_suffix(b"\r").unwrap_or(line));
        digest.take(b"\n");
    }
    digest.done()
}

impl Casework {
    /// Keeps an e-mail whole; answers which it is, also when the same message was kept before. When
    /// this returns `Ok`, whoever handed it over may forget it.
    ///
    /// Costs the writing of its bytes.
    pub async fn keep_mail(
        &self,
        council: &CouncilId,
        raw: &[u8],
        recipient: Option<&str>,
    ) -> Result<MailId, Failure> {
        self.councils.get(council)?;
        let row = MailRow {
            mail_id: self.fresh().mail(),
            digest: digest_of(raw),
            size: i64::try_from(raw.len()).unwrap_or(i64::MAX),
            received_at: self.outside().now(),
            recipient: recipient.map(str::to_owned),
            message_id: None,
            sender: None,
            sender_name: None,
            subject: None,
            state: MailState::Waiting,
            doubt: Some(MailDoubt::NotSorted),
            case_id: None,
            contact_id: None,
            decided_by: None,
            decided_at: None,
            reason: None,
        };
        let before = self.store.keep_mail(council, &row, raw).await?;
        Ok(before.map_or(row.mail_id, |before| before.mail_id))
    }

    /// What is kept since a minute and was not sorted: whoever took it in died, or the database did.
    ///
    /// Costs one page of an index of what was not sorted.
    pub async fn unsorted_mails(&self, council: &CouncilId) -> Result<Vec<Mail>, Failure> {
        let now = self.outside().now();
        let before = now
            .checked_sub(SignedDuration::from_mins(1))
            .unwrap_or(Timestamp::MIN);
        Ok(self.store.unsorted_mails(council, before, PAGE).await?)
    }

    /// A page of the e-mails in a state, the newest first, for whoever triages.
    ///
    /// Costs one page of an index.
    pub async fn mails(
        &self,
        council: &CouncilId,
        actor: &Actor,
        state: MailState,
        after: Option<&AfterMail>,
    ) -> Result<Vec<Mail>, Failure> {
        self.may_sort(council, actor)?;
        // What is on a conduct file is in its queue, for whoever reads that.
        if state == MailState::OnFile && !self.may_read_on_file(council, actor)? {
            return Ok(Vec::new());
        }
        Ok(self.store.mails_in_state(council, state, after, PAGE).await?)
    }

    /// How many e-mails wait for a person, counted up to a hundred.
    ///
    /// Costs at most a hundred rows of an index.
    pub async fn mails_waiting(&self, council: &CouncilId, actor: &Actor) -> Result<i64, Failure> {
        self.may_sort(council, actor)?;
        Ok(self.store.count_mails(council, MailState::Waiting, 100).await?)
    }

    /// An e-mail and the reference of the case that it belongs or may belong to, for whoever triages; one that is on a conduct
    /// file for whoever reads what comes in there, and for nobody else. Where it belongs to a case, for whoever may open that, and the
    /// reading is recorded like one on the case's own pages.
    ///
    /// Costs two rows by their keys; where it belongs to a case, what [`Casework::open_case`] costs, and the note of the reading.
    pub async fn mail(
        &self,
        council: &CouncilId,
        actor: &Actor,
        id: &MailId,
    ) -> Result<(Mail, Option<Reference>), Failure> {
        let reads_files = self.may_read_on_file(council, actor)?;
        if !reads_files {
            self.may_sort(council, actor)?;
        }
        let mail = self.store.mail(council, id).await?.ok_or(Failure::NotFound)?;
        match (mail.state == MailState::OnFile, reads_files) {
            (true, false) => return Err(Failure::NotFound),
            (true, true) => {}
            (false, _) => self.may_sort(council, actor)?,
        }
        let reference = self.reference_of(council, mail.case_id.as_ref()).await?;
        if let Some(reference) = &reference {
            // Nobody reads here what a case is shut to them for: a complaint about themselves (Complaint Handling Code 5).
            let view = self.open_case(council, actor, reference).await?;
            self.record_reading(&view, actor, "mail").await?;
        }
        Ok((mail, reference))
    }

    /// The bytes of an e-mail, as they came. Who may have them was asked before.
    ///
    /// Costs the parts of the e-mail by their keys, all of them in memory.
    pub async fn mail_content(&self, council: &CouncilId, id: &MailId) -> Result<Vec<u8>, Failure> {
        let (mut content, mut number) = (Vec::new(), 0);
        while let Some(part) = self.store.mail_part(council, (id, number)).await? {
            content.extend(part);
            number += 1;
        }
        Ok(content)
    }

    /// One part of the bytes of an e-mail; nothing after the last.
    ///
    /// Costs one row by its key.
    pub async fn mail_part(
        &self,
        council: &CouncilId,
        (id, number): (&MailId, i64),
    ) -> Result<Option<Vec<u8>>, Failure> {
        Ok(self.store.mail_part(council, (id, number)).await?)
    }

    /// An e-mail of a case for somebody who may read the case; the reading is recorded.
    ///
    /// Costs what [`Casework::open_case`] costs, one row by its key, and the note of the reading.
    pub async fn mail_of_case(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (reference, id): (&Reference, &MailId),
    ) -> Result<Mail, Failure> {
        let view = self.open_case(council, actor, reference).await?;
        let mail = self.store.mail(council, id).await?.ok_or(Failure::NotFound)?;
        let is_of_the_case = mail.case_id.as_ref() == Some(&view.id)
            && [MailState::Contact, MailState::Triage].contains(&mail.state);
        if !is_of_the_case {
            return Err(Failure::NotFound);
        }
        self.record_reading(&view, actor, "mail").await?;
        Ok(mail)
    }

    /// How the mailbox was last found; `None` where none is read.
    ///
    /// Costs one row by its key.
    pub async fn mailbox(&self, council: &CouncilId) -> Result<Option<Mailbox>, Failure> {
        Ok(self.store.mailbox(council).await?)
    }

    /// Writes down how the mailbox was found: read to the end, or why not.
    ///
    /// Costs one row by its key.
    pub async fn mailbox_was(&self, council: &CouncilId, trouble: Option<&str>) -> Result<(), Failure> {
        let now = self.outside().now();
        let found = MailboxRow {
            read_at: trouble.is_none().then_some(now),
            failing_since: trouble.is_some().then_some(now),
            why: trouble.map(str::to_owned),
        };
        Ok(self.store.mailbox_was(council, &found).await?)
    }

    fn may_sort(&self, council: &CouncilId, actor: &Actor) -> Result<(), Failure> {
        let settings = self.councils.get(council)?;
        let may = permission::may(settings.policy(self.today())?, actor, Act::Triage);
        may.then_some(()).ok_or(Failure::NotPermitted)
    }

    /// Whether somebody reads what comes in on conduct files (domain 5.9).
    fn may_read_on_file(&self, council: &CouncilId, actor: &Actor) -> Result<bool, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        Ok(conduct::may_sort(policy, actor) || conduct::may_open(policy, actor))
    }

    async fn reference_of(
        &self,
        council: &CouncilId,
        case: Option<&redress_domain::id::CaseId>,
    ) -> Result<Option<Reference>, Failure> {
        let Some(case) = case else { return Ok(None) };
        let line = self.store.case_by_id(council, case).await?;
        Ok(line.and_then(|line| Reference::parse(&line.case.reference).ok()))
    }

    async fn sorted(&self, council: &CouncilId, mail: &Mail) -> Result<Sorted, Failure> {
        let is_on_a_case = mail.state != MailState::Waiting;
        let case = mail.case_id.as_ref().filter(|_| is_on_a_case);
        Ok(Sorted {
            state: mail.state,
            reference: self.reference_of(council, case).await?,
        })
    }
}

/// What an e-mail says of itself goes into its row.
fn read_into(mail: &mut Mail, read: &Incoming) {
    let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    mail.message_id.clone_from(&read.message_id);
    mail.sender.clone_from(&read.from);
    mail.sender_name = said(&read.from_name);
    mail.subject = said(&read.subject);
}
