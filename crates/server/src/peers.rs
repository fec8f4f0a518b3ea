//! Where a request comes from, also behind proxies.

use crate::door::Peer;
use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap},
};
use ipnet::IpNet;
use std::{net::IpAddr, sync::Arc};

/// The proxies whose word is taken for where a request comes from.
#[derive(Debug, Clone, Default)]
pub struct Peers {
    proxies: Arc<[IpNet]>,
}

impl Peers {
    /// Proxies by address or network, e.g. `10.0.0.2` or `10.0.0.0/8`.
    ///
    /// # Errors
    /// The first that is neither.
    pub fn behind(proxies: &[String]) -> Result<Self, String> {
        let parse = |text: &String| {
            let net = text.parse::<IpNet>().or_else(|_| text.parse::<IpAddr>().map(IpNet::from));
            net.map_err(|_| format!("{text} is neither an address nor a network such as 10.0.0.0/8"))
        };
        Ok(Self { proxies: proxies.iter().map(parse).collect::<Result<_, _>>()? })
    }

    /// The address of whoever asks: the connection's, or what the proxies say, read from the last that spoke back to the first that is
    /// none of ours. What stands before that, anybody can have written.
    pub(crate) fn address(&self, extensions: &Extensions, headers: &HeaderMap) -> Option<IpAddr> {
        let peer = extensions.get::<ConnectInfo<Peer>>()?.0.address.ip().to_canonical();
        let lines = headers.get_all("x-forwarded-for").into_iter().filter_map(|line| line.to_str().ok());
        let said: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
        let mut nearest = peer;
        for text in said.into_iter().rev() {
            if !self.is_proxy(nearest) {
                break;
            }
            let Ok(address) = text.parse::<IpAddr>() else { break };
            nearest = address.to_canonical();
        }
        Some(nearest)
    }

    /// Whether the browser's own connection is secured: ours is, or the proxy that speaks with us says that its is.
    pub(crate) fn is_tls(&self, extensions: &Extensions, headers: &HeaderMap) -> bool {
        let Some(ConnectInfo(peer)) = extensions.get::<ConnectInfo<Peer>>() else { return false };
        let said = headers.get("x-forwarded-proto").is_some_and(|scheme| scheme == "https");
        peer.is_tls || (said && self.is_proxy(peer.address.ip().to_canonical()))
    }

    fn is_proxy(&self, address: IpAddr) -> bool {
        self.proxies.iter().any(|net| net.contains(&address))
    }
}

#[cfg(test)]
mod tests {
    use super::{Peer, Peers};
    use axum::{
        extract::ConnectInfo,
        http::{Extensions, HeaderMap, HeaderName},
    };

    fn address(proxies: &[&str], peer: &str, said: &[&str]) -> String {
        let proxies: Vec<String> = proxies.iter().map(|&proxy| proxy.to_owned()).collect();
        let mut extensions = Extensions::new();
        let address = format!("{peer}:1234").parse().unwrap();
        extensions.insert(ConnectInfo(Peer { address, is_tls: false }));
        let mut headers = HeaderMap::new();
        for line in said {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        Peers::behind(&proxies).unwrap().address(&extensions, &headers).unwrap().to_string()
    }

    #[test]
    fn only_our_own_proxies_are_believed() {
        assert_eq!(address(&[], "192.0.2.1", &["198.51.100.7"]), "192.0.2.1");
        assert_eq!(address(&["10.0.0.2"], "192.0.2.1", &["198.51.100.7"]), "192.0.2.1");
        assert_eq!(address(&["10.0.0.2"], "10.0.0.2", &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(address(&["10.0.0.2"], "10.0.0.2", &[]), "10.0.0.2");
        // What the client itself has sent stands before it.
        assert_eq!(address(&["10.0.0.2"], "10.0.0.2", &["1.1.1.1, 198.51.100.7"]), "198.51.100.7");
        assert_eq!(address(&["10.0.0.0/8"], "10.0.0.2", &["1.1.1.1, 198.51.100.7", "10.0.0.3"]), "198.51.100.7");
        assert_eq!(address(&["10.0.0.2"], "10.0.0.2", &["nonsense"]), "10.0.0.2");
        assert_eq!(address(&["::1"], "[::1]", &["2001:db8::7"]), "2001:db8::7");
        assert!(Peers::behind(&["10.0.0.0/99".to_owned()]).is_err());
    }

    #[test]
    fn only_our_own_proxies_say_that_a_connection_is_secured() {
        let is_tls = |proxies: &[&str], is_tls: bool, said: Option<&str>| {
            let proxies: Vec<String> = proxies.iter().map(|&proxy| proxy.to_owned()).collect();
            let mut extensions = Extensions::new();
            extensions.insert(ConnectInfo(Peer { address: "10.0.0.2:1234".parse().unwrap(), is_tls }));
            let headers = said.map(|said| (HeaderName::from_static("x-forwarded-proto"), said.parse().unwrap()));
            Peers::behind(&proxies).unwrap().is_tls(&extensions, &headers.into_iter().collect())
        };
        assert!(is_tls(&[], true, None));
        assert!(is_tls(&["10.0.0.2"], false, Some("https")));
        assert!(!is_tls(&[], false, Some("https")), "anybody can say so");
        assert!(!is_tls(&["10.0.0.2"], false, Some("http")));
        assert!(!is_tls(&["10.0.0.2"], false, None));
    }
}
