//! A common cause of the demo: open cases that say the same of one service, with a reply that waits to be approved.

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use jiff::civil::Date;
use redress_casework::Casework;
use redress_casework::cause::NotDone;
use redress_casework::lists::Wanted;
use redress_domain::calendar::london::day_starts_at;
use redress_domain::cause::{CauseAnswer, Command, NewCause};
use redress_domain::id::{CaseId, ServiceId};
use redress_domain::policy::Policy;
use redress_domain::vocabulary::{Kind, Role};

use crate::demo::chance::Staged;
use crate::demo::staff::Staff;
use crate::progress::note;
use crate::trouble::Trouble;

/// How many of the newest open cases are looked through.
const NEWEST: i64 = 200;

/// The most that are grouped.
const MOST: usize = 12;

/// Groups what most people tell of one service on the last day of the demo; the clock is put back by whoever set it.
pub(crate) async fn tell(
    casework: &Casework,
    (clock, policy): (&Staged, &Policy),
    (staff, today): (&Staff, Date),
) -> Result<(), Trouble> {
    let Some(manager) = staff.with(Role::ComplaintsManager, None).first().copied() else {
        return Ok(());
    };
    let council = &policy.council.id;
    let wanted = Wanted {
        closed: Some(false),
        kind: Some(Kind::ServiceRequest),
        ..Wanted::default()
    };
    let found = casework
        .find_cases(council, &manager.actor, &wanted, (None, NEWEST))
        .await?;
    let mut alike: BTreeMap<(ServiceId, String), Vec<(CaseId, Date)>> = BTreeMap::new();
    for line in found {
        if let (Some(service), Some(summary)) = (line.case.service, line.summary) {
            let told = alike.entry((service, summary)).or_default();
            told.push((line.case.case_id, line.case.received_on));
        }
    }
    let Some(((service, _), cases)) = alike.into_iter().max_by_key(|(_, cases)| cases.len()) else {
        return Ok(());
    };
    let cases: Vec<(CaseId, Date)> = cases.into_iter().take(MOST).collect();
    let days = || cases.iter().map(|(_, day)| *day);
    let (Some(from), Some(until)) = (days().min(), days().max()) else {
        return Ok(());
    };
    let morning = day_starts_at(today).checked_add(SignedDuration::from_hours(9));
    clock.set(morning.unwrap_or(jiff::Timestamp::MAX));
    let fresh = casework.fresh();
    let new = NewCause {
        name: fresh.words("Told by several people, for one round of repairs"),
        place: None,
        service,
        from,
        until,
        cases: cases
            .iter()
            .map(|(case, _)| case.clone())
            .collect::<BTreeSet<_>>(),
    };
    let actor = &manager.actor;
    let done = async {
        let id = casework.begin_cause(council, actor, new).await?;
        let draft = Command::Draft {
            reply: fresh.reply(),
            answer: CauseAnswer::Update,
            text: fresh.words(
                "Several people told us of this. We sent somebody to look, and they come back with what they need to put \
                 it right. We write to you again when it is done.",
            ),
        };
        let seen = casework.open_cause(council, actor, (&id, None)).await?.version;
        let orders = vec![draft, Command::AskForApproval];
        casework.act_on_cause(council, actor, (&id, seen), orders).await
    };
    match Box::pin(done).await {
        Ok(()) | Err(NotDone::Moved) => Ok(()),
        Err(NotDone::Refused(refusal)) => {
            note(format!("The demo has no cases with one cause: {refusal}."));
            Ok(())
        }
        Err(NotDone::Failed(failure)) => Err(failure.into()),
    }
}
