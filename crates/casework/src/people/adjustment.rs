//! Adjustments that were agreed with people: agreed, reviewed, shown on their cases, and kept to by letters.

use jiff::civil::Date;
use redress_domain::case::{Case, Command, adjustments_are_said};
use redress_domain::customer::adjustment::{self, AdjustmentKind, AdjustmentReview, Layout, NewAdjustment};
use redress_domain::id::{ActorId, AdjustmentId, CaseId, CouncilId, PersonId};
use redress_domain::language::{self, WelshLetters};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::words::Words;
use redress_store::adjustment::AboutPeople;
use redress_store::changes::Changes;
use redress_store::error::StoreError;
use redress_store::message::{MessageRow, MessageState};

use crate::Casework;
use crate::conduct::Binding;
use crate::failure::Failure;
use crate::lists::PAGE;
use crate::plan::Setting;

/// An adjustment with its words.
pub type AdjustmentLine = redress_store::adjustment::AdjustmentLine;
/// A case whose customer has an adjustment to be looked at again.
pub type ReviewLine = redress_store::adjustment::ReviewLine;

/// Whether an adjustment holds on a day.
pub fn holds(line: &AdjustmentLine, today: Date) -> bool {
    line.row.ended_on.is_none() && line.row.from_on <= today
}

/// What is done to somebody's adjustments.
enum Change<'c> {
    Agree(&'c NewAdjustment),
    Review(&'c AdjustmentReview),
}

/// Who on a case is known to be whom: nobody without whose consent somebody acts.
pub(crate) fn known_on(case: &Case) -> Vec<&PersonId> {
    let everybody = case.everybody().into_iter();
    everybody.filter(|person| case.knows(person)).collect()
}

impl Casework {
    /// Agrees an adjustment with somebody on a case. It holds on all their cases.
    ///
    /// Costs the case's stream and the person's.
    pub async fn agree_adjustment(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (case, person): (&CaseId, &PersonId),
        new: &NewAdjustment,
    ) -> Result<(), Failure> {
        self.change_adjustment(council, actor, (case, person), &Change::Agree(new))
            .await
    }

    /// Looks at an adjustment again, with what becomes of it and why. Costs the same.
    pub async fn review_adjustment(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (case, person): (&CaseId, &PersonId),
        review: &AdjustmentReview,
    ) -> Result<(), Failure> {
        self.change_adjustment(council, actor, (case, person), &Change::Review(review))
            .await
    }

    async fn change_adjustment(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (case, person): (&CaseId, &PersonId),
        change: &Change<'_>,
    ) -> Result<(), Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let (loaded, _) = self.load(council, case).await?;
        if !permission::may_with(policy, actor, Act::AgreeAdjustment, &loaded.case.scope())
            || !loaded.case.knows(person)
        {
            return Err(Failure::NotPermitted);
        }
        let when = (self.today(), policy.people.review_adjustments_months);
        loop {
            // It may have been agreed under another identifier of the same person.
            let holder = match change {
                Change::Agree(_) => person.clone(),
                Change::Review(review) => self.holder_of(council, (person, &review.id)).await?,
            };
            let history = self.history_of(council, &holder).await?;
            let (events, texts): (_, Vec<(&'static str, Words)>) = match change {
                Change::Agree(new) => {
                    let words = new.words.iter().map(|words| ("adjustment", words.clone()));
                    (adjustment::agree(new, when)?, words.collect())
                }
                Change::Review(review) => {
                    let known = adjustment::fold(&history.events);
                    let words = review.all_words().into_iter();
                    let words = words.map(|(purpose, words)| (purpose, words.clone()));
                    (adjustment::review(&known, review, when)?, words.collect())
                }
            };
            let mut changes = self.changes(council, actor);
            self.append_to(&mut changes, (&holder, history), (events, texts))?;
            if let Change::Agree(new) = change {
                self.weigh_later_adjustments(&mut changes, (person, &[new.kind]))
                    .await?;
            }
            match self.store.commit(changes).await {
                Ok(_) => return Ok(()),
                Err(StoreError::Conflict { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
    }

    async fn holder_of(
        &self,
        council: &CouncilId,
        (person, id): (&PersonId, &AdjustmentId),
    ) -> Result<PersonId, Failure> {
        let lines = self.adjustments_of(council, person).await?;
        let line = lines.into_iter().find(|line| line.row.adjustment_id == *id);
        Ok(line.map_or_else(|| person.clone(), |line| line.row.person_id))
    }

    /// What was agreed with somebody, under whichever identifier they are known.
    pub(crate) async fn adjustments_of(
        &self,
        council: &CouncilId,
        person: &PersonId,
    ) -> Result<Vec<AdjustmentLine>, Failure> {
        let mut lines = Vec::new();
        for one in self.store.same_as(council, person).await? {
            lines.extend(self.store.adjustments_of(council, &one).await?);
        }
        Ok(lines)
    }

    /// What was agreed with everybody who is on a case now, and holds; and what binds any of them.
    ///
    /// `known` is what the database says of [them](known_on). Costs nothing more, but where somebody is known
    /// under several identifiers or an arrangement binds somebody of the council.
    pub(crate) async fn about_people_on(
        &self,
        council: &CouncilId,
        (id, case): (&CaseId, &Case),
        known: Option<AboutPeople>,
    ) -> Result<(Vec<(PersonId, AdjustmentLine)>, Vec<Binding>), Failure> {
        let today = self.today();
        let people = known_on(case);
        let mut agreed = Vec::new();
        let mut bindings = Vec::new();
        if known.as_ref().is_none_or(|known| known.anything_binds) {
            bindings = self.bindings(council, &people).await?;
            let more = Box::pin(self.bindings_under_another_name(council, (id, case), &people));
            bindings.extend(more.await?);
            bindings = Box::pin(self.binding_on(council, (id, case), bindings)).await?;
        }
        if let Some(known) = known.filter(|known| !known.is_any_merged) {
            let lines = known.adjustments.into_iter().filter(|line| holds(line, today));
            let agreed = lines.map(|line| (line.row.person_id.clone(), line)).collect();
            return Ok((agreed, bindings));
        }
        for person in people {
            let lines = self.adjustments_of(council, person).await?.into_iter();
            let lines = lines.filter(|line| holds(line, today));
            agreed.extend(lines.map(|line| (person.clone(), line)));
        }
        Ok((agreed, bindings))
    }

    /// How letters to somebody are laid out, by what was agreed with them.
    ///
    /// Costs the person's adjustments by their key.
    pub async fn layout_for(&self, council: &CouncilId, person: &PersonId) -> Result<Layout, Failure> {
        let today = self.today();
        let lines = self.adjustments_of(council, person).await?;
        let kinds = lines.iter().filter(|line| holds(line, today));
        Ok(adjustment::layout_for(kinds.map(|line| line.row.kind)))
    }

    /// Open cases of `actor` whose customer has an adjustment to be looked at again by now, the earliest first.
    ///
    /// Costs the reader's own open cases.
    pub async fn adjustments_to_review(
        &self,
        council: &CouncilId,
        actor: &Actor,
    ) -> Result<Vec<ReviewLine>, Failure> {
        let Some(user) = actor.user() else {
            return Ok(Vec::new());
        };
        let by = (self.today(), PAGE);
        Ok(self.store.adjustments_to_review(council, user, by).await?)
    }

    /// Holds whoever writes to a reader of Welsh and English to write in both: what one language lacks does not go (Welsh
    /// Language Standards (No. 1) Regulations 2015, standards 2, 5 and 6).
    ///
    /// The program's own jobs and imports write nothing of their own; what they pass on says where it is in English alone.
    pub(crate) async fn hold_to_languages(
        &self,
        setting: &Setting<'_>,
        changes: &Changes,
    ) -> Result<(), Failure> {
        let languages = &setting.council.policy(self.today())?.languages;
        let writes = !matches!(setting.actor.id, ActorId::Job(_) | ActorId::Import(_));
        if !writes || languages.welsh == WelshLetters::None {
            return Ok(());
        }
        let waiting = changes
            .messages
            .iter()
            .filter(|message| message.state == MessageState::Waiting);
        for message in waiting.filter(|message| !message.purpose.is_for_a_partner()) {
            let Some((reader, body)) = message.recipient.as_ref().zip(message.body_words.as_ref()) else {
                continue;
            };
            let written = changes.words.iter().find(|new| new.words.id == *body);
            let stands = written.map_or(Ok(()), |new| language::stands_in_both(&new.words.text));
            // Only where something is missing is it asked who reads it.
            if stands.is_err()
                && languages.are_both(self.agreed_now(&setting.council.id, reader).await?.into_iter())
            {
                return stands.map_err(Failure::Refused);
            }
        }
        Ok(())
    }

    /// What was agreed with somebody, and holds today.
    pub(crate) async fn agreed_now(
        &self,
        council: &CouncilId,
        person: &PersonId,
    ) -> Result<Vec<AdjustmentKind>, Failure> {
        let today = self.today();
        let lines = self.adjustments_of(council, person).await?.into_iter();
        Ok(lines
            .filter(|line| holds(line, today))
            .map(|line| line.row.kind)
            .collect())
    }

    /// Holds whoever sends something to saying whether it keeps to what was agreed with its reader.
    ///
    /// The program's own jobs and imports write nothing of their own.
    pub(crate) async fn hold_to_adjustments(
        &self,
        council: &CouncilId,
        (actor, commands): (&Actor, &[Command]),
        messages: &[MessageRow],
    ) -> Result<(), Failure> {
        if matches!(actor.id, ActorId::Job(_) | ActorId::Import(_))
            || actor.roles == [redress_domain::vocabulary::Role::Customer]
        {
            return Ok(());
        }
        let today = self.today();
        let mut agreed: Vec<AdjustmentId> = Vec::new();
        let written = messages
            .iter()
            .filter(|message| message.state == MessageState::Waiting && message.body_words.is_some());
        let mut readers: Vec<&PersonId> = written.filter_map(|message| message.recipient.as_ref()).collect();
        readers.dedup();
        for reader in readers {
            let lines = self.adjustments_of(council, reader).await?.into_iter();
            let bear = lines.filter(|line| holds(line, today) && line.row.kind.bears_on_letters());
            agreed.extend(bear.map(|line| line.row.adjustment_id));
        }
        Ok(adjustments_are_said(&agreed, commands)?)
    }
}
