//! An e-mail becomes a contact on a case, or a case of its own; what it brings becomes files.

use std::io::{Seek as _, SeekFrom, Write as _};

use jiff::{SignedDuration, Timestamp};
use redress_domain::case::{Avoidable, Command, ContactPurpose, Direction, LoggedCase, NewContact, NewFile};
use redress_domain::id::{CaseId, ContactId, CouncilId, PersonId};
use redress_domain::incoming::{Attachment, Incoming, MailState, references_in};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::{Channel, Kind, Priority, ReplyBy, Role, SeenBy};
use redress_store::changes::{Once, ReadModel};
use redress_store::error::StoreError;

use super::{Mail, Sorted};
use crate::Casework;
use crate::act::{Beside, Doing, Loaded, NewCase, NewPerson, Receipt};
use crate::failure::Failure;
use crate::file::{Arrived, Taken, Unwelcome};

/// How long what an e-mail brings waits to join its case.
const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// How many of the things that were not taken are named.
const NAMED: usize = 30;

/// What stands where an e-mail says nothing.
const NO_TEXT: &str = "[The e-mail has no text.]";

/// What makes sure that an e-mail joins one case, and once.
pub(super) fn once_of(mail: &Mail) -> Once {
    Once {
        scope: "mail",
        key: mail.mail_id.to_string(),
        result: mail.state.to_string(),
    }
}

impl Casework {
    /// Adds an e-mail to a case as a contact, with what it brings.
    pub(super) async fn add_contact(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (mut mail, read): (Mail, &Incoming),
        (case, said): (&CaseId, Option<Avoidable>),
    ) -> Result<Sorted, Failure> {
        let (files, left_out) = self.files_of(council, &mail, &read.attachments).await?;
        // One that waited under an arrangement is the contact that it was then: it is read once.
        let contact = mail.contact_id.clone().unwrap_or_else(|| self.fresh().contact());
        let settings = self.councils.get(council)?;
        let prefix = &settings.policy(self.today())?.council.prefix;
        // The subject of an answer names the case, and says nothing new.
        let says_it = !read.subject.is_empty() && references_in(&read.subject, prefix).is_empty();
        let subject = says_it.then_some(read.subject.as_str());
        let mut commands = vec![self.contact(&contact, &mail, &words(subject, read, &left_out))];
        commands.extend(said.map(|said| Command::SayAvoidable {
            contact: Some(contact.clone()),
            said,
        }));
        commands.extend(files.into_iter().map(Command::AddFile));
        mail.state = MailState::Contact;
        mail.doubt = None;
        mail.case_id = Some(case.clone());
        mail.contact_id = Some(contact);
        let once = |_: &Loaded| once_of(&mail);
        let rows = [ReadModel::Mail(Box::new(mail.clone()))];
        let doing = Doing {
            once: Some(&once),
            rows: &rows,
            ..Doing::of(&commands)
        };
        self.act_seen(council, actor, (case, None), doing).await?;
        self.sorted(council, &mail).await
    }

    fn contact(&self, id: &ContactId, mail: &Mail, text: &str) -> Command {
        Command::RecordContact(NewContact {
            id: id.clone(),
            direction: Direction::In,
            channel: Channel::Email,
            at: self.came_in(mail),
            purpose: ContactPurpose::Information,
            words: self.fresh().words(text),
        })
    }

    /// When an e-mail came in. A clock that was set back since, or the demo's, whose last moment is in the morning of its day,
    /// makes no message come from the future: that would be refused, and the message would stay where it is.
    fn came_in(&self, mail: &Mail) -> Timestamp {
        mail.received_at.min(self.outside().now())
    }

    /// Opens a case with an e-mail, for triage.
    pub(super) async fn open_from_mail(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (mut mail, read): (Mail, &Incoming),
        receipt: Receipt,
    ) -> Result<Sorted, Failure> {
        let (files, left_out) = self.files_of(council, &mail, &read.attachments).await?;
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let fresh = self.fresh();
        // Nobody is merged silently: whether they are known is for a person to say.
        let customer = read
            .from
            .as_ref()
            .map(|from| (fresh.person(), person(from, read)));
        let subject = (!read.subject.is_empty()).then_some(read.subject.as_str());
        let text = words(subject, read, &left_out);
        let named = customer.as_ref().map(|(id, _)| id.clone());
        let mut new = NewCase::of(LoggedCase {
            reference: fresh.reference(&policy.council.prefix),
            ..logged(named, (self.came_in(&mail), fresh.words(&text)))
        });
        new.customer = customer;
        new.then = files.into_iter().map(Command::AddFile).collect();
        mail.state = MailState::Triage;
        mail.doubt = None;
        let settled = mail.clone();
        let once = |_: &Loaded| once_of(&settled);
        let rows = |after: &Loaded| {
            let mut row = settled.clone();
            row.case_id = Some(after.id.clone());
            vec![ReadModel::Mail(Box::new(row))]
        };
        let beside = Beside {
            once: Some(&once),
            rows: Some(&rows),
            receipt,
        };
        let opened = self.log_with(council, actor, new, beside).await?;
        mail.case_id = Some(opened.id);
        self.sorted(council, &mail).await
    }

