// Opens what the words open, keeps what is written, and makes the file of answers. Asks for nothing from anywhere.
(function () {
  "use strict";
  var d = document, at = function (id) { return d.getElementById(id); };
  var pack = JSON.parse(at("pack").textContent), words = pack.words.split(",");
  var subtle = window.crypto && crypto.subtle;
  var bytes = function (text) { return Uint8Array.from(atob(text), function (c) { return c.charCodeAt(0); }); };
  var utf8 = new TextEncoder(), sealed = pack.sealed.map(bytes), place = "wardroom-sealed:" + pack.bound;
  var opened = {}, asked = {}, busy = false;
  var kept = { keys: [], answers: {}, reports: [], notes: [], name: "", ticked: {}, drafts: {} };

  // An element of texts and elements: no text ever becomes markup.
  function el(name, attributes) {
    var made = d.createElement(name), parts = [].slice.call(arguments, 2);
    Object.keys(attributes || {}).forEach(function (key) {
      if (attributes[key] !== null) made.setAttribute(key, attributes[key]);
    });
    parts.forEach(function (part) { if (part !== null) made.append(part); });
    return made;
  }
  function tell(id, text) { at(id).textContent = text; }
  function keep() { try { localStorage.setItem(place, JSON.stringify(kept)); } catch (e) { } changed(); }

  // A word as it stands in the list: whole, by its beginning, or by its first four letters.
  function whole(word) {
    if (words.indexOf(word) >= 0) return word;
    var begin = words.filter(function (it) { return it.indexOf(word) === 0; });
    if (begin.length === 1) return begin[0];
    var four = words.filter(function (it) { return word.length > 4 && it.slice(0, 4) === word.slice(0, 4); });
    return four.length === 1 ? four[0] : null;
  }
  // The slow step: from words to the key of their phrase.
  function slow(phrase) {
    return subtle.importKey("raw", utf8.encode(phrase), "PBKDF2", false, ["deriveBits"]).then(function (key) {
      var how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(pack.salt), iterations: pack.rounds };
      return subtle.deriveBits(how, key, 256);
    });
  }
  // What one key opens: all that is sealed is tried.
  function tried(raw) {
    return subtle.importKey("raw", raw, "HKDF", false, ["deriveKey"]).then(function (key) {
      return Promise.all(sealed.map(function (piece, number) {
        var bound = utf8.encode(pack.bound);
        var how = { name: "HKDF", hash: "SHA-256", salt: piece.slice(0, 16), info: bound };
        return subtle.deriveKey(how, key, { name: "AES-GCM", length: 256 }, false, ["decrypt"]).then(function (own) {
          var cipher = { name: "AES-GCM", iv: piece.slice(16, 28), additionalData: bound };
          return subtle.decrypt(cipher, own, piece.slice(28));
        }).then(function (text) {
          return { number: number, is: JSON.parse(new TextDecoder().decode(text)) };
        }, function () { return null; });
      }));
    }).then(function (all) { return all.filter(Boolean); });
  }

  function paragraphs(name, style, text) {
    var made = el(name, { class: style });
    text.split("\n").forEach(function (line) { if (line.trim()) made.append(el("p", null, line.trim())); });
    return made;
  }
  function message(it) {
    var body = it.form === "email" || it.form === "help-desk" ? paragraphs("div", "body", it.text)
      : it.form === "bleep" ? el("p", { class: "lcd" }, it.text) : paragraphs("blockquote", "said", it.text);
    return el("article", { class: "msg" + (it.alert ? " alert" : "") },
      el("p", { class: "kind" }, it.called + (it.alert ? ", official alert" : "")),
      el("h3", { class: "name", tabindex: "-1" }, it.from), body,
      el("p", { class: "small quiet" }, "For " + it.to.join(", ")));
  }
  function choice(name, value, id) {
    return el("input", { type: "radio", name: name, value: value, id: id });
  }
  function question(it) {
    var own = kept.answers[it.id] || {}, form = el("form", { class: "loose", autocomplete: "off" });
    var n = "q" + Object.keys(asked).length, options = el("fieldset", { class: "stack opts" }, el("legend", null, "What would you do?"));
    it.options.forEach(function (option, i) {
      var label = el("label", { for: n + "o" + i }, option.title, option.cost ? el("span", { class: "cost" }, option.cost) : null);
      options.append(el("div", { class: "opt" }, choice(n + "o", option.id, n + "o" + i), label));
    });
    var scale = el("div", { class: "scale" });
    [1, 2, 3, 4, 5].forEach(function (i) {
      scale.append(el("span", null, choice(n + "s", i, n + "s" + i), el("label", { for: n + "s" + i }, String(i))));
    });
    var why = el("textarea", { id: n + "w", maxlength: "1000", rows: "2" });
    var result = el("div", { role: "status" });
    form.append(options,
      el("fieldset", null, el("legend", null, "How sure are you?"), scale,
        el("p", { class: "ends" }, el("span", null, "1 a guess"), el("span", null, "5 certain"))),
      el("div", null, el("label", { for: n + "w" }, "Why?"),
        el("span", { class: "hint" }, "A sentence. It goes with the file of answers; the code says the rest."), why), result);
    asked[it.id] = it;
    if (own.option) form.querySelectorAll("input").forEach(function (input) {
      input.checked = input.value === own.option && input.name === n + "o" || input.value === String(own.confidence) && input.name === n + "s";
    });
    why.value = own.because || "";
    function show() {
      var a = kept.answers[it.id] || {}, code = codeOf(it, a);
      result.replaceChildren();
      if (!a.option || !a.confidence) return;
      result.append(code ? el("div", { class: "result stack" }, el("p", { class: "small" }, "Your code. Read it out, or write it down:"),
        el("p", { class: "code" }, code), el("p", { class: "small" }, spoken(code)))
        : el("p", { class: "result" }, "Kept. It goes with the file of answers."));
    }
    form.addEventListener("input", function () {
      var option = form.querySelector("[name=" + n + "o]:checked"), sure = form.querySelector("[name=" + n + "s]:checked");
      kept.answers[it.id] = { option: option ? option.value : "", confidence: sure ? Number(sure.value) : 0, because: why.value };
      keep(); show();
    });
    form.addEventListener("submit", function (e) { e.preventDefault(); });
    show();
    return el("article", { class: "msg due" },
      el("p", { class: "kind" }, el("span", null, "Decision"), el("span", null, it.due_mins + " min of exercise time")),
      el("h3", { class: "name", tabindex: "-1" }, it.question), paragraphs("div", "body", it.context), form);
  }
  function codeOf(it, answer) {
    var option = it.options.filter(function (o) { return o.id === answer.option; })[0];
    return option && option.codes[answer.confidence - 1] || "";
  }
  var alphabet = "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel Juliett Kilo Lima Mike November Papa Quebec Romeo Sierra Tango Victor Whiskey X-ray Yankee Zulu".split(" ");
  function spoken(code) {
    return code.split(" ").map(function (group) {
      return group.split("").map(function (letter) {
        return alphabet.filter(function (word) { return word[0] === letter; })[0];
      }).join(" ");
    }).join(", ");
  }
  // Shows what a key has opened; returns the first that is new.
  function show(found) {
    var first = null;
    found.forEach(function (one) {
      if (opened[one.number]) return;
      var card = one.is.kind === "question" ? question(one.is) : message(one.is);
      opened[one.number] = card;
      at("cards").prepend(card);
      first = first || card;
    });
    at("nothing").hidden = at("cards").childElementCount > 0;
    return first;
  }
  function go(card) { var head = card.querySelector("h3"); head.focus(); card.scrollIntoView({ block: "center" }); }

  at("open").addEventListener("submit", function (e) {
    e.preventDefault();
    if (busy || !subtle) return;
    var typed = at("phrase").value.toLowerCase().split(/[^a-z]+/).filter(Boolean);
    if (typed.length !== pack.count) { tell("said", "The facilitator reads out " + pack.count + " words; that is " + typed.length + "."); return; }
    var full = typed.map(whole), strange = typed.filter(function (_, i) { return !full[i]; });
    if (strange.length) { tell("said", "“" + strange[0] + "” is none of the words. Have it spelled out."); return; }
    busy = true;
    tell("said", "Opening “" + full.join(" ") + "” …");
    slow(full.join(" ")).then(function (raw) {
      return tried(raw).then(function (found) {
        if (!found.length) {
          tell("said", "“" + full.join(" ") + "” opens nothing here. Was it for another role? Then there is nothing to do. If it was for you, have it spelled out.");
          return;
        }
        var key = btoa(String.fromCharCode.apply(null, new Uint8Array(raw))), card = show(found);
        at("phrase").value = "";
        if (!card) { tell("said", "That is open already."); go(opened[found[0].number]); return; }
        kept.keys.push(key);
        keep();
        tell("said", "Opened.");
        go(card);
      });
    }).catch(function () { tell("said", "It could not be opened. Reload the page, and try again."); }).then(function () { busy = false; });
  });

  // The file of answers.
  function file() {
    var answers = Object.keys(kept.answers).map(function (id) {
      var a = kept.answers[id];
      return { prompt: id, option: a.option, confidence: a.confidence, because: a.because };
    }).filter(function (a) { return a.option && a.confidence; });
    return JSON.stringify({ format: "wardroom-answers", version: 1, scenario: pack.scenario, hash: pack.hash, role: pack.role,
      name: kept.name, answers: answers, reports: kept.reports, notes: kept.notes }, null, 1);
  }
  function changed() {
    var codes = at("codes"), count = 0;
    codes.replaceChildren();
    Object.keys(asked).forEach(function (id) {
      var it = asked[id], a = kept.answers[id] || {};
      if (!a.option || !a.confidence) return;
      count += 1;
      codes.append(el("li", null, el("div", null, el("span", { class: "w" }, it.question), el("b", { class: "code" }, codeOf(it, a)))));
    });
    codes.hidden = !count;
    var many = function (n, one) { return n + " " + one + (n === 1 ? "" : "s"); };
    tell("kept", count + kept.reports.length + kept.notes.length
      ? many(count, "answer") + ", " + many(kept.reports.length, "report") + ", " + many(kept.notes.length, "note") + "." : "Nothing to hand in yet.");
    at("whole").value = file();
  }
  at("save").addEventListener("click", function () {
    var link = el("a", { download: "answers-" + pack.role + ".json" });
    link.href = URL.createObjectURL(new Blob([file()], { type: "application/json" }));
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
    tell("save-said", "Saved where this browser keeps downloads.");
  });
  at("name").addEventListener("input", function () { kept.name = at("name").value; keep(); });
  at("report").addEventListener("submit", function (e) {
    e.preventDefault();
    var one = {}, any = false;
    at("report").querySelectorAll("textarea").forEach(function (f) { one[f.name] = f.value.trim(); any = any || one[f.name]; });
    at("report").querySelectorAll("input").forEach(function (f) { if (/^\d{1,6}$/.test(f.value.trim())) one[f.name] = Number(f.value.trim()); });
    if (!any) { tell("report-said", "Nothing was written."); return; }
    kept.reports.push(one);
    keep();
    tell("report-said", "Kept as report " + kept.reports.length + ". Each further one is kept beside it.");
  });
  at("note").addEventListener("submit", function (e) {
    e.preventDefault();
    var text = at("text").value.trim();
    if (!text) { tell("note-said", "Nothing was written."); return; }
    kept.notes.push(text);
    at("text").value = "";
    delete kept.drafts.text;
    keep();
    tell("note-said", "Kept. It goes with your answers.");
  });
  // What is half written waits here.
  d.querySelectorAll("#report [name], #text").forEach(function (f) {
    f.addEventListener("input", function () { kept.drafts[f.id] = f.value; keep(); });
  });
  d.querySelectorAll("[data-tick]").forEach(function (box) {
    box.addEventListener("change", function () { kept.ticked[box.dataset.tick] = box.checked; keep(); });
  });
  at("forget").addEventListener("click", function () { at("sure").hidden = false; at("rather").focus(); });
  at("rather").addEventListener("click", function () { at("sure").hidden = true; at("forget").focus(); });
  at("really").addEventListener("click", function () {
    try { localStorage.removeItem(place); } catch (e) { }
    location.reload();
  });

  // What was opened before, from the keys that are kept.
  function restore() {
    try { Object.assign(kept, JSON.parse(localStorage.getItem(place) || "{}")); } catch (e) { }
    at("name").value = kept.name;
    Object.keys(kept.drafts).forEach(function (id) { if (at(id)) at(id).value = kept.drafts[id]; });
    d.querySelectorAll("[data-tick]").forEach(function (box) { box.checked = !!kept.ticked[box.dataset.tick]; });
    kept.keys.reduce(function (before, key) {
      return before.then(function () { return tried(bytes(key)).then(show); });
    }, Promise.resolve()).then(changed, changed);
  }
  if (!subtle) {
    at("old").hidden = false;
    at("open").querySelectorAll("input, button").forEach(function (f) { f.disabled = true; });
    kept.keys = [];
    changed();
  } else restore();
})();
