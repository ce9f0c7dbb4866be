//! How a case is going, as its customer sees it.

use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::case::letter::{self, Block};
use crate::components::{
    Button, Details, Progress, ProgressState, Radios, SummaryList, Tag, Textarea, Timeline, TimelineItem,
};
use crate::form::{FormState, ONCE};
use crate::format;
use crate::layout::{Page, Sample, Shell};
use crate::markup::{Content, Markup};
use crate::public::Ask;
use crate::question::Question;

/// How a case is going, in the customer's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusFacts {
    /// The reference.
    pub reference: String,
    /// "Your complaint: Bins and recycling".
    pub heading: String,
    /// Where it stands: the words and the colour of the tag.
    pub status: (String, &'static str),
    /// The steps: the words, how far, when.
    pub steps: Vec<(String, ProgressState, String)>,
    /// When it was received.
    pub received_on: Date,
    /// Who deals with it.
    pub team: Option<String>,
    /// What the customer said.
    pub told: Option<String>,
    /// What else they answered on the form.
    pub also: Option<String>,
    /// What the customer would like.
    pub wanted: Option<String>,
    /// What is promised, the nearest first; after that, the reply.
    pub promises: Vec<Promise>,
    /// What has happened, the newest first.
    pub happened: Vec<Happened>,
    /// Why it was closed, if it is.
    pub closed: Option<String>,
    /// The reference under which it goes on, together with another case.
    pub goes_on_in: Option<String>,
    /// What to do if the customer does not agree, sentence by sentence.
    pub if_you_do_not_agree: Vec<String>,
    /// What the customer can do now.
    pub can: Vec<Can>,
    /// What is private of it: shown, behind a code, or nobody's.
    pub private: Private,
}

/// What is private of a case: letters, the customer's own words, their details.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Private {
    /// It is shown, with what we have on file to reach them.
    Shown(Vec<(String, String)>),
    /// It takes a code.
    BehindCode,
    /// Whoever asks speaks for the customer, who has still to be asked (domain, section 2).
    ConsentAwaited,
    /// Nothing proves whose it is, so it is shown to nobody.
    Nobodys,
}

/// What is promised, by when, and why that day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// "We will reply by".
    pub name: String,
    /// The day.
    pub due_on: Date,
    /// Whether it can still become earlier.
    pub at_the_latest: bool,
    /// Whether the day has passed.
    pub is_late: bool,
    /// Why that day, sentence by sentence.
    pub why: Vec<String>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// What.
    pub title: String,
    /// When.
    pub at: Timestamp,
    /// What was said, if it is shown here.
    pub text: Option<String>,
    /// Where the letter is, if there is one.
    pub letter: Option<String>,
    /// The name of the file that came with it, and where it can be saved.
    pub file: Option<(String, String)>,
}

/// What the customer can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Can {
    /// Tell more.
    Add,
    /// Ask how it is going.
    Ask,
    /// Ask for a review of the reply.
    AskForStage2,
    /// Take it back.
    Withdraw,
    /// Accept what stage 1 answered once more, so that no review is needed.
    Accept,
    /// Read, and comment on, how they and the council stay in touch.
    StayInTouch,
    /// Ask to hear what changes because of it.
    HearWhatChanges,
    /// Say whether we may ask how we did.
    SayAboutSurvey,
    /// Say that their details are wrong.
    CorrectDetails,
}

/// `/track/{reference}`: how it is going.
#[derive(Debug, Clone, Template)]
#[template(path = "public/status.html")]
pub struct Status {
    shell: Shell,
    facts: StatusFacts,
}

impl Status {
    /// The page.
    pub fn new(shell: Shell, facts: StatusFacts) -> Self {
        Self { shell, facts }
    }

    fn tag(&self) -> Tag {
        let (words, colour) = &self.facts.status;
        // Blue is the colour without a class of its own.
        if *colour == "blue" {
            Tag::new(words)
        } else {
            Tag::coloured(colour, words)
        }
    }

    fn progress(&self) -> Progress {
        let steps = self.facts.steps.iter();
        steps.fold(Progress::new("Progress"), |progress, (name, state, detail)| {
            progress.step(name, *state, detail)
        })
    }

