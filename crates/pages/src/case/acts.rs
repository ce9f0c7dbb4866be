//! The pages of the acts, each a form with what its reader must know.
//!
//! All take the same: the frame, the case, what was typed, and the [`Lists`] to choose from.

use jiff::civil::Date;
use redress_domain::case::{
    Avoidable, ContactPurpose, Direction, ExtensionReason, Outcome, PromisedRemedy, RefusalState, Relation,
    ReplyState,
};
use redress_domain::clock::Clock;
use redress_domain::permission::Act;
use redress_domain::vocabulary::{Channel, ClockKind, Finding, RemedyKind, Role};

use super::act::{ActPage, heading, paragraph, quoted};
use super::summary::{beside, promised};
use super::{Deed, Shown, vocabulary as say};
use crate::components::{
    Button, Checkboxes, Choice, DatePicker, Details, Input, InsetText, Radios, Select, SummaryList, Textarea,
    WarningText,
};
use crate::form::FormState;
use crate::format;
use crate::layout::Shell;
use crate::markup::Markup;
use crate::staff::parts::hidden;

/// A line of a list: what is sent, and what is read.
pub type Line = (String, String);

/// What there is to choose from, of the policy and of the people who can sign in.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    /// The teams.
    pub teams: Vec<Line>,
    /// The services.
    pub services: Vec<Line>,
    /// The members of staff.
    pub users: Vec<Line>,
    /// Everybody who works for the council, whom a case can be about.
    pub staff: Vec<Line>,
    /// Those who could do more work on it at stage 1.
    pub workers: Vec<Line>,
    /// Those who may review a complaint at stage 2, and had no part in stage 1.
    pub reviewers: Vec<Line>,
    /// Those who may advise on it, as seniors.
    pub advisers: Vec<Line>,
    /// The partners that can be asked on the customer's behalf.
    pub partners: Vec<Line>,
    /// The other councils to which cases are sent that are theirs.
    pub councils: Vec<Line>,
    /// The procedures, each of one kind.
    pub procedures: Vec<Line>,
    /// The coded reasons for not accepting a complaint.
    pub reasons: Vec<Line>,
    /// The last day that the reply may take without anybody's agreement.
    pub furthest: Option<Date>,
    /// Who agrees to more.
    pub agreed_by: Option<Role>,
    /// Which point or action the page is about.
    pub which: Option<String>,
    /// Why the policy asks whether a customer could have been saved a contact.
    pub avoidable: Vec<Avoidable>,
    /// Those who were said to be the same person as the one the page is about, each with who it is.
    pub same: Vec<(String, String)>,
}

