//! Every page there is, reached as people reach it, and looked at.

use crate::chromium::{Chromium, Page};
use crate::looks::{Looks, PHONE};
use crate::served::Served;
use serde_json::json;

/// What is looked at, and with what.
struct Tour {
    chromium: Chromium,
    served: Served,
    looks: Looks,
}

impl Tour {
    fn address(&self, path: &str) -> String {
        format!("{}{path}", self.served.origin)
    }

    fn go(&self, page: &Page, path: &str) {
        page.go(&self.address(path));
    }

    fn look(&mut self, page: &Page, path: &str, name: &str) {
        self.go(page, path);
        self.looks.at(page, name);
    }

    /// A device that has a role.
    fn player(&self, role: &str, name: &str) -> Page {
        let page = self.chromium.device(name, &self.served.origin);
        page.seen_on(PHONE, false);
        self.go(&page, &format!("/j/{}/{role}", self.served.codes[0]));
        page.write("#name", name);
        page.press("main form button");
        page
    }
}

#[test]
fn every_page_can_be_read_and_pressed_by_everybody() {
    let Some(chromium) = crate::chromium() else {
        return;
    };
    let mut tour = Tour {
        chromium,
        served: Served::start("friday-lunchtime.ron"),
        looks: Looks::new(),
    };
    let aisha = joining(&mut tour);
    let watches = [
        tour.player("ed-consultant", "Ben"),
        tour.player("comms-lead", "Cora"),
        tour.player("on-call-exec", "Dev"),
        tour.player("helpdesk", "Esi"),
    ];
    tour.served.types("run");
    aisha.shows("running");
    tour.served.types("pause");
    aisha.shows("stands still");
    tour.served.types("jump 12:15");
    aisha.shows("12:15");
    tour.look(&aisha, "/now", "02-now");
    question(&mut tour, &aisha);
    tour.served.types("jump 12:58");
    aisha.shows("12:58");
    let [ben, cora, dev, esi] = &watches;
    messages(&mut tour, &[&aisha, ben, cora, dev, esi]);
    saying(&mut tour, &aisha);
    known(&mut tour, &aisha);
    states(&mut tour, &aisha);
    beside(&mut tour);
    no_duff(&mut tour, &aisha);
    after(&mut tour, &aisha);
    for page in watches.iter().chain([&aisha]) {
        for it in page.complaints() {
            tour.looks.wrong(format!("{}: {it}", page.name));
        }
    }
    tour.served.stop();
    tour.looks.done();
}

/// From the code to the lobby.
fn joining(tour: &mut Tour) -> Page {
    let page = tour.chromium.device("Aisha", &tour.served.origin);
    page.seen_on(PHONE, false);
    tour.look(&page, "/", "01-code");
    page.write("#code", "nonono");
    page.press("main form button");
    page.shows("not a code");
    tour.looks.at(&page, "01-code-wrong");
    let player = format!("/j/{}", tour.served.codes[0]);
    tour.look(&page, &player, "01-roles");
    tour.look(&page, &format!("{player}/it-director"), "01-name");
    page.write("#name", "Aisha");
    page.write("#other", "Tom");
    page.press("main form button");
    page.shows("You have your role");
    let late = tour.chromium.device("late", &tour.served.origin);
    tour.go(&late, &format!("{player}/it-director"));
    late.press("main form button");
    late.shows("Somebody was quicker");
    tour.looks.at(&late, "01-taken");
    late.press("main form button");
    late.shows("You have your role");
    tour.served.types("people");
    tour.served.hears("IT director");
    tour.served.hears("IT director");
    tour.served.types("remove 2");
    late.shows("no role now");
    tour.looks.at(&late, "01-no-role");
    late.close();
    let evaluator = format!("/j/{}", tour.served.codes[1]);
    let other = tour.chromium.device("other", &tour.served.origin);
    tour.look(&other, &evaluator, "01-evaluator");
    let screen = format!("/j/{}", tour.served.codes[2]);
    tour.look(&other, &screen, "01-screen");
    other.close();
    tour.look(&page, "/now", "01-lobby");
    page
}

/// What has come, and a message of each kind.
fn messages(tour: &mut Tour, devices: &[&Page]) {
    tour.look(devices[0], "/now", "02-now-later");
    tour.look(devices[0], "/known", "14-known");
    tour.look(devices[0], "/messages", "03-messages");
    let mut kinds: Vec<String> = Vec::new();
    for page in devices {
        tour.go(page, "/messages");
        let rows = "[...document.querySelectorAll('main .rows a')].map(a => [a.getAttribute('href'), a.querySelector('.kind span').textContent.split(',')[0]])";
        let rows = page.eval(rows);
        for row in rows.as_array().unwrap() {
            let (href, kind) = (row[0].as_str().unwrap(), row[1].as_str().unwrap());
            if kinds.iter().any(|it| it == kind) {
                continue;
            }
            kinds.push(kind.to_owned());
            let name = kind.to_lowercase().replace(' ', "-");
            tour.look(page, href, &format!("03-{name}"));
            if page.has("Let it ring") {
                page.press("button[value=answer]");
                tour.looks.at(page, &format!("03-{name}-answered"));
            }
        }
    }
    for kind in [
        "E-mail",
        "Phone call",
        "Bleep",
        "Help-desk ticket",
        "Call from the region",
        "At the door",
    ] {
        if !kinds.iter().any(|it| it == kind) {
            tour.looks
                .wrong(format!("no message came of the kind {kind}, of {kinds:?}"));
        }
    }
}

