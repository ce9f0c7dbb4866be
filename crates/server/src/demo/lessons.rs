//! Lessons of the demo, one at each stage: the cases' closing drew them, and managers took some of them on.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use redress_casework::Casework;
use redress_casework::lesson::{LessonLine, NotDone, Wanted};
use redress_domain::calendar::london::day_starts_at;
use redress_domain::id::{LessonId, UserId};
use redress_domain::lesson::{
    Analysis, Command, LessonStage, Plan, RootCause, RuleOut, RuledOut, Texts, Worked,
};
use redress_domain::measure::Measure;
use redress_domain::permission::Actor;
use redress_domain::policy::Policy;
use redress_domain::vocabulary::Role;

use crate::demo::chance::Staged;
use crate::demo::staff::Staff;
use crate::progress::note;
use crate::trouble::Trouble;

/// How far each lesson comes, the oldest first.
const FAR: [Far; 8] = [
    Far::Worked,
    Far::Told,
    Far::CouldNot,
    Far::ToCheck,
    Far::Overdue,
    Far::Planned,
    Far::Analysed,
    Far::Analysed,
];

/// How many days a lesson takes from what was learned to what people are told, and some more.
const DAYS_OF_A_WALK: i32 = 28;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Far {
    Analysed,
    Planned,
    Overdue,
    ToCheck,
    Told,
    Worked,
    CouldNot,
}

/// Who acts.
struct Scene<'s> {
    casework: &'s Casework,
    clock: &'s Staged,
    policy: &'s Policy,
    manager: Actor,
    checker: Actor,
    owner: UserId,
}

/// Takes on the oldest lessons of the demo, one for each way; the clock is put back by whoever set it.
pub(crate) async fn tell(
    casework: &Casework,
    (clock, policy): (&Staged, &Policy),
    (staff, today): (&Staff, Date),
) -> Result<(), Trouble> {
    let first = |role| staff.with(role, None).first().copied();
    let people = (
        first(Role::ServiceManager),
        first(Role::ComplaintsManager),
        first(Role::Officer),
    );
    let (Some(manager), Some(checker), Some(owner)) = people else {
        return Ok(());
    };
    let scene = Scene {
        casework,
        clock,
        policy,
        manager: manager.actor.clone(),
        checker: checker.actor.clone(),
        owner: owner.id.clone(),
    };
    let mut lessons = scene.oldest().await?;
    // What is walked through takes some weeks.
    let begun = today.saturating_sub(jiff::Span::new().days(DAYS_OF_A_WALK));
    lessons.retain(|line| line.row.recorded_on < begun);
    for (line, far) in lessons.iter().zip(FAR) {
        if let Err(NotDone::Refused(refusal)) = scene.walk((line, today), far).await {
            note(format!("A lesson of the demo stops where it is: {refusal}."));
        }
    }
    Ok(())
}

/// What was learned, which is what is done from then on.
fn learned(line: &LessonLine) -> &str {
    line.learned.as_deref().unwrap_or_default()
}

