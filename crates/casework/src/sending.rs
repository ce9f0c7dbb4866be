//! Sending: who takes a message to the mail, what a try came to, and what staff see of it.
//!
//! A message is leased to one worker, sent, and what came of it is written down. When a worker dies
//! between the mail server's yes and that note, the message goes once more after its lease, under
//! the same Message-ID: at least once, never silently not at all.

use jiff::{SignedDuration, Timestamp};
use redress_domain::case::{Case, Event};
use redress_domain::id::{ActorId, CouncilId, MessageId, PersonId, WordsId};
use redress_domain::message::{MessagePurpose, Outgoing};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::policy::Answers;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::Channel;
use redress_store::changes::GivenUp;
use redress_store::error::StoreError;
use redress_store::message::{MessageLine, MessageState, Tried};
use redress_store::person::PersonRow;

use crate::Casework;
use crate::case::{CaseView, Message};
use crate::conduct::{Became, NotDone};
use crate::failure::Failure;
use crate::plan::record;

/// A line of the outbox: a message and the reference of its case.
pub type OutboxLine = MessageLine;
/// What became of a message.
pub type State = MessageState;

/// How long a worker holds a message: longer than any mail server is waited for.
const HELD: SignedDuration = SignedDuration::from_mins(10);

/// How long a message waits after each failure, in minutes. After the last one it is given up: about
/// two days and a half, which is what a mail server itself waits at least (RFC 5321, 4.5.4.1: four to
/// five days), shortened because a person can still write or phone within the promise.
const WAITS: [i64; 9] = [1, 5, 15, 60, 240, 480, 720, 720, 1_440];

/// A code is worth nothing tomorrow: it is given up after three more tries.
const WAITS_OF_A_CODE: usize = 3;

/// Why a message goes to nobody, as staff read it.
const NOT_THEIRS: &str =
    "they are not on the case any more, or may not be told of it: write to whoever gets its letters now";

/// The same of a survey.
const NOT_ASKED_ANY_MORE: &str = "they are asked no more, and nothing is to be done: they said no, have answered, are reached by \
     another way alone, or their case goes on";

/// Why whoever may not have a message any more does not get it.
pub(crate) const fn why_not_theirs(message: &Message) -> &'static str {
    if message.purpose.is_of_the_survey() {
        NOT_ASKED_ANY_MORE
    } else {
        NOT_THEIRS
    }
}

/// How many messages a page of the outbox shows.
pub const PAGE: i64 = 25;

/// A message on its way to the mail.
#[derive(Debug, Clone)]
pub struct ToMail {
    /// The message.
    pub message: Message,
    /// What it has to say; a code was made for it, if it brings one.
    pub says: Outgoing,
    /// The address on file for its channel, if there is one: of a letter, its lines, the name first.
    pub to: Option<String>,
    /// What leads an answer back to the case, where answers come in.
    pub reply_token: Option<String>,
    /// The Message-ID of the e-mail that it answers by itself.
    pub answers: Option<String>,
    /// Whether there is a page to which its link leads.
    pub has_page: bool,
    /// Whether whoever it was written to may have it still: otherwise there is no address.
    pub is_theirs: bool,
}

impl ToMail {
    /// Why it goes nowhere, where there is no address.
    pub const fn why_nowhere(&self) -> &'static str {
        if !self.is_theirs {
            return why_not_theirs(&self.message);
        }
        match self.message.channel {
            Channel::Text => "there is no telephone number on file",
            Channel::Letter => "there is no address with a postcode on file",
            Channel::Online
            | Channel::Email
            | Channel::Phone
            | Channel::InPerson
            | Channel::WebChat
            | Channel::SocialMedia
            | Channel::Councillor
            | Channel::Api
            | Channel::Import => "there is no e-mail address on file",
        }
    }
}

/// What follows from a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// It is tried again then.
    Again(Timestamp),
    /// Nobody tries any more.
    GivenUp,
    /// Another worker has it by now.
    Lost,
}

/// Whether trying again can help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hope {
    /// It may go well later.
    Later,
    /// It was refused for good.
    None,
}

