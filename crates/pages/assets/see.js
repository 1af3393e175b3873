// The test page: whether live updates arrive within five seconds. Without it the page says that they were not tried.
(function () {
  "use strict";
  var d = document, told = false;
  var show = function (id) {
    ["live-none", "live-try", "live-yes", "live-no"].forEach(function (it) { d.getElementById(it).hidden = it !== id; });
  };
  if (!d.getElementById("live-try") || !window.EventSource || !window.fetch) return;
  show("live-try");
  var live = new EventSource("/see/live");
  var tell = function (word) {
    live.close();
    if (told) return;
    told = true;
    show("live-" + word);
    fetch("/see", { method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/x-www-form-urlencoded" }, body: "live=" + word }).catch(function () { });
  };
  live.addEventListener("live", function () { tell("yes"); });
  setTimeout(function () { tell("no"); }, 5000);
})();
