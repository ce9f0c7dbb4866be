//! What was said in a contact that waits to be read, where it stands: on its case. And whether a case is this person's.

use std::collections::BTreeMap;

use jiff::Timestamp;
use redress_domain::case::{Direction, Entry as CaseEntry, Event as CaseEvent};
use redress_domain::conduct::{Command, Entry, Event, Likeness, Refusal, Sort, Sorting, Tend, Tended};
use redress_domain::id::{CaseId, ConductId, ContactId, CouncilId};
use redress_domain::permission::Actor;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::Channel;
use redress_domain::words::WordsRef;
use redress_store::person::PersonRow;

use super::{ConductView, LoadedFile, NotDone, sorting_of};
use crate::Casework;
use crate::case::CaseView;
use crate::failure::Failure;
use crate::lists::PAGE;

/// A contact that waits to be read, with what was said in it.
#[derive(Debug, Clone)]
pub struct Said {
    /// Which.
    pub contact: ContactId,
    /// The case that it is on.
    pub reference: Option<Reference>,
    /// Whether it opened that case.
    pub opened: bool,
    /// When it was taken down.
    pub at: Timestamp,
    /// How it came.
    pub channel: Channel,
    /// What was said; nothing where it brought a file alone, or the words were erased.
    pub words: Option<String>,
}

impl Casework {
    /// What was said in the contacts of a file that nobody has read, up to a page.
    ///
    /// Costs each case that they are on, once, and the survey of the case of each that has no words there.
    pub async fn conduct_said(&self, council: &CouncilId, view: &ConductView) -> Result<Vec<Said>, Failure> {
        let unread = view.file.unread().map(|contact| &contact.id);
        // What is urgent is read by whoever takes it up, too.
        let urgent = view.file.urgent.iter().map(|urgent| &urgent.contact);
        let unread: Vec<&ContactId> = unread.chain(urgent).collect();
        Box::pin(self.said_in(council, view, &unread)).await
    }

    /// What was said in these contacts of a file.
    async fn said_in(
        &self,
        council: &CouncilId,
        view: &ConductView,
        contacts: &[&ContactId],
    ) -> Result<Vec<Said>, Failure> {
        let mut cases: BTreeMap<CaseId, CaseView> = BTreeMap::new();
        let mut said = Vec::new();
        let most = usize::try_from(PAGE).unwrap_or(usize::MAX);
        for entry in &view.entries {
            let Event::ContactCame {
                id,
                case,
                opened,
                channel,
                words: own,
                ..
            } = &entry.event
            else {
                continue;
            };
            if !contacts.contains(&id) || said.len() == most {
                continue;
            }
            if let Some(case) = case
                && !cases.contains_key(case)
            {
                let (loaded, _) = self.load(council, case).await?;
                cases.insert(case.clone(), self.view(council, &loaded.case.reference).await?);
            }
            let on = case.as_ref();
            let case = case.as_ref().and_then(|case| cases.get(case));
            // An e-mail that answers a letter of the file stands there alone.
            let own = own.as_ref().and_then(|words| view.words(words));
            let beside = || {
                case.map_or_else(
                    || said_on_the_file(view, (id, entry.at)),
                    |case| words_of(case, (id, entry.at), *opened),
                )
            };
            let mut words = own.map(str::to_owned).or_else(beside);
            // What they wrote in the survey of the case stands with the survey.
            if let (None, Some(case)) = (&words, on) {
                words = self.written_in_the_survey(council, (case, entry.at)).await?;
            }
            said.push(Said {
                contact: id.clone(),
                reference: case.map(|case| case.case.reference.clone()),
                opened: *opened,
                at: entry.at,
                channel: *channel,
                words,
            });
        }
        Ok(said)
    }

