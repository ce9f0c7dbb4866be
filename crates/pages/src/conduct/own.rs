//! What somebody reads of their own file (P15), behind the code of their case: what was sent, and how to comment or
//! appeal.

use redress_domain::conduct::state::Beside;
use redress_domain::conduct::{Entry, Event, LetterState, Tended};
use redress_domain::policy::FileRules;
use redress_domain::words::WordsRef;

use super::Shown;
use super::binds::{self, Part};
use crate::components::{Button, Checkboxes, InsetText, Radios, SummaryList, Textarea};
use crate::form::FormState;
use crate::format;
use crate::layout::Shell;
use crate::markup::{Content, Markup};
use crate::public::files;
use crate::question::Question;
use crate::staff::parts::{heading, paragraph};

/// What they can do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Can {
    /// Comment on the report.
    Comment,
    /// Appeal against the arrangement.
    Appeal,
    /// Both: a renewal's report waits for their comments while the time to appeal goes on.
    Both,
    /// Say something before the review.
    Review,
    /// Appeal, or say something before the review.
    AppealOrReview,
    /// Nothing here.
    Nothing,
}

impl Can {
    /// Each thing that can be said, of those that can be said now.
    pub const fn each(self) -> &'static [Self] {
        match self {
            Self::Comment => &[Self::Comment],
            Self::Appeal => &[Self::Appeal],
            Self::Review => &[Self::Review],
            Self::Both => &[Self::Comment, Self::Appeal],
            Self::AppealOrReview => &[Self::Appeal, Self::Review],
            Self::Nothing => &[],
        }
    }

    /// What the form says that it was opened for.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Appeal => "appeal",
            Self::Both => "both",
            Self::Review => "review",
            Self::AppealOrReview => "appeal-or-review",
            Self::Nothing => "nothing",
        }
    }
}

/// The hidden field that says what the form was opened for.
pub const SAYS: &str = "says";
/// The field of what we should know of their health or situation.
pub const SITUATION: &str = "situation";
/// The field in which they ask for more time.
pub const MORE_TIME: &str = "more_time";
/// What the field of a file asks.
const FILE: &str = "Add a letter, a photo or another file (optional)";
/// The field of who helps or speaks for them.
pub const HELPER: &str = "helper";

/// Whether a letter did not arrive: what it brought about is undone, and they see why it stands there.
fn did_not_arrive(shown: &Shown<'_>, words: &WordsRef) -> bool {
    let mut letters = shown.file.letters.iter();
    letters.any(|letter| letter.words == *words && letter.state == LetterState::NotReached)
}