/// One question before and after: one's own answer, how the room leans, the decision.
fn question(tour: &mut Tour, page: &Page) {
    tour.look(page, "/q/1", "04-question");
    page.touch("#o1");
    page.write(
        "#because",
        "It spreads by the network, and three people ring at once.",
    );
    page.touch("#sure-4");
    tour.looks.at(page, "04-question-filled");
    page.touch("main form button");
    page.shows("You answered at");
    tour.looks.at(page, "04-question-answered");
    tour.go(page, "/now");
    page.shows("Look again");
    tour.looks.at(page, "02-now-answered");
    tour.go(page, "/q/1");
    let asked = page.eval("document.querySelector('h1').textContent");
    tour.served.types("questions");
    let line = tour.served.hears(&format!("  {}", asked.as_str().unwrap()));
    let number = line.split_whitespace().next().unwrap().to_owned();
    tour.served.types(&format!("show {number}"));
    page.shows("What the room leaned to");
    tour.looks.at(page, "04-question-leaned");
    tour.served.types(&format!(
        "decide {number} 2 it-director It spreads by itself, and nobody clicked on anything."
    ));
    page.shows("Decided, question 1");
    tour.looks.at(page, "04-question-decided");
}

/// Cards, asking, talk, the report.
fn saying(tour: &mut Tour, page: &Page) {
    tour.look(page, "/role", "07-role");
    page.press(".tick button");
    page.shows("1 of");
    page.touch(".me summary");
    tour.looks.at(page, "07-role-card-open");
    tour.look(page, "/cards", "07-cards");
    let cards = page
        .eval("[...document.querySelectorAll('main .rows a')].map(a => a.getAttribute('href'))");
    let mut proposed = false;
    for (at, href) in cards.as_array().unwrap().iter().enumerate() {
        tour.go(page, href.as_str().unwrap());
        let targets = page.eval("document.querySelectorAll('.opt').length + 100 * document.querySelectorAll('#target').length").as_u64().unwrap();
        if targets == 0 && !proposed {
            proposed = true;
            tour.looks.at(page, "07-card");
            page.write("#because", "Three departments ring, and nobody leads.");
            page.touch("main form button");
            page.shows("Proposed by you");
            tour.looks.at(page, "07-cards-proposed");
        } else if (1..100).contains(&targets) && at > 0 {
            tour.looks.at(page, "07-card-on");
            break;
        }
    }
    tour.look(page, "/ask", "05-ask");
    page.write("#text", "How many red screens have you logged by now?");
    page.touch("main form button");
    page.shows("You asked");
    tour.served
        .types("answer it-director Switchboard: Forty, and they ring faster than we can write.");
    page.shows("faster than we can write");
    tour.looks.at(page, "05-answers");
    tour.look(page, "/talk", "05-talk");
    tour.go(page, "/talk/ed-consultant");
    page.write(
        "#text",
        "Can you do without the tracking board for an hour?",
    );
    page.touch("main form button");
    page.shows("tracking board");
    tour.looks.at(page, "05-talk-with");
    tour.go(page, "/talk/facilitator");
    page.write("#text", "Is the second site part of the story?");
    page.touch("main form button");
    tour.served.types("say it-director It is.");
    page.shows("It is.");
    tour.looks.at(page, "05-talk-facilitator");
    tour.look(page, "/report", "06-report");
    page.write("#major", "Business continuity incident, declared 12:40.");
    page.write("#locked", "40");
    page.touch("main form button");
    page.shows("Your report has gone");
    tour.looks.at(page, "06-report-sent");
    tour.look(page, "/nothing", "09-nowhere");
    // A call to nobody, sent as a form without the script would be.
    tour.go(page, "/ask");
    page.eval("{ const form = document.querySelector('main form'); form.removeAttribute('data-keep'); form.elements.who.value = ''; form.querySelector('button').click(); }");
    page.shows("could not be done");
    tour.looks.at(page, "09-refused");
}