    /// Gives a contact that is read as a comment, an appeal or a word before a review what was said in it, word for word, where
    /// whoever read it typed nothing (paper 004, 7.1; domain 5.10).
    ///
    /// Costs what [`Casework::conduct_said`] costs, where there is one.
    pub(super) async fn word_for_word(
        &self,
        council: &CouncilId,
        known: &LoadedFile,
        commands: &mut [Command],
    ) -> Result<(), Failure> {
        for command in commands {
            let (Command::SortContact(sorting) | Command::Tend(Tend::SortAgain { sorting, .. })) = command
            else {
                continue;
            };
            if !sorting.sort.is_as_they_said_it() || sorting.words.is_some() {
                continue;
            }
            let view = Box::pin(self.conduct_view(council, &known.id)).await?;
            let said = Box::pin(self.said_in(council, &view, &[&sorting.contact])).await?;
            let words = said.into_iter().find_map(|said| said.words);
            sorting.words = words.map(|words| self.fresh().words(&words));
        }
        Ok(())
    }

    /// A contact that waits to be read, to be logged as a case of its own: what was said, and who the person is. For
    /// whoever sorts contacts; that it was opened is written down.
    ///
    /// Costs what [`Casework::open_conduct`] and [`Casework::conduct_said`] cost.
    pub async fn conduct_contact_to_log(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, contact): (&ConductId, &ContactId),
    ) -> Result<(Said, Option<PersonRow>), Failure> {
        let view = self.open_conduct_to_sort(council, actor, id).await?;
        let said = self.conduct_said(council, &view).await?;
        let said = said.into_iter().find(|said| said.contact == *contact);
        Ok((said.ok_or(Failure::NotFound)?, view.person))
    }

    /// Says that a contact was read, and became a case: a matter of its own, or a request under a statute.
    ///
    /// Costs what [`Casework::act_on_latest_conduct`] costs.
    pub async fn contact_became(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, contact): (&ConductId, ContactId),
        (sort, case): (Sort, CaseId),
    ) -> Result<(), NotDone> {
        let sorting = Command::SortContact(Sorting {
            contact,
            sort,
            case: Some(case),
            words: None,
        });
        self.act_on_latest_conduct(council, actor, id, sorting).await
    }

    /// Whether the cases that an order names are this person's: a new matter is a case of theirs (domain 5.9), and an
    /// arrangement about a matter names no other (domain 5.12). What a contact opened is a matter of its own, whoever
    /// has it; and of whom somebody said that they are this person under another name, the cases are theirs.
    pub(super) async fn are_theirs(
        &self,
        council: &CouncilId,
        known: &LoadedFile,
        command: &Command,
    ) -> Result<(), NotDone> {
        let cases: Vec<&CaseId> = if let Command::Propose(proposal) = command {
            proposal.cases.iter().collect()
        } else if let Some(sorting) = sorting_of(command) {
            let opened = known
                .entries
                .iter()
                .find_map(|entry| opened_by(entry, &sorting.contact));
            sorting.case.iter().filter(|case| Some(*case) != opened).collect()
        } else {
            Vec::new()
        };
        // Freedom of Information Act 2000, section 10; UK GDPR, article 12(3): a clock of its own, by the policy.
        if let Some(sorting) = sorting_of(command)
            && sorting.sort == Sort::StatutoryRequest
            && let Some(case) = &sorting.case
        {
            let settings = self.councils.get(council)?;
            let conduct = settings.policy(self.today())?.conduct.as_ref();
            let statutory = conduct.map_or(&[][..], |conduct| &conduct.statutory);
            let (loaded, _) = self.load(council, case).await.map_err(NotDone::Failed)?;
            if !statutory.is_empty() && !statutory.contains(&loaded.case.procedure) {
                return Err(Refusal::NotStatutory.into());
            }
        }
        let Some(person) = known.file.person.as_ref().filter(|_| !cases.is_empty()) else {
            return Ok(());
        };
        let mut same = vec![person.clone()];
        // What is proposed is about the person who has the report, and nobody who was said to be the same (domain 5.12).
        if !matches!(command, Command::Propose(_)) {
            let likenesses = known.file.likenesses.iter();
            let names =
                likenesses.filter_map(|(other, likeness)| (*likeness == Likeness::Same).then_some(other));
            for one in std::iter::once(person).chain(names) {
                same.extend(self.store.same_as(council, one).await.map_err(Failure::from)?);
            }
        }
        let came = |contact: &ContactId| {
            let is_it =
                |entry: &&Entry| matches!(&entry.event, Event::ContactCame { id, .. } if id == contact);
            known.entries.iter().find(is_it).map(|entry| entry.at)
        };
        for case in cases {
            let (loaded, _) = self.load(council, case).await?;
            if !same.iter().any(|person| loaded.case.knows(person)) {
                return Err(Refusal::NotTheirCase.into());
            }
            // Domain 5.9: a new matter has its own rights and clocks.
            if let Some(sorting) = sorting_of(command)
                && came(&sorting.contact).is_some_and(|came| loaded.case.logged_at < came)
            {
                return Err(Refusal::CaseOfBefore.into());
            }
        }
        Ok(())
    }
}

