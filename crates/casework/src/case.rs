//! One case as a person opens it: how it stands, what happened, and the words and names that go with it.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::calendar::london::civil_date;
use redress_domain::case::{Case, Entry, Event, LessonAnswer, Privilege, Rules};
use redress_domain::id::{ActorId, CaseId, ContactId, CouncilId, PartnerId, PersonId, UserId, WordsId};
use redress_domain::permission::{self, Act, Actor, Ground};
use redress_domain::policy::{Policy, Procedure};
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, SeenBy};
use redress_domain::words::WordsRef;
use redress_store::access::AccessRow;
use redress_store::adjustment::AdjustmentLine;
use redress_store::file::FileRow;
use redress_store::mail::MailRow;
use redress_store::message::MessageRow;
use redress_store::person::{PersonRow, is_same_email};

use crate::Casework;
use crate::conduct::Binding;
use crate::council::Council;
use crate::failure::Failure;
use crate::people::address::Lived;

/// Something that was sent about a case, or waits for its moment.
pub type Message = MessageRow;

/// A case as a person opens it.
#[derive(Debug, Clone)]
pub struct CaseView {
    /// Which.
    pub id: CaseId,
    /// The version of its stream: what an act on this page has seen.
    pub version: i64,
    /// How it stands.
    pub case: Case,
    /// Everything that happened, the oldest first.
    pub entries: Vec<Entry>,
    /// The texts, by name; one that was erased is not among them.
    pub words: BTreeMap<WordsId, String>,
    /// Whose matter it is.
    pub customer: Option<PersonRow>,
    /// Who speaks for the customer.
    pub representative: Option<PersonRow>,
    /// The names of the people who acted, and of the owner.
    pub names: BTreeMap<UserId, String>,
    /// The files, without their content.
    pub files: Vec<FileRow>,
    /// The messages that left or wait to leave.
    pub messages: Vec<MessageRow>,
    /// The e-mails that came in about it, without their bytes.
    pub mails: Vec<MailRow>,
    /// Everybody who is or was on it, by identifier.
    pub people: BTreeMap<PersonId, PersonRow>,
    /// Where those of them who moved lived and live.
    pub lived: BTreeMap<PersonId, Lived>,
    /// What was agreed with those who are on it, and holds.
    pub adjustments: Vec<(PersonId, AdjustmentLine)>,
    /// The contact arrangements that bind any of them today: what to do, and nothing of why.
    pub bindings: Vec<Binding>,
    /// The references of the other cases that it speaks of.
    pub references: BTreeMap<CaseId, Reference>,
    /// The members of staff whom these other cases are about: they are told nothing of them (Complaint Handling Code 5).
    about_whom: BTreeMap<CaseId, Vec<UserId>>,
    /// The names of the other councils that it speaks of, or could go to.
    pub councils: BTreeMap<CouncilId, String>,
    /// The other cases it belongs with: what they are to it, and their references.
    pub links: Vec<(redress_domain::case::Relation, Reference)>,
    /// The council and its policy.
    pub council: Arc<Council>,
    /// Today, in London.
    pub today: Date,
    /// Now.
    pub now: Timestamp,
}

impl CaseView {
    /// A text, or what stands in its place when it was erased.
    pub fn text(&self, words: &WordsRef) -> &str {
        self.words.get(&words.id).map_or("[removed]", String::as_str)
    }

    /// The policy now in force.
    pub fn policy(&self) -> Result<&Policy, Failure> {
        self.council.policy(self.today)
    }

