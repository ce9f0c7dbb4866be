//! Who is left on a file: who dealt with one of the person's cases decides nothing about their contact (domain 5.7).

use std::collections::BTreeSet;

use redress_domain::case;
use redress_domain::conduct::{self, ConductFile, Likeness, Uninvolved};
use redress_domain::id::{ActorId, CaseId, CouncilId, PersonId, UserId};
use redress_domain::permission::Actor;
use redress_store::stream::StreamId;

use crate::Casework;
use crate::failure::Failure;
use crate::lists::PAGE;
use crate::stream::entries_of;
use crate::user::User;

impl Casework {
    /// Everybody who works here and did something on a case that a person is or was on, as its customer or beside them,
    /// or to whom such a case was given; under any of their identifiers, also those under which somebody said that they
    /// are the same.
    ///
    /// Costs every case of the person, a page at a time, and the stream of each: it is asked where something is decided,
    /// and an officer of the oldest case is as much involved as one of the newest.
    pub async fn dealt_with(
        &self,
        council: &CouncilId,
        person: &PersonId,
    ) -> Result<BTreeSet<UserId>, Failure> {
        let mut dealt = BTreeSet::new();
        for case in self.cases_with(council, person).await? {
            let recorded = self.store.stream(council, &StreamId::case(&case)).await?;
            let entries: Vec<case::Entry> = entries_of(recorded)?;
            for entry in &entries {
                dealt.extend(user_of(&entry.actor).cloned());
                // Whoever has it is answerable for it, also before they did anything (domain 5.7).
                dealt.extend(owner_of(&entry.event).cloned());
            }
        }
        Ok(dealt)
    }

    /// Every case that a person is or was on.
    async fn cases_with(&self, council: &CouncilId, person: &PersonId) -> Result<BTreeSet<CaseId>, Failure> {
        let mut cases = BTreeSet::new();
        for one in self.everybody_like(council, person).await? {
            let theirs = self.all_cases_of(council, &one).await?;
            cases.extend(theirs.into_iter().map(|row| row.case_id));
            let mut after = None;
            loop {
                let page = self
                    .store
                    .cases_with_person(council, &one, after.as_ref(), PAGE)
                    .await?;
                let Some(last) = page.last() else { break };
                after = Some(last.clone());
                cases.extend(page);
            }
        }
        Ok(cases)
    }

    /// The identifiers of a person: those that were joined, and those under which somebody said on their file that they
    /// are the same.
    async fn everybody_like(&self, council: &CouncilId, person: &PersonId) -> Result<Vec<PersonId>, Failure> {
        let mut all = self.store.same_as(council, person).await?;
        let mut alike = Vec::new();
        for one in &all {
            for row in self.store.conduct_of_person(council, one).await? {
                let file = self.load_conduct(council, &row.file_id).await?.file;
                let same = file.likenesses.into_iter();
                alike.extend(same.filter(|(_, it)| *it == Likeness::Same).map(|(who, _)| who));
            }
        }
        for one in alike {
            all.extend(self.store.same_as(council, &one).await?);
        }
        all.sort();
        all.dedup();
        Ok(all)
    }

    /// Who is left on a file of those who work here (domain 5.7 and 5.10); `None` where there is no behaviour policy.
    ///
    /// Costs what [`Casework::dealt_with`] costs, and a row for each person who works for the council.
    pub async fn left_on_conduct(
        &self,
        council: &CouncilId,
        file: &ConductFile,
    ) -> Result<Option<Uninvolved>, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let Some(rules) = &policy.conduct else {
            return Ok(None);
        };
        let dealt = match &file.person {
            Some(person) => self.dealt_with(council, person).await?,
            None => BTreeSet::new(),
        };
        let users = self.users(council).await?;
        let is_free = |user: &&User| user.active && !dealt.contains(&user.id);
        let people: Vec<Actor> = users.iter().filter(is_free).map(User::actor).collect();
        Ok(Some(conduct::uninvolved(
            file,
            (policy, rules),
            &people,
            self.today(),
        )))
    }

    /// Whether nobody is left who could decide, where that is still to come, or hear an appeal.
    pub(super) async fn is_nobody_left(
        &self,
        council: &CouncilId,
        file: &ConductFile,
    ) -> Result<bool, Failure> {
        let left = self.left_on_conduct(council, file).await?;
        Ok(left.is_some_and(|left| {
            let decides = file.report.is_none() || left.can_decide;
            !decides || !left.can_hear_an_appeal
        }))
    }
}

fn user_of(actor: &ActorId) -> Option<&UserId> {
    if let ActorId::User(user) = actor {
        return Some(user);
    }
    None
}

/// To whom a case, or its review, was given by an event.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "two events give a case to somebody"
)]
fn owner_of(event: &case::Event) -> Option<&UserId> {
    match event {
        case::Event::Assigned { owner, .. } => owner.as_ref(),
        case::Event::ReviewerNamed { reviewer, .. } => Some(reviewer),
        _ => None,
    }
}