    fn summary(&self) -> SummaryList {
        let facts = &self.facts;
        let mut list = SummaryList::new().row("Received", format::time_long_date(facts.received_on));
        list = list.row(
            "Being dealt with by",
            facts.team.as_deref().unwrap_or("Nobody yet: we are reading it"),
        );
        if let Some(told) = &facts.told {
            list = list.row("What you told us", Markup::lines(told));
        }
        if let Some(also) = &facts.also {
            list = list.row("What else you told us", Markup::lines(also));
        }
        if let Some(wanted) = &facts.wanted {
            list = list.row("What you want", Markup::lines(wanted));
        }
        for promise in &facts.promises {
            list = list.row(promise.name.as_str(), promise.date());
        }
        list
    }

    fn why(&self) -> Option<Details> {
        let told = self
            .facts
            .promises
            .iter()
            .filter(|promise| !promise.why.is_empty());
        let parts: Vec<Markup> = told
            .map(|promise| {
                let what = format!("{} {}:", promise.name, format::long_date(promise.due_on));
                Markup::join([Markup::paragraphs(&what), Markup::bullets(&promise.why)])
            })
            .collect();
        let title = if parts.len() == 1 {
            "Why that date"
        } else {
            "Why these dates"
        };
        (!parts.is_empty()).then(|| Details::new(title, Markup::join(parts)))
    }

    fn timeline(&self) -> Timeline {
        let items = self.facts.happened.iter().map(|happened| {
            let text = happened.text.as_deref().map(Markup::lines).map(Content::from);
            let letter = happened.letter.as_deref().map(|href| {
                Content::from(Markup::link(
                    href,
                    format!("Read it in full: {}", happened.title.to_lowercase()),
                ))
            });
            let file = happened.file.as_ref();
            let file =
                file.map(|(name, href)| Content::from(Markup::link(href, format!("Save the file: {name}"))));
            let parts: Vec<Content> = text.into_iter().chain(letter).chain(file).collect();
            let item = TimelineItem::new(happened.title.as_str(), format::when(happened.at));
            item.text(Markup::join(parts))
        });
        items.fold(Timeline::new(3), Timeline::item)
    }

    fn nothing_new(&self) -> String {
        format!(
            "Nothing new since we received it on {}. You do not need to do anything.",
            format::date_only(self.facts.received_on)
        )
    }

    fn goes_on(&self) -> Option<Markup> {
        let other = self.facts.goes_on_in.as_deref()?;
        Some(Markup::link(&format!("/track/{other}"), other))
    }

    fn not_agree(&self) -> Markup {
        Markup::paragraphs(&self.facts.if_you_do_not_agree.join("\n\n"))
    }

    fn closed(&self) -> Option<Markup> {
        self.facts.closed.as_deref().map(Markup::paragraphs)
    }

    fn details(&self) -> Option<SummaryList> {
        let Private::Shown(details) = &self.facts.private else {
            return None;
        };
        let list = details.iter().fold(SummaryList::new(), |list, (name, value)| {
            list.row(name.as_str(), Markup::lines(value))
        });
        (!details.is_empty()).then_some(list)
    }

    fn code(&self) -> Option<Button> {
        let href = format!("/track/{}/code", self.facts.reference);
        let behind = self.facts.private == Private::BehindCode;
        behind.then(|| Button::secondary("See your letters and details").href(href))
    }

    fn buttons(&self) -> Markup {
        let at = |end: &str| format!("/track/{}/{end}", self.facts.reference);
        let buttons = self.facts.can.iter().map(|can| match can {
            Can::Add => Button::new("Add information").href(at("add")),
            Can::AskForStage2 => Button::new("Ask for stage 2").href(at("stage-2")),
            Can::Ask => Button::secondary("Ask for an update").href(at("question")),
            Can::Withdraw => Button::secondary("Withdraw").href(at("withdraw")),
            Can::Accept => Button::secondary("I accept this reply").href(at("withdraw")),
            Can::HearWhatChanges => {
                Button::secondary("Tell me what changes because of this").href(at("what-changes"))
            }
            Can::SayAboutSurvey => Button::secondary("May we ask you how we did?").href(at("survey")),
            Can::CorrectDetails => Button::secondary("Correct your details").href(at("details")),
            Can::StayInTouch => {
                Button::secondary("How we stay in touch with you").href(at("staying-in-touch"))
            }
        });
        crate::components::button_group(buttons)
    }
}

