//! The one way in: begin → history → evolve → permit → decide → append, project, enqueue → commit.

use jiff::Timestamp;
use redress_domain::calendar::london::civil_date;
use redress_domain::case::{
    self, Case, Command, Context, Direction, Entry, Event, LinkTo, LoggedCase, Rules, evolve,
};
use redress_domain::id::{ActorId, CaseId, CouncilId, MessageId, PersonId};
use redress_domain::permission::Actor;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, ReplyBy};
use redress_domain::words::Words;
use redress_store::changes::{Append, Changes, NewEvent, NewWords, Once};
use redress_store::error::StoreError;
use redress_store::message::{MessageRow, MessageState};
use redress_store::person::PersonRow;
use redress_store::stream::StreamId;

use crate::Casework;
use crate::council::Council;
use crate::failure::Failure;
use crate::outside::Fresh;
use crate::project;

/// A case with the version of its stream.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// Which.
    pub id: CaseId,
    /// The version of its last event.
    pub version: i64,
    /// How it stands.
    pub case: Case,
}

/// What a new case came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    /// The case.
    pub id: CaseId,
    /// Its reference.
    pub reference: Reference,
    /// The version of its stream: what the next act has seen.
    pub version: i64,
}

/// Somebody whom a contact is from, or about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewPerson {
    /// The name, as given.
    pub name: String,
    /// An e-mail address.
    pub email: Option<String>,
    /// A telephone number.
    pub phone: Option<String>,
    /// A postal address.
    pub address: Option<String>,
    /// A postcode.
    pub postcode: Option<String>,
    /// How to answer.
    pub reply_by: Option<ReplyBy>,
}

impl NewPerson {
    /// Whether nothing is known at all.
    pub fn is_unknown(&self) -> bool {
        *self
            == Self {
                reply_by: self.reply_by,
                ..Self::default()
            }
    }
}

/// Everything that opens a case, as one act.
#[derive(Debug, Clone)]
pub struct NewCase {
    /// The contact.
    pub contact: LoggedCase,
    /// The customer, if not known yet; `contact.customer` names them.
    pub customer: Option<(PersonId, NewPerson)>,
    /// Whoever speaks for the customer, if not known yet.
    pub representative: Option<(PersonId, NewPerson)>,
    /// What is done to the case in the same breath: settled at first contact, say.
    pub then: Vec<Command>,
    /// A case that this one belongs with.
    pub link: Option<LinkTo>,
    /// What makes a form posted twice harmless.
    pub once: Option<String>,
}

impl NewCase {
    /// A contact and nothing else.
    pub fn of(contact: LoggedCase) -> Self {
        Self {
            contact,
            customer: None,
            representative: None,
            then: Vec::new(),
            link: None,
            once: None,
        }
    }
}

/// One act on its way to the store, with how the case stands after it.
pub(crate) struct Planned {
    pub(crate) changes: Changes,
    pub(crate) after: Loaded,
}

/// What planning needs to know: the council, who acts, when it happens and when it is recorded.
#[derive(Clone, Copy)]
pub(crate) struct Setting<'a> {
    pub(crate) council: &'a Council,
    pub(crate) actor: &'a Actor,
    pub(crate) at: Timestamp,
    pub(crate) recorded_at: Timestamp,
    pub(crate) fresh: Fresh<'a>,
}

impl Casework {
    /// Opens a case. Costs the same however many cases there are: one stream is written, no list read.
    pub async fn log(&self, council: &CouncilId, actor: &Actor, new: NewCase) -> Result<Logged, Failure> {
        let settings = self.councils.get(council)?;
        let mut new = new;
        loop {
            let now = self.outside().now();
            let setting = Setting {
                council: &settings,
                actor,
                at: now,
                recorded_at: now,
                fresh: self.fresh(),
            };
            let mut planned = plan_log(&setting, new.clone())?;
            if let Some(link) = new.link.clone() {
                self.link_back(&setting, &link, &mut planned).await?;
            }
            let logged = Logged {
                id: planned.after.id.clone(),
                reference: planned.after.case.reference.clone(),
                version: planned.after.version,
            };
            match self.store.commit(planned.changes).await {
                Ok(_) => return Ok(logged),
                // Chance gave a reference that is in use: about once in a thousand million.
                Err(StoreError::Taken(_)) => {
                    new.contact.reference = self.fresh().reference(new.contact.reference.prefix());
                }
                Err(other) => return Err(other.into()),
            }
        }
    }

