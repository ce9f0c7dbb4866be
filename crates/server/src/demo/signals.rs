//! Two signals of the demo, and the time that was recorded on their cases: one on a case on which the council was late
//! itself, and one that its reader left, for it was fair to ask.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use redress_casework::Casework;
use redress_casework::case::CaseView;
use redress_casework::failure::Failure;
use redress_casework::signal::{List, NotSeenTo};
use redress_domain::calendar::london::day_starts_at;
use redress_domain::case::{Command, ContactPurpose, Direction, NewContact};
use redress_domain::id::CouncilId;
use redress_domain::permission::Actor;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, Kind, Role};

use crate::demo::chance::Staged;
use crate::demo::staff::Staff;
use crate::progress::note;
use crate::trouble::Trouble;

/// How many days before today the last of the calls came.
const LAST: i32 = 2;

/// How many times each of them rang after the end of their case.
const CALLS: i32 = 5;

/// Who acts in it.
struct Scene<'s> {
    casework: &'s Casework,
    clock: &'s Staged,
    council: &'s CouncilId,
    keeper: Actor,
}

/// Tells both stories, on the days before `today`; the clock is put back by whoever set it.
pub(crate) async fn tell(
    casework: &Casework,
    (clock, council): (&Staged, &CouncilId),
    (staff, today): (&Staff, Date),
) -> Result<(), Trouble> {
    let Some(keeper) = staff.with(Role::ComplaintsManager, None).first().copied() else {
        return Ok(());
    };
    let scene = Scene {
        casework,
        clock,
        council,
        keeper: keeper.actor.clone(),
    };
    let (mut late, mut in_time) = (None, None);
    for officer in staff.with(Role::Officer, None) {
        let closed = casework.my_closed_cases(council, &officer.actor).await?;
        for line in closed {
            let is_theirs = line.case.customer.is_some() && line.case.kind == Kind::Complaint;
            let Ok(reference) = Reference::parse(&line.case.reference) else {
                continue;
            };
            if !is_theirs || !closed_lately(line.case.closed_on, today) {
                continue;
            }
            let view = casework.open_case(council, &officer.actor, &reference).await?;
            if view.case.correspondent() != view.case.customer.as_ref() {
                continue;
            }
            let place = if was_late(&view) { &mut late } else { &mut in_time };
            place.get_or_insert((officer.actor.clone(), view));
            if late.is_some() && in_time.is_some() {
                break;
            }
        }
    }
    let Some((officer, view)) = late else {
        note(
            "The demo tells of no signal: no complaint that was answered late was closed lately.".to_owned(),
        );
        return Ok(());
    };
    scene.rang(&officer, &view, today).await?;
    if let Some((officer, view)) = in_time {
        scene.rang(&officer, &view, today).await?;
        scene.left(today).await?;
    }
    Ok(())
}

/// Long enough ago that calls came since, and not so long that no rule looks back so far.
fn closed_lately(closed_on: Option<Date>, today: Date) -> bool {
    let before = |days: i32| today.saturating_sub(jiff::Span::new().days(days));
    closed_on.is_some_and(|on| before(60) <= on && on <= before(LAST + CALLS + 1))
}

fn was_late(view: &CaseView) -> bool {
    let late = |clock: &redress_domain::clock::Clock| clock.over_on().is_some_and(|over| clock.due_on < over);
    view.case.clocks.values().any(late)
}

fn moment(today: Date, days_ago: i32, hour: i64) -> Timestamp {
    let day = today.saturating_sub(jiff::Span::new().days(days_ago));
    day_starts_at(day)
        .saturating_add(SignedDuration::from_hours(hour))
        .unwrap_or(Timestamp::MAX)
}

impl Scene<'_> {
    /// They ring day after day although their case is closed, and the officer takes it down with the time it took.
    async fn rang(&self, officer: &Actor, view: &CaseView, today: Date) -> Result<(), Trouble> {
        for ago in (LAST..LAST + CALLS).rev() {
            self.clock.set(moment(today, ago, 11));
            let fresh = self.casework.fresh();
            let contact = NewContact {
                id: fresh.contact(),
                direction: Direction::In,
                channel: Channel::Phone,
                at: self.casework.outside().now(),
                purpose: ContactPurpose::Information,
                words: fresh.words(
                    "They asked again when it is put right, and what we do so that it does not happen again.",
                ),
            };
            let time = Command::RecordTime {
                on: self.casework.today(),
                minutes: 25,
            };
            for command in [Command::RecordContact(contact), time] {
                self.casework
                    .act_on_latest(self.council, officer, &view.id, command)
                    .await?;
            }
        }
        self.clock.set(moment(today, 1, 3));
        if let Some(person) = &view.case.customer {
            self.casework.raise_signals_about(self.council, person).await?;
        }
        Ok(())
    }

    /// The newest is left, for a reason.
    async fn left(&self, today: Date) -> Result<(), Trouble> {
        self.clock.set(moment(today, 1, 10));
        let list = (List::Waiting, None);
        let lines = self.casework.signals(self.council, &self.keeper, list).await?;
        // One of two managers may have it.
        let Some(newest) = lines.first().filter(|line| !line.row.shows_us_late) else {
            return Ok(());
        };
        let reason = self
            .casework
            .fresh()
            .words("They asked when the work would be done. We had not told them. It was fair to ask.");
        let about = (&newest.row.signal_id, reason);
        match self
            .casework
            .dismiss_signal(self.council, &self.keeper, about)
            .await
        {
            Ok(()) => Ok(()),
            Err(NotSeenTo::Failed(failure)) => Err(failure.into()),
            Err(NotSeenTo::Refused(_) | NotSeenTo::Conduct(_) | NotSeenTo::Moved) => {
                Err(Failure::NotPermitted.into())
            }
        }
    }
}
