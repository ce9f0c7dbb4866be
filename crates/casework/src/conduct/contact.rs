//! What comes in while an arrangement is in force, or while somebody has a report to comment on: it is on the case as anybody's
//! is, and waits to be read by whoever the policy names (domain 5.6 and 5.9; paper 004, 7.1 and 7.4).

use jiff::Timestamp;
use redress_domain::calendar::london::civil_date;
use redress_domain::case::{Case, Direction, Entry as CaseEntry, Event as CaseEvent};
use redress_domain::conduct::{self, Command, ConductFile, ContactUnder, Context, Entry, LetterKind, Tend};
use redress_domain::id::{ActorId, CaseId, ContactId, CouncilId, MessageId, PersonId};
use redress_domain::message::MessagePurpose;
use redress_domain::permission::Actor;
use redress_domain::vocabulary::{Channel, NotificationKind, SeenBy};
use redress_store::message::MessageRow;

use super::moved::{day_of, is_of_another_matter, is_there};
use super::{Binding, LoadedFile, Way, sender};
use crate::Casework;
use crate::failure::Failure;
use crate::plan::{Planned, Setting};

impl Casework {
    /// Adds to an act that brings a contact in that it came under an arrangement, where one binds its sender, or while they had a
    /// report to comment on. So no route can log such a contact and leave it out of what has to be read, and none refuses it.
    /// Where an act makes a case one of the service or of the matter that is arranged, what came on it since the
    /// arrangement began is read, too. `before` is the case before the act, where there was one.
    ///
    /// An import brings contacts from long ago, which others have read. Costs nothing where nothing comes in,
    /// one look by an index where nobody is bound and no report waits.
    pub(crate) async fn under_arrangements(
        &self,
        setting: &Setting<'_>,
        council: &CouncilId,
        (before, planned): (Option<&Case>, &mut Planned),
    ) -> Result<(), Failure> {
        if matches!(setting.actor.id, ActorId::Import(_)) {
            return Ok(());
        }
        let has_moved = before.is_some_and(|before| is_of_another_matter(before, &planned.after.case));
        if !has_moved && !planned.entries.iter().any(brings_a_contact) {
            return Ok(());
        }
        let today = civil_date(setting.at);
        // Where nothing is read of anybody, an act costs this one look and draws no chance.
        if !self.store.anything_is_read(council, today).await? {
            return Ok(());
        }
        let sides = Box::pin(self.sides(council, planned)).await?;
        let mut came = Box::pin(self.contacts_in(council, planned)).await?;
        if has_moved {
            came.extend(Box::pin(self.came_before(council, &sides, planned)).await?);
        }
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
        let known = self
            .files_of_whom_they_took_in(council, (case, &everybody), today)
            .await?;
        sender::add_new(&mut files, known);
        for (number, file) in files.into_iter().enumerate() {
            let bindings = self.bindings_with_what_goes_on(council, &file, today).await?;
            let bindings = sides.followed(bindings);
            let closing: Vec<Binding> = came
                .iter()
                .filter(|one| one.opened && one.came_at.is_none() && sender::is_of(&file, &one.senders))
                .filter_map(|one| sides.binding(&bindings, &one.case))
                .filter_map(|binding| binding.told_of(&file.file, today))
                .collect();
            withhold_receipts(&file, &closing, &mut planned.changes.messages);
            let (mut events, mut so_far) = (Vec::new(), file.file.clone());
            for one in &came {
                let binding = sides.binding(&bindings, &one.case);
                let theirs = (case, &file, binding.as_ref(), one);
                let Some(taken) = self.taken_under(council, theirs, (number, today)).await? else {
                    continue;
                };
                // Whoever acts, also the customer themselves: it is the program that takes it down.
                let program = Actor::program(ActorId::Job("other"));
                let context = Context {
                    at: setting.at,
                    actor: &program,
                    policy: setting.council.policy(today)?,
                    calendar: &setting.council.calendar,
                    adjustments: &[],
                    dealt_with_them: &[],
                    services: &[],
                };
                let mut refusals = Vec::new();
                for command in taken {
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

    /// What a contact is on a file that may read it: the orders that take it down there, or none where it is not read there.
    async fn taken_under(
        &self,
        council: &CouncilId,
        (case, file, binding, one): (&Case, &LoadedFile, Option<&Binding>, &Came),
        (number, today): (usize, jiff::civil::Date),
    ) -> Result<Option<Vec<Command>>, Failure> {
        let on = match (&one.came_at, binding) {
            // What came before the act waits from when the arrangement began.
            (Some(at), Some(_)) if !is_there(file, one) => day_of(file, *at, today),
            (Some(_), _) => None,
            (None, binding) => (binding.is_some() || file.file.may_be_commented(today)).then_some(today),
        };
        let Some(on) = on else { return Ok(None) };
        let mut is_theirs = self.is_read_on(council, file, (&one.senders, today)).await?;
        if !is_theirs {
            let before = self.files_of_whom_they_took_in(council, (case, &one.senders), today);
            is_theirs = before.await?.iter().any(|known| known.id == file.id);
        }
        // Who only has their address, or their name with their phone or postcode, is read and no more; and not
        // where somebody said that it is somebody else.
        let mut looks_theirs = false;
        if !is_theirs && !super::likeness::is_said_to_be_another(file, &one.senders) {
            looks_theirs = self.is_read_on(council, file, (&one.alike, today)).await?;
        }
        if !is_theirs && !looks_theirs {
            return Ok(None);
        }
        // Where several may have written, nobody is told that they used a closed way who may not have
        // (domain 5.12); and whoever is known under another name has had no notice of it there. Nor is anybody
        // told so of what came before their case was one that is arranged.
        let is_sure = one.came_at.is_none() && sender::is_of(file, &one.senders);
        let told = binding
            .cloned()
            .and_then(|binding| binding.told_of(&file.file, on));
        let is_outside = is_sure && told.is_some_and(|binding| binding.closes(one.channel));
        let answer = if is_outside {
            self.message_by_itself(council, file).await?
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
        let not_told =
            (is_outside && answer.is_none()).then(|| Command::Tend(Tend::NotTold { contact: id.clone() }));
        let command = Command::RecordContact(ContactUnder {
            id,
            case: Some(one.case.clone()),
            opened: one.opened,
            is_sure,
            answer,
            on,
            channel: one.channel,
            words: None,
        });
        Ok(Some(std::iter::once(command).chain(not_told).collect()))
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
    async fn contacts_in(&self, council: &CouncilId, planned: &Planned) -> Result<Vec<Came>, Failure> {
        let mut came = Vec::new();
        for entry in planned.entries.iter().filter(|entry| brings_a_contact(entry)) {
            // An e-mail that waited is the contact that it was then.
            let mail = sender::mail_in(&planned.changes.rows);
            let waited = mail.and_then(|mail| mail.contact_id.clone());
            let (id, channel, opened) = self.contact_of(entry, (&planned.after.case, waited));
            let on_case = (&planned.after.case, mail);
            let senders = self.may_have_written(council, on_case, &entry.actor).await?;
            let mut alike = self.like_these(council, planned, &senders).await?;
            if let Some(address) = mail.and_then(|mail| mail.sender.as_deref()) {
                alike.extend(self.have_or_had_address(council, address).await?);
            }
            came.push(Came {
                id,
                channel,
                opened,
                case: planned.after.id.clone(),
                came_at: None,
                alike,
                senders,
            });
        }
        Ok(came)
    }

    /// Under which name something that came in is read, by which way it came, and whether it opened its case.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "`brings_a_contact` names those that come here"
    )]
    pub(super) fn contact_of(
        &self,
        entry: &CaseEntry,
        (case, waited): (&Case, Option<ContactId>),
    ) -> (ContactId, Channel, bool) {
        match &entry.event {
            CaseEvent::ContactRecorded { contact, channel, .. } => (contact.clone(), *channel, false),
            CaseEvent::Logged { .. } => {
                let id = waited.unwrap_or_else(|| self.fresh().contact());
                (id, case.channel, true)
            }
            CaseEvent::Stage2Asked { channel, .. } => (self.fresh().contact(), *channel, false),
            // What they do on their own page is said there.
            _ => (self.fresh().contact(), Channel::Online, false),
        }
    }
}

/// Domain 5.9: what opens a case by a way that is closed has the agreed answer, once a week at most and by the way that is open; no
/// receipt goes back by the closed one, where it is sure who wrote. To whoever is known on the case it goes by the one way.
fn withhold_receipts(file: &LoadedFile, closing: &[Binding], messages: &mut Vec<MessageRow>) {
    messages.retain(|message| {
        let to_them = message.recipient == file.file.person;
        let is_closed = closing.iter().any(|binding| binding.closes(message.channel));
        message.purpose != MessagePurpose::Receipt || to_them || !is_closed
    });
}

/// Something that came in.
pub(super) struct Came {
    pub(super) id: ContactId,
    pub(super) channel: Channel,
    pub(super) opened: bool,
    /// The case that it is on.
    pub(super) case: CaseId,
    /// When it came, where that was before this act.
    pub(super) came_at: Option<Timestamp>,
    /// Who may have written it, as far as it is known.
    pub(super) senders: Vec<PersonId>,
    /// Who has the same address, or the same name with the same phone or postcode.
    pub(super) alike: Vec<PersonId>,
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "few of the things that happen bring a contact in"
)]
pub(super) fn brings_a_contact(entry: &CaseEntry) -> bool {
    let by_them = matches!(entry.actor, ActorId::Customer(_));
    match &entry.event {
        // That they withdraw is theirs, whoever takes it down.
        CaseEvent::Logged { .. }
        | CaseEvent::Stage2Asked { .. }
        | CaseEvent::Withdrawn { .. }
        | CaseEvent::Stage2Withdrawn { .. } => true,
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