    /// The rules that bind this case.
    pub fn rules(&self) -> Result<Rules<'_>, Failure> {
        self.council
            .rules_for_version(self.today, self.case.policy_version)
    }

    /// The procedure that the case follows, as it was when the case was received.
    pub fn procedure(&self) -> Result<&Procedure, Failure> {
        let pinned = self
            .council
            .versions
            .version(self.case.policy_version)
            .ok_or(Failure::NotFound)?;
        pinned
            .procedures
            .get(&self.case.procedure)
            .ok_or(Failure::NotFound)
    }

    /// What to call whoever acted, for staff.
    pub fn name_of(&self, actor: &ActorId) -> String {
        match actor {
            ActorId::User(user) => self.name_of_user(user).to_owned(),
            ActorId::Customer(person) => self.name_of_person(person),
            ActorId::Anonymous => "somebody who gave no name".to_owned(),
            ActorId::Job(_) => "Redress".to_owned(),
            ActorId::Import(name) => format!("the import “{name}”"),
            ActorId::Program(name) => format!("the program “{name}”"),
            ActorId::Partner(partner) => self.name_of_partner(partner),
        }
    }

    /// Who wrote the e-mail that a contact is, where it was not the customer: by name whoever is or was on the case, and anybody
    /// else by their address.
    pub fn writer(&self, contact: &ContactId) -> Option<&str> {
        let mut mails = self.mails.iter();
        let mail = mails.find(|mail| mail.contact_id.as_ref() == Some(contact))?;
        let sender = mail.sender.as_deref()?;
        let has_it = |person: &PersonRow| {
            let email = person.email.as_deref();
            email.is_some_and(|email| is_same_email(email, sender))
        };
        let mut known = self.people.iter().filter(|(_, person)| has_it(person));
        if known.clone().any(|(person, _)| self.case.is_customer(person)) {
            return None;
        }
        Some(known.next().map_or(sender, |(_, person)| &person.name))
    }

    /// What a partner is called in the policy of today.
    pub fn name_of_partner(&self, id: &PartnerId) -> String {
        let known = self.policy().ok().and_then(|policy| policy.partner(id));
        known.map_or_else(|| id.to_string(), |partner| partner.name.clone())
    }

    /// What another council that the case speaks of is called.
    pub fn name_of_council(&self, id: &CouncilId) -> String {
        self.councils.get(id).cloned().unwrap_or_else(|| id.to_string())
    }

    /// The name of somebody on the case: whose matter it is, or who speaks for them.
    fn name_of_person(&self, id: &PersonId) -> String {
        let name = self.people.get(id).map(|person| person.name.clone());
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| {
            let is_customer = self.case.customer.as_ref() == Some(id);
            (if is_customer {
                "the customer"
            } else {
                "the representative"
            })
            .to_owned()
        })
    }

    /// Those who are on it now.
    pub fn current_people(&self) -> impl Iterator<Item = &PersonRow> {
        let people = self.case.everybody().into_iter();
        people
            .filter(|person| self.case.knows(person))
            .filter_map(|person| self.people.get(person))
    }

    /// Whether nobody is on it: the reference alone shows its status.
    pub fn is_nobodys(&self) -> bool {
        let mut people = self.case.everybody().into_iter();
        !people.any(|person| self.case.knows(person))
    }

    /// To whom letters about the case go: whoever speaks for the customer with leave to, otherwise
    /// the customer.
    pub fn correspondent(&self) -> Option<&PersonRow> {
        self.case.correspondent().and_then(|id| self.person(id))
    }

    /// The name of a user, or what stands in its place.
    pub fn name_of_user(&self, user: &UserId) -> &str {
        self.names
            .get(user)
            .map_or("a former member of staff", String::as_str)
    }

    /// Takes away other cases that are about whoever reads: for them, there are none.
    fn withhold_cases_about(&mut self, actor: &Actor) {
        let Some(user) = actor.user() else { return };
        let hidden = self.about_whom.iter().filter(|(_, whom)| whom.contains(user));
        for (case, _) in hidden {
            if let Some(reference) = self.references.remove(case) {
                self.links.retain(|(_, other)| *other != reference);
            }
        }
    }

    /// Takes away what concerns are about, unless `actor` may read that or wrote it.
    fn withhold_concerns(&mut self, actor: &Actor) {
        if self.may(actor, Act::ReadConcern) {
            return;
        }
        for entry in &self.entries {
            if let Event::ConcernRaised { words, .. } | Event::ConcernTold { words, .. } = &entry.event
                && entry.actor != actor.id
            {
                self.words.remove(&words.id);
            }
        }
    }

    /// Takes away the texts of legally privileged notes, unless `actor` wrote them or may read such.
    fn withhold_privileged(&mut self, actor: &Actor) {
        if !self.may(actor, Act::ReadPrivilegedNote) {
            self.withhold_notes(|privilege, author| {
                privilege == Some(Privilege::Privileged) && *author != actor.id
            });
        }
    }

    /// Takes away the texts that staff write for staff alone, where `which` says so of the note's
    /// privilege (if it is a note) and its author.
    fn withhold_notes(&mut self, which: impl Fn(Option<Privilege>, &ActorId) -> bool) {
        for entry in &self.entries {
            if let Some((words, privilege)) = for_staff_alone(&entry.event)
                && which(privilege, &entry.actor)
            {
                self.words.remove(&words.id);
            }
        }
    }

    /// Takes away the names of the files that are for staff alone, but of those that the reader added.
    fn withhold_files(&mut self, reader: Option<&ActorId>) {
        for added in &self.case.files {
            if added.seen_by == SeenBy::Staff && Some(&added.added_by) != reader {
                self.words.remove(&added.name.id);
            }
        }
    }

    /// Whether `actor` may do `act` to this case: what decides which buttons a page shows.
    pub fn may(&self, actor: &Actor, act: Act) -> bool {
        self.policy()
            .is_ok_and(|policy| permission::may_with(policy, actor, act, &self.case.scope()))
    }
}