    /// Does `command` to a case that the actor saw at version `seen`.
    ///
    /// When somebody else acted since, nothing is written and [`Failure::Conflict`] says what they
    /// did. Costs one read of the case's own stream and one commit, however many cases there are.
    pub async fn act(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (case, seen): (&CaseId, i64),
        command: Command,
    ) -> Result<i64, Failure> {
        let settings = self.councils.get(council)?;
        let (loaded, entries) = self.load(council, case).await?;
        if loaded.version != seen {
            return Err(conflict(&loaded, entries, seen));
        }
        let now = self.outside().now();
        let setting = Setting {
            council: &settings,
            actor,
            at: now,
            recorded_at: now,
            fresh: self.fresh(),
        };
        let link = if let Command::Link(link) = &command {
            Some(link.clone())
        } else {
            None
        };
        let mut planned = plan(&setting, loaded, vec![command])?;
        if let Some(link) = link {
            self.link_back(&setting, &link, &mut planned).await?;
        }
        let version = planned.after.version;
        match self.store.commit(planned.changes).await {
            Ok(_) => Ok(version),
            Err(StoreError::Conflict { .. }) => {
                let (loaded, entries) = self.load(council, case).await?;
                Err(conflict(&loaded, entries, seen))
            }
            Err(other) => Err(other.into()),
        }
    }

    /// Does `command` to a case as it stands, whatever anybody did since: for what is never in
    /// anybody's way, such as a contact that came in.
    pub async fn act_on_latest(
        &self,
        council: &CouncilId,
        actor: &Actor,
        case: &CaseId,
        command: Command,
    ) -> Result<i64, Failure> {
        const TRIES: usize = 8;
        for _ in 1..TRIES {
            let (loaded, _) = self.load(council, case).await?;
            match self
                .act(council, actor, (case, loaded.version), command.clone())
                .await
            {
                Err(Failure::Conflict { .. }) => {}
                answer => return answer,
            }
        }
        let (loaded, _) = self.load(council, case).await?;
        self.act(council, actor, (case, loaded.version), command).await
    }

    /// Adds the link, seen from the other case, to the same commit.
    async fn link_back(
        &self,
        setting: &Setting<'_>,
        link: &LinkTo,
        planned: &mut Planned,
    ) -> Result<(), Failure> {
        if link.case == planned.after.id {
            return Err(Failure::Refused(case::Refusal::LinkedToItself));
        }
        let (other, _) = self.load(&setting.council.id, &link.case).await?;
        let event = Event::Linked {
            case: planned.after.id.clone(),
            relation: link.relation.reverse(),
        };
        let back = record(setting, other, vec![event])?;
        planned.changes.appends.extend(back.changes.appends);
        planned.changes.rows.extend(back.changes.rows);
        Ok(())
    }

    /// The case as it stands, with everything that happened to it.
    pub(crate) async fn load(
        &self,
        council: &CouncilId,
        id: &CaseId,
    ) -> Result<(Loaded, Vec<Entry>), Failure> {
        let recorded = self.store.stream(council, &StreamId::case(id)).await?;
        let version = recorded.last().map_or(0, |event| event.version);
        let entries = entries_of(recorded)?;
        let case = case::fold(&entries).ok_or(Failure::NotFound)?;
        Ok((
            Loaded {
                id: id.clone(),
                version,
                case,
            },
            entries,
        ))
    }
}

fn conflict(loaded: &Loaded, entries: Vec<Entry>, seen: i64) -> Failure {
    let seen = usize::try_from(seen).unwrap_or_default();
    Failure::Conflict {
        version: loaded.version,
        since: entries.into_iter().skip(seen).collect(),
    }
}

/// Reads the bodies of recorded events; what retention removed is left out.
pub(crate) fn entries_of(
    recorded: impl IntoIterator<Item = redress_store::stream::Recorded>,
) -> Result<Vec<Entry>, Failure> {
    let read = |event: redress_store::stream::Recorded| {
        let body = event.body?;
        Some(Entry::from_body(event.actor, &body).map_err(|error| {
            Failure::Unreadable(format!("{} version {}: {error}", event.stream, event.version))
        }))
    };
    recorded.into_iter().filter_map(read).collect()
}