/// The page.
#[expect(clippy::too_many_lines, reason = "one part of the page after the other")]
pub fn page(
    shell: Shell,
    shown: &Shown<'_>,
    (form, rules): (&FormState, &FileRules),
    (can, waits): (Can, &[String]),
) -> Question {
    let title = "How we stay in touch with you";
    let mut parts: Vec<Content> = vec![
        Markup::trusted(format!("<h1 class=\"govuk-heading-l\">{}</h1>", Markup::text(title))).into(),
        paragraph("New problems are always dealt with. You can report one, ask for a service or call in an emergency at any time.").into(),
    ];
    let agreed = agreed(shown);
    if agreed.is_empty() {
        parts.extend(over(shown).map(|said| InsetText::new(said).into()));
    }
    parts.extend(agreed);
    // Ux P15: who reads or decides what they said, and by when.
    parts.extend(waits.iter().map(|said| InsetText::new(said.as_str()).into()));
    for entry in shown.entries.iter().rev() {
        let told = match &entry.event {
            Event::Warned { letter, .. } | Event::InterimOrdered { letter, .. } => {
                Some(("Our letter", letter))
            }
            Event::ReportShared { report, .. } => Some(("Our report, before anybody decides", report)),
            Event::NoticeSent { letter, .. } => Some(("Our decision", letter)),
            Event::Eased { letter, .. } => Some(("Our letter: we ask less of you", letter)),
            Event::Lifted { letter, .. } => Some(("Our letter: it has ended", letter)),
            Event::AppealDecided { letter, .. } => Some(("What we decided on your appeal", letter)),
            Event::Commented { words, .. } => Some(("Your comment", words)),
            Event::CommentAnswered { words, .. } => Some(("Our answer to your comment", words)),
            Event::Appealed { words, .. } => Some(("Your appeal", words)),
            Event::IncidentReported { .. }
            | Event::CheckAnswered { .. }
            | Event::MilderTried { .. }
            | Event::Proposed { .. }
            | Event::Decided { .. }
            | Event::ContactCame { .. }
            | Event::ContactSorted { .. }
            | Event::Closed { .. }
            | Event::FileAdded { .. }
            | Event::OutsideAnswered { .. }
            | Event::AdjustmentAgreed { .. }
            | Event::LeftAsItIs { .. }
            | Event::LetterWritten { .. }
            | Event::LetterLeft { .. }
            | Event::LetterNotReached { .. }
            | Event::Kept(_) => None,
            Event::Tended(tended) => match tended {
                Tended::Reviewed {
                    letter: Some(letter), ..
                } => Some(("Our letter: we looked at it again", letter)),
                Tended::Withdrawn {
                    letter: Some(letter), ..
                } => Some(("Our letter: we no longer propose it", letter)),
                Tended::Struck {
                    letter: Some(letter), ..
                } => Some(("Our letter: the interim safety measure has ended", letter)),
                Tended::SaidForReview { words, .. } => Some(("What you said before our review", words)),
                Tended::MoreTimeGiven { letter, .. } => {
                    Some(("Our letter: you have more time to comment", letter))
                }
                Tended::CommentFileAdded { name, .. } => {
                    Some(("A file that you sent with your comment", name))
                }
                Tended::SaidFileAdded { beside, name, .. } => Some((
                    match beside {
                        Beside::Appeal => "A file that you sent with your appeal",
                        Beside::Review => "A file that you sent before our review",
                    },
                    name,
                )),
                Tended::Reviewed { letter: None, .. }
                | Tended::Withdrawn { letter: None, .. }
                | Tended::FormatMet { .. }
                | Tended::NotTold { .. }
                | Tended::PassedOn { .. }
                | Tended::TakenUp { .. }
                | Tended::SortedAgain { .. }
                | Tended::BindsNobody { .. }
                | Tended::GoesOnIn { .. }
                | Tended::TookIn(_)
                | Tended::SaidByCode { .. }
                | Tended::ReportNotReached { .. }
                | Tended::WarningNotReached { .. }
                | Tended::Struck { letter: None, .. } => None,
            },
        };
        if let Some((title, words)) = told {
            parts.push(heading(title).into());
            parts.push(paragraph(format::time_date_time(entry.at)).into());
            if did_not_arrive(shown, words) {
                parts.push(paragraph("This letter came back to us, or did not arrive.").into());
            }
            parts.push(InsetText::new(crate::case::letter::blocks(&shown.known.letter(words))).into());
            parts.extend(said_all(entry).map(|said| paragraph(said).into()));
        }
    }
    let question = Question::new(shell, title, form).intro(Markup::join(parts));
    let said = |label: &str| {
        let mut field = Textarea::new("said", label);
        field.rows = Some(8);
        field.of(form)
    };
    let appeal_until = shown.file.arrangement.as_ref();
    let appeal_until = appeal_until.map(|it| format::long_date(it.appeal_until));
    match can {
        Can::Both => {
            let question = question
            .field(heading("Tell us what you think"))
            .field(paragraph(format!(
                "You can comment on our report, and you can still appeal against our decision until {}. Say which it is; you can \
                 send both, one after the other.",
                appeal_until.unwrap_or_default()
            )))
            .field(
                Radios::new(SAYS, "What is it?")
                    .choice(Can::Comment.as_str(), "A comment on the report")
                    .choice(Can::Appeal.as_str(), "An appeal against the decision")
                    .of(form),
            )
            .field(said("What you want to say"))
            .field(is_all(form))
            .field(more_time(form))
            .field(situation(form))
            .field(helper(form));
            with_files(question, (form, rules), "Send it")
        }
        Can::Review => with_files(
            question
                .field(heading("Before we look at it again"))
                .field(paragraph(before_the_review(shown)))
                .hidden(SAYS, Can::Review.as_str())
                .field(said("What you think of it")),
            (form, rules),
            "Send it",
        ),
        Can::AppealOrReview => with_files(
            question
                .field(heading("Tell us what you think"))
                .field(paragraph(format!(
                    "You can appeal against our decision until {}. Somebody more senior, who took no part before, decides. {}",
                    appeal_until.unwrap_or_default(),
                    before_the_review(shown)
                )))
                .field(
                    Radios::new(SAYS, "What is it?")
                        .choice(Can::Appeal.as_str(), "An appeal against the decision")
                        .choice(Can::Review.as_str(), "Something to read before you look at it again")
                        .of(form),
                )
                .field(said("What you want to say")),
            (form, rules),
            "Send it",
        ),
        Can::Comment => {
            let until = shown
                .file
                .report
                .as_ref()
                .and_then(|report| report.shared.as_ref());
            let until = until.map(|shared| shared.comments_until);
            let time = until.map_or_else(
                || {
                    "We are changing the report. We send it to you again, and you have the time to comment anew. What you tell us now is \
                     read and answered as well."
                        .to_owned()
                },
                |until| {
                    let day = format::long_date(until);
                    if shown.today > until {
                        return format!(
                            "Your last day to comment was {day}. Nothing is decided yet: what you tell us until then is read and answered as well."
                        );
                    }
                    format!(
                        "You have until {day}, also if you write to us before. You can have more time, or somebody to help you: ask us."
                    )
                },
            );
            let question = question
                .field(heading("Tell us what you think"))
                .field(paragraph(format!("{time} Nobody decides before we answered each point.")))
                .hidden(SAYS, Can::Comment.as_str())
                .field(said("Your comments"))
                .field(is_all(form))
                .field(more_time(form))
                .field(situation(form))
                .field(helper(form));
            with_files(question, (form, rules), "Send your comments")
        }
        Can::Appeal => {
            let until = appeal_until.unwrap_or_default();
            let question = question
                .field(heading("If you do not agree"))
                .field(paragraph(format!(
                    "You can appeal until {until}. Somebody more senior, who took no part before, decides. You can also ask the Ombudsman, which is free."
                )))
                .hidden(SAYS, Can::Appeal.as_str())
                .field(said("Why you do not agree"));
            with_files(question, (form, rules), "Send your appeal")
        }
        // What was typed stays to be copied, where the time for it has gone by meanwhile.
        Can::Nothing if form.filled("said").is_some() => {
            question.field(said("What you wrote")).without_buttons()
        }
        Can::Nothing => question.without_form().without_buttons(),
    }
}

