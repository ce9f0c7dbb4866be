//! Letters about how somebody gets in touch (domain, section 5).
//!
//! Whoever sends one makes its own what opens it; the program puts in the parts from the record, which nobody can leave
//! out. They say what happened, what follows and what can be done against it. Who decided is named by post; junior staff
//! are not named.

use jiff::civil::Date;
use redress_domain::conduct::parts::{ENDS_TODAY, GOES_ON, MORE_TIME, NO_LONGER_PROPOSED, open_way};
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
    let long = format!(
        "It begins on {}. It ends by itself after {}.",
        long_date(from),
        long_date(ends_on)
    );
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
    add(
        "What we would ask you to do",
        both.asks.as_deref().unwrap_or_default(),
    );
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
        + &part(
            LetterPart::Asks,
            both.asks.as_deref().unwrap_or("It stands above."),
        )
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

/// What every letter says that an interim measure has ended: that it ends today, why, and how to reach the council from now
/// on, by the way of an arrangement that goes on or by every way.
pub fn interim_ended_parts(reason: &str, arrangement: Option<Channel>) -> String {
    let decided = format!("The interim safety measure {ENDS_TODAY}. Nothing of it holds any longer.");
    let reach = arrangement.map_or_else(in_every_way, |way| {
        let text = format!(
            "What our last letter says goes on. You can reach us by {}.",
            open_way(way)
        );
        part(LetterPart::OpenWay, &text)
    });
    part(LetterPart::Decided, &decided) + &part(LetterPart::Why, reason) + &reach + &ombudsman() + &help()
}

/// How to reach the council where nothing limits it.
fn in_every_way() -> String {
    part(
        LetterPart::OpenWay,
        "You can reach us in every way, as anybody can.",
    )
}

/// What counts from the day on which a letter leaves, as days: each with its word in the record, and its date.
pub fn days_that_count(told: &[(String, String)]) -> String {
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
             reads it. Please ask us for an appointment before you come, by {way}."
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

/// What opens the letter that they have more time to comment.
pub fn more_time(name: &str) -> String {
    format!(
        "{}You asked for more time to comment on our report about how you and the council stay in touch.\n",
        dear(name)
    )
}

/// What every such letter says (domain 5.6).
pub fn more_time_parts(reason: &str, until: Date) -> String {
    let decided = format!(
        "You {MORE_TIME}: until {}. Nobody decides before that day is over, unless you tell us that you have said all. Each point that \
         you make has an answer.",
        long_date(until)
    );
    part(LetterPart::Decided, &decided) + &part(LetterPart::Why, reason) + &help()
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
    interim: Option<Date>,
) -> String {
    let hears = post(policy, hears);
    let follows = match (outcome, until) {
        (AppealOutcome::Upheld, _) if interim.is_some() => {
            format!("Your appeal is upheld: the arrangement {ENDS_TODAY}.")
        }
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
    let stays = interim.map_or_else(String::new, |last| {
        let last = long_date(last);
        format!(" The interim safety measure is no part of it: it stays, and ends by itself after {last}.")
    });
    let decided = format!("The {hears} decided this, and took no part before. {follows}{stays}");
    part(LetterPart::Decided, &decided) + &part(LetterPart::Why, reasons) + &ombudsman() + &help()
}

#[cfg(test)]
mod tests;
