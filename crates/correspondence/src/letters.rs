//! The letters that the council writes, as first drafts that an officer can change.
//!
//! Each says first why we write, then what happens next and by when, then what the customer needs to
//! do, and how to go further. Sentences stay under 25 words.

use jiff::civil::Date;
use redress_domain::case::ReplySection;
use redress_domain::clock::Clock;
use redress_domain::id::ProcedureId;
use redress_domain::language::{Language, in_both, part_in, to_be_put_into_welsh};
use redress_domain::policy::letters::{LetterPart, Place, Placeholder, StaffNames};
use redress_domain::policy::{Limit, Policy};
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, Finding, Kind, Ombudsman, RemedyKind};

use crate::words::{Words, paragraph};

/// What every letter needs to know.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The council's policy: its name and how to reach it.
    pub policy: &'a Policy,
    /// The case.
    pub reference: &'a Reference,
    /// The customer's name, as given; empty when not known.
    pub customer: &'a str,
    /// Who writes: their name.
    pub from: &'a str,
    /// Their team.
    pub team: &'a str,
    /// The Ombudsman for this procedure.
    pub ombudsman: Option<Ombudsman>,
    /// The stage of the complaint.
    pub stage: u8,
    /// Whether it has been looked at again at stage 1 while its review waits.
    pub is_additional: bool,
    /// The procedure of the case, by which its words are chosen.
    pub procedure: Option<&'a ProcedureId>,
    /// How the letter goes, when that is known.
    pub channel: Option<Channel>,
    /// The date by which a reply is due, once one is promised.
    pub reply_by: Option<Date>,
    /// Whether the letter is in Welsh and English.
    pub is_in_both: bool,
    /// The language of the part that is written now; English where there is one alone.
    pub language: Language,
}

impl About<'_> {
    /// What says the sentences of the letter.
    fn words(&self) -> Words<'_> {
        let place = Place {
            procedure: self.procedure,
            stage: self.stage,
            channel: self.channel,
            ombudsman: self.ombudsman,
            language: self.language,
            ..Place::default()
        };
        let words = Words::new(self.policy, place, Kind::Complaint)
            .with(Placeholder::Reference, self.reference.to_string())
            .with(Placeholder::Customer, self.customer)
            .with(Placeholder::Team, self.team)
            .with(Placeholder::Stage, self.stage.to_string())
            .with(
                Placeholder::Ombudsman,
                self.ombudsman
                    .map(|ombudsman| ombudsman.how_to_reach_in(self.language))
                    .unwrap_or_default(),
            )
            .with(Placeholder::Writer, self.writer());
        match self.reply_by {
            Some(due) => words.with(Placeholder::ReplyBy, self.language.long_date(due)),
            None => words,
        }
    }

    /// A letter in the languages of its reader, Welsh first (Welsh Language Standards (No. 1) Regulations 2015, standard 6).
    fn in_each(&self, write: impl Fn(&Self) -> String) -> String {
        if !self.is_in_both {
            return write(self);
        }
        let [welsh, english] = Language::BOTH.map(|language| write(&Self { language, ..*self }));
        // A text of nothing has no parts.
        if welsh.trim().is_empty() && english.trim().is_empty() {
            return String::new();
        }
        in_both(&welsh, &english)
    }

    /// What somebody wrote, as this part of the letter has it. What has no Welsh yet is seen to have none, and goes nowhere
    /// as it is.
    fn own(&self, text: &str) -> String {
        if !self.is_in_both || text.trim().is_empty() {
            return text.to_owned();
        }
        part_in(text, self.language).unwrap_or_else(|| match self.language {
            Language::English => text.to_owned(),
            Language::Welsh => to_be_put_into_welsh(text),
        })
    }

    /// Who writes, with their team, as a sentence begins: "Jo Martin, Housing,".
    fn writer(&self) -> String {
        let team = self.team;
        match self.policy.letters.staff_names {
            StaffNames::FullName => format!("{}, {team},", self.from),
            StaffNames::FirstNameAndTeam => format!("{}, {team},", self.first_name()),
            StaffNames::TeamOnly => team.to_owned(),
        }
    }

    fn first_name(&self) -> &str {
        self.from.split_whitespace().next().unwrap_or_default()
    }

    /// The end of the letter: how to reach the council, and who signs, as the policy names its people.
    fn ending(&self, words: &Words<'_>) -> String {
        let team = self.team;
        words.signed(&match self.policy.letters.staff_names {
            StaffNames::FullName => format!("{}\n{team}", self.from),
            StaffNames::FirstNameAndTeam => format!("{}\n{team}", self.first_name()),
            StaffNames::TeamOnly => team.to_owned(),
        })
    }
}

