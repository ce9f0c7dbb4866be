//! How a conduct file stands.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::{Date, Time};

use super::interim::InterimMeasure;
use super::silence::Silence;
use super::taken_in::TakenIn;
use super::{
    AppealOutcome, Check, CheckAnswer, Letter, Likeness, Outcome, Purpose, Reach, Sort, Urgent, closes,
    leaves_one_way,
};
use crate::calendar::london::{civil_date, time_zone};
use crate::customer::adjustment::AdjustmentKind;
use crate::id::{CaseId, CommentId, ConductId, ContactId, IncidentId, PersonId, PostId, ServiceId, UserId};
use crate::policy::ContactOption;
use crate::vocabulary::Channel;
use crate::words::{FileRef, WordsRef};

/// Arrangements with fewer months than this between them count as one in sum: ending one and beginning
/// another is no way around the limit.
pub const APART: i32 = 3;

/// The conduct file of one person, as its events made it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConductFile {
    /// Whose it is; none until the first incident.
    pub person: Option<PersonId>,
    /// The incidents, in the order in which they were reported.
    pub incidents: Vec<Incident>,
    /// The checks that were answered.
    pub checks: BTreeMap<Check, CheckAnswer>,
    /// Those of them on which a warning was given already: another one asks for them anew.
    pub used_checks: BTreeSet<Check>,
    /// When the latest warning left.
    pub warned_at: Option<Timestamp>,
    /// The latest interim safety measure that was ordered, if any.
    pub interim: Option<InterimMeasure>,
    /// The report that was not decided yet.
    pub report: Option<Report>,
    /// The decision whose notice waits to be sent.
    pub to_notify: Option<ToNotify>,
    /// What was proposed last and not agreed: the same or more is proposed again only for something new.
    pub refused: Option<Refused>,
    /// What they said in time of what was decided, and was written down after it: it is answered where it is proposed anew.
    pub late_comments: Vec<Comment>,
    /// The arrangement of the last notice, whether or not it still binds.
    pub arrangement: Option<Arrangement>,
    /// The contacts that came while an arrangement was in force.
    pub contacts: Vec<Contact>,
    /// The appeal, if there was one.
    pub appeal: Option<AppealState>,
    /// Everybody who took a part in what leads to a decision: they reported, checked, warned, proposed or answered. Also
    /// before the way began again: what they reported is quoted still.
    pub took_part: BTreeSet<UserId>,
    /// Everybody who decided on a report here. They may decide on another, which is what their post is for, and
    /// hear no appeal (domain 5.7 and 5.10).
    pub decided: BTreeSet<UserId>,
    /// Everybody who decided on an appeal here. They decide on no report, and may hear the appeal against another notice: a
    /// council has one Monitoring Officer (Local Government and Housing Act 1989, section 5), and each notice has an appeal.
    pub heard: BTreeSet<UserId>,
    /// New information that came since the last report: it reopens the question.
    pub has_new_information: bool,
    /// New information that came under an arrangement and has no answer, with the day for it.
    pub information_waits: Vec<(ContactId, Date)>,
    /// Adjustments that were agreed since something binds, is proposed or is decided, and were not weighed, with the day
    /// for it.
    pub adjustments_wait: Vec<(AdjustmentKind, Date)>,
    /// An incident was struck out on which what is in force may rest, or the warning or the report that it rests on did not
    /// reach them, with the day by which it is weighed.
    pub grounds_wait: Option<Date>,
    /// What it ends that nobody answers by then; in older records nothing.
    pub silence: Option<Silence>,
    /// The last day of an arrangement whose one way is ruled out by what was agreed since, while nobody has opened another.
    pub way_ends: Option<Date>,
    /// Since when an arrangement is over that silence ended, until they are told.
    pub ended_untold: Option<Date>,
    /// The same, where it was the way that they cannot use which ended it.
    pub ended_for_its_way: Option<Date>,
    /// The files of the incidents and of what they said.
    pub files: Vec<AddedFile>,
    /// When somebody was last told which way is open, after they had used one that is closed.
    pub outside_answered_on: Option<Date>,
    /// The letters that went by the outbox, in the order in which they were written.
    pub letters: Vec<Letter>,
    /// How many of the incidents happened before the way began again: they say nothing of danger now.
    pub incidents_before: usize,
    /// The codes given out by somebody who works for the council with which something was said: by whom, and when.
    pub codes_used: BTreeSet<(UserId, Timestamp)>,
    /// What it took over from files of the same person that were closed into it.
    pub taken_in: Vec<TakenIn>,
    /// The interim safety measures before the latest, also before the way began again: no danger of the day of one or an
    /// earlier day is met by another.
    pub interims_before: Vec<InterimMeasure>,
    /// When they last had a report that has not come back.
    pub shared_on: Option<Date>,
    /// The arrangements before the way began again: the first day of the first, and the last day of the last.
    pub restricted_before: Option<(Date, Date)>,
    /// What goes where it must at once, and nobody has taken up.
    pub urgent: Vec<Urgent>,
    /// What was agreed with them, of which somebody said how the next letter keeps to it.
    pub format_met: BTreeSet<AdjustmentKind>,
    /// When no message could go that says which way is open.
    pub not_told_on: Option<Date>,
    /// What they said before a review that has not come yet: each the comment that it will be; in older records it had no name.
    pub said_for_review: Vec<Option<CommentId>>,
    /// What they said that stands here as a comment, an appeal or a word before a review, and was a contact as well.
    pub said_here: BTreeSet<ContactId>,
    /// The incidents that were struck out: they do not belong here.
    pub struck: Vec<IncidentId>,
    /// When somebody last took a part in it.
    pub touched_on: Option<Date>,
    /// Nothing more is to be done.
    pub is_closed: bool,
    /// Since when.
    pub closed_on: Option<Date>,
    /// The file of the same person in which it goes on, where it was closed for that.
    pub goes_on_in: Option<ConductId>,
    /// What people said of those who may be the person under another name or address.
    pub likenesses: BTreeMap<PersonId, Likeness>,
    /// It is kept for longer than the policy says.
    pub is_held: bool,
    /// The day on which its texts were erased.
    pub erased_on: Option<Date>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// Its name.
    pub id: IncidentId,
    /// The day.
    pub on: Date,
    /// The day on which it was reported.
    pub reported_on: Date,
    /// The time of that day in London, where it was known.
    pub at: Option<Time>,
    /// Whether anybody was in danger.
    pub was_danger: bool,
    /// Who reported it.
    pub reported_by: Option<UserId>,
    /// When the warning left that they had had when it was reported.
    pub after_warning: Option<Timestamp>,
    /// When the latest warning left that they had had then, and that has not come back since.
    pub after_arrived: Option<Timestamp>,
    /// By when somebody looks at it: answers the checks, or closes the file. None once that was done, and while an
    /// arrangement binds, whose review looks at it.
    pub look_by: Option<Date>,
}

