//! What an address names, read from its path. One that does not fit names nothing, and is answered by
//! our page for that.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::error::PageError;

/// The parts of an address that its route names.
#[derive(Debug, Clone)]
pub(crate) struct Path<T>(pub(crate) T);

impl<T, S> FromRequestParts<S> for Path<T>
where
    T: DeserializeOwned + Send,
    S: Send + Sync,
{
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        axum::extract::Path::<T>::from_request_parts(parts, state)
            .await
            .map(|axum::extract::Path(named)| Self(named))
            .map_err(|_names_nothing| PageError::NotFound)
    }
}

/// What stands behind the question mark. What does not fit is as if it were not there.
#[derive(Debug, Clone, Default)]
pub(crate) struct Query<T>(pub(crate) T);

impl<T, S> FromRequestParts<S> for Query<T>
where
    T: DeserializeOwned + Default + Send,
    S: Send + Sync,
{
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        let read = axum::extract::Query::<T>::from_request_parts(parts, state).await;
        Ok(read.map_or_else(
            |_does_not_fit| Self::default(),
            |axum::extract::Query(said)| Self(said),
        ))
    }
}
