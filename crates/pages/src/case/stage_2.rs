//! The pages of stage 2 (S12, S13): asked for, accepted or not, reviewed, sent back for more work.

use redress_domain::case::{
    ContactPurpose, Direction, Event, PointState, Refusal, ReplyState, ReviewState, ReviewView, Timeliness,
};
use redress_domain::permission::Act;
use redress_domain::vocabulary::{Channel, ClockKind, Finding};

use super::act::{ActPage, heading, paragraph, quoted};
use super::acts::{INTENT, Lists};
use super::refusals::words_for;
use super::summary::{beside, promised};
use super::{Shown, vocabulary as say};
use crate::components::{
    Button, Checkboxes, Choice, DatePicker, Radios, Select, SummaryList, Tag, Textarea, WarningText,
};
use crate::form::FormState;
use crate::format;
use crate::layout::Shell;
use crate::markup::{Content, Markup};

/// What the tick says of a reviewer.
pub const NO_PART: &str = "The reviewer had no part in stage 1 and no conflict of interest";

fn short(name: &str, label: &str) -> Textarea {
    let mut field = Textarea::new(name, label);
    field.rows = Some(4);
    field
}

/// A day that is in the past, or today.
fn past_day(shown: &Shown<'_>, label: &str, form: &FormState) -> DatePicker {
    DatePicker::new("on", label)
        .max_date(format::picker_date(shown.today))
        .of(form)
}

/// "Record a request for stage 2": by phone, letter, e-mail, chat, in person or any other way.
pub fn ask(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    let by_people = |channel: &&Channel| !matches!(channel, Channel::Api | Channel::Import | Channel::Online);
    let channels = Channel::ALL.iter().filter(by_people);
    let channel = Select::new("channel", "How did they ask?")
        .option("", "Select how")
        .options(channels.map(|channel| (channel.as_str(), say::channel(*channel))));
    ActPage::new(shell, shown, "Record a request for stage 2", form)
        .say(
            "The customer need not give reasons, and need not have used the words “stage 2”. Saying that they are \
             not happy with our reply is enough.",
        )
        .field(channel.of(form))
        .field(past_day(shown, "When did they ask?", form))
        .field(short("reasons", "What they are unhappy with (optional)").of(form))
        .button(Button::send("Record the request"))
        .aside(beside(shown))
}

/// What there is to know before a request is accepted: the reasons, the reply of stage 1, time since.
fn request(shown: &Shown<'_>) -> Option<SummaryList> {
    let review = shown.case.review.as_ref()?;
    let mut list = SummaryList::new().row(
        "Asked for",
        format!(
            "{}, {}",
            format::long_date(review.asked_on),
            say::by_channel(review.channel)
        ),
    );
    list = match &review.reasons {
        Some(words) => list.row("Why", quoted(&shown.known.text(words))),
        None => list.row("Why", "No reason given. None is needed."),
    };
    let before = &review.stage_1;
    if let Some(on) = before.replied_on {
        let letter = match before.reply.as_ref().map(|reply| &reply.state) {
            Some(ReplyState::Sent { letter, .. }) => shown.known.letter(letter),
            _ => None,
        };
        let days = (review.asked_on - on).get_days();
        let since = match days {
            0 => "on the day of the request".to_owned(),
            1 => "1 day before the request".to_owned(),
            days => format!("{days} days before the request"),
        };
        let when = format!("{} ({since})", format::long_date(on));
        let link = letter.map(|href| Markup::link(&href, "Read the stage 1 reply"));
        let parts = [Some(Content::from(when)), link.map(Content::from)];
        list = list.row("Stage 1 reply", Markup::join(parts.into_iter().flatten()));
    }
    if review.timeliness == Timeliness::Late {
        list = list.row("In time", Tag::coloured("orange", "After the time for it"));
    }
    let people: Vec<_> = shown
        .case
        .had_part
        .iter()
        .map(|user| shown.known.user(user))
        .collect();
    if !people.is_empty() {
        list = list.row("Had a part in stage 1", people.join(", "));
    }
    for kind in [ClockKind::Acknowledge, ClockKind::Reply] {
        if let Some(clock) = shown.case.clock(kind) {
            list = list.row(say::clock(kind), promised(shown, clock));
        }
    }
    Some(list)
}

fn reviewer_field(form: &FormState, lists: &Lists) -> Select {
    Select::new("reviewer", "Reviewer")
        .hint("Only people who had no part in stage 1 are in the list")
        .option("", "Select a reviewer")
        .options(
            lists
                .reviewers
                .iter()
                .map(|(value, text)| (value.as_str(), text.as_str())),
        )
        .of(form)
}

