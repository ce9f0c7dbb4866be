//! Surveys of the demo's last months, asked by the job and answered by some, and guidance that is partly read.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_casework::survey::{NotDone, address_of};
use redress_domain::calendar::london::day_starts_at;
use redress_domain::guidance::Work;
use redress_domain::id::{ActorId, CaseId, ThemeId};
use redress_domain::lesson::{DrawnFrom, NewLesson, Went};
use redress_domain::permission::Actor;
use redress_domain::policy::Policy;
use redress_domain::survey::{Answer, Command, QuestionKind};
use redress_domain::vocabulary::{Channel, Role};

use crate::demo::chance::{Dice, Staged};
use crate::demo::fill::Plan;
use crate::demo::staff::Staff;
use crate::progress::note;
use crate::trouble::Trouble;

/// How many weeks back the council began to ask.
const WEEKS: i64 = 48;

/// A demo of fewer cases is small, and asks of all of them, so that there is something to read. A larger one asks of some in each quarter, so
/// that no quarter of its year says that nobody was asked, and is made as fast.
const SMALL: usize = 500;

/// In which weeks a larger one asks: in the last of them each, and before in each of so many.
const ASKS_IN: (i64, i64) = (5, 6);

/// The last weeks, in which one survey is left for whoever looks at the demo.
const LAST_WEEKS: i64 = 3;

/// What people wrote who were content, with the theme that somebody gave it.
const CONTENT: [(&str, &str); 4] = [
    (
        "The person on the phone was kind and did what they said.",
        "thanks",
    ),
    ("Thank you for saying sorry and meaning it.", "thanks"),
    (
        "I do not agree with all of the decision, but I understand it now.",
        "manner",
    ),
    ("Everything was put right soon. Well done.", "thanks"),
];

/// The same of those who were not.
const NOT_CONTENT: [(&str, &str); 6] = [
    (
        "It took three calls before anybody wrote it down. After that it was quick.",
        "waiting",
    ),
    (
        "I heard nothing for two weeks and thought you had forgotten me.",
        "word",
    ),
    (
        "Your letter was long. I had to read it twice to find what you decided.",
        "manner",
    ),
    ("You promised me a day, and it went by without a word.", "promise"),
    ("Nobody told me that it was passed to another team.", "word"),
    ("Why does it take so long to look at a small thing?", "waiting"),
];

/// How content people are, from very to not at all: most are with how they were treated.
const MOODS: [(usize, u64); 5] = [(0, 22), (1, 36), (2, 17), (3, 15), (4, 10)];

/// What managers did about a low score.
const DONE: [&str; 3] = [
    "Rang them and said sorry. The new date is in the diary and they have my number.",
    "They did not want a call. Told the team to say when something is passed on.",
    "Rang them. They ask for stage 2, and I passed that on.",
];

/// Asks and answers; the clock is put back by whoever set it.
pub(crate) async fn tell(
    casework: &Casework,
    (clock, policy): (&Staged, &Policy),
    staff: &Staff,
    plan: Plan,
) -> Result<(), Trouble> {
    let (seed, today) = (plan.seed, plan.day);
    guidance(casework, (clock, policy), (staff, today)).await?;
    if policy.survey.is_none() {
        return Ok(());
    }
    let scene = Scene {
        casework,
        clock,
        policy,
    };
    let mut dice = Dice::new(seed ^ 0x7375_7276_6579_7331);
    let is_small = plan.cases < SMALL;
    let (last, each) = ASKS_IN;
    let mut answered: Vec<(CaseId, Date)> = Vec::new();
    let mut left: Option<CaseId> = None;
    for week in (0..WEEKS).rev() {
        if !is_small && week >= last && week % each != 0 {
            continue;
        }
        let on = today.saturating_sub((week * 7 + 1).days());
        scene.set(on, 9);
        loop {
            let some = casework
                .ask_surveys(&policy.council.id, &[Channel::Email])
                .await?;
            if some == 0 || !is_small {
                break;
            }
        }
        casework.remind_of_surveys(&policy.council.id).await?;
        let later = on.saturating_add(7.days());
        let waiting = casework
            .store()
            .surveys_to_remind(&policy.council.id, later, 1_000)
            .await
            .map_err(Failure::from)?;
        for case in waiting {
            if week < LAST_WEEKS && left.is_none() {
                left = Some(case);
                continue;
            }
            if left.as_ref() != Some(&case) && dice.happens(42) {
                let day = on.saturating_add(dice.between(0, 5).days()).min(today);
                scene.set(day, dice.between(8, 20));
                scene.answer((&case, answered.len()), &mut dice).await?;
                answered.push((case, day));
            }
        }
    }
    scene.seen_to(staff, (&answered, today), &mut dice).await?;
    match left {
        Some(case) => scene.leave(&case).await,
        None => Ok(()),
    }
}

