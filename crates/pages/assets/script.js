// Follows the exercise: the clock, that something has changed. It asks for the page anew, and never puts
// one in place of what somebody writes. Without it every page works by links, forms and reloading.
(function () {
  "use strict";
  var d = document, at = function (id) { return d.getElementById(id); };
  var heard = Date.now(), version = null, dirty = false;
  var show = function (id, on) { var e = at(id); if (e) e.hidden = !on; };

  // What is written waits on this device until it was sent.
  d.querySelectorAll("form[data-keep]").forEach(function (form) {
    var key = "wardroom:" + form.dataset.keep, fields = form.querySelectorAll("textarea, input[type=text], input:not([type])");
    try {
      var kept = JSON.parse(localStorage.getItem(key) || "{}");
      fields.forEach(function (f) { if (f.name && kept[f.name] && !f.value) { f.value = kept[f.name]; dirty = true; } });
    } catch (e) { /* nothing is kept */ }
    form.addEventListener("input", function () {
      dirty = true;
      var now = {};
      fields.forEach(function (f) { if (f.name) now[f.name] = f.value; });
      try { localStorage.setItem(key, JSON.stringify(now)); } catch (e) { /* full */ }
    });
    form.addEventListener("submit", function () {
      dirty = false;
      if (navigator.onLine) try { localStorage.removeItem(key); } catch (e) { /* nothing is kept */ }
    });
  });
  d.addEventListener("change", function (e) { if (e.target.form) dirty = true; });

  function renew(force) {
    var main = at("main"), busy = dirty || (d.activeElement && main.contains(d.activeElement) && d.activeElement !== main);
    fetch(location.href, { credentials: "same-origin" }).then(function (answer) {
      if (answer.redirected || !answer.ok) { if (!busy) location.reload(); return null; }
      return answer.text();
    }).then(function (text) {
      if (!text) return;
      var fresh = new DOMParser().parseFromString(text, "text/html");
      if (!fresh.getElementById("top") || fresh.body.className !== d.body.className) { location.reload(); return; }
      ["top", "menu"].concat(busy && !force ? [] : ["main"]).forEach(function (id) {
        var old = at(id), now = fresh.getElementById(id);
        if (!old || !now || old.outerHTML === now.outerHTML) return;
        if (id === "main" && now.dataset.heard !== old.dataset.heard && at("heard")) at("heard").textContent = now.dataset.heard || "";
        old.replaceWith(d.importNode(now, true));
      });
      if (busy && !force) show("fresh", fresh.getElementById("main").textContent !== main.textContent);
    }).catch(function () { /* the stream says that it is lost */ });
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
      if (version !== null && version !== e.data) renew();
      else if (version === null) renew();
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
  if (window.EventSource && window.fetch) listen();
  setInterval(function () { if (Date.now() - heard > 30000 && at("lost") && at("lost").hidden) show("asleep", true); }, 5000);
  d.addEventListener("visibilitychange", function () { if (!d.hidden) renew(); });
})();
