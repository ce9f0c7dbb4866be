//! Three conduct files of the demo: an arrangement that is in force, a report that its reader has commented on, and
//! an incident that was reported last week.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use redress_casework::Casework;
use redress_casework::conduct::NotDone;
use redress_domain::calendar::Calendar;
use redress_domain::calendar::london::day_starts_at;
use redress_domain::conduct::{
    AnswerCheck, Check, CheckAnswer, Command, Decision, LetterPart, NewComment, NewIncident, Outcome,
    Proposal, Purpose, Reach, Sentences, Vote, Voted, decides_as, holds_post,
};
use redress_domain::id::{CaseId, ConductId, PersonId};
use redress_domain::language::Language;
use redress_domain::permission::Actor;
use redress_domain::policy::letters::{LetterPart as Part, Placeholder};
use redress_domain::policy::{ConductCategory, ContactOption, Policy};
use redress_domain::vocabulary::{Channel, Kind, Role};

use crate::demo::chance::Staged;
use crate::demo::staff::Staff;
use crate::progress::note;
use crate::trouble::Trouble;

/// Who acts in it.
struct Scene<'s> {
    casework: &'s Casework,
    clock: &'s Staged,
    policy: &'s Policy,
    keeper: Actor,
    witness: Actor,
    everybody: Vec<Actor>,
}

/// Tells the three stories, each on the days before `today`; the clock is put back by whoever set it.
pub(crate) async fn tell(
    casework: &Casework,
    (clock, policy): (&Staged, &Policy),
    (staff, today): (&Staff, Date),
) -> Result<(), Trouble> {
    let (Some(keeper), Some(witness)) = (
        staff.with(Role::ComplaintsManager, None).first().copied(),
        staff.with(Role::Adviser, None).first().copied(),
    ) else {
        return Ok(());
    };
    if policy.conduct.is_none() {
        return Ok(());
    }
    let scene = Scene {
        casework,
        clock,
        policy,
        keeper: keeper.actor.clone(),
        witness: witness.actor.clone(),
        everybody: staff.everybody().cloned().collect(),
    };
    let open = casework
        .open_cases(&policy.council.id, &keeper.actor, None)
        .await?;
    // Of those that are due last: the first ones tell other stories. Where few complain, others stand in.
    let complains = |line: &&redress_casework::lists::CaseLine| line.case.kind == Kind::Complaint;
    let last = || open.iter().rev();
    let lines = last()
        .filter(complains)
        .chain(last().filter(|line| !complains(line)));
    let mut people = lines.filter_map(|line| Some((line.case.customer.clone()?, line.case.case_id.clone())));
    let stories = (people.next(), people.next(), people.next());
    let (Some((first, _)), Some((second, matter)), Some((third, _))) = stories else {
        return Ok(());
    };
    if let Err(NotDone::Refused(refusal)) = scene.in_force(&first, today).await {
        note(format!(
            "The demo tells of no arrangement that is in force: {refusal}."
        ));
    }
    if let Err(NotDone::Refused(refusal)) = scene.commented((&second, &matter), today).await {
        note(format!(
            "The demo tells of no report that is commented on: {refusal}."
        ));
    }
    if let Err(NotDone::Refused(refusal)) = scene.reported(&third, (today, 6), CALLS).await {
        note(format!("The demo tells of no incident: {refusal}."));
    }
    Ok(())
}

fn moment(today: Date, days_ago: i32, hour: i64) -> Timestamp {
    let day = today.saturating_sub(jiff::Span::new().days(days_ago));
    day_starts_at(day)
        .saturating_add(SignedDuration::from_hours(hour))
        .unwrap_or(Timestamp::MAX)
}

/// A letter: what opens it, and its parts beneath their headings.
fn letter(say: &Sentences<'_>, opening: &str, parts: &[(LetterPart, String)]) -> String {
    let ombudsman = [(Placeholder::Ombudsman, say.ombudsman())];
    let ombudsman = ombudsman.each_ref().map(|(what, how)| (*what, how.as_str()));
    let at_the_end = [
        (
            LetterPart::Ombudsman,
            say.say_of(Part::ConductOmbudsman, &ombudsman),
        ),
        (
            LetterPart::Help,
            together(say, &[Part::ConductHelp, Part::ConductAdjustments]),
        ),
    ];
    let parts = parts
        .iter()
        .chain(&at_the_end)
        .map(|(part, text)| format!("\n\n## {}\n\n{text}", say.heading(*part)));
    std::iter::once(opening.to_owned()).chain(parts).collect()
}

