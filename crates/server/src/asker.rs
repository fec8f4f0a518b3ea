//! Extractors: who is asking, and bodies, queries and paths whose errors are problems.

use crate::problem::Problem;
use axum::{
    extract::{FromRequest, FromRequestParts},
    http::request::Parts,
};
use chatbox_core::ids::Who;
use std::convert::Infallible;

/// Who is asking. One local user for now; accounts replace the body of this extractor only.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asker(pub(crate) Who);

impl<S: Sync> FromRequestParts<S> for Asker {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(Who::local()))
    }
}

/// A JSON body.
#[derive(FromRequest)]
#[from_request(via(axum::Json), rejection(Problem))]
pub(crate) struct Json<T>(pub(crate) T);

impl<T: serde::Serialize> axum::response::IntoResponse for Json<T> {
    fn into_response(self) -> axum::response::Response {
        axum::Json(self.0).into_response()
    }
}

/// Query parameters.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(Problem))]
pub(crate) struct Query<T>(pub(crate) T);

/// Path parameters.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(Problem))]
pub(crate) struct Path<T>(pub(crate) T);
