//! `/auth/second-factor`: codes of an authenticator app.

use crate::{
    Deps,
    asker::{Json, Person},
    problem::{ApiResult, Problem},
    routes::auth::required,
};
use axum::{extract::State, http::StatusCode};
use chatbox_auth::Enrolment;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whether a code is asked for at signing in.
#[derive(Serialize, ToSchema)]
pub(crate) struct SecondFactor {
    on: bool,
    /// Recovery codes that are left.
    recovery_codes: u64,
}

/// What an authenticator app needs to know. It is shown this once.
#[derive(Serialize, ToSchema)]
pub(crate) struct NewSecret {
    /// In Base32, to be typed.
    secret: String,
    /// The same as an `otpauth` address, to be shown as a QR code.
    uri: String,
}

/// A code of the app.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Code {
    /// Six digits.
    code: String,
}

/// Codes that let one in once each. They are shown this once.
#[derive(Serialize, ToSchema)]
pub(crate) struct RecoveryCodes {
    codes: Vec<String>,
}

/// One's password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Password {
    password: String,
}

/// Whether one's second factor is in use.
#[utoipa::path(get, path = "/auth/second-factor", tag = "auth", responses((status = 200, body = SecondFactor)))]
pub(crate) async fn show(Person(signed, _): Person, State(deps): State<Deps>) -> ApiResult<Json<SecondFactor>> {
    let factor = required(&deps)?.second_factor(signed.who()).await?;
    let recovery_codes = factor.as_ref().map_or(0, |factor| factor.recovery_codes);
    Ok(Json(SecondFactor { on: factor.is_some(), recovery_codes }))
}

/// Makes a secret for an authenticator app; it counts once a code has confirmed it.
#[utoipa::path(post, path = "/auth/second-factor", tag = "auth",
    responses((status = 201, body = NewSecret), (status = 409, body = Problem)))]
pub(crate) async fn begin(
    Person(signed, _): Person,
    State(deps): State<Deps>,
) -> ApiResult<(StatusCode, Json<NewSecret>)> {
    let Enrolment { secret, uri } = required(&deps)?.begin_second_factor(&signed.account).await?;
    Ok((StatusCode::CREATED, Json(NewSecret { secret, uri })))
}

/// Confirms the secret with a code; from then on signing in needs one.
#[utoipa::path(post, path = "/auth/second-factor/confirm", tag = "auth", request_body = Code,
    responses((status = 200, body = RecoveryCodes), (status = 404, body = Problem), (status = 409, body = Problem), (status = 429, body = Problem)))]
pub(crate) async fn confirm(
    Person(signed, _): Person,
    State(deps): State<Deps>,
    Json(body): Json<Code>,
) -> ApiResult<Json<RecoveryCodes>> {
    Ok(Json(RecoveryCodes { codes: required(&deps)?.confirm_second_factor(&signed.account, &body.code).await? }))
}

/// Takes the second factor out of use.
#[utoipa::path(post, path = "/auth/second-factor/remove", tag = "auth", request_body = Password,
    responses((status = 204), (status = 400, body = Problem), (status = 429, body = Problem)))]
pub(crate) async fn remove(
    Person(signed, _): Person,
    State(deps): State<Deps>,
    Json(body): Json<Password>,
) -> ApiResult<StatusCode> {
    required(&deps)?.remove_second_factor(&signed.account, &body.password).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes new recovery codes; those before are no longer good.
#[utoipa::path(post, path = "/auth/second-factor/recovery-codes", tag = "auth", request_body = Password,
    responses((status = 200, body = RecoveryCodes), (status = 400, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem)))]
pub(crate) async fn renew_recovery_codes(
    Person(signed, _): Person,
    State(deps): State<Deps>,
    Json(body): Json<Password>,
) -> ApiResult<Json<RecoveryCodes>> {
    Ok(Json(RecoveryCodes { codes: required(&deps)?.renew_recovery_codes(&signed.account, &body.password).await? }))
}
