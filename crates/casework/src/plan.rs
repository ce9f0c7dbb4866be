//! An act as data: what is written when it commits, decided without writing anything.

use jiff::Timestamp;
use redress_domain::calendar::london::civil_date;
use redress_domain::case::{self, Case, Command, Context, Entry, Event, Rules, evolve};
use redress_domain::id::{FileId, PersonId};
use redress_domain::measure::fact::{Facts, facts};
use redress_domain::permission::Actor;
use redress_domain::words::Words;
use redress_store::changes::{Append, Changes, NewEvent, NewWords, Once, ReadModel};
use redress_store::person::PersonRow;
use redress_store::search::{Earlier, SearchRow};
use redress_store::stream::StreamId;

use crate::act::{Loaded, Logged, NewCase, NewPerson};
use crate::council::Council;
use crate::failure::Failure;
use crate::found_by;
use crate::notify;
use crate::outbox;
use crate::outside::Fresh;
use crate::project;

/// One act on its way to the store, with how the case stands after it.
pub(crate) struct Planned {
    pub(crate) changes: Changes,
    pub(crate) after: Loaded,
    /// What happened to the case itself.
    pub(crate) entries: Vec<Entry>,
}

impl Planned {
    /// Adds what the act does to another case, to be committed together.
    ///
    /// Streams are written in the order of their names: two acts that each link two cases, the
    /// other way round, then wait for one another in turn and never in a ring.
    pub(crate) fn absorb(&mut self, other: Self) {
        self.changes.appends.extend(other.changes.appends);
        self.changes
            .appends
            .sort_by(|one, next| one.stream.cmp(&next.stream));
        self.changes.rows.extend(other.changes.rows);
        self.changes.words.extend(other.changes.words);
        self.changes.messages.extend(other.changes.messages);
    }

    /// What a new case came to.
    pub(crate) fn logged(&self) -> Logged {
        Logged {
            id: self.after.id.clone(),
            reference: self.after.case.reference.clone(),
            version: self.after.version,
        }
    }
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

impl Setting<'_> {
    /// What a case gives to be counted.
    fn facts(&self, case: &Case) -> Facts {
        facts(case, &self.council.calendar)
    }
}

/// Plans the opening of a case, and what is done to it in the same breath.
pub(crate) fn plan_log(setting: &Setting<'_>, new: NewCase) -> Result<Planned, Failure> {
    plan_log_with(setting, new, (Vec::new(), Vec::new()))
}

/// The same of a case to which something happens at once that follows from another one, with its texts.
pub(crate) fn plan_log_with(
    setting: &Setting<'_>,
    new: NewCase,
    (follows, own_texts): (Vec<Event>, Vec<(&'static str, Words)>),
) -> Result<Planned, Failure> {
    let today = civil_date(setting.recorded_at);
    let rules = setting
        .council
        .rules_for_receipt(today, civil_date(new.contact.received_at))?;
    let context = Context {
        at: setting.at,
        actor: setting.actor,
        rules,
    };
    let mut events = case::log_with_target(&new.contact, new.target, &context)?;
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
    events.extend(follows);
    texts.extend(own_texts);
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
    let mut changes = changes_of(setting, (&after, 0, Facts::new()), &entries, texts)?;
    for (person, details) in [new.customer, new.representative].into_iter().flatten() {
        register(setting, (person, details), &mut changes)?;
    }
    changes
        .rows
        .extend(new.help.map(|help| ReadModel::HelpTied(help, after.id.clone())));
    changes.once = new.once.map(|key| Once {
        scope: "log",
        key,
        result: after.case.reference.to_string(),
    });
    Ok(Planned {
        changes,
        after,
        entries,
    })
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
    let before = setting.facts(&case);
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
    let changes = changes_of(setting, (&after, version, before), &entries, texts)?;
    Ok(Planned {
        changes,
        after,
        entries,
    })
}

/// Plans events that follow from an act on another case.
pub(crate) fn record(setting: &Setting<'_>, loaded: Loaded, events: Vec<Event>) -> Result<Planned, Failure> {
    record_with(setting, loaded, (events, Vec::new()))
}

/// The same of events that bring texts of their own.
pub(crate) fn record_with(
    setting: &Setting<'_>,
    loaded: Loaded,
    (events, texts): (Vec<Event>, Vec<(&'static str, Words)>),
) -> Result<Planned, Failure> {
    let Loaded { id, version, case } = loaded;
    let before = setting.facts(&case);
    let mut case = Some(case);
    let mut entries = Vec::new();
    push(setting, events, (&mut case, &mut entries));
    let after = Loaded {
        id,
        version: version + count(&entries),
        case: case.ok_or(Failure::NotFound)?,
    };
    let changes = changes_of(setting, (&after, version, before), &entries, texts)?;
    Ok(Planned {
        changes,
        after,
        entries,
    })
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
    (after, expected, before): (&Loaded, i64, Facts),
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
    let files = entries.iter().filter_map(|entry| file_of(&entry.event));
    changes.files = files.map(|file| (stream.clone(), file.clone())).collect();
    changes.appends.push(Append {
        stream,
        expected,
        events,
    });
    changes.rows = project::rows(&after.id, after.version, &after.case, setting.recorded_at);
    let now = setting.facts(&after.case);
    changes
        .rows
        .push(project::fact_rows(&after.id, (Some(before), now)));
    changes.rows.push(ReadModel::Search(Box::new(search_row(
        (after, expected),
        entries,
        &changes.words,
    ))));
    for entry in entries {
        changes.messages.extend(outbox::messages(setting, after, entry));
        changes.messages.extend(outbox::to_partner(setting, after, entry));
        changes.rows.extend(notify::of_councillor(setting, after, entry));
        changes.rows.extend(notify::of_owner(setting, after, entry));
    }
    Ok(changes)
}

/// The file that joins the case by an event.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "one event alone brings a file, and a file that is not attached is refused by no one else"
)]
fn file_of(event: &Event) -> Option<&FileId> {
    match event {
        Event::FileAdded { file, .. } => Some(&file.id),
        _ => None,
    }
}

/// What an act adds to what a case is found by.
fn search_row((after, expected): (&Loaded, i64), entries: &[Entry], words: &[NewWords]) -> SearchRow {
    let earlier = if expected == 0 {
        Earlier::Forgotten
    } else {
        Earlier::Kept
    };
    let texts = words
        .iter()
        .map(|new| (new.purpose, &new.words.id, new.words.text.as_str()))
        .collect();
    let mut row = found_by::row((&after.id, &after.case), entries, texts, earlier);
    let joins = |entry: &Entry| matches!(entry.event, Event::PersonAdded { .. } | Event::TookIn { .. });
    if expected == 0 || entries.iter().any(joins) {
        row.people = found_by::people(&after.case);
    }
    row
}

/// Somebody's details come into the record.
pub(crate) fn register(
    setting: &Setting<'_>,
    (person_id, details): (PersonId, NewPerson),
    changes: &mut Changes,
) -> Result<(), Failure> {
    for row in &mut changes.rows {
        if let ReadModel::Search(row) = row {
            found_by::name(row, &person_id, &details);
        }
    }
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
        called: None,
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