fn actor() -> Actor {
    Actor::program(ActorId::Job("send-messages"))
}

/// Whether whoever a message was written to may have it: they may have left the case since, or lack the consent that they had
/// (UK GDPR, article 5(1)(f)). A code says nothing of the case, and the page that it opens asks again.
fn is_theirs(case: &Case, message: &Message) -> bool {
    message.recipient.as_ref().is_none_or(|person| {
        case.may_have_letters(person) || (message.purpose == MessagePurpose::Code && case.knows(person))
    })
}

/// That a message which a customer was owed did not reach them.
pub(crate) fn not_reached(message: &Message) -> Event {
    Event::NotReached {
        message: message.message_id.clone(),
        channel: message.channel,
        purpose: message.purpose,
    }
}

impl Casework {
    /// Leases up to `limit` messages that go by e-mail and whose moment has come to `worker`.
    ///
    /// Costs what [`Casework::lease`] costs.
    pub async fn lease_mail(
        &self,
        council: &CouncilId,
        worker: &str,
        limit: i64,
    ) -> Result<Vec<Message>, Failure> {
        self.lease(council, (worker, Channel::Email), limit).await
    }

    /// Leases up to `limit` messages that go by a channel and whose moment has come to a worker.
    ///
    /// Costs at most `limit` rows of the index of what waits, with what waits there for other channels lying between;
    /// and the file of each answer to what came by a closed way.
    pub async fn lease(
        &self,
        council: &CouncilId,
        by: (&str, Channel),
        limit: i64,
    ) -> Result<Vec<Message>, Failure> {
        let now = self.outside().now();
        let until = now.saturating_add(HELD).unwrap_or(Timestamp::MAX);
        let leased = self
            .store
            .lease_messages(council, by, (now, until), limit)
            .await?;
        self.without_stale_answers(council, leased).await
    }

    /// What a leased message has to say, and to which address. A code is made here, at the last
    /// moment, so that it stands nowhere but in the message.
    ///
    /// Costs the case's own stream, its texts and the names on it, and at most three rows by their keys; of a conduct
    /// file, its own stream instead.
    pub async fn to_mail(&self, council: &CouncilId, message: Message) -> Result<ToMail, Failure> {
        if message.conduct.is_some() {
            return self.conduct_to_mail(council, message).await;
        }
        let view = self.case_of(council, &message).await?;
        if let Some(referral) = &message.referral {
            let (partner, to, code) = self.for_partner(&view, referral, message.purpose).await?;
            let mut says = view.outgoing(&message, code);
            says.name.clone_from(&partner.name);
            says.partner = Some(partner);
            return Ok(ToMail {
                message,
                says,
                to,
                // A partner answers on its own page.
                reply_token: None,
                answers: None,
                has_page: true,
                is_theirs: true,
            });
        }
        if message.to_words.is_some() {
            return self.to_old_address_of(council, &view, message).await;
        }
        let is_theirs = is_theirs(&view.case, &message)
            && self
                .is_asked_still(council, (&view.id, &view.case), &message)
                .await?;
        let person = message.recipient.as_ref().and_then(|id| view.person(id));
        let person = person.filter(|_| is_theirs);
        let to = person.and_then(|person| address(person, message.channel));
        let code = match (message.purpose, person, &to) {
            (MessagePurpose::Code, Some(person), Some(_)) => Some(
                self.make_code(&view, (&person.person_id, message.channel), None)
                    .await?,
            ),
            _ => None,
        };
        let mut says = view.outgoing(&message, code);
        if message.purpose.is_of_the_survey() {
            says.survey = self.for_survey(council, &message).await?;
        }
        let reply_token = self.reply_token(&view, &message).await?;
        let answers = if message.purpose == MessagePurpose::Receipt {
            self.store.mail_that_opened(council, &view.id).await?
        } else {
            None
        };
        Ok(ToMail {
            message,
            says,
            to,
            reply_token,
            answers,
            has_page: true,
            is_theirs,
        })
    }

