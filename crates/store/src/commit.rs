//! Commits: changes become rows, inside a transaction that somebody else began.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use redress_domain::id::{CaseId, CouncilId, FileId};
use redress_domain::words::Digest;

use crate::Store;
use crate::changes::{Append, Changes, Committed, Erase, GivenUp, HandedOver, NewWords, ReadModel};
use crate::column::{Column as _, Record as _};
use crate::engine::{Arg, Connection, Row, many, sql};
use crate::error::StoreError;
use crate::file::said_of_scan;
use crate::message::Tried;
use crate::person::{Known, PersonRow};
use crate::search::Earlier;
use crate::stream::{Chained, Head, StreamId, ask_for_head, head_of};
use crate::work::{Outcome, Work};

impl Store {
    /// Commits one act: all of it or nothing. When this returns `Ok`, a power cut does not undo it.
    ///
    /// The write goes on when the caller is gone.
    pub async fn commit(&self, changes: Changes) -> Result<Committed, StoreError> {
        self.commit_many(vec![changes])
            .await
            .pop()
            .unwrap_or(Err(StoreError::Closed))
    }

    /// Commits many acts in one transaction. One that is refused does not touch its neighbours.
    pub async fn commit_many(&self, acts: Vec<Changes>) -> Vec<Result<Committed, StoreError>> {
        let works = acts
            .into_iter()
            .map(|changes| Work::Commit(Box::new(changes)))
            .collect();
        let answers = self.write_many(works).await;
        answers
            .into_iter()
            .map(|answer| answer.and_then(Outcome::committed))
            .collect()
    }

    /// The answer that the same request got before, if it came before.
    pub async fn answer_before(
        &self,
        council: &CouncilId,
        (scope, key): (&str, &str),
    ) -> Result<Option<String>, StoreError> {
        let statement = sql!("once/get.sql").bind(council).text(scope).text(key);
        self.row(statement)
            .await?
            .map(|row| row.get("result"))
            .transpose()
    }

    /// Forgets the answers to requests of one sort that were done before a moment.
    pub async fn forget_answers(
        &self,
        council: &CouncilId,
        scope: &str,
        before: Timestamp,
    ) -> Result<i64, StoreError> {
        self.run(sql!("once/delete_old.sql").bind(council).text(scope).at(before))
            .await
    }
}

