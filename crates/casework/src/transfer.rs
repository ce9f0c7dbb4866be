//! A case that goes to another council of the installation: asked, carried there once, answered, and ended here.
//!
//! The two records are two streams of two councils, and no commit writes both. So the job does one step at a time and
//! reads before each where the two cases stand: killed between any two, it goes on where it was. That the reference
//! is one for life, and unique in each council, is what lets nothing arrive twice.

use std::collections::{BTreeMap, BTreeSet};

use redress_domain::case::council::{follows, goes_along, texts_that_go};
use redress_domain::case::{
    Arrival, Carried, Case, Command, CouncilOrder, Entry, Event, LoggedCase, PointDraft, Refusal,
    TransferState,
};
use redress_domain::customer::{self, adjustment};
use redress_domain::id::{ActorId, CaseId, CouncilId, FileId, PersonId, TransferId, WordsId};
use redress_domain::language::{Language, in_both};
use redress_domain::permission::Actor;
use redress_domain::policy::letters::{Place, TakenOver};
use redress_domain::vocabulary::ClockKind;
use redress_domain::words::{Digest, Digesting, Words, WordsRef};
use redress_store::changes::{NewEvent, NewWords};
use redress_store::error::StoreError;
use redress_store::file::FileRow;
use redress_store::person::PersonRow;
use redress_store::stream::StreamId;
use redress_store::transfer::TransferRow;

use crate::Casework;
use crate::act::{Doing, Loaded, NewCase, NewPerson};
use crate::council::Council;
use crate::failure::Failure;
use crate::measure::hub::Neighbour;
use crate::outbox::channel_of;
use crate::people::History;
use crate::plan::{Planned, Setting, plan_log, register};

mod since;

/// The job that carries cases between councils.
pub(crate) const JOB: &str = "hand-over";

/// How many cases a round looks at together.
const TOGETHER: i64 = 50;

/// How long the copy of a file waits for the case that it belongs to.
const FILE_WAITS: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);

/// Texts of a stream, as they stand there.
type Texts = BTreeMap<WordsId, Words>;

/// A case here and its council.
#[derive(Clone, Copy)]
struct Here<'h> {
    council: &'h CouncilId,
    loaded: &'h Loaded,
    entries: &'h [Entry],
}

/// The other council.
#[derive(Clone, Copy)]
struct There<'t> {
    council: &'t CouncilId,
    settings: &'t Council,
}

impl Casework {
    /// The councils to which a council sends cases that are theirs, and whether they agree.
    pub fn transfer_councils(&self, council: &CouncilId) -> Result<Vec<Neighbour>, Failure> {
        self.neighbours_by(council, |policy| &policy.transfer.with)
    }

    /// What a council of the installation is called; its short name where there is none.
    pub fn name_of_council(&self, council: &CouncilId) -> String {
        let known = self.councils.get(council).ok();
        let policy = known.as_ref().and_then(|known| known.policy(self.today()).ok());
        policy.map_or_else(|| council.to_string(), |policy| policy.council.name.clone())
    }

    /// Nothing goes to a council that has not agreed to it as well.
    pub(crate) fn both_agree(&self, council: &CouncilId, commands: &[Command]) -> Result<(), Failure> {
        for command in commands {
            let Command::Council(CouncilOrder::Send(new)) = command else {
                continue;
            };
            let agrees = |known: &Neighbour| known.id == new.council && known.agrees;
            if !self.transfer_councils(council)?.iter().any(agrees) {
                return Err(Failure::Refused(Refusal::CouncilDoesNotAgree));
            }
        }
        Ok(())
    }

