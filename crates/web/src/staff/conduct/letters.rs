//! What opens the letters of a file, and what the program adds to each from the record.

use jiff::civil::{Date, Time};
use redress_correspondence::conduct::{self as letters, Answered, Both, Reasons, Terms};
use redress_domain::calendar::london::civil_date;
use redress_domain::conduct::{AppealOutcome, Event, Outcome, Purpose, Sentences, post_for, state};
use redress_domain::id::CommentId;
use redress_domain::language::{Language, in_both, part_in, to_be_put_into_welsh};
use redress_domain::policy::ContactOption;
use redress_domain::policy::letters::LetterPart;
use redress_domain::vocabulary::Channel;
use redress_domain::words::WordsRef;
use redress_pages::conduct::Known as _;
use redress_pages::form::FormState;
use redress_pages::format::{long_date, picker_date, time};

use super::OpenFile;
use crate::error::PageError;
use crate::staff::case::doing::read_date;

/// What the latest proposal says, beside its terms: all the reasons that the file has, and what is expected.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "what the file has of reasons; the rest is none"
)]
fn proposed(file: &OpenFile, form: &FormState, say: &Sentences<'_>) -> (Reasons, Both) {
    let mut reasons = Reasons::default();
    let mut told = Both {
        expects: String::new(),
        asks: None,
    };
    let text = |words: &WordsRef| recorded(file, say, &file.quoted(&file.text(words), form));
    for entry in &file.view.entries {
        match &entry.event {
            Event::Proposed {
                reasons: why,
                expects,
                asks,
                why_usable,
                equality,
                human_rights,
                why_whole_council,
                why_nothing_milder,
                ..
            } => {
                reasons.why = text(why);
                reasons.usable = text(why_usable);
                reasons.equality = text(equality);
                reasons.human_rights = text(human_rights);
                reasons.whole_council = why_whole_council.as_ref().map(text);
                reasons.nothing_milder = why_nothing_milder.as_ref().map(text);
                // A contact who answers is named in it, and by agreement.
                told = Both {
                    expects: recorded(file, say, &file.text(expects)),
                    asks: asks.as_ref().map(|words| recorded(file, say, &file.text(words))),
                };
            }
            Event::CheckAnswered {
                check,
                answer,
                reason,
            } => {
                let asked = say.check(*check);
                let said = one_line(&text(reason));
                let said = format!("{} {said}", say.check_answer(*answer));
                reasons.checks.retain(|(known, _)| *known != asked);
                reasons.checks.push((asked, said));
            }
            Event::IncidentReported {
                id,
                on,
                at,
                channel,
                facts,
                ..
            } if file.view.file.incidents.iter().any(|incident| incident.id == *id) => {
                let facts = one_line(&text(facts));
                let how = match say.language {
                    Language::English => redress_pages::words::channel(*channel).to_lowercase(),
                    Language::Welsh => say.way(*channel),
                };
                reasons
                    .happened
                    .push(format!("{}, {how}: {facts}", when(say, *on, *at)));
            }
            Event::MilderTried { words } => reasons.milder.push(text(words)),
            _ => {}
        }
    }
    (reasons, told)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "23 November 2026, 10:30am".
fn when(say: &Sentences<'_>, on: Date, at: Option<Time>) -> String {
    let day = match say.language {
        Language::English => long_date(on),
        Language::Welsh => say.language.date(on),
    };
    let clock = at.map(|at| match say.language {
        Language::English => time(at),
        Language::Welsh => at.strftime("%H:%M").to_string(),
    });
    clock.map_or_else(|| day.clone(), |clock| format!("{day}, {clock}"))
}

/// A letter, or what opens one, in the languages of its reader, Welsh first (Welsh Language Standards (No. 1) Regulations
/// 2015, standards 2 and 6).
pub(super) fn in_each(
    file: &OpenFile,
    write: impl Fn(&Sentences<'_>) -> Result<String, PageError>,
) -> Result<String, PageError> {
    let policy = file.policy()?;
    if !file.is_in_both {
        return write(&Sentences::new(policy, Language::English));
    }
    let [welsh, english] = Language::BOTH.map(|language| write(&Sentences::new(policy, language)));
    let (welsh, english) = (welsh?, english?);
    Ok(if welsh.trim().is_empty() && english.trim().is_empty() {
        String::new()
    } else {
        in_both(&welsh, &english)
    })
}

/// The same where there is something to say.
fn some_in_each(
    file: &OpenFile,
    write: impl Fn(&Sentences<'_>) -> Result<String, PageError>,
) -> Result<Option<String>, PageError> {
    in_each(file, write).map(Some)
}

/// What the record has, as this part of a letter tells it: what was written in English alone is said to be.
fn recorded(file: &OpenFile, say: &Sentences<'_>, text: &str) -> String {
    own(file, say, text).unwrap_or_else(|| say.say(LetterPart::WelshOnlyEnglish))
}

/// What whoever writes the letter says in it: without its Welsh it goes to no reader of both.
fn typed(file: &OpenFile, say: &Sentences<'_>, text: &str) -> String {
    own(file, say, text).unwrap_or_else(|| to_be_put_into_welsh(text))
}

fn own(file: &OpenFile, say: &Sentences<'_>, text: &str) -> Option<String> {
    if !file.is_in_both || text.trim().is_empty() {
        return Some(text.to_owned());
    }
    let english = || (say.language == Language::English).then(|| text.to_owned());
    part_in(text, say.language).or_else(english)
}

fn terms(file: &OpenFile, say: &Sentences<'_>, terms: &state::Terms) -> Terms {
    let cases: Vec<String> = terms.cases.iter().map(|case| file.reference(case)).collect();
    let service = terms.service.as_ref().map(|id| {
        let service = say.policy.service(id);
        service.map_or_else(|| id.to_string(), |service| service.name.clone())
    });
    let in_practice = terms.in_practice.as_ref();
    Terms {
        measures: measures(say, &terms.measures, terms.open_channel),
        reach: service.unwrap_or_else(|| say.reach(terms.reach, &cases)),
        open_way: say.way(terms.open_channel),
        ends_on: terms.ends_on,
        review_on: terms.review_on,
        in_practice: in_practice.map(|words| recorded(file, say, &file.text(words))),
    }
}

fn measures(say: &Sentences<'_>, measures: &[ContactOption], open: Channel) -> Vec<String> {
    measures
        .iter()
        .map(|measure| say.measure(*measure, open))
        .collect()
}

/// What opens the warning.
pub(super) fn warning(file: &OpenFile) -> Result<String, PageError> {
    let last = file.view.file.incidents.last();
    let on = last.map_or(file.view.today, |incident| incident.on);
    in_each(file, |say| Ok(letters::warning(say, file.name(), on)))
}

/// What the program adds to a warning: what has to change, as the form has it.
pub(super) fn warning_parts(file: &OpenFile, form: &FormState) -> Result<Option<String>, PageError> {
    let Some(must_change) = form.filled("must_change") else {
        return Ok(None);
    };
    some_in_each(file, |say| {
        Ok(letters::warning_parts(say, &typed(file, say, must_change)))
    })
}

/// What opens the letter of an interim measure.
pub(super) fn interim(file: &OpenFile) -> Result<String, PageError> {
    in_each(file, |say| Ok(letters::interim(say, file.name())))
}

/// What is asked, by which way, and until which day, as a form has it.
struct Asked {
    options: Vec<ContactOption>,
    open: Channel,
    ends_on: Date,
    in_practice: Option<String>,
}

impl Asked {
    fn read(form: &FormState) -> Option<Self> {
        let options = form
            .values("measures")
            .into_iter()
            .filter_map(ContactOption::parse);
        Some(Self {
            options: options.collect(),
            open: Channel::parse(form.value("open_channel"))?,
            ends_on: read_date(form.value("ends_on"))?,
            in_practice: form.filled("in_practice").map(str::to_owned),
        })
    }

    /// Each measure, and who answers, when, or for how long; and the way that stays open.
    fn told(&self, file: &OpenFile, say: &Sentences<'_>) -> (Vec<String>, String) {
        let mut measures = measures(say, &self.options, self.open);
        measures.extend(self.in_practice.as_ref().map(|words| typed(file, say, words)));
        (measures, say.way(self.open))
    }
}

/// What the program adds to the letter of an interim measure.
pub(super) fn interim_parts(file: &OpenFile, form: &FormState) -> Result<Option<String>, PageError> {
    let Some(asked) = Asked::read(form) else {
        return Ok(None);
    };
    some_in_each(file, |say| {
        let (measures, way) = asked.told(file, say);
        let days = (file.view.today, asked.ends_on);
        // Domain 5.4: they are told which of two letters holds.
        let in_force = file.view.file.interim_in_force(file.view.today);
        let in_place_of = in_force.map(|interim| interim.from);
        Ok(letters::interim_parts(say, (&measures, &way), days, in_place_of))
    })
}

/// What opens the letter that an arrangement is kinder.
pub(super) fn eased(file: &OpenFile) -> Result<FormState, PageError> {
    let opening = in_each(file, |say| Ok(letters::eased(say, file.name())))?;
    let mut pairs = vec![("letter", opening)];
    if let Some(arrangement) = file.view.file.in_force(file.view.today) {
        let terms = &arrangement.terms;
        let measures = terms.measures.iter();
        pairs.extend(measures.map(|measure| ("measures", measure.as_str().to_owned())));
        pairs.push(("open_channel", terms.open_channel.as_str().to_owned()));
        pairs.push(("ends_on", picker_date(terms.ends_on)));
        pairs.push(("review_on", picker_date(terms.review_on.max(file.view.today))));
    }
    Ok(FormState::from_pairs(pairs))
}

/// What the program adds to it.
pub(super) fn eased_parts(file: &OpenFile, form: &FormState) -> Result<Option<String>, PageError> {
    let Some((asked, review_on)) = Asked::read(form).zip(read_date(form.value("review_on"))) else {
        return Ok(None);
    };
    some_in_each(file, |say| {
        let (measures, way) = asked.told(file, say);
        let days = (asked.ends_on, review_on);
        Ok(letters::eased_parts(say, (&measures, &way), days))
    })
}

/// What opens the report as they read it.
pub(super) fn report(file: &OpenFile) -> Result<String, PageError> {
    let report = file.view.file.report.as_ref();
    let goes_on = goes_on(file, report.map_or(Purpose::Renewal, |report| report.purpose));
    in_each(file, |say| Ok(letters::report(say, file.name(), goes_on)))
}

/// What goes on, where something is in force, and its last day.
fn goes_on(file: &OpenFile, purpose: Purpose) -> Option<(Purpose, Date)> {
    let in_force = file.view.file.in_force(file.view.today);
    in_force.map(|arrangement| (purpose, arrangement.terms.ends_on))
}

/// The report itself.
pub(super) fn report_parts(file: &OpenFile, form: &FormState) -> Result<Option<String>, PageError> {
    let Some(report) = &file.view.file.report else {
        return Ok(None);
    };
    let conduct = file.conduct()?;
    let decides = post_for(&file.view.file, (conduct, file.view.today));
    some_in_each(file, |say| {
        let (reasons, both) = proposed(file, form, say);
        let told = (&terms(file, say, &report.terms), &both);
        Ok(letters::report_parts(say, (conduct, decides), told, &reasons))
    })
}

/// What opens the notice of what was decided.
pub(super) fn notice(file: &OpenFile) -> Result<String, PageError> {
    in_each(file, |say| {
        Ok(match &file.view.file.to_notify {
            Some(waits) if waits.outcome == Outcome::Agreed => {
                letters::notice(say, file.name(), waits.purpose)
            }
            Some(_) => letters::not_agreed(say, file.name()),
            None => String::new(),
        })
    })
}

/// What every notice says, from the record.
pub(super) fn notice_parts(file: &OpenFile, form: &FormState) -> Result<Option<String>, PageError> {
    let Some(waits) = &file.view.file.to_notify else {
        return Ok(None);
    };
    let reasons = file.view.entries.iter().rev().find_map(|entry| {
        if let Event::Decided { reasons, .. } = &entry.event {
            return Some(file.quoted(&file.text(reasons), form));
        }
        None
    });
    let reasons = reasons.unwrap_or_default();
    let conduct = file.conduct()?;
    let post = waits.post.as_ref().unwrap_or(&conduct.decided_by);
    some_in_each(file, |say| {
        let answered = answered(file, say, &waits.comments);
        let decided = (post, answered.as_slice());
        let reasons = recorded(file, say, &reasons);
        if waits.outcome != Outcome::Agreed {
            let goes_on = goes_on(file, waits.purpose);
            return Ok(letters::not_agreed_parts(say, decided, (&reasons, goes_on)));
        }
        let (_, both) = proposed(file, form, say);
        let told = (&terms(file, say, &waits.terms), reasons.as_str(), &both);
        Ok(letters::notice_parts(
            say,
            (conduct, waits.purpose, decided),
            told,
        ))
    })
}

/// What they said of the report, each with its answer.
fn answered(file: &OpenFile, say: &Sentences<'_>, comments: &[CommentId]) -> Vec<Answered> {
    let text = |words: &WordsRef| one_line(&recorded(file, say, &file.without_juniors(&file.text(words))));
    let answer_to = |comment: &CommentId| {
        // The last one: what they said before a review may have had an answer in a report that was withdrawn.
        file.view.entries.iter().rev().find_map(|entry| {
            if let Event::CommentAnswered { id, words } = &entry.event
                && id == comment
            {
                return Some(text(words));
            }
            None
        })
    };
    let said = file.view.entries.iter().filter_map(|entry| {
        if let Some((id, _, words)) = entry.event.commented()
            && comments.contains(id)
        {
            let ended_their_time = matches!(entry.event, Event::Commented { is_all: true, .. });
            let wrote_down = ended_their_time && entry.actor.user().is_some();
            let said_all = wrote_down.then(|| civil_date(entry.at));
            return Some((id, text(words), said_all));
        }
        None
    });
    said.map(|(id, said, said_all)| Answered {
        said,
        said_all,
        answer: answer_to(id).unwrap_or_default(),
    })
    .collect()
}

/// The letter that it has ended.
pub(super) fn lifted(file: &OpenFile) -> Result<String, PageError> {
    in_each(file, |say| Ok(letters::lifted(say, file.name())))
}

/// The form of that letter. Where silence ended what left them no way, the letter says so.
pub(super) fn lift(file: &OpenFile) -> Result<FormState, PageError> {
    let form = FormState::new().with("letter", lifted(file)?);
    Ok(if file.view.file.ended_for_its_way_on(file.view.today) {
        form.with("reason", ENDED_FOR_ITS_WAY)
    } else {
        form
    })
}

/// Why an arrangement ended that left one way, and none that they can use (Equality Act 2010, section 20).
const ENDED_FOR_ITS_WAY: &str = "It left you one way to stay in touch with us. By what we agreed with you since, you cannot use that \
                                 way, and we did not leave you another in time. So it has ended, and you can reach us in any way.";

/// What the program adds to a letter about what is decided now, for the reason of the form.
fn because(
    file: &OpenFile,
    form: &FormState,
    write: impl Fn(&Sentences<'_>, &str) -> String,
) -> Result<Option<String>, PageError> {
    let Some(reason) = form.filled("reason").map(|reason| file.quoted(reason, form)) else {
        return Ok(None);
    };
    some_in_each(file, |say| Ok(write(say, &typed(file, say, &reason))))
}

/// What the program adds to it.
pub(super) fn lifted_parts(file: &OpenFile, form: &FormState) -> Result<Option<String>, PageError> {
    let over = file.view.file.over(file.view.today);
    because(file, form, |say, reason| letters::lifted_parts(say, reason, over))
}

/// What opens the letter that they have more time to comment.
pub(super) fn more_time(file: &OpenFile) -> Result<String, PageError> {
    in_each(file, |say| Ok(letters::more_time(say, file.name())))
}

/// What the program adds to it.
pub(super) fn more_time_parts(file: &OpenFile, form: &FormState) -> Result<Option<String>, PageError> {
    let Some(until) = read_date(form.value("until")) else {
        return Ok(None);
    };
    because(file, form, |say, reason| {
        letters::more_time_parts(say, reason, until)
    })
}

/// What opens the letter that nothing is proposed any longer.
pub(super) fn withdrawn(file: &OpenFile) -> Result<String, PageError> {
    in_each(file, |say| Ok(letters::withdrawn(say, file.name())))
}

/// What the program adds to it.
pub(super) fn withdrawn_parts(file: &OpenFile, form: &FormState) -> Result<Option<String>, PageError> {
    because(file, form, letters::withdrawn_parts)
}

/// What the program adds to the letter that an interim measure has ended with an incident that was struck out.
pub(super) fn struck_parts(file: &OpenFile, form: &FormState) -> Result<Option<String>, PageError> {
    let in_force = file.view.file.in_force(file.view.today);
    let open = in_force.map(|arrangement| arrangement.terms.open_channel);
    because(file, form, |say, reason| {
        letters::interim_ended_parts(say, reason, open)
    })
}

/// What opens the answer to an appeal.
pub(super) fn appeal(file: &OpenFile) -> Result<String, PageError> {
    in_each(file, |say| Ok(letters::appeal(say, file.name())))
}

/// What the program adds to it: what is decided and why, as the form has it.
pub(super) fn appeal_parts(file: &OpenFile, form: &FormState) -> Result<Option<String>, PageError> {
    let outcome = AppealOutcome::parse(form.value("outcome"));
    let Some((outcome, reasons)) = outcome.zip(form.filled("reasons")) else {
        return Ok(None);
    };
    let reasons = file.quoted(reasons, form);
    let hears = &file.conduct()?.appeal_to;
    let appealed = file.view.file.appealed(file.view.today);
    some_in_each(file, |say| {
        let reasons = typed(file, say, &reasons);
        Ok(letters::appeal_parts(say, hears, (outcome, &reasons), appealed))
    })
}

/// The days that count from a letter which somebody hands over today.
pub(super) fn days(file: &OpenFile, told: &[(String, String)]) -> Result<String, PageError> {
    in_each(file, |say| Ok(letters::days_that_count(say, told)))
}