impl Store {
    /// Remembers the answer to a request, outside an act.
    pub async fn mark(
        &self,
        council: &CouncilId,
        (scope, key): (&'static str, &str),
        (result, at): (&str, Timestamp),
    ) -> Result<(), StoreError> {
        let put = sql!("once/put.sql").bind(council).text(scope).text(key);
        self.run(put.text(result).at(at)).await?;
        Ok(())
    }
}

/// Writes all of `changes`, or fails at the first that cannot be written.
pub(crate) async fn apply(on: &mut Connection<'_>, changes: &Changes) -> Result<Committed, StoreError> {
    let council = &changes.council;
    if let Some(once) = &changes.once {
        // Should it stand there already, everything is taken back: see `what_stood_there`.
        let put = sql!("once/put.sql")
            .bind(council)
            .text(once.scope)
            .text(&once.key);
        on.later(put.text(&once.result).at(changes.at))?;
    }
    if let Some(given_up) = &changes.given_up {
        give_up(on, changes, given_up).await?;
    }
    if let Some(handed_over) = &changes.handed_over {
        hand_over(on, changes, handed_over).await?;
    }
    let mut there = There::read(on, changes).await?;
    let mut versions = Vec::with_capacity(changes.appends.len());
    let mut new = NewEvents::default();
    for append in &changes.appends {
        let head = there.heads.remove(&append.stream);
        let head = head.unwrap_or_else(Head::before_the_first);
        let head = new.extend(changes, (append, head))?;
        versions.push((append.stream.clone(), head.version));
        there.heads.insert(append.stream.clone(), head);
    }
    // What goes with the act is said by an event of its own, whoever wrote the act.
    let mut erasure = None;
    if let Some((stream, event)) = crate::erased::said_of(changes) {
        let head = head_of(&on.rows(ask_for_head(council, &stream)).await?)?;
        let append = Append {
            stream: stream.clone(),
            expected: head.version,
            events: vec![event],
        };
        new.extend(changes, (&append, head))?;
        erasure = Some(stream);
    }
    // So is what the scanner said of a file, as it joins a stream.
    for append in &there.scans {
        new.extend(changes, (append, Head::before_the_first()))?;
    }
    for statement in many(include_str!("../sql/event/put.sql"), &new.events) {
        on.later(statement)?;
    }
    for statement in many(include_str!("../sql/seal/wait.sql"), &new.waits) {
        on.later(statement)?;
    }
    let words: Vec<Vec<Arg>> = changes
        .words
        .iter()
        .map(|words| words_args(council, words))
        .collect();
    for statement in many(include_str!("../sql/words/put.sql"), &words) {
        on.later(statement)?;
    }
    for person in &changes.persons {
        crate::person::put(on, council, (person, is_new(changes, person)))?;
    }
    for row in &changes.rows {
        if row
            .takes_from()
            .is_some_and(|case| begins(changes, &StreamId::case(case)))
        {
            // Of a case that begins with this act there is nothing to take away.
            continue;
        }
        if let ReadModel::Search(row) = row
            && let Some(before) = there.documents.remove(&row.case_id)
        {
            crate::search::put_after(on, council.as_str(), (row, before)).await?;
        } else {
            row.write(on, council.as_str()).await?;
        }
    }
    for (stream, file) in &changes.files {
        attach(on, council, (stream, file)).await?;
    }
    for message in &changes.messages {
        on.later(sql!("message/put.sql").bind(council).args(message.to_args()))?;
    }
    for job in &changes.jobs {
        on.later(job.statement(council))?;
    }
    if let Some(row) = &changes.import {
        let put = sql!("import/put.sql")
            .bind(council)
            .text(&row.source)
            .text(&row.row_key);
        on.later(put.bind(&row.case_id))?;
    }
    for (erase, said_by) in changes.erase.iter().zip(erasure.iter().cycle()) {
        forget(on, changes, (erase, said_by)).await?;
    }
    Ok(Committed { versions })
}

async fn give_up(on: &mut Connection<'_>, changes: &Changes, given_up: &GivenUp) -> Result<(), StoreError> {
    let held = (&given_up.message, given_up.worker.as_str());
    let statement = Tried::GivenUp.statement(&changes.council, held, Some(&given_up.why), changes.at);
    if on.run(statement).await? == 1 {
        Ok(())
    } else {
        Err(StoreError::Taken(format!("message {}", given_up.message)))
    }
}

async fn hand_over(
    on: &mut Connection<'_>,
    changes: &Changes,
    handed: &HandedOver,
) -> Result<(), StoreError> {
    let held = (&handed.message, handed.worker.as_str());
    let statement = Tried::Mailed.statement(&changes.council, held, None, changes.at);
    if on.run(statement).await? == 1 {
        Ok(())
    } else {
        Err(StoreError::Taken(format!("message {}", handed.message)))
    }
}

/// Whether the act itself brings somebody's details in for the first time.
fn is_new(changes: &Changes, person: &PersonRow) -> Known {
    if begins(changes, &StreamId::customer(&person.person_id)) {
        Known::Not
    } else {
        Known::Maybe
    }
}

/// Whether a stream begins with an act.
fn begins(changes: &Changes, stream: &StreamId) -> bool {
    let is_first = |append: &Append| append.expected == 0 && append.stream == *stream;
    changes.appends.iter().any(is_first)
}

/// Has commits that ask of a stream that nobody changed it, and write nothing there, go one after the other.
///
/// Two that write to one stream meet at the place of the next event. One that only asks has no such place: on an engine with
/// several writers both could be right, and what one keeps is left by the other that takes it away. Streams are held in their
/// order, so that no two wait for one another.
fn hold(on: &mut Connection<'_>, changes: &Changes) -> Result<(), StoreError> {
    if changes.appends.iter().all(|append| !append.events.is_empty()) {
        return Ok(());
    }
    let streams: BTreeSet<&StreamId> = changes.appends.iter().map(|append| &append.stream).collect();
    for stream in streams {
        let held = sql!("once/hold.sql").bind(&changes.council).bind(stream);
        on.later(held.at(changes.at))?;
        on.later(sql!("once/let_go.sql").bind(&changes.council).bind(stream))?;
    }
    Ok(())
}

/// What an act has to know of what stands there already, read in one walk: where its streams end, and
/// what its cases were found by. Each is taken once; a second act on the same is looked up again.
#[derive(Default)]
struct There {
    heads: BTreeMap<StreamId, Head>,
    documents: BTreeMap<CaseId, Option<Row>>,
    /// What says what the scanner said of the files that join a stream.
    scans: Vec<Append>,
}

impl There {
    async fn read(on: &mut Connection<'_>, changes: &Changes) -> Result<Self, StoreError> {
        let council = &changes.council;
        hold(on, changes)?;
        let mut there = Self::default();
        let (mut streams, mut cases, mut asked) = (Vec::new(), Vec::new(), Vec::new());
        for append in &changes.appends {
            if append.expected == 0 && !append.events.is_empty() {
                // Should there be such a stream after all, its first event is there and says so.
                there
                    .heads
                    .insert(append.stream.clone(), Head::before_the_first());
            } else {
                asked.push(ask_for_head(council, &append.stream));
                streams.push(append.stream.clone());
            }
        }
        for row in &changes.rows {
            if let ReadModel::Search(row) = row
                && row.earlier == Earlier::Kept
            {
                asked.push(crate::search::ask_for_document(council.as_str(), row));
                cases.push(row.case_id.clone());
            }
        }
        for (_, file) in &changes.files {
            let unsaid = sql!("file/scan_unsaid.sql").bind(council).bind(file);
            asked.push(unsaid.bind(&StreamId::scan(file)));
        }
        let mut each = on.rows_each(asked).await?.into_iter();
        for stream in streams {
            let head = head_of(&each.next().unwrap_or_default())?;
            there.heads.insert(stream, head);
        }
        for case in cases {
            let document = each.next().and_then(|mut rows| rows.pop());
            there.documents.insert(case, document);
        }
        for unsaid in each.flatten() {
            there
                .scans
                .push(said_of_scan(&unsaid.get("file_id")?, unsaid.get("scan")?));
        }
        Ok(there)
    }
}

/// The events of an act, as rows.
#[derive(Default)]
struct NewEvents {
    events: Vec<Vec<Arg>>,
    /// The same in the queue of the sealer.
    waits: Vec<Vec<Arg>>,
}

impl NewEvents {
    /// Takes in what an act adds to a stream; answers where it ends then.
    fn extend(&mut self, changes: &Changes, (append, head): (&Append, Head)) -> Result<Head, StoreError> {
        let (council, stream) = (&changes.council, &append.stream);
        let mut head = head;
        if head.version != append.expected {
            return Err(StoreError::Conflict {
                stream: stream.clone(),
                seen: append.expected,
                found: head.version,
            });
        }
        // The sealer takes events in this order, and a stream's own events must not overtake one
        // another when a clock went back between them.
        let queued_at = head
            .queued_at
            .map_or(changes.at, |queued_at| queued_at.max(changes.at));
        for event in &append.events {
            let mut recorded = Chained {
                stream: stream.clone(),
                version: head.version + 1,
                kind: event.kind.to_owned(),
                body: Some(event.body.clone()),
                salt: Some(event.salt),
                digest: Digest::of(&event.salt, event.body.as_bytes()),
                previous: head.hash,
                hash: String::new(),
                recorded_at: changes.at,
                actor: changes.actor.clone(),
            };
            recorded.hash = recorded.true_hash(council);
            let mut args = vec![council.to_arg()];
            args.extend(recorded.to_args());
            self.events.push(args);
            self.waits.push(vec![
                council.to_arg(),
                queued_at.to_arg(),
                stream.to_arg(),
                recorded.version.to_arg(),
            ]);
            (head.version, head.hash) = (recorded.version, recorded.hash);
        }
        head.queued_at = Some(queued_at);
        Ok(head)
    }
}

fn words_args(council: &CouncilId, new: &NewWords) -> Vec<Arg> {
    let text = |text: &str| Arg::Text(Some(text.to_owned()));
    vec![
        council.to_arg(),
        new.words.id.to_arg(),
        new.stream.to_arg(),
        text(new.purpose),
        new.words.salt.to_arg(),
        new.words.reference().digest.to_arg(),
        text(&new.words.text),
    ]
}

/// A file joins a stream once. One that is not there any more, or belongs to a stream already, is
/// refused with the whole act.
async fn attach(
    on: &mut Connection<'_>,
    council: &CouncilId,
    (stream, file): (&StreamId, &FileId),
) -> Result<(), StoreError> {
    let touched = on
        .run(sql!("file/attach.sql").bind(council).bind(file).bind(stream))
        .await?;
    if touched == 1 {
        Ok(())
    } else {
        Err(StoreError::NoSuchFile(file.clone()))
    }
}

async fn forget(
    on: &mut Connection<'_>,
    changes: &Changes,
    (erase, said_by): (&Erase, &StreamId),
) -> Result<(), StoreError> {
    let council = &changes.council;
    match erase {
        Erase::Words(id) => {
            on.run(sql!("words/delete.sql").bind(council).bind(id)).await?;
        }
        Erase::File(id) => {
            on.run(sql!("file/delete.sql").bind(council).bind(id)).await?;
        }
        Erase::Person(id) => {
            on.run(sql!("person/delete.sql").bind(council).bind(id)).await?;
        }
        Erase::Bodies(stream) => {
            on.run(sql!("event/delete_bodies.sql").bind(council).bind(stream))
                .await?;
        }
        Erase::Body(stream, version) => {
            let delete = sql!("event/delete_body.sql").bind(council).bind(stream);
            on.run(delete.int(*version)).await?;
        }
        Erase::BesideCase(id) => {
            let today = redress_domain::calendar::london::civil_date(changes.at);
            crate::keeping::forget_beside_case(on, council, (id, today)).await?;
        }
        Erase::BesidePerson(id) => crate::keeping::forget_beside_person(on, council, id).await?,
        Erase::MailOfContact(id) => {
            let parts = sql!("forget/mail_parts_of_contact.sql");
            on.run(parts.bind(council).bind(id)).await?;
            on.run(sql!("forget/mail_of_contact.sql").bind(council).bind(id))
                .await?;
        }
        Erase::Mail(id) => {
            on.run(sql!("forget/parts_of_mail.sql").bind(council).bind(id))
                .await?;
            on.run(sql!("forget/mail.sql").bind(council).bind(id)).await?;
        }
    }
    let (sort, id) = erase.in_ledger();
    let entry = sql!("erased/put.sql").bind(council).text(sort).text(&id);
    on.later(entry.at(changes.at))?;
    let said = sql!("erased/say.sql").bind(council).bind(said_by);
    on.later(said.text(sort).text(&id))?;
    Ok(())
}

fn is_duplicate(error: &StoreError) -> bool {
    matches!(error, StoreError::Unavailable(sqlx::Error::Database(error)) if error.is_unique_violation())
}

/// What it means that something of an act stood there already: the request was answered before, another
/// machine wrote the same version of a stream between our look and our write, or a name that must be
/// unique is taken, and the engine says which. What the act did was taken back before.
pub(crate) async fn what_stood_there(
    on: &mut Connection<'_>,
    changes: &Changes,
    error: StoreError,
) -> StoreError {
    if !is_duplicate(&error) {
        return error;
    }
    let text = error.source_text();
    // PostgreSQL names the constraint, "event_pkey", SQLite the columns, "event.council, …".
    let is_in =
        |table: &str| text.contains(&format!("\"{table}_pkey\"")) || text.contains(&format!(" {table}."));
    if let Some(once) = changes.once.as_ref().filter(|_| is_in("once")) {
        let get = sql!("once/get.sql")
            .bind(&changes.council)
            .text(once.scope)
            .text(&once.key);
        let result = on.row(get).await.and_then(|row| match row {
            Some(row) => row.get("result"),
            None => Err(error),
        });
        return result.map_or_else(|error| error, StoreError::AlreadyDone);
    }
    match changes.appends.first().filter(|_| is_in("event")) {
        Some(append) => StoreError::Conflict {
            stream: append.stream.clone(),
            seen: append.expected,
            found: append.expected + 1,
        },
        None => StoreError::Taken(text),
    }
}