impl Promise {
    fn date(&self) -> Markup {
        let mut parts: Vec<Content> = vec![format::time_long_date(self.due_on).into()];
        if self.at_the_latest {
            parts.push("at the latest".into());
        }
        if self.is_late {
            parts.push(". We are sorry that we are late.".into());
        }
        Markup::join(parts)
    }
}

impl StatusFacts {
    fn sample() -> Self {
        let at = |text: &str| text.parse().unwrap_or_default();
        Self {
            reference: "WS-4K7P-29QX".into(),
            heading: "Your complaint: Bins and recycling".into(),
            status: ("Being looked at".into(), "blue"),
            steps: vec![
                ("Received".into(), ProgressState::Done, "2 November 2026".into()),
                ("Being looked at".into(), ProgressState::Current, String::new()),
                ("Reply sent".into(), ProgressState::Later, String::new()),
                ("Closed".into(), ProgressState::Later, String::new()),
            ],
            received_on: jiff::civil::date(2026, 11, 2),
            team: Some("Waste and recycling".into()),
            told: Some("The bin was missed.\nAgain.".into()),
            also: Some("What it is about: A problem I have already told you about".into()),
            wanted: Some("Fix it".into()),
            promises: vec![Promise {
                name: "We will reply by".into(),
                due_on: jiff::civil::date(2026, 11, 23),
                at_the_latest: true,
                is_late: false,
                why: vec!["Received on Monday 2 November 2026.".into()],
            }],
            happened: vec![
                Happened {
                    title: "We acknowledged your complaint".into(),
                    at: at("2026-11-03T10:00:00Z"),
                    text: None,
                    letter: Some("/track/WS-4K7P-29QX/letters/7".into()),
                    file: None,
                },
                Happened {
                    title: "You added information".into(),
                    at: at("2026-11-02T12:00:00Z"),
                    text: Some("And again today.".into()),
                    letter: None,
                    file: Some(("The bin.jpg".into(), "/track/WS-4K7P-29QX/files/9".into())),
                },
            ],
            closed: None,
            goes_on_in: None,
            if_you_do_not_agree: Vec::new(),
            can: vec![Can::Add, Can::Ask, Can::Withdraw],
            private: Private::Shown(vec![("Email".into(), "asha@example.org".into())]),
        }
    }
}

impl Page for Status {
    fn title(&self) -> String {
        self.facts.heading.clone()
    }

    fn samples() -> Vec<Sample> {
        let shell = || Shell::sample().at("/track/WS-4K7P-29QX");
        let mut new = StatusFacts::sample();
        new.happened.clear();
        new.team = None;
        let mut closed = StatusFacts::sample();
        closed.status = ("Closed".into(), "grey");
        closed.closed = Some("We collected the bin and changed the round.".into());
        closed.goes_on_in = Some("WS-4K7P-29QX".into());
        closed.if_you_do_not_agree = vec!["You can ask us to review our reply.".into()];
        closed.promises.clear();
        closed.can = vec![Can::AskForStage2, Can::Add];
        let mut with_name_alone = StatusFacts::sample();
        with_name_alone.private = Private::BehindCode;
        let mut late = StatusFacts::sample();
        for promise in &mut late.promises {
            promise.is_late = true;
            promise.at_the_latest = false;
        }
        let mut awaited = StatusFacts::sample();
        awaited.private = Private::ConsentAwaited;
        (awaited.told, awaited.also, awaited.wanted) = (None, None, None);
        vec![
            Sample::of("status", &Self::new(shell(), StatusFacts::sample())),
            Sample::of("status, consent awaited", &Self::new(shell(), awaited)),
            Sample::of("status, nothing new", &Self::new(shell(), new)),
            Sample::of("status, closed", &Self::new(shell(), closed)),
            Sample::of("status, late", &Self::new(shell(), late)),
            Sample::of(
                "status, with the name alone",
                &Self::new(shell(), with_name_alone),
            ),
        ]
    }
}

