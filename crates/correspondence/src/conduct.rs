//! Letters about how somebody gets in touch (domain, section 5).
//!
//! Whoever sends one makes its own what opens it; the program puts in the parts from the record, which nobody can leave
//! out. They say what happened, what follows and what can be done against it. Who decided is named by post; junior staff
//! are not named.

use jiff::civil::Date;
use redress_domain::conduct::parts::{ENDS_TODAY, GOES_ON, NO_LONGER_PROPOSED, open_way};
use redress_domain::conduct::{AppealOutcome, LetterPart};
use redress_domain::id::PostId;
use redress_domain::policy::{Conduct, Policy};
use redress_domain::vocabulary::{Channel, Ombudsman};

use crate::letters::long_date;

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
    /// Who answers, when, or for how long.
    pub in_practice: Option<String>,
}

/// What the council does while an arrangement lasts, and what it asks (paper 004, 7.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Both {
    /// What we will do.
    pub expects: String,
    /// What we ask of them; nothing in an older record, where it stands in what we will do.
    pub asks: Option<String>,
}

/// All the reasons that a file has for what a report proposes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reasons {
    /// Why it is proposed.
    pub why: String,
    /// What it rests on: each incident with its day, as facts.
    pub happened: Vec<String>,
    /// Why the whole council.
    pub whole_council: Option<String>,
    /// Why they can use the way that stays open.
    pub usable: String,
    /// What was asked before anybody was warned: each question, and what it came to with its reason.
    pub checks: Vec<(String, String)>,
    /// What milder was tried.
    pub milder: Vec<String>,
    /// Why nothing milder protects.
    pub nothing_milder: Option<String>,
    /// What was considered of equality.
    pub equality: String,
    /// What was considered of human rights.
    pub human_rights: String,
}

fn dear(name: &str) -> String {
    let name = if name.trim().is_empty() {
        "Customer"
    } else {
        name.trim()
    };
    format!("Dear {name}\n\n")
}

fn bullets(lines: &[String]) -> String {
    lines
        .iter()
        .fold(String::new(), |text, line| text + "- " + line + "\n")
}

/// What is done, beneath the words that begin each line's sentence.
fn listed(begins: &str, lines: &[String]) -> String {
    format!("{begins}\n\n{}", bullets(lines))
}

/// The measures, and who answers, when, or for how long.
fn with_practice(terms: &Terms) -> String {
    let listed = listed("While it lasts:", &terms.measures);
    match &terms.in_practice {
        Some(said) => format!("{listed}\n{}\n", said.trim()),
        None => listed,
    }
}

fn post(policy: &Policy, id: &PostId) -> String {
    policy
        .post(id)
        .map_or_else(|| id.to_string(), |post| post.name.clone())
}

const ALWAYS: &str = "You can always report a new problem, ask for a service and call in an emergency. You can use your rights \
                      to information. You can speak to your councillor or the Ombudsman.";

const HELP: &str = "If you need this in another way, such as large print or read to you, or want somebody to help you, please \
                    tell us.";

fn part(part: LetterPart, text: &str) -> String {
    format!("## {}\n\n{}\n\n", part.heading(), text.trim())
}

/// How to go to the Ombudsman, whose guide this way follows.
fn ombudsman() -> String {
    let text = format!(
        "You can also complain about how we did this: to us, and then to the Ombudsman. {}",
        Ombudsman::Lgsco.how_to_reach()
    );
    part(LetterPart::Ombudsman, &text)
}

fn help() -> String {
    let text =
        format!("{HELP} We keep to every adjustment that is agreed with you, and you can ask for one.");
    part(LetterPart::Help, &text)
}

fn how_to_reach_us(way: &str) -> String {
    let text = format!(
        "By {way}. We read everything that you send. {ALWAYS} Each new matter is dealt with like anybody’s."
    );
    part(LetterPart::OpenWay, &text)
}

/// The parts of a letter as one text, after what opens it.
pub fn whole(opening: &str, parts: &str) -> String {
    format!("{}\n\n{}\n", opening.trim(), parts.trim())
}

/// What opens a warning (domain 5.4): what happened, and why it is a problem.
pub fn warning(name: &str, happened_on: Date) -> String {
    format!(
        "{}I am writing about what happened on {}.\n\n((What happened, as facts, and what it did to others.))\n\nWe go on \
         dealing with your matter. {ALWAYS}\n",
        dear(name),
        long_date(happened_on)
    )
}

