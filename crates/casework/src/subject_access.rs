//! Subject access: everything that is kept of one customer (UK GDPR, article 15).
//!
//! It comes as texts and files for whoever answers their request. What is of other people is marked, so that somebody decides before it goes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use redress_domain::id::{CaseId, ConductId, CouncilId, PersonId, UserId, WordsId};
use redress_domain::incoming::MailState;
use redress_domain::permission::{self, Act, Actor};
use redress_domain::{case, conduct};
use redress_store::case::CaseRow;
use redress_store::changes::{Changes, NewWords};
use redress_store::file::FileRow;
use redress_store::person::PersonRow;
use redress_store::stream::{Recorded, StreamId};
use serde_json::Value;

use crate::Casework;
use crate::bundle::ALL_MAILS;
use crate::failure::Failure;
use crate::found_by;
use crate::lists::{is_about, is_for};
use crate::retention::KeepingEvent;
use crate::stream::{entries_of, says_what_stays, with_what_stays};

mod others;
mod whose;

use others::{MARKS, Others};

/// How many cases are read together.
const PAGE: i64 = 200;

/// How many people with one address are looked at.
const MOST_ALIKE: usize = 100;

/// The folder of e-mails that nobody has said to be of the case.
const TO_DECIDE: &str = "e-mails-to-decide";

/// What stands in the place of a concern for somebody's safety: whoever puts this together may not read it, and it may be about the
/// very person who asks.
const CONCERN: &str = "[[WITHHELD: a concern for somebody's safety, Data Protection Act 2018, schedule 3. Ask whoever hears of concerns \
    before anything of it, or that there is one, is given]]";

/// What stands in the place of a note that is under legal privilege.
const PRIVILEGED: &str = "[[WITHHELD: legal privilege, Data Protection Act 2018, schedule 2, paragraph 19]]";

/// One file of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name, with its folders.
    pub name: String,
    /// What is in it.
    pub content: Vec<u8>,
}

impl Part {
    fn text(name: impl Into<String>, text: String) -> Self {
        Self {
            name: name.into(),
            content: text.into_bytes(),
        }
    }
}

/// Whoever asks, under each name in the record, and what they are called there.
type Subject<'s> = (&'s [PersonId], &'s [String]);

/// Where the files of a bundle go, one after the other, so that no more than one is held at a time.
pub struct Bundle<'b> {
    names: Vec<String>,
    take: &'b mut (dyn FnMut(Part) -> std::io::Result<()> + Send),
}

impl<'b> Bundle<'b> {
    /// A bundle whose files are taken so.
    pub fn new(take: &'b mut (dyn FnMut(Part) -> std::io::Result<()> + Send)) -> Self {
        Self {
            names: Vec::new(),
            take,
        }
    }

    fn push(&mut self, part: Part) -> Result<(), Failure> {
        self.names.push(part.name.clone());
        (self.take)(part)
            .map_err(|error| Failure::Unreadable(format!("a file of a bundle was not written: {error}")))
    }
}

