//! Who held which role on any day, and what one person could do from the first day to now.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::vocabulary::Role;

use super::people::capital;
use super::{AdminPage, paragraph, sample_shell};
use crate::components::{Button, Cell, DatePicker, Pagination, ScrollTable, Table, Timeline, TimelineItem};
use crate::form::FormState;
use crate::format;
use crate::markup::{Content, Markup};
use crate::words;
use crate::{Sample, Shell};

/// By whom, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// When.
    pub at: Timestamp,
    /// Who, in words.
    pub by: String,
    /// Why.
    pub because: Option<String>,
}

/// Somebody who held something on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Their name in the record.
    pub id: String,
    /// What they are called now.
    pub name: String,
    /// Each role, and how they came to it.
    pub roles: Vec<(Role, Given)>,
    /// Their teams, by name.
    pub teams: Vec<String>,
    /// Their posts, by name.
    pub posts: Vec<String>,
}

/// A program whose token opened something on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// Its name.
    pub name: String,
    /// Its roles.
    pub roles: Vec<Role>,
    /// The services that it was kept to, by name; none is no limit.
    pub services: Vec<String>,
    /// By whom, when and why.
    pub given: Given,
}

/// A page of those who held something at the end of a day.
#[derive(Debug, Clone, Copy)]
pub struct HeldOn<'a> {
    /// The day.
    pub day: Date,
    /// The people.
    pub holders: &'a [Holder],
    /// The programs.
    pub programs: &'a [Program],
    /// Where the next page is.
    pub next: Option<&'a str>,
}

/// A change of what somebody may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// What happened, by name.
    pub kind: String,
    /// By whom, when and why.
    pub given: Given,
    /// The roles that came.
    pub gained: Vec<Role>,
    /// The roles that went.
    pub lost: Vec<Role>,
    /// The last day that was said.
    pub ends_on: Option<Date>,
}

fn in_words((role, given): &(Role, Given)) -> String {
    let since = format::long_date(redress_domain::calendar::london::civil_date(given.at));
    let because = given
        .because
        .as_ref()
        .map(|because| format!(": {because}"))
        .unwrap_or_default();
    let role = capital(words::role(*role));
    format!("{role}, since {since}. Given by: {}{because}", given.by)
}

/// Who held which role at the end of a day.
pub fn on_day(shell: Shell, form: &FormState, found: Option<&HeldOn<'_>>) -> AdminPage {
    let fields = [
        Markup::from(DatePicker::new("on", "On").of(form)),
        Button::secondary("Show").into(),
    ];
    let fields: Vec<String> = fields.iter().map(ToString::to_string).collect();
    let asked = format!(
        "<form method=\"get\" action=\"/admin/users/held\" novalidate>{}</form>",
        fields.join("\n")
    );
    let page = AdminPage::new(shell, "Who held which role")
        .caption("Users")
        .errors_of(form)
        .say("This is read from the sealed record, for the end of any day. Names are as they are today.")
        .between(Markup::trusted(asked));
    let Some(HeldOn {
        day,
        holders,
        programs,
        next,
    }) = found
    else {
        return page;
    };
    let day = format::long_date(*day);
    let page = if holders.is_empty() {
        page.after(paragraph(format!("Nobody on this page held a role on {day}.")))
    } else {
        page.after(ScrollTable::new("held", people(&day, holders)))
    };
    let page = if programs.is_empty() {
        page
    } else {
        page.after(ScrollTable::new("programs", asking(&day, programs)))
    };
    page.after(Pagination::previous_next(None, *next))
}

/// The programs that could ask at the end of a day.
fn asking(day: &str, programs: &[Program]) -> Table {
    let mut table = Table::new(&format!("Programs at the end of {day}"))
        .column("Name")
        .column("Roles")
        .column("Services");
    for program in programs {
        let roles: Vec<String> = program
            .roles
            .iter()
            .map(|role| in_words(&(*role, program.given.clone())))
            .collect();
        let services = if program.services.is_empty() {
            "Whatever its roles reach".to_owned()
        } else {
            program.services.join(", ")
        };
        table = table.row([
            Cell::new(program.name.as_str()),
            Cell::new(Markup::bullets(roles.iter().map(String::as_str))),
            Cell::new(services),
        ]);
    }
    table
}

