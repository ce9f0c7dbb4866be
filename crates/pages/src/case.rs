//! A case as staff see it: its page in sections, and the pages on which something is done to it.
//!
//! The web loads a case and shows it through [`Shown`]; what a page cannot know of itself (names, texts, permissions) it asks of
//! [`Known`]. Sections are made by the modules of the same names, the pages of the acts by [`acts`].

use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::calendar::Calendar;
use redress_domain::case::{Case, Entry, Event, RefusalState, Relation, ReplyState, ReviewState};
use redress_domain::conduct::OneWay;
use redress_domain::id::{
    ActorId, CaseId, ContactId, CouncilId, PersonId, ProcedureId, ReasonCode, ServiceId, TeamId, UserId,
};
use redress_domain::language::WelshLetters;
use redress_domain::permission::Act;
use redress_domain::policy::ReturnToStage1;
use redress_domain::vocabulary::{Channel, Priority};
use redress_domain::words::WordsRef;

use crate::components::{
    Alert, Button, ButtonMenu, NavigationPart, PageHeaderActions, SubNavigation, Tag, Variant,
};
use crate::format;
use crate::layout::{Page, Sample, Shell};
use crate::markup::Markup;

pub mod act;
pub mod acts;
pub mod between;
pub mod bundle;
pub mod code;
pub mod correction;
pub mod council;
pub mod early;
pub mod files;
pub mod letter;
pub mod lists;
mod moved;
pub mod ombudsman;
pub mod partner;
pub mod payment;
pub mod people;
mod person;
pub mod refusals;
pub mod reply;
pub(crate) mod sample;
pub mod stage_2;
pub mod subject;
pub mod summary;
pub mod timeline;
pub mod vocabulary;
pub mod way;

use person::name_or;
pub use person::{Agreement, Elsewhere, Person};

/// A case on its way into a page.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// How it stands.
    pub case: &'a Case,
    /// Everything that happened, the oldest first.
    pub entries: &'a [Entry],
    /// The version that the reader sees.
    pub version: i64,
    /// The days that count.
    pub calendar: &'a Calendar,
    /// Today.
    pub today: Date,
    /// Now.
    pub now: Timestamp,
    /// What the page asks for.
    pub known: &'a dyn Known,
}