impl Casework {
    /// Everything that is kept of one customer, and an event that says of whom it was put together, by whom and why. Whoever was
    /// said to be the same person is the same customer; who only writes from the same address is named in it, and left to whoever
    /// answers the request.
    ///
    /// Whoever a case of theirs is about has to leave it to somebody else ([`Failure::NotPermitted`]).
    ///
    /// Costs a read of all their cases with their files, one at a time.
    pub async fn subject_access(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (person, because): (&PersonId, &str),
        parts: &mut Bundle<'_>,
    ) -> Result<(), Failure> {
        let settings = self.councils.get(council)?;
        if !permission::may(settings.policy(self.today())?, actor, Act::ExportPerson) {
            return Err(Failure::NotPermitted);
        }
        let because = self.fresh().some_words(because);
        let because = because.ok_or(Failure::Refused(case::Refusal::TextMissing("why")))?;
        let details = self
            .store
            .person(council, person)
            .await?
            .ok_or(Failure::NotFound)?;
        let everybody = self.store.same_as(council, person).await?;
        let cases = self.cases_of_everybody(council, &everybody).await?;
        for case in &cases {
            if self.is_about_actor(council, actor, &case.case_id).await? {
                return Err(Failure::NotPermitted);
            }
        }
        let known = self.store.persons(council, &everybody).await?;
        let theirs: Vec<String> = known.into_values().map(|known| known.name).collect();
        let told = self.details_told(council, &details).await?;
        parts.push(Part::text("details.txt", told))?;
        for (number, other) in everybody.iter().filter(|other| *other != person).enumerate() {
            if let Some(details) = self.store.person(council, other).await? {
                let told = self.details_told(council, &details).await?;
                parts.push(Part::text(format!("details-{}.txt", number + 2), told))?;
            }
        }
        for case in &cases {
            self.case_parts(council, (case, (&everybody, &theirs)), parts)
                .await?;
        }
        let mut signals = String::new();
        for one in &everybody {
            for file in self.store.conduct_of_person(council, one).await? {
                self.conduct_parts(council, (&file.file_id, &theirs), parts)
                    .await?;
            }
            signals.push_str(
                &self
                    .stream_told(council, &StreamId::signals(one), &Others::default())
                    .await?,
            );
        }
        if !signals.is_empty() {
            parts.push(Part::text("signals.txt", signals))?;
        }
        let like = self
            .cases_of_whoever_writes_from_there(council, actor, person)
            .await?;
        let beside = self.cases_of_others_with(council, actor, &everybody).await?;
        parts.push(Part::text(
            "READ-FIRST.txt",
            read_first(&parts.names, (&like, &beside)),
        ))?;
        let event = KeepingEvent::Exported {
            because: Some(because.reference()),
            cases: cases.len(),
            files: parts.names.len(),
        };
        let mut changes = Changes::new(council.clone(), actor.id.clone(), self.outside().now());
        let stream = crate::retention::stream_of_person(person);
        self.say(&mut changes, &stream, &event).await?;
        changes.words.push(NewWords {
            stream,
            purpose: "reason",
            words: because,
        });
        self.store.commit(changes).await?;
        Ok(())
    }

    /// All cases of people who are one.
    pub(crate) async fn cases_of_everybody(
        &self,
        council: &CouncilId,
        everybody: &[PersonId],
    ) -> Result<Vec<CaseRow>, Failure> {
        let mut cases = Vec::new();
        for one in everybody {
            cases.extend(self.all_cases_of(council, one).await?);
        }
        Ok(cases)
    }

    /// The references of cases whose customer has the same e-mail address or telephone number as this one and was not said to be
    /// the same: it may be they, or somebody of their household. Nobody is taken for another by the program (domain 5.9), and nobody
    /// learns here that there is a complaint about themselves (Complaint Handling Code 5: conflict of interest).
    ///
    /// Costs a look into the index of people for each address, at most a hundred of them, and the cases of those who are named.
    pub async fn cases_of_whoever_writes_from_there(
        &self,
        council: &CouncilId,
        actor: &Actor,
        person: &PersonId,
    ) -> Result<Vec<String>, Failure> {
        let everybody = self.store.same_as(council, person).await?;
        let persons = self.store.persons(council, &everybody).await?;
        let of_one = |person: &PersonRow| [person.email.clone(), person.phone.clone()];
        let addresses: BTreeSet<String> = persons
            .values()
            .flat_map(of_one)
            .flatten()
            .map(|one| plain(&one))
            .collect();
        let mut others = BTreeSet::new();
        for address in &addresses {
            for like in self.store.people_like(council, address, MOST_ALIKE).await? {
                let is_there = of_one(&like)
                    .into_iter()
                    .flatten()
                    .any(|known| plain(&known) == *address);
                if is_there && !everybody.contains(&like.person_id) {
                    others.insert(like.person_id);
                }
            }
        }
        let others: Vec<PersonId> = others.into_iter().collect();
        let mut cases = self.cases_of_everybody(council, &others).await?;
        cases.retain(|case| !is_about(actor, case));
        Ok(cases.into_iter().map(|case| case.reference).collect())
    }

    /// The references of cases of somebody else on which they are, as whoever speaks for them perhaps.
    async fn cases_of_others_with(
        &self,
        council: &CouncilId,
        actor: &Actor,
        everybody: &[PersonId],
    ) -> Result<Vec<String>, Failure> {
        let mut references = BTreeSet::new();
        for one in everybody {
            let mut after = None;
            loop {
                let page = self
                    .store
                    .cases_with_person(council, one, after.as_ref(), PAGE)
                    .await?;
                let Some(last) = page.last() else { break };
                after = Some(last.clone());
                let lines = self.store.case_lines_of(council, &page).await?.into_iter();
                let of_others = lines.filter(|line| {
                    let customer = line.case.customer.as_ref();
                    !customer.is_some_and(|customer| everybody.contains(customer)) && is_for(actor, line)
                });
                references.extend(of_others.map(|line| line.case.reference));
            }
        }
        Ok(references.into_iter().collect())
    }

