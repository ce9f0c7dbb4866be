//! Where a request arrived: which council, and the frame that its pages stand in.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use jiff::civil::Date;
use redress_casework::council::Council;
use redress_domain::id::CouncilId;
use redress_domain::permission::Act;
use redress_domain::policy::Policy;
use redress_pages::Shell;

use crate::App;
use crate::error::PageError;

/// The council that a request is for, by its host name, and where it came from.
#[derive(Debug, Clone)]
pub struct Here {
    /// The council.
    pub council: Arc<Council>,
    /// Today, in London.
    pub today: Date,
    /// Where the request came from.
    pub address: IpAddr,
    /// The path that was asked for.
    pub path: String,
}

impl Here {
    /// The council's short name.
    pub fn id(&self) -> &CouncilId {
        &self.council.id
    }

    /// The policy now in force.
    pub fn policy(&self) -> Result<&Policy, PageError> {
        Ok(self.council.policy(self.today)?)
    }

    /// Whether anything follows from an act: from an incident nothing, where the policy keeps no conduct files.
    pub fn follows_up(&self, act: Act) -> bool {
        act != Act::ReportIncident || self.policy().is_ok_and(|policy| policy.conduct.is_some())
    }

    /// The frame of a public page.
    pub fn public(&self) -> Shell {
        self.branded(Shell::public(self.name()))
    }

    /// The frame of a staff page.
    pub fn staff(&self, name: &str) -> Shell {
        self.branded(Shell::staff(self.name(), name))
    }

    /// The frame of a councillor's page.
    pub fn councillor(&self, name: &str) -> Shell {
        self.branded(Shell::councillor(self.name(), name))
    }

    fn name(&self) -> &str {
        self.council
            .policy(self.today)
            .map_or("Your council", |policy| policy.council.name.as_str())
    }

    fn branded(&self, mut shell: Shell) -> Shell {
        if let Ok(policy) = self.council.policy(self.today) {
            shell.brand_colour.clone_from(&policy.council.brand.colour);
            "/static/brand.css".clone_into(&mut shell.brand_css);
        }
        shell.at(&self.path)
    }
}

impl FromRequestParts<App> for Here {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let host = parts.headers.get("host").and_then(|host| host.to_str().ok());
        let host = host.or_else(|| parts.uri.host()).unwrap_or_default();
        let today = app.casework.today();
        let council = app
            .casework
            .councils()
            .by_host(host, today)
            .ok_or(PageError::NotFound)?;
        let address = address_of(parts, app);
        Ok(Self {
            council,
            today,
            address,
            path: parts.uri.path().to_owned(),
        })
    }
}

/// Where a request came from: the connection or, behind a trusted proxy, what the proxy says.
fn address_of(parts: &Parts, app: &App) -> IpAddr {
    let peer = parts
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip());
    let peer = peer.unwrap_or(IpAddr::from([127, 0, 0, 1]));
    let is_trusted = |address: &IpAddr| app.settings.trusted_proxies.contains(address);
    if !is_trusted(&peer) {
        return peer;
    }
    let forwarded = parts
        .headers
        .get("x-forwarded-for")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let hops = forwarded
        .rsplit(',')
        .filter_map(|hop| hop.trim().parse::<IpAddr>().ok());
    hops.into_iter().find(|hop| !is_trusted(hop)).unwrap_or(peer)
}