fn no_part_field(form: &FormState) -> Checkboxes {
    Checkboxes::single("no_part", "no-part", NO_PART).of(form)
}

/// "Accept a request for review".
pub fn accept(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let mut page = ActPage::new(shell, shown, "Accept a request for review", form);
    let Some(list) = request(shown) else {
        return page.instead("Nobody asked for stage 2.");
    };
    page = page.intro(list).aside(beside(shown));
    if !shown.case.stage_2_waits() {
        return page.instead(already(shown));
    }
    let may_refuse = shown.may(Act::Refuse);
    let mut decision = Radios::new("decision", "What do you decide?").choice("accept", "Accept");
    if may_refuse {
        decision = decision.choice("refuse", "Do not accept");
    }
    page = page
        .field(decision.of(form))
        .field(heading(2, "If you accept"))
        .field(reviewer_field(form, lists))
        .field(no_part_field(form));
    let is_late = shown
        .case
        .review
        .as_ref()
        .is_some_and(|review| review.timeliness == Timeliness::Late);
    if is_late {
        page = page.field(short("discretion", "Why you accept it although it came late").of(form));
    }
    if may_refuse {
        page = page
            .field(heading(2, "If you do not accept"))
            .field(paragraph(
                "The customer gets the reason and the ombudsman’s details. Where the policy says so, a second person \
                 decides first.",
            ))
            .field(
                Select::new("code", "Reason")
                    .option("", "Select a reason")
                    .options(lists.reasons.iter().map(|(value, text)| (value.as_str(), text.as_str())))
                    .of(form),
            )
            .field(short("evidence", "Evidence for it").of(form));
        if form.filled("letter").is_some() || form.error_of("letter").is_some() {
            let mut letter = Textarea::new("letter", "Give the reason we will tell the customer")
                .hint("The customer will see this. A line that begins with ## is a heading, with - a list");
            letter.rows = Some(18);
            page = page.field(letter.of(form)).sends();
        }
    }
    page.button(Button::send("Save").name(INTENT).value("save"))
}

/// What became of a request that does not wait any more.
fn already(shown: &Shown<'_>) -> Markup {
    let state = shown.case.review.as_ref().map(|review| &review.state);
    match state {
        Some(ReviewState::Accepted) => Markup::join([
            Markup::text("This request is accepted. "),
            Markup::link(&shown.at("stage-2/review"), "Go to the review"),
        ]),
        Some(ReviewState::NotAccepted { .. }) => {
            Markup::text("This request was not accepted, and the customer was told.")
        }
        Some(ReviewState::Withdrawn) => Markup::text("The customer took this request back."),
        Some(ReviewState::Asked) | None => Markup::text("This case is closed."),
    }
}

/// "Name a reviewer".
pub fn name_reviewer(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let mut page = ActPage::new(shell, shown, "Name a reviewer", form).aside(beside(shown));
    let reason = match shown.case.reviewer() {
        Some(reviewer) => {
            page = page.say(format!("The reviewer is {} now.", shown.known.user(reviewer)));
            "Reason for another reviewer"
        }
        None => "Reason (optional)",
    };
    page.field(reviewer_field(form, lists))
        .field(no_part_field(form))
        .field(short("reason", reason).of(form))
        .button(Button::send("Name the reviewer"))
}

/// "Declare a conflict of interest".
pub fn conflict(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    ActPage::new(shell, shown, "Declare a conflict of interest", form)
        .say(
            "You stop being the reviewer of this complaint, and somebody else must be named. Say so as soon as you \
             see it: a conflict that only seems to be one counts too.",
        )
        .say(
            "What you made of the points and wrote as the reply is laid aside, and stays in the record. The next reviewer decides for \
             themselves.",
        )
        .field(short("reason", "What is the conflict?").of(form))
        .button(Button::send("Declare the conflict"))
}