/// What a page of a case cannot know of itself.
pub trait Known {
    /// What to call whoever acted.
    fn actor(&self, actor: &ActorId) -> String;
    /// Who reads the page.
    fn reader(&self) -> Option<UserId>;
    /// What to call a member of staff.
    fn user(&self, user: &UserId) -> String;
    /// A text.
    fn text(&self, words: &WordsRef) -> String;
    /// What a service is called.
    fn service(&self, service: &ServiceId) -> String;
    /// Which procedure the complaints about a service follow, by the policy that binds this case.
    fn complaints_of(&self, _service: &ServiceId) -> Option<ProcedureId> {
        None
    }
    /// Whose letters the council writes in Welsh beside English.
    fn welsh(&self) -> WelshLetters;
    /// The other councils that the case speaks of, or could go to, and what they are called.
    fn councils(&self) -> Vec<(CouncilId, String)>;
    /// What a team is called.
    fn team(&self, team: &TeamId) -> String;
    /// What the procedure of this case, or another, is called.
    fn procedure(&self, procedure: &ProcedureId) -> String;
    /// How a review of this case may go back to stage 1, by the procedure that binds it.
    fn return_to_stage_1(&self) -> Option<ReturnToStage1>;
    /// What a reason for not accepting a complaint is called.
    fn reason(&self, code: &ReasonCode) -> String;
    /// Whose matter it is.
    fn customer(&self) -> Option<Person>;
    /// Who speaks for the customer.
    fn representative(&self) -> Option<Person>;
    /// To whom letters go: the representative with leave to act, otherwise the customer.
    fn correspondent(&self) -> Option<Person>;
    /// Whether this is who speaks for the customer.
    fn is_representative(&self, actor: &ActorId) -> bool;
    /// The details of somebody who is or was on the case.
    fn person(&self, person: &PersonId) -> Option<Person>;
    /// What was agreed with the people on the case, and holds.
    fn adjustments(&self) -> Vec<Agreement>;
    /// What a contact arrangement asks of whoever works on the case, one for each person it binds; not why.
    fn arrangements(&self) -> Vec<String> {
        Vec::new()
    }
    /// Whether what goes by a channel leaves by itself: e-mail by a mail server, texts and letters by GOV.UK Notify. Letters that do
    /// not are printed; the others reach nobody.
    fn leaves_by_itself(&self, channel: Channel) -> bool {
        matches!(channel, Channel::Email | Channel::Text)
    }
    /// The one way that an arrangement leaves open to somebody who gets letters about the case.
    fn one_way_to(&self, _: &PersonId) -> Option<OneWay> {
        None
    }
    /// What to call somebody who is or was on the case.
    fn person_name(&self, person: &PersonId) -> String {
        name_or(self.person(person), "somebody")
    }
    /// The reference of another case that this one speaks of, if the reader may know it.
    fn reference_of(&self, case: &CaseId) -> Option<String>;
    /// The other cases: what they are to this one, and their references.
    fn links(&self) -> Vec<(Relation, String)>;
    /// The common causes that it is in: where each is, what it is called, and how many cases it has.
    fn causes(&self) -> Vec<(String, String, i64)>;
    /// Where a letter can be read and printed, if it is one.
    fn letter(&self, words: &WordsRef) -> Option<String>;
    /// What became of what an event sent, where GOV.UK Notify said it, and when.
    fn fate(&self, _event: &Event) -> Option<String> {
        None
    }
    /// Where the original of an e-mail that came in can be saved: of this contact, or of what opened the
    /// case.
    fn original(&self, _contact: Option<&ContactId>) -> Option<String> {
        None
    }
    /// Who wrote the e-mail that a contact is, where it was not the customer.
    fn writer(&self, _contact: &ContactId) -> Option<String> {
        None
    }
    /// Whether the reader may do this to this case.
    fn may(&self, act: Act) -> bool;
    /// Whether the reader is this actor.
    fn is_reader(&self, actor: &ActorId) -> bool;
}

/// A section of the case page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// How it stands.
    Summary,
    /// What happened.
    Timeline,
    /// What was written to and from the customer.
    Messages,
    /// What is complained of.
    Points,
    /// What is answered.
    Replies,
    /// What was promised.
    Actions,
    /// What was sent along, or added.
    Files,
    /// Who it is about.
    People,
    /// What it belongs with.
    Links,
}

impl Section {
    const ALL: [Self; 9] = [
        Self::Summary,
        Self::Timeline,
        Self::Messages,
        Self::Points,
        Self::Replies,
        Self::Actions,
        Self::Files,
        Self::People,
        Self::Links,
    ];

    const fn words(self) -> &'static str {
        match self {
            Self::Summary => "Summary",
            Self::Timeline => "Timeline",
            Self::Messages => "Messages",
            Self::Points => "Points",
            Self::Replies => "Replies",
            Self::Actions => "Actions",
            Self::Files => "Files",
            Self::People => "People",
            Self::Links => "Links",
        }
    }

    const fn path(self) -> &'static str {
        match self {
            Self::Summary => "",
            Self::Timeline => "/timeline",
            Self::Messages => "/messages",
            Self::Points => "/points",
            Self::Replies => "/replies",
            Self::Actions => "/actions",
            Self::Files => "/files",
            Self::People => "/people",
            Self::Links => "/links",
        }
    }
}

/// Something that the reader may do now: the words on its button, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// "Acknowledge".
    pub text: &'static str,
    /// Where.
    pub href: String,
}