    /// Does the next step of each case that waits at another council; answers how many steps were done.
    ///
    /// Costs what waits, and the two streams of each.
    pub async fn hand_over(&self, council: &CouncilId) -> Result<usize, Failure> {
        let (mut done, mut after) = (0, None::<CaseId>);
        loop {
            let rows = self
                .store
                .transfers_waiting(council, after.as_ref(), TOGETHER)
                .await?;
            let Some(last) = rows.last() else {
                return Ok(done);
            };
            after = Some(last.case_id.clone());
            for row in &rows {
                match Box::pin(self.next_step(council, row)).await {
                    Ok(steps) => done += steps,
                    // Somebody acted on either case meanwhile: the next round sees how they stand then.
                    Err(Failure::Conflict { .. } | Failure::Taken) => {}
                    Err(Failure::Refused(refusal)) => {
                        tracing::warn!(%council, case = %row.case_id, %refusal, "a case waits at another council");
                    }
                    Err(other) => return Err(other),
                }
            }
        }
    }

    async fn next_step(&self, council: &CouncilId, row: &TransferRow) -> Result<usize, Failure> {
        let Ok(settings) = self.councils.get(&row.to_council) else {
            return Ok(0);
        };
        let there = There {
            council: &row.to_council,
            settings: &settings,
        };
        let (loaded, entries) = self.load(council, &row.case_id).await?;
        let here = Here {
            council,
            loaded: &loaded,
            entries: &entries,
        };
        let reference = loaded.case.reference.as_str();
        let Some(line) = self.store.case_by_reference(there.council, reference).await? else {
            return if is_ended(&loaded.case) {
                self.settle_transfer(here, turned_away(row, None)).await
            } else {
                self.arrive(here, there, row).await
            };
        };
        let (theirs, story) = self.load(there.council, &line.case.case_id).await?;
        let came = theirs
            .case
            .came_from
            .as_ref()
            .filter(|came| came.transfer == row.transfer_id);
        let Some(came) = came else {
            // The reference is another case's there: this one stays where it is.
            return self.settle_transfer(here, turned_away(row, None)).await;
        };
        if came.up_to < loaded.version && self.carry(here, there, (&theirs, row)).await? > 0 {
            return Ok(1);
        }
        if self.agreed_since(here, there, (&theirs.case, row)).await? > 0 {
            return Ok(1);
        }
        match came.state {
            TransferState::TakenOver => {
                let order = self.took_over((here, there), row, (&theirs.case, &story)).await?;
                self.settle_transfer(here, order).await
            }
            TransferState::TurnedAway => {
                let reason = self.why_not_theirs(there, &story).await?;
                self.settle_transfer(here, turned_away(row, reason)).await
            }
            // They ended it themselves, such as because the customer told them that it is over.
            TransferState::Waiting if theirs.case.is_closed() => {
                self.settle_transfer(here, turned_away(row, None)).await
            }
            TransferState::Waiting if is_ended(&loaded.case) => {
                let lapse = [Command::Council(CouncilOrder::Lapse)];
                let at = (&theirs.id, Some(theirs.version));
                self.act_seen(there.council, &job(), at, Doing::of(&lapse))
                    .await?;
                Ok(1)
            }
            TransferState::Waiting => Ok(0),
        }
    }

    async fn settle_transfer(&self, here: Here<'_>, order: CouncilOrder) -> Result<usize, Failure> {
        let at = (&here.loaded.id, Some(here.loaded.version));
        let order = [Command::Council(order)];
        self.act_seen(here.council, &job(), at, Doing::of(&order)).await?;
        Ok(1)
    }