/// What every warning says: what must change, what could follow by which policy, and help.
pub fn warning_parts(must_change: &str) -> String {
    let follows = "If it happens again, we may propose how we stay in touch from then on. You would see our report first \
                   and could comment on it, before anybody decides. Our policy about this is on our website. I can send it \
                   to you.";
    part(LetterPart::MustChange, must_change)
        + &part(LetterPart::CouldFollow, follows)
        + &ombudsman()
        + &help()
}

/// What opens the letter of an interim safety measure (domain 5.4).
pub fn interim(name: &str) -> String {
    format!(
        "{}Somebody was put in danger. Until we have looked at it, we ask you to keep to what stands \
         below.\n\n((What happened, as facts.))\n\nThis keeps people safe. We have decided nothing else about you.\n",
        dear(name)
    )
}

/// What every such letter says: what is asked, until which day, and which way stays open.
pub fn interim_parts((measures, way): (&[String], &str), (from, ends_on): (Date, Date)) -> String {
    let long = format!("It begins on {}. It ends by itself after {}.", long_date(from), long_date(ends_on));
    part(LetterPart::Asked, &listed("Until then:", measures))
        + &part(LetterPart::HowLong, &long)
        + &how_to_reach_us(way)
        + &ombudsman()
        + &help()
}

/// What opens the report as the person reads it, before anybody decides (paper 004, 7.1); with the last day of the
/// arrangement that it would have go on.
pub fn report(name: &str, goes_on_after: Option<Date>) -> String {
    if let Some(until) = goes_on_after {
        return format!(
            "{}The arrangement about how you and the council stay in touch ends after {}. We are thinking of letting it go on \
             after that day. Nothing is decided. This is our report. Please tell us what you think of it.\n",
            dear(name),
            long_date(until)
        );
    }
    format!(
        "{}We are thinking of an arrangement about how you and the council stay in touch. Nothing is decided. This is \
         our report. Please tell us what you think of it.\n",
        dear(name)
    )
}

/// The report: what is proposed, with all the reasons that the file has, and their say.
pub fn report_parts(
    policy: &Policy,
    (conduct, decides): (&Conduct, &PostId),
    (terms, both): (&Terms, &Both),
    reasons: &Reasons,
) -> String {
    let mut text = format!(
        "## What we propose\n\n{}\nIt would be about {}. It would end by itself after {}, and we would look at it again \
         by {}. You could always reach us by {}.\n\n## Why\n\n{}\n\n",
        with_practice(terms),
        terms.reach,
        long_date(terms.ends_on),
        long_date(terms.review_on),
        terms.open_way,
        reasons.why.trim(),
    );
    let mut add = |heading: &str, said: &str| {
        if !said.trim().is_empty() {
            text.push_str(&format!("## {heading}\n\n{}\n\n", said.trim()));
        }
    };
    // Domain 5.5: the evidence, too.
    add("What happened", &bullets(&reasons.happened));
    add(
        "Why the whole council",
        reasons.whole_council.as_deref().unwrap_or_default(),
    );
    add("Why this way is one that you can use", &reasons.usable);
    let checks = reasons
        .checks
        .iter()
        .map(|(asked, said)| format!("- {asked} {said}\n"));
    add("What we asked ourselves first", &checks.collect::<String>());
    add("What we tried", &bullets(&reasons.milder));
    add(
        "Why nothing milder protects",
        reasons.nothing_milder.as_deref().unwrap_or_default(),
    );
    add("Equality", &reasons.equality);
    add("Human rights", &reasons.human_rights);
    add("What we would do", &both.expects);
    add("What we would ask you to do", both.asks.as_deref().unwrap_or_default());
    let say = format!(
        "You have {} to comment, in any way that suits you. They count from the day of this letter. If you need more time, ask us. We answer each point, and change \
         the report where you are right. Once your comments are answered, or the time has passed, the {} decides. Nobody \
         decides who took part before.\n\n{ALWAYS}",
        conduct.comments_within,
        post(policy, decides)
    );
    add("Your say", &say);
    text + &help()
}

/// What the deciding post had before it: that they read comments is said only where comments came.
fn had_before_it(was_commented: bool) -> &'static str {
    if was_commented {
        "We sent you the report, and they read what you said and our answers."
    } else {
        "We sent you the report, and had no comments from you in the time for them."
    }
}

/// What opens the notice (domain 5.8).
pub fn notice(name: &str) -> String {
    format!(
        "{}We have decided how you and the council stay in touch.\n",
        dear(name)
    )
}