/// "Review the stage 1 reply": the points side by side, and what follows.
pub fn review(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    let mut page = ActPage::new(shell, shown, "Review the stage 1 reply", form);
    let Some(review) = shown.case.open_review() else {
        return page.instead("This complaint is not at stage 2.");
    };
    let reviewer = review
        .reviewer
        .as_ref()
        .map_or_else(|| "Nobody yet".to_owned(), |user| shown.known.user(user));
    let mut list = request(shown).unwrap_or_default().row("Reviewer", reviewer);
    for (number, back) in (1..).zip(&review.returns) {
        let done = match &back.done {
            Some((on, words)) => format!("Done on {}. {}", format::long_date(*on), shown.known.text(words)),
            None => format!("Due on {}.", format::long_date(back.due_on)),
        };
        list = list.row(
            format!("Sent back, time {number}"),
            format!(
                "{}: {} {done}",
                shown.known.user(&back.officer),
                shown.known.text(&back.tasks)
            ),
        );
    }
    page = page.intro(list);
    for (number, point) in (1..).zip(&shown.case.points) {
        page = page.intro(side_by_side(shown, (number, point)));
    }
    if shown.case.points.is_empty() {
        page = page.say("This complaint has no points yet. Add them in the acknowledgement.");
    }
    if shown.case.open_return().is_some() {
        return page
            .instead("It is back at stage 1 for more work. The reviewer has it again when that is done.");
    }
    if review.state != ReviewState::Accepted
        || shown.case.reply_sent_at().is_some()
        || !shown.may(Act::Review)
    {
        return page.instead("The reviewer says what the review comes to, until the reply is sent.");
    }
    let mut overall = Radios::new("overall", "Overall")
        .choice("uphold", "Uphold stage 1")
        .choice("change", "Change the decision");
    if may_go_back(shown).is_ok() {
        overall = overall.choice("send-back", "Send back to stage 1 for more work");
    }
    page.field(overall.of(form)).button(Button::new("Continue"))
}

/// One point with what stage 1 found and what the reviewer makes of it, one beside the other.
fn side_by_side(shown: &Shown<'_>, (number, point): (usize, &redress_domain::case::Point)) -> Markup {
    let first = match &point.state {
        PointState::Open => Content::from("No finding"),
        PointState::Found { finding, reason } => {
            let (colour, words) = say::finding_tag(*finding);
            Markup::join([
                Markup::from(Tag::coloured(colour, words)),
                quoted(&shown.known.text(reason)),
            ])
            .into()
        }
    };
    let second = match &point.review {
        None => Content::from(Tag::coloured("grey", "Not reviewed yet")),
        Some(review) => {
            let found = review.finding.map(|finding| {
                let (colour, words) = say::finding_tag(finding);
                Markup::from(Tag::coloured(colour, words))
            });
            let parts = [
                Some(paragraph(say::view(review.view))),
                found,
                Some(quoted(&shown.known.text(&review.reason))),
            ];
            Markup::join(parts.into_iter().flatten()).into()
        }
    };
    let title = format!("Point {number}");
    let list = SummaryList::new()
        .row("What is complained of", quoted(&shown.known.text(&point.words)))
        .row("Stage 1 found", first)
        .row("Stage 2", second)
        .in_card(title.as_str());
    let may = shown.may(Act::Review) && shown.case.open_return().is_none();
    let link = may.then(|| {
        let href = shown.at(&format!("stage-2/points/{}", point.id));
        paragraph(Markup::link(&href, format!("Review point {number}")))
    });
    Markup::join([Some(Markup::from(list)), link].into_iter().flatten())
}

/// "Review point 1".
pub fn point(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let which = lists.which.as_deref().unwrap_or_default();
    let found = (1..)
        .zip(&shown.case.points)
        .find(|(_, point)| point.id.as_str() == which);
    let number = found.map_or(0, |(number, _)| number);
    let mut page = ActPage::new(shell, shown, &format!("Review point {number}"), form);
    if let Some((_, point)) = found {
        let mut list =
            SummaryList::new().row("What is complained of", quoted(&shown.known.text(&point.words)));
        if let PointState::Found { finding, reason } = &point.state {
            list = list
                .row("Stage 1 found", say::finding(*finding))
                .row("Why", quoted(&shown.known.text(reason)));
        }
        page = page.intro(list);
    }
    let views = Radios::new("view", "What do you make of it?").choices(
        ReviewView::ALL
            .iter()
            .map(|view| Choice::new(view.as_str(), say::view(*view))),
    );
    let findings = Select::new("finding", "If you change it, what do you find instead?")
        .option("", "No change")
        .options(
            Finding::ALL
                .iter()
                .map(|finding| (finding.as_str(), say::finding(*finding))),
        );
    page.field(views.of(form))
        .field(findings.of(form))
        .field(
            Textarea::new("reason", "Why?")
                .hint("This goes into the reply: write it to the customer")
                .of(form),
        )
        .button(Button::send("Save"))
        .aside(beside(shown))
}