    /// What the customer is told, once: where it is, that nothing has to be told again, and what holds.
    async fn took_over(
        &self,
        (here, there): (Here<'_>, There<'_>),
        row: &TransferRow,
        (theirs, story): (&Case, &[Entry]),
    ) -> Result<CouncilOrder, Failure> {
        let promised = [ClockKind::Reply, ClockKind::FirstAnswer, ClockKind::Target]
            .into_iter()
            .find_map(|kind| theirs.clock(kind).filter(|clock| clock.is_running()));
        let host = there.settings.policy(self.today()).ok();
        let host = host.and_then(|policy| policy.council.hosts.first());
        let page = host.map(|host| format!("https://{host}/track"));
        let (name, other) = (
            self.name_of_council(here.council),
            self.name_of_council(there.council),
        );
        let told = TakenOver {
            council: &name,
            other: &other,
            reference: theirs.reference.as_str(),
            answer_by: promised.map(|clock| clock.due_on),
            page: page.as_deref(),
        };
        let sentence = self.told_of_transfer(here, &told).await?;
        Ok(CouncilOrder::TookOver {
            transfer: row.transfer_id.clone(),
            digest: digest_in(story),
            sentence: self.fresh().words(&sentence),
        })
    }

    /// In the words of the council that sent it: it is their customer who hears.
    async fn told_of_transfer(&self, here: Here<'_>, told: &TakenOver<'_>) -> Result<String, Failure> {
        let settings = self.councils.get(here.council)?;
        let policy = settings.policy(self.today())?;
        let case = &here.loaded.case;
        let agreed = match case.correspondent() {
            Some(reader) => self.agreed_now(here.council, reader).await?,
            None => Vec::new(),
        };
        let [welsh, english] = Language::BOTH.map(|language| {
            let place = Place {
                procedure: Some(&case.procedure),
                stage: case.stage,
                channel: Some(channel_of(case)),
                language,
                ..Place::default()
            };
            policy.letters.taken_over(&place, told)
        });
        if policy.languages.are_both(agreed.into_iter()) {
            return Ok(in_both(&welsh, &english));
        }
        Ok(english)
    }

    async fn why_not_theirs(&self, there: There<'_>, story: &[Entry]) -> Result<Option<Words>, Failure> {
        let said = story.iter().rev().find_map(|entry| {
            if let Event::NotForUs { reason } = &entry.event {
                reason.as_ref()
            } else {
                None
            }
        });
        let Some(said) = said else { return Ok(None) };
        let texts = self.store.words(there.council, [&said.id]).await?;
        Ok(texts.get(&said.id).map(|text| self.fresh().words(text)))
    }

    /// Takes what happened here since to the other council: who joined the case, with their details, too.
    async fn carry(
        &self,
        here: Here<'_>,
        there: There<'_>,
        (theirs, row): (&Loaded, &TransferRow),
    ) -> Result<usize, Failure> {
        let after = theirs.case.came_from.as_ref().map_or(0, |came| came.up_to);
        let people = people_of(here, &row.transfer_id);
        let texts = self
            .texts_to_copy(here.council, &StreamId::case(&here.loaded.id))
            .await?;
        let carried = carried(here, after, (&people, &texts));
        if carried.events.is_empty() {
            return Ok(0);
        }
        self.copy_files(here.council, there.council, &carried.events)
            .await?;
        let joined = self.joined_since(here, there, (&people, &carried.events)).await?;
        let order = [Command::Council(CouncilOrder::Carry(carried))];
        let doing = Doing {
            people: &joined,
            ..Doing::of(&order)
        };
        let at = (&theirs.id, Some(theirs.version));
        self.act_seen(there.council, &job(), at, doing).await?;
        Ok(1)
    }

