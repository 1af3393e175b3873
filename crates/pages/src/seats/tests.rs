//! Who may sit where, and what counts.

use super::*;

const RANDOM: RandomCodes = [[1; 16], [2; 16], [3; 16], [4; 16]];

fn here() -> IpAddr {
    IpAddr::from([192, 168, 8, 20])
}

fn chair(at: usize) -> Seat {
    Seat::Chair(RoleId::from(at))
}

fn sit(
    seats: &mut Seats,
    secret: &str,
    seat: Seat,
    name: &str,
    shares: bool,
) -> Result<String, NotTaken> {
    let wants = Wants {
        seat,
        names: [name, ""],
        shares,
    };
    // Each from an address of its own: how many come from one is another matter.
    let own = secret
        .bytes()
        .fold(0_u64, |sum, it| sum * 31 + u64::from(it));
    let from = IpAddr::V6((u128::from(own) << 64).into());
    seats.sit(None, &wants, secret.to_owned(), from, 0)
}

#[test]
fn a_code_admits_to_what_it_is_for_and_nothing_once_the_door_is_locked() {
    let mut seats = Seats::new(RANDOM);
    for admits in [Admits::Player, Admits::Evaluator, Admits::Screen] {
        let code = spaced(seats.codes().code(admits));
        assert_eq!(seats.admits(here(), &code, 0), Ok(admits));
    }
    let code = seats.codes().code(Admits::Player).to_owned();
    seats.lock(true);
    assert_eq!(seats.admits(here(), &code, 0), Err(NotIn::Locked));
    assert_eq!(seats.admits(here(), "WRONG", 0), Err(NotIn::Wrong));
    seats.lock(false);
    seats.new_codes([[9; 16], [8; 16], [7; 16], [6; 16]]);
    assert_eq!(seats.admits(here(), &code, 0), Err(NotIn::Wrong));
}

#[test]
fn even_the_right_code_waits_after_five_wrong_ones() {
    let mut seats = Seats::new(RANDOM);
    let code = seats.codes().code(Admits::Player).to_owned();
    for _ in 0..5 {
        assert_eq!(seats.admits(here(), "AAAAAA", 100), Err(NotIn::Wrong));
    }
    assert_eq!(seats.admits(here(), &code, 159), Err(NotIn::TooMany));
    assert_eq!(seats.admits(here(), &code, 160), Ok(Admits::Player));
}

#[test]
fn a_chair_is_taken_once_and_shared_by_those_who_say_so() {
    let mut seats = Seats::new(RANDOM);
    sit(&mut seats, "a", chair(3), "Maggie", false).expect("free");
    let told = sit(&mut seats, "b", chair(3), "Owen", false);
    assert_eq!(told, Err(NotTaken::Sits("Maggie".to_owned())));
    sit(&mut seats, "b", chair(3), "Owen", true).expect("shared");
    assert_eq!(seats.sitters(RoleId::from(3)), ["Maggie", "Owen"]);
    // Somebody who gave no name sits there all the same.
    sit(&mut seats, "c", chair(4), "", false).expect("free");
    let told = sit(&mut seats, "d", chair(4), "Dev", false);
    assert_eq!(told, Err(NotTaken::Sits(String::new())));
}

#[test]
fn a_device_that_moves_leaves_its_chair_and_its_old_secret() {
    let mut seats = Seats::new(RANDOM);
    sit(&mut seats, "a", chair(3), "Maggie", false).expect("free");
    let wants = Wants {
        seat: chair(5),
        names: ["Maggie", "Tom"],
        shares: false,
    };
    let number = seats.people()[0].number;
    assert_eq!(seats.begin("a", 7, 0), Begun::New);
    seats.finish("a", 7, Outcome::Go("/now".to_owned()));
    let secret = seats.sit(Some("a"), &wants, "new".to_owned(), here(), 9);
    assert_eq!(secret, Ok("new".to_owned()));
    // Whoever planted the old one, or copied it, sits nowhere with it.
    assert!(seats.session("a").is_none());
    assert_eq!(seats.session("new").map(|it| it.number), Some(number));
    assert!(matches!(
        seats.begin("new", 7, 9),
        Begun::Done(Outcome::Go(_))
    ));
    assert!(seats.sitters(RoleId::from(3)).is_empty());
    assert_eq!(seats.sitters(RoleId::from(5)), ["Maggie and Tom"]);
}

#[test]
fn muted_moved_and_removed_by_number() {
    let mut seats = Seats::new(RANDOM);
    sit(&mut seats, "a", chair(0), "Aisha", false).expect("free");
    let number = seats.people()[0].number;
    assert!(seats.mute(number, true) && !seats.mute(99, true));
    assert!(matches!(
        seats.begin("a", 1, 0),
        Begun::Done(Outcome::Refused(..))
    ));
    assert_eq!(seats.begin_no_duff("a", 2, 0), Begun::New);
    assert!(seats.mute(number, false));
    assert_eq!(seats.begin("a", 1, 0), Begun::New);
    assert!(seats.move_to(number, chair(7)));
    assert_eq!(seats.session("a").map(|it| it.seat), Some(chair(7)));
    assert!(seats.remove(number));
    assert_eq!(seats.session("a").map(|it| it.seat), Some(Seat::Nowhere));
}

#[test]
fn no_secret_no_request() {
    let mut seats = Seats::new(RANDOM);
    assert!(matches!(
        seats.begin("", 1, 0),
        Begun::Done(Outcome::Refused(..))
    ));
    assert!(!seats.open_stream("nobody"));
}

#[test]
fn answers_are_numbered_once_for_each_device() {
    let mut seats = Seats::new(RANDOM);
    sit(&mut seats, "a", chair(0), "", false).expect("free");
    sit(&mut seats, "b", chair(1), "", false).expect("free");
    assert_eq!(seats.answer_number("a", 4), 4);
    assert_eq!(seats.answer_number("b", 4), 5);
    assert_eq!(seats.answer_number("a", 9), 4, "its own stays");
}

#[test]
fn there_is_an_end_to_devices_and_to_streams() {
    let mut seats = Seats::new(RANDOM);
    for at in 0..MOST_SESSIONS {
        sit(&mut seats, &at.to_string(), Seat::Evaluator, "", false).expect("room");
    }
    let told = sit(&mut seats, "one more", Seat::Evaluator, "", false);
    assert_eq!(told, Err(NotTaken::NotIn(NotIn::Full)));
    assert!((0..MOST_STREAMS).all(|_| seats.open_stream("0")));
    assert!(!seats.open_stream("0"));
    seats.close_stream("0");
    assert!(seats.open_stream("0"));
}

/// Who has the players' code could fill the house with devices that nobody holds, and nobody else came in.
#[test]
fn one_address_fills_no_house() {
    let mut seats = Seats::new(RANDOM);
    let wants = Wants {
        seat: Seat::Evaluator,
        names: ["", ""],
        shares: false,
    };
    let mut come = |at: usize, from, now| seats.sit(None, &wants, at.to_string(), from, now);
    for at in 0..MOST_JOINED {
        come(at, here(), 0).expect("so many may");
    }
    assert_eq!(come(99, here(), 59), Err(NotTaken::NotIn(NotIn::TooMany)));
    let other = IpAddr::from([192, 168, 8, 21]);
    come(99, other, 59).expect("others still come in");
    come(100, here(), 60).expect("and the first a minute later");
}