/// With what a file stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum With {
    /// An incident.
    Incident(IncidentId),
    /// A comment of theirs on a report.
    Comment(CommentId),
    /// What they said of what was decided, which waits for its answer.
    Said(Beside),
    /// The same, and it has its answer: another appeal came after it, or a review.
    Earlier,
}

crate::vocabulary! {
    /// What they say of what was decided, with which files can go.
    pub enum Beside {
        /// An appeal.
        Appeal = "appeal",
        /// What they want whoever reviews to read.
        Review = "review",
    }
}

/// A file of an incident, or of something that they said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedFile {
    /// With what it stands.
    pub with: With,
    /// The file, and its digest.
    pub file: FileRef,
    /// Its name.
    pub name: WordsRef,
}

/// A report that was not decided yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What it proposes.
    pub terms: Terms,
    /// What is said for it.
    pub said: Said,
    /// A first arrangement, a renewal or a review.
    pub purpose: Purpose,
    /// What the person has seen, and until when they may comment.
    pub shared: Option<Shared>,
    /// By when they are to have it, while they do not: shared, or withdrawn.
    pub share_by: Date,
    /// The day from which they have had a report of this, also one that reads otherwise by now.
    pub had_on: Option<Date>,
    /// The last day to comment that they were given in a letter, as they asked for more time: it holds for every report of this,
    /// however often that is shared anew.
    pub more_time_until: Option<Date>,
    /// What they said, in order.
    pub comments: Vec<Comment>,
}

