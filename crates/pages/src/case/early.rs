//! Settling a complaint early at stage 1 (paper 004, 8.1): senior advice, and a talk with the customer.

use redress_domain::case::{Early, EarlyRefusal, TalkAnswer, TalkOutcome, TalkWay};
use redress_domain::permission::Act;
use redress_domain::vocabulary::Channel;

use super::act::{ActPage, quoted};
use super::acts::{Lists, short};
use super::refusals::Said;
use super::summary::beside;
use super::{Deed, Shown, vocabulary as say};
use crate::components::{Button, Choice, DatePicker, Radios, Select, SummaryList, Textarea};
use crate::form::FormState;
use crate::format;
use crate::layout::Shell;

/// What a reader can do next to settle it early.
pub(super) fn deeds(shown: &Shown<'_>) -> Vec<Deed> {
    let early = &shown.case.early;
    if !shown.case.may_be_settled_early() {
        return Vec::new();
    }
    let advice = if early.question.is_some() {
        shown.deed(Act::Advise, "Answer the question for advice", "advice/give")
    } else {
        shown.deed(Act::RecordFinding, "Ask for senior advice", "advice")
    };
    let talk = match &early.talk {
        None => vec![("Offer a call or meeting", "talk")],
        Some(_) => vec![
            ("Record the answer to the offer", "talk/answer"),
            ("Record the call or meeting", "talk/held"),
        ],
    };
    let talk = talk.into_iter();
    let talk = talk.filter_map(|(text, rest)| shown.deed(Act::RecordFinding, text, rest));
    advice.into_iter().chain(talk).collect()
}

/// What was asked, advised, offered and agreed, for whoever is about to do the next thing.
fn so_far(shown: &Shown<'_>) -> Option<SummaryList> {
    let early = &shown.case.early;
    if *early == Early::default() {
        return None;
    }
    let mut list = SummaryList::new();
    if let Some(question) = &early.question {
        list = list
            .row("Asked", shown.known.user(&question.of))
            .row("By", shown.known.actor(&question.by))
            .row("Question", quoted(&shown.known.text(&question.words)));
    }
    if let Some(advice) = &early.advice {
        list = list.row("Advice", quoted(&shown.known.text(advice)));
    }
    if let Some(talk) = &early.talk {
        list = list.row("Offered", say::talk(talk.way));
        if let Some(on) = talk.on {
            list = list.row("Day", format::long_date(on));
        }
        let answer = match talk.answer {
            Some(TalkAnswer::Accepted) => "The customer would like it",
            Some(TalkAnswer::Declined) => "The customer would not like it",
            None => "None yet",
        };
        list = list.row("Answer", answer);
    }
    if let Some((on, words)) = &early.agreed {
        list = list
            .row("Agreed on", format::long_date(*on))
            .row("What was agreed", quoted(&shown.known.text(words)));
    }
    Some(list)
}

fn page(shell: Shell, shown: &Shown<'_>, heading: &str, form: &FormState) -> ActPage {
    let page = ActPage::new(shell, shown, heading, form).aside(beside(shown));
    match so_far(shown) {
        Some(list) => page.intro(list),
        None => page,
    }
}

/// "Ask for senior advice".
pub fn ask(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let who = Select::new("adviser", "Who do you ask?")
        .hint("They hear of it at once, and so do you when they answer")
        .option("", "Select somebody")
        .options(
            lists
                .advisers
                .iter()
                .map(|(value, text)| (value.as_str(), text.as_str())),
        );
    page(shell, shown, "Ask for senior advice", form)
        .say("The customer does not see the question or the answer. Whoever advises cannot review the complaint later.")
        .field(who.of(form))
        .field(short("question", "What do you need to know?").of(form))
        .button(Button::send("Ask"))
}

/// "Answer the question for advice".
pub fn give(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    let mut page = page(shell, shown, "Answer the question for advice", form);
    if shown.case.early.question.is_none() {
        page = page.say("Nobody waits for advice on this case.");
    }
    page.field(short("words", "What do you advise?").of(form))
        .button(Button::send("Send the advice"))
}