    /// All cases of a customer, the newest first.
    pub(crate) async fn all_cases_of(
        &self,
        council: &CouncilId,
        person: &PersonId,
    ) -> Result<Vec<CaseRow>, Failure> {
        let mut cases = Vec::new();
        let mut before = None;
        loop {
            let page = self
                .store
                .cases_of_customer(council, person, before.as_ref(), PAGE)
                .await?;
            let Some(last) = page.last() else { return Ok(cases) };
            before = Some(last.case.by_receipt());
            cases.extend(page.into_iter().map(|line| line.case));
        }
    }

    async fn details_told(&self, council: &CouncilId, details: &PersonRow) -> Result<String, Failure> {
        let mut text = format!("Name: {}\n", details.name);
        for (what, value) in [
            ("Addressed as", &details.called),
            ("E-mail", &details.email),
            ("Phone", &details.phone),
            ("Address", &details.address),
            ("Postcode", &details.postcode),
        ] {
            if let Some(value) = value {
                let _ = writeln!(text, "{what}: {value}");
            }
        }
        text.push('\n');
        let stream = StreamId::customer(&details.person_id);
        text.push_str(&self.stream_told(council, &stream, &Others::default()).await?);
        Ok(text)
    }

    async fn case_parts(
        &self,
        council: &CouncilId,
        (case, subject): (&CaseRow, Subject<'_>),
        parts: &mut Bundle<'_>,
    ) -> Result<(), Failure> {
        let stream = StreamId::case(&case.case_id);
        let folder = format!("cases/{}", case.reference);
        let others = self.others_on(council, &case.case_id, subject).await?;
        let record = self.stream_told(council, &stream, &others).await?;
        parts.push(Part::text(format!("{folder}/record.txt"), record))?;
        let survey = StreamId::survey(&case.case_id);
        let survey = self.stream_told(council, &survey, &others).await?;
        if !survey.is_empty() {
            parts.push(Part::text(format!("{folder}/survey.txt"), survey))?;
        }
        for (number, file) in self
            .store
            .files_of_stream(council, &stream)
            .await?
            .iter()
            .enumerate()
        {
            let name = format!("{folder}/files/{}.{}", number + 1, file.kind);
            let content = self.whole_file(council, file).await?;
            parts.push(Part { name, content })?;
        }
        for (number, letter) in self
            .store
            .letters_of_case(council, &case.case_id)
            .await?
            .iter()
            .enumerate()
        {
            if let Some(file) = self.store.file(council, &letter.file_id).await? {
                let name = format!("{folder}/letters/{}.{}", number + 1, file.kind);
                let content = self.whole_file(council, &file).await?;
                parts.push(Part { name, content })?;
            }
        }
        let mails = self
            .store
            .mails_of_case(council, &case.case_id, ALL_MAILS)
            .await?;
        for (number, mail) in mails.iter().enumerate() {
            // What only may belong to the case is perhaps of somebody else: READ-FIRST.txt says so.
            let sort = match mail.state {
                MailState::Waiting | MailState::Spam => TO_DECIDE,
                MailState::Contact
                | MailState::Triage
                | MailState::OnFile
                | MailState::Automatic
                | MailState::Bounce => "e-mails",
            };
            let name = format!("{folder}/{sort}/{}.eml", number + 1);
            let content = self.mail_content(council, &mail.mail_id).await?;
            parts.push(Part { name, content })?;
        }
        Ok(())
    }

    /// A conduct file: what happened with its days and measures, the files of its incidents, and its letters as they went.
    async fn conduct_parts(
        &self,
        council: &CouncilId,
        (id, theirs): (&ConductId, &[String]),
        parts: &mut Bundle<'_>,
    ) -> Result<(), Failure> {
        let (stream, folder) = (StreamId::conduct(id), format!("conduct/{id}"));
        let others = self.others_in_conduct(council, (&stream, theirs)).await?;
        let record = self.stream_told(council, &stream, &others).await?;
        parts.push(Part::text(format!("{folder}/record.txt"), record))?;
        let files = self.store.files_of_stream(council, &stream).await?;
        for (number, file) in files.iter().enumerate() {
            let name = format!("{folder}/files/{}.{}", number + 1, file.kind);
            let content = self.whole_file(council, file).await?;
            parts.push(Part { name, content })?;
        }
        for (number, message) in self
            .store
            .messages_of_conduct(council, id)
            .await?
            .iter()
            .enumerate()
        {
            let Some(kept) = self.store.kept_letter(council, &message.message_id).await? else {
                continue;
            };
            if let Some(file) = self.store.file(council, &kept.file_id).await? {
                let name = format!("{folder}/letters/{}.{}", number + 1, file.kind);
                let content = self.whole_file(council, &file).await?;
                parts.push(Part { name, content })?;
            }
        }
        Ok(())
    }

    /// Who of others is in a conduct file: those who work here and acted on it, by name, and what is said of witnesses.
    async fn others_in_conduct(
        &self,
        council: &CouncilId,
        (stream, theirs): (&StreamId, &[String]),
    ) -> Result<Others, Failure> {
        let entries: Vec<conduct::Entry> = entries_of(self.store.stream(council, stream).await?)?;
        let acted: Vec<&UserId> = entries.iter().filter_map(|entry| entry.actor.user()).collect();
        let users = self.users(council).await?.into_iter();
        let mut others: Vec<String> = users
            .filter(|user| acted.contains(&&user.id))
            .map(|user| user.name)
            .collect();
        let seen = entries.iter().filter_map(|entry| {
            if let conduct::Event::IncidentReported { witnesses, .. } = &entry.event {
                return witnesses.as_ref().map(|words| words.id.clone());
            }
            None
        });
        let seen: Vec<WordsId> = seen.collect();
        let names = others.clone();
        others.extend(self.store.words(council, &seen).await?.into_values());
        Ok(Others::of(others, &names, theirs))
    }

    async fn whole_file(&self, council: &CouncilId, file: &FileRow) -> Result<Vec<u8>, Failure> {
        let (mut content, mut number) = (Vec::new(), 0);
        while let Some(part) = self.store.part(council, (&file.file_id, number)).await? {
            content.extend(part);
            number += 1;
        }
        Ok(content)
    }

    /// By what the other people on a case are known: names, e-mail addresses, telephone numbers, postcodes.
    async fn others_on(
        &self,
        council: &CouncilId,
        case: &CaseId,
        (everybody, theirs): Subject<'_>,
    ) -> Result<Others, Failure> {
        let recorded = self.store.stream(council, &StreamId::case(case)).await?;
        let Some(case) = case::fold(&entries_of(recorded)?) else {
            return Ok(Others::default());
        };
        let (mut others, mut names) = (Vec::new(), Vec::new());
        for other in found_by::people(&case)
            .iter()
            .filter(|other| !everybody.contains(other))
        {
            let Some(details) = self.store.person(council, other).await? else {
                continue;
            };
            let known = [details.email, details.phone, details.address, details.postcode];
            others.extend(std::iter::once(details.name.clone()).chain(known.into_iter().flatten()));
            names.push(details.name);
        }
        Ok(Others::of(others, &names, theirs))
    }

    /// What a stream says, event by event: what is kept as facts, answers to the survey and adjustments among them, and the texts
    /// that it names.
    async fn stream_told(
        &self,
        council: &CouncilId,
        stream: &StreamId,
        others: &Others,
    ) -> Result<String, Failure> {
        let words = self.store.words_of_stream(council, stream).await?;
        let words: BTreeMap<String, String> = words
            .into_iter()
            .map(|stored| (stored.words_id.to_string(), stored.body))
            .collect();
        let mut text = String::new();
        for event in with_what_stays(self.store.stream(council, stream).await?)? {
            if is_concern(&event) {
                let _ = writeln!(text, "{} {CONCERN}\n", event.recorded_at);
                continue;
            }
            // What stays of an event is told where it happened.
            let facts = if says_what_stays(&event) {
                Vec::new()
            } else {
                facts_of(&event)
            };
            let colon = if facts.is_empty() { "" } else { ": " };
            let _ = writeln!(
                text,
                "{} {}{colon}{}",
                event.recorded_at,
                event.kind,
                facts.join("; ")
            );
            for said in texts_of(&event, &words) {
                let _ = writeln!(text, "{}\n", others.marked(&said));
            }
        }
        Ok(text)
    }
}

/// Whether an event is a concern for somebody's safety, or that somebody was told of one.
fn is_concern(event: &Recorded) -> bool {
    matches!(event.kind.as_str(), "concern-raised" | "concern-told")
}

/// What an event says beside its texts, each fact with its name (UK GDPR, article 15: all of it). What only the program can read,
/// identifiers and digests, is left out, and so is what the line begins with.
fn facts_of(event: &Recorded) -> Vec<String> {
    let body = event.body.as_deref();
    let body: Value = body
        .and_then(|body| serde_json::from_str(body).ok())
        .unwrap_or_default();
    let mut facts = Vec::new();
    if let Value::Object(fields) = &body {
        let told = fields
            .iter()
            .filter(|(name, _)| !["at", "event"].contains(&name.as_str()));
        told.for_each(|(name, value)| facts_in(&name.replace('_', " "), value, &mut facts));
    }
    facts
}

fn facts_in(name: &str, value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Null => {}
        Value::Bool(_) | Value::Number(_) => into.push(format!("{name} {value}")),
        Value::String(said) => into.extend(is_for_people(said).then(|| format!("{name} {said}"))),
        Value::Array(all) => {
            let said = all.iter().filter_map(Value::as_str);
            let said: Vec<&str> = said.filter(|said| is_for_people(said)).collect();
            if !said.is_empty() {
                into.push(format!("{name} {}", said.join(", ")));
            }
            let deeper = all.iter().filter(|one| !one.is_string());
            deeper.for_each(|one| facts_in(name, one, into));
        }
        Value::Object(fields) => {
            for (of, value) in fields {
                facts_in(&format!("{name} {}", of.replace('_', " ")), value, into);
            }
        }
    }
}