impl Casework {
    /// The case with this reference, for somebody who may read it; otherwise as if there were none.
    ///
    /// The reading is recorded. Costs the case's own stream, its texts and the names on it.
    pub async fn open_case(
        &self,
        council: &CouncilId,
        actor: &Actor,
        reference: &Reference,
    ) -> Result<CaseView, Failure> {
        let mut view = self.view(council, reference).await?;
        if !permission::may_read(view.policy()?, actor, &view.case.scope()) {
            return Err(Failure::NotFound);
        }
        view.withhold_privileged(actor);
        view.withhold_concerns(actor);
        view.withhold_cases_about(actor);
        self.record_reading(&view, actor, "case").await?;
        Ok(view)
    }

    /// The case with this reference for whoever logged it, to follow it (paper 002); or for whoever may read it.
    ///
    /// The reading is recorded. Costs the case's own stream, its texts and the names on it.
    pub async fn follow_case(
        &self,
        council: &CouncilId,
        actor: &Actor,
        reference: &Reference,
    ) -> Result<CaseView, Failure> {
        let view = self.case_unread(council, actor, reference).await?;
        self.record_reading(&view, actor, "followed").await?;
        Ok(view)
    }

    /// The same where nothing that was told on it is shown: what its reference is, what was promised, where its page is.
    ///
    /// Nothing is recorded. Costs the case's own stream, its texts and the names on it.
    pub async fn case_unread(
        &self,
        council: &CouncilId,
        actor: &Actor,
        reference: &Reference,
    ) -> Result<CaseView, Failure> {
        let mut view = self.view(council, reference).await?;
        if permission::may_read(view.policy()?, actor, &view.case.scope()) {
            view.withhold_privileged(actor);
            view.withhold_concerns(actor);
            view.withhold_cases_about(actor);
        } else if view.may(actor, Act::FollowOwn) {
            view.withhold_cases_about(actor);
            view.withhold_notes(|_, _| true);
            view.withhold_files(Some(&actor.id));
        } else {
            return Err(Failure::NotFound);
        }
        Ok(view)
    }

    /// The case with this reference for its own customer, proved by the postcode or last name on
    /// file. A wrong reference and a wrong proof get the same answer.
    ///
    /// An anonymous case has nothing on file: the reference alone shows its status, for which
    /// `proof` is not asked. What staff note among themselves is not in the answer.
    ///
    /// Costs the case's own stream, its texts and the names on it.
    pub async fn track_case(
        &self,
        council: &CouncilId,
        reference: &Reference,
        proof: &str,
    ) -> Result<CaseView, Failure> {
        let mut view = self.view(council, reference).await?;
        view.withhold_notes(|_, _| true);
        view.withhold_files(None);
        let mut people = view.current_people();
        let proved = people.any(|person| details_of(person).are_proved_by(proof));
        drop(people);
        if view.is_nobodys() || proved {
            Ok(view)
        } else {
            Err(Failure::NotFound)
        }
    }

