//! The letters that the council writes, as first drafts that an officer can change.
//!
//! Each says first why we write, then what happens next and by when, then what the customer needs to
//! do, and how to go further. Sentences stay under 25 words.

use jiff::civil::Date;
use redress_domain::clock::Clock;
use redress_domain::id::ProcedureId;
use redress_domain::policy::Policy;
use redress_domain::policy::letters::{LetterPart, Place, Placeholder, StaffNames, fill};
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, Finding, Ombudsman, RemedyKind};

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
    /// The procedure of the case, by which its words are chosen.
    pub procedure: Option<&'a ProcedureId>,
    /// How the letter goes, when that is known.
    pub channel: Option<Channel>,
    /// The date by which a reply is due, once one is promised.
    pub reply_by: Option<Date>,
}

impl About<'_> {
    /// What the choice of words depends on.
    fn place(&self) -> Place<'_> {
        Place {
            procedure: self.procedure,
            stage: self.stage,
            channel: self.channel,
            ombudsman: self.ombudsman,
        }
    }

    /// Who writes, as the policy names its people in a sentence.
    fn writer(&self) -> String {
        self.policy.letters.staff_names.name(self.from, self.team)
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
    date.strftime("%A %-d %B %Y").to_string()
}

/// What was found, in words that a customer understands without having read a Code.
pub const fn finding_in_words(finding: Finding) -> &'static str {
    match finding {
        Finding::Upheld => "Upheld – we got something wrong",
        Finding::PartlyUpheld => "Partly upheld – we got part of this wrong",
        Finding::NotUpheld => "Not upheld – we did not find that we got this wrong",
        Finding::OutsideOurRemit => "Outside our remit – somebody else has to answer this",
        Finding::Resolved => "Resolved – we have put this right and you agree",
    }
}

/// The acknowledgement of a complaint (Complaint Handling Code 6.2): the points as understood, the
/// outcome wanted, the dates, a name.
pub fn acknowledgement(about: &About<'_>, points: &[String], wanted: &str, reply: Option<&Clock>) -> String {
    let about = &About {
        reply_by: reply.map(|clock| clock.due_on).or(about.reply_by),
        ..*about
    };
    let mut letter = greeting(about);
    letter.push_str(&paragraph(about, LetterPart::AcknowledgementOpening, None));
    letter.push_str("## What we understand your complaint to be\n\n");
    letter.push_str(&list(points.iter().map(String::as_str)));
    letter.push_str("## What you would like us to do\n\n");
    letter.push_str(if wanted.trim().is_empty() {
        "You have not told us yet. Please tell us if you can."
    } else {
        wanted
    });
    letter.push_str("\n\n## What happens next\n\n");
    letter.push_str(&if about.stage > 1 {
        // Complaint Handling Code 6: not the person who considered stage 1.
        format!(
            "{} is reviewing what we found at stage 1, and had no part in it.",
            about.writer()
        )
    } else {
        match about.policy.letters.staff_names {
            StaffNames::FullName => {
                format!("{}, {}, is looking into your complaint.", about.from, about.team)
            }
            StaffNames::FirstNameAndTeam => format!("{}, is looking into your complaint.", about.writer()),
            StaffNames::TeamOnly => format!("{} is looking into your complaint.", about.writer()),
        }
    });
    match about.reply_by {
        Some(due) => letter.push_str(&format!(
            " We will reply by {}. If we need more time, we will tell you before that day and say why.\n\n",
            long_date(due)
        )),
        None => letter.push_str(" If we need more time, we will tell you and say why.\n\n"),
    }
    letter.push_str(&paragraph(about, LetterPart::AcknowledgementClosing, None));
    letter + &ending(about)
}

/// The letter that tells of more time: why, the new date, and the Ombudsman (Code 6.4, 6.5).
pub fn extension(about: &About<'_>, because: &str, to: Option<Date>) -> String {
    let mut letter = greeting(about);
    letter.push_str(&paragraph(about, LetterPart::ExtensionOpening, to));
    letter.push_str("## Why we need more time\n\n");
    letter.push_str(if because.trim().is_empty() {
        "[reason]"
    } else {
        because
    });
    letter.push_str("\n\nWe are sorry that you have to wait longer. You do not need to do anything.\n\n");
    letter.push_str("## If you are unhappy about the delay\n\n");
    letter.push_str(&paragraph(about, LetterPart::ExtensionDelay, None));
    letter + &ending(about)
}

