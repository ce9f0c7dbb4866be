//! The daily checks of the demo's year: on each working day but today, in their place between the cases; as in life, not on a few of
//! them, and now and then with something left.

use std::collections::VecDeque;

use jiff::{SignedDuration, Span, Timestamp};
use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::calendar::london;
use redress_domain::id::CouncilId;
use redress_domain::permission::Actor;
use redress_domain::vocabulary::{Channel, Role};

use crate::demo::chance::Staged;
use crate::demo::fill::Plan;
use crate::demo::story::{Stage, Story};

/// How far back the checks of the queue go: as far as the cases.
const DAYS: i64 = 365;

/// How long before a check a case may come in that is still in the queue when it begins.
const SHORTLY: SignedDuration = SignedDuration::from_mins(90);

/// How long a case has been there when the queue is gone through.
const SOON: SignedDuration = SignedDuration::from_mins(5);

/// Of how many such cases one is left.
const OF: usize = 5;

/// The checks that are still to come.
pub(crate) struct Checks<'c> {
    casework: &'c Casework,
    clock: &'c Staged,
    council: CouncilId,
    /// Who goes through the queue; without them nobody does.
    by: Option<Actor>,
    due: VecDeque<Timestamp>,
    came: usize,
    /// Whether the last case was left at a check.
    left_one: bool,
}

impl<'c> Checks<'c> {
    /// The checks of the year that ends on the plan's day.
    pub(crate) fn of((casework, clock): (&'c Casework, &'c Staged), stage: &Stage<'_>, plan: Plan) -> Self {
        let manager = stage.staff.with(Role::ComplaintsManager, None).first().copied();
        let mut due = VecDeque::new();
        for ago in (1..=DAYS).rev() {
            let day = plan.day.saturating_sub(Span::new().days(ago));
            if !stage.calendar.is_working_day(day) || ago % 47 == 6 {
                continue;
            }
            let minutes = 10 * 60 + ago * 7 % 110;
            let at = london::day_starts_at(day).checked_add(SignedDuration::from_mins(minutes));
            due.extend(at);
        }
        Self {
            casework,
            clock,
            council: stage.policy.council.id.clone(),
            by: manager.map(|manager| manager.actor.clone()),
            due,
            came: 0,
            left_one: false,
        }
    }

    /// Goes through the queue at each moment that has come.
    pub(crate) async fn until(&mut self, now: Timestamp) -> Result<(), Failure> {
        while let Some(at) = self.due.front().copied().filter(|at| *at <= now) {
            self.due.pop_front();
            self.check(at).await?;
        }
        Ok(())
    }

    /// Goes through the queue while somebody's case waits that has just come in, on a few days on which one does. Who speaks with an
    /// adviser waits in no queue.
    pub(crate) async fn meanwhile(&mut self, story: &mut Story<'_, '_, '_>) -> Result<(), Failure> {
        let is_spoken = matches!(
            story.channel,
            Channel::Phone | Channel::InPerson | Channel::WebChat
        );
        let is_shortly_after = |at: &Timestamp| at.duration_since(story.at) <= SHORTLY;
        if is_spoken || !self.due.front().is_some_and(is_shortly_after) {
            return Ok(());
        }
        self.came += 1;
        if self.came % OF != 2 {
            return Ok(());
        }
        self.due.pop_front();
        story.batch.commit().await?;
        self.left_one = true;
        let at = story.at.checked_add(SOON).unwrap_or(story.at);
        self.check(at).await?;
        self.clock.set(story.at);
        Ok(())
    }

    /// Whether the last case was left at a check. What follows on it is to be written at once: it would stand in the queue at the next
    /// checks otherwise.
    pub(crate) const fn has_left_one(&mut self) -> bool {
        std::mem::replace(&mut self.left_one, false)
    }

    async fn check(&self, at: Timestamp) -> Result<(), Failure> {
        let Some(by) = &self.by else {
            return Ok(());
        };
        self.clock.set(at);
        let left = self.casework.store().untriaged(&self.council).await?.count;
        let because = if left > 0 {
            "It came in while we went through the queue, and is seen to next."
        } else {
            ""
        };
        self.casework
            .record_daily_check(&self.council, by, because)
            .await?;
        Ok(())
    }
}