struct Scene<'s> {
    casework: &'s Casework,
    clock: &'s Staged,
    policy: &'s Policy,
}

impl Scene<'_> {
    fn set(&self, on: Date, hour: i64) {
        let at = day_starts_at(on).saturating_add(SignedDuration::from_hours(hour));
        self.clock.set(at.unwrap_or(Timestamp::MAX));
    }

    async fn does(&self, actor: &Actor, case: &CaseId, commands: Vec<Command>) -> Result<(), Trouble> {
        let done = self
            .casework
            .act_on_survey(&self.policy.council.id, actor, case, commands);
        match done.await {
            Ok(()) | Err(NotDone::Refused(_)) => Ok(()),
            Err(NotDone::Failed(failure)) => Err(failure.into()),
        }
    }

    /// Most who answer are content with how they were treated, and fewer with the result.
    async fn answer(&self, (case, number): (&CaseId, usize), dice: &mut Dice) -> Result<(), Trouble> {
        let nobody = Actor {
            id: ActorId::Anonymous,
            roles: Vec::new(),
            services: Vec::new(),
        };
        let Some(rules) = &self.policy.survey else {
            return Ok(());
        };
        // However small the demo is, somebody was dissatisfied and said so.
        let mood = if number < 2 { 4 } else { dice.weighted(&MOODS, 1) };
        let mut commands = Vec::new();
        for question in &rules.questions {
            // One tap from the e-mail, and for some no more.
            if !commands.is_empty() && dice.happens(12) {
                break;
            }
            // Whoever is content with one thing mostly is with the next, and a little less with the result.
            let answers = question.kind.answers();
            let less = usize::from(dice.happens(if question.kind == QuestionKind::Outcome {
                35
            } else {
                15
            }));
            let place = (mood + less) * answers.len() / 5;
            let answer = answers
                .get(place.min(answers.len().saturating_sub(1)))
                .copied()
                .unwrap_or(Answer::Neither);
            commands.push(Command::Answer {
                question: question.id.clone(),
                answer,
            });
        }
        if number < 2 || dice.happens(38) {
            let said: &[(&str, &str)] = if mood < 2 { &CONTENT } else { &NOT_CONTENT };
            let words = dice.one(said).map(|(said, _)| *said);
            commands.push(Command::Say {
                words: words.map(|words| self.casework.fresh().words(words)),
                may_contact: Some(dice.happens(55)),
            });
        }
        self.does(&nobody, case, commands).await
    }

    /// Managers sorted what was written, saw to the older low scores, and drew a lesson.
    async fn seen_to(
        &self,
        staff: &Staff,
        (answered, today): (&[(CaseId, Date)], Date),
        dice: &mut Dice,
    ) -> Result<(), Trouble> {
        let managers = staff.with(Role::ComplaintsManager, None);
        let Some(manager) = managers.first() else {
            return Ok(());
        };
        let council = &self.policy.council.id;
        let mut lessons = 0;
        let mut lows: Vec<&CaseId> = Vec::new();
        for (case, _) in answered {
            let line = self
                .casework
                .survey_line(council, &manager.actor, &address_of(case))
                .await?;
            if line.row.waits {
                lows.push(case);
            }
        }
        // The last one waits for whoever looks at the demo.
        let last = lows.pop();
        for (case, on) in answered {
            let line = self
                .casework
                .survey_line(council, &manager.actor, &address_of(case))
                .await?;
            let old = *on < today.saturating_sub(14.days());
            self.set(on.saturating_add(3.days()).min(today), 10);
            let said = line.said.as_deref();
            let theme = CONTENT
                .iter()
                .chain(&NOT_CONTENT)
                .find(|(words, _)| Some(*words) == said);
            if let Some((_, theme)) = theme.filter(|_| old)
                && let Ok(theme) = ThemeId::parse(*theme)
            {
                let themes = [theme].into();
                self.does(&manager.actor, case, vec![Command::SetThemes { themes }])
                    .await?;
            }
            if line.row.waits
                && old
                && last != Some(case)
                && let Some(done) = dice.one(&DONE)
            {
                let what = self.casework.fresh().words(done);
                self.does(&manager.actor, case, vec![Command::FollowUp { what }])
                    .await?;
                if lessons == 0 && said.is_some() {
                    lessons += 1;
                    self.learn(&manager.actor, (case, &line.row.service)).await?;
                }
            }
        }
        Ok(())
    }

    /// Says where a survey waits that nobody has answered: its code is known to nobody else.
    async fn leave(&self, case: &CaseId) -> Result<(), Trouble> {
        let council = &self.policy.council.id;
        let messages = self.casework.store().messages_of_case(council, case).await;
        let messages = messages.map_err(Failure::from)?;
        let asks = messages.iter().find(|message| message.purpose.is_of_the_survey());
        if let Some(message) = asks
            && let Some(survey) = self.casework.for_survey(council, message).await?
        {
            note(format!(
                "A survey waits for an answer at /survey/{}.",
                survey.code
            ));
        }
        Ok(())
    }

    async fn learn(&self, manager: &Actor, (case, service): (&CaseId, &str)) -> Result<(), Trouble> {
        let services = self.policy.services.iter();
        let services = services.filter(|known| known.id.as_str() == service);
        let new = NewLesson {
            from: DrawnFrom::Survey,
            went: Went::Wrong,
            services: services.map(|service| service.id.clone()).collect(),
            cases: std::collections::BTreeSet::new(),
            learned: self
                .casework
                .fresh()
                .words("People do not hear that their case was passed to another team."),
        };
        let council = &self.policy.council.id;
        if let Ok(lesson) = self.casework.record_lesson(council, manager, (new, None)).await {
            self.does(manager, case, vec![Command::NoteLesson { lesson }])
                .await?;
        }
        Ok(())
    }
}

