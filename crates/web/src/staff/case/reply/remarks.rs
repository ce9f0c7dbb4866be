//! What the plain-English check says of a text, in sentences: advice, and never more.

use redress_correspondence::letters;
use redress_correspondence::plain_english::{
    self, FEWEST_WORDS, LONGEST_ON_AVERAGE, LONGEST_SENTENCE, Remark, Staff, staff_named,
};
use redress_domain::case::ReplySection;
use redress_pages::case::vocabulary as say;

use crate::staff::case::opened::Opened;

/// What the check remarks on a text, in sentences.
pub(crate) fn remarks(text: &str) -> Vec<String> {
    let of_words = plain_english::check(text).iter().map(said).collect::<Vec<_>>();
    of_signs(text).into_iter().chain(of_words).collect()
}

/// What a PDF and a printer do not show, in a sentence.
pub(crate) fn of_signs(text: &str) -> Option<String> {
    let signs = redress_pdf::unshown(text);
    let named: Vec<String> = signs.iter().map(|sign| format!("“{sign}”")).collect();
    (!named.is_empty()).then(|| {
        format!(
            "The printed letter and the PDF cannot show {}. Each place has \u{FFFD} instead. Write it in another way",
            named.join(", ")
        )
    })
}

/// What the check remarks on a reply, part by part, without what the customer wrote; and how the council's
/// people are named in it.
pub(super) fn of_reply(opened: &Opened, sections: &[(ReplySection, String)]) -> Vec<String> {
    let theirs = theirs(opened);
    let reader = opened.view.correspondent();
    let address = reader.map(|reader| {
        let lines = [
            reader.addressed(),
            reader.name.as_str(),
            reader.address.as_deref().unwrap_or_default(),
        ];
        lines.join(" ")
    });
    let texts = sections.iter().map(|(_, text)| text.as_str());
    let all: Vec<&str> = texts.chain(address.as_deref()).collect();
    let mut remarks: Vec<String> = of_signs(&all.join(" ")).into_iter().collect();
    for (section, text) in sections {
        let own = without(text, &theirs);
        let place = say::section(*section);
        let of_part = plain_english::check(&own);
        remarks.extend(of_part.iter().map(|remark| format!("{place}: {}", said(remark))));
    }
    remarks.extend(of_decision(opened, sections));
    let whole: Vec<String> = sections.iter().map(|(_, text)| without(text, &theirs)).collect();
    let names = staff_names(opened, &whole.join("\n\n"));
    remarks.extend(names.iter().map(said));
    remarks
}

/// What the decision leaves out of what was found (Complaint Handling Code 6.8): a finding that is recorded and not in its words,
/// as where it changed after they were written.
fn of_decision(opened: &Opened, sections: &[(ReplySection, String)]) -> Vec<String> {
    let mut decisions = sections
        .iter()
        .filter(|(section, _)| *section == ReplySection::Decision);
    let Some((_, text)) = decisions.next().filter(|(_, text)| !text.trim().is_empty()) else {
        return Vec::new();
    };
    let said = one_line(text);
    let place = say::section(ReplySection::Decision);
    let points = (1..).zip(opened.points_told());
    let left_out = points.filter_map(|(number, told)| {
        let (finding, _) = told.found?;
        let words = opened.letter(|about| letters::found_in_words(about, finding)).ok()?;
        let is_numbered = said.contains(&format!("point {number}"));
        let lacks_point = !is_numbered && !said.contains(&one_line(&told.point));
        let lacks_finding = !said.contains(&one_line(&words));
        (lacks_point || lacks_finding).then(|| {
            format!("{place}: check point {number}. It was recorded as “{words}”, and these words do not say so of it")
        })
    });
    left_out.collect()
}

fn one_line(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

/// How long the sentences of a reply are, and its reading age.
pub(super) fn reading(sections: &[(ReplySection, String)]) -> String {
    let texts: Vec<&str> = sections.iter().map(|(_, text)| text.as_str()).collect();
    let reading = plain_english::reading(&texts.join("\n\n"));
    let Some(average) = reading.average else {
        return "There is no whole sentence yet.".to_owned();
    };
    let age = match reading.age {
        Some(age) => format!(
            "Reading age: about {age}, by the formula of Flesch and Kincaid, which knows lengths alone."
        ),
        None => format!("A reading age is told from {FEWEST_WORDS} words on."),
    };
    format!("Sentences have {average} words on average; 15 to {LONGEST_ON_AVERAGE} read well. {age}")
}

/// What the customer wrote: nobody is asked to mend it.
fn theirs(opened: &Opened) -> Vec<String> {
    let case = &opened.view.case;
    let points = case.points.iter().map(|point| opened.words(&point.words));
    points
        .chain([opened.words(&case.what_happened), opened.wanted()])
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
        .collect()
}

fn without(text: &str, theirs: &[String]) -> String {
    let mut own = text.replace("\r\n", "\n");
    for text in theirs {
        own = own.replace(text.as_str(), "");
        // As an item of a list it stands in one line.
        own = own.replace(&text.replace('\n', " "), "");
    }
    own
}

fn staff_names(opened: &Opened, text: &str) -> Vec<Remark> {
    let Ok(policy) = opened.view.policy() else {
        return Vec::new();
    };
    let team = opened.view.case.team.as_ref();
    let team = team.and_then(|id| policy.teams.iter().find(|team| team.id == *id));
    let team = team.or_else(|| policy.central_team());
    let team = team.map(|team| team.name.clone()).unwrap_or_default();
    let people = opened.view.names.values().map(|name| Staff {
        name: name.clone(),
        team: team.clone(),
    });
    let people: Vec<Staff> = people.collect();
    staff_named(text, &people, policy.letters.staff_names)
}

fn said(remark: &Remark) -> String {
    match remark {
        Remark::LongOnAverage { words } => {
            format!("Sentences have {words} words on average. Aim for 15 to {LONGEST_ON_AVERAGE}")
        }
        Remark::LongSentence {
            sentence,
            words,
            paragraph,
        } => format!(
            "Paragraph {paragraph}: a sentence has {words} words, more than {LONGEST_SENTENCE}: “{sentence}”"
        ),
        Remark::NoApology { phrase, instead } => format!("“{phrase}” is no apology: {instead}"),
        Remark::Phrase { phrase, instead } => format!("“{phrase}”: {instead}"),
        Remark::HiddenVerb { phrase, verb } => format!("“{phrase}” hides a verb: {verb}"),
        Remark::Passive { phrase, begins } => {
            format!("“{phrase}” does not say who: “{begins}…”")
        }
        Remark::Letters { letters } => format!("“{letters}”: say once what it stands for"),
        Remark::StaffNamed { phrase, instead } => {
            format!("“{phrase}”: your policy names staff as “{instead}”")
        }
    }
}
