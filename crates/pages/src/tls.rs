//! A certificate of the trust's own, for TLS. Must not make one: whoever is taught to click a warning away
//! learns it in a cyber exercise, of all places.

use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use std::fmt;
use std::sync::Arc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;

/// A certificate with its key, ready to serve with.
#[derive(Clone)]
pub struct Certificate(pub(crate) TlsAcceptor);

impl fmt::Debug for Certificate {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Certificate")
    }
}

/// Reads a chain of certificates and the key, both as PEM.
///
/// # Errors
/// Why they can't be served with, in words.
pub fn certificate(chain: &[u8], key: &[u8]) -> Result<Certificate, String> {
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(chain)
        .collect::<Result<_, _>>()
        .map_err(|why| format!("the certificate can't be read: {why}"))?;
    if chain.is_empty() {
        return Err("the certificate's file holds no certificate".to_owned());
    }
    let key = PrivateKeyDer::from_pem_slice(key)
        .map_err(|why| format!("the key can't be read: {why}"))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|it| it.with_no_client_auth().with_single_cert(chain, key))
        .map_err(|why| format!("certificate and key don't go together: {why}"))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Certificate(TlsAcceptor::from(Arc::new(config))))
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_no_certificate_is_said_to_be_none() {
        let told = super::certificate(b"", b"").expect_err("nothing");
        assert_eq!(told, "the certificate's file holds no certificate");
    }
}
