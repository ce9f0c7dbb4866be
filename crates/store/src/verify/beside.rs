//! What stands beside the events, and is compared with what they say of it: the details of people,
//! the content of files, the text of the policy, what those who sign in may do, and the cases in the lists.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::id::{FileId, PartnerId, PersonId, UserId};
use redress_domain::words::Digest;
use serde_json::Value;

use crate::column::Record as _;
use crate::engine::{Row, Statement, sql};
use crate::erased::digest_of;
use crate::error::StoreError;
use crate::person::PersonRow;
use crate::policy_version::PolicyRow;
use crate::stream::{StreamId, StreamSort};
use crate::token::TokenRow;
use crate::user::UserRow;
use crate::verify::told::{Added, Readings};
use crate::verify::{Fault, Named, PAGE, StreamSoFar, Verifier, gather};

/// What the events of a stream say, the last last, of what stands beside them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Said {
    details: Option<Digest>,
    access: Option<Access>,
    /// Who they are at the identity provider, while they are bound to it.
    identity: Option<Digest>,
    last_day: Option<Date>,
    /// Whether it is the account for emergencies.
    is_emergency: bool,
    adopted: Vec<Adopted>,
    /// The token that was made, and whether it was revoked.
    token: Option<(Made, bool)>,
    /// The letter as it was kept last: its file and what was set.
    letter: Option<(String, String)>,
    /// The webhook that was added, and whether it was taken away.
    pub(super) webhook: Option<(Added, bool)>,
    /// What the virus scanner said of a file last.
    pub(super) scan: Option<String>,
    /// What was read on a day.
    pub(super) readings: Option<Readings>,
    /// Whether an event could not be heard: it was altered, or what it said was erased.
    pub(super) is_incomplete: bool,
    /// Whether one could not be heard although nothing says that it was erased. What was erased went with every text and file
    /// that it named, so what is left of the stream must be named by what can still be heard.
    pub(super) is_unreadable: bool,
}

/// What somebody who signs in may do.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Access {
    roles: Value,
    teams: Value,
    services: Value,
    wards: Value,
    partner: Option<String>,
    active: bool,
}

/// A token, as it was made. What was not recorded yet is compared with nothing.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
struct Made {
    roles: Value,
    services: Value,
    expires_at: Option<Timestamp>,
    token: Option<String>,
    per_minute: Option<i64>,
}

/// A version of the policy that was adopted.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
struct Adopted {
    version: i64,
    starts_on: Date,
    digest: Digest,
}

impl Said {
    /// Hears one event more.
    pub(super) fn hear(&mut self, kind: &str, body: &Value) {
        match kind {
            "registered" | "details-changed" | "corrected" => {
                let details = body.get("details").and_then(Value::as_str);
                self.details = details.map(|digest| Digest::from_stored(digest.to_owned()));
            }
            "policy-adopted" => match serde_json::from_value(body.clone()) {
                Ok(adopted) => self.adopted.push(adopted),
                Err(_) => self.is_incomplete = true,
            },
            "token-created" => match serde_json::from_value(body.clone()) {
                Ok(made) => self.token = Some((made, false)),
                Err(_) => self.is_incomplete = true,
            },
            "token-revoked" => {
                if let Some((_, is_revoked)) = &mut self.token {
                    *is_revoked = true;
                }
            }
            "letter-kept" => {
                let id = |of: &str| body.get(of)?.get("id")?.as_str().map(str::to_owned);
                self.letter = id("file").zip(id("source"));
                self.is_incomplete |= self.letter.is_none();
            }
            "identity-bound" => {
                let digest = body.get("identity").and_then(Value::as_str);
                self.identity = digest.map(|digest| Digest::from_stored(digest.to_owned()));
            }
            "identity-released" => self.identity = None,
            "webhook-added" | "webhook-removed" | "scanned" | "readings-chained" => {
                self.hear_of_what_is_told(kind, body);
            }
            "user-ended" => {
                let day = body.get("on").and_then(Value::as_str);
                self.last_day = day.and_then(|day| day.parse().ok());
                self.is_incomplete |= self.last_day.is_none();
            }
            // Whoever gives leave to sign in says all of it each time, and takes a last day away.
            _ => {
                self.is_emergency |= kind == "emergency-account-made";
                let list = |name: &str| body.get(name).filter(|value| value.is_array()).cloned();
                if let (Some(roles), Some(teams), Some(services)) =
                    (list("roles"), list("teams"), list("services"))
                {
                    let active = body.get("active").and_then(Value::as_bool).unwrap_or(true);
                    let wards = list("wards").unwrap_or_else(|| Value::Array(Vec::new()));
                    let partner = body.get("partner").and_then(Value::as_str).map(str::to_owned);
                    self.last_day = None;
                    self.access = Some(Access {
                        roles,
                        teams,
                        services,
                        wards,
                        partner,
                        active,
                    });
                }
            }
        }
    }
}

