//! The acts on a case: how each form begins, and how it becomes a command.

use axum::Router;
use jiff::Timestamp;
use jiff::civil::Date;
use redress_casework::outside::Fresh;
use redress_correspondence::letters;
use redress_domain::calendar::london::time_zone;
use redress_domain::calendar::long_ago::is_long_ago;
use redress_domain::case::{
    Acknowledgement, Command, ContactPurpose, Direction, Extension, ExtensionReason, LinkTo, NewContact,
    PointDraft, Privilege, RefusalProposal, Relation, Remedy, RemedyOrder,
};
use redress_domain::id::{ProcedureId, ReasonCode, RemedyId, ServiceId, TeamId, UserId};
use redress_domain::permission::Act;
use redress_domain::vocabulary::{Channel, Finding, RemedyKind};
use redress_pages::case::acts as pages;
use redress_pages::form::FormState;
use redress_pages::format::picker_date;
use redress_pages::staff::log::ADD_TO;

use super::doing::{Doing, doing, pressed, read_date, refused, require_date};
use super::ending::{CLOSE, REOPEN};
use super::opened::Opened;
use crate::App;
use crate::error::PageError;
use crate::staff::log::quoted::as_contact;
use crate::staff::typed::LONG_AGO;

pub(super) type First = Result<FormState, PageError>;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    let of_case = [
        ("acknowledge", &ACKNOWLEDGE),
        ("contact", &CONTACT),
        ("note", &NOTE),
        ("time", &TIME),
        ("points/add", &ADD_POINT),
        ("points/{id}", &FINDING),
        ("actions/add", &ADD_ACTION),
        ("actions/{id}", &CHANGE_ACTION),
        ("actions/{id}/delivered", &DELIVERED),
        ("actions/{id}/cannot-deliver", &CANNOT_DELIVER),
        ("more-time", &MORE_TIME),
        ("more-time/agree", &AGREE_MORE_TIME),
        ("reassign", &REASSIGN),
        ("transfer", &TRANSFER),
        ("change-kind", &CHANGE_KIND),
        ("refuse", &REFUSE),
        ("refuse/decide", &DECIDE_REFUSAL),
        ("withdraw", &WITHDRAW),
        ("close", &CLOSE),
        ("reopen", &REOPEN),
        ("link", &LINK),
    ];
    of_case.into_iter().fold(Router::new(), |router, (rest, act)| {
        router.route(&format!("/staff/cases/{{reference}}/{rest}"), doing(act))
    })
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "the forms that begin with something may fail"
)]
pub(super) fn nothing(_: &Opened) -> First {
    Ok(FormState::new())
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

static ACKNOWLEDGE: Doing = Doing {
    act: Act::Acknowledge,
    page: pages::acknowledge,
    first: |opened| {
        let mut form = FormState::new().with("wanted", opened.wanted());
        if opened.view.case.points.is_empty() {
            let told = opened.words(&opened.view.case.what_happened);
            form.set(
                "new_points",
                told.split_whitespace().collect::<Vec<_>>().join(" "),
            );
        }
        let letter = acknowledgement_letter(opened, &form)?;
        Ok(form.with("letter", letter))
    },
    read: |opened, form, fresh| {
        if pressed(form, "redraft") {
            let letter = acknowledgement_letter(opened, form)?;
            form.set("letter", letter);
            return Ok(None);
        }
        let new_points: Vec<_> = lines(form.value("new_points"))
            .map(|line| PointDraft {
                id: fresh.point(),
                words: fresh.words(line),
            })
            .collect();
        if new_points.is_empty() && opened.view.case.points.is_empty() {
            form.error(
                "new_points",
                "Add at least one point so the reply answers everything",
            );
        }
        let wanted = form
            .filled("wanted")
            .filter(|typed| *typed != opened.wanted().trim());
        let wanted = wanted.map(|typed| fresh.words(typed));
        let letter = form.require("letter", "Enter the letter");
        // Complaint Handling Code 6.2: the acknowledgement says how the complaint is understood.
        let lacks = |letter: &String| {
            new_points
                .iter()
                .any(|point| !letter.contains(point.words.text.as_str()))
        };
        if letter.as_ref().is_some_and(lacks) {
            form.error(
                "letter",
                "The letter must name every new point. Write it again with these points",
            );
        }
        Ok(letter.filter(|_| form.errors().is_empty()).map(|letter| {
            Command::Acknowledge(Acknowledgement {
                new_points,
                wanted,
                letter: fresh.words(&letter),
            })
        }))
    },
    fields: &["new_points", "wanted", "letter"],
    done: "Acknowledgement sent: shown to the customer online, ready to print",
    to: "",
};

fn acknowledgement_letter(opened: &Opened, form: &FormState) -> Result<String, PageError> {
    let points: Vec<String> = lines(form.value("new_points")).map(str::to_owned).collect();
    let told = (points.as_slice(), Some(form.value("wanted")));
    crate::letter::acknowledgement(&opened.view, &opened.reader.user.name, told)
}

static CONTACT: Doing = Doing {
    act: Act::RecordContact,
    page: pages::contact,
    first: |opened| Ok(FormState::new().with("on", picker_date(opened.view.today))),
    read: |opened, form, fresh| {
        // It was begun on the page on which contacts are logged, before somebody saw whose case was quoted.
        if form.value("do") == ADD_TO {
            *form = as_contact(form);
            return Ok(None);
        }
        let direction = Direction::parse(form.value("direction"));
        if direction.is_none() {
            form.error("direction", "Select which way it went");
        }
        let channel = Channel::parse(form.value("channel"));
        if channel.is_none() {
            form.error("channel", "Select how the contact was made");
        }
        let purpose = ContactPurpose::parse(form.value("purpose"));
        if purpose.is_none() {
            form.error("purpose", "Select what it was for");
        }
        let on = require_date(form, "on", "Enter or select a date");
        if on.is_some_and(|on| is_long_ago(on, opened.view.today)) {
            form.error("on", LONG_AGO);
        }
        if direction == Some(Direction::Out) && crate::staff::avoidable::said(form).is_some() {
            form.error(
                "avoidable",
                "Select “Not said” for what we sent: only their contact could be saved",
            );
        }
        let words = form.require("words", "Enter what was said");
        let (Some(direction), Some(channel), Some(purpose), Some(on), Some(words)) =
            (direction, channel, purpose, on, words)
        else {
            return Ok(None);
        };
        Ok(Some(Command::RecordContact(NewContact {
            id: fresh.contact(),
            direction,
            channel,
            at: moment(opened, on),
            purpose,
            words: fresh.words(&words),
        })))
    },
    fields: &["direction", "channel", "purpose", "on", "avoidable", "words"],
    done: "Contact recorded",
    to: "messages",
};

/// Now, for what happened today; midday, for another day.
pub(super) fn moment(opened: &Opened, on: Date) -> Timestamp {
    if on == opened.view.today {
        return opened.view.now;
    }
    on.at(12, 0, 0, 0)
        .to_zoned(time_zone().clone())
        .map_or(opened.view.now, |noon| noon.timestamp())
}

static NOTE: Doing = Doing {
    act: Act::AddNote,
    page: pages::note,
    first: nothing,
    read: |_, form, fresh| {
        let privileged = if form.has("privileged", "privileged") {
            Privilege::Privileged
        } else {
            Privilege::Ordinary
        };
        let words = form.require("words", "Enter the note");
        Ok(words.map(|words| Command::AddNote {
            words: fresh.words(&words),
            privileged,
        }))
    },
    fields: &["words", "privileged"],
    done: "Note added",
    to: "timeline",
};

static TIME: Doing = Doing {
    act: Act::AddNote,
    page: pages::time,
    first: nothing,
    read: |_, form, _| {
        let on = require_date(form, "on", "Enter the day");
        let number = |form: &FormState, field: &str| match form.value(field).trim() {
            "" => Some(0),
            text => text.parse::<u16>().ok().filter(|number| *number < 1_000),
        };
        let (hours, minutes) = (number(form, "hours"), number(form, "minutes"));
        if hours.is_none() {
            form.error("hours", "Hours must be a whole number, like 2");
        }
        if minutes.is_none() {
            form.error("minutes", "Minutes must be a whole number, like 30");
        }
        let (Some(on), Some(hours), Some(minutes)) = (on, hours, minutes) else {
            return Ok(None);
        };
        let minutes = u32::from(hours) * 60 + u32::from(minutes);
        let Some(minutes) = u16::try_from(minutes)
            .ok()
            .filter(|minutes| (1..=24 * 60).contains(minutes))
        else {
            form.error("hours", "Enter more than no time, and no more than a day has");
            return Ok(None);
        };
        Ok(Some(Command::RecordTime { on, minutes }))
    },
    fields: &["on", "hours", "minutes"],
    done: "Time recorded",
    to: "timeline",
};

static ADD_POINT: Doing = Doing {
    act: Act::RecordFinding,
    page: pages::add_point,
    first: nothing,
    read: |_, form, fresh| {
        let words = form.require("words", "Enter what is complained of");
        Ok(words.map(|words| {
            Command::AddPoint(PointDraft {
                id: fresh.point(),
                words: fresh.words(&words),
            })
        }))
    },
    fields: &["words"],
    done: "Point added",
    to: "points",
};

static FINDING: Doing = Doing {
    act: Act::RecordFinding,
    page: pages::finding,
    first: |opened| {
        use redress_domain::case::PointState;
        Ok(match &opened.point()?.state {
            PointState::Open => FormState::new(),
            PointState::Found { finding, reason } => FormState::new()
                .with("finding", finding.as_str())
                .with("reason", opened.words(reason)),
        })
    },
    read: |opened, form, fresh| {
        let point = opened.point()?.id.clone();
        let finding = Finding::parse(form.value("finding"));
        if finding.is_none() {
            form.error("finding", "Select what you found");
        }
        let reason = form.require("reason", "Enter the reason");
        Ok(finding
            .zip(reason)
            .map(|(finding, reason)| Command::RecordFinding {
                point,
                finding,
                reason: fresh.words(&reason),
            }))
    },
    fields: &["finding", "reason"],
    done: "Finding recorded",
    to: "points",
};

/// The action that the address names.
pub(super) fn remedy(opened: &Opened) -> Result<&redress_domain::case::PromisedRemedy, PageError> {
    let id = opened.which.as_deref().and_then(|id| RemedyId::parse(id).ok());
    let mut remedies = opened.view.case.remedies.iter();
    remedies
        .find(|remedy| Some(&remedy.id) == id.as_ref())
        .ok_or(PageError::NotFound)
}

/// An empty form about an action of this case; where there is none of that name, there is no page.
pub(super) fn about_a_remedy(opened: &Opened) -> Result<FormState, PageError> {
    remedy(opened).map(|_| FormState::new())
}

fn read_action(form: &mut FormState, fresh: &Fresh<'_>, id: RemedyId) -> Option<Command> {
    let kind = RemedyKind::parse(form.value("kind"));
    if kind.is_none() {
        form.error("kind", "Select what kind of action it is");
    }
    let words = form.require("words", "Enter what will happen");
    let typed = form.filled("due").map(str::to_owned);
    let due_on = typed.as_deref().and_then(read_date);
    if typed.is_some() && due_on.is_none() {
        form.error("due", "Date must be a real date, like 17/5/2027");
        return None;
    }
    let owner = form.filled("owner").and_then(|id| UserId::parse(id).ok());
    Some(Command::PromiseRemedy(Remedy {
        id,
        kind: kind?,
        words: fresh.words(&words?),
        owner,
        due_on,
    }))
}

static ADD_ACTION: Doing = Doing {
    act: Act::PromiseRemedy,
    page: pages::action,
    first: nothing,
    read: |_, form, fresh| Ok(read_action(form, fresh, fresh.remedy())),
    fields: &["kind", "words", "owner", "due"],
    done: "Action added",
    to: "actions",
};

static CHANGE_ACTION: Doing = Doing {
    act: Act::PromiseRemedy,
    page: pages::action,
    first: |opened| {
        let remedy = remedy(opened)?;
        let owner = remedy.owner.as_ref().map(ToString::to_string);
        Ok(FormState::new()
            .with("kind", remedy.kind.as_str())
            .with("words", opened.words(&remedy.words))
            .with("owner", owner.unwrap_or_default())
            .with("due", remedy.due_on.map(picker_date).unwrap_or_default()))
    },
    read: |opened, form, fresh| {
        let known = remedy(opened)?;
        let id = known.id.clone();
        if !known.is_told() {
            return Ok(read_action(form, fresh, id));
        }
        // What the customer was told of stays: who sees to it alone may change.
        let owner = form.choice("owner", |id| UserId::parse(id).ok());
        if owner.is_none() {
            form.error("owner", "Select who sees to it");
        }
        Ok(owner.map(|owner| Command::Remedy(RemedyOrder::GiveTo { remedy: id, owner })))
    },
    fields: &["kind", "words", "owner", "due"],
    done: "Action changed",
    to: "actions",
};

static DELIVERED: Doing = Doing {
    act: Act::PromiseRemedy,
    page: pages::delivered,
    first: about_a_remedy,
    read: |opened, form, fresh| {
        let remedy = remedy(opened)?.id.clone();
        let evidence = form.require("evidence", "Enter how you know that it was delivered");
        Ok(evidence.map(|evidence| Command::DeliverRemedy {
            remedy,
            evidence: fresh.words(&evidence),
        }))
    },
    fields: &["evidence"],
    done: "Recorded that the action was delivered",
    to: "actions",
};

static CANNOT_DELIVER: Doing = Doing {
    act: Act::PromiseRemedy,
    page: pages::cannot_deliver,
    first: |opened| {
        let promised = opened.words(&remedy(opened)?.words);
        // Complaint Handling Code 7: why, what instead, and the Ombudsman.
        let letter = opened.letter(|about| {
            let ombudsman = about
                .ombudsman
                .map(redress_domain::vocabulary::Ombudsman::how_to_reach)
                .unwrap_or_default();
            format!(
                "We promised you: {promised}\n\nWe cannot do this because [reason].\n\nInstead we will \
                 [what].\n\nIf you are not happy with this:\n\n{ombudsman}\n\n{}\n{}\n",
                about.from, about.team
            )
        })?;
        Ok(FormState::new().with("letter", letter))
    },
    read: |opened, form, fresh| {
        let remedy = remedy(opened)?.id.clone();
        let letter = written_letter(form);
        Ok(letter.map(|letter| Command::CannotDeliverRemedy {
            remedy,
            told: fresh.words(&letter),
        }))
    },
    fields: &["letter"],
    done: "Letter sent: shown to the customer online, ready to print",
    to: "actions",
};

/// The letter, without a gap that nobody filled.
pub(super) fn written_letter(form: &mut FormState) -> Option<String> {
    let letter = form.require("letter", "Enter the letter")?;
    for gap in ["[reason]", "[what]", "[new date]"] {
        if letter.contains(gap) {
            form.error("letter", format!("Replace “{gap}” in the letter"));
            return None;
        }
    }
    Some(letter)
}

const MORE_TIME_FIELDS: &[&str] = &["reason", "because", "to", "letter"];

static MORE_TIME: Doing = Doing {
    act: Act::Extend,
    page: pages::more_time,
    first: nothing,
    read: |opened, form, fresh| {
        let reason = ExtensionReason::parse(form.value("reason"));
        if reason.is_none() {
            form.error("reason", "Select a reason");
        }
        let because = form.require("because", "Enter why you need more time");
        let to = require_date(form, "to", "Enter or select a date");
        let (Some(reason), Some(because), Some(to)) = (reason, because, to) else {
            return Ok(None);
        };
        let extend = |letter: &str| {
            Command::Extend(Extension {
                to,
                reason,
                because: fresh.words(&because),
                letter: fresh.words(letter),
            })
        };
        if pressed(form, "redraft") || form.filled("letter").is_none() {
            let letter = opened.letter(|about| letters::extension(about, &because, Some(to)))?;
            // No letter is written for a day on which the reply cannot be promised.
            match opened.refuses(extend(&letter))? {
                Some(refusal) => refused(form, opened, (&refusal, MORE_TIME_FIELDS)),
                None => form.set("letter", letter),
            }
            return Ok(None);
        }
        Ok(written_letter(form).map(|letter| extend(&letter)))
    },
    fields: MORE_TIME_FIELDS,
    done: "Letter sent: shown to the customer online, ready to print. The reply has a new date",
    to: "",
};

static AGREE_MORE_TIME: Doing = Doing {
    act: Act::AgreeLongExtension,
    page: pages::agree_more_time,
    first: nothing,
    read: |_, form, fresh| {
        let until = require_date(form, "to", "Enter or select a date");
        let because = form.require("because", "Enter the good reason");
        Ok(until
            .zip(because)
            .map(|(until, because)| Command::AgreeLongExtension {
                until,
                because: fresh.words(&because),
            }))
    },
    fields: &["to", "because"],
    done: "Agreed. The customer is told when the case owner takes the time",
    to: "",
};

static REASSIGN: Doing = Doing {
    act: Act::Assign,
    page: pages::reassign,
    first: |opened| {
        let team = opened.view.case.team.as_ref().map(ToString::to_string);
        Ok(FormState::new().with("team", team.unwrap_or_default()))
    },
    read: |_, form, fresh| {
        let team = TeamId::parse(form.value("team")).ok();
        if team.is_none() {
            form.error("team", "Select a team");
        }
        let owner = form.choice("owner", |id| UserId::parse(id).ok());
        let reason = form.filled("reason").map(|reason| fresh.words(reason));
        Ok(team.map(|team| Command::Assign { team, owner, reason }))
    },
    fields: &["team", "owner", "reason"],
    done: "Case reassigned",
    to: "",
};

static TRANSFER: Doing = Doing {
    act: Act::Assign,
    page: pages::transfer,
    first: nothing,
    read: |_, form, fresh| {
        let service = ServiceId::parse(form.value("service")).ok();
        if service.is_none() {
            form.error("service", "Select a service");
        }
        let reason = form.require("reason", "Enter the reason");
        Ok(service.zip(reason).map(|(service, reason)| Command::Transfer {
            service,
            reason: fresh.words(&reason),
        }))
    },
    fields: &["service", "reason"],
    done: "Case transferred",
    to: "",
};

static CHANGE_KIND: Doing = Doing {
    act: Act::ChangeKind,
    page: pages::change_kind,
    first: |opened| Ok(FormState::new().with("on", picker_date(opened.view.case.counts_from))),
    read: |opened, form, fresh| {
        let procedure = ProcedureId::parse(form.value("procedure")).ok();
        let kind = procedure.as_ref().and_then(|procedure| opened.kind_of(procedure));
        if kind.is_none() {
            form.error("procedure", "Select what it is");
        }
        let counts_from = require_date(form, "on", "Enter or select a date");
        let reason = form.require("reason", "Enter the reason");
        let (Some(procedure), Some(kind), Some(counts_from), Some(reason)) =
            (procedure, kind, counts_from, reason)
        else {
            return Ok(None);
        };
        Ok(Some(Command::ChangeKind {
            kind,
            procedure,
            reason: fresh.words(&reason),
            counts_from,
        }))
    },
    fields: &["procedure", "on", "reason"],
    done: "Changed what this case is",
    to: "",
};

static REFUSE: Doing = Doing {
    act: Act::Refuse,
    page: pages::refuse,
    first: nothing,
    read: |opened, form, fresh| {
        let code = ReasonCode::parse(form.value("code")).ok();
        let policy = opened.view.policy()?;
        let reason = code.as_ref().and_then(|code| policy.refusal_reason(code));
        if reason.is_none() {
            form.error("code", "Select a reason");
        }
        let evidence = form.require("evidence", "Enter the evidence");
        let (Some(reason), Some(evidence)) = (reason, evidence) else {
            return Ok(None);
        };
        if pressed(form, "redraft") || form.filled("letter").is_none() {
            let told = reason.told(policy, opened.pinned_procedure());
            let letter = opened.letter(|about| letters::refusal(about, &told))?;
            form.set("letter", letter);
            return Ok(None);
        }
        let code = reason.code.clone();
        Ok(written_letter(form).map(|letter| {
            Command::ProposeRefusal(RefusalProposal {
                code,
                evidence: fresh.words(&evidence),
                letter: fresh.words(&letter),
            })
        }))
    },
    fields: &["code", "evidence", "letter"],
    done: "Proposed. A second person must decide before the customer is told",
    to: "",
};

static DECIDE_REFUSAL: Doing = Doing {
    act: Act::AgreeRefusal,
    page: pages::decide_refusal,
    first: nothing,
    read: |_, form, fresh| match form.value("decision") {
        "agree" => Ok(Some(Command::AgreeRefusal { request: None })),
        "decline" => {
            let reason = form.require("reason", "Enter why you disagree");
            Ok(reason.map(|reason| Command::DeclineRefusal {
                reason: fresh.words(&reason),
            }))
        }
        _ => {
            form.error("decision", "Select a decision");
            Ok(None)
        }
    },
    fields: &["decision", "reason"],
    done: "Decision recorded",
    to: "",
};

static WITHDRAW: Doing = Doing {
    act: Act::Withdraw,
    page: pages::withdraw,
    first: nothing,
    read: |_, form, fresh| {
        let reason = form.filled("reason").map(|reason| fresh.words(reason));
        Ok(Some(Command::Withdraw { reason }))
    },
    fields: &["reason"],
    done: "Recorded that the customer withdrew",
    to: "",
};

static LINK: Doing = Doing {
    act: Act::Link,
    page: pages::link,
    first: nothing,
    read: |opened, form, _| {
        if form
            .require("other", "Enter the reference of the other case")
            .is_some()
            && opened.other.is_none()
        {
            form.error(
                "other",
                "We could not find that reference. Check it and try again",
            );
        }
        let relation = Relation::parse(form.value("relation"));
        if relation.is_none() {
            form.error("relation", "Select how they belong together");
        }
        Ok(opened.other.clone().zip(relation).map(|(case, relation)| {
            Command::Link(LinkTo {
                from: opened.view.id.clone(),
                case,
                relation,
            })
        }))
    },
    fields: &["other", "relation"],
    done: "Cases linked",
    to: "links",
};