    /// Makes the case there, with all that goes along, in one commit.
    async fn arrive(&self, here: Here<'_>, there: There<'_>, row: &TransferRow) -> Result<usize, Failure> {
        let case = &here.loaded.case;
        let people = people_of(here, &row.transfer_id);
        let rows = self.store.persons(here.council, people.keys()).await?;
        let texts = self
            .texts_to_copy(here.council, &StreamId::case(&here.loaded.id))
            .await?;
        let carried = carried(here, 0, (&people, &texts));
        self.copy_files(here.council, there.council, &carried.events)
            .await?;
        let contact = contact(case, (&people, &rows), &texts).ok_or(Failure::NotFound)?;
        let digest = digest_of(&contact, &carried, &rows)?;
        let came = case
            .came_from
            .iter()
            .flat_map(|came| came.through.iter().cloned());
        let arrival = Arrival {
            transfer: row.transfer_id.clone(),
            through: came.chain([here.council.clone()]).collect(),
            digest,
            counts_from: case.counts_from,
            promised: case.clocks.values().cloned().collect(),
            acknowledged_on: case.acknowledged_on,
            carried,
        };
        let actor = job();
        let setting = self.setting(there.settings, &actor);
        let new = NewCase {
            then: vec![Command::Council(CouncilOrder::Arrive(Box::new(arrival)))],
            ..NewCase::of(contact)
        };
        let mut planned = plan_log(&setting, new)?;
        for (old, new) in &people {
            let Some(known) = rows.get(old) else { continue };
            register(&setting, (new.clone(), details(known)), &mut planned.changes)?;
            self.agreed_along(here.council, (old, new), (&setting, &mut planned))
                .await?;
        }
        // Domain 5.9: what comes by way of another council is read as what comes here.
        Box::pin(self.under_arrangements(&setting, there.council, (None, &mut planned))).await?;
        planned
            .changes
            .appends
            .sort_by(|one, next| one.stream.cmp(&next.stream));
        // Several events may name one text.
        let mut named = BTreeSet::new();
        planned
            .changes
            .words
            .retain(|new| named.insert(new.words.id.clone()));
        match self.store.commit(planned.changes).await {
            Ok(_) => Ok(1),
            // Another process was quicker: the next round sees that it is there.
            Err(StoreError::Taken(_) | StoreError::Conflict { .. }) => Ok(0),
            Err(other) => Err(other.into()),
        }
    }