    /// What an e-mail brings, through the same limits, the same look and the same scanner as what is
    /// uploaded; with a line on each thing that is not taken, which stays in the original.
    async fn files_of(
        &self,
        council: &CouncilId,
        mail: &Mail,
        attachments: &[Attachment],
    ) -> Result<(Vec<NewFile>, Vec<String>), Failure> {
        let settings = self.councils.get(council)?;
        let most = usize::from(settings.policy(self.today())?.files.most);
        let draft = format!("mail:{}:{}", mail.mail_id, self.fresh().secret());
        let until = self
            .outside()
            .now()
            .saturating_add(KEPT)
            .unwrap_or(Timestamp::MAX);
        let (mut named, mut left_out) = (Vec::new(), Vec::new());
        for attachment in attachments {
            if named.len() >= most {
                left_out.push(format!("{} (more files than we take at once)", attachment.name));
                continue;
            }
            let arrived = arrived(&attachment.content)?;
            match self.take_file(council, (&draft, until), arrived).await? {
                Taken::Kept(kept) => named.push((kept.id, attachment.name.clone())),
                Taken::Unwelcome(why) => {
                    left_out.push(format!("{} ({})", attachment.name, in_words(why)));
                }
            }
        }
        // Nobody proved to be the customer: what a stranger sends is not put before them.
        let files = self
            .files_to_add(council, &draft, (&named, SeenBy::Staff))
            .await?;
        Ok((files, left_out))
    }
}

fn arrived(content: &[u8]) -> Result<Arrived, Failure> {
    let broken = |error| Failure::Unavailable(StoreError::File(error));
    let mut file = tempfile::tempfile().map_err(broken)?;
    file.write_all(content).map_err(broken)?;
    file.seek(SeekFrom::Start(0)).map_err(broken)?;
    Ok(Arrived {
        content: file,
        size: u64::try_from(content.len()).unwrap_or(u64::MAX),
    })
}

const fn in_words(why: Unwelcome) -> &'static str {
    match why {
        Unwelcome::Empty => "empty",
        Unwelcome::TooLarge => "too large",
        Unwelcome::WrongType => "not a type that we take",
        Unwelcome::PasswordProtected => "protected with a password",
        Unwelcome::Virus => "a virus was found in it",
    }
}

/// What an e-mail says, with its subject where that says something, and with what was not taken of it.
pub(super) fn words(subject: Option<&str>, read: &Incoming, left_out: &[String]) -> String {
    let text = read.text.trim();
    let mut parts: Vec<String> = subject.map(str::to_owned).into_iter().collect();
    parts.push(if text.is_empty() { NO_TEXT } else { text }.to_owned());
    if !left_out.is_empty() {
        let named = left_out.get(..NAMED).unwrap_or(left_out).join(", ");
        let others = left_out.len().saturating_sub(NAMED);
        let others = if others == 0 {
            String::new()
        } else {
            format!(", and {others} more")
        };
        parts.push(format!(
            "[Not taken as files, and only in the original e-mail: {named}{others}.]"
        ));
    }
    parts.join("\n\n")
}

fn person(from: &str, read: &Incoming) -> NewPerson {
    // A name that is an address says nothing beside it.
    let name = if read.from_name.contains('@') {
        String::new()
    } else {
        read.from_name.clone()
    };
    NewPerson {
        name,
        email: Some(from.to_owned()),
        reply_by: Some(ReplyBy::Email),
        ..NewPerson::default()
    }
}

/// A contact of which nothing is known but who sent it and what it says; triage says what it is.
pub(super) fn logged(
    customer: Option<PersonId>,
    (received_at, what_happened): (Timestamp, redress_domain::words::Words),
) -> LoggedCase {
    LoggedCase {
        // Another takes its place.
        reference: redress_domain::reference::Reference::new("XX", 0),
        kind: Kind::Enquiry,
        channel: Channel::Email,
        received_at,
        raised_by: Role::Customer,
        reply_by: customer.as_ref().map(|_| ReplyBy::Email),
        customer,
        representative: None,
        service: None,
        what_happened,
        wanted: None,
        wishes: Vec::new(),
        place: None,
        ward: None,
        effect: None,
        also: None,
        happened_on: None,
        points: Vec::new(),
        support: Vec::new(),
        support_words: None,
        priority: Priority::Standard,
        about: Vec::new(),
        sharing: None,
    }
}
