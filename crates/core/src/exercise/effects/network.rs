//! Effects on the network: segments, links, file sharing, e-mail, the kill-switch domain. Must not ask
//! who may.

use super::aim::{aim, named};
use super::given::Given;
use super::moment::{Moment, Now};
use super::row::{On, Row, cut, offered};
use crate::exercise::rules::reconnect;
use crate::exercise::state::Ordered;
use crate::scenario::{
    Link, LinkId, NetworkEffect as Network, OrganisationId, Scenario, Target, TargetKind, Traffic,
};

static ISOLATE: Row = cut(
    "IsolateSegment",
    "Isolate a segment",
    On::Target(TargetKind::Segment),
    |it| Some(Given::IsolateSegment(it.on()?)),
);
static REJOIN: Row = offered(
    "RejoinSegment",
    "Reconnect a segment",
    On::Target(TargetKind::Segment),
    &[],
    |it| Some(Given::RejoinSegment(it.on()?)),
);
static CUT: Row = cut(
    "CutLink",
    "Disconnect a link",
    On::Target(TargetKind::Link),
    |it| Some(Given::CutLink(it.on()?)),
);
static RESTORE: Row = offered(
    "RestoreLink",
    "Restore a link",
    On::Target(TargetKind::Link),
    &[],
    |it| Some(Given::RestoreLink(it.on()?)),
);
static PORT: Row = cut(
    "BlockPort",
    "Block file sharing on a link",
    On::Target(TargetKind::Link),
    |it| Some(Given::BlockPort(it.on()?)),
);
static PORT_EDGE: Row = cut(
    "BlockPortAtEdge",
    "Block file sharing at the perimeter",
    On::Nothing,
    |_| Some(Given::BlockPortAtEdge),
);
static PORT_ALL: Row = cut(
    "BlockPortEverywhere",
    "Block file sharing on every link",
    On::Nothing,
    |_| Some(Given::BlockPortEverywhere),
);
static UNBLOCK: Row = offered(
    "UnblockPorts",
    "Allow file sharing again",
    On::Nothing,
    &[],
    |_| Some(Given::UnblockPorts),
);
static MAIL_OFF: Row = cut("MailOff", "Switch e-mail off", On::Nothing, |_| {
    Some(Given::MailOff)
});
static MAIL_ON: Row = offered("MailOn", "Switch e-mail back on", On::Nothing, &[], |_| {
    Some(Given::MailOn)
});
static BLOCK_DOMAIN: Row = offered(
    "BlockDomain",
    "Block the kill-switch domain",
    On::Nothing,
    &[],
    |_| Some(Given::BlockDomain),
);
static ALLOW_DOMAIN: Row = offered(
    "AllowDomain",
    "Allow the kill-switch domain",
    On::Nothing,
    &[],
    |_| Some(Given::AllowDomain),
);
static SINKHOLE: Row = offered(
    "SinkholeDomain",
    "Sinkhole the kill-switch domain inside the trust",
    On::Nothing,
    &[],
    |_| Some(Given::SinkholeDomain),
);

/// The rows, in the order of the palette.
pub(super) static ROWS: [&Row; 13] = [
    &ISOLATE,
    &REJOIN,
    &CUT,
    &RESTORE,
    &PORT,
    &PORT_EDGE,
    &PORT_ALL,
    &UNBLOCK,
    &MAIL_OFF,
    &MAIL_ON,
    &BLOCK_DOMAIN,
    &ALLOW_DOMAIN,
    &SINKHOLE,
];

/// The row of one.
pub(super) fn row(effect: &Network) -> &'static Row {
    match effect {
        Network::IsolateSegment(_) => &ISOLATE,
        Network::RejoinSegment(_) => &REJOIN,
        Network::CutLink(_) => &CUT,
        Network::RestoreLink(_) => &RESTORE,
        Network::BlockPort(_) => &PORT,
        Network::BlockPortAtEdge => &PORT_EDGE,
        Network::BlockPortEverywhere => &PORT_ALL,
        Network::UnblockPorts => &UNBLOCK,
        Network::MailOff => &MAIL_OFF,
        Network::MailOn => &MAIL_ON,
        Network::BlockDomain => &BLOCK_DOMAIN,
        Network::AllowDomain => &ALLOW_DOMAIN,
        Network::SinkholeDomain => &SINKHOLE,
    }
}

/// What one names.
pub(super) fn on(effect: &Network) -> Vec<Target> {
    match effect {
        Network::IsolateSegment(pick) | Network::RejoinSegment(pick) => named(pick),
        Network::CutLink(pick) | Network::RestoreLink(pick) | Network::BlockPort(pick) => {
            named(pick)
        }
        Network::BlockPortAtEdge
        | Network::BlockPortEverywhere
        | Network::UnblockPorts
        | Network::MailOff
        | Network::MailOn
        | Network::BlockDomain
        | Network::AllowDomain
        | Network::SinkholeDomain => Vec::new(),
    }
}

