//! Where the database is, from the address that a person gave, and whether it may be spoken to as it
//! asks: beyond this machine only by TLS. Must not connect.

use crate::tls::Tls;
use std::fmt;
use std::net::IpAddr;
use std::time::Duration;
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode, TargetSessionAttrs};

/// How long a connection may take to be made. The exercise stands still meanwhile.
const CONNECT_WITHIN: Duration = Duration::from_secs(2);

/// How long the other machine may say nothing before the connection is given up.
const SILENT_FOR: Duration = Duration::from_secs(5);

/// A database that may be spoken to.
#[derive(Clone)]
pub struct Place {
    pub(crate) config: Config,
    pub(crate) tls: Option<Tls>,
    shown: String,
}

impl Place {
    /// Reads an address, `postgres://ROLE:PASSWORD@HOST/DATABASE`; several hosts are tried in turn, and
    /// only one that may be written to is taken. `authorities`, PEM, are who signed the database's
    /// certificate.
    ///
    /// # Errors
    /// Why it is none, or why it is not spoken to, in words; never with the password.
    pub fn read(url: &str, authorities: Option<&[u8]>) -> Result<Self, String> {
        if !(url.starts_with("postgres://") || url.starts_with("postgresql://")) {
            return Err("the address of a database begins with postgres://".to_owned());
        }
        let mut config: Config = url.parse().map_err(|why: tokio_postgres::Error| {
            let cause =
                std::error::Error::source(&why).map_or_else(String::new, |it| format!(": {it}"));
            format!("the address of the database can't be read: {why}{cause}")
        })?;
        if config.get_hosts().is_empty() {
            return Err("the address of the database names no host".to_owned());
        }
        let tls = authorities.map(Tls::by).transpose()?;
        match (&tls, is_here(&config)) {
            (Some(_), _) => config.ssl_mode(SslMode::Require),
            (None, true) => config.ssl_mode(SslMode::Disable),
            (None, false) => {
                return Err(
                    "a database on another machine is spoken to by TLS alone: name the authority that signed its certificate with --records-ca, or lead a tunnel to 127.0.0.1"
                        .to_owned(),
                );
            }
        };
        config
            .application_name("wardroom")
            .connect_timeout(CONNECT_WITHIN)
            .tcp_user_timeout(SILENT_FOR)
            .keepalives_idle(SILENT_FOR)
            .target_session_attrs(TargetSessionAttrs::ReadWrite);
        Ok(Self {
            shown: shown(&config),
            config,
            tls,
        })
    }
}

/// What people may be shown: hosts and database, no role and no password.
impl fmt::Display for Place {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.shown)
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "Place({self})")
    }
}

fn shown(config: &Config) -> String {
    let hosts: Vec<String> = config.get_hosts().iter().map(name).collect();
    let base = config
        .get_dbname()
        .or(config.get_user())
        .unwrap_or_default();
    format!("{}/{base}", hosts.join(","))
}

fn name(host: &Host) -> String {
    match host {
        Host::Tcp(name) => name.clone(),
        #[cfg(unix)]
        Host::Unix(path) => path.display().to_string(),
    }
}

/// Whether nothing leaves this machine: a socket in a folder, or the machine's own address.
fn is_here(config: &Config) -> bool {
    let addresses = config.get_hostaddrs();
    if !addresses.is_empty() {
        return addresses.iter().all(IpAddr::is_loopback);
    }
    config.get_hosts().iter().all(|host| match host {
        Host::Tcp(name) => {
            name == "localhost" || name.parse().is_ok_and(|it: IpAddr| it.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    })
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn beyond_this_machine_it_is_tls_or_nothing() {
        for near in [
            "postgres://w:secret@localhost/w",
            "postgres://w:secret@127.0.0.1:5433/w",
            "postgresql://w@[::1]/w",
            "postgres://w@/w?host=/var/run/postgresql",
            "postgres://w@%2Fvar%2Frun%2Fpostgresql/w",
            "postgres://w@db.example/w?hostaddr=127.0.0.1",
        ] {
            assert!(Place::read(near, None).is_ok(), "{near}");
        }
        for far in [
            "postgres://w:secret@db.example/w",
            "postgres://w:secret@db.example/w?sslmode=disable",
            "postgres://w:secret@db.example/w?sslmode=require",
            "postgres://w:secret@10.0.0.1/w",
            "postgres://w:secret@localhost,db.example/w",
            "postgres://w:secret@localhost/w?hostaddr=10.0.0.1",
        ] {
            let told = Place::read(far, None).expect_err(far);
            assert!(told.contains("--records-ca"), "{far}: {told}");
        }
    }

    #[test]
    fn what_is_shown_holds_no_password() {
        let place = Place::read("postgres://w:secret@localhost/region", None).expect("near");
        assert_eq!(place.to_string(), "localhost/region");
        assert!(!format!("{place:?}").contains("secret"));
        for wrong in [
            "mysql://w:secret@localhost/w",
            "postgres://w:secret@localhost:many/w",
            "postgres://w:secret@localhost/w?colour=blue",
            "postgres:///w",
        ] {
            let told = Place::read(wrong, None).expect_err(wrong);
            assert!(!told.contains("secret"), "{told}");
        }
    }
}