/// Whether a value says something to people: an identifier or a digest does not.
fn is_for_people(said: &str) -> bool {
    let is_hex = |part: &str| part.chars().all(|sign| sign.is_ascii_hexdigit());
    let is_digest = said.len() == 64 && is_hex(said);
    let mut parts = said.split('-');
    let is_identifier = said.len() == 36
        && [8, 4, 4, 4, 12].iter().all(|length| {
            parts
                .next()
                .is_some_and(|part| part.len() == *length && is_hex(part))
        });
    !said.is_empty() && !is_digest && !is_identifier
}

/// The texts that an event names.
fn texts_of(event: &Recorded, words: &BTreeMap<String, String>) -> Vec<String> {
    let body = event
        .body
        .as_deref()
        .and_then(|body| serde_json::from_str(body).ok());
    let body: Value = body.unwrap_or_default();
    let mut ids = Vec::new();
    named(&body, &mut ids);
    let texts: Vec<String> = ids.iter().filter_map(|id| words.get(id)).cloned().collect();
    let is_privileged = body.get("privileged").and_then(Value::as_str) == Some("privileged");
    if is_privileged && !texts.is_empty() {
        return vec![PRIVILEGED.to_owned()];
    }
    texts
}

fn named(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            if let (2, Some(Value::String(id)), true) =
                (fields.len(), fields.get("id"), fields.contains_key("digest"))
            {
                into.push(id.clone());
            } else {
                fields.values().for_each(|field| named(field, into));
            }
        }
        Value::Array(items) => items.iter().for_each(|item| named(item, into)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// An address or a number without what people write differently.
fn plain(address: &str) -> String {
    if address.contains('@') {
        return address.trim().to_lowercase();
    }
    address.chars().filter(char::is_ascii_digit).collect()
}

fn read_first(names: &[String], (like, beside): (&[String], &[String])) -> String {
    let mut text = format!(
        "Everything that is kept of one customer. Before it goes to them:\n\n\
         - Look for {}...{}: it is of somebody else. Take it out, or decide that it may stay.\n\
         - Texts may speak of other people by other names; files, letters and e-mails are not marked at all. Read them.\n\
         - What is under legal privilege was left out and says so.\n\
         - So was each concern for somebody's safety. Take out the line itself, unless whoever hears of concerns says that it may stay.\n",
        MARKS.0, MARKS.1
    );
    if names.iter().any(|name| name.contains(&format!("/{TO_DECIDE}/"))) {
        let _ = writeln!(
            text,
            "- What is under {TO_DECIDE} names a case of theirs, and nobody has said that it is from them: it may be somebody else's. \
             Say what each is under \"E-mails\", and put it together again; or leave these out."
        );
    }
    if !like.is_empty() {
        let _ = writeln!(
            text,
            "- Not in it: {}. Whoever they are of has the same e-mail address or telephone number, and may be the same person or \
             somebody of their household. If it is they, say so under \"People\" on the case, and put it together again.",
            like.join(", ")
        );
    }
    if !beside.is_empty() {
        let _ = writeln!(
            text,
            "- Not in it: what they said on cases of somebody else, for whom they speak perhaps: {}. Open each, and add what is of them.",
            beside.join(", ")
        );
    }
    text.push_str("\nWhat is in it:\n\n");
    for name in names {
        let _ = writeln!(text, "{name}");
    }
    text
}
