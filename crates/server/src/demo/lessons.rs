//! Lessons of the demo: the cases' closing drew them, managers made one of those that say the same and took them on, each to its
//! stage; and some thanks became lessons, too.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use redress_casework::Casework;
use redress_casework::lesson::{LessonLine, LessonView, NotDone, Wanted};
use redress_casework::measure::Ask;
use redress_domain::calendar::london::day_starts_at;
use redress_domain::id::{LessonId, UserId};
use redress_domain::lesson::{
    Analysis, Command, DrawnFrom, LessonStage, NewLesson, Plan, RootCause, RuleOut, RuledOut, Texts, Went,
    Worked,
};
use redress_domain::measure::figure::Figure;
use redress_domain::measure::{Measure, Range};
use redress_domain::permission::Actor;
use redress_domain::policy::Policy;
use redress_domain::vocabulary::Role;

use crate::demo::chance::Staged;
use crate::demo::staff::Staff;
use crate::demo::texts::{LessonText, Situations};
use crate::progress::note;
use crate::trouble::Trouble;

/// How far the first lessons come, the oldest first: one each way. What could not be done says so itself.
const FAR: [Far; 7] = [
    Far::Worked,
    Far::Told,
    Far::ToCheck,
    Far::Overdue,
    Far::Planned,
    Far::Analysed,
    Far::Analysed,
];

/// And those after them, again and again: most were told of by now.
const THEN: [Far; 4] = [Far::Told, Far::Told, Far::Planned, Far::Told];