    /// The same of what goes to an address that is not on file any more: no link, and nothing that leads back.
    async fn to_old_address_of(
        &self,
        council: &CouncilId,
        view: &CaseView,
        message: Message,
    ) -> Result<ToMail, Failure> {
        let ids: Vec<WordsId> = message.to_words.iter().cloned().collect();
        let to = self.store.words(council, &ids).await?.into_values().next();
        Ok(ToMail {
            says: view.outgoing(&message, None),
            message,
            to,
            reply_token: None,
            answers: None,
            has_page: false,
            is_theirs: true,
        })
    }

    /// The same of a conduct file's letter: no token leads an answer to a case, whose readers are not meant.
    async fn conduct_to_mail(&self, council: &CouncilId, message: Message) -> Result<ToMail, Failure> {
        let letter = self.conduct_letter(council, &message).await?;
        let settings = self.councils.get(council)?;
        let prefix = settings.policy(self.today())?.council.prefix.clone();
        let spare = self.fresh().reference(prefix.as_str());
        let to = letter.person.as_ref();
        Ok(ToMail {
            to: to.and_then(|person| address(person, message.channel)),
            says: letter.says(&message, spare),
            has_page: letter.reference.is_some(),
            message,
            reply_token: None,
            answers: None,
            is_theirs: true,
        })
    }

    /// Whether a message of a case may go to whom it was written still.
    pub(crate) async fn is_theirs_still(
        &self,
        council: &CouncilId,
        message: &Message,
    ) -> Result<bool, Failure> {
        let Some(case) = &message.case_id else {
            return Ok(true);
        };
        let (loaded, _) = self.load(council, case).await?;
        let is_theirs = is_theirs(&loaded.case, message);
        Ok(is_theirs
            && self
                .is_asked_still(council, (case, &loaded.case), message)
                .await?)
    }

    /// What stands behind the + of the address for answers. It opens nothing: it says which case is meant.
    async fn reply_token(&self, view: &CaseView, message: &Message) -> Result<Option<String>, Failure> {
        let mail = view.policy()?.mail.as_ref();
        let comes_in = mail.is_some_and(|mail| mail.answers == Answers::ComeIn);
        let Some(person) = message.recipient.as_ref().filter(|_| comes_in) else {
            return Ok(None);
        };
        // Ninety-six bits: nobody finds one by trying.
        let fresh: String = self.fresh().secret().chars().take(24).collect();
        let whose = (&view.id, person);
        Ok(Some(
            self.store.reply_token(&view.council.id, whose, &fresh).await?,
        ))
    }

    pub(crate) async fn case_of(&self, council: &CouncilId, message: &Message) -> Result<CaseView, Failure> {
        let case = message.case_id.as_ref().ok_or(Failure::NotFound)?;
        let line = self.store.case_by_id(council, case).await?;
        let reference = line.and_then(|line| Reference::parse(&line.case.reference).ok());
        self.view(council, &reference.ok_or(Failure::NotFound)?).await
    }

    /// Writes down that a mail server took the message; answers whether `worker` still held it.
    ///
    /// Costs one row by its key; for a letter of a conduct file, what [`Casework::act_on_conduct`] costs.
    pub async fn mailed(
        &self,
        council: &CouncilId,
        message: &Message,
        worker: &str,
    ) -> Result<bool, Failure> {
        let id = &message.message_id;
        if message.conduct.is_some() {
            let became = Became::HandedOver { worker };
            return self.conduct_settled(council, message, became).await;
        }
        let now = self.outside().now();
        let what = (&Tried::Mailed, None);
        Ok(self
            .store
            .finish_message(council, (id, worker), what, now)
            .await?)
    }

    /// Writes down that sending failed, and what follows: another try later, or giving up, which is a
    /// fact of the case's record: the customer was not reached.
    ///
    /// Costs one row by its key; when it is given up, what [`Casework::act`] or [`Casework::act_on_conduct`] costs.
    pub async fn mail_failed(
        &self,
        council: &CouncilId,
        (message, worker): (&Message, &str),
        (why, hope): (&str, Hope),
    ) -> Result<Next, Failure> {
        let now = self.outside().now();
        let wait = wait_after(message).filter(|_| hope == Hope::Later);
        let Some(wait) = wait else {
            return self.give_up(council, (message, worker), why).await;
        };
        let again = now.saturating_add(wait).unwrap_or(Timestamp::MAX);
        let held = (&message.message_id, worker);
        let what = (&Tried::Again(again), Some(why));
        let is_ours = self.store.finish_message(council, held, what, now).await?;
        Ok(if is_ours { Next::Again(again) } else { Next::Lost })
    }

