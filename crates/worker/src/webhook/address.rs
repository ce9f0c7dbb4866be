//! Where a webhook may be: over HTTPS and in the open, so that nobody has Redress ask inside a network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use hyper::Uri;

/// Where webhooks may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// On the public internet, or over plain HTTP on this machine.
    Public,
    /// In private networks, too.
    Anywhere,
}

/// An address that may be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Whether over TLS.
    pub(super) is_https: bool,
    /// The host, without brackets.
    pub(super) host: String,
    /// The port.
    pub(super) port: u16,
    /// The host and port, as the request names them.
    pub(crate) authority: String,
    /// The path and the query.
    pub(crate) path: String,
}

/// Why an address may not be told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadTarget {
    /// It is no address.
    #[error("it is not an address such as https://example.org/redress")]
    NoAddress,
    /// It holds a name or password.
    #[error("it holds a user name or password, which would be in lists and logs")]
    HoldsPassword,
    /// It is over plain HTTP to another machine.
    #[error("it must be https, or http on this machine (127.0.0.1)")]
    NotSafe,
    /// It leads to a private network.
    #[error("it leads to {0}, which is not on the public internet")]
    Private(IpAddr),
}

impl Target {
    /// Reads an address. Where it leads is looked at each time that it is used.
    pub fn parse(url: &str) -> Result<Self, BadTarget> {
        let uri: Uri = url.parse().map_err(|_no_uri| BadTarget::NoAddress)?;
        let authority = uri.authority().ok_or(BadTarget::NoAddress)?;
        if authority.as_str().contains('@') {
            return Err(BadTarget::HoldsPassword);
        }
        let is_https = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            Some(_) | None => return Err(BadTarget::NoAddress),
        };
        let host = authority
            .host()
            .trim_start_matches('[')
            .trim_end_matches(']')
            .to_owned();
        if host.is_empty() {
            return Err(BadTarget::NoAddress);
        }
        let is_here = host.parse().is_ok_and(|address: IpAddr| address.is_loopback());
        if !is_https && !is_here && host != "localhost" {
            return Err(BadTarget::NotSafe);
        }
        Ok(Self {
            is_https,
            port: authority.port_u16().unwrap_or(if is_https { 443 } else { 80 }),
            authority: authority.as_str().to_owned(),
            path: uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
            host,
        })
    }

    /// The one of the addresses that a name led to just now that may be connected to. What was looked at
    /// is what is connected to: a name that leads elsewhere a moment later changes nothing.
    pub(super) fn choose(
        &self,
        reach: Reach,
        found: impl IntoIterator<Item = SocketAddr>,
    ) -> Result<Option<SocketAddr>, BadTarget> {
        let mut refused = None;
        for place in found {
            let address = place.ip();
            let may = match (self.is_https, reach) {
                (false, Reach::Public | Reach::Anywhere) => address.is_loopback(),
                (true, Reach::Anywhere) => true,
                (true, Reach::Public) => is_public(address),
            };
            if may {
                return Ok(Some(place));
            }
            refused = Some(BadTarget::Private(address));
        }
        refused.map_or(Ok(None), Err)
    }
}

/// Whether an address is on the public internet (the registries of special-purpose addresses, RFC 6890).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = a == 0
        || a >= 224
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19));
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(address) = address.to_ipv4_mapped() {
        return is_public_v4(address);
    }
    let [a, b, ..] = address.segments();
    // Of the global range: not documentation, nor what wraps another address (Teredo, 6to4).
    let is_global = (0x2000..0x4000).contains(&a);
    let is_special = (a == 0x2001 && (b < 0x200 || b == 0xdb8)) || a == 0x2002 || (a == 0x3fff && b < 0x1000);
    is_global && !is_special
}

#[cfg(test)]
mod tests {
    //! Which addresses may be told.

    use super::*;

    #[test]
    fn an_address_is_https_or_on_this_machine_and_holds_no_password() {
        for good in [
            "https://example.org/redress?x=1",
            "https://example.org:8443",
            "http://127.0.0.1:9000/in",
            "http://[::1]:9000/",
            "http://localhost/",
        ] {
            assert!(Target::parse(good).is_ok(), "{good}");
        }
        for (bad, why) in [
            ("http://example.org/", BadTarget::NotSafe),
            ("http://127.0.0.1.example.org/", BadTarget::NotSafe),
            ("https://user:secret@example.org/", BadTarget::HoldsPassword),
            ("ftp://example.org/", BadTarget::NoAddress),
            ("example.org", BadTarget::NoAddress),
            ("/redress", BadTarget::NoAddress),
            ("", BadTarget::NoAddress),
        ] {
            assert_eq!(Target::parse(bad), Err(why), "{bad}");
        }
    }

    #[test]
    fn a_name_that_leads_into_a_private_network_is_refused() {
        let target = Target::parse("https://example.org/").unwrap();
        let at = |text: &str| SocketAddr::new(text.parse().unwrap(), 443);
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "::1",
            "::ffff:10.0.0.1",
            "fe80::1",
            "fd00::1",
            "64:ff9b::a00:1",
            "2002:a00:1::1",
            "2001:db8::1",
        ] {
            let chosen = target.choose(Reach::Public, [at(private)]);
            assert_eq!(
                chosen,
                Err(BadTarget::Private(private.parse().unwrap())),
                "{private}"
            );
            assert!(
                target
                    .choose(Reach::Anywhere, [at(private)])
                    .is_ok_and(|found| found.is_some())
            );
        }
        for public in ["93.184.215.14", "2606:2800:21f::1"] {
            assert_eq!(
                target.choose(Reach::Public, [at(public)]),
                Ok(Some(at(public))),
                "{public}"
            );
        }
        // A name may lead to both: what is private is left out.
        let both = [at("10.0.0.1"), at("93.184.215.14")];
        assert_eq!(target.choose(Reach::Public, both), Ok(Some(both[1])));
        // Plain HTTP stays on this machine, wherever a name leads.
        let here = Target::parse("http://localhost/").unwrap();
        assert!(here.choose(Reach::Anywhere, [at("93.184.215.14")]).is_err());
        assert!(here.choose(Reach::Public, [at("127.0.0.1")]).is_ok());
    }
}