/// How a page of an act is made.
pub type MakePage = fn(Shell, &Shown<'_>, &FormState, &Lists) -> ActPage;

/// The name of the button that was pressed.
pub const INTENT: &str = "intent";

fn choose(name: &str, label: &str, (empty, lines): (&str, &[Line])) -> Select {
    Select::new(name, label)
        .option("", empty)
        .options(lines.iter().map(|(value, text)| (value.as_str(), text.as_str())))
}

pub(super) fn short(name: &str, label: &str) -> Textarea {
    let mut field = Textarea::new(name, label);
    field.rows = Some(4);
    field
}

fn letter_field(form: &FormState) -> Textarea {
    let mut field = Textarea::new("letter", "Letter")
        .medium()
        .hint("The customer will see this. A line that begins with ## is a heading, with - a list");
    field.rows = Some(24);
    field.of(form)
}

/// What the button says that sends something: who receives it.
fn send_button(shown: &Shown<'_>) -> Button {
    Button::send(format!("Send to {}", super::way::to_whom(shown)))
}

/// What "sent" means, beside every button that sends.
fn what_sent_means(shown: &Shown<'_>) -> Markup {
    paragraph(if shown.known.leaves_by_itself(Channel::Letter) {
        "Sent means: shown to the customer online, and on its way to them. GOV.UK Notify posts what goes by letter."
    } else {
        "Sent means: shown to the customer online, and ready to print. Redress posts nothing by itself."
    })
}

/// "Acknowledge this complaint".
pub fn acknowledge(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    let points: Vec<String> = shown
        .case
        .points
        .iter()
        .map(|point| shown.known.text(&point.words))
        .collect();
    let mut page = ActPage::new(shell, shown, "Acknowledge this complaint", form);
    for kind in [ClockKind::Acknowledge, ClockKind::Reply] {
        if let Some(clock) = shown.case.clock(kind) {
            page = page.intro(date_line(shown, clock));
        }
    }
    page = page.intro(heading(2, "Points as we understand them"));
    page = if points.is_empty() {
        page.say("No points yet. Add at least one, so that the reply answers everything.")
    } else {
        page.intro(Markup::bullets(points))
    };
    page.field(
        short("new_points", "More points (optional)")
            .hint("One on each line")
            .of(form),
    )
    .field(short("wanted", "What the customer would like us to do").of(form))
    .field(
        Button::secondary("Write the letter again with these points")
            .name(INTENT)
            .value("redraft"),
    )
    .field(letter_field(form))
    .field(what_sent_means(shown))
    .sends()
    .button(send_button(shown).name(INTENT).value("send"))
    .aside(beside(shown))
}

/// A promise with its date and why.
fn date_line(shown: &Shown<'_>, clock: &Clock) -> Markup {
    SummaryList::new()
        .row(say::clock(clock.kind), promised(shown, clock))
        .into()
}

/// "Record a contact".
pub fn contact(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let direction = Radios::new("direction", "Which way did it go?").choices(
        Direction::ALL
            .iter()
            .map(|direction| Choice::new(direction.as_str(), say::direction(*direction))),
    );
    let by_people = |channel: &&Channel| !matches!(channel, Channel::Api | Channel::Import);
    let channels = Channel::ALL.iter().filter(by_people);
    let channel = Select::new("channel", "How?")
        .option("", "Select how")
        .options(channels.map(|channel| (channel.as_str(), say::channel(*channel))));
    let purpose = Select::new("purpose", "What was it for?")
        .option("", "Select what it was for")
        .options(
            ContactPurpose::ALL
                .iter()
                .map(|purpose| (purpose.as_str(), say::purpose(*purpose))),
        );
    let mut page = ActPage::new(shell, shown, "Record a contact", form);
    // Ux 3.6.12: whoever takes a call reads what to do, and has one button for what is new.
    if !shown.known.arrangements().is_empty() {
        page = page.intro(Button::secondary("New problem").href("/staff/cases/new"));
    }
    if let Some(caller) = form.filled(crate::staff::log::CALLER) {
        page = page.intro(InsetText::new(format!(
            "You typed who it was: {caller}. A contact does not keep that. What is not on file yet goes under “People”"
        )));
    }
    page.intro(InsetText::new(
        "The customer will see this contact on their page. A contact to them by email, letter, text or \
             online is also kept as a letter, ready to print.",
    ))
    .field(direction.of(form))
    .field(channel.of(form))
    .field(purpose.of(form))
    .field(
        DatePicker::new("on", "When was it?")
            .max_date(format::picker_date(shown.today))
            .of(form),
    )
    .fields(crate::avoidable::field(&lists.avoidable, form))
    .field(Textarea::new("words", "What was said").of(form))
    .sends_as_chosen(shown)
    .button(Button::send("Record contact"))
    .aside(beside(shown))
}

/// "Add a note".
pub fn note(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    ActPage::new(shell, shown, "Add a note", form)
        .intro(InsetText::new(
            "Notes are internal. The customer does not see them on their page, but may ask for a copy of \
             everything we hold about them.",
        ))
        .field(Textarea::new("words", "Note").of(form))
        .field(
            Checkboxes::single(
                "privileged",
                "privileged",
                "This is legal advice: keep it out of bundles and copies for the customer",
            )
            .of(form),
        )
        .button(Button::send("Add note"))
}

/// "Record time".
pub fn time(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    ActPage::new(shell, shown, "Record time", form)
        .intro(InsetText::new(
            "How long the matter took, so that what it costs is known. Nobody’s work is measured by it, and the \
             customer does not see it on their page.",
        ))
        .field(
            DatePicker::new("on", "When")
                .max_date(format::picker_date(shown.today))
                .of(form),
        )
        .field(Input::new("hours", "Hours").of(form))
        .field(Input::new("minutes", "Minutes").of(form))
        .button(Button::send("Record time"))
}

/// "Add a point".
pub fn add_point(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    ActPage::new(shell, shown, "Add a point", form)
        .say("A related new issue joins the case while no reply is out. After that it is a new case.")
        .field(short("words", "What is complained of").of(form))
        .button(Button::send("Add point"))
        .aside(beside(shown))
}

/// "Record a finding".
pub fn finding(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let which = lists.which.as_deref().unwrap_or_default();
    let point = (1..)
        .zip(&shown.case.points)
        .find(|(_, point)| point.id.as_str() == which);
    let (number, words) = point.map_or((0, String::new()), |(number, point)| {
        (number, shown.known.text(&point.words))
    });
    let findings = Radios::new("finding", "What did you find?").choices(
        Finding::ALL
            .iter()
            .map(|finding| Choice::new(finding.as_str(), say::finding(*finding))),
    );
    ActPage::new(shell, shown, &format!("Record a finding on point {number}"), form)
        .intro(InsetText::new(quoted(&words)))
        .field(findings.of(form))
        .field(
            Textarea::new("reason", "Why?")
                .hint("This goes into the reply: write it to the customer")
                .of(form),
        )
        .button(Button::send("Record finding"))
        .aside(beside(shown))
}

/// "Add an action", or change one.
pub fn action(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    if remedy_of(shown, lists).is_some_and(PromisedRemedy::is_told) {
        return give_action(shell, shown, form, lists);
    }
    let title = if lists.which.is_some() {
        "Change an action"
    } else {
        "Add an action"
    };
    let kinds = Select::new("kind", "What kind of action is it?")
        .option("", "Select a kind")
        .options(
            RemedyKind::ALL
                .iter()
                .map(|kind| (kind.as_str(), say::remedy(*kind))),
        );
    ActPage::new(shell, shown, title, form)
        .say("An action is a promise. It needs an owner and a date before the reply can go.")
        .field(kinds.of(form))
        .field(
            short("words", "What will happen?")
                .hint("This goes into the reply: write it to the customer")
                .of(form),
        )
        .field(
            choose(
                "owner",
                "Who sees to it? (optional for now)",
                ("Nobody yet", &lists.users),
            )
            .of(form),
        )
        .field(
            DatePicker::new("due", "By when? (optional for now)")
                .min_date(format::picker_date(shown.today))
                .of(form),
        )
        .button(Button::send("Save action"))
        .aside(beside(shown))
}

/// "Give an action to somebody else": what the customer was told of it stays.
fn give_action(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    ActPage::new(shell, shown, "Give an action to somebody else", form)
        .intro(promised_action(shown, lists))
        .say(
            "The customer was told of this action, so what was promised and by when stay as they are. If it cannot be \
             delivered, tell the customer so.",
        )
        .field(choose("owner", "Who sees to it?", ("Select somebody", &lists.users)).of(form))
        .button(Button::send("Give it to them"))
        .aside(beside(shown))
}

/// The action that the page is about.
fn remedy_of<'s>(shown: &'s Shown<'_>, lists: &Lists) -> Option<&'s PromisedRemedy> {
    let which = lists.which.as_deref()?;
    let mut remedies = shown.case.remedies.iter();
    remedies.find(|remedy| remedy.id.as_str() == which)
}

pub(super) fn promised_action(shown: &Shown<'_>, lists: &Lists) -> Markup {
    let words = remedy_of(shown, lists)
        .map(|remedy| shown.known.text(&remedy.words))
        .unwrap_or_default();
    InsetText::new(quoted(&words)).into()
}

/// "Record that an action was delivered".
pub fn delivered(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    ActPage::new(shell, shown, "Record that an action was delivered", form)
        .intro(promised_action(shown, lists))
        .field(
            short("evidence", "How do you know it was delivered?")
                .hint("For example, who confirmed it and when")
                .of(form),
        )
        .button(Button::send("Record as delivered"))
}

/// "Tell the customer that an action cannot be delivered".
pub fn cannot_deliver(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    ActPage::new(
        shell,
        shown,
        "Tell the customer that an action cannot be delivered",
        form,
    )
    .intro(promised_action(shown, lists))
    .say("Say why, what we offer instead, and that the customer can go to the ombudsman.")
    .field(letter_field(form))
    .field(what_sent_means(shown))
    .sends()
    .button(send_button(shown))
}

/// "Tell the customer you need more time" (S11). The letter is written once date and reason are known.
pub fn more_time(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let reasons = Select::new("reason", "Why do you need more time?")
        .option("", "Select a reason")
        .options(
            ExtensionReason::ALL
                .iter()
                .map(|reason| (reason.as_str(), say::extension_reason(*reason))),
        );
    let mut date = DatePicker::new("to", "New reply date")
        .weekdays()
        .min_date(format::picker_date(shown.today));
    let mut page = ActPage::new(shell, shown, "Tell the customer you need more time", form);
    if let Some(clock) = shown.case.clock(ClockKind::Reply) {
        page = page.intro(date_line(shown, clock));
        let furthest = shown
            .case
            .long_extension_until
            .into_iter()
            .chain(lists.furthest)
            .max();
        if let Some(furthest) = furthest.filter(|furthest| *furthest > clock.due_on) {
            date = date.max_date(format::picker_date(furthest));
            page = page.say(format!(
                "The new date can be up to {}.",
                format::long_date(furthest)
            ));
        } else {
            page = page.say("Any later date needs good reason, agreed first.");
        }
    }
    if let Some(role) = lists.agreed_by {
        let more = format!(
            "Beyond that, the {} must agree that there is good reason (Complaint Handling Code 6.4).",
            say::role(role)
        );
        page = page.intro(Details::new("If you need longer", more.as_str()));
    }
    page = page
        .field(reasons.of(form))
        .field(
            short("because", "Why, in words for the customer")
                .hint("This goes into the letter")
                .of(form),
        )
        .field(date.of(form))
        .aside(beside(shown));
    if form.filled("letter").is_none() && form.error_of("letter").is_none() {
        return page.button(Button::new("Write the letter").name(INTENT).value("redraft"));
    }
    page.field(
        Button::secondary("Write the letter again")
            .name(INTENT)
            .value("redraft"),
    )
    .field(letter_field(form))
    .field(what_sent_means(shown))
    .sends()
    .button(send_button(shown).name(INTENT).value("send"))
}

/// "Agree to a longer time".
pub fn agree_more_time(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    let mut page = ActPage::new(shell, shown, "Agree to a longer time for the reply", form);
    if let Some(clock) = shown.case.clock(ClockKind::Reply) {
        page = page.intro(date_line(shown, clock));
    }
    page.say("More than the ordinary extension needs good reason (Complaint Handling Code 6.4).")
        .field(
            DatePicker::new("to", "Up to which date?")
                .weekdays()
                .min_date(format::picker_date(shown.today))
                .of(form),
        )
        .field(short("because", "What is the good reason?").of(form))
        .button(Button::send("Agree"))
}

/// "Reassign this case".
pub fn reassign(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    ActPage::new(shell, shown, "Reassign this case", form)
        .field(choose("team", "To which team?", ("Select a team", &lists.teams)).of(form))
        .field(choose("owner", "To whom? (optional)", ("The team decides", &lists.users)).of(form))
        .field(short("reason", "Reason").of(form))
        .field(hidden("away_ok", form.value("away_ok")))
        .button(Button::send("Reassign case"))
}

/// "Transfer this case to another service".
pub fn transfer(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    ActPage::new(shell, shown, "Transfer this case to another service", form)
        .say("The dates that the customer was promised stay as they are.")
        .field(
            choose(
                "service",
                "To which service?",
                ("Select a service", &lists.services),
            )
            .of(form),
        )
        .field(short("reason", "Reason").of(form))
        .button(Button::send("Transfer case"))
}

/// "Change what this case is".
pub fn change_kind(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let now = format!(
        "It is: {}. It follows: {}.",
        say::kind(shown.case.kind).to_lowercase(),
        shown.known.procedure(&shown.case.procedure)
    );
    let mut page = ActPage::new(shell, shown, "Change what this case is", form).say(now);
    if shown.case.is_complaint() && shown.case.acknowledged_on.is_some() {
        page = page.say(
            "It was acknowledged as a complaint, so it stays one. If it should not be answered as one, propose not to \
             accept it, or record that the customer withdrew it. What else they told us can be a case of its own.",
        );
    }
    page.field(
        choose(
            "procedure",
            "What is it now?",
            ("Select what it is", &lists.procedures),
        )
        .of(form),
    )
    .field(
        DatePicker::new("on", "From which day do its dates count?")
            .max_date(format::picker_date(shown.today))
            .of(form),
    )
    .intro(InsetText::new(
        "What becomes a complaint counts from the contact in which the customer said they were \
             dissatisfied. The old kind stays in the history.",
    ))
    .field(short("reason", "Reason").hint("The customer can see it").of(form))
    .button(Button::send("Change"))
}

/// "Do not accept this complaint": the proposal.
pub fn refuse(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let mut page = ActPage::new(shell, shown, "Propose not to accept this complaint", form)
        .intro(WarningText::new(
            "A second person must agree before the customer is told. We must be able to show evidence.",
        ))
        .field(choose("code", "Reason", ("Select a reason", &lists.reasons)).of(form))
        .field(Textarea::new("evidence", "Evidence for it").of(form))
        .aside(beside(shown));
    if form.filled("letter").is_none() && form.error_of("letter").is_none() {
        return page.button(Button::new("Write the letter").name(INTENT).value("redraft"));
    }
    page = page
        .field(
            Button::secondary("Write the letter again")
                .name(INTENT)
                .value("redraft"),
        )
        .field(letter_field(form));
    page.button(Button::send("Propose").name(INTENT).value("send"))
}

/// "Decide whether to accept this complaint": the second person.
pub fn decide_refusal(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    let mut page = ActPage::new(shell, shown, "Decide whether to accept this complaint", form);
    let RefusalState::Proposed {
        by,
        code,
        evidence,
        letter,
    } = &shown.case.refusal
    else {
        return page.instead("Nobody proposed not to accept this complaint.");
    };
    let facts = SummaryList::new()
        .row("Proposed by", shown.known.actor(by))
        .row("Reason", shown.known.reason(code))
        .row("Evidence", quoted(&shown.known.text(evidence)));
    page = page
        .intro(facts)
        .intro(heading(2, "The letter that the customer would get"))
        .intro(InsetText::new(quoted(&shown.known.text(letter))))
        .aside(beside(shown));
    if shown.known.is_reader(by) {
        return page.instead("You proposed this, so a second person must decide.");
    }
    let decision = Radios::new("decision", "What do you decide?")
        .choice(
            "agree",
            "Agree: do not accept the complaint, send the letter and close the case",
        )
        .choice("decline", "Disagree: the complaint is accepted and goes on");
    page.field(decision.of(form))
        .field(short("reason", "Why, if you disagree").of(form))
        .field(what_sent_means(shown))
        .sends()
        .button(Button::send("Record decision"))
}

/// "Record that the customer withdrew".
pub fn withdraw(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    // At stage 2 they take the review back, and what stage 1 answered stays.
    let (what_happens, button) = if shown.case.additional_reply(shown.now).is_some() {
        (
            "The customer accepts the additional stage 1 reply: the review ends, and the case closes. Do this only if they said \
             so.",
            "Record and close the case",
        )
    } else if shown.case.open_review().is_some() {
        (
            "The review ends, and the stage 1 reply stands. Do this only if the customer asked for it.",
            "Record and end the review",
        )
    } else {
        (
            "The case closes. Do this only if the customer asked for it.",
            "Record and close the case",
        )
    };
    let page = ActPage::new(shell, shown, "Record that the customer withdrew", form);
    let page = if shown.case.is_of_several() {
        page.intro(paragraph(
            "Others complain with them, and it ends for each of them. If one alone wants no more of it, take that person off \
             this case under “People”.",
        ))
    } else {
        page
    };
    page.intro(WarningText::new(what_happens))
        .field(short("reason", "What did the customer say? (optional)").of(form))
        .button(Button::warning(button))
}

impl Shown<'_> {
    /// Whether a reply was sent that can still be taken back. Once the case is over it cannot.
    pub fn may_be_undone(&self) -> bool {
        let reply = self.case.reply.as_ref().map(|reply| &reply.state);
        !self.case.is_closed()
            && matches!(reply, Some(ReplyState::Sent { undo_until, .. }) if self.now < *undo_until)
    }

    /// The withdrawal, as long as nothing is answered: then there is nothing left to withdraw.
    pub(super) fn withdrawal(&self) -> Option<Deed> {
        let deed = self.deed(Act::Withdraw, "Record that it was withdrawn", "withdraw");
        deed.filter(|_| self.case.reply_sent_at().is_none() || self.case.open_return().is_some())
    }
}