    /// What was agreed with somebody, and holds, holds there too (Equality Act 2010, section 20; Complaint Handling
    /// Code 5.6: nobody has to ask twice).
    async fn agreed_along(
        &self,
        council: &CouncilId,
        (old, new): (&PersonId, &PersonId),
        (setting, planned): (&Setting<'_>, &mut Planned),
    ) -> Result<(), Failure> {
        let known = self.history_of(council, old).await?;
        let agreed = adjustment::fold(&known.events).into_iter();
        let agreed: Vec<_> = agreed.filter(|agreed| agreed.ended_on.is_none()).collect();
        let stream = StreamId::customer(new);
        let append = planned
            .changes
            .appends
            .iter_mut()
            .find(|append| append.stream == stream);
        let Some(append) = append.filter(|_| !agreed.is_empty()) else {
            return Ok(());
        };
        let texts = self.texts_to_copy(council, &StreamId::customer(old)).await?;
        let mut history = History {
            version: 1,
            events: Vec::new(),
        };
        for agreed in agreed {
            let words = agreed.words.as_ref().and_then(|words| texts.get(&words.id));
            let event = customer::Event::AdjustmentAgreed {
                adjustment: agreed.id,
                kind: agreed.kind,
                words: words.map(Words::reference),
                from: agreed.from,
                review_on: agreed.review_on,
            };
            let body =
                serde_json::to_string(&event).map_err(|error| Failure::Unreadable(error.to_string()))?;
            append.events.push(NewEvent {
                kind: event.name(),
                body,
                salt: setting.fresh.salt(),
            });
            planned.changes.words.extend(words.map(|words| NewWords {
                stream: stream.clone(),
                purpose: "adjustment",
                words: words.clone(),
            }));
            history.events.push(event);
        }
        planned.changes.rows.extend(history.rows(new));
        Ok(())
    }

    /// The texts of a stream, with the salts that make their digests: there they have the same names and digests.
    async fn texts_to_copy(&self, council: &CouncilId, stream: &StreamId) -> Result<Texts, Failure> {
        let stored = self.store.words_of_stream(council, stream).await?.into_iter();
        let texts = stored.map(|text| Words {
            id: text.words_id,
            salt: text.salt,
            text: text.body,
        });
        Ok(texts.map(|words| (words.id.clone(), words)).collect())
    }

    /// Copies the files of these events, part by part. One that is there already is not written twice; one that was
    /// broken off is begun again.
    async fn copy_files(&self, from: &CouncilId, to: &CouncilId, events: &[Event]) -> Result<(), Failure> {
        for event in events {
            let Event::FileAdded { file, .. } = event else {
                continue;
            };
            let Some(row) = self.store.file(from, &file.id).await? else {
                continue;
            };
            self.copy_file((from, to), (&file.id, row)).await?;
        }
        Ok(())
    }

    async fn copy_file(
        &self,
        (from, to): (&CouncilId, &CouncilId),
        (file, row): (&FileId, FileRow),
    ) -> Result<(), Failure> {
        let draft = format!("{JOB}-{file}");
        if let Some(known) = self.store.file(to, file).await? {
            if known.whole {
                return Ok(());
            }
            self.store.drop_file(to, file, &draft).await?;
        }
        let copy = FileRow {
            stream: None,
            draft: Some(draft),
            expires_at: Some(self.outside().now() + FILE_WAITS),
            whole: false,
            ..row
        };
        self.store.begin_file(to, &copy).await?;
        let mut number = 0;
        while let Some(part) = self.store.part(from, (file, number)).await? {
            self.store.put_part(to, (file, number), part).await?;
            number += 1;
        }
        Ok(self.store.finish_file(to, file).await?)
    }
}

fn job() -> Actor {
    Actor::program(ActorId::Job(JOB))
}

/// Whether it was ended here before the other council answered.
fn is_ended(case: &Case) -> bool {
    case.is_closed() || case.replied_on.is_some()
}

fn turned_away(row: &TransferRow, reason: Option<Words>) -> CouncilOrder {
    CouncilOrder::TurnedAway {
        transfer: row.transfer_id.clone(),
        reason,
    }
}

/// Everybody who is or was on it, each with the name by which the other council knows them.
fn people_of(here: Here<'_>, transfer: &TransferId) -> BTreeMap<PersonId, PersonId> {
    let case = &here.loaded.case;
    let first = case.customer.iter();
    let speaks = case.representative.iter().map(|(person, _)| person);
    let added = case.people.iter().map(|involved| &involved.person);
    let all = first.chain(speaks).chain(added);
    all.filter_map(|person| Some((person.clone(), known_as(transfer, person)?)))
        .collect()
}

/// The name by which the other council knows somebody: the same in every round, so that who joins later, leaves or takes
/// their consent back is found there, and another one in every transfer, so that no two councils share a name.
fn known_as(transfer: &TransferId, person: &PersonId) -> Option<PersonId> {
    let mut digest = Digesting::plain();
    digest.take(transfer.as_str().as_bytes());
    digest.take(person.as_str().as_bytes());
    let digest = digest.done();
    let time = transfer.as_str().get(..13)?;
    let part = |from, to| digest.as_str().get(from..to);
    let name = format!("{time}-7{}-8{}-{}", part(0, 3)?, part(3, 6)?, part(6, 18)?);
    PersonId::parse(name).ok()
}

fn details(row: &PersonRow) -> NewPerson {
    NewPerson {
        name: row.name.clone(),
        email: row.email.clone(),
        phone: row.phone.clone(),
        address: row.address.clone(),
        postcode: row.postcode.clone(),
        reply_by: row.reply_by,
    }
}

/// What opened the case, in the same words under the same names; who it is about, the ward and the service are
/// the sender's own and stay. Nothing where what happened was erased.
fn contact(
    case: &Case,
    (people, rows): (&BTreeMap<PersonId, PersonId>, &BTreeMap<PersonId, PersonRow>),
    texts: &Texts,
) -> Option<LoggedCase> {
    let text = |words: &WordsRef| texts.get(&words.id).cloned();
    let some = |words: &Option<WordsRef>| words.as_ref().and_then(text);
    let person = |person: &PersonId| people.get(person).filter(|_| rows.contains_key(person)).cloned();
    let points = case.points.iter().filter_map(|point| {
        Some(PointDraft {
            id: point.id.clone(),
            words: text(&point.words)?,
        })
    });
    let speaks = case.representative.as_ref();
    Some(LoggedCase {
        reference: case.reference.clone(),
        kind: case.kind,
        channel: case.channel,
        received_at: case.received_at,
        raised_by: case.raised_by,
        customer: case.customer.as_ref().and_then(person),
        representative: speaks.and_then(|(who, consent)| Some((person(who)?, *consent))),
        service: None,
        what_happened: text(&case.what_happened)?,
        wanted: some(&case.wanted),
        wishes: case.wishes.clone(),
        place: some(&case.place),
        ward: None,
        effect: some(&case.effect),
        also: some(&case.also),
        happened_on: case.happened_on,
        points: points.collect(),
        reply_by: case.first_reply_by,
        support: case.support.clone(),
        support_words: some(&case.support_words),
        priority: case.priority,
        about: Vec::new(),
        sharing: case.sharing,
    })
}

/// What goes along of what happened here after a version.
fn carried(here: Here<'_>, after: i64, (people, texts): (&BTreeMap<PersonId, PersonId>, &Texts)) -> Carried {
    let before = usize::try_from(after).unwrap_or_default();
    // The first copy has the points of itself.
    let goes = if after == 0 { goes_along } else { follows };
    let mut carried = Carried {
        up_to: here.loaded.version,
        events: Vec::new(),
        words: Vec::new(),
    };
    for entry in here
        .entries
        .iter()
        .skip(before)
        .filter(|entry| goes(&entry.event))
    {
        let spoken = texts_that_go(&entry.event).into_iter();
        let spoken = spoken.map(|(purpose, words)| Some((purpose, texts.get(&words.id)?.clone())));
        let spoken: Option<Vec<_>> = spoken.collect();
        // What was erased here does not come to life there.
        if let Some((event, spoken)) = known_there(&entry.event, people).zip(spoken) {
            carried.events.push(event);
            carried.words.extend(spoken);
        }
    }
    carried
}

/// The event with the people as the other council knows them; nothing where it speaks of somebody unknown there.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others speak of nobody")]
fn known_there(event: &Event, people: &BTreeMap<PersonId, PersonId>) -> Option<Event> {
    let mut event = event.clone();
    match &mut event {
        Event::PersonAdded { person, .. }
        | Event::PersonEnded { person, .. }
        | Event::ConsentChanged { person, .. }
        | Event::LettersGoTo { person, .. } => *person = people.get(person)?.clone(),
        // A case of this council's, which the other does not know.
        Event::PointAdded { from, .. } => *from = None,
        _ => {}
    }
    Some(event)
}

/// One digest over all that goes along: the texts and files by their salted digests, and the people by theirs.
fn digest_of(
    contact: &LoggedCase,
    carried: &Carried,
    people: &BTreeMap<PersonId, PersonRow>,
) -> Result<Digest, Failure> {
    let mut digest = Digesting::plain();
    for (_, words) in contact.words() {
        digest.take(words.reference().digest.as_str().as_bytes());
    }
    for event in &carried.events {
        let body = serde_json::to_string(event).map_err(|error| Failure::Unreadable(error.to_string()))?;
        digest.take(body.as_bytes());
    }
    for person in people.values() {
        digest.take(person.digest.as_str().as_bytes());
    }
    Ok(digest.done())
}

/// The digest that the case came with.
fn digest_in(story: &[Entry]) -> Digest {
    let came = story.iter().find_map(|entry| {
        if let Event::CameFromCouncil { digest, .. } = &entry.event {
            Some(digest.clone())
        } else {
            None
        }
    });
    came.unwrap_or_else(|| Digest::from_stored(String::new()))
}