    async fn give_up(
        &self,
        council: &CouncilId,
        (message, worker): (&Message, &str),
        why: &str,
    ) -> Result<Next, Failure> {
        if message.conduct.is_some() {
            let became = Became::GivenUp { worker, why };
            let is_ours = self.conduct_settled(council, message, became).await?;
            return Ok(if is_ours { Next::GivenUp } else { Next::Lost });
        }
        if !message.purpose.is_owed() {
            // Nobody was owed it: the case is not opened again because it did not arrive.
            let now = self.outside().now();
            let what = (&Tried::GivenUp, Some(why));
            let held = (&message.message_id, worker);
            let is_ours = self.store.finish_message(council, held, what, now).await?;
            return Ok(if is_ours { Next::GivenUp } else { Next::Lost });
        }
        let case = message.case_id.as_ref().ok_or(Failure::NotFound)?;
        let (settings, actor) = (self.councils.get(council)?, actor());
        loop {
            let (loaded, _) = self.load(council, case).await?;
            let setting = self.setting(&settings, &actor);
            let event = not_reached(message);
            let mut changes = record(&setting, loaded, vec![event])?.changes;
            changes.given_up = Some(GivenUp {
                message: message.message_id.clone(),
                worker: worker.to_owned(),
                why: why.to_owned(),
            });
            match self.store.commit(changes).await {
                Ok(_) => return Ok(Next::GivenUp),
                Err(StoreError::Taken(_)) => return Ok(Next::Lost),
                // Somebody acted on the case: it is read again.
                Err(StoreError::Conflict { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
    }

    /// What became of a letter of a conduct file, as the program says it.
    pub(crate) async fn conduct_settled(
        &self,
        council: &CouncilId,
        message: &Message,
        became: Became<'_>,
    ) -> Result<bool, Failure> {
        match self.conduct_became(council, &actor(), message, became).await {
            Ok(is_ours) => Ok(is_ours),
            Err(NotDone::Failed(failure)) => Err(failure),
            Err(not_done @ (NotDone::Refused(_) | NotDone::Moved)) => {
                Err(Failure::Unreadable(not_done.to_string()))
            }
        }
    }

    /// A page of the outbox before a key, the newest first, for whoever may read every case; without those of complaints about
    /// themselves (Complaint Handling Code 5: conflict of interest).
    ///
    /// Costs one page of an index.
    pub async fn outbox(
        &self,
        council: &CouncilId,
        actor: &Actor,
        state: State,
        before: Option<&(Timestamp, MessageId)>,
    ) -> Result<Vec<OutboxLine>, Failure> {
        self.may_read_all(council, actor)?;
        let wanted = (state, actor.user());
        Ok(self
            .store
            .messages_in_state(council, wanted, before, PAGE)
            .await?)
    }

    /// How many messages were given up, counted up to a hundred: what needs somebody, without what is about them.
    ///
    /// Costs at most a hundred rows of an index.
    pub async fn given_up(&self, council: &CouncilId, actor: &Actor) -> Result<i64, Failure> {
        self.may_read_all(council, actor)?;
        let wanted = (State::GivenUp, actor.user());
        Ok(self.store.count_messages(council, wanted, 100).await?)
    }

    pub(crate) fn may_read_all(&self, council: &CouncilId, actor: &Actor) -> Result<(), Failure> {
        let settings = self.councils.get(council)?;
        let may = permission::may(settings.policy(self.today())?, actor, Act::ReadAnyCase);
        may.then_some(()).ok_or(Failure::NotPermitted)
    }

    /// Lets a message that was given up be tried again; answers whether it was given up.
    ///
    /// Costs one row by its key.
    pub async fn try_again(&self, view: &CaseView, actor: &Actor, id: &MessageId) -> Result<bool, Failure> {
        may_hand_over(view, actor, id)?;
        Ok(self.store.try_message_again(&view.council.id, id).await?)
    }

    /// Writes down that somebody gave a message to the customer in another way: by post, or read out.
    ///
    /// Costs one row by its key.
    pub async fn handed_over(&self, view: &CaseView, actor: &Actor, id: &MessageId) -> Result<bool, Failure> {
        may_hand_over(view, actor, id)?;
        let now = self.outside().now();
        Ok(self.store.message_by_hand(&view.council.id, id, now).await?)
    }

    /// Sends the customer a copy of what they sent by e-mail, to the address on file and no other.
    ///
    /// Costs one row by its key.
    pub async fn send_copy(&self, view: &CaseView, person: &PersonId) -> Result<(), Failure> {
        let message = self.message_to(view, (person, Channel::Email), MessagePurpose::Receipt);
        Ok(self.store.put_message(&view.council.id, &message).await?)
    }

    /// A message outside an act, which says nothing new and so is no event.
    pub(crate) fn message_to(
        &self,
        view: &CaseView,
        (person, channel): (&PersonId, Channel),
        purpose: MessagePurpose,
    ) -> Message {
        Message {
            message_id: self.fresh().message(),
            case_id: Some(view.id.clone()),
            recipient: Some(person.clone()),
            channel,
            purpose,
            subject_words: None,
            body_words: None,
            release_at: self.outside().now(),
            state: State::Waiting,
            tries: 0,
            sent_at: None,
            last_error: None,
            referral: None,
            conduct: None,
            to_words: None,
        }
    }
}

/// Where somebody is reached by a channel; what goes by none of these goes to their e-mail address.
fn address(person: &PersonRow, channel: Channel) -> Option<String> {
    match channel {
        Channel::Text | Channel::Phone => person.phone.clone(),
        Channel::Letter => {
            let (address, postcode) = (person.address.as_deref()?, person.postcode.as_deref()?);
            let lines = [person.name.as_str(), address, postcode];
            let lines = lines.iter().flat_map(|line| line.lines().map(str::trim));
            let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
            Some(lines.join("\n"))
        }
        Channel::Email
        | Channel::Online
        | Channel::InPerson
        | Channel::WebChat
        | Channel::SocialMedia
        | Channel::Councillor
        | Channel::Api
        | Channel::Import => person.email.clone(),
    }
}

fn may_hand_over(view: &CaseView, actor: &Actor, id: &MessageId) -> Result<(), Failure> {
    let is_of_the_case = view.messages.iter().any(|message| message.message_id == *id);
    if !is_of_the_case {
        return Err(Failure::NotFound);
    }
    let may = view.may(actor, Act::RecordContact);
    may.then_some(()).ok_or(Failure::NotPermitted)
}

/// How long a message waits after the try that just failed; `None` when it was the last.
fn wait_after(message: &Message) -> Option<SignedDuration> {
    let failures = usize::try_from(message.tries).unwrap_or(usize::MAX);
    let most = match message.purpose {
        MessagePurpose::Code | MessagePurpose::PartnerCode => WAITS_OF_A_CODE,
        MessagePurpose::Receipt
        | MessagePurpose::Acknowledgement
        | MessagePurpose::Extension
        | MessagePurpose::NotAccepted
        | MessagePurpose::Remedy
        | MessagePurpose::Confirmation
        | MessagePurpose::Reply
        | MessagePurpose::Contact
        | MessagePurpose::Closing
        | MessagePurpose::Withdrawal
        | MessagePurpose::ReviewWithdrawal
        | MessagePurpose::PartnerRequest
        | MessagePurpose::PartnerNews
        | MessagePurpose::PartnerReminder
        | MessagePurpose::Conduct
        | MessagePurpose::ConductAnswer
        | MessagePurpose::ConductCode
        | MessagePurpose::Survey
        | MessagePurpose::SurveyReminder
        | MessagePurpose::EmailChanged => WAITS.len(),
    };
    let waits = WAITS.get(..most)?;
    let minutes = waits.get(failures.saturating_sub(1))?;
    Some(SignedDuration::from_mins(*minutes))
}