/// What is known as a picture, once links were cut, a department isolated and an hour of reports has come.
fn known(tour: &mut Tour, page: &Page) {
    for (card, target) in [
        ("cut-link", "n3"),
        ("isolate-segment", "imaging"),
        ("block-port-link", "l-community"),
    ] {
        tour.go(page, &format!("/card/{card}"));
        let choose = format!(
            "{{ const it = document.querySelector(\"[name=target][value='{target}'], #target option[value='{target}']\"); it.checked = it.selected = true; }} 0"
        );
        page.eval(&choose);
        page.write("#because", "It comes over that line.");
        page.touch("main form button");
        page.shows("Proposed by you");
        tour.served.types("proposed");
        let line = tour.served.hears("). It comes over that line.");
        let number = line.split_whitespace().next().unwrap().to_owned();
        tour.served.types(&format!("accept {number}"));
    }
    tour.served.types("jump 14:20");
    page.shows("14:20");
    tour.go(page, "/now");
    page.press("a[href='/known']");
    page.shows("Nothing was done to the other");
    tour.looks.at(page, "14-known-later");
}

/// The exercise as it stands: running, discussed, without a network, with the laptop asleep.
fn states(tour: &mut Tour, page: &Page) {
    tour.served.types("speed 1");
    tour.served.types("run");
    tour.go(page, "/now");
    page.shows("running");
    tour.looks.at(page, "02-now-running");
    page.eval("document.getElementById('asleep').hidden = false; 0");
    tour.looks.at(page, "02-asleep");
    page.offline(true);
    page.shows("Connection lost");
    page.eval("document.getElementById('asleep').hidden = true; 0");
    tour.looks.at(page, "02-lost");
    page.offline(false);
    page.until(
        "the connection is back",
        "document.getElementById('lost').hidden",
    );
    page.eval("document.getElementById('fresh').hidden = false; 0");
    tour.looks.at(page, "02-something-new");
    tour.served.types("discuss");
    page.shows("Discussion");
    tour.looks.at(page, "02-discussion");
    tour.served.types("run");
    tour.served.types("pause");
    page.shows("stands still");
    tour.looks.at(page, "02-paused");
}

/// Who evaluates, a room's screen, a site's facilitator and the test page.
fn beside(tour: &mut Tour) {
    let page = tour.chromium.device("Ruth", &tour.served.origin);
    page.seen_on(PHONE, false);
    tour.go(&page, &format!("/j/{}", tour.served.codes[1]));
    page.write("#name", "Ruth");
    page.press("main form button");
    page.shows("Note");
    tour.looks.at(&page, "08-evaluator");
    page.touch("summary");
    page.eval("document.querySelector('.psmu [value=S]').click(); 0");
    page.write(
        ".area input[name=text]",
        "Named within ten minutes, and nobody told switchboard.",
    );
    page.touch("main .area button");
    page.until("the rating is kept", "document.querySelector('.psmu [value=S]').checked && !document.querySelector('.area input[name=text]').value");
    page.press("button[value=well]");
    tour.looks.at(&page, "08-evaluator-rated");
    tour.look(&page, "/notes", "08-notes");
    page.close();
    let room = tour.chromium.device("room", &tour.served.origin);
    tour.go(&room, &format!("/j/{}", tour.served.codes[2]));
    room.press("main form button");
    room.shows("Join on your phone");
    tour.looks.at(&room, "10-room");
    room.close();
    let site = tour.chromium.device("Sam", &tour.served.origin);
    site.seen_on(PHONE, false);
    tour.look(&site, "/see", "13-see");
    tour.go(&site, &format!("/j/{}", tour.served.codes[3]));
    tour.looks.at(&site, "13-join");
    site.write("#name", "Sam");
    site.press("main form button");
    site.shows("To come");
    tour.looks.at(&site, "13-site");
    tour.look(&site, "/site/coming", "13-coming");
    tour.look(&site, "/site/asked", "13-asked");
    tour.look(&site, "/site/notes", "13-notes");
    site.close();
}

/// Something real.
fn no_duff(tour: &mut Tour, page: &Page) {
    tour.look(page, "/no-duff", "12-no-duff");
    page.write("#text", "Somebody has fainted.");
    page.press(".stop");
    page.shows("This is real");
    tour.looks.at(page, "12-stopped");
    tour.served.hears("NO DUFF");
    tour.served.types("run");
    page.shows("running");
}

/// After ENDEX.
fn after(tour: &mut Tour, page: &Page) {
    tour.served.types("end");
    page.shows("ENDEX");
    tour.looks.at(page, "02-ended");
    tour.look(page, "/after/1", "11-debrief");
    page.touch("[name^='s-'][value='4']");
    let group = json!("document.querySelector('#group').selectedIndex = 2; 0");
    page.eval(group.as_str().unwrap());
    page.press("main form button");
    page.shows("What do you need?");
    tour.looks.at(page, "11-needs");
    page.touch("[name^='c-'][value='2']");
    page.press("main form button");
    page.shows("In your words");
    tour.looks.at(page, "11-words");
    page.write("#well", "One list, and one voice to the region.");
    page.press("main form button");
    page.shows("Thank you");
    tour.looks.at(page, "11-thanks");
}
