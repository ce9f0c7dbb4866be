//! Letters about how somebody gets in touch (domain, section 5).
//!
//! Whoever sends one makes its own what opens it; the program puts in the parts from the record, which nobody can leave
//! out. They say what happened, what follows and what can be done against it. Who decided is named by post; junior staff
//! are not named.

use jiff::civil::Date;
use redress_domain::conduct::{AppealOutcome, Appealed, LetterPart, Over, Purpose, Sentences};
use redress_domain::id::PostId;
use redress_domain::language::{Language, in_both, part_in};
use redress_domain::policy::Conduct;
use redress_domain::policy::letters::{LetterPart as Part, Placeholder};
use redress_domain::vocabulary::Channel;

use crate::letters::how_to_reach;
use crate::words::paragraph;

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

/// Something that they said of a report, and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// What they said.
    pub said: String,
    /// The day on which somebody who works for the council wrote down that it is all: it ended their time.
    pub said_all: Option<Date>,
    /// The answer.
    pub answer: String,
}

type Say<'s, 'p> = &'s Sentences<'p>;

fn dear(say: Say<'_, '_>, name: &str) -> String {
    let unknown = say.say(Part::UnknownCustomer);
    let name = Some(name.trim()).filter(|name| !name.is_empty());
    paragraph(&say.say_of(
        Part::Greeting,
        &[(Placeholder::Customer, name.unwrap_or(&unknown))],
    ))
}

/// A greeting, and the sentence that a letter begins with.
fn opens(say: Say<'_, '_>, name: &str, part: Part) -> String {
    format!("{}{}\n", dear(say, name), say.say(part))
}

/// Sentences as one paragraph.
fn together(say: Say<'_, '_>, parts: &[Part]) -> String {
    let said: Vec<String> = parts.iter().map(|part| say.say(*part)).collect();
    said.join(" ")
}

/// What whoever writes it still has to say in words of their own.
fn still_to_be_said(say: Say<'_, '_>, part: Part) -> String {
    format!("(({}))\n\n", say.say(part))
}

fn bullets(lines: &[String]) -> String {
    lines
        .iter()
        .fold(String::new(), |text, line| text + "- " + line + "\n")
}

/// What is done, beneath the words that begin each line's sentence.
fn listed(say: Say<'_, '_>, (begins, lines): (Part, &[String])) -> String {
    format!("{}\n\n{}", say.say(begins), bullets(lines))
}

/// The measures, and who answers, when, or for how long.
fn with_practice(say: Say<'_, '_>, terms: &Terms) -> String {
    let listed = listed(say, (Part::ConductWhileItLasts, &terms.measures));
    match &terms.in_practice {
        Some(said) => format!("{listed}\n{}\n", said.trim()),
        None => listed,
    }
}

fn part(say: Say<'_, '_>, part: LetterPart, text: &str) -> String {
    format!("## {}\n\n{}\n\n", say.heading(part), text.trim())
}

/// How to go to the Ombudsman, whose guide this way follows.
fn ombudsman(say: Say<'_, '_>) -> String {
    let how = say.ombudsman();
    let text = say.say_of(Part::ConductOmbudsman, &[(Placeholder::Ombudsman, &how)]);
    part(say, LetterPart::Ombudsman, &text)
}

fn help(say: Say<'_, '_>) -> String {
    let text = together(say, &[Part::ConductHelp, Part::ConductAdjustments]);
    part(say, LetterPart::Help, &text)
}

/// What stands at the end of every one.
fn at_the_end(say: Say<'_, '_>) -> String {
    ombudsman(say) + &help(say)
}

fn how_to_reach_us(say: Say<'_, '_>, way: &str) -> String {
    let by = say.say_of(Part::ConductOpenWay, &[(Placeholder::Way, way)]);
    let always = together(say, &[Part::ConductAlways, Part::ConductNewMatters]);
    part(say, LetterPart::OpenWay, &format!("{by} {always}"))
}

