//! A text message that comes in: on the case that it is about, or for triage as a case of its own.
//!
//! A number proves nobody: what comes from it opens nothing. It joins a case by itself only where the number
//! is on file for that case; everything else waits in triage, and nothing is lost.

use jiff::{SignedDuration, Timestamp};
use redress_domain::case::{Command, ContactPurpose, Direction, LoggedCase, NewContact};
use redress_domain::id::{CaseId, CouncilId};
use redress_domain::incoming::MailState;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, ReplyBy};
use redress_store::person::{fold, is_same_phone};

use super::contact::logged;
use super::found::About;
use super::{Sorted, digest_of, receiver};
use crate::Casework;
use crate::act::{Beside, Loaded, NewCase, NewPerson, Receipt};
use crate::failure::Failure;
use crate::once::Once;

/// The sort under which it is kept that a text was taken.
const TEXTS: &str = "text";

/// How many people with the same number are looked at, and how many cases of each.
const LOOKED_AT: usize = 20;
const CASES: i64 = 20;

/// A text message as whoever received it for the council hands it over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncomingText {
    /// What it is called there: the same text handed over twice is taken once.
    pub id: String,
    /// The number that it came from.
    pub from: String,
    /// What it says.
    pub words: String,
    /// When it came.
    pub at: Timestamp,
}

impl Casework {
    /// Takes a text in; answers what became of it. When this returns `Ok` it is kept, also when it was
    /// taken before.
    ///
    /// Costs some rows by their keys, the case's own stream, and one commit.
    pub async fn take_text(&self, council: &CouncilId, text: &IncomingText) -> Result<Sorted, Failure> {
        let before = self.store.answer_before(council, (TEXTS, &text.id)).await?;
        if let Some(result) = before {
            return Ok(taken_before(&result));
        }
        let taken = match self.case_of_text(council, text).await? {
            Some(case) => Box::pin(self.add_text(council, text, &case)).await,
            None => Box::pin(self.open_from_text(council, text)).await,
        };
        match taken {
            // It was handed over twice at the same moment.
            Err(Failure::AlreadyDone(result)) => Ok(taken_before(&result)),
            other => other,
        }
    }

    /// The case that a text is on without anybody: the one that it names, or without a name the one open
    /// case of whoever has the number. With several a person says which.
    async fn case_of_text(
        &self,
        council: &CouncilId,
        text: &IncomingText,
    ) -> Result<Option<CaseId>, Failure> {
        match self.named(council, &text.words).await? {
            About::One(case) => {
                let is_on_file = self.is_number_on_file(council, &case, &text.from).await?;
                Ok(is_on_file.then_some(case))
            }
            About::Several | About::Unknown => Ok(None),
            About::Nothing => self.only_open_case(council, &text.from).await,
        }
    }

    async fn is_number_on_file(
        &self,
        council: &CouncilId,
        case: &CaseId,
        number: &str,
    ) -> Result<bool, Failure> {
        let (loaded, _) = self.load(council, case).await?;
        let speaks = loaded.case.representative.iter().map(|(person, _)| person);
        let people: Vec<_> = loaded.case.customer.iter().chain(speaks).cloned().collect();
        let people = self.store.persons(council, &people).await?;
        let mut phones = people.values().filter_map(|person| person.phone.as_deref());
        Ok(phones.any(|phone| is_same_phone(phone, number)))
    }

    async fn only_open_case(&self, council: &CouncilId, number: &str) -> Result<Option<CaseId>, Failure> {
        let mut open: Vec<CaseId> = Vec::new();
        for person in self.store.people_like(council, number, LOOKED_AT).await? {
            let has_it = person
                .phone
                .as_deref()
                .is_some_and(|phone| is_same_phone(phone, number));
            if !has_it {
                continue;
            }
            let lines = self
                .store
                .cases_of_customer(council, &person.person_id, None, CASES);
            let lines = lines.await?.into_iter().filter(|line| !line.case.closed);
            open.extend(lines.map(|line| line.case.case_id));
        }
        open.sort();
        open.dedup();
        Ok(match open.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        })
    }

    async fn add_text(
        &self,
        council: &CouncilId,
        text: &IncomingText,
        case: &CaseId,
    ) -> Result<Sorted, Failure> {
        let contact = Command::RecordContact(NewContact {
            id: self.fresh().contact(),
            direction: Direction::In,
            channel: Channel::Text,
            at: text.at,
            purpose: ContactPurpose::Information,
            words: self.fresh().words(&text.words),
        });
        let once = |after: &Loaded| once_of(text, &after.case.reference);
        let after = self
            .act_once(council, &receiver(), (case, None), (&[contact], &once))
            .await?;
        Ok(Sorted {
            state: MailState::Contact,
            reference: Some(after.case.reference),
        })
    }

    async fn open_from_text(&self, council: &CouncilId, text: &IncomingText) -> Result<Sorted, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let fresh = self.fresh();
        // Nobody is merged silently: whether they are known is for a person to say.
        let customer = fresh.person();
        let person = NewPerson {
            phone: Some(text.from.clone()),
            reply_by: Some(ReplyBy::Text),
            ..NewPerson::default()
        };
        let mut new = NewCase::of(LoggedCase {
            reference: fresh.reference(&policy.council.prefix),
            channel: Channel::Text,
            reply_by: Some(ReplyBy::Text),
            ..logged(Some(customer.clone()), (text.at, fresh.words(&text.words)))
        });
        new.customer = Some((customer, person));
        let once = |after: &Loaded| once_of(text, &after.case.reference);
        let beside = Beside {
            once: Some(&once),
            rows: None,
            receipt: self.receipt_for_text(council, &text.from).await?,
        };
        let opened = self.log_with(council, &receiver(), new, beside).await?;
        Ok(Sorted {
            state: MailState::Triage,
            reference: Some(opened.case.reference),
        })
    }

    /// One receipt for each number in an hour, so that nobody is flooded in somebody's name.
    async fn receipt_for_text(&self, council: &CouncilId, number: &str) -> Result<Receipt, Failure> {
        let digits: String = fold(number).chars().filter(char::is_ascii_digit).collect();
        let key = format!("text-receipt:{}", digest_of(digits.as_bytes()).as_str());
        let count = self
            .count_try(council, &key, SignedDuration::from_hours(1))
            .await?;
        Ok(if count > 1 {
            Receipt::Withheld
        } else {
            Receipt::Sent
        })
    }
}

fn once_of(text: &IncomingText, reference: &Reference) -> Once {
    Once {
        scope: TEXTS,
        key: text.id.clone(),
        result: reference.to_string(),
    }
}

fn taken_before(reference: &str) -> Sorted {
    Sorted {
        state: MailState::Contact,
        reference: Reference::parse(reference).ok(),
    }
}