/// Sentences as one paragraph.
fn together(say: &Sentences<'_>, parts: &[Part]) -> String {
    let said: Vec<String> = parts.iter().map(|part| say.say(*part)).collect();
    said.join(" ")
}

/// An arrangement of the demo lasts five months.
fn ends_after(on: Date) -> Date {
    on.saturating_add(jiff::Span::new().months(5))
}

/// And is looked at a month before, on a working day.
fn review_before(ends_on: Date, policy: &Policy) -> Date {
    let calendar = Calendar::for_policy(&policy.calendar);
    let day = ends_on.saturating_sub(jiff::Span::new().months(1));
    if calendar.is_working_day(day) {
        day
    } else {
        calendar.previous_working_day(day)
    }
}

const CALLS: &str = "They rang four times in an hour about the same matter. In the last call they shouted, and did not \
                     let me speak. I ended the call after I had said that I would.";

/// What they say of the report.
const SAID: &str = "I rang because nobody called me back when you said you would. I am sorry that I shouted.";

/// The answer, as the notice has it, too.
const ANSWER: &str = "You are right: one call back came a day late, and we said sorry for it. Thank you for what you say about \
                      the shouting. We answer each of your letters within 5 working days, so that you need not ring.";

/// What happened after the warning.
const AGAIN: &str =
    "Eleven calls in two days, to four services in turn, about the same matter. They shouted in two of them.";