/// One point with what was found, as a letter tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointTold {
    /// What was complained of.
    pub point: String,
    /// What was found, and why.
    pub found: Option<(Finding, String)>,
}

/// One remedy, as a letter tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemedyTold {
    /// What sort.
    pub kind: RemedyKind,
    /// What will happen.
    pub words: String,
    /// By when.
    pub due_on: Option<Date>,
}

/// "Wednesday 25 November 2026".
pub fn long_date(date: Date) -> String {
    Language::English.long_date(date)
}

/// What was found, in words that a customer understands without having read a Code.
fn found(words: &Words<'_>, finding: Finding) -> String {
    words.say(match finding {
        Finding::Upheld => LetterPart::FoundUpheld,
        Finding::PartlyUpheld => LetterPart::FoundPartlyUpheld,
        Finding::NotUpheld => LetterPart::FoundNotUpheld,
        Finding::OutsideOurRemit => LetterPart::FoundOutside,
        Finding::Resolved => LetterPart::FoundResolved,
    })
}

/// What was found, as the decision of a reply says it.
pub fn found_in_words(about: &About<'_>, finding: Finding) -> String {
    found(&about.words(), finding)
}

/// What stage 1 found on a point, as the reply at stage 2 tells it.
pub fn first_found(about: &About<'_>, finding: Finding) -> String {
    about.in_each(|about| {
        let words = about.words();
        words.say_of(
            LetterPart::ReplyFirstFound,
            &[(Placeholder::Found, &found(&words, finding))],
        )
    })
}

/// The acknowledgement of a complaint (Complaint Handling Code 6.2): the points as understood, the
/// outcome wanted, the dates, a name.
pub fn acknowledgement(about: &About<'_>, points: &[String], wanted: &str, reply: Option<&Clock>) -> String {
    let about = &About {
        reply_by: reply.map(|clock| clock.due_on).or(about.reply_by),
        ..*about
    };
    about.in_each(|about| acknowledgement_in(about, points, wanted))
}

fn acknowledgement_in(about: &About<'_>, points: &[String], wanted: &str) -> String {
    let words = about.words();
    let points: Vec<String> = points.iter().map(|point| about.own(point)).collect();
    let wanted = if wanted.trim().is_empty() {
        words.say(LetterPart::WantedUnknown)
    } else {
        about.own(wanted.trim())
    };
    // Complaint Handling Code 6: not the person who considered stage 1.
    let who = words.say(if about.stage > 1 {
        LetterPart::Reviewer
    } else {
        LetterPart::Handler
    });
    let when = words.say(match about.reply_by {
        Some(_) => LetterPart::ReplyPromised,
        None => LetterPart::ReplyUndated,
    });
    [
        words.paragraph(LetterPart::Greeting),
        words.paragraph(LetterPart::AcknowledgementOpening),
        words.heading(LetterPart::PointsHeading),
        list(&points),
        words.heading(LetterPart::WantedHeading),
        paragraph(&wanted),
        words.heading(LetterPart::NextHeading),
        paragraph(&format!("{who} {when}")),
        words.paragraph(LetterPart::AcknowledgementClosing),
        about.ending(&words),
    ]
    .concat()
}

/// The letter that tells of more time: why, the new date, and the Ombudsman (Code 6.4, 6.5).
pub fn extension(about: &About<'_>, because: &str, to: Option<Date>) -> String {
    about.in_each(|about| extension_in(about, because, to))
}

fn extension_in(about: &About<'_>, because: &str, to: Option<Date>) -> String {
    let words = about.words();
    let words = match to {
        Some(to) => words.with(Placeholder::NewDate, about.language.long_date(to)),
        None => words,
    };
    [
        words.paragraph(LetterPart::Greeting),
        words.paragraph(LetterPart::ExtensionOpening),
        words.heading(LetterPart::ExtensionWhyHeading),
        paragraph(&about.own(or_reason(because))),
        words.paragraph(LetterPart::ExtensionSorry),
        words.heading(LetterPart::ExtensionDelayHeading),
        words.paragraph(LetterPart::ExtensionDelay),
        about.ending(&words),
    ]
    .concat()
}

