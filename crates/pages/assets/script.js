// Follows the exercise. Without it every page works by links, forms and reloading.
(function () {
  "use strict";
  var d = document, at = function (id) { return d.getElementById(id); };
  var heard = Date.now(), version = null, dirty = false;
  var show = function (id, on) { var e = at(id); if (e) e.hidden = !on; };

  // What is written waits on this device until it was sent.
  var kept = function (f) { return "wardroom:" + f.dataset.keep; };
  var fields = function (f) { return f.querySelectorAll("textarea, input[type=text], input:not([type])"); };
  function restore() {
    d.querySelectorAll("form[data-keep]").forEach(function (form) {
      try {
        var was = JSON.parse(localStorage.getItem(kept(form)) || "{}");
        fields(form).forEach(function (f) { if (was[f.name] && !f.value) { f.value = was[f.name]; dirty = true; } });
      } catch (e) { }
    });
  }
  d.addEventListener("input", function (e) {
    var form = e.target.closest("form[data-keep]"), now = {};
    if (!form) return;
    dirty = true;
    fields(form).forEach(function (f) { now[f.name] = f.value; });
    try { localStorage.setItem(kept(form), JSON.stringify(now)); } catch (x) { }
  });
  d.addEventListener("submit", function (e) {
    dirty = false;
    if (e.target.dataset.keep && navigator.onLine) try { localStorage.removeItem(kept(e.target)); } catch (x) { }
  });
  d.addEventListener("change", function (e) { if (e.target.form) dirty = true; });

  // A form's id is another each time.
  var plain = function (e) { return e.outerHTML.replace(/value="[0-9a-f]{16}"/g, ""); };
  function renew() {
    var main = at("main"), busy = dirty || (d.activeElement && main.contains(d.activeElement) && d.activeElement !== main);
    fetch(location.href, { credentials: "same-origin" }).then(function (answer) {
      if (answer.redirected || !answer.ok) { if (!busy) location.reload(); return null; }
      return answer.text();
    }).then(function (text) {
      if (!text) return;
      var fresh = new DOMParser().parseFromString(text, "text/html");
      if (!fresh.getElementById("top") || fresh.body.className !== d.body.className) { location.reload(); return; }
      ["top", "menu"].concat(busy ? [] : ["main"]).forEach(function (id) {
        var old = at(id), now = fresh.getElementById(id);
        if (!old || !now || plain(old) === plain(now)) return;
        if (id === "main" && now.dataset.heard !== old.dataset.heard && at("heard")) at("heard").textContent = now.dataset.heard || "";
        old.replaceWith(d.importNode(now, true));
      });
      if (busy) show("fresh", fresh.getElementById("main").textContent !== main.textContent);
    }).catch(function () { });
  }

  function listen() {
    var live = new EventSource("/live");
    var alive = function () { heard = Date.now(); show("lost", false); show("asleep", false); };
    live.onopen = alive;
    live.addEventListener("beat", alive);
    live.addEventListener("clock", function (e) {
      alive();
      var now = JSON.parse(e.data), time = at("time"), top = at("top");
      if (top && top.dataset.state !== now.state) return renew();
      if (time && time.textContent !== now.text) time.textContent = now.text;
    });
    live.addEventListener("changed", function (e) {
      alive();
      if (version !== e.data) renew();
      version = e.data;
    });
    live.addEventListener("bye", function (e) {
      live.close();
      if (e.data === "moved") location.assign("/now"); else show("lost", true);
    });
    live.onerror = function () {
      var time = at("time");
      if (at("since") && time) at("since").textContent = time.textContent;
      show("lost", true);
      if (live.readyState === 2) setTimeout(listen, 5000);
    };
  }
  restore();
  if (window.EventSource && window.fetch) listen();
  setInterval(function () { if (Date.now() - heard > 30000 && at("lost") && at("lost").hidden) show("asleep", true); }, 5000);
  d.addEventListener("visibilitychange", function () { if (!d.hidden) renew(); });
})();