/// The form with the files that go with what they say, and its button.
fn with_files(question: Question, ask: (&FormState, &FileRules), send: &'static str) -> Question {
    files::part(question, ask, FILE)
        .button(Button::new(send))
        .button(files::add_button())
}

/// What they can say before a review, and when it is.
fn before_the_review(shown: &Shown<'_>) -> String {
    let by = shown.file.in_force(shown.today);
    let by = by
        .map(|it| format::long_date(it.terms.review_on))
        .unwrap_or_default();
    format!(
        "We look at it again by {by}. Tell us before that what you think. If we think that it should go on, we show you a report first. \
         You can comment on it, and we answer that and what you tell us now before anybody decides."
    )
}

/// Whether they have said all: then nobody need wait until their last day (domain 5.6).
fn is_all(form: &FormState) -> Checkboxes {
    Checkboxes::new("all", "Is this all you want to say about the report?")
        .hint("You can leave this empty. Then we wait until your last day, and you can add more.")
        .choice("yes", "Yes, you can decide before my last day")
        .of(form)
}

/// On whose word a comment is all that they had to say: it ended their time before its last day (domain 5.6; ux P15). Whoever
/// was written down as having said so reads it here.
fn said_all(said: &Entry) -> Option<&'static str> {
    let Event::Commented { is_all: true, .. } = &said.event else {
        return None;
    };
    Some(if said.actor.user().is_some() {
        "Somebody who works for us wrote down that you told them that this is all, so that we need not wait until your last day. If that \
         is not so, tell us before it is decided."
    } else {
        "You said that this is all, so that we need not wait until your last day."
    })
}

