//! How often somebody may send or try something, so that one place cannot drown the others.

use std::net::IpAddr;

use jiff::SignedDuration;

use crate::App;
use crate::error::PageError;
use crate::here::Here;

/// How many cases may come from one address in an hour. Staff log elsewhere and are never refused.
const CASES_AN_HOUR: i64 = 20;

/// How many files may come from one address in an hour: twenty cases with ten files each.
const FILES_AN_HOUR: i64 = 200;

/// Counts a file on its way; refuses when too many came from the same address.
pub(crate) async fn count_file(app: &App, here: &Here) -> Result<(), PageError> {
    let key = format!("file:{}", place(here.address));
    let hour = SignedDuration::from_hours(1);
    if app.casework.count_try(here.id(), &key, hour).await? > FILES_AN_HOUR {
        return Err(PageError::TooMuchSent);
    }
    Ok(())
}

/// Counts a case on its way; refuses when too many came from the same address.
pub(crate) async fn count_case(app: &App, here: &Here) -> Result<(), PageError> {
    let key = format!("send:{}", place(here.address));
    let count = app
        .casework
        .count_try(here.id(), &key, SignedDuration::from_hours(1))
        .await?;
    if count > CASES_AN_HOUR {
        Err(PageError::TooMuchSent)
    } else {
        Ok(())
    }
}

/// An address as far as it says who somebody is: one customer of a network has a whole /64 of IPv6.
pub(crate) fn place(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            if let Some(address) = address.to_ipv4_mapped() {
                return address.to_string();
            }
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// The network that an address is of, as far as one hand may well have all of it: a /24 of IPv4; of IPv6 a /48, as whole sites are
/// given (RFC 6177).
pub(crate) fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(address) => {
            let [a, b, c, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}::/48")
        }
    }
}
