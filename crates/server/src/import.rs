//! Taking in the records of another system: read and checked whole, then acted like anybody's acts.

use std::path::Path;

use jiff::Timestamp;
use redress_casework::Casework;
use redress_casework::act::NewCase;
use redress_casework::batch::Batch;
use redress_casework::failure::Failure;
use redress_domain::case::{Command, LoggedCase, Outcome, PointDraft, TriageAnswers};
use redress_domain::id::ActorId;
use redress_domain::permission::Actor;
use redress_domain::policy::{Limit, Policy, Unit};
use redress_domain::vocabulary::{Priority, Role};

use crate::progress::Progress;
use crate::trouble::Trouble;

pub(crate) mod mapping;
mod quotes;
pub(crate) mod source;
pub(crate) mod verdict;

use mapping::Mapping;
use source::{NotTaken, Source, Taken};

/// How many cases go into one commit.
const TOGETHER: usize = 250;

/// How often a row comes with another reference, where the one it got is in use.
const TRIES: usize = 5;

/// What the bytes of another system's file come to, without taking anything in.
///
/// How many rows it has, how many cases they make, and how many cannot be taken in. `None` when the file or its
/// mapping is refused whole.
pub fn try_bytes(
    bytes: Vec<u8>,
    mapping: &str,
    policy_and_now: (&Policy, Timestamp),
) -> Option<(usize, usize, usize)> {
    let path = Path::new("file");
    let mapping = Mapping::of(mapping, path).ok()?;
    let source = Source::read_bytes(bytes, path, &mapping, policy_and_now).ok()?;
    Some((source.rows, source.cases.len(), source.not_taken.len()))
}

/// What an import came to.
pub(crate) struct Done {
    /// Cases that are new.
    pub(crate) taken: usize,
    /// Cases that an earlier run took in.
    pub(crate) were_in: usize,
}

/// Takes cases in, many to a commit. What is in already is left alone.
pub(crate) async fn take_in(
    casework: &Casework,
    mapping: &Mapping,
    cases: Vec<Taken>,
) -> Result<Done, Trouble> {
    let actor = Actor::program(ActorId::Import(mapping.name.clone()));
    let now = casework.outside().now();
    let mut progress = Progress::start("cases", u64::try_from(cases.len()).unwrap_or_default());
    let mut done = Done { taken: 0, were_in: 0 };
    for page in cases.chunks(TOGETHER) {
        let mut waiting: Vec<&Taken> = Vec::with_capacity(page.len());
        for taken in page {
            if is_in(casework, mapping, taken).await? {
                done.were_in += 1;
            } else {
                waiting.push(taken);
            }
        }
        done.taken += waiting.len();
        for tried in 1..=TRIES {
            let mut batch = casework.batch(&mapping.council, Some(now))?;
            for taken in &waiting {
                one(&mut batch, casework, (mapping, &actor), taken).map_err(|failure| {
                    Trouble::from(failure).next(format!("look at row {} of the file", taken.row))
                })?;
            }
            match batch.commit().await {
                Ok(()) => break,
                // Chance gave a reference that is in use: that row comes with another one.
                Err(Failure::Taken) if tried < TRIES => {}
                Err(other) => return Err(other.into()),
            }
            let mut left = Vec::new();
            for taken in waiting {
                if !is_in(casework, mapping, taken).await? {
                    left.push(taken);
                }
            }
            waiting = left;
        }
        progress.more(u64::try_from(page.len()).unwrap_or_default());
    }
    progress.finish();
    Ok(done)
}

/// Whether the row was taken in before. Costs one row by its key.
async fn is_in(casework: &Casework, mapping: &Mapping, taken: &Taken) -> Result<bool, Failure> {
    let known = casework
        .store()
        .imported(&mapping.council, mapping.name.as_str(), &taken.key)
        .await?;
    Ok(known.is_some())
}

