//! What comes in while an arrangement is in force: it is on the case as anybody's is, and waits to be read by
//! whoever the policy names (domain 5.9; paper 004, 7.4).

use jiff::Timestamp;
use redress_domain::calendar::london::civil_date;
use redress_domain::case::{Direction, Entry as CaseEntry, Event as CaseEvent};
use redress_domain::conduct::{self, Command, ConductFile, ContactUnder, Context, Entry, LetterKind, Tend};
use redress_domain::id::{ActorId, ContactId, CouncilId, MessageId, PersonId};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::{Channel, NotificationKind, SeenBy};

use super::{LoadedFile, Way, sender};
use crate::Casework;
use crate::failure::Failure;
use crate::plan::{Planned, Setting};

impl Casework {
    /// Adds to an act that brings a contact in that it came under an arrangement, where one binds its sender.
    /// So no route can log such a contact and leave it out of what has to be read, and none refuses it.
    ///
    /// An import brings contacts from long ago, which others have read. Costs nothing where nothing comes in,
    /// one look by an index where nobody is bound.
    pub(crate) async fn under_arrangements(
        &self,
        setting: &Setting<'_>,
        council: &CouncilId,
        planned: &mut Planned,
    ) -> Result<(), Failure> {
        if matches!(setting.actor.id, ActorId::Import(_)) {
            return Ok(());
        }
        if !planned.entries.iter().any(brings_a_contact) {
            return Ok(());
        }
        let today = civil_date(setting.at);
        // Where nothing binds anybody, an act costs this one look and draws no chance.
        if !self.store.anything_binds(council, today).await? {
            return Ok(());
        }
        let came = Box::pin(self.contacts_in(council, planned)).await?;
        let of_one = |came: &Came| {
            came.senders
                .iter()
                .chain(&came.alike)
                .cloned()
                .collect::<Vec<_>>()
        };
        let mut everybody: Vec<PersonId> = came.iter().flat_map(&of_one).collect();
        everybody.sort();
        everybody.dedup();
        let mut files = self.files_that_read(council, &everybody, today).await?;
        let case = &planned.after.case;
        let before = self
            .files_of_whom_they_took_in(council, (case, &everybody), today)
            .await?;
        sender::add_new(&mut files, before);
        for (number, file) in files.into_iter().enumerate() {
            let reached = (&planned.after.id, planned.after.case.service.as_ref());
            let bindings = self.bindings_with_what_goes_on(council, &file, today).await?;
            let binding = super::on_case(bindings, reached).pop();
            let Some(binding) = binding else {
                continue;
            };
            let (mut events, mut so_far) = (Vec::new(), file.file.clone());
            for one in &came {
                let mut is_theirs = self.is_read_on(council, &file, (&one.senders, today)).await?;
                if !is_theirs {
                    let before = self.files_of_whom_they_took_in(council, (case, &one.senders), today);
                    is_theirs = before.await?.iter().any(|known| known.id == file.id);
                }
                // Who only has their address, or their name with their phone or postcode, is read and no more; and not
                // where somebody said that it is somebody else.
                let mut looks_theirs = false;
                if !is_theirs && !super::likeness::is_said_to_be_another(&file, &one.senders) {
                    looks_theirs = self.is_read_on(council, &file, (&one.alike, today)).await?;
                }
                if !is_theirs && !looks_theirs {
                    continue;
                }
                // Where several may have written, nobody is told that they used a closed way who may not have
                // (domain 5.12); and whoever is known under another name has had no notice of it there.
                let is_sure = sender::is_of(&file, &one.senders);
                let is_outside = is_sure && binding.closes(one.channel);
                let answer = if is_outside {
                    self.message_by_itself(council, &file).await?
                } else {
                    None
                };
                let id = if number == 0 {
                    one.id.clone()
                } else {
                    // On a second file it is a contact of its own, which somebody reads there.
                    self.fresh().contact()
                };
                // Where no answer can go, whoever holds the file hears that they have to be told.
                let not_told = (is_outside && answer.is_none())
                    .then(|| Command::Tend(Tend::NotTold { contact: id.clone() }));
                let command = Command::RecordContact(ContactUnder {
                    id,
                    case: Some(planned.after.id.clone()),
                    opened: one.opened,
                    answer,
                    on: today,
                    channel: one.channel,
                });
                // Whoever acts, also the customer themselves: it is the program that takes it down.
                let program = Actor::program(ActorId::Job("other"));
                let context = Context {
                    at: setting.at,
                    actor: &program,
                    policy: setting.council.policy(today)?,
                    calendar: &setting.council.calendar,
                    adjustments: &[],
                    dealt_with_them: &[],
                };
                let mut refusals = Vec::new();
                for command in std::iter::once(command).chain(not_told) {
                    let new = conduct::decide(&so_far, command, &context);
                    refusals.extend(new.as_ref().err().cloned());
                    let new = new.unwrap_or_default();
                    so_far = after(so_far, &new, (setting.at, &planned.changes.actor));
                    events.extend(new);
                }
                for refusal in refusals {
                    tracing::error!(%council, file = %file.id, %refusal, "a contact under an arrangement is on its case and not in the queue");
                    // Nobody learns of it from the queue: whoever holds the file hears that something came.
                    let holders = self.holders(council, &file).await?;
                    let by = (&file.id, &program.id, setting.at);
                    let told = self.tell_of_conduct(by, NotificationKind::ConductUnread, &holders);
                    planned.changes.rows.extend(told);
                }
            }
            if !events.is_empty() {
                let sent = events
                    .iter()
                    .filter_map(|event| self.conduct_message(&file, (event, &events)));
                planned.changes.messages.extend(sent);
                let moved = (&file.file, &so_far);
                self.tell_whose_turn_it_is(&mut planned.changes, &file.id, moved, &events)
                    .await?;
                self.append_conduct(&mut planned.changes, file, (&events, Vec::new()))?;
            }
        }
        Ok(())
    }