/// What went well, and whose it was: thanks that became lessons.
const WELL: [(&str, &str, &str); 3] = [
    (
        "waste",
        "A crew that knocks before it leaves a bin behind saves everybody a second round.",
        "The crew knocked, and waited while you brought the bin out.",
    ),
    (
        "streets",
        "Somebody who rings back with a day, even a late one, is thanked and not chased.",
        "You were told the day, and it was kept.",
    ),
    (
        "parks",
        "Asking the people who sit there where a bench should stand costs an hour.",
        "You were asked where the benches should stand.",
    ),
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
    situations: &Situations,
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
    let (mut lessons, again) = scene.oldest().await?;
    // What is walked through takes some weeks.
    let begun = today.saturating_sub(jiff::Span::new().days(DAYS_OF_A_WALK));
    lessons.retain(|line| line.row.recorded_on < begun);
    let mut ways = FAR.into_iter().chain(THEN.into_iter().cycle());
    for line in &lessons {
        let Some(text) = situations.lesson(learned(line)) else {
            continue;
        };
        let far = match text.could_not {
            Some(_) => Far::CouldNot,
            None => ways.next().unwrap_or(Far::Told),
        };
        if let Err(NotDone::Refused(refusal)) = scene.walk((line, text), far, today).await {
            note(format!("A lesson of the demo stops where it is: {refusal}."));
        }
    }
    scene.merge(&lessons, &again, today).await?;
    scene.thanks(today).await
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
    /// Lessons that nobody has taken on, the oldest first and each only once; and those that say the same as one before them.
    async fn oldest(&self) -> Result<(Vec<LessonLine>, Vec<LessonLine>), Trouble> {
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
        let (mut once, mut again): (Vec<LessonLine>, Vec<LessonLine>) = (Vec::new(), Vec::new());
        for line in all {
            if once.iter().all(|known| known.learned != line.learned) {
                once.push(line);
            } else {
                again.push(line);
            }
        }
        Ok((once, again))
    }

    /// What was learned again goes on together with the lesson that says it: yesterday the manager went through them. Those of the
    /// last days nobody has looked at yet.
    async fn merge(&self, lessons: &[LessonLine], again: &[LessonLine], today: Date) -> Result<(), Trouble> {
        let council = &self.policy.council.id;
        for line in again {
            let looked_at = line.row.recorded_on.saturating_add(jiff::Span::new().days(6));
            let into = lessons.iter().find(|known| known.learned == line.learned);
            let Some(into) = into.filter(|_| looked_at < today) else {
                continue;
            };
            self.set(today.saturating_sub(jiff::Span::new().days(1)), 16);
            let id = &line.row.lesson_id;
            let view = self.casework.open_lesson(council, &self.manager, id).await?;
            let merged = self
                .casework
                .merge_lessons(council, &self.manager, (id, view.version), &into.row.lesson_id)
                .await;
            match merged {
                Ok(()) | Err(NotDone::Moved) => {}
                Err(NotDone::Refused(refusal)) => {
                    note(format!("Two lessons of the demo stay two: {refusal}."));
                }
                Err(NotDone::Failed(failure)) => return Err(failure.into()),
            }
        }
        Ok(())
    }

    /// Thanks that became lessons, and are told as the others are.
    async fn thanks(&self, today: Date) -> Result<(), Trouble> {
        let council = &self.policy.council.id;
        let fresh = self.casework.fresh();
        for (number, (service, learned, you_said)) in (1..).zip(WELL) {
            let service = self
                .policy
                .services
                .iter()
                .find(|known| known.id.as_str() == service);
            let Some(service) = service else { continue };
            let day = |more: i32| {
                let ago = jiff::Span::new().days(40 * number - more);
                today.saturating_sub(ago)
            };
            self.set(day(0), 9);
            let new = NewLesson {
                from: DrawnFrom::Hand,
                went: Went::Well,
                services: [service.id.clone()].into(),
                cases: std::collections::BTreeSet::new(),
                learned: fresh.words(learned),
            };
            let why = Some(fresh.words("These words are no names here."));
            let id = self
                .casework
                .record_lesson(council, &self.manager, (new, why))
                .await;
            let told = match id {
                Ok(id) => self.celebrate(&id, (learned, you_said), day).await,
                Err(refused) => Err(refused),
            };
            if let Err(NotDone::Refused(refusal)) = told {
                note(format!(
                    "The demo tells of no thanks that were learned from: {refusal}."
                ));
            }
        }
        Ok(())
    }

    async fn celebrate(
        &self,
        id: &LessonId,
        (learned, you_said): (&str, &str),
        day: impl Fn(i32) -> Date,
    ) -> Result<(), NotDone> {
        let (council, fresh) = (&self.policy.council.id, self.casework.fresh());
        let analysis = Analysis {
            cause: RootCause::GoodPractice,
            why: fresh.words("Somebody did it without being asked to, and was thanked for it."),
        };
        self.does(&self.manager, id, Command::Analyse(analysis)).await?;
        let plan = Plan {
            what: fresh.words("Every team hears of it at its meeting, and does the same."),
            owner: self.owner.clone(),
            due_on: day(14),
            measure: Some(Measure::ComplimentsReceived),
            how_we_know: None,
        };
        self.does(&self.manager, id, Command::Plan(plan)).await?;
        self.set(day(12), 15);
        let evidence = fresh.words("Told at the meetings of all teams.");
        self.does(&self.manager, id, Command::FinishAction { evidence })
            .await?;
        self.set(day(15), 11);
        let texts = Texts {
            you_said: fresh.words(you_said),
            we_did: fresh.words(&format!("We told every team of it: {learned}")),
        };
        self.does(&self.manager, id, Command::Write(texts)).await?;
        self.set(day(18), 9);
        let view = self.casework.open_lesson(council, &self.checker, id).await?;
        let why = (!view.found.is_empty()).then(|| fresh.words("These words are no names here."));
        self.casework
            .publish_lesson(council, &self.checker, (id, view.version), why)
            .await
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

    async fn walk(
        &self,
        (line, text): (&LessonLine, &LessonText),
        far: Far,
        today: Date,
    ) -> Result<(), NotDone> {
        let id = &line.row.lesson_id;
        let fresh = self.casework.fresh();
        // As far back as there is time, and never before it was recorded.
        let after = |days: i32| {
            let day = line.row.recorded_on.saturating_add(jiff::Span::new().days(days));
            day.min(today.saturating_sub(jiff::Span::new().days(1)))
        };
        self.set(after(2), 10);
        let analysis = Analysis {
            cause: text.cause,
            why: fresh.words(&text.why),
        };
        self.does(&self.manager, id, Command::Analyse(analysis)).await?;
        if far == Far::Analysed {
            return Ok(());
        }
        if let Some(could_not) = &text.could_not {
            let rule = RuleOut {
                because: RuledOut::CouldNot,
                reason: fresh.words(could_not),
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
        self.told((line, text), (after(20), after(24)), far).await?;
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
        (line, text): (&LessonLine, &LessonText),
        (written, public): (Date, Date),
        far: Far,
    ) -> Result<(), NotDone> {
        let id = &line.row.lesson_id;
        let fresh = self.casework.fresh();
        self.set(written, 11);
        let we_did = text.could_not.as_deref().unwrap_or(learned(line));
        let texts = Texts {
            you_said: fresh.words(&text.you_said),
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