impl Scene<'_> {
    /// Lessons that nobody has taken on, the oldest first and each only once.
    async fn oldest(&self) -> Result<Vec<LessonLine>, Trouble> {
        let wanted = Wanted {
            stage: Some(LessonStage::Analyse),
            ..Wanted::default()
        };
        let council = &self.policy.council.id;
        let (mut all, mut before): (Vec<LessonLine>, Option<LessonId>) = (Vec::new(), None);
        loop {
            let page = self
                .casework
                .lessons(council, &self.checker, (&wanted, before.as_ref()))
                .await?;
            let Some(last) = page.last() else { break };
            before = Some(last.row.lesson_id.clone());
            all.extend(page);
        }
        all.sort_by_key(|line| line.row.recorded_on);
        let mut once: Vec<LessonLine> = Vec::new();
        for line in all {
            if once.iter().all(|known| known.learned != line.learned) {
                once.push(line);
            }
        }
        Ok(once)
    }

    async fn does(&self, actor: &Actor, id: &LessonId, command: Command) -> Result<(), NotDone> {
        self.casework
            .act_on_latest_lesson(&self.policy.council.id, actor, id, command)
            .await
    }

    fn set(&self, on: Date, hour: i64) {
        let at = day_starts_at(on).saturating_add(SignedDuration::from_hours(hour));
        self.clock.set(at.unwrap_or(Timestamp::MAX));
    }

    async fn walk(&self, (line, today): (&LessonLine, Date), far: Far) -> Result<(), NotDone> {
        let id = &line.row.lesson_id;
        let fresh = self.casework.fresh();
        // As far back as there is time, and never before it was recorded.
        let after = |days: i32| {
            let day = line.row.recorded_on.saturating_add(jiff::Span::new().days(days));
            day.min(today.saturating_sub(jiff::Span::new().days(1)))
        };
        self.set(after(2), 10);
        let analysis = Analysis {
            cause: RootCause::Handover,
            why: fresh.words("Whoever saw it first had nobody to tell, and nobody was asked to look."),
        };
        self.does(&self.manager, id, Command::Analyse(analysis)).await?;
        if far == Far::Analysed {
            return Ok(());
        }
        if far == Far::CouldNot {
            let rule = RuleOut {
                because: RuledOut::CouldNot,
                reason: fresh.words("It would cost more than the service has, and the law sets the charge."),
            };
            self.does(&self.manager, id, Command::RuleOut(rule)).await?;
        } else {
            let days = if far == Far::Planned { 200 } else { 20 };
            let due_on = if far == Far::Planned {
                today.saturating_add(jiff::Span::new().days(30))
            } else {
                after(days).max(after(3))
            };
            let plan = Plan {
                what: fresh.words(&format!("Write it into the handling steps: {}", learned(line))),
                owner: self.owner.clone(),
                due_on,
                measure: Some(Measure::RequestInTime),
                how_we_know: Some(fresh.words("Nobody has to tell us twice.")),
            };
            self.does(&self.manager, id, Command::Plan(plan)).await?;
            if matches!(far, Far::Planned | Far::Overdue) {
                return Ok(());
            }
            self.set(after(18), 15);
            let evidence = fresh
                .words("The steps say so now. The manager looked at a week of cases, and they were kept to.");
            self.does(&self.manager, id, Command::FinishAction { evidence })
                .await?;
        }
        self.told(line, (after(20), after(24)), far).await?;
        if far == Far::Worked {
            self.set(today.saturating_sub(jiff::Span::new().days(1)), 11);
            let evidence = fresh.words("Second calls about it fell from nine a month to two.");
            let worked = Worked::Yes;
            self.does(&self.manager, id, Command::AnswerWorked { worked, evidence })
                .await?;
        }
        Ok(())
    }

    async fn told(
        &self,
        line: &LessonLine,
        (written, public): (Date, Date),
        far: Far,
    ) -> Result<(), NotDone> {
        let id = &line.row.lesson_id;
        let fresh = self.casework.fresh();
        self.set(written, 11);
        let (you_said, we_did) = match far {
            Far::CouldNot => (
                "The charge should be lower for people who live alone.",
                "The law sets this charge for everybody. We tell people sooner which help they can ask for.",
            ),
            Far::Worked => ("We had to tell you more than once.", learned(line)),
            Far::Analysed | Far::Planned | Far::Overdue | Far::ToCheck | Far::Told => (
                "It went wrong, and nobody had said what to do when it does.",
                learned(line),
            ),
        };
        let texts = Texts {
            you_said: fresh.words(you_said),
            we_did: fresh.words(we_did),
        };
        self.does(&self.manager, id, Command::Write(texts)).await?;
        if far == Far::ToCheck {
            return Ok(());
        }
        self.set(public, 9);
        let council = &self.policy.council.id;
        let view = self.casework.open_lesson(council, &self.checker, id).await?;
        let why = (!view.found.is_empty()).then(|| fresh.words("These words are no names here."));
        self.casework
            .publish_lesson(council, &self.checker, (id, view.version), why)
            .await
    }
}