/// The people who held something at the end of a day.
fn people(day: &str, holders: &[Holder]) -> Table {
    let mut table = Table::new(&format!("Roles at the end of {day}"))
        .column("Name")
        .column("Roles")
        .column("Posts")
        .column("Teams");
    for holder in holders {
        let href = format!("/admin/users/{}/history", holder.id);
        let roles: Vec<String> = holder.roles.iter().map(in_words).collect();
        table = table.row([
            Cell::new(Markup::link(&href, holder.name.as_str())),
            Cell::new(Markup::bullets(roles.iter().map(String::as_str))),
            Cell::new(holder.posts.join(", ")),
            Cell::new(holder.teams.join(", ")),
        ]);
    }
    table
}

/// What one person could do from the first day to now, the last change first.
pub fn history(shell: Shell, (name, turns): (&str, &[Turn])) -> AdminPage {
    let named = |roles: &[Role]| -> String {
        let roles: Vec<&str> = roles.iter().map(|role| words::role(*role)).collect();
        roles.join(", ")
    };
    let item = |turn: &Turn| {
        let mut said: Vec<String> = Vec::new();
        if !turn.gained.is_empty() {
            said.push(format!("Given: {}.", named(&turn.gained)));
        }
        if !turn.lost.is_empty() {
            said.push(format!("Taken away: {}.", named(&turn.lost)));
        }
        if let Some(last) = turn.ends_on.filter(|last| *last > Date::MIN) {
            said.push(format!("Last day: {}.", format::long_date(last)));
        }
        let mut parts: Vec<Content> = Vec::new();
        if let Some(because) = &turn.given.because {
            parts.push(paragraph(format!("Why: {because}")).into());
        }
        if !said.is_empty() {
            parts.push(Markup::bullets(said.iter().map(String::as_str)).into());
        }
        TimelineItem::new(super::audit::called(&turn.kind), format::when(turn.given.at))
            .by(&turn.given.by)
            .text(Markup::join(parts))
    };
    let timeline = turns.iter().map(item).fold(Timeline::new(2), Timeline::item);
    AdminPage::new(shell, &format!("What {name} may do, over time"))
        .caption("Users")
        .say("This is read from the sealed record, the last change first.")
        .after(timeline)
        .after(paragraph(Markup::link(
            "/admin/users/held",
            "Who held which role on a day",
        )))
}

pub(super) fn samples() -> Vec<Sample> {
    let given = |because: Option<&str>| Given {
        at: Timestamp::UNIX_EPOCH,
        by: "Ada Admin".into(),
        because: because.map(str::to_owned),
    };
    let holder = Holder {
        id: "01932c07-0000-7000-8000-00000000000a".into(),
        name: "Jo Martin".into(),
        roles: vec![
            (Role::Staff, given(None)),
            (Role::Officer, given(Some("New in the team."))),
        ],
        teams: vec!["Waste and recycling".into()],
        posts: vec!["Head of Environment".into()],
    };
    let program = Program {
        name: "website".into(),
        roles: vec![Role::Staff, Role::Adviser],
        services: Vec::new(),
        given: given(Some("The forms of the website.")),
    };
    let turns = [
        Turn {
            kind: "user-changed".into(),
            given: given(Some("Another part.")),
            gained: vec![Role::ServiceManager],
            lost: vec![Role::Officer],
            ends_on: None,
        },
        Turn {
            kind: "user-ended".into(),
            given: given(None),
            gained: Vec::new(),
            lost: Vec::new(),
            ends_on: Some(jiff::civil::date(2027, 3, 31)),
        },
    ];
    let day = jiff::civil::date(2026, 5, 3);
    let on = FormState::new().with("on", "3/5/2026");
    let wrong = FormState::new()
        .with("on", "soon")
        .with_error("on", "The day must be a date, like 17/5/2026");
    let shell = || sample_shell("/admin/users/held");
    vec![
        Sample::of(
            "admin who held which role",
            &on_day(
                shell(),
                &on,
                Some(&HeldOn {
                    day,
                    holders: &[holder],
                    programs: &[program],
                    next: Some("/admin/users/held?on=3%2F5%2F2026&after=1"),
                }),
            ),
        ),
        Sample::of(
            "admin who held which role, nobody",
            &on_day(
                shell(),
                &on,
                Some(&HeldOn {
                    day,
                    holders: &[],
                    programs: &[],
                    next: None,
                }),
            ),
        ),
        Sample::of(
            "admin who held which role, an error",
            &on_day(shell(), &wrong, None),
        ),
        Sample::of(
            "admin history of a person",
            &history(sample_shell("/admin/users/1/history"), ("Jo Martin", &turns)),
        ),
    ]
}