/// One letter or message in full, to read or print.
#[derive(Debug, Clone, Template)]
#[template(path = "public/letter.html")]
pub struct Letter {
    shell: Shell,
    reference: String,
    title: String,
    at: Timestamp,
    blocks: Vec<Block>,
    kept: Option<Markup>,
}

impl Letter {
    /// The page.
    pub fn new(shell: Shell, reference: &str, (title, at): (&str, Timestamp), blocks: Vec<Block>) -> Self {
        Self {
            shell: shell.back_to("Back to progress", &format!("/track/{reference}")),
            reference: reference.into(),
            title: title.into(),
            at,
            blocks,
            kept: None,
        }
    }

    /// The same, kept as it went at this address.
    #[must_use]
    pub fn kept_at(mut self, href: &str, size: u64) -> Self {
        self.kept = Some(letter::download(href, size));
        self
    }

    fn sent(&self) -> Markup {
        format::time_date_time(self.at)
    }

    fn body(&self) -> Markup {
        letter::blocks(&self.blocks)
    }
}

impl Page for Letter {
    fn title(&self) -> String {
        self.title.clone()
    }

    fn samples() -> Vec<Sample> {
        let at = "2026-11-03T10:00:00Z".parse().unwrap_or_default();
        let blocks = vec![
            Block::Paragraph(vec!["Dear Asha Patel".into()]),
            Block::Heading("What we understand your complaint to be".into()),
            Block::List(vec!["The bin was missed".into(), "Nobody called back".into()]),
            Block::Paragraph(vec!["Jo Martin".into(), "Westshire Council".into()]),
        ];
        let letter = Self::new(
            Shell::sample(),
            "WS-4K7P-29QX",
            ("We acknowledged your complaint", at),
            blocks,
        );
        vec![Sample::of("letter", &letter)]
    }
}

/// `/track/{reference}/question`: how is it going?
pub fn question(ask: Ask<'_>) -> Question {
    Question::new(ask.shell, "Ask for an update", ask.form)
        .intro(Markup::paragraphs(
            "We pass this to the person who is dealing with it, and tell you by when you will hear. You will see \
             the answer here.",
        ))
        .field(Textarea::new("told", "What would you like to know? (optional)").of(ask.form))
        .hidden(ONCE, ask.form.value(ONCE))
        .button(Button::send("Ask for an update"))
}

/// `/track/{reference}/stage-2`: ask for a review. Reasons are welcome and never required.
pub fn stage_2(ask: Ask<'_>) -> Question {
    Question::new(ask.shell, "Ask us to review our reply (stage 2)", ask.form)
        .intro(Markup::paragraphs(
            "Somebody who had no part in our first reply looks at your complaint again. We tell you by when you will \
             hear. You do not have to give reasons.",
        ))
        .field(
            Textarea::new("reasons", "What are you not happy with? (optional)")
                .hint("It helps us if you say what we missed or got wrong, and what you would like")
                .of(ask.form),
        )
        .button(Button::send("Ask for stage 2"))
}

/// `/track/{reference}/what-changes`: ask to hear of it.
pub fn what_changes(ask: Ask<'_>) -> Question {
    Question::new(ask.shell, "Hear what changes because of this", ask.form)
        .intro(Markup::paragraphs(
            "We write down what we learn from what people tell us, and what we do about it. We tell you once, in the way \
             that you chose for our answers, what we changed or why we could not. It can take some months.",
        ))
        .button(Button::send("Tell me what changes"))
}

/// `/track/{reference}/survey`: whether we may ask how we did.
pub fn may_ask(ask: Ask<'_>) -> Question {
    let title = "May we ask you how we did?";
    Question::new(ask.shell, title, ask.form)
        .field(
            Radios::yes_no("may_ask", title)
                .as_heading()
                .hint(
                    "When something of yours is finished we ask a few questions, once, by email or post. You can skip them. What \
                     you choose here holds for everything that you bring to us, until you choose otherwise.",
                )
                .of(ask.form),
        )
        .button(Button::new("Save"))
        .button(Markup::link("/performance", "What people told us"))
}

