//! Teams, services, posts, meetings and permissions.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Names;
use super::field::{Bounds, Field};
use super::nearest::{mend_name, mend_word};
use super::table::Table;
use crate::id::{PostId, ProcedureId, ServiceId, TeamId, WardId};
use crate::permission::{Act, limits};
use crate::policy::{Post, Service, Team, Ward, defaults};
use crate::vocabulary::Role;

/// Keeps what was read before, to say when a name comes a second time.
#[derive(Default)]
pub(super) struct Once(Vec<String>);

impl Once {
    /// Says so if this field repeats a name.
    pub(super) fn check(&mut self, field: &Field<'_>) {
        let Some(text) = field.as_str() else { return };
        if self.0.iter().any(|earlier| earlier == text) {
            field.wrong(format!("\"{text}\" is used twice."), "Give each its own name.");
        }
        self.0.push(text.to_owned());
    }
}

pub(super) fn teams(file: &Table<'_>, names: &Names) -> Vec<Team> {
    let mut once = Once::default();
    let mut teams: Vec<Team> = Vec::new();
    for table in file.groups("team") {
        let id = table.must("id", "\"customer-services\"").and_then(|field| {
            once.check(&field);
            field.id(TeamId::parse)
        });
        let name = table
            .must("name", "\"Customer Services\"")
            .and_then(|field| field.text());
        let central = table.may("is_central");
        let is_central = central.as_ref().and_then(Field::yes).unwrap_or(false);
        if let Some(field) = central.filter(|_| is_central && teams.iter().any(|team| team.is_central)) {
            field.wrong(
                "A second team is marked as central.",
                "Mark one team only: it sees to everything.",
            );
        }
        let lead = table
            .may("lead")
            .and_then(|field| field.refers("post", &names.posts, PostId::parse));
        if let Some(field) = table.may("lead").filter(|_| lead.is_some()) {
            leads_can_answer(&field, names);
        }
        table.done();
        if let (Some(id), Some(name)) = (id, name) {
            teams.push(Team {
                id,
                name,
                is_central,
                lead,
            });
        }
    }
    if names.teams.is_empty() {
        file.findings
            .missing(&(0..0), "team", "Add a team: [[team]]".to_owned());
    } else if !teams.iter().any(|team| team.is_central) {
        let mend = "Add is_central = true to Customer Services, or to whoever sees to everything.".to_owned();
        file.findings.missing(&(0..0), "team.is_central", mend);
    }
    teams
}

/// Whoever is called while a customer waits must hold a role that may answer.
fn leads_can_answer(field: &Field<'_>, names: &Names) {
    let is_known = field
        .as_str()
        .is_some_and(|post| names.leads.iter().any(|lead| lead == post));
    if !is_known {
        let roles: Vec<&str> = limits(Act::AnswerHelp)
            .most
            .iter()
            .map(|role| role.as_str())
            .collect();
        field.wrong(
            "This post holds no role that may answer a call for help.",
            format!("Name a post that holds one of: {}.", roles.join(", ")),
        );
    }
}

/// The wards that councillors are elected for.
pub(super) fn wards(file: &Table<'_>) -> Vec<Ward> {
    let mut once = Once::default();
    let read = |table: Table<'_>| {
        let id = table.must("id", "\"mill-hill\"").and_then(|field| {
            once.check(&field);
            field.id(WardId::parse)
        });
        let name = table.must("name", "\"Mill Hill\"").and_then(|field| field.text());
        table.done();
        Some(Ward { id: id?, name: name? })
    };
    file.groups("ward").into_iter().filter_map(read).collect()
}