/// Until when it lasts, and when it is looked at again.
fn ends(say: Say<'_, '_>, (ends_on, review_on): (Date, Date)) -> String {
    let (ends_on, review_on) = (say.long_date(ends_on), say.long_date(review_on));
    let of = [
        (Placeholder::Ends, ends_on.as_str()),
        (Placeholder::ReviewBy, review_on.as_str()),
    ];
    say.say_of(Part::ConductEnds, &of)
}

/// The parts of a letter as one text, after what opens it; in each language, where the parts are in both. An opening that
/// lacks one leaves the letter without it.
pub fn whole(opening: &str, parts: &str) -> String {
    let each = Language::BOTH.map(|language| part_in(parts, language));
    let [Some(welsh), Some(english)] = each else {
        return one_after_the_other(opening, parts);
    };
    let of = |language, parts: &str| {
        part_in(opening, language).map_or_else(String::new, |opening| one_after_the_other(&opening, parts))
    };
    in_both(&of(Language::Welsh, &welsh), &of(Language::English, &english))
}

fn one_after_the_other(opening: &str, parts: &str) -> String {
    format!("{}\n\n{}\n", opening.trim(), parts.trim())
}

/// What opens a warning (domain 5.4): what happened, and why it is a problem.
pub fn warning(say: Say<'_, '_>, name: &str, happened_on: Date) -> String {
    let on = say.long_date(happened_on);
    let why = say.say_of(Part::ConductWarningOpening, &[(Placeholder::Date, &on)]);
    let goes_on = together(say, &[Part::ConductWarningGoesOn, Part::ConductAlways]);
    format!(
        "{}{why}\n\n{}{goes_on}\n",
        dear(say, name),
        still_to_be_said(say, Part::ConductWarningFacts)
    )
}

/// What every warning says: what must change, what could follow, the policy enclosed, and help.
pub fn warning_parts(say: Say<'_, '_>, must_change: &str) -> String {
    let follows = say.say(Part::ConductCouldFollow);
    part(say, LetterPart::MustChange, must_change)
        + &part(say, LetterPart::CouldFollow, &follows)
        + &part(say, LetterPart::Policy, &say.behaviour_policy())
        + &at_the_end(say)
}

/// What opens the letter of an interim safety measure (domain 5.4).
pub fn interim(say: Say<'_, '_>, name: &str) -> String {
    format!(
        "{}\n{}{}\n",
        opens(say, name, Part::ConductInterimOpening),
        still_to_be_said(say, Part::ConductInterimFacts),
        say.say(Part::ConductInterimClosing)
    )
}

/// What every such letter says: what is asked, until which day, and which way stays open; and in the place of which it is, where one
/// was in force.
pub fn interim_parts(
    say: Say<'_, '_>,
    (measures, way): (&[String], &str),
    (from, ends_on): (Date, Date),
    in_place_of: Option<Date>,
) -> String {
    let (from, ends_on) = (say.long_date(from), say.long_date(ends_on));
    let of = [
        (Placeholder::Begins, from.as_str()),
        (Placeholder::Ends, ends_on.as_str()),
    ];
    let long = say.say_of(Part::ConductInterimLong, &of);
    let long = match in_place_of {
        Some(began) => format!("{long} {}", say.in_place_of(began)),
        None => long,
    };
    part(
        say,
        LetterPart::Asked,
        &listed(say, (Part::ConductUntilThen, measures)),
    ) + &part(say, LetterPart::HowLong, &long)
        + &how_to_reach_us(say, way)
        + &at_the_end(say)
}

/// What opens the report as the person reads it, before anybody decides (paper 004, 7.1); with whether it would have an
/// arrangement go on beyond its end or until it, and the last day of that.
pub fn report(say: Say<'_, '_>, name: &str, goes_on: Option<(Purpose, Date)>) -> String {
    let (part, until) = match goes_on {
        None | Some((Purpose::First, _)) => return opens(say, name, Part::ConductReportOpening),
        Some((Purpose::Renewal, until)) => (Part::ConductRenewalOpening, until),
        Some((Purpose::Review, until)) => (Part::ConductReviewOpening, until),
    };
    let until = say.long_date(until);
    let why = say.say_of(part, &[(Placeholder::Ends, &until)]);
    format!("{}{why}\n", dear(say, name))
}