/// A reason that is still to be written is seen.
fn or_reason(reason: &str) -> &str {
    if reason.trim().is_empty() {
        "[reason]"
    } else {
        reason
    }
}

/// The parts of a reply as first drafts, in their order: section by section for the reply editor.
pub fn reply_sections(
    about: &About<'_>,
    (complaint, wanted): (&str, &str),
    points: &[PointTold],
    remedies: &[RemedyTold],
) -> Vec<(ReplySection, String)> {
    use ReplySection as Section;
    let each = |write: fn(&Words<'_>, &Told) -> String| {
        about.in_each(|about| {
            let told = Told {
                complaint: about.own(complaint),
                wanted: about.own(wanted.trim()),
                points: points.iter().map(|point| point.told_by(about)).collect(),
                remedies: remedies.iter().map(|remedy| remedy.told_by(about)).collect(),
            };
            write(&about.words(), &told)
        })
    };
    vec![
        (Section::Complaint, each(complained)),
        (Section::LookedAt, String::new()),
        (
            Section::Decision,
            each(|words, told| decision(words, &told.points)),
        ),
        (Section::Sorry, String::new()),
        (Section::Remedy, each(|words, told| remedy(words, &told.remedies))),
        (
            Section::Actions,
            each(|words, told| actions(words, &told.remedies)),
        ),
        (Section::Further, further(about)),
    ]
}

/// What a reply tells, as one part of it has it.
struct Told {
    complaint: String,
    wanted: String,
    points: Vec<PointTold>,
    remedies: Vec<RemedyTold>,
}

impl PointTold {
    fn told_by(&self, about: &About<'_>) -> Self {
        let found = self.found.as_ref();
        Self {
            point: about.own(&self.point),
            found: found.map(|(finding, reason)| (*finding, about.own(reason))),
        }
    }
}

impl RemedyTold {
    fn told_by(&self, about: &About<'_>) -> Self {
        Self {
            words: about.own(&self.words),
            ..self.clone()
        }
    }
}

fn complained(words: &Words<'_>, told: &Told) -> String {
    let points: Vec<&str> = told.points.iter().map(|point| point.point.as_str()).collect();
    let points = if points.is_empty() {
        format!("{}\n\n", told.complaint)
    } else {
        list(points)
    };
    let wanted = if told.wanted.is_empty() {
        String::new()
    } else {
        format!("{}{}", words.paragraph(LetterPart::ReplyAsked), told.wanted)
    };
    let whole = format!("{}{points}{wanted}", words.paragraph(LetterPart::ReplyComplained));
    whole.trim().to_owned()
}

fn decision(words: &Words<'_>, points: &[PointTold]) -> String {
    let mut text = String::new();
    for (number, point) in (1..).zip(points) {
        let of = [
            (Placeholder::Number, &*number.to_string()),
            (Placeholder::Point, point.point.trim()),
        ];
        text.push_str(&words.say_of(LetterPart::ReplyPoint, &of));
        text.push('\n');
        match &point.found {
            Some((finding, reason)) => {
                text.push_str(&format!("{}.\n{}\n\n", found(words, *finding), reason.trim()));
            }
            None => text.push('\n'),
        }
    }
    text.trim().to_owned()
}

fn remedy(words: &Words<'_>, remedies: &[RemedyTold]) -> String {
    if remedies.is_empty() {
        return String::new();
    }
    let told: Vec<&str> = remedies.iter().map(|remedy| remedy.words.trim()).collect();
    let whole = words.paragraph(LetterPart::ReplyRemedies) + &list(told);
    whole.trim().to_owned()
}

fn actions(words: &Words<'_>, remedies: &[RemedyTold]) -> String {
    let dated = remedies
        .iter()
        .filter_map(|remedy| Some((remedy.words.trim(), remedy.due_on?)));
    let lines: Vec<String> = dated.map(|(what, due)| by_when(words, what, due)).collect();
    list(lines.iter().map(String::as_str)).trim().to_owned()
}

/// A sentence that somebody typed, with or without its end, and by when it is done.
fn by_when(words: &Words<'_>, what: &str, due: Date) -> String {
    let open = what
        .trim_end_matches(|end: char| ['.', ',', ';', ':', '!', '?'].contains(&end) || end.is_whitespace());
    let due = words.language().long_date(due);
    words.say_of(
        LetterPart::ReplyAction,
        &[(Placeholder::Action, open), (Placeholder::Date, &due)],
    )
}

