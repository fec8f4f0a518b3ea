//! The tokens of a browser: cookies that scripts cannot read and other sites cannot send.

use crate::problem::{ApiResult, Problem};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use chatbox_core::error::StoreError;

const ACCESS: &str = "chatbox_access";
const REFRESH: &str = "chatbox_refresh";
/// Where each is sent to; the refresh token to the one address that takes it.
const ACCESS_PATH: &str = "/api";
const REFRESH_PATH: &str = "/api/v1/auth/renew";
/// A month, as long as a session that is not used.
const KEPT_SECONDS: u32 = 30 * 24 * 60 * 60;

/// The access token: of the `Authorization` header, or else of the cookie.
pub(crate) fn token(headers: &HeaderMap) -> Option<String> {
    bearer(headers).or_else(|| value(headers, ACCESS)).map(str::to_owned)
}

/// The refresh token of the cookie.
pub(crate) fn refresh(headers: &HeaderMap) -> Option<String> {
    value(headers, REFRESH).map(str::to_owned)
}

/// A cookie goes with whatever a browser sends: what changes something must come from a page of ours. `guard` has compared `Origin`;
/// a request that has none says by `Sec-Fetch-Site` where it comes from, or is a program's, which has no business with cookies.
pub(crate) fn check_source(method: &Method, headers: &HeaderMap) -> ApiResult<()> {
    let is_own = headers.contains_key(header::ORIGIN)
        || headers.get("sec-fetch-site").is_some_and(|site| site == "same-origin" || site == "none");
    if method.is_safe() || bearer(headers).is_some() || is_own {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::FORBIDDEN,
        "foreign-page",
        "A request that changes something came with a cookie, but not from a page of this server.",
        "Programs send their token as Authorization: Bearer.",
    ))
}

/// Both tokens, for the browser to keep. [`secure`] has the last word about them.
pub(crate) fn set(response: &mut HeaderMap, access: &str, refresh: &str) -> ApiResult<()> {
    for (name, value, path) in [(ACCESS, access, ACCESS_PATH), (REFRESH, refresh, REFRESH_PATH)] {
        let cookie = format!("{name}={value}; Path={path}; Max-Age={KEPT_SECONDS}; HttpOnly; SameSite=Strict");
        response.append(header::SET_COOKIE, HeaderValue::from_str(&cookie).map_err(StoreError::failed)?);
    }
    Ok(())
}

/// Cookies that were set over TLS are sent over TLS only.
pub(crate) fn secure(response: &mut HeaderMap) {
    if let header::Entry::Occupied(mut cookies) = response.entry(header::SET_COOKIE) {
        for cookie in cookies.iter_mut() {
            if let Ok(secured) = HeaderValue::from_bytes(&[cookie.as_bytes(), b"; Secure"].concat()) {
                *cookie = secured;
            }
        }
    }
}

/// Makes the browser forget both.
pub(crate) fn clear(response: &mut HeaderMap) {
    for (name, path) in [(ACCESS, ACCESS_PATH), (REFRESH, REFRESH_PATH)] {
        let cookie = format!("{name}=; Path={path}; Max-Age=0; HttpOnly; SameSite=Strict");
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.append(header::SET_COOKIE, cookie);
        }
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The first cookie of this name (RFC 6265, 5.4).
fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(known, value)| *known == name && !value.is_empty()).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::{check_source, refresh, secure, set, token};
    use axum::http::{HeaderMap, Method};

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, value.parse().unwrap());
        }
        headers
    }

    #[test]
    fn tokens_are_found() {
        let both = headers(&[("cookie", "a=b; chatbox_access=one; chatbox_refresh=two")]);
        assert_eq!((token(&both).as_deref(), refresh(&both).as_deref()), (Some("one"), Some("two")));
        let program = headers(&[("authorization", "bearer  three"), ("cookie", "chatbox_access=one")]);
        assert_eq!(token(&program).as_deref(), Some("three"), "the header goes first");
        for none in
            [headers(&[]), headers(&[("cookie", "chatbox_access=; x")]), headers(&[("authorization", "Basic x")])]
        {
            assert_eq!(token(&none), None);
        }
    }

    #[test]
    fn only_our_own_page_changes_something_with_a_cookie() {
        let check = |method: Method, pairs: &[(&'static str, &str)]| check_source(&method, &headers(pairs)).is_ok();
        assert!(check(Method::GET, &[]));
        assert!(check(Method::POST, &[("origin", "http://localhost:8777")]), "the guard has compared it");
        assert!(check(Method::DELETE, &[("sec-fetch-site", "same-origin")]));
        assert!(check(Method::POST, &[("authorization", "Bearer x")]));
        assert!(!check(Method::POST, &[]));
        assert!(!check(Method::POST, &[("sec-fetch-site", "cross-site")]));
    }

    #[test]
    fn cookies_are_for_this_server_alone() {
        let mut plain = HeaderMap::new();
        set(&mut plain, "one", "two").unwrap();
        let kept: Vec<_> = plain.get_all("set-cookie").into_iter().map(|value| value.to_str().unwrap()).collect();
        assert!(kept.iter().all(|cookie| cookie.contains("; HttpOnly; SameSite=Strict") && !cookie.contains("Secure")));
        assert!(kept[1].contains("Path=/api/v1/auth/renew;"), "{}", kept[1]);
        secure(&mut plain);
        let kept: Vec<_> = plain.get_all("set-cookie").into_iter().map(|value| value.to_str().unwrap()).collect();
        assert!(kept.len() == 2 && kept.iter().all(|cookie| cookie.ends_with("; Secure")), "{kept:?}");
    }
}
