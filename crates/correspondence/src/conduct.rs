//! Letters about how somebody gets in touch (domain, section 5): drafts, which whoever sends them makes their own.
//!
//! They say what happened, what follows and what can be done against it. Who decided is named by post; junior staff
//! are not named.

use jiff::civil::Date;
use redress_domain::policy::{Conduct, Policy};
use redress_domain::vocabulary::{Channel, Ombudsman};

use crate::letters::{dear, long_date};

/// What an arrangement asks, in words that the reader knows from the council's public page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// What is done, each as a sentence without its end: "calls have a set length".
    pub measures: Vec<String>,
    /// How far it reaches, in the middle of a sentence: "the whole council".
    pub reach: String,
    /// The way that stays open, in the middle of a sentence: "letter".
    pub open_way: String,
    /// Its last day.
    pub ends_on: Date,
    /// When it is looked at again.
    pub review_on: Date,
}

fn bullets(lines: &[String]) -> String {
    lines
        .iter()
        .fold(String::new(), |text, line| text + "- " + line + "\n")
}

fn post(policy: &Policy, id: &redress_domain::id::PostId) -> String {
    policy
        .post(id)
        .map_or_else(|| id.to_string(), |post| post.name.clone())
}

const ALWAYS: &str = "You can always report a new problem, ask for a service and call in an emergency. You can use your rights \
                      to information. You can speak to your councillor or the Ombudsman.";

/// How to go to the Ombudsman, whose guide this way follows.
fn ombudsman() -> String {
    format!(
        "You can also complain about how we decided this: to us, and then to the Ombudsman. {}",
        Ombudsman::Lgsco.how_to_reach()
    )
}

const HELP: &str = "If you need this in another way, such as large print or read to you, or want somebody to help you, please \
                    tell us.";

/// The warning (domain 5.4): what happened, why it is a problem, what must change, what could follow, and what help
/// there is.
pub fn warning(name: &str, happened_on: Date, must_change: &str) -> String {
    let must_change = if must_change.trim().is_empty() {
        "((what has to change))"
    } else {
        must_change.trim()
    };
    format!(
        "{}I am writing about what happened on {}.\n\n((What happened, as facts, and what it did to others.))\n\n## What \
         needs to change\n\n{must_change}\n\n## What we do\n\nWe go on dealing with your matter. {ALWAYS}\n\n## What could \
         follow\n\nIf it happens again, we may propose how we stay in touch from then on. You would see our report \
         first and could comment on it, before anybody decides. Our policy about this is on our website. I can send it to \
         you.\n\n## Help\n\n{HELP}\n",
        dear(name),
        long_date(happened_on)
    )
}

/// The interim safety measure (domain 5.4).
pub fn interim(name: &str, conduct: &Conduct) -> String {
    format!(
        "{}Somebody was put in danger. Until we have looked at it, we ask you to stay in touch in one way \
         only.\n\n((What is asked, which way stays open, and until which day.))\n\nThis ends by itself, after {} at the most. \
         It is no decision about you. {ALWAYS}\n\n{HELP}\n",
        dear(name),
        conduct.interim_longest
    )
}

/// The report as the person reads it, before anybody decides (paper 004, 7.1).
pub fn report(
    policy: &Policy,
    conduct: &Conduct,
    name: &str,
    (terms, reasons, expects): (&Terms, &str, &str),
) -> String {
    format!(
        "{}We are thinking of an arrangement about how you and the council stay in touch. Nothing is decided. This is \
         our report. Please tell us what you think of it.\n\n## What we propose\n\n{}\nIt would be about {}. It would end by \
         itself after {}, and we would look at it again by {}. You could always reach us by {}.\n\n## Why\n\n{}\n\n## What we \
         would do, and what we would ask of you\n\n{}\n\n## Your say\n\nYou have {} to comment, in any way that suits you. If you \
         need more time, ask us. We answer each point, and change the report where you are right. Once your comments are answered, or the time has passed, the {} decides. \
         Nobody decides who took part before.\n\n{ALWAYS}\n\n{HELP}\n",
        dear(name),
        bullets(&terms.measures),
        terms.reach,
        long_date(terms.ends_on),
        long_date(terms.review_on),
        terms.open_way,
        reasons.trim(),
        expects.trim(),
        conduct.comments_within,
        post(policy, &conduct.decided_by)
    )
}

/// The notice (domain 5.8): why, what we do, what we ask, how long, the review, what is new, the appeal and the
/// Ombudsman.
pub fn notice(
    policy: &Policy,
    conduct: &Conduct,
    name: &str,
    (terms, reasons, expects): (&Terms, &str, &str),
) -> String {
    format!(
        "{}The {} has decided how you and the council stay in touch. We sent you the report, and they read what you said \
         and our answers.\n\n## Why\n\n{}\n\n## What is decided\n\n{}\nIt is about {}. It begins with this letter. It ends by \
         itself after {}. We look at it again by {}, and you can comment before that, too.\n\n## What we will do, and what \
         we ask of you\n\n{}\n\n## How to reach us\n\nBy {}. We read everything that you send. {ALWAYS} Each new matter is dealt \
         with like anybody’s.\n\n## If you do not agree\n\nYou can appeal within {}. Write to us, or use the page of your case. \
         The {} decides within {}, and took no part before. {}\n\n{HELP}\n",
        dear(name),
        post(policy, &conduct.decided_by),
        reasons.trim(),
        bullets(&terms.measures),
        terms.reach,
        long_date(terms.ends_on),
        long_date(terms.review_on),
        expects.trim(),
        terms.open_way,
        conduct.appeal_within,
        post(policy, &conduct.appeal_to),
        conduct.appeal_decided_within,
        ombudsman()
    )
}

