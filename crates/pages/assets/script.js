// Follows the exercise, keeps what is written. Pages work without it.
const d = document, at = id => d.getElementById(id);
const show = (id, on) => { if (at(id)) at(id).hidden = !on; };
const tell = words => at("heard")?.replaceChildren(words);
const read = text => new DOMParser().parseFromString(text, "text/html");
const written = form => new URLSearchParams(new FormData(form));
let heard = Date.now(), last = 0, done = 0, version, dirty, sending;

// What is written waits for the laptop.
const keep = (form, now) => {
	const key = `${at("top")?.dataset.seat}:${form.dataset.keep}`;
	try {
		if (now === undefined) return localStorage.getItem(key);
		localStorage.setItem(key, now);
	} catch { }
};
d.querySelectorAll("form[data-keep]").forEach(form => {
	const was = new URLSearchParams(keep(form) || "");
	for (const f of form.elements) if (f.type !== "hidden" && was.has("id")) {
		dirty = true;
		if (/radio|checkbox/.test(f.type)) f.checked = was.getAll(f.name).includes(f.value);
		else if (was.has(f.name)) f.value = was.get(f.name);
	}
});
d.addEventListener("input", e => {
	const form = e.target.form;
	if (form?.dataset.keep) dirty = true, keep(form, written(form));
});

// Sent until it arrives: its id counts once. What is refused stays.
const send = async (form, body) => {
	let got, text;
	try { text = await (got = await fetch(form.action, { method: "POST", body })).text(); }
	catch { lost(); return setTimeout(send, 3e3, form, body); }
	const why = read(text).querySelector(".error");
	sending = false;
	form.querySelector(".error")?.remove();
	if (why) {
		form.prepend(why);
		form.scrollIntoView();
		tell(why.textContent);
		if (!got.ok) return form.elements.id.value = Date.now().toString(16).padStart(16, 0);
	}
	dirty = false;
	keep(form, "");
	if (why) return;
	if (got.url === location.href) d.activeElement.blur(), renew(), tell("Sent."); else location.assign(got.url);
};
d.addEventListener("submit", e => {
	const form = e.target, body = written(form), by = e.submitter;
	if (!form.dataset.keep || !at("top")) return;
	e.preventDefault();
	if (by?.name) body.set(by.name, by.value);
	if (!sending) sending = true, send(form, body);
});

// Ids of forms differ.
const plain = e => e.outerHTML.replace(/value="[0-9a-f]{16}"/g, "");
const renew = async () => {
	const mine = ++last, got = await fetch(location.href).catch(() => { }), text = await got?.text();
	if (mine < last) return;
	done = mine;
	if (!got) return;
	const fresh = read(text), of = id => fresh.getElementById(id);
	const main = at("main"), busy = dirty || sending || d.activeElement.closest("#main *");
	if (got.redirected || !got.ok) return busy || location.reload();
	if (!of("top") || fresh.body.className !== d.body.className) return location.reload();
	["top", "menu"].concat(busy ? [] : "main").forEach(id => {
		const old = at(id), next = of(id);
		if (!old || !next || plain(old) === plain(next)) return;
		if (next.dataset.heard !== old.dataset.heard) tell(next.dataset.heard || "");
		old.replaceWith(next);
	});
	show("fresh", busy && of("main")?.textContent !== main.textContent);
};

const lost = () => {
	if (at("lost")?.hidden && at("time")) at("since").replaceChildren(at("time").textContent);
	show("lost", true);
};
const listen = () => {
	const live = new EventSource("/live?" + location.pathname);
	const on = (name, then) => live.addEventListener(name, e => {
		heard = Date.now();
		show("lost");
		show("asleep");
		then?.(e.data);
	});
	on("open");
	on("beat");
	on("clock", data => {
		const now = JSON.parse(data);
		if (done < last || at("top")?.dataset.state !== now.state) return renew();
		at("time")?.replaceChildren(now.text);
	});
	on("changed", data => { if (version !== data) renew(); version = data; });
	on("bye", why => { live.close(); if (why === "moved") location.assign("/now"); else lost(); });
	live.onerror = () => { lost(); if (live.readyState === 2) setTimeout(listen, 5e3); };
};
listen();
setInterval(() => show("asleep", Date.now() - heard > 3e4 && at("lost")?.hidden), 5e3);
d.addEventListener("visibilitychange", () => d.hidden || renew());