/// What an arrangement asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// What is done.
    pub measures: Vec<ContactOption>,
    /// How far it reaches.
    pub reach: Reach,
    /// Which service, where it reaches one.
    pub service: Option<ServiceId>,
    /// Which cases, where it reaches a matter.
    pub cases: Vec<CaseId>,
    /// Its last day.
    pub ends_on: Date,
    /// When it is looked at again.
    pub review_on: Date,
    /// The way that stays open.
    pub open_channel: Channel,
    /// Who answers, when, or for how long.
    pub in_practice: Option<WordsRef>,
}

/// What the person has seen of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// The day.
    pub on: Date,
    /// Until when they may comment.
    pub comments_until: Date,
    /// The terms as they have seen them.
    pub terms: Terms,
    /// What they have read for it.
    pub said: Said,
}

/// The texts of a proposal, each by its name and digest: a word that changes makes another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Why they can really use the way that stays open.
    pub why_usable: WordsRef,
    /// Why it is proposed.
    pub reasons: WordsRef,
    /// What was considered of equality.
    pub equality: WordsRef,
    /// What was considered of human rights.
    pub human_rights: WordsRef,
    /// What we will do; in older records also what we ask of them.
    pub expects: WordsRef,
    /// What we ask of them.
    pub asks: Option<WordsRef>,
    /// Why the whole council.
    pub why_whole_council: Option<WordsRef>,
    /// Why nothing milder protects.
    pub why_nothing_milder: Option<WordsRef>,
}

/// A comment of theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its name.
    pub id: CommentId,
    /// Whether it has an answer.
    pub is_answered: bool,
    /// It is of what they read before: something harsher was proposed since, on which they have time anew.
    pub is_of_before: bool,
    /// They said that it is all that they want to say.
    pub is_all: bool,
}

/// What was proposed last and not agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// What it would have asked.
    pub terms: Terms,
    /// When that was decided.
    pub at: Timestamp,
}

/// A decision whose notice waits to be sent: nothing binds yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToNotify {
    /// What was decided.
    pub outcome: Outcome,
    /// What it was about.
    pub purpose: Purpose,
    /// The post that decided, where that was written down.
    pub post: Option<PostId>,
    /// Whether the person had commented.
    pub was_commented: bool,
    /// Whether they had said anything of the report on which it was decided, and not only of one before it.
    pub was_heard: bool,
    /// What they said of it, in order: each stands in the notice with its answer (paper 004, 7.1; domain 5.6).
    pub comments: Vec<CommentId>,
    /// What will bind.
    pub terms: Terms,
    /// By when the notice has to be out.
    pub due_on: Date,
    /// What it rests on reads otherwise than what they had: an incident was struck out, or a check was answered anew. Or
    /// whoever decided has not read all that they said in time.
    pub reads_otherwise: bool,
    /// The day from which they have had a report of it.
    pub had_on: Option<Date>,
    /// When it was decided.
    pub decided_on: Date,
}

