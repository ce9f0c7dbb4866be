//! Style sheets, scripts and icons, from the binary itself.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use redress_pages::assets::Logo;

use crate::App;
use crate::error::{Answer, PageError};
use crate::here::Here;

/// The routes of this file.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/static/brand.css", get(brand))
        .route("/static/logo.png", get(logo))
        .route("/static/{*path}", get(asset))
}

async fn asset(Path(path): Path<String>) -> Answer {
    let asset = redress_pages::assets::find(&path).ok_or(PageError::NotFound)?;
    let mut response = asset.bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    // The name holds the hash of what is in it, so it never changes.
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    Ok(response)
}

async fn brand(State(app): State<App>, here: Here) -> Answer {
    let logo = match app.casework.logo(here.id()).await {
        Ok(Some(_)) => Logo::Own,
        // Without the database the pages keep their colours.
        Ok(None) | Err(_) => Logo::BuiltIn,
    };
    let css = redress_pages::assets::brand_css(&here.policy()?.council.brand, logo);
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=300"),
    ];
    Ok::<Response, PageError>((headers, css).into_response())
}

async fn logo(State(app): State<App>, here: Here) -> Answer {
    let png = app.casework.logo(here.id()).await?.ok_or(PageError::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, "image/png"),
        (header::CACHE_CONTROL, "public, max-age=300"),
    ];
    Ok((headers, png).into_response())
}
