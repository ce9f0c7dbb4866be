//! The letters of a conduct file: how each goes, and what it says.
//!
//! They leave by the outbox as all others do and are kept as they went. They are about no case, so that whoever
//! reads a case reads none of them.

use redress_domain::calendar::london::civil_date;
use redress_domain::conduct::{Command, Event, LetterKind, LetterState, Tended, leaves_one_way};
use redress_domain::customer::adjustment::{AdjustmentKind, Layout, layout_for};
use redress_domain::id::{ConductId, CouncilId, MessageId, PersonId};
use redress_domain::language::WelshLetters;
use redress_domain::message::{MessagePurpose, Outgoing};
use redress_domain::permission::Actor;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, Kind, ReplyBy};
use redress_store::message::{MessageRow, MessageState};
use redress_store::person::PersonRow;

use super::by_code;
use super::days::Counts;
use super::still_so::answered;
use super::{LoadedFile, NotDone};
use crate::Casework;
use crate::case::Message;
use crate::failure::Failure;
use crate::file::OpenedFile;
use crate::kept::Kept;

/// How a letter of a conduct file goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By the outbox, by this channel.
    Outbox(Channel),
    /// By whoever writes it: there is no address on file for a way that is left open.
    NoAddress,
    /// By whoever writes it: what was agreed with them rules paper out.
    RuledOut(AdjustmentKind),
}

/// A letter of a conduct file with what became of it.
#[derive(Debug, Clone)]
pub struct LetterLine {
    /// Its message.
    pub message: Message,
    /// What it is.
    pub kind: LetterKind,
    /// What became of it, as the file has it.
    pub state: LetterState,
    /// How it was kept, once it went.
    pub kept: Option<Kept>,
}

impl LetterLine {
    /// Whether it is kept, and waits for a print run.
    pub fn waits_for_the_printer(&self) -> bool {
        let waits = |kept: &Kept| kept.by_post && kept.run_on.is_none();
        self.kept.as_ref().is_some_and(waits)
    }
}

/// What a letter of a conduct file says, and to whom.
#[derive(Debug, Clone)]
pub struct ConductLetter {
    /// To whom; nothing once their details were erased.
    pub person: Option<PersonRow>,
    /// What was written.
    pub body: String,
    /// What counts from the day on which it leaves.
    pub counts_from: Vec<Counts>,
    /// How it is laid out, by what was agreed with them.
    pub layout: Layout,
    /// The newest case of theirs, on whose page they read it and answer it.
    pub reference: Option<Reference>,
    /// Its council's central team, which signs.
    team: String,
    /// Whether it is for a reader of Welsh and English.
    is_in_both: bool,
}

impl ConductLetter {
    /// The same as every message is said.
    pub fn says(&self, message: &Message, spare: Reference) -> Outgoing {
        let name = self.person.as_ref().map(|person| person.name.clone());
        Outgoing {
            purpose: message.purpose,
            kind: Kind::Enquiry,
            reference: self.reference.clone().unwrap_or(spare),
            name: name.unwrap_or_default(),
            written_to: None,
            body: self.body.clone(),
            told: self
                .counts_from
                .iter()
                .map(|counts| (counts.what.as_str().to_owned(), counts.on.to_string()))
                .collect(),
            promises: Vec::new(),
            code: None,
            team: self.team.clone(),
            procedure: None,
            stage: 1,
            channel: message.channel,
            partner: None,
            survey: None,
            is_in_both: self.is_in_both,
            one_way: Channel::parse(&self.body).filter(|_| message.purpose == MessagePurpose::ConductAnswer),
        }
    }
}

/// What the answer to a visit says, where our buildings alone are closed: they need an appointment.
const BY_APPOINTMENT: &str = "by-appointment";