/// An arrangement of which notice was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrangement {
    /// Its first day: that of the notice.
    pub from: Date,
    /// The first day of the first of the arrangements that followed one another.
    pub since: Date,
    /// What it asks.
    pub terms: Terms,
    /// The last day for an appeal.
    pub appeal_until: Date,
    /// Whether the person had said anything of the report on which it was decided.
    pub was_heard: bool,
    /// The day on which it was lifted, or undone by an appeal.
    pub ended_on: Option<Date>,
    /// It was over before the way began again, and is here for its appeal.
    pub is_of_before: bool,
}

/// A contact that came while an arrangement was in force, or while a report that they have waited for its decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Which.
    pub id: ContactId,
    /// The day.
    pub on: Date,
    /// How it came.
    pub channel: Channel,
    /// By when somebody reads it.
    pub read_by: Date,
    /// What it is, once it was read.
    pub sort: Option<Sort>,
    /// What else it is: nothing that it is goes unheard for the rest of it.
    pub also: Vec<Sort>,
    /// The case that it was put on, unless it opened it.
    pub came_on: Option<CaseId>,
    /// The case that was made of it.
    pub case: Option<CaseId>,
}

/// An appeal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppealState {
    /// The first day of the arrangement that it is against: each notice has an appeal of its own.
    pub against: Option<Date>,
    /// By when it is decided.
    pub due_on: Date,
    /// What came of it.
    pub outcome: Option<AppealOutcome>,
}

crate::vocabulary! {
    /// How far a conduct file is. Whether anything binds is a question of the day, and asked apart.
    pub enum Standing {
        /// Incidents were reported; checks are answered, or a warning was given.
        Considered = "considered",
        /// A report proposes an arrangement, and the person has not seen it.
        Proposed = "proposed",
        /// They have seen the report.
        Shared = "shared",
        /// It is decided, and the notice has to go out.
        ToNotify = "to-notify",
        /// Notice of an arrangement was given, and nothing new is proposed.
        Arranged = "arranged",
    }
}

crate::vocabulary! {
    /// What has to be done on a conduct file.
    pub enum DueKind {
        /// A contact has to be read.
        ReadContact = "read-contact",
        /// The notice of a decision has to go out.
        SendNotice = "send-notice",
        /// An arrangement has to be looked at again.
        Review = "review",
        /// An appeal has to be decided.
        DecideAppeal = "decide-appeal",
        /// The time for comments ends: answer them, and put it before whoever decides.
        AnswerComments = "answer-comments",
        /// It has to be decided on the report that they have.
        Decide = "decide",
        /// An adjustment that was agreed since has to be weighed.
        WeighAdjustment = "weigh-adjustment",
        /// It has to be decided whether new information changes anything.
        AnswerInformation = "answer-information",
        /// An interim safety measure ends, and nothing has been proposed since, nor the file closed.
        BeginTheWay = "begin-the-way",
        /// What was passed on at once has to be taken up.
        TakeUp = "take-up",
        /// An incident was struck out, or the warning or the report did not reach them: it has to be decided whether the arrangement can
        /// stand.
        WeighGrounds = "weigh-grounds",
        /// A reported incident has to be looked at: answer the checks, or close the file.
        LookAtIncident = "look-at-incident",
        /// The letter of an interim safety measure has to leave: it binds already.
        SendInterim = "send-interim",
        /// A proposal that they have not seen has to be shared with them, or withdrawn.
        ShareReport = "share-report",
        /// Silence has ended an arrangement, and they have to be told.
        TellThatItEnded = "tell-that-it-ended",
    }
}

/// Something that has to be done, and by when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// What.
    pub kind: DueKind,
    /// The last day for it.
    pub on: Date,
    /// The last day on which it is of any use, where there is one: nobody reviews what has lapsed.
    pub until: Option<Date>,
}

impl Report {
    /// Whether they said anything of the report as it was shared last. What they said of one before it shows nothing of
    /// whether this one reached them (paper 004, 7.1).
    pub fn is_heard(&self) -> bool {
        self.comments.iter().any(|comment| !comment.is_of_before)
    }

