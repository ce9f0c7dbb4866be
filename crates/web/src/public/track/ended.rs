//! What the status page says of a case that is over here: how it ended, and where it goes on.

use redress_casework::case::CaseView;
use redress_domain::case::{CameFrom, Outcome, TransferState};

/// How it ended, in words to the customer; what they were told then only where all of it is shown.
pub(super) fn closed(view: &CaseView, is_whole: bool) -> Option<String> {
    let outcome = view.case.outcome?;
    let sentence = view.case.sentence.as_ref().filter(|_| is_whole);
    let sentence = sentence.map(|words| view.text(words).to_owned());
    let own_words = matches!(outcome, Outcome::Withdrawn);
    let why = match outcome {
        Outcome::Done => "We have dealt with it.",
        Outcome::SettledAtFirstContact => "We sorted it out when you contacted us.",
        Outcome::NotDone => "We could not do what you asked.",
        Outcome::NotAccepted => "We could not accept it as a complaint. Our letter says why.",
        Outcome::Withdrawn => "You withdrew it.",
        Outcome::Duplicate => "It is the same matter as another case, and we deal with it there.",
        Outcome::OtherCouncil => return Some(with_another_council(view, sentence)),
    };
    Some(match sentence {
        Some(sentence) if !own_words => format!("{why}\n\n{sentence}"),
        _ => why.to_owned(),
    })
}

/// Who has it now: that is nobody's secret, and whoever waits for an answer has to know.
fn with_another_council(view: &CaseView, sentence: Option<String>) -> String {
    let sent = view.case.sent_to.iter();
    let mut taken = sent.filter(|sent| sent.state == TransferState::TakenOver);
    let came = view.case.came_from.as_ref().and_then(CameFrom::sender);
    let has_it = taken.next().map(|sent| &sent.council).or(came);
    let name = has_it.map_or_else(
        || "Another council".to_owned(),
        |council| view.name_of_council(council),
    );
    let who = format!("{name} has it, with the same reference.");
    sentence.map_or_else(|| who.clone(), |sentence| format!("{who}\n\n{sentence}"))
}

/// The case in which it goes on: its customer is on that one too, and follows it there.
pub(super) fn goes_on_in(view: &CaseView) -> Option<String> {
    let merged = view.case.merged.as_ref()?;
    view.references.get(&merged.into).map(ToString::to_string)
}
