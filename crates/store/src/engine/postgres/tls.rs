//! TLS to PostgreSQL, as far as the address asks for it: `sslmode` as PostgreSQL's own programs understand it.

use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use sqlx::postgres::PgSslMode;

use super::Address;
use crate::error::StoreError;

/// How TLS is spoken with the server of an address.
pub(super) fn config(address: &Address) -> Result<ClientConfig, StoreError> {
    let provider = Arc::new(ring::default_provider());
    let verifier = Verifier {
        provider: Arc::clone(&provider),
        asks: match address.ssl_mode() {
            PgSslMode::Disable | PgSslMode::Allow | PgSslMode::Prefer | PgSslMode::Require => None,
            PgSslMode::VerifyCa => Some((trusted(address, &provider)?, Name::Any)),
            PgSslMode::VerifyFull => Some((trusted(address, &provider)?, Name::Its)),
        },
    };
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| wrong(&error))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier));
    let files = &address.certificates;
    match (&files.own, &files.key) {
        (None, None) => Ok(config.with_no_client_auth()),
        (Some(own), Some(key)) => {
            let own = certificates(own)?;
            let key = PrivateKeyDer::from_pem_slice(&text_of(key)?).map_err(|error| unread(key, &error))?;
            config
                .with_client_auth_cert(own, key)
                .map_err(|error| wrong(&error))
        }
        (Some(_), None) | (None, Some(_)) => Err(StoreError::BadAddress(
            "the address names sslcert or sslkey alone: they belong together".to_owned(),
        )),
    }
}

/// Who is trusted: whom browsers trust, and the authority that the address names.
fn trusted(
    address: &Address,
    provider: &Arc<CryptoProvider>,
) -> Result<Arc<WebPkiServerVerifier>, StoreError> {
    let mut roots = RootCertStore::empty();
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    if let Some(authority) = &address.certificates.authority {
        for certificate in certificates(authority)? {
            roots.add(certificate).map_err(|error| wrong(&error))?;
        }
    }
    WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider))
        .build()
        .map_err(|error| StoreError::BadAddress(error.to_string()))
}

fn certificates(brought: &str) -> Result<Vec<CertificateDer<'static>>, StoreError> {
    let text = text_of(brought)?;
    let all: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&text).collect();
    match all {
        Ok(all) if !all.is_empty() => Ok(all),
        Ok(_) => Err(unread(brought, &"there is none in it")),
        Err(error) => Err(unread(brought, &error)),
    }
}

/// What stands in a file that an address names, or in the address itself.
fn text_of(brought: &str) -> Result<Vec<u8>, StoreError> {
    match brought.strip_prefix("file: ") {
        Some(file) => std::fs::read(file).map_err(|error| unread(brought, &error)),
        None => Ok(brought.trim_start_matches("pem: ").as_bytes().to_vec()),
    }
}

fn unread(brought: &str, error: &dyn std::fmt::Display) -> StoreError {
    let place = brought.strip_prefix("file: ").unwrap_or("the address");
    StoreError::BadAddress(format!("{place} holds no certificate or key: {error}"))
}

fn wrong(error: &Error) -> StoreError {
    StoreError::BadAddress(format!("TLS cannot be set up: {error}"))
}

/// Whose name the certificate of the server must bear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Its,
    Any,
}

/// Whether the server is who it says: `sslmode` up to `require` keeps others from reading along and asks no more.
#[derive(Debug)]
struct Verifier {
    provider: Arc<CryptoProvider>,
    asks: Option<(Arc<WebPkiServerVerifier>, Name)>,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let Some((trusted, whose)) = &self.asks else {
            return Ok(ServerCertVerified::assertion());
        };
        match trusted.verify_server_cert(certificate, between, name, ocsp, now) {
            Err(Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) if *whose == Name::Any => Ok(ServerCertVerified::assertion()),
            said => said,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signed, known)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, known)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider
            .signature_verification_algorithms
            .supported_schemes()
    }
}
