//! The targets of senior managers, and who of them has none.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Names;
use super::findings::Findings;
use super::promises::share;
use super::table::Table;
use crate::id::{PostId, ServiceId};
use crate::policy::{Kpi, Post, Service};
use crate::vocabulary::Role;

pub(super) fn kpis(file: &Table<'_>, names: &Names, asks_customers: bool) -> Vec<Kpi> {
    let read = |table: Table<'_>| {
        let of = table
            .must("for", "\"director-communities\"")
            .and_then(|field| field.refers("post", &names.posts, PostId::parse));
        let measure = table
            .must("measure", "\"satisfaction-with-handling\"")
            .and_then(|field| share(&field, asks_customers));
        let target_percent = table.must("target", "\"80 %\"").and_then(|field| field.percent());
        let services = table
            .may("services")
            .map(|field| field.list())
            .unwrap_or_default();
        let services = services
            .iter()
            .filter_map(|field| field.refers("service", &names.services, ServiceId::parse))
            .collect();
        table.done();
        Some(Kpi {
            services,
            of: of?,
            measure: measure?,
            target_percent: target_percent?,
        })
    };
    file.groups("kpi").into_iter().filter_map(read).collect()
}

/// Who the senior managers of a file are, and what is asked of them.
pub(super) struct Managers<'p> {
    pub(super) posts: &'p [Post],
    pub(super) services: &'p [Service],
    pub(super) meetings: &'p BTreeMap<PostId, Vec<Date>>,
    pub(super) kpis: &'p [Kpi],
}

impl Managers<'_> {
    /// Who answers for a service or leads the council. A body that is briefed at its meetings holds these to their
    /// targets, and is nobody's manager itself.
    fn is_senior(&self, post: &Post) -> bool {
        let answers = |service: &Service| service.answerable.as_ref() == Some(&post.id);
        let meets = self.meetings.get(&post.id).is_some_and(|days| !days.is_empty());
        !meets && (post.roles.contains(&Role::Executive) || self.services.iter().any(answers))
    }

    /// Paper 004, 6.2: targets are set for all senior managers. The file is told of each that has none.
    pub(super) fn all_have_targets(&self, names: &Names, findings: &Findings<'_>) {
        let has_one = |post: &Post| self.kpis.iter().any(|kpi| kpi.of == post.id);
        for post in self
            .posts
            .iter()
            .filter(|post| self.is_senior(post) && !has_one(post))
        {
            let mut places = names.places.iter();
            let Some((_, place)) = places.find(|(id, _)| id == post.id.as_str()) else {
                continue;
            };
            let what = format!("\"{}\" is a senior manager and has no target.", post.id);
            let mend = format!(
                "Add a target: [[kpi]] with for = \"{}\", a measure, and a target in per cent.",
                post.id
            );
            findings.warning(place, "post.id", what, mend);
        }
    }
}