/// The letter when it was not agreed; with the last day of the arrangement that a report would have had go on.
pub fn not_agreed(
    policy: &Policy,
    conduct: &Conduct,
    name: &str,
    (reasons, until): (&str, Option<Date>),
) -> String {
    let (what, then) = match until {
        Some(until) => (
            format!(
                "The arrangement does not go on: it ends by itself after {}.",
                long_date(until)
            ),
            "After that day you can reach us in every way, as anybody can.",
        ),
        None => (
            "There will be no such arrangement.".to_owned(),
            "You can reach us in every way, as anybody can.",
        ),
    };
    format!(
        "{}We sent you a report about how you and the council stay in touch. The {} has read it, and what you said. \
         {what}\n\n## Why\n\n{}\n\n{then}\n\n{HELP}\n",
        dear(name),
        post(policy, &conduct.decided_by),
        reasons.trim()
    )
}

/// The letter that an arrangement has ended before its day.
pub fn lifted(name: &str) -> String {
    format!(
        "{}The arrangement about how you and the council stay in touch ends today. You can reach us in every way, as \
         anybody can.\n\n((Why it ends.))\n\n{HELP}\n",
        dear(name)
    )
}

/// The answer to what came by a way that is closed for now (domain 5.9): it is taken and read, and this is the way that
/// is open. `open` is the channel's word in the record.
pub(crate) fn outside(name: &str, open: &str) -> String {
    let way = Channel::parse(open).map_or("the way that our last letter names", open_way);
    format!(
        "{}You got in touch with us in another way than the one in our letter. We have taken down what you told us, and \
         somebody reads it. Please use this way from now on: {way}.\n\n{ALWAYS} We deal with each new matter of yours \
         as we do for anybody.\n\nWe send this once a week at most, however often you are in touch.\n\n{HELP}\n\n",
        dear(name)
    )
}

/// A way to reach the council, in the middle of a sentence.
const fn open_way(channel: Channel) -> &'static str {
    match channel {
        Channel::Online => "the page of your case",
        Channel::Email => "email",
        Channel::Phone => "telephone",
        Channel::Letter => "letter",
        Channel::InPerson => "a meeting in person",
        Channel::WebChat => "web chat",
        Channel::SocialMedia => "social media",
        Channel::Text => "text message",
        Channel::Councillor => "your councillor",
        Channel::Api | Channel::Import => "our website",
    }
}

/// The answer to an appeal.
pub fn appeal(policy: &Policy, conduct: &Conduct, name: &str) -> String {
    format!(
        "{}You appealed against our decision on how you and the council stay in touch. The {}, who took no part before, has \
         looked at it.\n\n## What was decided\n\n((Whether the arrangement ends today or stays.))\n\n## Why\n\n((The reasons, and an \
         answer to each of their points.))\n\n{}\n\n{HELP}\n",
        dear(name),
        post(policy, &conduct.appeal_to),
        ombudsman()
    )
}

#[cfg(test)]
mod tests {
    //! What the letters must say.

    use redress_domain::policy::Policy;

    use super::*;

    fn policy() -> Policy {
        Policy::parse(include_str!("../../../policies/demo.toml")).unwrap()
    }

    fn terms() -> Terms {
        Terms {
            measures: vec!["we use one way to stay in touch, such as letters".into()],
            reach: "the waste service".into(),
            open_way: "letter".into(),
            ends_on: "2027-05-28".parse().unwrap(),
            review_on: "2027-04-30".parse().unwrap(),
        }
    }

    // Domain 5.8: why, what we will do, what we expect, how long, review date, something new, appeal, Ombudsman.
    #[test]
    fn a_notice_says_all_that_it_must() {
        let policy = policy();
        let conduct = policy.conduct.as_ref().unwrap();
        let said = notice(
            &policy,
            conduct,
            "Nadia Example",
            (&terms(), "It went on.", "We answer each letter."),
        );
        for part in [
            "Dear Nadia Example",
            "It went on.",
            "we use one way to stay in touch",
            "We answer each letter.",
            "ends by itself after Friday 28 May 2027",
            "look at it again by Friday 30 April 2027",
            "a new problem",
            "appeal within 20 working days",
            "Chief Executive",
            "Ombudsman",
            "Executive Team",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
    }

    // Domain 5.9: the answer always names the open way.
    #[test]
    fn the_answer_to_a_closed_way_names_the_open_one() {
        for channel in Channel::ALL {
            let said = outside("Nadia Example", channel.as_str());
            assert!(
                said.contains(&format!("from now on: {}.", open_way(*channel))),
                "{said}"
            );
            assert!(
                said.contains("somebody reads it") && said.contains("a new problem"),
                "{said}"
            );
        }
    }

    // Paper 004, 7.1: shared before anybody decides, with ten working days at least.
    #[test]
    fn a_report_says_that_nothing_is_decided_and_how_long_they_have() {
        let policy = policy();
        let conduct = policy.conduct.as_ref().unwrap();
        let said = report(
            &policy,
            conduct,
            "Nadia Example",
            (&terms(), "It went on.", "We answer."),
        );
        for part in [
            "Nothing is decided",
            "10 working days to comment",
            "We answer each point",
            "by letter",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
    }
}