impl Verifier<'_> {
    /// The file that is named, if it is one, and whether its content is what is said of it.
    pub(super) async fn file(&self, named: &Named) -> Result<Option<(FileId, bool)>, StoreError> {
        let Ok(id) = FileId::parse(named.id.clone()) else {
            return Ok(None);
        };
        let Some(file) = self.store.file(self.council, &id).await? else {
            return Ok(None);
        };
        let (digest, size) = self.store.true_digest(self.council, &file).await?;
        let is_as_said = digest == named.digest && file.digest == named.digest && size == file.size;
        Ok(Some((id, is_as_said)))
    }

    /// Compares what stands beside a stream with what its events say. A stream that went on while it
    /// was read is heard to its end first.
    pub(super) async fn beside(&mut self, mut so_far: StreamSoFar) -> Result<(), StoreError> {
        loop {
            let before = self.report.clone();
            self.compare(&so_far).await?;
            if self.report.faults.len() == before.faults.len() {
                return Ok(());
            }
            let later = sql!("event/of_stream.sql")
                .bind(self.council)
                .bind(&so_far.name)
                .int(so_far.version);
            let later = self.store.rows(later).await?;
            if later.is_empty() {
                return Ok(());
            }
            self.report = before;
            for row in later {
                so_far.version = row.get("version")?;
                let (kind, body): (String, Option<String>) = (row.get("kind")?, row.get("body")?);
                let body = body.and_then(|body| serde_json::from_str(&body).ok());
                let body = body.unwrap_or_default();
                so_far.said.hear(&kind, &body);
                let mut named = Vec::new();
                gather(&body, &mut named);
                so_far.named.extend(named.into_iter().map(|named| named.id));
            }
        }
    }

    async fn compare(&mut self, so_far: &StreamSoFar) -> Result<(), StoreError> {
        let (stream, said) = (&so_far.name, &so_far.said);
        self.unnamed_words(so_far);
        self.unnamed_files(so_far).await?;
        match (stream.sort(), stream.id().strip_prefix("user/")) {
            (StreamSort::Customer, _) => match PersonId::parse(stream.id()) {
                Ok(id) => self.person(id, said).await,
                Err(_) => Ok(()),
            },
            (StreamSort::Settings, Some(user)) => match UserId::parse(user) {
                Ok(id) => self.user(id, said).await,
                Err(_) => Ok(()),
            },
            (StreamSort::Settings, None) if *stream == StreamId::policy() => self.policies(said).await,
            (StreamSort::Settings, None) if stream.id().starts_with("token/") => {
                self.token(stream, said).await
            }
            (StreamSort::Settings, None) if stream.id().starts_with("webhook/") => {
                self.webhook(stream, said).await
            }
            (StreamSort::Letter, _) => self.letter(stream, said).await,
            (StreamSort::Scan, _) => self.scan(stream, said).await,
            (StreamSort::Reading, _) => self.readings(stream, said).await,
            (StreamSort::Erasure, _) => self.erasure(stream).await,
            (
                StreamSort::Settings
                | StreamSort::Case
                | StreamSort::DailyCheck
                | StreamSort::Import
                | StreamSort::Incident
                | StreamSort::Restriction
                | StreamSort::Lesson
                | StreamSort::Cause
                | StreamSort::Survey
                | StreamSort::Guidance
                | StreamSort::Report
                | StreamSort::Retention
                | StreamSort::Signal,
                _,
            ) => Ok(()),
        }
    }

    /// What one commit erased: the name of the stream is the digest of its lines in the ledger, so that nothing is passed off
    /// as erased that was not (docs/decisions/0091). None of it is there again: not even as it was.
    async fn erasure(&mut self, stream: &StreamId) -> Result<(), StoreError> {
        let lines = sql!("verify/erased_of.sql").bind(self.council).bind(stream);
        let lines = self.store.rows(lines).await?;
        let read = lines.iter().map(|row| Ok((row.get("sort")?, row.get("id")?)));
        let read: Result<Vec<(String, String)>, StoreError> = read.collect();
        let Some(lines) = self.readable(read, || format!("{stream}, the list of what was erased"))? else {
            return Ok(());
        };
        let what = "list of what was erased";
        let stream = stream.clone();
        if lines.is_empty() {
            self.fault(Fault::BesideMissing { stream, what });
            return Ok(());
        }
        let lines = lines.iter().map(|(sort, id)| (sort.as_str(), id.as_str()));
        if digest_of(lines).as_str() != stream.id() {
            self.fault(Fault::NotAsRecorded {
                stream: stream.clone(),
                what,
            });
        }
        let there = sql!("verify/erased_and_there.sql")
            .bind(self.council)
            .bind(&stream);
        for row in &self.store.rows(there).await? {
            if let Some(id) = self.readable(row.get("id"), || format!("{stream}, what is there again"))? {
                self.fault(Fault::ErasedAndThere(id));
            }
        }
        Ok(())
    }

    /// A text of the stream that none of its events names was slipped in, or moved here from elsewhere.
    fn unnamed_words(&mut self, so_far: &StreamSoFar) {
        if so_far.said.is_unreadable {
            return;
        }
        let ids = so_far.words.keys();
        for id in ids.filter(|id| !so_far.named.contains(id.as_str())) {
            self.fault(Fault::NotRecorded(format!("{}, the text {id}", so_far.name)));
        }
    }

    /// The same of a file: moved here, it would be opened by whoever may open this and missed where it belongs.
    async fn unnamed_files(&mut self, so_far: &StreamSoFar) -> Result<(), StoreError> {
        if so_far.said.is_unreadable {
            return Ok(());
        }
        let stream = &so_far.name;
        let of_stream = sql!("verify/files_of_stream.sql").bind(self.council).bind(stream);
        for row in &self.store.rows(of_stream).await? {
            let id = self.readable(row.get::<String>("id"), || format!("{stream}, a file"))?;
            if let Some(id) = id.filter(|id| !so_far.named.contains(id)) {
                self.fault(Fault::NotRecorded(format!("{stream}, the file {id}")));
            }
        }
        Ok(())
    }

    async fn person(&mut self, id: PersonId, said: &Said) -> Result<(), StoreError> {
        let get = sql!("person/get.sql").bind(self.council).bind(&id);
        let Some(row) = self.store.row(get).await? else {
            if self.was_erased("person", id.as_str()).await? {
                self.report.erased += 1;
            } else if said.details.is_some() || !said.is_incomplete {
                self.fault(Fault::PersonMissing(id));
            }
            return Ok(());
        };
        let details = || format!("the details of {id}");
        let Some(person) = self.readable(PersonRow::from_row(&row), details)? else {
            return Ok(());
        };
        self.report.persons += 1;
        let (kept, digest) = (person.true_digest(), Some(&person.digest));
        // What an event said is not known any more when its body was erased: then the row is
        // compared with itself.
        let as_said = said.details.as_ref().or(digest) == digest;
        if kept != person.digest || !as_said {
            self.fault(Fault::PersonAltered(id));
        }
        Ok(())
    }

    async fn user(&mut self, id: UserId, said: &Said) -> Result<(), StoreError> {
        let get = sql!("user/get.sql").bind(self.council).bind(&id);
        let Some(row) = self.store.row(get).await? else {
            self.fault(Fault::UserMissing(id));
            return Ok(());
        };
        let account = || format!("the user {id}");
        let Some(user) = self.readable(UserRow::from_row(&row), account)? else {
            return Ok(());
        };
        self.report.users += 1;
        // No salt: what it is made of is chance.
        let identity = self.store.identity_of(self.council, &id).await?;
        let identity = identity.map(|row| Digest::of(&[0; 16], row.identity.as_bytes()));
        let Some(access) = &said.access else { return Ok(()) };
        let same =
            |kept: &str, said: &Value| serde_json::from_str::<Value>(kept).is_ok_and(|kept| kept == *said);
        for (what, is_same) in [
            ("roles", same(&user.roles, &access.roles)),
            ("teams", same(&user.teams, &access.teams)),
            ("services", same(&user.services, &access.services)),
            ("wards", same(&user.wards, &access.wards)),
            (
                "partner organisation",
                user.partner.as_ref().map(PartnerId::as_str) == access.partner.as_deref(),
            ),
            ("rights to sign in", user.active == access.active),
            (
                "binding to the identity provider",
                said.is_incomplete || identity == said.identity,
            ),
            ("last day", said.is_incomplete || user.ends_on == said.last_day),
            (
                "being for emergencies",
                said.is_incomplete || user.emergency == said.is_emergency,
            ),
        ] {
            if !is_same {
                let user = id.clone();
                self.fault(Fault::UserAltered { user, what });
            }
        }
        Ok(())
    }

    /// What a program may ask, against what its stream says: whoever gives a program a role leaves a trace.
    async fn token(&mut self, stream: &StreamId, said: &Said) -> Result<(), StoreError> {
        let Some((made, is_revoked)) = &said.token else {
            return Ok(());
        };
        let name = stream.id().strip_prefix("token/").unwrap_or_default();
        let get = sql!("token/get.sql").bind(self.council).text(name);
        let Some(row) = self.store.row(get).await? else {
            let stream = stream.clone();
            self.fault(Fault::BesideMissing {
                stream,
                what: "token",
            });
            return Ok(());
        };
        let token = TokenRow::from_row(&row);
        let Some(token) = self.readable(token, || format!("the token of {name}"))? else {
            return Ok(());
        };
        let same =
            |kept: &str, said: &Value| serde_json::from_str::<Value>(kept).is_ok_and(|kept| kept == *said);
        let digest = made.token.as_ref();
        for (what, is_same) in [
            ("list of roles", same(&token.roles, &made.roles)),
            ("list of services", same(&token.services, &made.services)),
            ("end", token.expires_at == made.expires_at),
            ("revocation", token.revoked_at.is_some() == *is_revoked),
            ("digest", digest.is_none_or(|said| *said == token.token_hash)),
            (
                "number of requests a minute",
                made.per_minute.is_none_or(|said| said == token.per_minute),
            ),
        ] {
            if !is_same {
                let stream = stream.clone();
                self.fault(Fault::NotAsRecorded { stream, what });
            }
        }
        Ok(())
    }

    /// Which file a letter went as, against what its stream says.
    async fn letter(&mut self, stream: &StreamId, said: &Said) -> Result<(), StoreError> {
        let Some((file, source)) = &said.letter else {
            return Ok(());
        };
        let get = sql!("verify/letter.sql").bind(self.council).text(stream.id());
        let Some(row) = self.store.row(get).await? else {
            // With its case it goes by the law.
            if !self.was_erased("file", file).await? {
                let stream = stream.clone();
                self.fault(Fault::BesideMissing {
                    stream,
                    what: "letter as it went",
                });
            }
            return Ok(());
        };
        let kept = row
            .get::<String>("file_id")
            .and_then(|file| Ok((file, row.get("source")?)));
        let kept: Option<(String, String)> = self.readable(kept, || format!("the letter of {stream}"))?;
        if kept.is_some_and(|kept| kept != (file.clone(), source.clone())) {
            let stream = stream.clone();
            self.fault(Fault::NotAsRecorded {
                stream,
                what: "letter as it went",
            });
        }
        Ok(())
    }

    async fn policies(&mut self, said: &Said) -> Result<(), StoreError> {
        let all = sql!("policy_version/all.sql").bind(self.council);
        let mut missing: Vec<i64> = said.adopted.iter().map(|adopted| adopted.version).collect();
        for row in self.store.rows(all).await? {
            let number: i64 = row.get("version").unwrap_or_default();
            missing.retain(|version| *version != number);
            let version = || format!("version {number} of the policy");
            let Some(kept) = self.readable(PolicyRow::from_row(&row), version)? else {
                continue;
            };
            self.report.policies += 1;
            match said.adopted.iter().find(|adopted| adopted.version == number) {
                Some(adopted) => self.policy(&kept, adopted),
                None if said.is_incomplete => {}
                None => self.fault(Fault::NotRecorded(version())),
            }
        }
        for version in missing {
            self.fault(Fault::PolicyMissing(version));
        }
        Ok(())
    }

    fn policy(&mut self, kept: &PolicyRow, adopted: &Adopted) {
        let version = kept.version;
        // The text of a policy is public: its digest has no salt that would have to be kept.
        if Digest::of(&[0; 16], kept.source.as_bytes()) != adopted.digest {
            let what = "text";
            self.fault(Fault::PolicyAltered { version, what });
        }
        if kept.starts_on != adopted.starts_on {
            let what = "first day";
            self.fault(Fault::PolicyAltered { version, what });
        }
    }

    /// What is kept without any event that speaks of it: at most a thousand of each are named.
    pub(super) async fn not_recorded(&mut self) -> Result<(), StoreError> {
        let sorts: [(&str, Statement); 10] = [
            ("the text", sql!("verify/words_not_recorded.sql")),
            ("the details of", sql!("verify/people_not_recorded.sql")),
            ("the user", sql!("verify/users_not_recorded.sql")),
            ("in the lists, the case", sql!("verify/cases_not_recorded.sql")),
            ("policy version", sql!("verify/policies_not_recorded.sql")),
            ("the token of", sql!("verify/tokens_not_recorded.sql")),
            (
                "the letter of the message",
                sql!("verify/letters_not_recorded.sql"),
            ),
            ("the webhook", sql!("verify/webhooks_not_recorded.sql")),
            (
                "the result of the virus scan of the file",
                sql!("verify/scans_not_recorded.sql"),
            ),
            (
                "on the list of what was erased, the",
                sql!("verify/erased_not_recorded.sql"),
            ),
        ];
        for (what, statement) in sorts {
            let rows = self.store.rows(statement.bind(self.council).int(PAGE)).await?;
            for row in &rows {
                let id = |row: &Row| row.get::<String>("id");
                if let Some(id) = self.readable(id(row), || format!("{what} somebody"))? {
                    self.fault(Fault::NotRecorded(format!("{what} {id}")));
                }
            }
        }
        let missing = sql!("verify/cases_missing.sql").bind(self.council).int(PAGE);
        for row in &self.store.rows(missing).await? {
            if let Some(stream) = self.readable(row.get("id"), || "a case".to_owned())? {
                self.fault(Fault::NotListed(stream));
            }
        }
        Ok(())
    }
}
