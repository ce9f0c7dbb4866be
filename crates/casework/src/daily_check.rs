//! The daily check of what nobody has yet (paper 002): itself an event, with who, when, how many
//! were left and why.

use jiff::civil::Date;
use redress_domain::calendar::london::civil_date;
use redress_domain::id::{ActorId, CouncilId, UserId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::vocabulary::NotificationKind;
use redress_domain::words::WordsRef;
use redress_store::changes::{Append, Changes, NewEvent, NewWords, Once, ReadModel};
use redress_store::daily_check::DailyCheckRow;
use redress_store::stream::StreamId;
use serde::{Deserialize, Serialize};

use crate::Casework;
use crate::failure::Failure;

/// What a daily check records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum DailyCheckEvent {
    /// The queue was gone through.
    QueueChecked {
        /// How many were left.
        left: i64,
        /// Why they were left.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<WordsRef>,
    },
    /// Nobody had gone through it by a time of the policy, and people were told.
    AlertRaised {
        /// Which alert of the day.
        alert: Alert,
        /// Who was told.
        to: Vec<UserId>,
    },
}

redress_domain::vocabulary! {
    /// How urgent it is to say that the queue was not checked.
    pub enum Alert {
        /// It should have been checked by now.
        First = "first",
        /// It is late in the day, and somebody higher hears.
        Again = "again",
    }
}

/// The day of a daily check, from the name of its stream.
pub(crate) fn day_of(stream: &StreamId) -> Result<Date, String> {
    stream
        .id()
        .parse()
        .map_err(|error: jiff::Error| error.to_string())
}

/// Whether the queue was checked, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastCheck {
    /// The last check of the last seven days, if any.
    pub last: Option<DailyCheckRow>,
    /// Whether it was checked today.
    pub is_done_today: bool,
    /// Whether it was missed on the working day before today.
    pub was_missed_before: bool,
    /// The name of whoever did the last one.
    pub by: Option<String>,
}

impl Casework {
    /// Records that `actor` went through the queue of what nobody has yet. What was left is counted
    /// here, and has its reason in words.
    ///
    /// Costs the count of what waits and one commit.
    pub async fn record_daily_check(
        &self,
        council: &CouncilId,
        actor: &Actor,
        because: &str,
    ) -> Result<i64, Failure> {
        let settings = self.councils.get(council)?;
        let now = self.outside().now();
        let today = civil_date(now);
        if !permission::may(settings.policy(today)?, actor, Act::RecordDailyCheck) {
            return Err(Failure::NotPermitted);
        }
        let left = self.store.untriaged(council).await?.count;
        let because = self.fresh().some_words(because);
        if left > 0 && because.is_none() {
            return Err(Failure::Refused(redress_domain::case::Refusal::TextMissing(
                "why they are left",
            )));
        }
        let stream = StreamId::daily_check(today);
        let expected = self.store.version_of(council, &stream).await?;
        let event = DailyCheckEvent::QueueChecked {
            left,
            because: because.as_ref().map(redress_domain::words::Words::reference),
        };
        let body = serde_json::to_string(&event).map_err(|error| Failure::Unreadable(error.to_string()))?;
        let mut changes = Changes::new(council.clone(), actor.id.clone(), now);
        changes.appends.push(Append {
            stream: stream.clone(),
            expected,
            events: vec![NewEvent {
                kind: "queue-checked",
                body,
                salt: self.fresh().salt(),
            }],
        });
        changes.words.extend(because.map(|words| NewWords {
            stream,
            purpose: "reason",
            words,
        }));
        changes.rows.push(ReadModel::DailyCheck(DailyCheckRow {
            checked_on: today,
            checked_at: now,
            checked_by: actor.id.clone(),
            waiting: left,
        }));
        self.store.commit(changes).await?;
        Ok(left)
    }

    /// Tells the people of the policy that nobody checked the queue today: once for each alert of the
    /// day, whichever process asks; answers how many were told now.
    ///
    /// Costs one row by its key once it was raised that day; otherwise a row for each person who works for the
    /// council, and one commit.
    pub async fn raise_check_alert(&self, council: &CouncilId, alert: Alert) -> Result<usize, Failure> {
        let settings = self.councils.get(council)?;
        let now = self.outside().now();
        let today = civil_date(now);
        let rules = &settings.policy(today)?.daily_check;
        let (roles, kind) = match alert {
            Alert::First => (&rules.alert, NotificationKind::CheckMissed),
            Alert::Again => (&rules.then, NotificationKind::CheckStillMissed),
        };
        let key = format!("{today} {alert}");
        if self
            .store
            .answer_before(council, ("check-alert", &key))
            .await?
            .is_some()
        {
            return Ok(0);
        }
        let users = self.users(council).await?;
        let hears =
            |user: &&crate::user::User| user.active && roles.iter().any(|role| user.roles.contains(role));
        let to: Vec<UserId> = users.iter().filter(hears).map(|user| user.id.clone()).collect();
        let told = to.len();
        let stream = StreamId::daily_check(today);
        let expected = self.store.version_of(council, &stream).await?;
        let actor = ActorId::Job("daily-check");
        let event = DailyCheckEvent::AlertRaised {
            alert,
            to: to.clone(),
        };
        let mut changes = Changes::new(council.clone(), actor.clone(), now);
        changes.appends.push(Append {
            stream,
            expected,
            events: vec![NewEvent {
                kind: "alert-raised",
                body: crate::user::json(&event)?,
                salt: self.fresh().salt(),
            }],
        });
        for user in to {
            let mut row = self.notification(user, kind, &actor);
            row.about_on = Some(today);
            changes.rows.push(ReadModel::Notification(Box::new(row)));
        }
        changes.once = Some(Once {
            scope: "check-alert",
            key,
            result: told.to_string(),
        });
        match self.store.commit(changes).await.map_err(Failure::from) {
            Ok(_) => Ok(told),
            Err(Failure::AlreadyDone(_)) => Ok(0),
            Err(other) => Err(other),
        }
    }

    /// Whether the queue was checked today, and on the working day before.
    ///
    /// Costs the checks of two days.
    pub async fn last_daily_check(&self, council: &CouncilId) -> Result<LastCheck, Failure> {
        let settings = self.councils.get(council)?;
        let today = civil_date(self.outside().now());
        let before = settings.calendar.previous_working_day(today);
        let since = before.min(today.saturating_sub(jiff::Span::new().days(7)));
        let checks = self.store.daily_checks(council, since, today).await?;
        let done = |day: Date| checks.iter().any(|check| check.checked_on == day);
        // Nobody can have missed a check of a day before the first whole one.
        let had_begun = settings
            .versions
            .began_on()
            .is_none_or(|began_on| began_on < before);
        let (is_done_today, was_missed_before) = (done(today), had_begun && !done(before));
        let last = checks.into_iter().next_back();
        let by = match last.as_ref().map(|check| &check.checked_by) {
            Some(ActorId::User(user)) => self.names_of(council, vec![user.clone()]).await?.remove(user),
            Some(_) | None => None,
        };
        Ok(LastCheck {
            last,
            is_done_today,
            was_missed_before,
            by,
        })
    }
}
