//! Filling the demo council's record, through the same rules as everything else.

use jiff::{SignedDuration, Timestamp};
use redress_casework::Casework;
use redress_casework::batch::Batch;
use redress_casework::failure::Failure;
use redress_domain::calendar::london;
use redress_domain::policy::Policy;
use redress_domain::vocabulary::{Kind, Role};
use redress_store::message::MessageState;

use crate::demo::chance::{Dice, Staged};
use crate::demo::checks::Checks;
use crate::demo::people;
use crate::demo::staff::Staff;
use crate::demo::story::{Opening, Stage, Story};
use crate::demo::texts::{Request, Texts};
use crate::demo::year::{Day, days, daytime};
use crate::progress::{Progress, note};
use crate::trouble::Trouble;

/// How many cases share a commit.
const AT_ONCE: usize = 100;

/// What a demo is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Plan {
    /// How the dice fall.
    pub(crate) seed: u64,
    /// Its last day: today.
    pub(crate) day: jiff::civil::Date,
    /// About how many cases.
    pub(crate) cases: usize,
}

/// Fills the record.
pub(crate) async fn fill(
    casework: &Casework,
    clock: &Staged,
    policy: &Policy,
    plan: Plan,
) -> Result<(), Trouble> {
    let council = &policy.council.id;
    let staff = Staff::hire(casework, policy).await?;
    let mut texts = Texts::read()?;
    for (missing, instead) in texts.fit(policy) {
        note(format!(
            "The policy has no service \"{missing}\", of which the demo tells; it happens to \"{instead}\"."
        ));
    }
    let settings = casework.councils().get(council)?;
    let now = london::day_starts_at(plan.day)
        .checked_add(SignedDuration::from_mins(9 * 60 + 20))
        .unwrap_or(Timestamp::MAX);
    let stage = Stage {
        policy,
        calendar: &settings.calendar,
        staff: &staff,
        texts: &texts,
        fresh: casework.fresh(),
        now,
    };
    let mut dice = Dice::new(plan.seed ^ 0x7265_6472_6573_7331);
    let moments = moments(&stage, plan, &mut dice);
    let mut progress = Progress::start("cases", moments.len() as u64);
    let mut batch = casework.batch(council, None)?;
    let mut checks = Checks::of((casework, clock), &stage, plan);
    for chunk in moments.chunks(AT_ONCE) {
        for (at, day) in chunk {
            checks.until(*at).await?;
            clock.set(*at);
            let of = (&mut batch, &mut dice);
            Box::pin(one_case(&stage, of, (*at, *day), &mut checks)).await?;
            if checks.has_left_one() {
                batch.commit().await?;
            }
        }
        batch.commit().await?;
        batch.forget_closed();
        progress.more(chunk.len() as u64);
    }
    progress.finish();
    checks.until(now).await?;
    clock.set(now);
    release(casework, policy, now).await?;
    if let Some(manager) = staff.with(Role::ComplaintsManager, None).first() {
        people::on_some_cases(casework, (council, &manager.actor)).await?;
    }
    crate::demo::conduct::tell(casework, (clock, policy), (&staff, plan.day)).await?;
    Box::pin(crate::demo::signals::tell(
        casework,
        (clock, policy),
        (&staff, plan.day),
    ))
    .await?;
    crate::demo::slow::tell(casework, (clock, &stage), plan.seed).await?;
    crate::demo::lessons::tell(casework, (clock, policy), (&staff, plan.day), &texts.situations).await?;
    crate::demo::review::tell(casework, (clock, &stage), plan).await?;
    crate::demo::causes::tell(casework, (clock, policy), (&staff, plan.day)).await?;
    Box::pin(crate::demo::surveys::tell(
        casework,
        (clock, policy),
        &staff,
        plan,
    ))
    .await?;
    Box::pin(crate::demo::reports::tell(
        casework,
        (clock, policy),
        (&staff, plan.day),
    ))
    .await?;
    clock.set(now);
    release(casework, policy, now).await?;
    while casework.seal(council).await? > 0 {}
    Ok(())
}

/// When cases come in, the first one first: as often on each day as it weighs.
fn moments(stage: &Stage<'_>, plan: Plan, dice: &mut Dice) -> Vec<(Timestamp, Day)> {
    let storms = &stage.policy.reports.storms;
    let days = days(plan.day, (stage.calendar, storms), dice);
    let weights: Vec<(Day, u64)> = days.iter().map(|day| (*day, day.weight)).collect();
    let mut moments = Vec::with_capacity(plan.cases);
    let Some(last) = days.last().copied() else {
        return moments;
    };
    while moments.len() < plan.cases {
        // The last few came this morning and wait to be triaged.
        let is_of_today = moments.len() + 5 >= plan.cases;
        let day = if is_of_today {
            last
        } else {
            dice.weighted(&weights, last)
        };
        let at = daytime(day.date, dice);
        let at = if at >= stage.now {
            let minutes = dice.between(3, 100);
            stage
                .now
                .checked_sub(SignedDuration::from_mins(minutes))
                .unwrap_or(stage.now)
        } else {
            at
        };
        moments.push((at, day));
    }
    moments.sort_by_key(|(at, _)| *at);
    moments
}