/// How to take it further: stage 2 after stage 1, the Ombudsman after stage 2 (Code 6.8).
pub fn further(about: &About<'_>) -> String {
    let part = further_part(about);
    about.in_each(|about| about.words().say(part))
}

fn further_part(about: &About<'_>) -> LetterPart {
    if about.is_additional {
        LetterPart::ReplyAdditional
    } else if about.stage == 1 && has_stage_2(about) {
        LetterPart::ReplyStage2
    } else {
        LetterPart::ReplyFinal
    }
}

/// What was written on how to take it further, with the council's own paragraph below it where it names no way on
/// (Complaint Handling Code 6.8: how to go to stage 2 or, from the last, to the Ombudsman). No reply goes without one,
/// whoever deleted it.
fn with_the_way_on(about: &About<'_>, words: &Words<'_>, text: &str) -> String {
    let part = further_part(about);
    let own = words.say(part);
    if names_the_way_on(about, (part, &own), text) {
        text.to_owned()
    } else {
        format!("{}\n\n{own}", text.trim_end())
    }
}

fn names_the_way_on(about: &About<'_>, (part, own): (LetterPart, &str), text: &str) -> bool {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if one_line(text).contains(&one_line(own)) {
        return true;
    }
    if part == LetterPart::ReplyFinal {
        return about
            .ombudsman
            .is_none_or(|ombudsman| ombudsman.is_reached_by(text));
    }
    if part == LetterPart::ReplyAdditional {
        return false;
    }
    let said = text.to_lowercase();
    let ways: &[&str] = match about.language {
        Language::English => &[
            "stage 2",
            "stage two",
            "review this reply",
            "a review",
            "review it",
        ],
        Language::Welsh => &["cam 2", "ail gam", "adolygu", "adolygiad"],
    };
    ways.iter().any(|way| said.contains(way)) && said.contains(&about.reference.to_string().to_lowercase())
}

fn has_stage_2(about: &About<'_>) -> bool {
    let procedures = || {
        about
            .policy
            .procedures
            .values()
            .filter(|one| one.ombudsman == about.ombudsman)
    };
    procedures().any(|procedure| procedure.stages.len() > 1)
}

/// The whole reply from its sections.
pub fn reply(about: &About<'_>, sections: &[(ReplySection, String)]) -> String {
    about.in_each(|about| reply_in(about, sections))
}

fn reply_in(about: &About<'_>, sections: &[(ReplySection, String)]) -> String {
    let words = about.words();
    let written = sections.iter().filter(|(_, text)| !text.trim().is_empty());
    let written = written.map(|(section, text)| {
        let own = about.own(text);
        let text = if *section == ReplySection::Further {
            with_the_way_on(about, &words, &own)
        } else {
            own
        };
        words.heading(section_heading(*section)) + &paragraph(&text)
    });
    [
        words.paragraph(LetterPart::Greeting),
        words.paragraph(LetterPart::ReplyOpening),
        written.collect(),
        about.ending(&words),
    ]
    .concat()
}

/// What a section of a reply is called.
const fn section_heading(section: ReplySection) -> LetterPart {
    use ReplySection as Section;
    match section {
        Section::Complaint => LetterPart::ReplyComplaintHeading,
        Section::LookedAt => LetterPart::ReplyLookedAtHeading,
        Section::Decision => LetterPart::ReplyDecisionHeading,
        Section::Sorry => LetterPart::ReplySorryHeading,
        Section::Remedy => LetterPart::ReplyRemedyHeading,
        Section::Actions => LetterPart::ReplyActionsHeading,
        Section::Further => LetterPart::ReplyFurtherHeading,
    }
}

/// The letter that a complaint is not accepted: why, where to go instead, and the right to take that
/// decision to the Ombudsman (Complaint Handling Code 2).
pub fn refusal(about: &About<'_>, wording: &str) -> String {
    about.in_each(|about| refusal_in(about, wording))
}

fn refusal_in(about: &About<'_>, wording: &str) -> String {
    let words = about.words();
    [
        words.paragraph(LetterPart::Greeting),
        words.paragraph(if about.stage > 1 {
            LetterPart::RefusalReviewOpening
        } else {
            LetterPart::RefusalOpening
        }),
        words.heading(LetterPart::RefusalWhyHeading),
        paragraph(&about.own(or_reason(wording))),
        words.heading(LetterPart::RefusalDisagreeHeading),
        words.paragraph(LetterPart::RefusalDisagree),
        about.ending(&words),
    ]
    .concat()
}

