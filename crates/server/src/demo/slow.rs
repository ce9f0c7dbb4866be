//! Complaints of the demo about building sites, which planning answers slowly: each reply goes in more time that was asked
//! for. So it is told of the newest, before its day, that its reply will probably be late (ours, after paper 002).

use redress_casework::Casework;
use redress_casework::batch::Batch;
use redress_casework::failure::Failure;
use redress_domain::calendar::london;
use redress_domain::case::{Command, LessonAnswer, Remedy};
use redress_domain::id::PointId;
use redress_domain::vocabulary::{Finding, Kind, Role};

use crate::demo::chance::{Dice, Staged};
use crate::demo::review::{body_of, moment};
use crate::demo::story::{Opening, Stage, Story};
use crate::demo::texts::Complaint;
use crate::progress::note;
use crate::trouble::Trouble;

/// How many days before today the last of those that are answered came, and how many lie between two.
const LAST: i32 = 40;
const EVERY: i32 = 6;

/// How many days before today the newest came, whose reply is still owed.
const NEWEST: i32 = 13;

/// A council that foretells nothing from fewer than this is told of none: the demo is not made for it.
const MOST: u16 = 40;

/// A reply takes more time by so many working days: as many as the Code allows (6.4).
const MORE: i64 = 10;

/// Tells of as many as the policy wants before it says how long such complaints take, and of one more.
pub(crate) async fn tell(
    casework: &Casework,
    (clock, stage): (&Staged, &Stage<'_>),
    seed: u64,
) -> Result<(), Trouble> {
    let such = stage.policy.forecast_from;
    if such > MOST {
        return Ok(());
    }
    let mut dice = Dice::new(seed ^ 0x736c_6f77_736c_6f77);
    let mut batch = casework.batch(&stage.policy.council.id, None)?;
    let answered = (1..=i32::from(such)).rev().map(|number| LAST + EVERY * number);
    for ago in answered.chain([NEWEST]) {
        match one((stage, clock), (&mut batch, &mut dice), ago) {
            Ok(()) => {}
            Err(Failure::Refused(refusal)) => {
                note(format!("The demo tells of no slow complaint: {refusal}."));
            }
            Err(other) => return Err(other.into()),
        }
    }
    batch.commit().await?;
    clock.set(stage.now);
    let Some(manager) = stage.staff.with(Role::ComplaintsManager, None).first().copied() else {
        return Ok(());
    };
    let late = casework
        .likely_late(&stage.policy.council.id, &manager.actor)
        .await?;
    if late.is_empty() {
        note("The demo tells of no reply that will probably be late.");
    }
    Ok(())
}

fn one<'s>(
    (stage, clock): (&'s Stage<'s>, &Staged),
    (batch, dice): (&mut Batch<'_>, &mut Dice),
    ago: i32,
) -> Result<(), Failure> {
    let situation = &stage.texts.situations.slow;
    let at = moment(stage, (ago, dice));
    // Names of what is new begin with the moment at which it came.
    clock.set(at);
    let says = dice.one(&situation.says).map_or("", String::as_str);
    let opening = Opening {
        kind: Kind::Complaint,
        service: &situation.service,
        says,
        tail: "",
        wants: Some(&situation.wants),
        effect: None,
        support: None,
        urgent: false,
    };
    let Some(mut story) = Story::begin(stage, (batch, dice), at, &opening)? else {
        return Ok(());
    };
    story.until(ago - 1);
    story.triage(Kind::Complaint, false, true)?;
    story.until(ago - 2);
    let points = story.acknowledge(situation)?;
    if ago == NEWEST {
        return Ok(());
    }
    story.answered_slowly(situation, &points, ago)
}

impl<'s> Story<'s, '_, '_> {
    /// The day of the reply is moved before it has come, and the reply goes shortly before the new one; then it is closed.
    fn answered_slowly(
        &mut self,
        situation: &'s Complaint,
        points: &[PointId],
        ago: i32,
    ) -> Result<(), Failure> {
        let (officer, manager) = (self.officer.actor.clone(), self.manager.actor.clone());
        self.until(ago - 12);
        self.extend_by(MORE)?;
        self.until(ago - 21);
        let upheld = self.dice.happens(40);
        let mut found: Vec<Command> = Vec::new();
        for (point, text) in points.iter().zip(&situation.points) {
            let (finding, reason) = if upheld {
                (Finding::Upheld, &text.upheld)
            } else {
                (Finding::NotUpheld, &text.not_upheld)
            };
            found.push(Command::RecordFinding {
                point: point.clone(),
                finding,
                reason: self.words(reason),
            });
        }
        let remedy = self.stage.fresh.remedy();
        if upheld {
            found.push(Command::PromiseRemedy(Remedy {
                id: remedy.clone(),
                kind: situation.remedy.kind,
                words: self.words(&situation.remedy.words),
                owner: Some(self.officer_id()),
                due_on: Some(london::civil_date(moment(self.stage, (ago - 30, self.dice)))),
            }));
        }
        self.act(&officer, found)?;
        self.until(ago - 23);
        let reply = self.stage.fresh.reply();
        let text = self.draft(situation, upheld, &reply);
        let body = body_of(&text);
        let ask = Command::AskForApproval { reply: reply.clone() };
        self.act(&officer, vec![Command::DraftReply(text), ask])?;
        self.until(ago - 24);
        self.act(&manager, vec![Command::ApproveReply { reply: reply.clone() }])?;
        self.until(ago - 25);
        let letter = self.letter(&format!("Stage 1: our reply to your complaint\n\n{body}"));
        self.act(&officer, vec![Command::SendReply { reply, letter }])?;
        self.until(ago - 29);
        if upheld {
            self.deliver(situation, remedy)?;
        }
        // Later than the reply's day by more than all bank holidays in a row: until then it can be taken back.
        self.until(ago - 36);
        let lesson = if upheld {
            LessonAnswer::Lesson(self.words(&situation.lesson.learned))
        } else {
            LessonAnswer::NoneBecause(self.words("Our rules were followed and are clear."))
        };
        self.end(&officer, lesson)
    }
}
