//! The way to a council's identity provider (OpenID Connect): where to send somebody, and who they are as it says.
//!
//! It has no network of its own: whoever uses it brings one ([`asking::Asking`]). Time and chance are parameters.
//! What a provider says counts for something only after [`provider::Provider::finish`] held it to the rules of
//! OpenID Connect Core 1.0, section 3.1.3.7.

pub mod asking;
mod client;
pub mod provider;
pub mod providers;