impl Casework {
    /// How the next letter of a kind on this file goes: by e-mail where that is the way that is left open or, where
    /// none is closed, the one that the person asked for; else by post.
    ///
    /// Costs the person's details, their adjustments and a page of their cases by key.
    pub async fn conduct_way(
        &self,
        council: &CouncilId,
        id: &ConductId,
        kind: LetterKind,
    ) -> Result<Way, Failure> {
        let file = self.load_conduct(council, id).await?;
        self.way_of(council, &file, kind).await
    }

    pub(super) async fn way_of(
        &self,
        council: &CouncilId,
        loaded: &LoadedFile,
        kind: LetterKind,
    ) -> Result<Way, Failure> {
        let person = loaded.file.person.as_ref().ok_or(Failure::NotFound)?;
        let known = std::slice::from_ref(person);
        let Some(row) = self.store.persons(council, known).await?.remove(person) else {
            return Ok(Way::NoAddress);
        };
        let waits = loaded.file.to_notify.as_ref();
        let of_notice = waits
            .filter(|_| kind == LetterKind::Notice)
            .map(|waits| (waits.terms.measures.clone(), waits.terms.open_channel));
        let binding = of_notice.or_else(|| loaded.file.binding(self.today()));
        // What leaves every way open is no reason to write by one.
        let open = binding
            .filter(|(measures, _)| leaves_one_way(measures))
            .map(|(_, open)| open);
        let by_email = match open {
            Some(Channel::Email | Channel::Online) => true,
            Some(
                Channel::Letter
                | Channel::Phone
                | Channel::Text
                | Channel::InPerson
                | Channel::WebChat
                | Channel::SocialMedia
                | Channel::Councillor
                | Channel::Api
                | Channel::Import,
            ) => false,
            None => self.asks_for_email(council, loaded).await?,
        };
        if by_email && row.email.is_some() {
            return Ok(Way::Outbox(Channel::Email));
        }
        let kinds = self.adjustments_now(council, person).await?;
        let against = kinds.into_iter().find(|kind| kind.rules_out(Channel::Letter));
        if let Some(kind) = against {
            return Ok(Way::RuledOut(kind));
        }
        Ok(match (&row.address, &row.postcode) {
            // What is written by e-mail goes to no other address while that alone is open.
            (Some(_), Some(_)) if open != Some(Channel::Email) => Way::Outbox(Channel::Letter),
            _ => Way::NoAddress,
        })
    }

    /// What was agreed with somebody and holds today.
    pub(crate) async fn adjustments_now(
        &self,
        council: &CouncilId,
        person: &PersonId,
    ) -> Result<Vec<AdjustmentKind>, Failure> {
        let today = self.today();
        let lines = self.adjustments_of(council, person).await?.into_iter();
        let lines = lines.filter(|line| crate::people::adjustment::holds(line, today));
        Ok(lines.map(|line| line.row.kind).collect())
    }

    /// What was agreed with the person of a file and holds today, each with its words.
    ///
    /// Costs the person's adjustments by their key.
    pub async fn agreed_with_person(
        &self,
        council: &CouncilId,
        person: &PersonId,
    ) -> Result<Vec<(AdjustmentKind, Option<String>)>, Failure> {
        let today = self.today();
        let lines = self.adjustments_of(council, person).await?.into_iter();
        let lines = lines.filter(|line| crate::people::adjustment::holds(line, today));
        Ok(lines.map(|line| (line.row.kind, line.words)).collect())
    }

    /// Whether letters to somebody are in Welsh beside English.
    ///
    /// Costs the person's adjustments by their key, where the policy asks for their wish.
    pub async fn writes_in_both_to(
        &self,
        council: &CouncilId,
        person: Option<&PersonId>,
    ) -> Result<bool, Failure> {
        let settings = self.councils.get(council)?;
        let languages = &settings.policy(self.today())?.languages;
        let agreed = match (languages.welsh, person) {
            (WelshLetters::OnRequest, Some(person)) => self.adjustments_now(council, person).await?,
            (WelshLetters::OnRequest | WelshLetters::None | WelshLetters::Always, _) => Vec::new(),
        };
        Ok(languages.are_both(agreed.into_iter()))
    }