pub(super) fn services(file: &Table<'_>, names: &Names) -> Vec<Service> {
    let (mut once, mut once_in_words) = (Once::default(), Once::default());
    let groups = file.groups("service");
    if groups.is_empty() {
        file.findings
            .missing(&(0..0), "service", "Add a service: [[service]]".to_owned());
    }
    let read = |table: Table<'_>| {
        let id = table.must("id", "\"waste\"").and_then(|field| {
            once.check(&field);
            field.id(ServiceId::parse)
        });
        let name = table.must("name", "\"Bins and recycling\"").and_then(|field| {
            once_in_words.check(&field);
            field.text()
        });
        let about = table.may("about").and_then(|field| field.text());
        let team = table
            .must("team", "\"customer-services\"")
            .and_then(|field| field.refers("team", &names.teams, TeamId::parse));
        let answerable = table
            .must("answerable", "\"head-of-service\"")
            .and_then(|field| field.refers("post", &names.posts, PostId::parse));
        let target = table
            .may("target")
            .and_then(|field| field.limit(&Bounds::days(1..=260).or_months(1..=24)));
        let complaints = match table.may("complaints") {
            Some(field) => field.refers("procedure for complaints", &names.complaints, ProcedureId::parse),
            None => ProcedureId::parse(defaults::CORPORATE).ok(),
        };
        let ends_on = table.may("ends_on").and_then(|field| field.date());
        let topic = table.may("letter_topic").and_then(|field| field.word());
        table.done();
        Some(Service {
            id: id?,
            name: name?,
            about,
            team: team?,
            answerable,
            target,
            complaints: complaints?,
            ends_on,
            topic,
        })
    };
    groups.into_iter().filter_map(read).collect()
}

pub(super) fn posts(file: &Table<'_>) -> Vec<Post> {
    let mut once = Once::default();
    let read = |table: Table<'_>| {
        let id = table.must("id", "\"chief-executive\"").and_then(|field| {
            once.check(&field);
            field.id(PostId::parse)
        });
        let name = table
            .must("name", "\"Chief Executive\"")
            .and_then(|field| field.text());
        let roles = table
            .must("roles", "[\"executive\"]")
            .map(|field| field.words::<Role>());
        table.done();
        Some(Post {
            id: id?,
            name: name?,
            roles: roles?,
        })
    };
    file.groups("post").into_iter().filter_map(read).collect()
}

pub(super) fn meetings(file: &Table<'_>, names: &Names) -> BTreeMap<PostId, Vec<Date>> {
    let mut meetings = BTreeMap::new();
    let Some(table) = file.group("meetings") else {
        return meetings;
    };
    for (field, name, place) in table.all() {
        if !names.posts.contains(&name) {
            let mend = mend_name(&name, &names.posts);
            let what = format!("There is no post \"{name}\" in this file.");
            file.findings.mistake(&place, &field.key, what, mend);
        }
        let mut dates: Vec<Date> = field.list().iter().filter_map(Field::date).collect();
        dates.sort_unstable();
        dates.dedup();
        if let Ok(post) = PostId::parse(name) {
            meetings.insert(post, dates);
        }
    }
    meetings
}

/// Who may do what. A role that the file does not name keeps the ordinary allocation; a role that it
/// names may do what it lists and no more.
pub(super) fn permissions(file: &Table<'_>) -> BTreeMap<Role, Vec<Act>> {
    let mut permissions = defaults::permissions();
    let Some(table) = file.group("permissions") else {
        return permissions;
    };
    for (field, name, place) in table.all() {
        let Some(role) = Role::parse(&name.replace(' ', "-")) else {
            let mend = mend_word(
                &name,
                &Role::ALL.iter().map(|role| role.as_str()).collect::<Vec<_>>(),
            );
            file.findings
                .mistake(&place, &field.key, format!("There is no role \"{name}\"."), mend);
            continue;
        };
        for item in field.list() {
            refuse_beyond_the_most(&item, role);
        }
        permissions.insert(role, field.words::<Act>());
    }
    permissions
}

/// The code sets the most that a policy may allow.
fn refuse_beyond_the_most(item: &Field<'_>, role: Role) {
    let Some(act) = item.as_str().and_then(|text| Act::parse(&text.replace(' ', "-"))) else {
        return;
    };
    let most = limits(act).most;
    if !most.contains(&role) {
        let may: Vec<&str> = most.iter().map(|role| role.as_str()).collect();
        let mend = format!("Take it out; these may be given it: {}.", may.join(", "));
        item.wrong(format!("No policy may allow \"{act}\" to {role}."), mend);
    }
}