/// By which post it was really decided, and what that post had before it.
fn who_decided(policy: &Policy, (decided, was_commented): (&PostId, bool)) -> String {
    format!(
        "The {} decided this. {}",
        post(policy, decided),
        had_before_it(was_commented)
    )
}

/// What every notice says: why, what we do, what we ask, how long, the review, what is new, the appeal and the
/// Ombudsman.
pub fn notice_parts(
    policy: &Policy,
    (conduct, decided): (&Conduct, (&PostId, bool)),
    (terms, reasons, both): (&Terms, &str, &Both),
) -> String {
    let decided = format!(
        "{}\n\n{}\nIt is about {}.",
        who_decided(policy, decided),
        with_practice(terms),
        terms.reach
    );
    let long = format!(
        "It begins with this letter. It ends by itself after {}. We look at it again by {}. You can tell us what you \
         think before that, on the page of your case or as you reach us now.",
        long_date(terms.ends_on),
        long_date(terms.review_on)
    );
    let appeal = format!(
        "You can appeal within {} of the day of this letter. Write to us, or use the page of your case. The {} decides within {}, and took no part \
         before.",
        conduct.appeal_within,
        post(policy, &conduct.appeal_to),
        conduct.appeal_decided_within
    );
    part(LetterPart::Why, reasons)
        + &part(LetterPart::Decided, &decided)
        + &part(LetterPart::HowLong, &long)
        + &part(LetterPart::Expects, &both.expects)
        + &part(LetterPart::Asks, both.asks.as_deref().unwrap_or("It stands above."))
        + &how_to_reach_us(&terms.open_way)
        + &part(LetterPart::Appeal, &appeal)
        + &ombudsman()
        + &help()
}

/// What opens the letter when it was not agreed.
pub fn not_agreed(name: &str) -> String {
    format!(
        "{}We sent you a report about how you and the council stay in touch.\n",
        dear(name)
    )
}

/// What every such letter says; with the last day of the arrangement that a report would have had go on.
pub fn not_agreed_parts(
    policy: &Policy,
    decided: (&PostId, bool),
    (reasons, until): (&str, Option<Date>),
) -> String {
    let what = match until {
        Some(until) => format!(
            "The arrangement does not go on: it ends by itself after {}. After that day you can reach us in every way, as \
             anybody can.",
            long_date(until)
        ),
        None => {
            "There will be no such arrangement. You can reach us in every way, as anybody can.".to_owned()
        }
    };
    let decided = format!("{}\n\n{what}", who_decided(policy, decided));
    part(LetterPart::Decided, &decided) + &part(LetterPart::Why, reasons) + &ombudsman() + &help()
}

/// What opens the letter that an arrangement is kinder from today.
pub fn eased(name: &str) -> String {
    format!(
        "{}We have looked again at how you and the council stay in touch. From today we ask less of you.\n\n((Why it \
         changes.))\n",
        dear(name)
    )
}

/// What every such letter says.
pub fn eased_parts((measures, way): (&[String], &str), (ends_on, review_on): (Date, Date)) -> String {
    let long = format!(
        "It ends by itself after {}. We look at it again by {}.",
        long_date(ends_on),
        long_date(review_on)
    );
    part(LetterPart::Decided, &listed("From today:", measures))
        + &part(LetterPart::HowLong, &long)
        + &how_to_reach_us(way)
        + &ombudsman()
        + &help()
}

/// What opens the letter that an arrangement has ended before its day.
pub fn lifted(name: &str) -> String {
    format!(
        "{}We have looked again at how you and the council stay in touch.\n",
        dear(name)
    )
}

/// What every such letter says: that it ends today, why, and how to reach the council from now on.
pub fn lifted_parts(reason: &str) -> String {
    let decided = format!("The arrangement {ENDS_TODAY}. Nothing of it holds any longer.");
    part(LetterPart::Decided, &decided)
        + &part(LetterPart::Why, reason)
        + &in_every_way()
        + &ombudsman()
        + &help()
}

/// How to reach the council where nothing limits it.
fn in_every_way() -> String {
    part(
        LetterPart::OpenWay,
        "You can reach us in every way, as anybody can.",
    )
}

