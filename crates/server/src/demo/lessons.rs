//! Lessons of the demo, one at each stage: the cases' closing drew them, and managers took some of them on.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use redress_casework::Casework;
use redress_casework::lesson::{LessonLine, LessonView, NotDone, Wanted};
use redress_casework::measure::Ask;
use redress_domain::calendar::london::day_starts_at;
use redress_domain::id::{LessonId, UserId};
use redress_domain::lesson::{
    Analysis, Command, LessonStage, Plan, RootCause, RuleOut, RuledOut, Texts, Worked,
};
use redress_domain::measure::figure::Figure;
use redress_domain::measure::{Measure, Range};
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

/// What came of an action, by how many of how many were in time before and since.
const fn worked((before, of_before): (i64, i64), (since, of_since): (i64, i64)) -> (Worked, &'static str) {
    if of_before == 0 || of_since == 0 {
        return (
            Worked::Partly,
            "Too few requests fell due to hold one time against the other. We look at it again.",
        );
    }
    if since * of_before > before * of_since {
        return (
            Worked::Yes,
            "A larger share of requests was finished in time since than before.",
        );
    }
    if since * of_before == before * of_since {
        return (
            Worked::Partly,
            "As large a share of requests was finished in time as before. We look at it again.",
        );
    }
    (
        Worked::No,
        "A smaller share of requests was finished in time since than before. We look at it again.",
    )
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
                reason: fresh
                    .words("Data protection law seldom lets us tell one person what was done about another."),
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
        let yesterday = today.saturating_sub(jiff::Span::new().days(1));
        if far == Far::Worked && self.is_asked_by(id, yesterday).await? {
            self.set(yesterday, 11);
            let (worked, evidence) = self.did_it_work((id, after(18)), today).await?;
            let evidence = fresh.words(evidence);
            self.does(&self.manager, id, Command::AnswerWorked { worked, evidence })
                .await?;
        }
        Ok(())
    }

    /// Whether "did it work?" is asked by a day. In a short demo nothing was done so long ago.
    async fn is_asked_by(&self, id: &LessonId, day: Date) -> Result<bool, NotDone> {
        let council = &self.policy.council.id;
        let view = self.casework.open_lesson(council, &self.manager, id).await?;
        Ok(view.lesson.due().is_some_and(|due| due.on <= day))
    }

    /// What the measure says: requests finished in time in as many days before the action was done as since. The number
    /// itself is not said: it may be a small one.
    async fn did_it_work(
        &self,
        (id, done_on): (&LessonId, Date),
        today: Date,
    ) -> Result<(Worked, &'static str), NotDone> {
        let council = &self.policy.council.id;
        let view = self.casework.open_lesson(council, &self.manager, id).await?;
        let to = today.saturating_sub(jiff::Span::new().days(1));
        let days = (to - done_on).get_days() + 1;
        let before = Range {
            from: done_on.saturating_sub(jiff::Span::new().days(days)),
            to: done_on.saturating_sub(jiff::Span::new().days(1)),
        };
        let since = Range { from: done_on, to };
        Ok(worked(
            self.in_time(&view, before).await?,
            self.in_time(&view, since).await?,
        ))
    }

    /// How many requests about the services of a lesson were finished in time, of how many.
    async fn in_time(&self, view: &LessonView, range: Range) -> Result<(i64, i64), NotDone> {
        let (mut in_time, mut all) = (0, 0);
        for service in &view.lesson.services {
            let ask = Ask::new(Measure::RequestInTime, range).of(Some(service.clone()));
            let figures = self.casework.figures(&self.policy.council.id, &ask).await?;
            if let Some(Figure::Share { part, of }) = figures.map(|figures| figures.whole) {
                (in_time, all) = (in_time + part, all + of);
            }
        }
        Ok((in_time, all))
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
                "You should hear what we did about the person that you told us of.",
                "Data protection law seldom lets us tell one person about another. We now say so at the start, and tell you what we can.",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whether_it_worked_follows_the_figures() {
        assert_eq!(worked((1, 2), (3, 4)).0, Worked::Yes);
        assert_eq!(worked((1, 2), (2, 4)).0, Worked::Partly);
        assert_eq!(worked((1, 2), (1, 4)).0, Worked::No);
        assert_eq!(worked((0, 0), (1, 4)).0, Worked::Partly);
    }
}