    /// Whether they had their time to comment: its last day is over, or they said of what they read that they said all (paper
    /// 004, 7.1; domain 5.6: ten working days at least). To ask for more time ends none.
    pub fn had_their_time(&self, today: Date) -> bool {
        let said_all = |comment: &Comment| comment.is_all && !comment.is_of_before;
        let shared = self.shared.as_ref();
        shared.is_some_and(|shared| today > shared.comments_until || self.comments.iter().any(said_all))
    }
}

impl Comment {
    /// One on what they have not read anew since, which waits for its answer.
    pub(super) fn unanswered(id: &CommentId) -> Self {
        Self {
            id: id.clone(),
            is_answered: false,
            is_of_before: true,
            is_all: false,
        }
    }
}

impl Arrangement {
    /// Whether it binds on a day. It lapses at its end by itself: no job has to run for that
    /// (domain 5.10).
    pub fn is_in_force(&self, on: Date) -> bool {
        self.from <= on && on <= self.terms.ends_on && self.ended_on.is_none_or(|ended| on < ended)
    }
}

impl Incident {
    /// Whether it happened after a warning had left. On the warning's own day only its time says so: where none is known, it
    /// is taken as before it, in the person's favour (the Ombudsman's guide, part 3: a chance to change first).
    pub fn happened_after(&self, warned: Timestamp) -> bool {
        let warned = time_zone().to_datetime(warned);
        let by_the_clock = || self.at.is_some_and(|at| self.on.to_datetime(at) >= warned);
        self.on > warned.date() || (self.on == warned.date() && by_the_clock())
    }
}

impl ConductFile {
    /// What they said of this sort has its answer, and what comes goes with something else.
    pub(super) fn is_over(&mut self, beside: Beside) {
        for file in self
            .files
            .iter_mut()
            .filter(|file| file.with == With::Said(beside))
        {
            file.with = With::Earlier;
        }
    }

    /// The arrangement that binds on a day.
    pub fn in_force(&self, on: Date) -> Option<&Arrangement> {
        let is_silent = self.silent_end().is_some_and(|by| by < on);
        let arrangement = self.arrangement.as_ref().filter(|_| !is_silent);
        arrangement.filter(|arrangement| arrangement.is_in_force(on))
    }

    /// The measures that bind on a day, and the way that stays open: what the front line is told, and
    /// nothing of why. `None` where nothing binds. An interim measure comes on top of an arrangement: the one way that a
    /// notice promised stays the way, unless what is for danger now closes it or leaves one way itself (domain 5.4 and 5.5).
    pub fn binding(&self, on: Date) -> Option<(Vec<ContactOption>, Channel)> {
        let arrangement = self.in_force(on).map(|arrangement| &arrangement.terms);
        let interim = self.interim_in_force(on);
        let promised = arrangement
            .filter(|terms| leaves_one_way(&terms.measures))
            .map(|terms| terms.open_channel);
        let stays = |way: Channel| interim.is_none_or(|it| !closes(&it.measures, it.open_channel, way));
        let channel = promised
            .filter(|way| stays(*way))
            .or(interim.map(|interim| interim.open_channel))
            .or_else(|| arrangement.map(|terms| terms.open_channel))?;
        let mut measures = arrangement.map_or_else(Vec::new, |terms| terms.measures.clone());
        for measure in interim.iter().flat_map(|interim| &interim.measures) {
            if !measures.contains(measure) {
                measures.push(*measure);
            }
        }
        Some((measures, channel))
    }

    /// Whether what comes in on a day may be a comment (paper 004, 7.1; domain 5.6): they have a report that is not decided, also
    /// one that reads otherwise by now; and on the day of its decision, as long as the notice waits, what they said before it may
    /// still come.
    pub fn may_be_commented(&self, on: Date) -> bool {
        let has_it = |had_on: Option<Date>| had_on.is_some_and(|had| had <= on);
        let of_report = self.report.as_ref().is_some_and(|report| has_it(report.had_on));
        let decided = self.to_notify.as_ref().filter(|waits| on <= waits.decided_on);
        of_report || decided.is_some_and(|waits| has_it(waits.had_on))
    }