impl Scene<'_> {
    /// Those who may decide about a person's contact: they hold the post, hear no appeal, dealt with no case of theirs, and
    /// take no part in the story.
    async fn deciders(&self, person: &PersonId) -> Result<Vec<Actor>, NotDone> {
        let dealt = self.casework.dealt_with(&self.policy.council.id, person).await?;
        let conduct = self.policy.conduct.as_ref();
        let parts = [&self.keeper.id, &self.witness.id];
        let decides = |actor: &&Actor| {
            !parts.contains(&&actor.id)
                && conduct.is_some_and(|conduct| {
                    decides_as(self.policy, actor, &conduct.decided_by)
                        && !holds_post(self.policy, actor, &conduct.appeal_to)
                })
                && actor.user().is_some_and(|user| !dealt.contains(user))
        };
        Ok(self.everybody.iter().filter(decides).take(3).cloned().collect())
    }

    /// Gives an order; whoever gives it posts its letter, if it has one.
    async fn does(&self, actor: &Actor, id: &ConductId, command: Command) -> Result<(), NotDone> {
        let is_letter = matches!(
            command,
            Command::Warn { .. } | Command::ShareReport { .. } | Command::SendNotice { .. }
        );
        let command = if is_letter {
            Command::Carry {
                order: Box::new(command),
                message: self.casework.fresh().message(),
                channel: Channel::Letter,
            }
        } else {
            command
        };
        self.casework
            .act_on_latest_conduct(&self.policy.council.id, actor, id, command)
            .await
    }

    async fn reported(
        &self,
        person: &PersonId,
        (today, ago): (Date, i32),
        facts: &str,
    ) -> Result<ConductId, NotDone> {
        self.clock.set(moment(today, ago, 15));
        let fresh = self.casework.fresh();
        let categories = self
            .policy
            .conduct
            .as_ref()
            .map(|conduct| conduct.categories.clone())
            .unwrap_or_default();
        let abuse = categories
            .iter()
            .find(|category| **category == ConductCategory::Abuse);
        let category = abuse.or(categories.first()).copied();
        let new = NewIncident {
            id: fresh.incident(),
            person: person.clone(),
            on: self.casework.today(),
            at: None,
            channel: Channel::Phone,
            categories: category.into_iter().collect(),
            was_danger: false,
            facts: fresh.words(facts),
            exact_words: Some(fresh.words("They called me useless, and a liar.")),
            witnesses: Some(fresh.words("A colleague at the next desk heard the last call.")),
        };
        self.casework
            .report_incident(&self.policy.council.id, &self.witness, new)
            .await
    }

    async fn warned(&self, id: &ConductId, (today, ago): (Date, i32)) -> Result<(), NotDone> {
        self.clock.set(moment(today, ago, 10));
        let fresh = self.casework.fresh();
        let reasons = [
            "The complaint was acknowledged in time, and each reply answered its points.",
            "One call back was promised and came a day late. We said sorry for it. Everything else was in time.",
            "Nothing in the calls was new: the date of the collection was known.",
            "They said that letters are easiest for them. Nothing else is known, and we asked.",
            "They know how to ask for a review, and have not.",
            "Only this service. It leads.",
            "We looked at whether a disability or distress explains the calls, and asked. Nothing we know of does.",
        ];
        for (check, reason) in Check::ALL.iter().zip(reasons) {
            let answer = AnswerCheck {
                check: *check,
                answer: CheckAnswer::Clear,
                reason: fresh.words(reason),
            };
            self.does(&self.keeper, id, Command::AnswerCheck(answer)).await?;
        }
        let words =
            fresh.words("We offered one person to speak to, and a call each Friday. They did not want it.");
        self.does(&self.keeper, id, Command::TryMilder { words }).await?;
        let must_change = "No shouting. One call a day about this matter.";
        let opening = "I am writing about your calls to us. You rang many times in one hour, and shouted at my colleague. She \
                       could not help you, or anybody else.\n\nWe go on dealing with your complaint.";
        let say = Sentences::new(self.policy, Language::English);
        let parts = [
            (LetterPart::MustChange, must_change.to_owned()),
            (LetterPart::CouldFollow, say.say(Part::ConductCouldFollow)),
            (LetterPart::Policy, say.behaviour_policy()),
        ];
        let warn = Command::Warn {
            letter: fresh.words(&letter(&say, opening, &parts)),
            must_change: fresh.words(must_change),
        };
        self.does(&self.keeper, id, warn).await
    }

    /// About one matter alone, or with a reason for the whole council.
    async fn proposed(
        &self,
        id: &ConductId,
        (today, ago): (Date, i32),
        matter: Option<&CaseId>,
    ) -> Result<(), NotDone> {
        self.clock.set(moment(today, ago, 11));
        let (fresh, on) = (self.casework.fresh(), self.casework.today());
        let ends_on = ends_after(on);
        let proposal = Proposal {
            purpose: Purpose::First,
            measures: vec![ContactOption::OneChannel],
            reach: if matter.is_some() { Reach::ThisMatter } else { Reach::WholeCouncil },
            service: None,
            cases: matter.cloned().into_iter().collect(),
            why_whole_council: matter
                .is_none()
                .then(|| fresh.words("The calls went to four services in turn, about the same matter.")),
            ends_on,
            review_on: review_before(ends_on, self.policy),
            open_channel: Channel::Letter,
            why_usable: fresh.words("They write to us now, and said that letters are easiest for them."),
            reasons: fresh.words("After the warning there were eleven calls in two days, and shouting in two of them."),
            equality: fresh.words("We asked about disability and language, and were told of neither. Letters suit them."),
            human_rights: fresh.words("Article 8: their letters are read and answered. It is the least that protects my colleagues."),
            why_nothing_milder: Some(fresh.words("One person to speak to and a weekly call were offered, and not wanted.")),
            expects: fresh.words("We will answer each letter within 5 working days."),
            asks: fresh.words("Please write to us, and do not ring."),
            in_practice: None,
        };
        self.does(&self.keeper, id, Command::Propose(proposal)).await?;
        let share = Command::ShareReport {
            report: fresh.words(
                "We are thinking of an arrangement about how you and the council stay in touch. Nothing is decided.\n\n\
                 We propose that you write to us, and do not ring. It would end by itself after five months, and we would \
                 look at it again a month before.\n\nPlease tell us what you think, in any way that suits you. We answer \
                 each point before anybody decides.",
            ),
            channel: Channel::Letter,
        };
        self.does(&self.keeper, id, share).await
    }

    async fn says(
        &self,
        person: &PersonId,
        id: &ConductId,
        (today, ago): (Date, i32),
    ) -> Result<Command, NotDone> {
        self.clock.set(moment(today, ago, 19));
        let fresh = self.casework.fresh();
        let comment = fresh.comment();
        let said = NewComment {
            id: comment.clone(),
            on: self.casework.today(),
            channel: Channel::Online,
            is_all: true,
            words: fresh.words(SAID),
        };
        self.does(&Actor::customer(Some(person.clone())), id, Command::Comment(said))
            .await?;
        let words = fresh.words(ANSWER);
        Ok(Command::AnswerComment { comment, words })
    }

    /// In force for five weeks, with everything that came before.
    async fn in_force(&self, person: &PersonId, today: Date) -> Result<(), NotDone> {
        let id = self.reported(person, (today, 90), CALLS).await?;
        self.warned(&id, (today, 86)).await?;
        self.reported(person, (today, 70), AGAIN).await?;
        self.proposed(&id, (today, 65), None).await?;
        let ends_on = ends_after(self.casework.today());
        let answer = self.says(person, &id, (today, 60)).await?;
        self.clock.set(moment(today, 58, 11));
        self.does(&self.keeper, &id, answer).await?;
        self.clock.set(moment(today, 40, 14));
        let fresh = self.casework.fresh();
        let is_panel = self
            .policy
            .conduct
            .as_ref()
            .is_some_and(|conduct| conduct.is_decided_by_panel);
        let deciders = self.deciders(person).await?;
        let voters = deciders.iter().filter(|_| is_panel);
        let decision = Decision {
            outcome: Outcome::Agreed,
            reasons: fresh.words("We read the report, the comments and the answers. Letters protect everybody, and suit the person."),
            has_read_the_comments: true,
            agreed_less: None,
            votes: voters.map(|by| Vote { by: by.clone(), voted: Voted::For }).collect(),
        };
        if let Some(chair) = deciders.first() {
            self.does(chair, &id, Command::Decide(decision)).await?;
        }
        self.clock.set(moment(today, 37, 10));
        let letter = fresh.words(&self.notice(ends_on));
        let notice = Command::SendNotice {
            letter,
            channel: Channel::Letter,
        };
        self.does(&self.keeper, &id, notice).await
    }

    /// The notice, with all that it has to say.
    fn notice(&self, ends_on: Date) -> String {
        let Some(conduct) = &self.policy.conduct else {
            return String::new();
        };
        let say = &Sentences::new(self.policy, Language::English);
        let of = |part, of: &[(Placeholder, &str)]| say.say_of(part, of);
        let (by, to) = (say.post(&conduct.decided_by), say.post(&conduct.appeal_to));
        let decided = format!(
            "{} {}\n\n- {}\n\n{}",
            of(Part::ConductWhoDecided, &[(Placeholder::Post, &by)]),
            say.say(Part::ConductCommented),
            say.measure(ContactOption::OneChannel, Channel::Letter),
            of(
                Part::ConductReach,
                &[(Placeholder::Reach, &say.reach(Reach::WholeCouncil, &[]))]
            ),
        );
        let (ends, review_by) = (
            say.long_date(ends_on),
            say.long_date(review_before(ends_on, self.policy)),
        );
        let long = format!(
            "{} {} {}",
            say.say(Part::ConductBegins),
            of(
                Part::ConductEnds,
                &[(Placeholder::Ends, &ends), (Placeholder::ReviewBy, &review_by)]
            ),
            say.say(Part::ConductBeforeThat),
        );
        let (time, within) = (
            say.time(conduct.appeal_within),
            say.time(conduct.appeal_decided_within),
        );
        let appeal = of(
            Part::ConductAppeal,
            &[
                (Placeholder::Time, &time),
                (Placeholder::Post, &to),
                (Placeholder::DecidedWithin, &within),
            ],
        );
        let answers = format!(
            "- {} {SAID}\n- {} {ANSWER}",
            say.say(Part::ConductYouSaid),
            say.say(Part::ConductOurAnswer)
        );
        let way = say.way(Channel::Letter);
        let reach = format!(
            "{} {}",
            of(Part::ConductOpenWay, &[(Placeholder::Way, &way)]),
            together(say, &[Part::ConductAlways, Part::ConductNewMatters]),
        );
        let parts = [
            (
                LetterPart::Why,
                "Letters protect everybody, and suit you.".to_owned(),
            ),
            (LetterPart::Decided, decided),
            (LetterPart::Answers, answers),
            (LetterPart::HowLong, long),
            (
                LetterPart::Expects,
                "We answer each letter within 5 working days.".to_owned(),
            ),
            (
                LetterPart::Asks,
                "Please write to us, and do not ring.".to_owned(),
            ),
            (LetterPart::OpenWay, reach),
            (LetterPart::Appeal, appeal),
        ];
        letter(say, &say.say(Part::ConductNoticeOpening), &parts)
    }

    /// With its reader, who has commented yesterday.
    async fn commented(&self, (person, matter): (&PersonId, &CaseId), today: Date) -> Result<(), NotDone> {
        let id = self.reported(person, (today, 30), CALLS).await?;
        self.warned(&id, (today, 26)).await?;
        self.reported(person, (today, 9), AGAIN).await?;
        self.proposed(&id, (today, 5), Some(matter)).await?;
        self.says(person, &id, (today, 1)).await.map(drop)
    }
}