/// The parts of a reply as first drafts, in their order: section by section for the reply editor.
pub fn reply_sections(
    about: &About<'_>,
    (complaint, wanted): (&str, &str),
    points: &[PointTold],
    remedies: &[RemedyTold],
) -> Vec<(redress_domain::case::ReplySection, String)> {
    use redress_domain::case::ReplySection as Section;
    let complaint = {
        let told: Vec<&str> = points.iter().map(|point| point.point.as_str()).collect();
        let told = if told.is_empty() {
            format!("{complaint}\n\n")
        } else {
            list(told)
        };
        let wanted = if wanted.trim().is_empty() {
            String::new()
        } else {
            format!("What you asked for:\n\n{}", wanted.trim())
        };
        format!("You complained about:\n\n{told}{wanted}")
            .trim()
            .to_owned()
    };
    vec![
        (Section::Complaint, complaint),
        (Section::LookedAt, String::new()),
        (Section::Decision, decision(points)),
        (Section::Sorry, String::new()),
        (Section::Remedy, remedy(remedies)),
        (Section::Actions, actions(remedies)),
        (Section::Further, further(about)),
    ]
}

fn decision(points: &[PointTold]) -> String {
    let mut text = String::new();
    for (number, point) in (1..).zip(points) {
        text.push_str(&format!("Point {number}: {}\n", point.point.trim()));
        match &point.found {
            Some((finding, reason)) => {
                text.push_str(&format!("{}.\n{}\n\n", finding_in_words(*finding), reason.trim()));
            }
            None => text.push('\n'),
        }
    }
    text.trim().to_owned()
}

fn remedy(remedies: &[RemedyTold]) -> String {
    if remedies.is_empty() {
        return String::new();
    }
    let told: Vec<&str> = remedies.iter().map(|remedy| remedy.words.trim()).collect();
    format!("To put this right:\n\n{}", list(told)).trim().to_owned()
}

fn actions(remedies: &[RemedyTold]) -> String {
    let dated = remedies
        .iter()
        .filter_map(|remedy| Some((remedy.words.trim(), remedy.due_on?)));
    let lines: Vec<String> = dated.map(|(words, due)| by_when(words, due)).collect();
    list(lines.iter().map(String::as_str)).trim().to_owned()
}

/// A sentence that somebody typed, with or without its end, and by when it is done.
fn by_when(words: &str, due: Date) -> String {
    let due = long_date(due);
    if words.ends_with(['?', '!']) {
        return format!("{words} By {due}.");
    }
    let open = words.trim_end_matches(|end: char| ['.', ',', ';', ':'].contains(&end) || end.is_whitespace());
    format!("{open}, by {due}.")
}

/// How to take it further: stage 2 after stage 1, the Ombudsman after stage 2 (Code 6.8).
pub fn further(about: &About<'_>) -> String {
    let part = if about.stage == 1 && has_stage_2(about) {
        LetterPart::ReplyStage2
    } else {
        LetterPart::ReplyFinal
    };
    paragraph(about, part, None).trim().to_owned()
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
pub fn reply(about: &About<'_>, sections: &[(redress_domain::case::ReplySection, String)]) -> String {
    let mut letter = greeting(about);
    letter.push_str(&paragraph(about, LetterPart::ReplyOpening, None));
    for (section, text) in sections.iter().filter(|(_, text)| !text.trim().is_empty()) {
        letter.push_str(&format!(
            "## {}\n\n{}\n\n",
            section_heading(*section),
            text.trim()
        ));
    }
    letter + &ending(about)
}

/// What a section of a reply is called.
pub const fn section_heading(section: redress_domain::case::ReplySection) -> &'static str {
    use redress_domain::case::ReplySection as Section;
    match section {
        Section::Complaint => "Your complaint",
        Section::LookedAt => "What we looked at",
        Section::Decision => "What we found",
        Section::Sorry => "What we are sorry for",
        Section::Remedy => "What we will do to put it right",
        Section::Actions => "What is still to be done, and by when",
        Section::Further => "If you are not happy",
    }
}