    async fn asks_for_email(&self, council: &CouncilId, loaded: &LoadedFile) -> Result<bool, Failure> {
        let Some(reference) = self.newest_case(council, loaded).await? else {
            return Ok(false);
        };
        let view = self.view(council, &reference).await?;
        Ok(view.case.reply_by() == Some(ReplyBy::Email))
    }

    /// The newest case of whose file it is: no letter bears the reference of a case of whoever was said to be the same.
    async fn newest_case(
        &self,
        council: &CouncilId,
        loaded: &LoadedFile,
    ) -> Result<Option<Reference>, Failure> {
        let Some(person) = &loaded.file.person else {
            return Ok(None);
        };
        let found = self.store.cases_of_customer(council, person, None, 1).await?;
        let newest = found.into_iter().next();
        Ok(newest.and_then(|line| Reference::parse(&line.case.reference).ok()))
    }

    /// What the message of a conduct file says.
    ///
    /// Costs the file's own stream, its person, what was agreed with them and their newest case, by key and index.
    pub async fn conduct_letter(
        &self,
        council: &CouncilId,
        message: &Message,
    ) -> Result<ConductLetter, Failure> {
        let id = message.conduct.as_ref().ok_or(Failure::NotFound)?;
        let loaded = self.load_conduct(council, id).await?;
        let person = loaded.file.person.as_ref().ok_or(Failure::NotFound)?;
        let known = std::slice::from_ref(person);
        let row = self.store.persons(council, known).await?.remove(person);
        let body = match &message.body_words {
            Some(words) => self.store.words(council, [words]).await?.remove(words),
            None if message.purpose == MessagePurpose::ConductCode => {
                by_code::used(&loaded, &message.message_id)
            }
            // An answer to what came by a closed way names the open one, as it was then.
            None => answered(&loaded, &message.message_id).map(|(_, open)| {
                let binding = loaded.file.binding(self.today());
                let is_one_way = binding.is_none_or(|(measures, _)| leaves_one_way(&measures));
                if is_one_way {
                    open.as_str().to_owned()
                } else {
                    format!("{} {BY_APPOINTMENT}", open.as_str())
                }
            }),
        };
        let agreed = self.adjustments_now(council, person).await?;
        let counts_from = self.counts_from(council, (&loaded, &agreed), &message.message_id)?;
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let team = policy.central_team();
        Ok(ConductLetter {
            is_in_both: policy.languages.are_both(agreed.iter().copied()),
            person: row,
            body: body.unwrap_or_else(|| "[removed]".to_owned()),
            counts_from,
            layout: layout_for(agreed),
            reference: self.newest_case(council, &loaded).await?,
            team: team.map(|team| team.name.clone()).unwrap_or_default(),
        })
    }

    /// The message of a letter that was just written; it is sent already where somebody brought it.
    pub(super) fn conduct_message(
        &self,
        loaded: &LoadedFile,
        (event, events): (&Event, &[Event]),
    ) -> Option<MessageRow> {
        let (message, channel, purpose, body) = if let Event::LetterWritten {
            message,
            channel,
            letter,
            ..
        } = event
        {
            (message, channel, MessagePurpose::Conduct, Some(letter.id.clone()))
        } else if let Event::OutsideAnswered { message, channel, .. } = event {
            (message, channel, MessagePurpose::ConductAnswer, None)
        } else if let Event::Tended(Tended::SaidByCode {
            told: Some(message),
            channel: Some(channel),
            ..
        }) = event
        {
            (message, channel, MessagePurpose::ConductCode, None)
        } else {
            return None;
        };
        let is_carried = events.iter().any(
            |event| matches!(event, Event::LetterLeft { message: known, by: Some(_) } if known == message),
        );
        let now = self.outside().now();
        Some(MessageRow {
            message_id: message.clone(),
            case_id: None,
            recipient: loaded.file.person.clone(),
            channel: *channel,
            purpose,
            subject_words: None,
            body_words: body,
            release_at: now,
            state: if is_carried {
                MessageState::Sent
            } else {
                MessageState::Waiting
            },
            tries: 0,
            sent_at: is_carried.then_some(now),
            last_error: None,
            referral: None,
            conduct: Some(loaded.id.clone()),
            to_words: None,
        })
    }