/// "Offer a call or meeting".
pub fn offer(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    let ways = TalkWay::ALL
        .iter()
        .map(|way| Choice::new(way.as_str(), say::talk_choice(*way)));
    let channels = [
        Channel::Phone,
        Channel::InPerson,
        Channel::Email,
        Channel::Letter,
        Channel::Online,
    ];
    let channels = channels
        .iter()
        .map(|channel| Choice::new(channel.as_str(), say::channel(*channel)));
    let mut words = Textarea::new("words", "What you tell the customer")
        .hint("The customer will see this. Say that they need not accept, and that we reply to every point either way");
    words.rows = Some(8);
    page(shell, shown, "Offer a call or meeting", form)
        .say("Talking can settle a complaint sooner. Whatever comes of it, the customer gets a reply to every point.")
        .field(Radios::new("way", "What do you offer?").choices(ways).of(form))
        .field(day("on", "For which day? (optional)", form))
        .field(Radios::new("channel", "How do you offer it?").choices(channels).of(form))
        .field(words.of(form))
        .button(Button::send(format!("Offer it to {}", shown.correspondent_name())))
}

fn day(name: &str, label: &str, form: &FormState) -> DatePicker {
    DatePicker::new(name, label).of(form)
}

/// "Record the answer to the offer".
pub fn answer(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    let answers = [
        Choice::new(TalkAnswer::Accepted.as_str(), "They would like it"),
        Choice::new(TalkAnswer::Declined.as_str(), "They would not like it"),
    ];
    page(shell, shown, "Record the answer to the offer", form)
        .field(
            Radios::new("answer", "What did the customer say?")
                .choices(answers)
                .of(form),
        )
        .field(day("on", "On which day? (if another one was agreed)", form))
        .button(Button::send("Save the answer"))
}

/// "Record the call or meeting".
pub fn held(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    let outcomes = [
        Choice::new(TalkOutcome::Agreed.as_str(), "We agreed how to put it right"),
        Choice::new(TalkOutcome::NotAgreed.as_str(), "Nothing was agreed"),
    ];
    page(shell, shown, "Record the call or meeting", form)
        .say(
            "What was agreed goes into the first draft of the reply. Every point still needs a finding, and what we \
             promised an owner and a date.",
        )
        .field(
            DatePicker::new("on", "When was it?")
                .max_date(format::picker_date(shown.today))
                .of(form),
        )
        .field(Radios::new("outcome", "What came of it?").choices(outcomes).of(form))
        .field(
            short("words", "What was agreed or said")
                .hint("Write it so that it can stand in the reply")
                .of(form),
        )
        .button(Button::send("Save"))
}

/// Why something was not done, beside the field that it is about.
pub(super) fn refused(why: EarlyRefusal) -> Said {
    match why {
        EarlyRefusal::NotAtStage1 => Said::of_page("This is done at stage 1 only"),
        EarlyRefusal::AdviceWaits => Said::of_page("A question for advice waits for its answer already"),
        EarlyRefusal::OwnQuestion => Said::at("adviser", "Somebody else must advise you"),
        EarlyRefusal::NoQuestion => Said::of_page("Nobody waits for advice on this case"),
        EarlyRefusal::MayNotAdvise => Said::at(
            "adviser",
            "They cannot advise on this case. Select somebody from the list",
        ),
        EarlyRefusal::TalkWaits => {
            Said::of_page("A call or meeting was offered already. Record what came of it first")
        }
        EarlyRefusal::NoTalk => Said::of_page("No call or meeting was offered"),
        EarlyRefusal::TalkAccepted => {
            Said::of_page("They accepted already. Enter another day, or record the call or meeting")
        }
        EarlyRefusal::OfferedForThePast => Said::at("on", "Date must be today or in the future"),
        EarlyRefusal::HeldInTheFuture => Said::at("on", "Date must be today or in the past"),
    }
}