/// What counts from the day on which a letter leaves, as days: each with its word in the record, and its date.
pub(crate) fn days_that_count(told: &[(String, String)]) -> String {
    let lines = told.iter().filter_map(|(what, on)| {
        let day = long_date(on.parse().ok()?);
        Some(match what.as_str() {
            "begins" => format!("It begins on {day}."),
            "comments" => format!("You can comment until {day}."),
            "appeal" => format!("You can appeal until {day}."),
            _ => return None,
        })
    });
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        return String::new();
    }
    format!("## The days that count\n\n{}\n", bullets(&lines))
}

/// The answer to what came by a way that is closed for now (domain 5.9): it is taken and read, and this is the way that
/// is open. `open` is the channel's word in the record, with a second word where our buildings alone are closed.
pub(crate) fn outside(name: &str, open: &str) -> String {
    let (open, is_visit) = match open.split_once(' ') {
        Some((open, _)) => (open, true),
        None => (open, false),
    };
    let way = Channel::parse(open).map_or("the way that our last letter names", open_way);
    let asks = if is_visit {
        format!(
            "You came to one of our buildings without an appointment. We have taken down what you told us, and somebody \
             reads it. Please make an appointment before you come. You can ask for one by {way}."
        )
    } else {
        format!(
            "You got in touch with us in another way than the one in our letter. We have taken down what you told us, and \
             somebody reads it. Please use this way from now on: {way}."
        )
    };
    format!(
        "{}{asks}\n\n{ALWAYS} We deal with each new matter of yours \
         as we do for anybody.\n\nWe send this once a week at most, however often you are in touch.\n\n{HELP}\n\n",
        dear(name)
    )
}

/// What opens the letter that an arrangement was looked at again.
pub fn reviewed(name: &str) -> String {
    format!(
        "{}We have looked again at how you and the council stay in touch.\n",
        dear(name)
    )
}

/// What every such letter says, where it goes on (domain 5.10).
pub fn reviewed_parts(reason: &str, (ends_on, next_on): (Date, Date)) -> String {
    let decided = format!("What was agreed stays as it is, and {GOES_ON}.");
    let long = format!(
        "It ends by itself after {}. We look at it again by {}. You can tell us what you think before that, on the page of \
         your case or as you reach us now.",
        long_date(ends_on),
        long_date(next_on)
    );
    part(LetterPart::Decided, &decided)
        + &part(LetterPart::Why, reason)
        + &part(LetterPart::HowLong, &long)
        + &ombudsman()
        + &help()
}

/// What opens the letter that nothing is proposed any longer.
pub fn withdrawn(name: &str) -> String {
    format!(
        "{}We sent you a report about how you and the council stay in touch.\n",
        dear(name)
    )
}

/// What every such letter says.
pub fn withdrawn_parts(reason: &str) -> String {
    let decided = format!("We {NO_LONGER_PROPOSED} what that report says. Nothing of it comes about.");
    part(LetterPart::Decided, &decided) + &part(LetterPart::Why, reason) + &ombudsman() + &help()
}

/// What opens the answer to an appeal.
pub fn appeal(name: &str) -> String {
    format!(
        "{}You appealed against our decision on how you and the council stay in touch.\n",
        dear(name)
    )
}

/// What every such answer says: which post decided and what follows, why, and who else can be asked (domain 5.10).
pub fn appeal_parts(
    policy: &Policy,
    hears: &PostId,
    (outcome, reasons, until): (AppealOutcome, &str, Option<Date>),
) -> String {
    let hears = post(policy, hears);
    let follows = match (outcome, until) {
        (AppealOutcome::Upheld, _) => {
            format!(
                "Your appeal is upheld: the arrangement {ENDS_TODAY}. You can reach us in every way, as anybody can."
            )
        }
        (AppealOutcome::NotUpheld, Some(until)) => format!(
            "The arrangement stays as it is. It ends by itself after {}, if nothing else is decided before.",
            long_date(until)
        ),
        (AppealOutcome::NotUpheld, None) => "What was decided stays as it is.".to_owned(),
    };
    let decided = format!("The {hears} decided this, and took no part before. {follows}");
    part(LetterPart::Decided, &decided) + &part(LetterPart::Why, reasons) + &ombudsman() + &help()
}

#[cfg(test)]
mod tests {
    //! What the letters must say.

    use redress_domain::conduct::{Easing, Outcome, Purpose, Reach, parts, state};
    use redress_domain::id::WordsId;
    use redress_domain::policy::{ContactOption, Policy};
    use redress_domain::words::Words;

    use super::*;

