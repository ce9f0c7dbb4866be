//! Whose customer still waits for a word, and who is reminded of it (paper 002: requests are answered too).

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::id::{ActorId, CouncilId, UserId};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::NotificationKind;
use redress_store::changes::{Changes, Once, ReadModel};
use redress_store::notification::NotificationRow;

use crate::Casework;
use crate::failure::Failure;
use crate::lists::{ByDue, CaseLine, PAGE, is_for};

/// How many cases a round looks at in one go.
const TOGETHER: i64 = 100;

impl Casework {
    /// Open cases whose customer waits for a first answer or an update, the most urgent first, a page by key:
    /// those of `owner` where one is said, or those of the services that `actor` may see.
    ///
    /// Costs one page of the index of what waits for a word; for whoever sees few services or has few cases,
    /// what of others lies between.
    pub async fn waiting_for_word(
        &self,
        council: &CouncilId,
        (actor, owner): (&Actor, Option<&UserId>),
        after: Option<&ByDue>,
    ) -> Result<Vec<CaseLine>, Failure> {
        let scope = match owner {
            Some(owner) if Some(owner) == actor.user() => None,
            Some(_) => Some(Vec::new()),
            None => self.scope_of(council, actor)?,
        };
        let of = (&scope, owner);
        let mut lines = self
            .store
            .cases_waiting_for_word(council, of, after, PAGE)
            .await?;
        lines.retain(|line| is_for(actor, line));
        Ok(lines)
    }

    /// Reminds the officers of the words that are due soon, by the policy's days before; each once for each
    /// day that a word is due. Answers how many were reminded.
    ///
    /// Costs what is due in those days, by index.
    pub async fn remind_of_words(&self, council: &CouncilId) -> Result<usize, Failure> {
        let settings = self.councils.get(council)?;
        let today = self.today();
        let mut until = today;
        for _ in 0..settings.policy(today)?.updates.remind_days_before {
            until = settings.calendar.next_working_day(until);
        }
        let actor = ActorId::Job("remind-owners");
        let mut reminded = 0;
        // What is overdue stands on Today and in the list; a reminder comes before.
        let mut after = (today, String::new());
        loop {
            let place = (after.0, after.1.as_str());
            let lines = self.store.cases_due_a_word(council, place, TOGETHER).await?;
            let due = |line: &&CaseLine| line.case.due_on.is_some_and(|day| day <= until);
            for line in lines.iter().filter(due) {
                reminded += usize::from(self.remind_of(council, line, &actor).await?);
            }
            let is_full = i64::try_from(lines.len()).is_ok_and(|count| count >= TOGETHER);
            let last = lines.last().filter(|line| is_full && due(line));
            match last.and_then(|last| Some((last.case.due_on?, last.case.case_id.to_string()))) {
                Some(place) => after = place,
                None => return Ok(reminded),
            }
        }
    }

    /// Whether somebody was reminded who had not been before.
    async fn remind_of(
        &self,
        council: &CouncilId,
        line: &CaseLine,
        actor: &ActorId,
    ) -> Result<bool, Failure> {
        let (Some(owner), Some(due_on)) = (&line.case.owner, line.case.due_on) else {
            return Ok(false);
        };
        let now: Timestamp = self.outside().now();
        let key = key_of(line, (owner, due_on));
        let before = self.store.answer_before(council, ("word-due", &key)).await?;
        if before.is_some() {
            return Ok(false);
        }
        let row = NotificationRow {
            case_id: Some(line.case.case_id.clone()),
            about_on: Some(due_on),
            ..self.notification(owner.clone(), NotificationKind::WordDue, actor)
        };
        let mut changes = Changes::new(council.clone(), actor.clone(), now);
        changes.rows.push(ReadModel::Notification(Box::new(row)));
        changes.once = Some(Once {
            scope: "word-due",
            key,
            result: String::new(),
        });
        match self.store.commit(changes).await.map_err(Failure::from) {
            Ok(_) => Ok(true),
            Err(Failure::AlreadyDone(_)) => Ok(false),
            Err(other) => Err(other),
        }
    }
}

/// What tells one reminder from all others: the case, the day, and who has it.
fn key_of(line: &CaseLine, (owner, due_on): (&UserId, Date)) -> String {
    format!("{} {due_on} {owner}", line.case.case_id)
}