/// What makes one idle, in words; nothing if it would change something.
pub(super) fn idle(effect: &Network, now: &Now<'_>) -> Option<String> {
    let network = &now.state.network;
    match effect {
        Network::IsolateSegment(pick) => {
            let id = aim(pick, now.target)?;
            let name = &now.scenario.segments[id.at()].name;
            network.isolated[id.at()].map(|_| format!("{name} is isolated"))
        }
        Network::RejoinSegment(pick) => {
            let id = aim(pick, now.target)?;
            let name = &now.scenario.segments[id.at()].name;
            let connected = network.isolated[id.at()].is_none();
            connected.then(|| format!("{name} is connected"))
        }
        Network::CutLink(pick) => {
            let id = aim(pick, now.target)?;
            let name = &now.scenario.links[id.at()].name;
            network.cut[id.at()].map(|_| format!("{name} is cut"))
        }
        Network::RestoreLink(pick) => {
            let id = aim(pick, now.target)?;
            let name = &now.scenario.links[id.at()].name;
            let open = network.cut[id.at()].is_none();
            open.then(|| format!("{name} is open"))
        }
        Network::MailOff => network.mail_off[now.of].then(|| "E-mail is off".to_owned()),
        Network::MailOn => (!network.mail_off[now.of]).then(|| "E-mail is on".to_owned()),
        Network::BlockDomain => {
            network.domain_blocked[now.of].then(|| "That address is blocked".to_owned())
        }
        Network::SinkholeDomain => {
            network.sinkhole[now.of].then(|| "The trust answers for that address".to_owned())
        }
        // Blocked or not, somebody may want to be sure.
        Network::BlockPort(_)
        | Network::BlockPortAtEdge
        | Network::BlockPortEverywhere
        | Network::UnblockPorts
        | Network::AllowDomain => None,
    }
}

/// Lets one take hold.
pub(super) fn take_hold(effect: &Network, it: &mut Moment<'_>) {
    let (now, of) = (it.minute(), it.of);
    match effect {
        Network::IsolateSegment(pick) => {
            if let Some(id) = aim(pick, it.target) {
                it.state.network.isolated[id.at()].get_or_insert(now);
                it.ordered(Ordered::Isolated(id));
            }
        }
        Network::RejoinSegment(pick) => {
            if let Some(id) = aim(pick, it.target) {
                if reconnect::checked(it.state, of) {
                    reconnect::department(it.scenario, it.state, id);
                }
                it.state.network.isolated[id.at()] = None;
            }
        }
        Network::CutLink(pick) => {
            if let Some(id) = aim(pick, it.target) {
                it.state.network.cut[id.at()].get_or_insert(now);
                it.ordered(Ordered::Cut(id));
            }
        }
        Network::RestoreLink(pick) => {
            if let Some(id) = aim(pick, it.target) {
                if reconnect::checked(it.state, of) {
                    reconnect::hold(it.scenario, it.state, id);
                }
                it.state.network.cut[id.at()] = None;
            }
        }
        Network::BlockPort(pick) => {
            if let Some(id) = aim(pick, it.target) {
                block(it, id);
            }
        }
        Network::BlockPortAtEdge => block_all(it, true),
        Network::BlockPortEverywhere => block_all(it, false),
        Network::UnblockPorts => unblock(it),
        Network::MailOff => it.state.network.mail_off[of] = true,
        Network::MailOn => it.state.network.mail_off[of] = false,
        Network::BlockDomain => it.state.network.domain_blocked[of] = true,
        Network::AllowDomain => it.state.network.domain_blocked[of] = false,
        Network::SinkholeDomain => it.state.network.sinkhole[of] = true,
    }
}

/// Stops file sharing on a link.
fn block(it: &mut Moment<'_>, id: LinkId) {
    let now = it.minute();
    it.state.network.port_blocked[id.at()].get_or_insert(now);
    it.ordered(Ordered::Port(id));
    it.state.network.held[id.at()] = false;
}

/// Stops file sharing on every link of the organisation that carries it, or on those to the outside.
fn block_all(it: &mut Moment<'_>, edge: bool) {
    let scenario = it.scenario;
    let outside = |link: &Link| {
        [link.from, link.to]
            .iter()
            .any(|end| scenario.segments[end.at()].outside)
    };
    for (at, link) in scenario.links.iter().enumerate() {
        if link.carries[Traffic::Smb as usize]
            && touches(scenario, at, it.of)
            && (!edge || outside(link))
        {
            block(it, at.into());
        }
    }
}

/// Allows file sharing again. With criteria for reconnection, what is not safe stays blocked.
fn unblock(it: &mut Moment<'_>) {
    let checked = reconnect::checked(it.state, it.of);
    for at in 0..it.scenario.links.len() {
        if it.state.network.port_blocked[at].is_some() && touches(it.scenario, at, it.of) {
            let stays = checked && !reconnect::safe(it.scenario, it.state, at.into());
            if !stays {
                it.state.network.port_blocked[at] = None;
            }
            it.state.network.held[at] = stays;
        }
    }
}

/// Whether a link is an organisation's: one of its ends is.
fn touches(scenario: &Scenario, link: usize, of: OrganisationId) -> bool {
    let link = &scenario.links[link];
    !scenario.several()
        || [link.from, link.to]
            .iter()
            .any(|end| scenario.segments[end.at()].of == Some(of))
}