/// The report: what is proposed, with all the reasons that the file has, and their say.
pub fn report_parts(
    say: Say<'_, '_>,
    (conduct, decides): (&Conduct, &PostId),
    (terms, both): (&Terms, &Both),
    reasons: &Reasons,
) -> String {
    let checks = reasons.checks.iter();
    let checks: Vec<String> = checks.map(|(asked, said)| format!("{asked} {said}")).collect();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let parts = [
        (Part::ConductProposedHeading, proposed(say, terms)),
        (Part::ConductWhyHeading, reasons.why.clone()),
        // Domain 5.5: the evidence, too.
        (Part::ConductHappenedHeading, bullets(&reasons.happened)),
        (Part::ConductWholeCouncilHeading, text(&reasons.whole_council)),
        (Part::ConductUsableHeading, reasons.usable.clone()),
        (Part::ConductChecksHeading, bullets(&checks)),
        (Part::ConductMilderHeading, bullets(&reasons.milder)),
        (Part::ConductNothingMilderHeading, text(&reasons.nothing_milder)),
        (Part::ConductEqualityHeading, reasons.equality.clone()),
        (Part::ConductHumanRightsHeading, reasons.human_rights.clone()),
        (Part::ConductWouldDoHeading, both.expects.clone()),
        (Part::ConductWouldAskHeading, text(&both.asks)),
        (Part::ConductSayHeading, your_say(say, (conduct, decides))),
    ];
    let parts = parts.iter().filter(|(_, said)| !said.trim().is_empty());
    let parts = parts.map(|(heading, said)| format!("## {}\n\n{}", say.say(*heading), paragraph(said)));
    parts.collect::<String>() + &help(say)
}

/// What is proposed, how far it would reach, how long, and the way that would stay open.
fn proposed(say: Say<'_, '_>, terms: &Terms) -> String {
    let (ends_on, review_on) = (say.long_date(terms.ends_on), say.long_date(terms.review_on));
    let of = [
        (Placeholder::Reach, terms.reach.as_str()),
        (Placeholder::Ends, ends_on.as_str()),
        (Placeholder::ReviewBy, review_on.as_str()),
        (Placeholder::Way, terms.open_way.as_str()),
    ];
    format!(
        "{}\n{}",
        with_practice(say, terms),
        say.say_of(Part::ConductProposed, &of)
    )
}

/// Paper 004, 7.1: shared before anybody decides; who decides, how long they have, and where and how they can comment: on their
/// page with a code, by letter or e-mail, and by phone with somebody who takes it down.
fn your_say(say: Say<'_, '_>, (conduct, decides): (&Conduct, &PostId)) -> String {
    let (time, post) = (say.time(conduct.comments_within), say.post(decides));
    let of = [
        (Placeholder::Time, time.as_str()),
        (Placeholder::Post, post.as_str()),
    ];
    let text = say.say_of(Part::ConductSay, &of);
    let (page, contact) = (say.page("/track"), how_to_reach(say.policy, None).join(", "));
    let of = [
        (Placeholder::Address, page.as_str()),
        (Placeholder::Contact, contact.as_str()),
    ];
    let how = say.say_of(Part::ConductSayHow, &of);
    format!("{text}\n\n{how}\n\n{}", say.say(Part::ConductAlways))
}

/// What opens the notice (domain 5.8).
pub fn notice(say: Say<'_, '_>, name: &str, purpose: Purpose) -> String {
    let part = match purpose {
        Purpose::First | Purpose::Renewal => Part::ConductNoticeOpening,
        Purpose::Review => Part::ConductLookedAgain,
    };
    opens(say, name, part)
}