/// The case that a contact opened, where an entry says so.
fn opened_by<'a>(entry: &'a Entry, contact: &ContactId) -> Option<&'a CaseId> {
    if let Event::ContactCame {
        id,
        case,
        opened: true,
        ..
    } = &entry.event
        && id == contact
    {
        return case.as_ref();
    }
    None
}

/// What they said of a report, in an appeal or before a review, which came as this contact: it stands on the file itself, by the
/// contact's name. In older records it has none, and was written in the same act.
fn said_on_the_file(view: &ConductView, (contact, at): (&ContactId, Timestamp)) -> Option<String> {
    let said = || {
        let entries = view.entries.iter();
        entries.filter_map(|entry| named_in(&entry.event).map(|(name, words)| (name, words, entry.at)))
    };
    let named = said().find(|(name, _, _)| *name == Some(contact.as_str()));
    let (_, words, _) = named.or_else(|| said().find(|(name, _, then)| name.is_none() && *then == at))?;
    view.words(words).map(str::to_owned)
}

/// What an event has of what they said, and the name of the contact that it is.
fn named_in(event: &Event) -> Option<(Option<&str>, &WordsRef)> {
    if let Some((id, _, words)) = event.commented() {
        return Some((Some(id.as_str()), words));
    }
    if let Event::Appealed { contact, words, .. } = event {
        return Some((contact.as_ref().map(ContactId::as_str), words));
    }
    if let Event::Tended(Tended::SaidForReview { words, .. }) = event {
        return Some((None, words));
    }
    None
}

/// The words of a contact: its own, or those of what was written in the same act.
fn words_of(case: &CaseView, (contact, at): (&ContactId, Timestamp), opened: bool) -> Option<String> {
    let of_contact = |entry: &CaseEntry| {
        if let CaseEvent::ContactRecorded {
            contact: known,
            words,
            ..
        } = &entry.event
            && known == contact
        {
            return Some(words.clone());
        }
        None
    };
    let own = case.entries.iter().find_map(of_contact);
    let beside = || {
        let is_opening = |entry: &CaseEntry| matches!(entry.event, CaseEvent::Logged { .. });
        // What opened it may have come before it was of the matter that is arranged.
        let mut same = case
            .entries
            .iter()
            .filter(|entry| is_opening(entry) == opened && (opened || entry.at == at));
        same.find_map(|entry| said_in(&entry.event))
    };
    let words = own.or_else(beside)?;
    case.words.get(&words.id).cloned()
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "few of the things that happen on a case are words of the customer"
)]
fn said_in(event: &CaseEvent) -> Option<WordsRef> {
    match event {
        CaseEvent::Logged { what_happened, .. } => Some(what_happened.clone()),
        // On a second file a contact has a number of its own.
        CaseEvent::ContactRecorded {
            direction: Direction::In,
            words,
            ..
        } => Some(words.clone()),
        CaseEvent::Stage2Asked { reasons, .. } => reasons.clone(),
        CaseEvent::Withdrawn { reason } | CaseEvent::Stage2Withdrawn { reason, .. } => reason.clone(),
        _ => None,
    }
}