    /// Gives an order whose letter goes by the outbox, by the way that the file leaves open.
    ///
    /// Costs what [`Casework::send_of_conduct_as_agreed`] costs.
    pub async fn send_of_conduct(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, seen): (&ConductId, i64),
        (kind, order): (LetterKind, Command),
    ) -> Result<(), NotDone> {
        let letter = (kind, order, None);
        Box::pin(self.send_of_conduct_as_agreed(council, actor, (id, seen), letter)).await
    }

    /// The same, with how the letter keeps to what was agreed with them, where the program cannot see to it.
    ///
    /// Costs the person's details by their key, and what [`Casework::act_on_conduct`] costs.
    pub async fn send_of_conduct_as_agreed(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, seen): (&ConductId, i64),
        (kind, order, met): (LetterKind, Command, Option<Command>),
    ) -> Result<(), NotDone> {
        let file = self.load_conduct(council, id).await?;
        if file.version != seen {
            return Err(NotDone::Moved);
        }
        let Way::Outbox(channel) = self.way_of(council, &file, kind).await? else {
            return Err(redress_domain::conduct::Refusal::NoWayForLetters.into());
        };
        let send = Command::Send {
            order: Box::new(order),
            message: self.fresh().message(),
            channel,
        };
        let orders = met.into_iter().chain([send]).collect();
        self.commit_conduct(council, actor, file, orders).await
    }

    /// Gives an order whose letter whoever gives it has brought to the person, by `channel`; with how it keeps to what was
    /// agreed with them. It is a letter of the file like those of the outbox.
    ///
    /// Costs what [`Casework::act_on_conduct`] costs.
    pub async fn carry_of_conduct(
        &self,
        council: &CouncilId,
        actor: &Actor,
        at: (&ConductId, i64),
        (channel, order, met): (Channel, Command, Option<Command>),
    ) -> Result<(), NotDone> {
        let carry = Command::Carry {
            order: Box::new(order),
            message: self.fresh().message(),
            channel,
        };
        let orders = met.into_iter().chain([carry]).collect();
        self.act_on_conduct(council, actor, at, orders).await
    }

    /// The letters of a file, the newest first.
    ///
    /// Costs the messages of the file by index, and a row by its key for each.
    pub async fn conduct_letters(
        &self,
        council: &CouncilId,
        view: &super::ConductView,
    ) -> Result<Vec<LetterLine>, Failure> {
        let mut lines = Vec::new();
        for message in self.store.messages_of_conduct(council, &view.id).await? {
            let Some(letter) = view.file.letter(&message.message_id) else {
                continue;
            };
            lines.push(LetterLine {
                kind: letter.kind,
                state: letter.state,
                kept: self.store.kept_letter(council, &message.message_id).await?,
                message,
            });
        }
        lines.reverse();
        Ok(lines)
    }

    /// The letter of a conduct file as it went, for whoever opens the file; the reading is written down first.
    ///
    /// Costs what [`Casework::open_conduct`] costs, and two rows by their keys.
    pub async fn open_conduct_letter(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, message): (&ConductId, &MessageId),
    ) -> Result<OpenedFile, Failure> {
        self.open_conduct(council, actor, (id, "letter")).await?;
        let kept = self.store.kept_letter(council, message).await?;
        let kept = kept.filter(|kept| kept.conduct.as_ref() == Some(id));
        let kept = kept.ok_or(Failure::NotFound)?;
        let row = self.store.file(council, &kept.file_id).await?;
        let row = row.ok_or(Failure::NotFound)?;
        Ok(OpenedFile {
            id: kept.file_id,
            name: format!("letter-{}.pdf", civil_date(kept.kept_at)),
            kind: row.kind,
            size: u64::try_from(row.size).unwrap_or_default(),
        })
    }
}