/// The letter that a complaint is not accepted: why, where to go instead, and the right to take that
/// decision to the Ombudsman (Complaint Handling Code 2).
pub fn refusal(about: &About<'_>, wording: &str) -> String {
    let mut letter = greeting(about);
    let what = if about.stage > 1 {
        format!(
            "You asked us to review our reply to your complaint {}. We will not review it.\n\n",
            about.reference
        )
    } else {
        format!(
            "We have looked at your complaint {}. We cannot deal with it as a complaint.\n\n",
            about.reference
        )
    };
    letter.push_str(&what);
    letter.push_str("## Why\n\n");
    letter.push_str(if wording.trim().is_empty() {
        "[reason]"
    } else {
        wording.trim()
    });
    letter.push_str("\n\n## If you do not agree\n\n");
    letter.push_str(&paragraph(about, LetterPart::RefusalDisagree, None));
    letter + &ending(about)
}

/// A paragraph in the council's words, filled, with the blank line behind it.
fn paragraph(about: &About<'_>, part: LetterPart, to: Option<Date>) -> String {
    let filled = fill(
        about.policy.letters.words_in(part, &about.place()),
        |placeholder| match placeholder {
            Placeholder::Reference => about.reference.to_string(),
            Placeholder::Customer => about.customer.trim().to_owned(),
            Placeholder::Council => about.policy.council.name.clone(),
            Placeholder::NewDate => to.map_or_else(|| "[new date]".to_owned(), long_date),
            Placeholder::Ombudsman => ombudsman(about).trim().to_owned(),
            Placeholder::Contact => contact(about.policy),
            Placeholder::ReplyBy => about.reply_by.map_or_else(|| "[reply by]".to_owned(), long_date),
            Placeholder::Matter => "your complaint".to_owned(),
            Placeholder::Team => about.team.to_owned(),
            Placeholder::Stage => about.stage.to_string(),
        },
    );
    if filled.is_empty() {
        filled
    } else {
        format!("{filled}\n\n")
    }
}

/// One paragraph as a letter of a made-up case has it: for whoever words it.
pub fn preview(policy: &Policy, part: LetterPart) -> String {
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
        procedure: procedure.map(|procedure| &procedure.id),
        channel: None,
        reply_by: None,
    };
    preview_of(&about, part)
}

/// One paragraph as a letter about this case has it. A date that is not known yet is one of four weeks on.
pub fn preview_of(about: &About<'_>, part: LetterPart) -> String {
    let policy = about.policy;
    if part.is_of_a_message() {
        return crate::message::preview(about, part);
    }
    let to = policy
        .council
        .starts_on
        .checked_add(jiff::Span::new().days(28))
        .ok();
    let about = About {
        reply_by: about.reply_by.or(to),
        ..*about
    };
    paragraph(&about, part, to).trim().to_owned()
}

fn greeting(about: &About<'_>) -> String {
    dear(about.customer)
}

pub(crate) fn dear(name: &str) -> String {
    let name = if name.trim().is_empty() {
        "Customer"
    } else {
        name.trim()
    };
    format!("Dear {name}\n\n")
}

fn ending(about: &About<'_>) -> String {
    let contact = contact(about.policy);
    let contact = if contact.is_empty() {
        String::new()
    } else {
        format!("## How to contact us\n\n{contact}\n\n")
    };
    let signed = match about.policy.letters.staff_names {
        StaffNames::FullName => format!("{}\n{}", about.from, about.team),
        StaffNames::FirstNameAndTeam => {
            let first = about.from.split_whitespace().next().unwrap_or_default();
            format!("{first}\n{}", about.team)
        }
        StaffNames::TeamOnly => about.team.to_owned(),
    };
    format!("{contact}{signed}\n{}\n", about.policy.council.name)
}

/// How to reach the council, line by line, as a letterhead has it: the address in lines of its own.
pub fn how_to_reach(policy: &Policy) -> Vec<String> {
    let details = &policy.council.contact;
    let mut lines = details.address.clone();
    lines.extend(details.phone.clone());
    lines.extend(details.email.clone());
    lines
}

pub(crate) fn contact(policy: &Policy) -> String {
    let details = &policy.council.contact;
    let mut lines = Vec::new();
    lines.extend(details.phone.as_ref().map(|phone| format!("Telephone: {phone}")));
    lines.extend(details.email.as_ref().map(|email| format!("Email: {email}")));
    if !details.address.is_empty() {
        lines.push(format!("Post: {}", details.address.join(", ")));
    }
    lines.join("\n")
}

fn ombudsman(about: &About<'_>) -> String {
    about
        .ombudsman
        .map(|ombudsman| format!("{}\n\n", ombudsman.how_to_reach()))
        .unwrap_or_default()
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
mod golden;
#[cfg(test)]
mod tests;