    const POLICIES: [(&str, &str); 6] = [
        ("demo", include_str!("../../../policies/demo.toml")),
        ("worcester", include_str!("../../../policies/worcester.toml")),
        (
            "east-cambridgeshire",
            include_str!("../../../policies/east-cambridgeshire.toml"),
        ),
        ("bromsgrove", include_str!("../../../policies/bromsgrove.toml")),
        ("hart", include_str!("../../../policies/hart.toml")),
        ("lancaster", include_str!("../../../policies/lancaster.toml")),
    ];

    fn id() -> WordsId {
        WordsId::parse("01890a5d-ac96-774b-bcce-b302099a8057").unwrap()
    }

    /// The same terms as the record has them.
    fn record() -> state::Terms {
        state::Terms {
            measures: vec![ContactOption::OneChannel],
            reach: Reach::ThisService,
            service: None,
            cases: Vec::new(),
            ends_on: terms().ends_on,
            review_on: terms().review_on,
            open_channel: Channel::Letter,
            in_practice: None,
        }
    }

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
            in_practice: Some("Sam Reid answers.".into()),
        }
    }

    fn both() -> Both {
        Both {
            expects: "We answer each letter.".into(),
            asks: Some("Please write to us.".into()),
        }
    }

    // Domain 5.4 and 5.8: of every council, what the program puts in is all that the rule asks for.
    #[test]
    fn what_the_program_puts_in_is_all_that_a_letter_must_say_in_every_council() {
        for (name, source) in POLICIES {
            let policy = Policy::parse(source).unwrap();
            let conduct = policy.conduct.as_ref().unwrap();
            let waits = |outcome| state::ToNotify {
                outcome,
                purpose: Purpose::First,
                post: Some(conduct.decided_by.clone()),
                was_commented: true,
                terms: record(),
                due_on: record().review_on,
            };
            let said = |opening: String, parts: String| whole(&opening, &parts);
            let missing = |text: &str, required: &[parts::Required]| parts::missing(text, required);
            let notice = said(
                notice("Nadia Example"),
                notice_parts(
                    &policy,
                    (conduct, (&conduct.decided_by, true)),
                    (&terms(), "It went on.", &both()),
                ),
            );
            let required = parts::of_notice(&waits(Outcome::Agreed), (&policy, conduct));
            assert_eq!(missing(&notice, &required), [], "{name}: {notice}");
            for part in [
                "Dear Nadia Example",
                "It went on.",
                "we use one way to stay in touch",
                "## What we will do\n\nWe answer each letter.",
                "## What we ask you to do\n\nPlease write to us.",
                "Sam Reid answers.",
                "It is about the waste service.",
                "a new problem",
            ] {
                assert!(notice.contains(part), "{name}: {part}: {notice}");
            }
            let refused = said(
                not_agreed("Nadia Example"),
                not_agreed_parts(&policy, (&conduct.decided_by, false), ("It is not needed.", None)),
            );
            let required = parts::of_notice(&waits(Outcome::NotAgreed), (&policy, conduct));
            assert_eq!(missing(&refused, &required), [], "{name}: {refused}");
            let warning = said(
                warning("Nadia Example", record().review_on),
                warning_parts("No shouting."),
            );
            assert_eq!(
                missing(&warning, &parts::of_warning("No shouting.")),
                [],
                "{name}: {warning}"
            );
            let measures = terms().measures;
            let way = (&measures[..], open_way(Channel::Letter));
            let interim = said(interim("Nadia Example"), interim_parts(way, (record().review_on, record().ends_on)));
            let required = parts::of_interim(&record().measures, Channel::Letter, record().ends_on);
            assert_eq!(missing(&interim, &required), [], "{name}: {interim}");
            let easing = Easing {
                measures: record().measures,
                ends_on: record().ends_on,
                review_on: record().review_on,
                open_channel: Channel::Letter,
                reason: Words::new(id(), [1; 16], ""),
                letter: Words::new(id(), [1; 16], ""),
            };
            let days = (record().ends_on, record().review_on);
            let eased = said(eased("Nadia Example"), eased_parts(way, days));
            assert_eq!(missing(&eased, &parts::of_easing(&easing)), [], "{name}: {eased}");
            let lifted = said(lifted("Nadia Example"), lifted_parts("It went well."));
            assert_eq!(missing(&lifted, &parts::of_lifting()), [], "{name}: {lifted}");
            let days = (record().ends_on, record().review_on);
            let reviewed = said(reviewed("Nadia Example"), reviewed_parts("It protects still.", days));
            let required = parts::of_review(days.0, days.1);
            assert_eq!(missing(&reviewed, &required), [], "{name}: {reviewed}");
            let withdrawn = said(withdrawn("Nadia Example"), withdrawn_parts("You were right."));
            assert_eq!(
                missing(&withdrawn, &parts::of_withdrawal()),
                [],
                "{name}: {withdrawn}"
            );
            let arrangement = state::Arrangement {
                from: record().review_on,
                since: record().review_on,
                terms: record(),
                appeal_until: record().ends_on,
                ended_on: None,
            };
            for outcome in AppealOutcome::ALL {
                let told = (*outcome, "It still protects.", Some(record().ends_on));
                let answer = said(
                    appeal("Nadia Example"),
                    appeal_parts(&policy, &conduct.appeal_to, told),
                );
                let required = parts::of_appeal(*outcome, Some(&arrangement), (&policy, conduct));
                assert_eq!(missing(&answer, &required), [], "{name}: {answer}");
            }
        }
    }

    // Domain 5.8: who decided is told by the post that did, and nothing is said of comments that did not come.
    #[test]
    fn a_notice_names_the_post_that_decided_and_speaks_of_comments_only_where_they_came() {
        let policy = policy();
        let conduct = policy.conduct.as_ref().unwrap();
        let both = both();
        let told = (&terms(), "It went on.", &both);
        let said = notice_parts(&policy, (conduct, (&conduct.longer_by, true)), told);
        assert!(said.contains("The Chief Executive decided this"), "{said}");
        assert!(said.contains("they read what you said"), "{said}");
        let silent = notice_parts(&policy, (conduct, (&conduct.decided_by, false)), told);
        assert!(silent.contains("The Executive Team decided this"), "{silent}");
        assert!(!silent.contains("read what you said"), "{silent}");
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

    // Domain 5.9: nothing is asked that was not decided. Where our buildings alone need an appointment, no other way is
    // closed.
    #[test]
    fn the_answer_to_a_visit_asks_for_an_appointment_and_closes_no_other_way() {
        let said = outside("Nadia Example", "letter by-appointment");
        assert!(said.contains("make an appointment before you come"), "{said}");
        assert!(said.contains("ask for one by letter"), "{said}");
        assert!(!said.contains("from now on"), "{said}");
    }

    // Domain 5.6 and 5.8: what counts from the letter is said as a day.
    #[test]
    fn a_letter_says_the_days_that_count_from_it() {
        let told = [("begins", "2026-12-01"), ("appeal", "2026-12-31")];
        let told = told.map(|(what, on)| (what.to_owned(), on.to_owned()));
        let said = days_that_count(&told);
        assert!(said.contains("- It begins on Tuesday 1 December 2026."), "{said}");
        assert!(said.contains("- You can appeal until Thursday 31 December 2026."), "{said}");
        assert_eq!(days_that_count(&[]), "");
    }

    // Paper 004, 7.1: shared before anybody decides, with ten working days at least, and with all its reasons.
    #[test]
    fn a_report_says_that_nothing_is_decided_how_long_they_have_and_all_the_reasons() {
        let policy = policy();
        let conduct = policy.conduct.as_ref().unwrap();
        let reasons = Reasons {
            why: "It went on.".into(),
            happened: vec!["2 November 2026: they shouted.".into()],
            whole_council: Some("Four services were called.".into()),
            usable: "They write to us.".into(),
            checks: vec![("Was it dealt with properly?".into(), "Yes: in time.".into())],
            milder: vec!["A weekly call.".into()],
            nothing_milder: Some("It was not wanted.".into()),
            equality: "We asked.".into(),
            human_rights: "Article 8.".into(),
        };
        let parts = report_parts(
            &policy,
            (conduct, &conduct.longer_by),
            (&terms(), &both()),
            &reasons,
        );
        let goes_on = report("Nadia Example", Some(terms().ends_on));
        assert!(goes_on.contains("ends after Friday 28 May 2027"), "{goes_on}");
        let said = whole(&report("Nadia Example", None), &parts);
        for part in [
            "Nothing is decided",
            "10 working days to comment",
            "We answer each point",
            "by letter",
            "the Chief Executive decides",
            "It went on.",
            "- 2 November 2026: they shouted.",
            "Four services were called.",
            "They write to us.",
            "- Was it dealt with properly? Yes: in time.",
            "- A weekly call.",
            "It was not wanted.",
            "We asked.",
            "Article 8.",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
    }
}