/// What asks for more time to comment (paper 004, 7.1): whoever keeps the file reads it with the comment.
fn more_time(form: &FormState) -> Textarea {
    let mut field = Textarea::new(MORE_TIME, "Do you need more time? (optional)");
    field.rows = Some(2);
    field
        .hint("Say until when, and why. You can send this alone.")
        .of(form)
}

fn situation(form: &FormState) -> Textarea {
    let mut field = Textarea::new(
        SITUATION,
        "Anything about your health or situation we should know? (optional)",
    );
    field.rows = Some(3);
    field.of(form)
}

fn helper(form: &FormState) -> Textarea {
    let mut field = Textarea::new(HELPER, "Do you want someone to help or speak for you? (optional)");
    field.rows = Some(2);
    field
        .hint("Say who, or that you want us to find somebody.")
        .of(form)
}

/// That an arrangement is over, once it is: it lapses by itself (paper 004, 7.1).
fn over(shown: &Shown<'_>) -> Option<String> {
    let arrangement = shown.file.arrangement.as_ref()?;
    let last = shown.file.bound().map(|(_, last)| last)?;
    let how = if arrangement.ended_on.is_some() {
        "It has ended: its last day was"
    } else {
        "It has ended by itself: its last day was"
    };
    let renewal = match shown.file.lapsed_before_it_was_renewed(shown.today) {
        Some(_) => {
            " What we proposed, that it goes on, can no longer be agreed: nobody had decided it by then."
        }
        None => "",
    };
    Some(format!(
        "{how} {}.{renewal} You can be in touch with us like anybody else.",
        format::long_date(last)
    ))
}

/// What binds them. An interim safety measure, which is over in days, stands apart from the arrangement, each with its own words,
/// reach and last day (domain 5.4 and 5.5).
fn agreed(shown: &Shown<'_>) -> Vec<Content> {
    let binds = binds::of(shown);
    let both = binds.interim.is_some() && binds.arrangement.is_some();
    let mut parts: Vec<Content> = Vec::new();
    if let Some(interim) = &binds.interim {
        parts.extend(both.then(|| heading("For now: an interim safety measure").into()));
        parts.push(until_its_end(of_one(shown, ("What holds for now", interim)), interim).into());
    }
    if let Some(arrangement) = &binds.arrangement {
        parts.extend(both.then(|| heading("The arrangement").into()));
        let mut list = of_one(shown, ("What is agreed now", arrangement));
        if let Some(it) = shown.file.in_force(shown.today) {
            list = list.row("We review it by", format::time_long_date(it.terms.review_on));
        }
        parts.push(until_its_end(list, arrangement).into());
    }
    parts
}

fn of_one(shown: &Shown<'_>, (named, part): (&'static str, &Part<'_>)) -> SummaryList {
    let mut list = SummaryList::new()
        .row(named, part.measures())
        .row("How to reach us", part.reach_us());
    if let Some(words) = part.in_practice {
        list = list.row("Who, when, or for how long", shown.known.text(words));
    }
    let about = part.about.clone();
    let everything = || "Everything that you contact us about".to_owned();
    list.row("What it is about", about.unwrap_or_else(everything))
}

fn until_its_end(list: SummaryList, part: &Part<'_>) -> SummaryList {
    list.row("It ends by itself after", format::time_long_date(part.ends_on))
}