/// By which post it was really decided, and what that post had before it: that they read comments is said only where
/// comments came.
fn who_decided(say: Say<'_, '_>, (decided, answered): (&PostId, &[Answered])) -> String {
    let post = say.post(decided);
    let by = say.say_of(Part::ConductWhoDecided, &[(Placeholder::Post, &post)]);
    let had = say.say(if answered.is_empty() {
        Part::ConductNotCommented
    } else {
        Part::ConductCommented
    });
    format!("{by} {had}")
}

/// What they said, each with its answer (paper 004, 7.1): whoever has no page reads it here.
fn answers(say: Say<'_, '_>, answered: &[Answered]) -> String {
    if answered.is_empty() {
        return String::new();
    }
    let lines = answered.iter().flat_map(|one| {
        let all = one.said_all.map_or_else(String::new, |on| {
            let on = say.long_date(on);
            format!(
                " ({})",
                say.say_of(Part::ConductSaidAll, &[(Placeholder::Date, &on)])
            )
        });
        [
            format!("{} {}{all}", say.say(Part::ConductYouSaid), one.said),
            format!("{} {}", say.say(Part::ConductOurAnswer), one.answer),
        ]
    });
    part(say, LetterPart::Answers, &bullets(&lines.collect::<Vec<_>>()))
}

/// What every notice says: why, what we do, what we ask, how long, the review, what is new, the appeal and the
/// Ombudsman.
pub fn notice_parts(
    say: Say<'_, '_>,
    (conduct, purpose, decided): (&Conduct, Purpose, (&PostId, &[Answered])),
    (terms, reasons, both): (&Terms, &str, &Both),
) -> String {
    let answered = answers(say, decided.1);
    let who = who_decided(say, decided);
    let decided = format!(
        "{}\n\n{}\n{}",
        match purpose {
            Purpose::First | Purpose::Renewal => who,
            Purpose::Review => format!("{who} {}", say.say(Part::ConductReviewed)),
        },
        with_practice(say, terms),
        say.say_of(Part::ConductReach, &[(Placeholder::Reach, &terms.reach)])
    );
    let long = format!(
        "{} {} {}",
        say.say(Part::ConductBegins),
        ends(say, (terms.ends_on, terms.review_on)),
        say.say(Part::ConductBeforeThat)
    );
    let above = || say.say(Part::ConductAsksAbove);
    part(say, LetterPart::Why, reasons)
        + &part(say, LetterPart::Decided, &decided)
        + &answered
        + &part(say, LetterPart::HowLong, &long)
        + &part(say, LetterPart::Expects, &both.expects)
        + &part(say, LetterPart::Asks, &both.asks.clone().unwrap_or_else(above))
        + &how_to_reach_us(say, &terms.open_way)
        + &part(say, LetterPart::Appeal, &how_to_appeal(say, conduct))
        + &at_the_end(say)
}

fn how_to_appeal(say: Say<'_, '_>, conduct: &Conduct) -> String {
    let (time, decided_within) = (
        say.time(conduct.appeal_within),
        say.time(conduct.appeal_decided_within),
    );
    let post = say.post(&conduct.appeal_to);
    let of = [
        (Placeholder::Time, time.as_str()),
        (Placeholder::Post, post.as_str()),
        (Placeholder::DecidedWithin, decided_within.as_str()),
    ];
    say.say_of(Part::ConductAppeal, &of)
}

/// What opens the letter when it was not agreed.
pub fn not_agreed(say: Say<'_, '_>, name: &str) -> String {
    opens(say, name, Part::ConductAfterReport)
}

/// What every such letter says; with what a report would have had go on, and its last day. What nobody agreed to let go on at its
/// review ends (paper 004, 7.1).
pub fn not_agreed_parts(
    say: Say<'_, '_>,
    decided: (&PostId, &[Answered]),
    (reasons, goes_on): (&str, Option<(Purpose, Date)>),
) -> String {
    let what = match goes_on {
        None | Some((Purpose::First, _)) => say.say(Part::ConductNotAgreed),
        Some((Purpose::Renewal, until)) => {
            let until = say.long_date(until);
            say.say_of(Part::ConductNotRenewed, &[(Placeholder::Ends, &until)])
        }
        Some((Purpose::Review, _)) => together(say, &[Part::ConductEndsToday, Part::ConductEveryWay]),
    };
    let answered = answers(say, decided.1);
    let decided = format!("{}\n\n{what}", who_decided(say, decided));
    decided_because(say, &decided, reasons) + &answered + &at_the_end(say)
}