/// One case, of a sort that fits the day.
async fn one_case(
    stage: &Stage<'_>,
    (batch, dice): (&mut Batch<'_>, &mut Dice),
    (at, day): (Timestamp, Day),
    checks: &mut Checks<'_>,
) -> Result<(), Failure> {
    let situations = &stage.texts.situations;
    let kind = dice.weighted(
        &[
            (Kind::ServiceRequest, if day.storm.is_some() { 180 } else { 57 }),
            (Kind::Complaint, 17),
            (Kind::Enquiry, 12),
            (Kind::Compliment, 8),
            (Kind::Comment, 6),
        ],
        Kind::ServiceRequest,
    );
    match kind {
        Kind::ServiceRequest => {
            let fits = |request: &&Request| request.storm.is_none() || request.storm == day.storm;
            let weighed: Vec<(&Request, u64)> = situations
                .request
                .iter()
                .filter(fits)
                .map(|request| {
                    (
                        request,
                        if request.storm.is_some() {
                            90
                        } else {
                            request.weight
                        },
                    )
                })
                .collect();
            let Some((first, _)) = weighed.first().copied() else {
                return Ok(());
            };
            let situation = dice.weighted(&weighed, first);
            let says = dice.one(&situation.says).map_or("", String::as_str);
            let tail = dice.one(&situations.tails.request).map_or("", String::as_str);
            let opening = Opening {
                kind,
                service: &situation.service,
                says,
                tail,
                wants: Some(&situation.wants),
                effect: None,
                support: None,
                urgent: situation.urgent,
            };
            match Story::begin(stage, (batch, dice), at, &opening)? {
                Some(mut story) => {
                    checks.meanwhile(&mut story).await?;
                    story.request(situation)
                }
                None => Ok(()),
            }
        }
        Kind::Complaint => {
            let Some(situation) = dice.one(&situations.complaint) else {
                return Ok(());
            };
            let says = dice.one(&situation.says).map_or("", String::as_str);
            let tail = dice.one(&situations.tails.complaint).map_or("", String::as_str);
            let opening = Opening {
                kind,
                service: &situation.service,
                says,
                tail,
                wants: Some(&situation.wants),
                effect: situation.effect.as_deref(),
                support: situation.support,
                urgent: false,
            };
            match Story::begin(stage, (batch, dice), at, &opening)? {
                Some(mut story) => {
                    checks.meanwhile(&mut story).await?;
                    story.complaint(situation)
                }
                None => Ok(()),
            }
        }
        Kind::Enquiry | Kind::Comment | Kind::Compliment => {
            let from = match kind {
                Kind::Comment => &situations.comment,
                Kind::Compliment => &situations.compliment,
                Kind::Enquiry | Kind::ServiceRequest | Kind::Complaint => &situations.enquiry,
            };
            let Some(situation) = dice.one(from) else {
                return Ok(());
            };
            let says = dice.one(&situation.says).map_or("", String::as_str);
            let opening = Opening {
                kind,
                service: &situation.service,
                says,
                tail: "",
                wants: None,
                effect: None,
                support: None,
                urgent: false,
            };
            match Story::begin(stage, (batch, dice), at, &opening)? {
                Some(mut story) => {
                    checks.meanwhile(&mut story).await?;
                    story.question_or_thanks(kind, situation)
                }
                None => Ok(()),
            }
        }
    }
}

/// Releases each message at its own moment of the year, many at a time: the writer puts those that
/// wait together into one commit.
async fn release(casework: &Casework, policy: &Policy, now: Timestamp) -> Result<(), Trouble> {
    let (store, council) = (casework.store(), &policy.council.id);
    loop {
        let due = store.messages_to_release(council, (now, &[]), 200).await?;
        if due.is_empty() {
            return Ok(());
        }
        let mut releasing = tokio::task::JoinSet::new();
        for message in due {
            let (store, council) = (store.clone(), council.clone());
            releasing.spawn(async move {
                let (id, at) = (message.message_id, message.release_at);
                store
                    .settle_messages(&council, [&id], MessageState::Sent, at)
                    .await
            });
        }
        for answer in releasing.join_all().await {
            answer?;
        }
    }
}
