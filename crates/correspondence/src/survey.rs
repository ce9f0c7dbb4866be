//! What asks how we did: an e-mail whose first question is answered by opening a link and pressing a button, and a
//! form for the post.
//!
//! Complaint Handling Code 3.8: a survey about a service tells people how to complain; that part stands in every
//! message and is not left out here.

use redress_domain::language::Language;
use redress_domain::message::{ForSurvey, MessagePurpose, Outgoing};
use redress_domain::policy::letters::{LetterPart, Placeholder};
use redress_domain::policy::{Policy, SurveyRules};
use redress_domain::vocabulary::Channel;

use crate::letters::list;
use crate::words::{Words, paragraph};

/// The heart of the message: why we ask, what becomes of the answers, and the questions where it goes by post.
pub(crate) fn body((policy, words): (&Policy, &Words<'_>), says: &Outgoing) -> String {
    let Some(rules) = &policy.survey else {
        return String::new();
    };
    let survey = says.survey.as_ref();
    let until = survey.map(|survey| words.say_by(LetterPart::SurveyUntil, survey.closes_on));
    let why = format!(
        "{} {}",
        words.say(LetterPart::SurveyWhy),
        until.unwrap_or_default()
    );
    let again = if says.purpose == MessagePurpose::SurveyReminder {
        words.paragraph(LetterPart::SurveyAgain)
    } else {
        String::new()
    };
    let by_post = says.channel == Channel::Letter;
    let form = survey.filter(|_| by_post);
    [
        paragraph(&why),
        again,
        words.heading(LetterPart::SurveyUseHeading),
        words.paragraph(LetterPart::SurveyUse),
        form.map_or_else(String::new, |survey| form_of((policy, words), rules, survey)),
        words.heading(LetterPart::SurveyStopHeading),
        words.paragraph(if by_post {
            LetterPart::SurveyStopByPost
        } else {
            LetterPart::SurveyStop
        }),
    ]
    .concat()
}

/// The form, to be filled in with a pen.
fn form_of((policy, words): (&Policy, &Words<'_>), rules: &SurveyRules, survey: &ForSurvey) -> String {
    let code = survey.code.to_string();
    let mut form = words.heading(LetterPart::SurveyFormHeading);
    form.push_str(&paragraph(
        &words.say_of(LetterPart::SurveyFormCode, &[(Placeholder::Code, &code)]),
    ));
    let host = policy.council.hosts.first();
    let online = host.map_or_else(String::new, |host| {
        let address = format!("https://{host}/survey");
        words.say_of(LetterPart::SurveyFormOnline, &[(Placeholder::Address, &address)])
    });
    let how = words.say(LetterPart::SurveyFormHow);
    form.push_str(&paragraph(&format!("{how} {online}")));
    let boxed = |answer: &str| format!("[   ]  {answer}");
    for question in &rules.questions {
        let boxes = question.kind.answers().iter();
        let boxes = boxes.map(|answer| boxed(answer.in_words_of(words.language())));
        form.push_str(&format!(
            "{}\n\n{}",
            question.text_in(words.language()),
            list(boxes)
        ));
    }
    let line = ". . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . .\n\n";
    let yes_or_no = [LetterPart::SurveyYes, LetterPart::SurveyNo].map(|part| boxed(&words.say(part)));
    [
        form,
        words.paragraph(LetterPart::SurveyBetter),
        line.repeat(2),
        words.paragraph(LetterPart::SurveyMayContact),
        list(yes_or_no),
    ]
    .concat()
}

/// A question, and its answers with where each leads.
pub(crate) type Asked = (String, Vec<(&'static str, String)>);

/// The answers to the first question, each with the link that opens the page with it chosen. Opening a link records
/// nothing: programs that look at mail for danger open every link in it.
pub(crate) fn answers(policy: &Policy, (language, link): (Language, &str)) -> Option<Asked> {
    let question = policy.survey.as_ref()?.first_asked()?;
    let answers = question.kind.answers().iter();
    let answers = answers.map(|answer| (answer.in_words_of(language), format!("{link}?answer={answer}")));
    Some((question.text_in(language).to_owned(), answers.collect()))
}