/// What is decided, and why.
fn decided_because(say: Say<'_, '_>, decided: &str, reason: &str) -> String {
    part(say, LetterPart::Decided, decided) + &part(say, LetterPart::Why, reason)
}

/// What opens the letter that an arrangement is kinder from today.
pub fn eased(say: Say<'_, '_>, name: &str) -> String {
    let why = together(say, &[Part::ConductLookedAgain, Part::ConductEasedOpening]);
    let still = still_to_be_said(say, Part::ConductEasedWhy);
    format!("{}{why}\n\n{}\n", dear(say, name), still.trim())
}

/// What every such letter says.
pub fn eased_parts(say: Say<'_, '_>, (measures, way): (&[String], &str), days: (Date, Date)) -> String {
    part(
        say,
        LetterPart::Decided,
        &listed(say, (Part::ConductFromToday, measures)),
    ) + &part(say, LetterPart::HowLong, &ends(say, days))
        + &how_to_reach_us(say, way)
        + &at_the_end(say)
}

/// What opens the letter that an arrangement has ended before its day.
pub fn lifted(say: Say<'_, '_>, name: &str) -> String {
    opens(say, name, Part::ConductLookedAgain)
}

/// What every such letter says: that it ends today, or since when it is over, why, and how to reach the council from now on.
pub fn lifted_parts(say: Say<'_, '_>, reason: &str, over: Over) -> String {
    decided_because(say, &say.over(over).join("\n\n"), reason) + &in_every_way(say) + &at_the_end(say)
}

/// What every letter says that an interim measure has ended: that it ends today, why, and how to reach the council from now
/// on, by the way of an arrangement that goes on or by every way.
pub fn interim_ended_parts(say: Say<'_, '_>, reason: &str, arrangement: Option<Channel>) -> String {
    let reach = match arrangement {
        Some(way) => {
            let way = say.way(way);
            let text = say.say_of(Part::ConductWayGoesOn, &[(Placeholder::Way, &way)]);
            part(say, LetterPart::OpenWay, &text)
        }
        None => in_every_way(say),
    };
    decided_because(say, &say.say(Part::ConductInterimEndsToday), reason) + &reach + &at_the_end(say)
}

/// How to reach the council where nothing limits it.
fn in_every_way(say: Say<'_, '_>) -> String {
    part(say, LetterPart::OpenWay, &say.say(Part::ConductEveryWay))
}

/// What counts from the day on which a letter leaves, as days: each with its word in the record, and its date.
pub fn days_that_count(say: Say<'_, '_>, told: &[(String, String)]) -> String {
    let lines = told.iter().filter_map(|(what, on)| {
        let part = match what.as_str() {
            "begins" => Part::ConductDayBegins,
            "comments" => Part::ConductDayComments,
            "appeal" => Part::ConductDayAppeal,
            _ => return None,
        };
        let day = say.long_date(on.parse().ok()?);
        Some(say.say_of(part, &[(Placeholder::Date, &day)]))
    });
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        return String::new();
    }
    format!(
        "## {}\n\n{}\n",
        say.say(Part::ConductDaysHeading),
        bullets(&lines)
    )
}

/// The answer to what came by a way that is closed for now (domain 5.9): it is taken and read, and this is the way that
/// is open. `open` is the channel's word in the record, with a second word where our buildings alone are closed.
pub(crate) fn outside(say: Say<'_, '_>, name: &str, open: &str) -> String {
    let (open, asks) = match open.split_once(' ') {
        Some((open, _)) => (open, Part::ConductOutsideVisit),
        None => (open, Part::ConductOutside),
    };
    let way = Channel::parse(open);
    let way = way.map_or_else(|| say.say(Part::ConductWayLastLetter), |way| say.way(way));
    [
        dear(say, name),
        paragraph(&say.say_of(asks, &[(Placeholder::Way, &way)])),
        paragraph(&together(say, &[Part::ConductAlways, Part::ConductOutsideNew])),
        paragraph(&say.say(Part::ConductOutsideOnce)),
        paragraph(&say.say(Part::ConductHelp)),
    ]
    .concat()
}