/// `/track/{reference}/details`: ask for a correction. Somebody checks it; nothing changes by itself.
pub fn details(ask: Ask<'_>) -> Question {
    Question::new(ask.shell, "Tell us what is wrong in your details", ask.form)
        .intro(Markup::paragraphs(
            "For example your name, how we address you, your email address, your phone number or where you live. We pass \
             it to the person who deals with this, who may ask you to prove who you are. Until then we use what we have.",
        ))
        .field(
            Textarea::new("told", "What is wrong, and what should it be?")
                .rows(5_u16)
                .of(ask.form),
        )
        .hidden(ONCE, ask.form.value(ONCE))
        .button(Button::send("Ask us to correct it"))
}

/// What a customer takes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withdrawing {
    /// All of it.
    All,
    /// The review that they asked for, and not what was answered before.
    TheReview,
    /// The review, because they accept what stage 1 answered once more.
    ForTheAdditionalReply,
}

/// The same address, once stage 1 answered again: accept that, or have the review finished.
fn accept(ask: Ask<'_>, reference: &str) -> Question {
    Question::new(ask.shell, "Do you accept our additional reply?", ask.form)
        .intro(Markup::paragraphs(&format!(
            "If you accept it, we stop the review of {reference} and close your complaint. If you do not, you need not do \
             anything: the review goes on, and we reply to you.",
        )))
        .field(
            Textarea::new("reason", "Anything that you would like to say (optional)")
                .rows(4_u16)
                .of(ask.form),
        )
        .button(Button::send("I accept this reply"))
        .button(Markup::link(&format!("/track/{reference}"), "Let the review go on"))
}

/// `/track/{reference}/withdraw`: take it back, if that is meant.
pub fn withdraw(ask: Ask<'_>, (reference, what): (&str, Withdrawing)) -> Question {
    if what == Withdrawing::ForTheAdditionalReply {
        return accept(ask, reference);
    }
    let stops = match what {
        Withdrawing::All => format!("If you withdraw {reference}, we stop and close it."),
        Withdrawing::TheReview => format!(
            "If you withdraw your request for a review of {reference}, we stop the review. The reply that we gave you \
             stays."
        ),
        Withdrawing::ForTheAdditionalReply => String::new(),
    };
    Question::new(ask.shell, "Do you want to withdraw this?", ask.form)
        .intro(Markup::paragraphs(&format!(
            "{stops} You do not have to say why. If you change your mind, contact us and quote the reference. We \
             confirm it to you, in the way that you chose for our answers.",
        )))
        .field(
            Textarea::new("reason", "Why you are withdrawing it (optional)")
                .rows(4_u16)
                .of(ask.form),
        )
        .button(Button::warning("Withdraw"))
        .button(Markup::link(&format!("/track/{reference}"), "Cancel"))
}

pub(crate) fn samples_of_forms() -> Vec<Sample> {
    let facts = crate::public::Facts::sample();
    let ask = |form| Ask {
        shell: Shell::sample()
            .journey("WS-4K7P-29QX")
            .back("/track/WS-4K7P-29QX"),
        form,
        facts: &facts,
    };
    let empty = FormState::new();
    vec![
        Sample::of("track question", &question(ask(&empty))),
        Sample::of("track stage 2", &stage_2(ask(&empty))),
        Sample::of("track what changes", &what_changes(ask(&empty))),
        Sample::of("track survey", &may_ask(ask(&empty))),
        Sample::of("track details", &details(ask(&empty))),
        Sample::of(
            "track withdraw",
            &withdraw(ask(&empty), ("WS-4K7P-29QX", Withdrawing::All)),
        ),
        Sample::of(
            "track withdraw: the review",
            &withdraw(ask(&empty), ("WS-4K7P-29QX", Withdrawing::TheReview)),
        ),
        Sample::of(
            "track withdraw: an additional reply is accepted",
            &withdraw(ask(&empty), ("WS-4K7P-29QX", Withdrawing::ForTheAdditionalReply)),
        ),
    ]
}