/// "Close this case" (S16).
pub fn close(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    // A complaint that is the same matter as another goes on there, with its rights.
    let is_merged = |outcome: &&Outcome| shown.case.is_complaint() && **outcome == Outcome::Duplicate;
    let outcomes = Outcome::OF_CLOSING.iter().filter(|outcome| !is_merged(outcome));
    let outcome = Radios::new("outcome", "How did it end?")
        .choices(outcomes.map(|outcome| Choice::new(outcome.as_str(), say::outcome(*outcome))));
    let mut page = ActPage::new(shell, shown, "Close this case", form);
    let blocks = what_blocks_closing(shown);
    if !blocks.is_empty() {
        page = page
            .intro(heading(2, "Before you close it"))
            .intro(Markup::bullets(blocks));
    }
    page = page.field(outcome.of(form)).field(
        short("sentence", "Outcome sentence the customer will see")
            .hint("Say what was done and what changes because of it")
            .of(form),
    );
    if shown.case.is_complaint() {
        let lesson = Radios::new("has_lesson", "Is there a lesson?")
            .choice("yes", "Yes")
            .choice("no", "No");
        page = page
            .field(lesson.of(form))
            .field(short("lesson", "What is the lesson, or why is there none?").of(form));
    }
    page.sends()
        .button(Button::send("Close case"))
        .aside(beside(shown))
}

