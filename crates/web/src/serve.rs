//! Serving: answers on a listener until told to stop, and says whether it is well.

use std::future::Future;
use std::io;
use std::net::SocketAddr;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Router, response::IntoResponse};
use tokio::net::TcpListener;

use crate::App;

impl App {
    /// Answers on `listener` until `stop` is ready; what was begun is finished first.
    pub async fn serve(
        self,
        listener: TcpListener,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()> {
        let health = Router::new()
            .route("/health", get(health))
            .with_state(self.clone());
        let service = self
            .router()
            .merge(health)
            .into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service).with_graceful_shutdown(stop).await
    }
}

/// Whether the database answers: for a load balancer, and for whoever starts the program.
async fn health(State(app): State<App>) -> impl IntoResponse {
    match app.casework.store().ping().await {
        Ok(()) => (StatusCode::OK, "well\n"),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}