impl Shown<'_> {
    /// Where the case's pages are: "/staff/cases/LCC-4K7P-29QX".
    pub fn path(&self) -> String {
        path(self.case.reference.as_str())
    }

    /// Where one of its pages is.
    pub fn at(&self, rest: &str) -> String {
        format!("{}/{rest}", self.path())
    }

    /// Its short title: the first line of what happened, at most 80 characters.
    pub fn title(&self) -> String {
        short_title(&self.known.text(&self.case.what_happened))
    }

    /// Whose matter it is, as a sentence names them.
    pub fn customer_name(&self) -> String {
        name_or(self.known.customer(), "the customer")
    }

    /// To whom letters go, as a button names them.
    pub fn correspondent_name(&self) -> String {
        name_or(self.known.correspondent(), "the customer")
    }

    /// A text, if it is there.
    pub fn some_text(&self, words: Option<&WordsRef>) -> Option<String> {
        words.map(|words| self.known.text(words))
    }

    fn may(&self, act: Act) -> bool {
        self.known.may(act)
    }

    fn deed(&self, act: Act, text: &'static str, rest: &str) -> Option<Deed> {
        self.may(act).then(|| Deed {
            text,
            href: self.at(rest),
        })
    }

    /// What comes next, as far as the reader may do it: the first is the page's main button.
    pub fn next_deeds(&self) -> Vec<Deed> {
        let case = self.case;
        if case.is_closed() {
            // An Ombudsman who asks comes before opening it again.
            let asked = self.deed(Act::RecordOmbudsman, "Ombudsman", "ombudsman");
            let asked = asked.filter(|_| case.open_enquiry().is_some());
            let reopen = self.deed(Act::Reopen, "Reopen", "reopen");
            return asked.into_iter().chain(reopen).collect();
        }
        if case.triaged_at.is_none() {
            let href = triage_path(self.case.reference.as_str());
            let triage = self
                .deed(Act::Triage, "Triage", "")
                .map(|deed| Deed { href, ..deed });
            return triage.into_iter().collect();
        }
        if let RefusalState::Proposed { .. } = case.refusal {
            let decide = self.deed(Act::AgreeRefusal, "Decide whether to accept it", "refuse/decide");
            return decide.into_iter().collect();
        }
        if !case.is_complaint() {
            return self.deed(Act::Close, "Close case", "close").into_iter().collect();
        }
        self.next_of_complaint().into_iter().collect()
    }

    /// What comes next at stage 2, before its reply is written: who may do it, and on which page.
    fn next_of_stage_2(&self) -> Option<(Act, &'static str, &'static str)> {
        let case = self.case;
        let review = case.open_review()?;
        if case.open_return().is_some() {
            return Some(match case.reply.as_ref().map(|reply| &reply.state) {
                None | Some(ReplyState::Draft { .. }) => {
                    (Act::WriteReply, "Write an additional reply", "reply")
                }
                Some(ReplyState::WaitingForApproval) => (Act::ApproveReply, "Approve reply", "approve"),
                Some(ReplyState::Approved { .. }) => (Act::SendReply, "Send reply", "reply"),
                Some(ReplyState::Sent { .. }) => {
                    (Act::WriteReply, "Record that the work is done", "stage-2/done")
                }
            });
        }
        if case.stage_2_waits() {
            return Some((Act::AcceptStage2, "Accept or refuse the review", "stage-2"));
        }
        if review.reviewer.is_none() {
            return Some((Act::AcceptStage2, "Name a reviewer", "stage-2/reviewer"));
        }
        let is_reviewed = case.points.iter().all(redress_domain::case::Point::is_reviewed);
        let is_acknowledged = case.acknowledged_on.is_some();
        (is_acknowledged && !is_reviewed).then_some((Act::Review, "Review stage 1", "stage-2/review"))
    }

    fn next_of_complaint(&self) -> Option<Deed> {
        let case = self.case;
        if let Some((act, text, rest)) = self.next_of_stage_2() {
            return self.deed(act, text, rest);
        }
        let is_promised = case
            .clock(redress_domain::vocabulary::ClockKind::Acknowledge)
            .is_some();
        if is_promised && case.acknowledged_on.is_none() {
            return self.deed(Act::Acknowledge, "Acknowledge", "acknowledge");
        }
        match case.reply.as_ref().map(|reply| &reply.state) {
            None | Some(ReplyState::Draft { .. }) => self.deed(Act::WriteReply, "Write reply", "reply"),
            Some(ReplyState::WaitingForApproval) => self.deed(Act::ApproveReply, "Approve reply", "approve"),
            Some(ReplyState::Approved { .. }) => self.deed(Act::SendReply, "Send reply", "reply"),
            // Nobody closes what can still be taken back.
            Some(ReplyState::Sent { undo_until, .. }) if self.now < *undo_until => None,
            Some(ReplyState::Sent { .. }) => self.deed(Act::Close, "Close case", "close"),
        }
    }

    /// What is done seldom, as far as the reader may do it and the case allows.
    pub fn more_deeds(&self) -> Vec<Deed> {
        let case = self.case;
        let link = self.deed(Act::Link, "Link to another case", "link");
        let ombudsman = self.deed(Act::RecordOmbudsman, "Ombudsman", "ombudsman");
        let answered = case.is_complaint()
            && case.open_review().is_none()
            && (case.is_closed() || case.reply_sent_at().is_some());
        let ask = self.deed(Act::RecordContact, "Record a request for stage 2", "stage-2/ask");
        let ask = ask.filter(|_| answered);
        let contact = self.deed(Act::RecordContact, "Record a contact", "contact");
        let consent = self.deed(Act::RaiseConcern, "Raise a concern", "concern");
        let refer = self.deed(Act::Refer, "Ask another organisation", "partners");
        if case.is_closed() {
            return [contact, consent, ask, self.incident(), ombudsman, link]
                .into_iter()
                .flatten()
                .collect();
        }
        if case.open_review().is_some() {
            return self.more_of_stage_2([contact, consent, refer, ombudsman, link]);
        }
        let is_triaged = case.triaged_at.is_some();
        let is_open_complaint = case.is_complaint() && is_triaged && case.reply_sent_at().is_none();
        let of_complaint = |act, text, rest| is_open_complaint.then(|| self.deed(act, text, rest)).flatten();
        let of_triaged = |act, text, rest| is_triaged.then(|| self.deed(act, text, rest)).flatten();
        let has_no_refusal = case.refusal == RefusalState::None;
        [
            contact,
            consent,
            of_complaint(Act::Extend, "Ask for more time", "more-time"),
            of_complaint(
                Act::AgreeLongExtension,
                "Agree to a longer time",
                "more-time/agree",
            ),
            of_triaged(Act::Assign, "Reassign", "reassign"),
            of_triaged(Act::Assign, "Transfer to another service", "transfer"),
            of_triaged(Act::ChangeKind, "Change what it is", "change-kind"),
            of_complaint(Act::Refuse, "Do not accept this complaint", "refuse").filter(|_| has_no_refusal),
            of_complaint(Act::Refuse, "Say who it is about", "subject"),
            of_complaint(Act::Refuse, "Accept it although it came late", "take-late")
                .filter(|_| has_no_refusal && !case.taken_late),
            refer.filter(|_| is_triaged),
            self.deed(Act::Log, "Get help now", "help"),
            self.withdrawal(),
            of_triaged(Act::Close, "Close case", "close").filter(|_| !self.may_be_undone()),
            ask,
            self.incident(),
            ombudsman,
            link,
        ]
        .into_iter()
        .flatten()
        .chain(council::deeds(self))
        .chain(early::deeds(self).into_iter().filter(|_| is_triaged))
        .collect()
    }

    /// To say that somebody behaved unreasonably: whatever the case is, and however far it has come (domain 5.2).
    fn incident(&self) -> Option<Deed> {
        self.may(Act::ReportIncident).then(|| Deed {
            text: "Report an incident",
            href: format!("/staff/incidents/new?case={}", self.case.reference),
        })
    }

    /// What is done seldom at stage 2: what it is and whose is settled by then.
    fn more_of_stage_2(&self, always: [Option<Deed>; 5]) -> Vec<Deed> {
        let case = self.case;
        let [contact, consent, refer, ombudsman, link] = always;
        let review = case.open_review();
        let is_accepted = review.is_some_and(|review| review.state == ReviewState::Accepted);
        let is_open = is_accepted && case.reply_sent_at().is_none();
        let has_reviewer = is_open && review.is_some_and(|review| review.reviewer.is_some());
        let was_back = review.is_some_and(|review| !review.returns.is_empty());
        let is_back = case.open_return().is_some();
        let may = |is_so: bool, act, text, rest| is_so.then(|| self.deed(act, text, rest)).flatten();
        [
            contact,
            consent,
            may(has_reviewer, Act::Review, "Review stage 1", "stage-2/review"),
            may(
                has_reviewer && !is_back && stage_2::may_go_back(self).is_ok(),
                Act::Review,
                "Send back to stage 1",
                "stage-2/return",
            ),
            may(
                is_open && was_back && !is_back,
                Act::AgreeReturn,
                "Agree that it goes back once more",
                "stage-2/return/agree",
            ),
            may(
                has_reviewer,
                Act::Review,
                "Declare a conflict of interest",
                "stage-2/conflict",
            ),
            may(
                is_open && !is_back,
                Act::AcceptStage2,
                "Name another reviewer",
                "stage-2/reviewer",
            ),
            may(is_open, Act::Extend, "Ask for more time", "more-time"),
            may(
                is_open,
                Act::AgreeLongExtension,
                "Agree to a longer time",
                "more-time/agree",
            ),
            may(is_back, Act::Assign, "Reassign", "reassign"),
            refer,
            self.deed(Act::Log, "Get help now", "help"),
            self.withdrawal(),
            self.incident(),
            may(
                case.reply_sent_at().is_some() && !self.may_be_undone(),
                Act::Close,
                "Close case",
                "close",
            ),
            ombudsman,
            link,
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// What everybody must know who opens it; at most two are shown.
    pub fn alerts(&self) -> Vec<Alert> {
        let case = self.case;
        let mut alerts = Vec::new();
        if !case.concerns.is_empty() {
            let text = "Somebody raised a concern on this case. See People.";
            alerts.push(Alert::new(Variant::Warning, "concern for somebody", text));
        }
        let information = |title: &'static str, text: &str| Alert::new(Variant::Information, title, text);
        let arrangements = self.known.arrangements();
        for text in &arrangements {
            alerts.push(information("contact arrangement", text));
        }
        if !case.support.is_empty() {
            let needs: Vec<_> = case
                .support
                .iter()
                .map(|need| vocabulary::support(*need))
                .collect();
            let words = self.some_text(case.support_words.as_ref());
            let more = words.map(|words| format!(" {words}")).unwrap_or_default();
            let text = format!("The customer needs: {}.{more}", needs.join(", "));
            alerts.push(information("support needed", &text));
        }
        for taken in case.took_in.iter().filter(|taken| !taken.support.is_empty()) {
            let needs: Vec<_> = taken
                .support
                .iter()
                .map(|need| vocabulary::support(*need))
                .collect();
            let words = self.some_text(taken.support_words.as_ref());
            let more = words.map(|words| format!(" {words}")).unwrap_or_default();
            let from = self.known.reference_of(&taken.case).unwrap_or_default();
            let text = format!("Whoever came with {from} needs: {}.{more}", needs.join(", "));
            alerts.push(information("support needed", &text));
        }
        let agreed: Vec<String> = self.known.adjustments().iter().map(Agreement::in_words).collect();
        if !agreed.is_empty() {
            let text = format!("Agreed adjustments: {}.", agreed.join("; "));
            alerts.push(information("agreed adjustments", &text));
        }
        if let RefusalState::Proposed { by, .. } = &case.refusal {
            let text = format!(
                "{} proposed not to accept this complaint. A second person must decide.",
                self.known.actor(by)
            );
            alerts.push(Alert::new(Variant::Warning, "refusal waiting", text.as_str()));
        }
        let overdue = case.next_due().filter(|clock| clock.is_late(self.today));
        if let Some(clock) = overdue.filter(|_| !case.is_closed()) {
            let text = format!(
                "Overdue: {} was due on {}.",
                vocabulary::promise(clock.kind),
                format::long_date(clock.due_on)
            );
            alerts.push(Alert::new(Variant::Warning, "overdue", text.as_str()));
        }
        if case.priority == Priority::Urgent && !case.is_closed() {
            alerts.push(Alert::new(
                Variant::Warning,
                "urgent",
                "Urgent: danger, safeguarding or a legal date.",
            ));
        }
        // What is agreed about contact takes no room from what somebody needs.
        alerts.truncate(2 + arrangements.len());
        alerts
    }

    fn tags(&self) -> Vec<Tag> {
        let case = self.case;
        let (colour, words) = vocabulary::status(case.status());
        let words = if case.is_complaint() && case.stage > 0 && !case.is_closed() {
            format!("Stage {}: {}", case.stage, words.to_lowercase())
        } else {
            words.to_owned()
        };
        let mut tags = vec![if colour.is_empty() {
            Tag::new(words)
        } else {
            Tag::coloured(colour, words)
        }];
        if let Some(clock) = case.next_due().filter(|_| !case.is_closed()) {
            tags.push(format::due_tag(clock.due_on, self.today, 3));
        }
        if case.priority == Priority::Urgent {
            tags.push(Tag::coloured("red", "Urgent"));
        }
        tags
    }

    /// The page of one section of the case.
    pub fn page(&self, shell: Shell, section: Section, body: Vec<Markup>) -> CasePage {
        let mut shell = shell;
        if shell.back.is_none() {
            let is_mine = self.case.owner.is_some() && self.case.owner == self.known.reader();
            shell = if is_mine {
                shell.back_to("Back to my cases", "/staff/my-cases")
            } else {
                shell.back_to("Back to cases", "/staff/cases")
            };
        }
        shell.alerts.extend(self.alerts());
        let mut buttons = self.next_deeds();
        buttons.extend(self.deed(Act::AddNote, "Add note", "note"));
        let mut more = self.more_deeds();
        more.extend(self.deed(Act::AddNote, "Record time", "time"));
        CasePage {
            shell,
            reference: self.case.reference.to_string(),
            spoken: self.case.reference.spoken(),
            kind: vocabulary::kind(self.case.kind),
            short_title: self.title(),
            tags: self.tags(),
            buttons,
            more,
            section,
            body,
        }
    }
}

/// Where the pages of the case with this reference are.
pub fn path(reference: &str) -> String {
    format!("/staff/cases/{reference}")
}

/// Where the case with this reference is triaged.
pub(crate) fn triage_path(reference: &str) -> String {
    format!("/staff/triage/{reference}")
}

/// The first line of a text, at most 80 characters, cut between words.
pub fn short_title(text: &str) -> String {
    const LONGEST: usize = 80;
    let line = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or("No words");
    if line.chars().count() <= LONGEST {
        return line.to_owned();
    }
    let cut: String = line.chars().take(LONGEST - 1).collect();
    let whole_words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{whole_words}…")
}

/// A section of a case's page.
#[derive(Debug, Clone, Template)]
#[template(path = "case/page.html")]
pub struct CasePage {
    shell: Shell,
    reference: String,
    spoken: String,
    kind: &'static str,
    short_title: String,
    tags: Vec<Tag>,
    buttons: Vec<Deed>,
    more: Vec<Deed>,
    section: Section,
    body: Vec<Markup>,
}

impl CasePage {
    fn header(&self) -> PageHeaderActions {
        let mut header = PageHeaderActions::new(&self.reference, &self.short_title);
        for (place, deed) in self.buttons.iter().enumerate() {
            let is_main = place == 0 && deed.text != "Add note";
            let button = if is_main {
                Button::new(deed.text)
            } else {
                Button::secondary(deed.text)
            };
            header = header.button(button.href(deed.href.as_str()));
        }
        if !self.more.is_empty() {
            header = header.menu(self.menu());
        }
        header
    }

    fn menu(&self) -> ButtonMenu {
        let button = |deed: &Deed| Button::secondary(deed.text).href(deed.href.as_str());
        ButtonMenu::new("More actions", self.more.iter().map(button).collect())
    }

    fn navigation(&self) -> SubNavigation {
        let base = path(&self.reference);
        let items = Section::ALL.into_iter().map(|section| NavigationPart {
            text: section.words().into(),
            href: format!("{base}{}", section.path()),
            active: section == self.section,
        });
        SubNavigation {
            label: "Case sections".into(),
            items: items.collect(),
            ..SubNavigation::default()
        }
    }

    fn heading(&self) -> &'static str {
        self.section.words()
    }
}

impl Page for CasePage {
    fn title(&self) -> String {
        // The reference first: that is what tells one open page from another.
        format!("{} – {}", self.reference, self.section.words())
    }

    fn samples() -> Vec<Sample> {
        sample::sections()
    }
}