/// What has to be done before a complaint can be closed.
fn what_blocks_closing(shown: &Shown<'_>) -> Vec<String> {
    let case = shown.case;
    let mut blocks = Vec::new();
    if case.is_complaint() && case.reply_sent_at().is_none() {
        blocks.push("Send the reply".to_owned());
    }
    if let Some(until) = case.follow_up_until.filter(|until| shown.today <= *until) {
        let until = format::long_date(until);
        blocks.push(format!(
            "Wait until the councillor’s time for a follow-up is over, after {until}: it then closes by itself"
        ));
    }
    for (number, remedy) in (1..).zip(&case.remedies) {
        if remedy.is_open() && (remedy.owner.is_none() || remedy.due_on.is_none()) {
            blocks.push(format!("Give an owner and a date for action {number}"));
        }
    }
    if matches!(case.refusal, RefusalState::Proposed { .. }) {
        blocks.push("Have a second person decide whether to accept the complaint".to_owned());
    }
    blocks
}

/// "Reopen this case".
pub fn reopen(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    ActPage::new(shell, shown, "Reopen this case", form)
        .say("The customer is owed an answer from today, and sees that the case is open again.")
        .field(short("reason", "Reason").of(form))
        .button(Button::send("Reopen case"))
}

/// "Link this case to another".
pub fn link(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    let relations = Radios::new("relation", "How do they belong together?").choices(
        Relation::ALL
            .iter()
            .map(|relation| Choice::new(relation.as_str(), say::relation(*relation))),
    );
    ActPage::new(shell, shown, "Link this case to another", form)
        .field(Input::code("other", "Reference of the other case").of(form))
        .field(relations.of(form))
        .button(Button::send("Link cases"))
}