/// How the customer was told why, if they were since the last return.
fn told(shown: &Shown<'_>) -> Option<Markup> {
    let review = shown.case.open_review()?;
    let on = review.told_why_on?;
    let words = shown.entries.iter().rev().find_map(|entry| {
        if let Event::ContactRecorded {
            direction: Direction::Out,
            purpose: ContactPurpose::ReturnExplained,
            channel,
            words,
            ..
        } = &entry.event
        {
            Some((*channel, words))
        } else {
            None
        }
    });
    let (channel, words) = words?;
    let list = SummaryList::new().row(
        "How you told the customer",
        Markup::join([
            paragraph(format!("{}, {}", format::long_date(on), say::by_channel(channel))),
            quoted(&shown.known.text(words)),
        ]),
    );
    Some(list.into())
}

/// Whether the policy lets it go back now: asked before anybody is told that it does (paper 004, 8.2).
pub(super) fn may_go_back(shown: &Shown<'_>) -> Result<(), Refusal> {
    let review = shown.case.open_review().ok_or(Refusal::NoReview)?;
    review.may_go_back(shown.known.return_to_stage_1())
}

/// Why it does not go back, where a page would ask how.
fn why_not_back(shown: &Shown<'_>) -> Option<String> {
    let refusal = may_go_back(shown).err()?;
    Some(words_for(&refusal, Some(shown.case)).text + ".")
}

/// "Tell the customer why it goes back".
pub fn tell(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    let ways = [
        Channel::Email,
        Channel::Online,
        Channel::Letter,
        Channel::Phone,
        Channel::InPerson,
    ];
    let channel = Radios::new("channel", "How do you tell them?").choices(
        ways.iter()
            .map(|channel| Choice::new(channel.as_str(), say::channel(*channel))),
    );
    let mut words = Textarea::new("words", "What you tell them")
        .hint("Say what stage 1 did not look at, what happens now, and that the date of our reply stays");
    words.rows = Some(12);
    let page = ActPage::new(shell, shown, "Tell the customer why it goes back", form);
    if let Some(why) = why_not_back(shown) {
        return page.instead(why);
    }
    page.say("A complaint goes back to stage 1 only after the customer was told why.")
        .field(channel.of(form))
        .field(words.of(form))
        .sends()
        .button(Button::send(format!("Send to {}", super::way::to_whom(shown))))
        .aside(beside(shown))
}

/// "Send back to stage 1 for more work".
pub fn send_back(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let mut page =
        ActPage::new(shell, shown, "Send back to stage 1 for more work", form).aside(beside(shown));
    if let Some(why) = why_not_back(shown) {
        return page.instead(why);
    }
    let due = shown.case.clock(ClockKind::Reply).map(|clock| clock.due_on);
    if let Some(due) = due {
        page = page.intro(WarningText::new(format!(
            "The stage 2 date stays {} unless you tell the customer a new one.",
            format::date_only(due)
        )));
    }
    let Some(told) = told(shown) else {
        return page.instead(Markup::join([
            Markup::text("Send the message to the customer first. "),
            Markup::link(&shown.at("stage-2/tell"), "Tell the customer why it goes back"),
        ]));
    };
    let who = Select::new("officer", "Who does it?")
        .option("", "Select a person")
        .options(
            lists
                .workers
                .iter()
                .map(|(value, text)| (value.as_str(), text.as_str())),
        );
    page.intro(told)
        .field(short("tasks", "What still needs to be done").of(form))
        .field(
            DatePicker::new("due", "By when")
                .min_date(format::picker_date(shown.today))
                .of(form),
        )
        .field(who.of(form))
        .button(Button::send("Send back to stage 1"))
}

/// "Agree that it goes back once more".
pub fn agree_return(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    ActPage::new(shell, shown, "Agree that it goes back once more", form)
        .say("It has been sent back before. Another time needs the agreement of a senior role.")
        .field(short("because", "Why is it right here?").of(form))
        .button(Button::send("Agree"))
        .aside(beside(shown))
}

/// "Record that the work is done".
pub fn done(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    let mut page = ActPage::new(shell, shown, "Record that the work is done", form).aside(beside(shown));
    let Some(back) = shown.case.open_return() else {
        return page.instead("Nothing was sent back for more work.");
    };
    let list = SummaryList::new()
        .row("What was asked for", quoted(&shown.known.text(&back.tasks)))
        .row("By when", format::time_long_date(back.due_on));
    page = page.intro(list);
    if shown.case.reply_sent_at().is_none() {
        return page.instead("Write the customer an additional stage 1 reply first, and send it. They can accept it; if they do not, the review goes on.");
    }
    page.field(
        Textarea::new("words", "What did you do and find?")
            .hint("The reviewer has the complaint again when you save this")
            .of(form),
    )
    .button(Button::send("Give it back to the reviewer"))
}