/// Plans the opening of a case, and what is done to it in the same breath.
pub(crate) fn plan_log(setting: &Setting<'_>, new: NewCase) -> Result<Planned, Failure> {
    let today = civil_date(setting.recorded_at);
    let rules = setting
        .council
        .rules_for_receipt(today, civil_date(new.contact.received_at))?;
    let context = Context {
        at: setting.at,
        actor: setting.actor,
        rules,
    };
    let mut events = case::log(&new.contact, &context)?;
    let id = setting.fresh.case();
    let mut texts: Vec<(&'static str, Words)> = new
        .contact
        .words()
        .into_iter()
        .map(|(purpose, words)| (purpose, words.clone()))
        .collect();
    if let Some(link) = &new.link {
        events.push(Event::Linked {
            case: link.case.clone(),
            relation: link.relation,
        });
    }
    let mut case = None;
    let mut entries = Vec::new();
    push(setting, events, (&mut case, &mut entries));
    for command in new.then {
        let open = case.as_ref().ok_or(Failure::NotFound)?;
        texts.extend(
            command
                .words()
                .into_iter()
                .map(|(purpose, words)| (purpose, words.clone())),
        );
        let events = case::decide(open, command, &context)?;
        push(setting, events, (&mut case, &mut entries));
    }
    let after = Loaded {
        id,
        version: count(&entries),
        case: case.ok_or(Failure::NotFound)?,
    };
    let mut changes = changes_of(setting, (&after, 0), &entries, texts)?;
    for (person, details) in [new.customer, new.representative].into_iter().flatten() {
        register(setting, (person, details), &mut changes)?;
    }
    changes.once = new.once.map(|key| Once {
        scope: "log",
        key,
        result: after.case.reference.to_string(),
    });
    Ok(Planned { changes, after })
}

/// Plans one or more commands on a case, all in one commit.
pub(crate) fn plan(
    setting: &Setting<'_>,
    loaded: Loaded,
    commands: Vec<Command>,
) -> Result<Planned, Failure> {
    let today = civil_date(setting.recorded_at);
    let rules: Rules<'_> = setting
        .council
        .rules_for_version(today, loaded.case.policy_version)?;
    let context = Context {
        at: setting.at,
        actor: setting.actor,
        rules,
    };
    let Loaded { id, version, case } = loaded;
    let mut case = Some(case);
    let mut entries = Vec::new();
    let mut texts = Vec::new();
    for command in commands {
        let open = case.as_ref().ok_or(Failure::NotFound)?;
        texts.extend(
            command
                .words()
                .into_iter()
                .map(|(purpose, words)| (purpose, words.clone())),
        );
        let events = case::decide(open, command, &context)?;
        push(setting, events, (&mut case, &mut entries));
    }
    let after = Loaded {
        id,
        version: version + count(&entries),
        case: case.ok_or(Failure::NotFound)?,
    };
    let changes = changes_of(setting, (&after, version), &entries, texts)?;
    Ok(Planned { changes, after })
}

/// Plans events that follow from an act on another case.
fn record(setting: &Setting<'_>, loaded: Loaded, events: Vec<Event>) -> Result<Planned, Failure> {
    let Loaded { id, version, case } = loaded;
    let mut case = Some(case);
    let mut entries = Vec::new();
    push(setting, events, (&mut case, &mut entries));
    let after = Loaded {
        id,
        version: version + count(&entries),
        case: case.ok_or(Failure::NotFound)?,
    };
    let changes = changes_of(setting, (&after, version), &entries, Vec::new())?;
    Ok(Planned { changes, after })
}

fn push(setting: &Setting<'_>, events: Vec<Event>, (case, entries): (&mut Option<Case>, &mut Vec<Entry>)) {
    for event in events {
        let entry = Entry {
            at: setting.at,
            actor: setting.actor.id.clone(),
            event,
        };
        *case = evolve(case.take(), &entry);
        entries.push(entry);
    }
}

/// A stream is a few dozen events long.
fn count(entries: &[Entry]) -> i64 {
    i64::try_from(entries.len()).unwrap_or(i64::MAX)
}

fn changes_of(
    setting: &Setting<'_>,
    (after, expected): (&Loaded, i64),
    entries: &[Entry],
    texts: Vec<(&'static str, Words)>,
) -> Result<Changes, Failure> {
    let stream = StreamId::case(&after.id);
    let mut changes = Changes::new(
        setting.council.id.clone(),
        setting.actor.id.clone(),
        setting.recorded_at,
    );
    let mut events = Vec::with_capacity(entries.len());
    for entry in entries {
        let body = entry
            .to_body()
            .map_err(|error| Failure::Unreadable(error.to_string()))?;
        events.push(NewEvent {
            kind: entry.event.name(),
            body,
            salt: setting.fresh.salt(),
        });
    }
    // A text that no event speaks of is not kept.
    let spoken_of = |words: &Words| events.iter().any(|event| event.body.contains(words.id.as_str()));
    let kept = texts.into_iter().filter(|(_, words)| spoken_of(words));
    changes.words = kept
        .map(|(purpose, words)| NewWords {
            stream: stream.clone(),
            purpose,
            words,
        })
        .collect();
    if events.is_empty() {
        return Ok(changes);
    }
    changes.appends.push(Append {
        stream,
        expected,
        events,
    });
    changes.rows = project::rows(&after.id, after.version, &after.case, setting.recorded_at);
    for entry in entries {
        enqueue_message(setting, after, entry, &mut changes);
    }
    Ok(changes)
}

/// Puts into the outbox what an event sends to the customer.
fn enqueue_message(setting: &Setting<'_>, after: &Loaded, entry: &Entry, changes: &mut Changes) {
    let by_import = matches!(setting.actor.id, ActorId::Import(_));
    if by_import {
        // Nothing leaves the building from an import (domain, section 9).
        return;
    }
    let now = setting.recorded_at;
    let message = |id: MessageId, purpose: &str, body, release_at| MessageRow {
        message_id: id,
        case_id: Some(after.id.clone()),
        recipient: after.case.customer.clone(),
        channel: channel_of(&after.case),
        purpose: purpose.to_owned(),
        subject_words: None,
        body_words: Some(body),
        release_at,
        state: MessageState::Waiting,
        tries: 0,
        sent_at: None,
        last_error: None,
    };
    let fresh = || setting.fresh.message();
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "most events send nothing; those that do are here"
    )]
    let row = match &entry.event {
        Event::Acknowledged { letter, .. } => message(fresh(), "acknowledgement", letter.id.clone(), now),
        Event::Extended { letter, .. } => message(fresh(), "extension", letter.id.clone(), now),
        Event::NotAccepted { letter, .. } => message(fresh(), "not-accepted", letter.id.clone(), now),
        Event::RemedyNotDeliverable { told, .. } => message(fresh(), "remedy", told.id.clone(), now),
        Event::ReplySent {
            reply,
            letter,
            undo_until,
            ..
        } => {
            let Ok(id) = MessageId::parse(reply.as_str()) else {
                return;
            };
            message(id, "reply", letter.id.clone(), *undo_until)
        }
        Event::ReplySendUndone { reply } => {
            // The same message, taken back before its moment.
            let Ok(id) = MessageId::parse(reply.as_str()) else {
                return;
            };
            let mut row = message(id, "reply", after.case.what_happened.id.clone(), now);
            row.body_words = None;
            row.state = MessageState::TakenBack;
            row
        }
        Event::ContactRecorded {
            direction: Direction::Out,
            channel,
            words,
            ..
        } if is_written(*channel) => {
            let mut row = message(fresh(), "contact", words.id.clone(), now);
            row.channel = *channel;
            row
        }
        Event::Closed {
            outcome: case::Outcome::Done | case::Outcome::NotDone | case::Outcome::Duplicate,
            sentence: Some(sentence),
            ..
        } => message(fresh(), "closing", sentence.id.clone(), now),
        Event::SettledAtFirstContact { what_was_done, .. } => {
            message(fresh(), "confirmation", what_was_done.id.clone(), now)
        }
        _ => return,
    };
    if after.case.customer.is_some() && after.case.reply_by != Some(ReplyBy::NoContact) {
        changes.messages.push(row);
    }
}