    pub(crate) async fn record_reading(
        &self,
        view: &CaseView,
        actor: &Actor,
        page: &str,
    ) -> Result<(), Failure> {
        let of = (&view.council.id, &view.id);
        let acted = view.entries.iter().any(|entry| entry.actor == actor.id);
        let why = permission::ground(actor, &view.case.scope(), acted);
        self.note_case_read(of, (actor, why), (view.now, page)).await;
        Ok(())
    }

    /// Notes that somebody read something of a case. What cannot be written down must not stop the reading.
    pub(crate) async fn note_case_read(
        &self,
        (council, case): (&CouncilId, &CaseId),
        (actor, why): (&Actor, Ground),
        (read_at, page): (Timestamp, &str),
    ) {
        let access = AccessRow {
            case_id: case.clone(),
            read_at,
            actor: actor.id.clone(),
            page: page.to_owned(),
            why: Some(why),
        };
        if let Err(error) = self.store.log_access(council, &access).await {
            tracing::warn!(%error, "could not record a reading");
        }
    }

    /// The case with everything on it, for whoever has already been asked who they are.
    pub(crate) async fn view(&self, council: &CouncilId, reference: &Reference) -> Result<CaseView, Failure> {
        let settings = self.councils.get(council)?;
        let record = self.store.case_record(council, reference.as_str()).await?;
        let first = record.events.first().ok_or(Failure::NotFound)?;
        let id = CaseId::parse(first.stream.id()).map_err(|_not_a_case| Failure::NotFound)?;
        let (loaded, entries) = crate::act::loaded(&id, record.events)?;
        let people: Vec<PersonId> = loaded.case.everybody().into_iter().cloned().collect();
        let on_it = crate::people::adjustment::known_on(&loaded.case);
        let asked = redress_store::person::persons(council, &people)
            .and(redress_store::address::moves_of(council, &people))
            .and(redress_store::user::names_of_users(
                council,
                &users_in(&entries, &loaded.case),
            ))
            .and(redress_store::adjustment::about_people(
                council,
                &on_it,
                self.today(),
            ));
        let ((people, names), known) = self.store.ask(asked).await?;
        let (persons, lived) = Box::pin(self.today_of(council, people)).await?;
        let about = self.about_people_on(council, (&loaded.id, &loaded.case), known);
        let (adjustments, bindings) = Box::pin(about).await?;
        let customer = loaded
            .case
            .customer
            .as_ref()
            .and_then(|person| persons.get(person).cloned());
        let spoken_for = loaded.case.representative.as_ref().map(|(person, _)| person);
        let representative = spoken_for.and_then(|person| persons.get(person).cloned());
        let mut links = Vec::new();
        let mut references = BTreeMap::new();
        let mut about_whom = BTreeMap::new();
        for other in others_in(&loaded.case, &entries) {
            let Some(line) = self.store.case_by_id(council, &other).await? else {
                continue;
            };
            about_whom.insert(other.clone(), line.case.about_whom());
            let known = Reference::parse(&line.case.reference).ok();
            references.extend(known.map(|reference| (other, reference)));
        }
        for (other, relation) in &loaded.case.links {
            links.extend(
                references
                    .get(other)
                    .map(|reference| (*relation, reference.clone())),
            );
        }
        let files = if loaded.case.files.is_empty() {
            Vec::new()
        } else {
            let stream = redress_store::stream::StreamId::case(&id);
            self.store.files_of_stream(council, &stream).await?
        };
        let mails = if entries.iter().any(|entry| may_be_mail(&entry.event)) {
            self.store.mails_of_case(council, &id, MAILS).await?
        } else {
            Vec::new()
        };
        let sent = loaded.case.sent_to.iter().map(|sent| &sent.council);
        let came = loaded.case.came_from.iter().flat_map(|came| &came.through);
        let agree = self.transfer_councils(council)?.into_iter();
        let agree: Vec<CouncilId> = agree.filter(|known| known.agrees).map(|known| known.id).collect();
        let councils = sent.chain(came).chain(&agree);
        let councils = councils.map(|other| (other.clone(), self.name_of_council(other)));
        let councils = councils.collect();
        let now = self.outside().now();
        Ok(CaseView {
            id,
            version: loaded.version,
            case: loaded.case,
            entries,
            words: record.words,
            customer,
            representative,
            names,
            files,
            messages: record.messages,
            mails,
            people: persons,
            lived,
            adjustments,
            bindings,
            references,
            about_whom,
            councils,
            links,
            council: settings,
            today: civil_date(now),
            now,
        })
    }
}