/// One case: logged at its own time, given to its service, its points decided, closed at its own time.
fn one(
    batch: &mut Batch<'_>,
    casework: &Casework,
    (mapping, actor): (&Mapping, &Actor),
    taken: &Taken,
) -> Result<(), Failure> {
    let fresh = casework.fresh();
    let council = casework.councils().get(&mapping.council)?;
    let policy = council.policy(casework.today())?;
    let points: Vec<PointDraft> = taken
        .points
        .iter()
        .map(|point| PointDraft {
            id: fresh.point(),
            words: fresh.words(&point.words),
        })
        .collect();
    let decided: Vec<Command> = points
        .iter()
        .zip(&taken.points)
        .map(|(draft, point)| Command::RecordDetermination {
            point: draft.id.clone(),
            ombudsman: point.ombudsman,
            determination: point.determination,
            decided_on: point.decided_on,
            service: Some(point.service.clone()).filter(|service| *service != taken.service),
        })
        .collect();
    let contact = LoggedCase {
        reference: fresh.reference(&policy.council.prefix),
        kind: taken.kind,
        channel: taken.channel,
        received_at: taken.received_at,
        raised_by: Role::Customer,
        customer: None,
        representative: None,
        service: Some(taken.service.clone()),
        what_happened: fresh.words(&taken.what_happened),
        wanted: None,
        wishes: Vec::new(),
        place: taken.place.as_deref().and_then(|place| fresh.some_words(place)),
        effect: None,
        also: None,
        happened_on: None,
        points,
        reply_by: None,
        support: Vec::new(),
        support_words: None,
        priority: Priority::Standard,
        about: Vec::new(),
        sharing: None,
        ward: None,
    };
    let mut then = Vec::new();
    if let Some(procedure) = policy.procedure_for(taken.kind, Some(&taken.service)) {
        then.push(Command::Triage(TriageAnswers {
            kind: taken.kind,
            kind_reason: None,
            procedure: procedure.id.clone(),
            service: taken.service.clone(),
            team: None,
            owner: None,
            ward: None,
            priority: Priority::Standard,
            about: Vec::new(),
            note: fresh.some_words(&format!("{}: {}", mapping.source, taken.key)),
        }));
    }
    let target = taken.target_days.map(|count| Limit {
        count,
        unit: Unit::CalendarDays,
    });
    let new = NewCase {
        then,
        target,
        ..NewCase::of(contact)
    };
    let logged = batch.log(actor, taken.received_at, new)?;
    batch.imported(mapping.name.as_str(), &taken.key, &logged.id);
    for (at, command) in decided.into_iter().map(|command| (taken.decided_at, command)) {
        batch.act(actor, at.unwrap_or(taken.received_at), &logged.id, vec![command])?;
    }
    if let Some((closed_at, sentence)) = &taken.closed {
        let close = Command::Close {
            outcome: Outcome::Done,
            sentence: fresh.words(sentence),
            lesson: None,
        };
        batch.act(actor, *closed_at, &logged.id, vec![close])?;
    }
    Ok(())
}

/// Lists the rows that are not taken in: row, key, column, what is wrong, the value.
///
/// A value that a spreadsheet would run as a formula is written with an apostrophe before it.
pub(crate) fn list_not_taken(path: &Path, rows: &[NotTaken]) -> Result<(), Trouble> {
    let unwritable = |error: csv::Error| {
        Trouble::broken(format!("{} cannot be written: {error}", path.display()))
            .next("name another file with --not-taken")
    };
    let mut file = csv::Writer::from_path(path).map_err(unwritable)?;
    file.write_record(["row", "key", "column", "what is wrong", "value"])
        .map_err(unwritable)?;
    for row in rows {
        let harmless = |text: &str| {
            if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
                format!("'{text}")
            } else {
                text.to_owned()
            }
        };
        let line = [
            &row.row.to_string(),
            &harmless(&row.key),
            &row.column,
            &row.what,
            &harmless(&row.value),
        ];
        file.write_record(line).map_err(unwritable)?;
    }
    file.flush()?;
    Ok(())
}