/// What is said in person or on the phone leaves no message.
const fn is_written(channel: Channel) -> bool {
    match channel {
        Channel::Online | Channel::Email | Channel::Letter | Channel::Text => true,
        Channel::Phone
        | Channel::InPerson
        | Channel::WebChat
        | Channel::SocialMedia
        | Channel::Councillor
        | Channel::Api
        | Channel::Import => false,
    }
}

/// How the customer asked to be answered; whoever asked for a call gets a letter too, since a reply
/// to a complaint is in writing.
fn channel_of(case: &Case) -> Channel {
    match case.reply_by {
        Some(ReplyBy::Email) => Channel::Email,
        Some(ReplyBy::Text) => Channel::Text,
        Some(ReplyBy::Phone | ReplyBy::Letter) => Channel::Letter,
        Some(ReplyBy::NoContact) | None => Channel::Online,
    }
}

fn register(
    setting: &Setting<'_>,
    (person_id, details): (PersonId, NewPerson),
    changes: &mut Changes,
) -> Result<(), Failure> {
    let row = PersonRow {
        person_id: person_id.clone(),
        name: details.name,
        email: details.email,
        phone: details.phone,
        address: details.address,
        postcode: details.postcode,
        reply_by: details.reply_by,
        salt: setting.fresh.salt(),
        digest: redress_domain::words::Digest::from_stored(String::new()),
    }
    .with_digest();
    let event = redress_domain::customer::Event::Registered {
        details: row.digest.clone(),
    };
    let body = serde_json::to_string(&event).map_err(|error| Failure::Unreadable(error.to_string()))?;
    changes.appends.push(Append {
        stream: StreamId::customer(&person_id),
        expected: 0,
        events: vec![NewEvent {
            kind: event.name(),
            body,
            salt: setting.fresh.salt(),
        }],
    });
    changes.persons.push(row);
    Ok(())
}
