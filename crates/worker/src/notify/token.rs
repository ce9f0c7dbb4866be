//! The token that a request to Notify shows: a JSON Web Token signed with the service's secret (RFC 7519,
//! HS256), as Notify's documentation asks for ("JSON Web Tokens: encoding and decoding").

use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// How long a UUID is.
const UUID: usize = 36;

/// A service and its secret.
pub(super) struct Key {
    service: String,
    secret: String,
}

impl Key {
    /// Reads `NAME-SERVICE-SECRET`, of which the last two are UUIDs.
    pub(super) fn parse(key: &str) -> Result<Self, String> {
        let no_key = || "the key is not NAME-SERVICE-SECRET as Notify shows it once".to_owned();
        let at = key.len().checked_sub(UUID).ok_or_else(no_key)?;
        let (before, secret) = key.split_at_checked(at).ok_or_else(no_key)?;
        let before = before.strip_suffix('-').ok_or_else(no_key)?;
        let at = before.len().checked_sub(UUID).ok_or_else(no_key)?;
        let service = before.get(at..).ok_or_else(no_key)?;
        if !is_uuid(service) || !is_uuid(secret) {
            return Err(no_key());
        }
        Ok(Self {
            service: service.to_owned(),
            secret: secret.to_owned(),
        })
    }

    /// The token of a moment, in seconds since 1970.
    pub(super) fn token(&self, at: i64) -> String {
        let claims = format!(r#"{{"iss":"{}","iat":{at}}}"#, self.service);
        signed(r#"{"typ":"JWT","alg":"HS256"}"#, &claims, self.secret.as_bytes())
    }
}

/// A header and claims, and their signature.
fn signed(header: &str, claims: &str, secret: &[u8]) -> String {
    let said = format!(
        "{}.{}",
        BASE64URL_NOPAD.encode(header.as_bytes()),
        BASE64URL_NOPAD.encode(claims.as_bytes())
    );
    // A key of any length is taken.
    let Ok(mut hash) = Hmac::<Sha256>::new_from_slice(secret) else {
        return String::new();
    };
    hash.update(said.as_bytes());
    format!("{said}.{}", BASE64URL_NOPAD.encode(&hash.finalize().into_bytes()))
}

/// Whether a text is a UUID, with its hyphens.
pub(super) fn is_uuid(text: &str) -> bool {
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    groups == [8, 4, 4, 4, 12] && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    //! The token and the key.

    use super::*;

    #[test]
    fn a_token_is_that_of_the_standard() {
        // RFC 7515, appendix A.1.
        let key = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
        let key = BASE64URL_NOPAD.decode(key.as_bytes()).unwrap();
        let claims = "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}";
        assert_eq!(
            signed("{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}", claims, &key),
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        );
    }

    #[test]
    fn a_key_is_a_name_a_service_and_a_secret() {
        let (service, secret) = (
            "26785a09-ab16-4eb0-8407-a37497a57506",
            "3d844edf-8d35-48ac-975b-e847b4f122b0",
        );
        for name in ["live", "with-some-hyphens"] {
            let key = Key::parse(&format!("{name}-{service}-{secret}")).unwrap();
            assert_eq!((key.service.as_str(), key.secret.as_str()), (service, secret));
        }
        for wrong in [
            "",
            "live",
            service,
            &format!("live-{service}"),
            "ŵ".repeat(80).as_str(),
        ] {
            assert!(Key::parse(wrong).is_err(), "{wrong}");
        }
    }
}