/// One paragraph as a letter of a made-up case has it: for whoever words it.
pub fn preview(policy: &Policy, part: LetterPart, language: Language) -> String {
    let reference = Reference::new(&policy.council.prefix, 29_711_032_111);
    let procedure = policy.corporate_complaints();
    let about = About {
        policy,
        reference: &reference,
        customer: "Asha Patel",
        from: "Jo Martin",
        team: "Customer Services",
        ombudsman: procedure.and_then(|procedure| procedure.ombudsman),
        stage: 1,
        is_additional: false,
        procedure: procedure.map(|procedure| &procedure.id),
        channel: None,
        reply_by: None,
        is_in_both: false,
        language,
    };
    preview_of(&about, part)
}

/// One paragraph as a letter about this case has it. What is not known yet is made up: a date is one of four weeks on.
pub fn preview_of(about: &About<'_>, part: LetterPart) -> String {
    let in_four_weeks = jiff::Span::new().days(28);
    let later = about.policy.council.starts_on.saturating_add(in_four_weeks);
    let about = About {
        reply_by: about.reply_by.or(Some(later)),
        ..*about
    };
    let until = about.language.moment(later.at(10, 30, 0, 0));
    let later = about.language.long_date(later);
    let host = about.policy.council.hosts.first();
    let address = host.map_or_else(
        || "https://www.example.org".to_owned(),
        |host| format!("https://{host}"),
    );
    let procedure = about.procedure.and_then(|id| about.policy.procedures.get(id));
    let words = about.words();
    let upheld = found(&words, Finding::PartlyUpheld);
    let say = words.of_conduct();
    let conduct = about.policy.conduct.as_ref();
    let post = conduct
        .map(|conduct| say.post(&conduct.decided_by))
        .unwrap_or_default();
    let time = |limit: Option<Limit>| limit.map(|limit| say.time(limit)).unwrap_or_default();
    let decided_within = time(conduct.map(|conduct| conduct.appeal_decided_within));
    let time = time(conduct.map(|conduct| conduct.comments_within));
    words
        .about(procedure.map_or(Kind::Complaint, |procedure| procedure.kind))
        .with(Placeholder::NewDate, &*later)
        .with(Placeholder::Date, &*later)
        .with(Placeholder::Until, until)
        .with(Placeholder::Code, "123456")
        .with(Placeholder::Number, "1")
        .with(Placeholder::Point, "Nobody came on 3 November.")
        .with(Placeholder::Found, upheld)
        .with(Placeholder::Action, "We pay back the fee")
        .with(Placeholder::Detail, "01632 960000")
        .with(Placeholder::Request, format!("{}/P1", about.reference))
        .with(Placeholder::Address, address)
        .with(Placeholder::OtherCouncil, "Eastshire Council")
        .with(Placeholder::Begins, &*later)
        .with(Placeholder::Ends, &*later)
        .with(Placeholder::ReviewBy, &*later)
        .with(Placeholder::Way, say.way(Channel::Letter))
        .with(Placeholder::Post, post)
        .with(Placeholder::Time, time)
        .with(Placeholder::DecidedWithin, decided_within)
        .with(Placeholder::Reach, say.say(LetterPart::ConductReachCouncil))
        .with(Placeholder::Cases, about.reference.to_string())
        .say(part)
}

/// How to reach the council, line by line, as a letterhead has it: the address in lines of its own. Where one way is left open to
/// whoever reads it, no closed one stands there (domain 5.5 and 5.9).
pub fn how_to_reach(policy: &Policy, one_way: Option<Channel>) -> Vec<String> {
    let all = &policy.council.contact;
    let open = one_way.map(|open| all.with_one_way(open));
    let details = open.as_ref().unwrap_or(all);
    let mut lines = details.address.clone();
    lines.extend(details.phone.clone());
    lines.extend(details.email.clone());
    lines
}

pub(crate) fn list(items: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let items: Vec<String> = items
        .into_iter()
        .map(|item| format!("- {}", item.as_ref().trim().replace('\n', " ")))
        .collect();
    if items.is_empty() {
        String::new()
    } else {
        format!("{}\n\n", items.join("\n"))
    }
}

#[cfg(test)]
mod both;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod tests;