/// How many e-mails of a case lead to their originals.
const MAILS: i64 = 500;

/// Whether an event may be an e-mail that came in.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "two of the things that happen may be an e-mail that came in"
)]
fn may_be_mail(event: &Event) -> bool {
    match event {
        Event::Logged { channel, .. } | Event::ContactRecorded { channel, .. } => *channel == Channel::Email,
        _ => false,
    }
}

/// The other cases that this one is linked with, or was.
fn others_in(case: &Case, entries: &[Entry]) -> std::collections::BTreeSet<CaseId> {
    let mut others: std::collections::BTreeSet<CaseId> =
        case.links.iter().map(|(other, _)| other.clone()).collect();
    for entry in entries {
        if let Event::Unlinked { case: other, .. }
        | Event::MergedInto { case: other, .. }
        | Event::Unmerged { case: other, .. }
        | Event::TookIn { case: other, .. }
        | Event::GaveBack { case: other }
        | Event::PointsSplit { case: other, .. } = &entry.event
        {
            others.insert(other.clone());
        }
    }
    others
}

/// The text of an event that staff write for one another, and whether it is a note.
fn for_staff_alone(event: &Event) -> Option<(&WordsRef, Option<Privilege>)> {
    match event {
        Event::NoteAdded { words, privileged } => Some((words, Some(*privileged))),
        Event::ReplySentBack { what_to_change, .. } => Some((what_to_change, None)),
        Event::RefusalProposed { evidence, .. } => Some((evidence, None)),
        Event::RefusalDeclined { reason } => Some((reason, None)),
        Event::LongExtensionAgreed { because, .. } => Some((because, None)),
        Event::HelpAsked { words, .. } | Event::HelpAnswered { words, .. } => {
            words.as_ref().map(|words| (words, None))
        }
        Event::Stage2Accepted { discretion: words } | Event::ReviewerNamed { reason: words, .. } => {
            words.as_ref().map(|words| (words, None))
        }
        Event::ConflictDeclared { reason: words, .. }
        | Event::PointReviewed { reason: words, .. }
        | Event::ReturnedToStage1 { tasks: words, .. }
        | Event::ReturnAgreed { because: words }
        | Event::ReturnFinished { words, .. }
        | Event::DocumentsSent { words, .. }
        | Event::DraftDecisionCame { words, .. }
        | Event::FinalDecisionCame { words, .. }
        | Event::CameBack { words, .. }
        | Event::ConcernRaised { words, .. }
        | Event::ConcernTold { words, .. }
        | Event::MergedInto { reason: words, .. }
        | Event::Unmerged { reason: words, .. }
        | Event::PointsSplit { reason: words, .. }
        | Event::SentToCouncil { reason: words, .. }
        | Event::SubjectSaid { reason: words, .. }
        | Event::TakenLate { reason: words }
        | Event::AdviceAsked { question: words, .. }
        | Event::AdviceGiven { words }
        | Event::PersonEnded { reason: words, .. }
        | Event::Referred { ask: words, .. }
        | Event::ReferralTurnedAway { why: words, .. }
        | Event::PartnerAsked { question: words, .. }
        | Event::PartnerTold { words, .. }
        | Event::PaymentAsked { payee: words, .. }
        | Event::PaymentTurnedDown { reason: words, .. }
        | Event::PartnerAnswered { found: words, .. } => Some((words, None)),
        Event::PersonAdded { reason: words, .. }
        | Event::ConsentChanged { evidence: words, .. }
        | Event::AdjustmentsSaid { reason: words, .. }
        | Event::CouncilTurnedAway { reason: words, .. }
        | Event::NotForUs { reason: words }
        | Event::Unlinked { reason: words, .. } => words.as_ref().map(|words| (words, None)),
        Event::ReferralEnded { reason: words, .. } => words.as_ref().map(|words| (words, None)),
        Event::Logged { .. }
        | Event::ClockStarted { .. }
        | Event::ClockMoved { .. }
        | Event::ClockDropped { .. }
        | Event::Triaged { .. }
        | Event::KindChanged { .. }
        | Event::Assigned { .. }
        | Event::Transferred { .. }
        | Event::Acknowledged { .. }
        | Event::WantedClarified { .. }
        | Event::ContactRecorded { .. }
        | Event::UpdateAsked { .. }
        | Event::FileAdded { .. }
        | Event::FirstAnswered { .. }
        | Event::ConsentRecorded { .. }
        | Event::PointAdded { .. }
        | Event::FindingRecorded { .. }
        | Event::DeterminationRecorded { .. }
        | Event::RemedyPromised { .. }
        | Event::RemedyDelivered { .. }
        | Event::RemedyNotDeliverable { .. }
        | Event::Extended { .. }
        | Event::ReplyDrafted { .. }
        | Event::ApprovalAsked { .. }
        | Event::ReplyApproved { .. }
        | Event::ReplySent { .. }
        | Event::ReplySendUndone { .. }
        | Event::SettledAtFirstContact { .. }
        | Event::NotAccepted { .. }
        | Event::Withdrawn { .. }
        | Event::Closed { .. }
        | Event::Reopened { .. }
        | Event::Linked { .. }
        | Event::NotReached { .. }
        | Event::QueryAnswered { .. }
        | Event::SortedConfirmed { .. }
        | Event::MessagesRead {}
        | Event::AvoidableSaid { .. }
        | Event::TimeRecorded { .. }
        | Event::Stage2Asked { .. }
        | Event::Stage2NotAccepted { .. }
        | Event::Stage2Withdrawn { .. }
        | Event::EnquiryRecorded { .. }
        | Event::LettersGoTo { .. }
        | Event::TookIn { .. }
        | Event::GaveBack { .. }
        | Event::CouncilTookOver { .. }
        | Event::CameFromCouncil { .. }
        | Event::CarriedOver { .. }
        | Event::TakenOver { .. }
        | Event::ReferralAccepted { .. }
        | Event::PartnerReminded { .. }
        | Event::RemedyReminded { .. }
        | Event::PaymentApproved { .. }
        | Event::PaymentMade { .. }
        | Event::BundleMade { .. }
        | Event::TalkOffered { .. }
        | Event::TalkAnswered { .. }
        | Event::TalkHeld { .. }
        | Event::Erased { .. }
        | Event::RemedyRecommended { .. } => None,
    }
}