    /// Whether what comes in on a day is read here: something binds them (domain 5.9), or it may be a comment (5.6).
    pub fn is_read(&self, on: Date) -> bool {
        self.binding(on).is_some() || self.may_be_commented(on)
    }

    /// The ways that are to stay open: of what binds, also once what is for danger is over, and of what is to bind. A renewal
    /// that leaves no way open is not decided; what it renews is asked about itself.
    pub fn open_ways(&self, today: Date) -> Vec<Channel> {
        let binds = self.binding(today).map(|(_, open)| open);
        let arranged = self.in_force(today).map(|it| it.terms.open_channel);
        let first = self.report.as_ref();
        let first = first.filter(|report| report.purpose == Purpose::First);
        let proposed = first.map(|report| report.terms.open_channel);
        let decided = self.to_notify.as_ref().filter(|_| self.is_decided());
        let decided = decided.map(|waits| waits.terms.open_channel);
        let mut ways: Vec<Channel> = Vec::new();
        for way in [binds, arranged, proposed, decided].into_iter().flatten() {
            if !ways.contains(&way) {
                ways.push(way);
            }
        }
        ways
    }

    /// The ways that are to stay open and that they cannot use by what was agreed since, each with what rules it out (Equality
    /// Act 2010, section 20).
    pub fn ruled_out(&self, today: Date) -> Vec<(Channel, AdjustmentKind)> {
        let ways = self.open_ways(today).into_iter();
        let waits = |way: Channel| {
            let kinds = self.adjustments_wait.iter().map(|(kind, _)| *kind);
            kinds
                .filter(move |kind| kind.rules_out(way))
                .map(move |kind| (way, kind))
        };
        ways.flat_map(waits).collect()
    }

    /// How far it is.
    pub fn standing(&self) -> Standing {
        match &self.report {
            _ if self.to_notify.is_some() => Standing::ToNotify,
            Some(report) if report.shared.is_some() => Standing::Shared,
            Some(_) => Standing::Proposed,
            None if self.is_arranged() => Standing::Arranged,
            None => Standing::Considered,
        }
    }

    /// The first and the last day on which the arrangement or the interim measure binds, or bound: both where
    /// they overlap, otherwise that which began later.
    pub fn bound(&self) -> Option<(Date, Date)> {
        let days = |from: Date, ends_on: Date, ended_on: Option<Date>| {
            let before = ended_on.and_then(|ended| ended.yesterday().ok());
            let last = before.map_or(ends_on, |before| before.min(ends_on));
            (from <= last).then_some((from, last))
        };
        let arrangement = self.arrangement.as_ref();
        let ends_on = |it: &Arrangement| it.terms.ends_on.min(self.silent_end().unwrap_or(Date::MAX));
        let arrangement = arrangement.and_then(|it| days(it.from, ends_on(it), it.ended_on));
        let interim = self.interim.as_ref();
        let interim = interim.and_then(|it| days(it.from, it.ends_on, it.ended_on));
        match (arrangement, interim) {
            (Some((from, last)), Some((begins, ends))) if from <= ends && begins <= last => {
                Some((from.min(begins), last.max(ends)))
            }
            (arrangement, interim) => arrangement.max(interim),
        }
    }

    /// Whether an appeal waits to be decided.
    pub fn appeal_waits(&self) -> bool {
        self.appeal
            .as_ref()
            .is_some_and(|appeal| appeal.outcome.is_none())
    }

