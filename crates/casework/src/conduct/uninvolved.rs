//! Who is left on a file: who dealt with one of the person's cases decides nothing about their contact (domain 5.7).

use std::collections::BTreeSet;

use redress_domain::conduct::{self, ConductFile, Uninvolved};
use redress_domain::id::{ActorId, CouncilId, PersonId, UserId};
use redress_domain::permission::Actor;
use redress_store::stream::StreamId;

use crate::Casework;
use crate::failure::Failure;
use crate::lists::PAGE;
use crate::user::User;

impl Casework {
    /// Everybody who works here and did something on a case of a person's, under any of their identifiers.
    ///
    /// Costs every case of the person, a page at a time, and the stream of each: it is asked where something is decided,
    /// and an officer of the oldest case is as much involved as one of the newest.
    pub async fn dealt_with(
        &self,
        council: &CouncilId,
        person: &PersonId,
    ) -> Result<BTreeSet<UserId>, Failure> {
        let mut dealt = BTreeSet::new();
        for one in self.store.same_as(council, person).await? {
            let mut after = None;
            loop {
                let cases = self.store.cases_of_customer(council, &one, after.as_ref(), PAGE);
                let cases = cases.await?;
                for line in &cases {
                    let stream = StreamId::case(&line.case.case_id);
                    let events = self.store.stream(council, &stream).await?;
                    dealt.extend(events.into_iter().filter_map(|event| user_of(event.actor)));
                }
                let Some(last) = cases.last() else { break };
                after = Some(last.case.by_receipt());
            }
        }
        Ok(dealt)
    }

    /// Who is left on a file of those who work here (domain 5.7 and 5.10); `None` where there is no behaviour policy.
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

fn user_of(actor: ActorId) -> Option<UserId> {
    if let ActorId::User(user) = actor {
        return Some(user);
    }
    None
}