/// The details by which a customer proves who they are.
pub fn details_of(person: &PersonRow) -> redress_domain::customer::Details {
    redress_domain::customer::Details {
        name: (!person.name.is_empty()).then(|| person.name.clone()),
        email: person.email.clone(),
        phone: person.phone.clone(),
        address: person.address.clone(),
        postcode: person.postcode.clone(),
        reply_by: person.reply_by,
    }
}

fn users_in(entries: &[Entry], case: &Case) -> Vec<UserId> {
    let mut users: Vec<UserId> = Vec::new();
    let mut add = |user: &UserId| {
        if !users.contains(user) {
            users.push(user.clone());
        }
    };
    for entry in entries {
        if let ActorId::User(user) = &entry.actor {
            add(user);
        }
        if let Event::Assigned {
            owner: Some(owner), ..
        } = &entry.event
        {
            add(owner);
        }
    }
    case.owner.iter().chain(&case.about).for_each(&mut add);
    case.had_part.iter().for_each(&mut add);
    for entry in entries {
        if let Event::ReviewerNamed { reviewer, .. }
        | Event::ConflictDeclared { reviewer, .. }
        | Event::AdviceAsked { of: reviewer, .. } = &entry.event
        {
            add(reviewer);
        }
    }
    case.remedies
        .iter()
        .filter_map(|remedy| remedy.owner.as_ref())
        .for_each(&mut add);
    users
}

/// The words of a lesson, or of the reason for none.
pub fn lesson_words(answer: &LessonAnswer<WordsRef>) -> &WordsRef {
    match answer {
        LessonAnswer::Lesson(words) | LessonAnswer::NoneBecause(words) => words,
    }
}