    /// A message that the program writes by itself, where there is an address for it and it can be written as was agreed
    /// with them (Equality Act 2010, section 20).
    pub(super) async fn message_by_itself(
        &self,
        council: &CouncilId,
        file: &LoadedFile,
    ) -> Result<Option<(MessageId, Channel)>, Failure> {
        let agreed = match &file.file.person {
            Some(person) => self.adjustments_now(council, person).await?,
            None => Vec::new(),
        };
        let settings = self.councils.get(council)?;
        let languages = &settings.policy(self.today())?.languages;
        if agreed.into_iter().any(|kind| languages.leave_to_a_person(kind)) {
            return Ok(None);
        }
        Ok(match self.way_of(council, file, LetterKind::Report).await? {
            Way::Outbox(channel) => Some((self.fresh().message(), channel)),
            Way::NoAddress | Way::RuledOut(_) => None,
        })
    }

    /// What an act brought in from the customer: what opened the case, and each later contact, request, withdrawal
    /// and file of theirs; each with who may have written it.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "`brings_a_contact` names those that come here"
    )]
    async fn contacts_in(&self, council: &CouncilId, planned: &Planned) -> Result<Vec<Came>, Failure> {
        let mut came = Vec::new();
        for entry in planned.entries.iter().filter(|entry| brings_a_contact(entry)) {
            let (id, channel, opened) = match &entry.event {
                CaseEvent::ContactRecorded { contact, channel, .. } => (contact.clone(), *channel, false),
                CaseEvent::Logged { .. } => {
                    // An e-mail that waited is the contact that it was then.
                    let mail = sender::mail_in(&planned.changes.rows);
                    let waited = mail.and_then(|mail| mail.contact_id.clone());
                    let id = waited.unwrap_or_else(|| self.fresh().contact());
                    (id, planned.after.case.channel, true)
                }
                CaseEvent::Stage2Asked { channel, .. } => (self.fresh().contact(), *channel, false),
                // What they do on their own page is said there.
                _ => (self.fresh().contact(), Channel::Online, false),
            };
            let senders = self.may_have_written(council, planned, &entry.actor).await?;
            came.push(Came {
                id,
                channel,
                opened,
                alike: self.like_these(council, planned, &senders).await?,
                senders,
            });
        }
        Ok(came)
    }
}

/// Something that came in.
struct Came {
    id: ContactId,
    channel: Channel,
    opened: bool,
    /// Who may have written it, as far as it is known.
    senders: Vec<PersonId>,
    /// Who has the same address, or the same name with the same phone or postcode.
    alike: Vec<PersonId>,
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "few of the things that happen bring a contact in"
)]
fn brings_a_contact(entry: &CaseEntry) -> bool {
    let by_them = matches!(entry.actor, ActorId::Customer(_));
    match &entry.event {
        // That they withdraw is theirs, whoever takes it down.
        CaseEvent::Logged { .. } | CaseEvent::Stage2Asked { .. } | CaseEvent::Withdrawn { .. } => true,
        CaseEvent::ContactRecorded { direction, .. } => *direction == Direction::In,
        // A file that they add, or that staff add for everybody on the case to see: a letter of theirs that was scanned.
        CaseEvent::FileAdded { seen_by, .. } => by_them || *seen_by == SeenBy::Everyone,
        _ => false,
    }
}

/// A file after these events of one act.
fn after(file: ConductFile, events: &[conduct::Event], (at, actor): (Timestamp, &ActorId)) -> ConductFile {
    events.iter().fold(file, |file, event| {
        let entry = Entry {
            at,
            actor: actor.clone(),
            event: event.clone(),
        };
        conduct::evolve(file, &entry)
    })
}
