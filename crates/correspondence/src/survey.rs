//! What asks how we did: an e-mail whose first question is answered by opening a link and pressing a button, and a
//! form for the post.
//!
//! Complaint Handling Code 3.8: a survey about a service tells people how to complain; that part stands in every
//! message and is not left out here.

use redress_domain::message::{ForSurvey, MessagePurpose, Outgoing};
use redress_domain::policy::{Policy, SurveyRules};
use redress_domain::vocabulary::Channel;

use crate::letters::{list, long_date};

/// The heart of the message: why we ask, what becomes of the answers, and the questions where it goes by post.
pub(crate) fn body(policy: &Policy, says: &Outgoing) -> String {
    let Some(rules) = &policy.survey else {
        return String::new();
    };
    let again = if says.purpose == MessagePurpose::SurveyReminder {
        "We asked you before. If you would rather not answer, you do not need to do anything: we do not ask about this again.\n\n"
    } else {
        ""
    };
    let until = says.survey.as_ref().map(|survey| long_date(survey.closes_on));
    let until = until.map_or_else(String::new, |day| format!(" You can answer until {day}."));
    let by_post = says.channel == Channel::Letter;
    let how = match &says.survey {
        Some(survey) if by_post => form(policy, rules, survey),
        Some(_) | None => String::new(),
    };
    format!(
        "We have finished with it, and would like to know how we did. It takes about three minutes, and you can skip any question.{until}\n\n\
         {again}## What becomes of your answers\n\n\
         We read every answer and use them to get better. Whoever reads them does not see that they are yours, unless you say that \
         we may contact you about them. Whether you answer, and what you say, changes nothing about your case.\n\n{how}\
         ## If you do not want to be asked\n\n{}\n\n",
        if by_post {
            "Write \"do not ask me again\" on the form, or tell us. We do not ask you again."
        } else {
            "Open the link below and choose \"Do not ask me again\", or tell us. We do not ask you again."
        }
    )
}

/// The form, to be filled in with a pen.
fn form(policy: &Policy, rules: &SurveyRules, survey: &ForSurvey) -> String {
    let mut form = format!("## The form\n\nIts code: {}\n\n", survey.code);
    let host = policy.council.hosts.first();
    let online = host.map_or_else(String::new, |host| {
        format!(" Or answer on the website: go to https://{host}/survey and type the code.")
    });
    form.push_str(&format!(
        "Tick one box for each question and send this letter back to us.{online}\n\n"
    ));
    for question in &rules.questions {
        let boxes = question.kind.answers().iter();
        let boxes = boxes.map(|answer| format!("[   ]  {}", answer.in_words()));
        form.push_str(&format!("{}\n\n{}", question.text, list(boxes)));
    }
    form.push_str(
        "What could we do better?\n\n. . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . .\n\n\
         . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . .\n\n\
         May a manager contact you about your answers?\n\n- [   ]  Yes\n- [   ]  No\n\n",
    );
    form
}

/// The answers to the first question, each with the link that opens the page with it chosen. Opening a link records
/// nothing: programs that look at mail for danger open every link in it.
pub(crate) fn answers(policy: &Policy, link: &str) -> Option<(String, Vec<(&'static str, String)>)> {
    let question = policy.survey.as_ref()?.first_asked()?;
    let answers = question.kind.answers().iter();
    let answers = answers.map(|answer| (answer.in_words(), format!("{link}?answer={answer}")));
    Some((question.text.clone(), answers.collect()))
}