/// Everybody has their work since some weeks, and some have read what belongs to it.
async fn guidance(
    casework: &Casework,
    (clock, policy): (&Staged, &Policy),
    (staff, today): (&Staff, Date),
) -> Result<(), Trouble> {
    let council = &policy.council.id;
    let at = |on: Date| {
        let at = day_starts_at(on).saturating_add(SignedDuration::from_hours(11));
        at.unwrap_or(Timestamp::MAX)
    };
    let began = today.saturating_sub(27.days());
    clock.set(at(began));
    casework.note_work_of_guidance(council).await?;
    let roles = [
        Role::Officer,
        Role::Adviser,
        Role::ServiceManager,
        Role::Councillor,
    ];
    for (number, role) in roles.into_iter().enumerate() {
        for (place, colleague) in staff.with(role, None).into_iter().enumerate() {
            let work = Work::of(&colleague.actor.roles);
            let pages = work.iter().flat_map(|work| work.guides()).count();
            // The first of each has read all but two, the next fewer.
            let most = pages.saturating_sub(2 + place % 3);
            let guides = work.iter().flat_map(|work| work.guides()).take(most);
            for (day, guide) in guides.enumerate() {
                let days = i64::try_from(3 + number + day * 2).unwrap_or(3);
                clock.set(at(began.saturating_add(days.days()).min(today)));
                casework.read_guide(council, &colleague.actor, *guide).await?;
            }
        }
    }
    Ok(())
}