/// That something was said with a code which we gave out: whoever could have said it in their name is one of us, so they
/// hear of it at their own address. `used` is the day and the channel's word, as the record has them.
pub(crate) fn code_used(say: Say<'_, '_>, name: &str, used: &str) -> String {
    let (on, way) = used.split_once(' ').unwrap_or((used, ""));
    let on = on
        .parse()
        .map_or_else(|_| on.to_owned(), |on| say.language.date(on));
    let way = say.way(Channel::parse(way).unwrap_or(Channel::Letter));
    let used = say.say_of(
        Part::ConductCodeUsed,
        &[(Placeholder::Date, &on), (Placeholder::Way, &way)],
    );
    [
        dear(say, name),
        paragraph(&used),
        paragraph(&say.say(Part::ConductCodeNotYou)),
        paragraph(&say.say(Part::ConductHelp)),
    ]
    .concat()
}

/// What opens the letter that they have more time to comment.
pub fn more_time(say: Say<'_, '_>, name: &str) -> String {
    opens(say, name, Part::ConductMoreTimeAsked)
}

/// What every such letter says (domain 5.6).
pub fn more_time_parts(say: Say<'_, '_>, reason: &str, until: Date) -> String {
    let until = say.long_date(until);
    let decided = say.say_of(Part::ConductMoreTime, &[(Placeholder::Ends, &until)]);
    decided_because(say, &decided, reason) + &help(say)
}

/// What opens the letter that nothing is proposed any longer.
pub fn withdrawn(say: Say<'_, '_>, name: &str) -> String {
    opens(say, name, Part::ConductAfterReport)
}

/// What every such letter says.
pub fn withdrawn_parts(say: Say<'_, '_>, reason: &str) -> String {
    decided_because(say, &say.say(Part::ConductWithdrawn), reason) + &at_the_end(say)
}

/// What opens the answer to an appeal.
pub fn appeal(say: Say<'_, '_>, name: &str) -> String {
    opens(say, name, Part::ConductAppealOpening)
}

/// What every such answer says: which post decided and what follows, why, and who else can be asked (domain 5.10).
pub fn appeal_parts(
    say: Say<'_, '_>,
    hears: &PostId,
    (outcome, reasons): (AppealOutcome, &str),
    appealed: Appealed,
) -> String {
    let until_when = |part, until| {
        let until = say.long_date(until);
        say.say_of(part, &[(Placeholder::Ends, &until)])
    };
    let follows = match (outcome, appealed.since, appealed.until) {
        (outcome, Some(since), _) => say.appeal_over(outcome, since).join(" "),
        (AppealOutcome::Upheld, None, _) => say.say(Part::ConductAppealUpheld),
        (AppealOutcome::NotUpheld, None, Some(until)) => until_when(Part::ConductAppealNotUpheld, until),
        (AppealOutcome::NotUpheld, None, None) => say.say(Part::ConductAppealStays),
    };
    let is_free = outcome == AppealOutcome::Upheld && appealed.interim.is_none();
    let free = is_free.then(|| say.say(Part::ConductEveryWay));
    let stays = appealed
        .interim
        .map(|last| until_when(Part::ConductInterimStays, last));
    let hears = say.post(hears);
    let by = say.say_of(Part::ConductAppealDecided, &[(Placeholder::Post, &hears)]);
    let said: Vec<String> = [by, follows].into_iter().chain(free).chain(stays).collect();
    decided_because(say, &said.join(" "), reasons) + &at_the_end(say)
}

#[cfg(test)]
mod tests;