    /// The last day on which anything bound, or binds.
    pub fn bound_until(&self) -> Option<Date> {
        let last = |ends_on: Date, ended_on: Option<Date>| {
            let before = ended_on.and_then(|ended| ended.yesterday().ok());
            before.map_or(ends_on, |before| before.min(ends_on))
        };
        let arrangement = self.arrangement.as_ref();
        let silent = self.silent_end().unwrap_or(Date::MAX);
        let arrangement = arrangement.map(|it| last(it.terms.ends_on.min(silent), it.ended_on));
        let interim = self.interim.as_ref().map(|it| last(it.ends_on, it.ended_on));
        arrangement.max(interim)
    }

    /// The contacts that nobody has read.
    pub fn unread(&self) -> impl Iterator<Item = &Contact> {
        self.contacts.iter().filter(|contact| contact.sort.is_none())
    }

    /// The checks that a warning needs: those that have no answer, and those on which one was given already.
    pub fn checks_for_a_warning(&self) -> Vec<Check> {
        let used = |check: &Check| !self.checks.contains_key(check) || self.used_checks.contains(check);
        Check::ALL.iter().copied().filter(used).collect()
    }

    /// When the warning left that counts: one that led to an arrangement which is over is used up.
    pub fn warning(&self) -> Option<Timestamp> {
        let used = self.arrangement.as_ref().map(|arrangement| arrangement.from);
        self.warned_at
            .filter(|warned| used.is_none_or(|used| civil_date(*warned) > used))
    }

    /// The day of the latest warning.
    pub fn warned_on(&self) -> Option<Date> {
        self.warned_at.map(civil_date)
    }

    /// The checks that have no answer.
    pub fn checks_missing(&self) -> Vec<Check> {
        let missing = Check::ALL.iter().filter(|check| !self.checks.contains_key(check));
        missing.copied().collect()
    }

    /// Whether something is left of these times that happened after a warning, and was reported after it: without, no
    /// arrangement stands (the Ombudsman's guide, part 3). A warning that came back is none, unless they spoke of what was
    /// decided on it: in their comments, which the report asked for with its warning, or in an appeal (domain 5.4).
    pub fn rests_on_something(&self) -> bool {
        let appealed = |it: &Arrangement| {
            self.appeal
                .as_ref()
                .is_some_and(|appeal| appeal.against == Some(it.from))
        };
        let spoke = |it: &Arrangement| it.was_heard || appealed(it);
        self.went_on_after(if self.arrangement.as_ref().is_some_and(spoke) {
            |incident| incident.after_warning
        } else {
            |incident| incident.after_arrived
        })
    }

    /// Whether something is left that happened after a warning which has not come back, and was reported after it.
    pub(super) fn rests_on_a_warning_that_arrived(&self) -> bool {
        self.went_on_after(|incident| incident.after_arrived)
    }

    fn went_on_after(&self, warned: fn(&Incident) -> Option<Timestamp>) -> bool {
        let since =
            |incident: &Incident| warned(incident).is_some_and(|warned| incident.happened_after(warned));
        self.incidents.iter().skip(self.incidents_before).any(since)
    }

    /// Whether they had the report that waits, or what was decided on it and waits for its notice: then they are told what
    /// becomes of it.
    pub fn had_the_report(&self) -> bool {
        let had_it = |report: &Report| report.had_on.is_some();
        self.is_decided() || self.report.as_ref().is_some_and(had_it)
    }

    /// Whether an arrangement was decided whose notice waits.
    pub fn is_decided(&self) -> bool {
        let waits = self.to_notify.as_ref();
        waits.is_some_and(|waits| waits.outcome == Outcome::Agreed)
    }

    /// Whether a report waits for its decision, or a decision for its notice.
    pub fn is_pending(&self) -> bool {
        self.report.is_some() || self.to_notify.is_some()
    }

    /// Whether what binds, is proposed or is decided may stand against an adjustment that was agreed since: until it is
    /// weighed with reasons, or changed (Equality Act 2010, section 20).
    pub fn may_stand_against_an_adjustment(&self, on: Date) -> bool {
        (self.is_pending() || self.binding(on).is_some()) && !self.adjustments_wait.is_empty()
    }
}
