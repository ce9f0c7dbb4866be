//! Of which service the matters are that are proposed or decided about: one of a service is a part of it, and asks less than all of it
//! (domain 5.10).

use redress_domain::conduct::{Command, ConductFile, Reach};
use redress_domain::id::{CaseId, CouncilId, ServiceId};

use crate::Casework;
use crate::failure::Failure;

impl Casework {
    /// The service of each case that an order names, or that what is proposed or decided on a file is about.
    ///
    /// Costs a row by its key for each of them, where something before was about a service.
    pub(super) async fn services_of_matters(
        &self,
        council: &CouncilId,
        file: &ConductFile,
        commands: &[Command],
    ) -> Result<Vec<(CaseId, ServiceId)>, Failure> {
        let mut services = Vec::new();
        if !was_about_a_service(file) {
            return Ok(services);
        }
        let report = file.report.iter().flat_map(|report| &report.terms.cases);
        let decided = file.to_notify.iter().flat_map(|waits| &waits.terms.cases);
        let mut cases: Vec<&CaseId> = report.chain(decided).collect();
        for command in commands {
            if let Command::Propose(proposal) = command {
                cases.extend(&proposal.cases);
            }
        }
        cases.sort();
        cases.dedup();
        for case in cases {
            let line = self.store.case_by_id(council, case).await?;
            let service = line.and_then(|line| line.case.service);
            services.extend(service.map(|service| (case.clone(), service)));
        }
        Ok(services)
    }
}

/// Whether what was refused, shared or in force before was about one service.
fn was_about_a_service(file: &ConductFile) -> bool {
    let shared = file.report.as_ref().and_then(|report| report.shared.as_ref());
    let before = [
        file.arrangement.as_ref().map(|it| it.terms.reach),
        file.refused.as_ref().map(|it| it.terms.reach),
        shared.map(|it| it.terms.reach),
    ];
    before.contains(&Some(Reach::ThisService))
}
