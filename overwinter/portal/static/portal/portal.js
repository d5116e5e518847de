/* A bad connection loses no answers. What is typed into a return is kept on the device at once; what was sent without a
   connection goes when there is one; and it goes once, since each page sends under its own key. Without this script the
   form sends as a form. */
(function () {
  "use strict";
  var PREFIX = "overwinter:return:", VERSION = 1, RETRY = 20000, PATIENCE = 45000, FORGET = 90 * 86400000;
  var device = /Mobi/.test(navigator.userAgent) ? "phone" : "device";
  var named = document.querySelector('meta[name="portal-owner"]');
  var owner = named ? named.content : "";
  var busy = {}, renewed = "";

  /* --- what is kept */

  function keyOf(path) { return PREFIX + owner + ":" + path; }

  function read(key) {
    try {
      var item = JSON.parse(window.localStorage.getItem(key) || "null");
      return item && item.version === VERSION ? item : null;
    } catch (problem) { return null; }
  }

  /* Whether it could be kept: a device may have no room, or keep nothing for private windows. */
  function write(item) {
    try {
      window.localStorage.setItem(keyOf(item.path), JSON.stringify(item));
      return true;
    } catch (problem) { return false; }
  }

  function drop(key) {
    try { window.localStorage.removeItem(key); } catch (problem) { /* Nothing can be kept, so nothing was. */ }
  }

  function keys() {
    var found = [];
    try {
      for (var n = 0; n < window.localStorage.length; n += 1) {
        var key = window.localStorage.key(n);
        if (key.indexOf(PREFIX) === 0) found.push(key);
      }
    } catch (problem) { return []; }
    return found.sort();
  }

  function ownItems() {
    return keys().filter(function (key) { return owner && key.indexOf(PREFIX + owner + ":") === 0; }).map(read).filter(Boolean);
  }

  /* Old answers that nobody sent, whoever’s they are. */
  function forgetOld() {
    keys().forEach(function (key) {
      var item = read(key);
      if (!item || Date.now() - item.at > FORGET) drop(key);
    });
  }

  function time(moment) {
    var at = new Date(moment), minutes = at.getMinutes();
    return at.getHours() + ":" + (minutes < 10 ? "0" : "") + minutes;
  }

  /* --- the grey line */

  function say(strong, rest, link) {
    var line = document.querySelector("[data-net]");
    if (!line) return;
    var words = line.querySelector("span"), bold = document.createElement("strong");
    bold.textContent = strong;
    words.textContent = "";
    words.appendChild(bold);
    words.appendChild(document.createTextNode(" " + rest + (link ? " " : "")));
    if (link) words.appendChild(anchor(link.text, link.url));
    line.hidden = false;
  }

  function anchor(text, url) {
    var made = document.createElement("a");
    made.textContent = text;
    made.href = url;
    return made;
  }

  function sayKept(item) {
    var kept = "Saved on this " + device + " at " + time(item.at) + ".";
    if (!item.waiting) say(kept, "Not sent yet: press “" + (item.press || "Send the return") + "” when it is right.");
    else if (item.signedOut) say(kept, "You were signed out: it will be sent when you are signed in again.", { text: "Sign in", url: "/portal/sign-in/?next=" + encodeURIComponent(item.path) });
    else if (item.shut) say(kept, "Not sent: you can no longer come in for this service. Ring the council; your answers stay here.");
    else if (item.refused) say(kept, "The council’s server could not take it now: it is tried again by itself.");
    else say(kept, "No connection: it will be sent when you are back.");
  }

  /* --- one form */

  function gather(form, button) {
    var fields = [];
    Array.prototype.forEach.call(form.elements, function (each) {
      if (!each.name || each.name === "csrfmiddlewaretoken" || each.type === "submit" || each.type === "button") return;
      if ((each.type === "radio" || each.type === "checkbox") && !each.checked) return;
      fields.push([each.name, each.value]);
    });
    if (button && button.name) fields.push([button.name, button.value]);
    return fields;
  }

  function itemOf(form, button) {
    var main = form.querySelector(".ow-btn--main");
    return {
      version: VERSION, path: window.location.pathname, title: form.dataset.keptAs, at: Date.now(),
      press: main ? main.textContent.trim() : "",
      fields: gather(form, button), waiting: false
    };
  }

  function restore(form, item) {
    Array.prototype.forEach.call(form.elements, function (each) {
      if (!each.name || each.name === "csrfmiddlewaretoken" || each.type === "submit" || each.type === "button") return;
      var values = item.fields.filter(function (field) { return field[0] === each.name; }).map(function (field) { return field[1]; });
      if (each.type === "radio" || each.type === "checkbox") each.checked = values.indexOf(each.value) >= 0;
      else each.value = values.length ? values[0] : each.type === "hidden" ? each.value : "";
    });
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function bind(form, fresh) {
    var item = fresh ? read(keyOf(window.location.pathname)) : null;
    if (item) {
      restore(form, item);
      sayKept(item);
    }
    form.addEventListener("input", function (event) {
      if (!event.isTrusted) return;
      var typed = itemOf(form);
      if (write(typed)) sayKept(typed);
      else say("Nothing can be kept on this " + device + ".", "Do not close the page before it is sent.");
      offerDelete(form);
    });
    form.addEventListener("submit", function (event) {
      if (busy[window.location.pathname]) return event.preventDefault(); /* Pressed twice: the first is on its way. */
      var sent = itemOf(form, event.submitter);
      if (!write(sent)) return undefined; /* Nothing can be kept here: the browser sends the form. */
      event.preventDefault();
      return send(sent, false);
    });
    window.addEventListener("storage", function (event) {
      if (event.key === keyOf(window.location.pathname)) otherTab(form);
    });
    window.addEventListener("offline", function () { sayOffline(form); });
    if (!navigator.onLine) sayOffline(form);
    offerDelete(form);
  }

  /* The same return in another tab: what is typed there stands here too, so that neither writes over the other. */
  function otherTab(form) {
    var item = read(keyOf(window.location.pathname));
    if (!form.isConnected) return;
    if (item) {
      restore(form, item);
      sayKept(item);
    } else say("Sent, or deleted, in another tab.", "", { text: "See how it stands", url: window.location.pathname });
    offerDelete(form);
  }

  function sayOffline(form) {
    if (form.isConnected && !read(keyOf(window.location.pathname))) say("No connection.", "You can type on: it is kept on this " + device + ", and is sent when you are back.");
  }

  function offerDelete(form) {
    var place = form.querySelector("[data-delete-kept]");
    if (!place) return;
    place.hidden = !read(keyOf(window.location.pathname));
    place.querySelector("button").onclick = function () {
      if (!window.confirm("Delete the answers that are kept on this " + device + "? What was sent stays with the council.")) return;
      drop(keyOf(window.location.pathname));
      window.location.reload();
    };
  }

  /* --- sending */

  function token() {
    var box = document.querySelector('input[name="csrfmiddlewaretoken"]');
    return renewed || (box ? box.value : "");
  }

  function body(item, unattended) {
    var sent = new URLSearchParams();
    item.fields.forEach(function (field) { sent.append(field[0], field[1]); });
    sent.append("csrfmiddlewaretoken", token());
    if (unattended) sent.append("unattended", "yes");
    return sent;
  }

  function wait(item, why) {
    item.waiting = true;
    item.signedOut = why === "signed out";
    item.refused = why === "refused";
    item.shut = why === "shut";
    write(item);
    if (item.path === window.location.pathname) sayKept(item);
    list();
  }

  /* ``unattended``: sent by itself, so nobody is asked about what is merely unusual. */
  function send(item, unattended, again) {
    if (busy[item.path]) return;
    busy[item.path] = true;
    var here = item.path === window.location.pathname, stop = new AbortController();
    window.setTimeout(function () { stop.abort(); }, PATIENCE); /* What hangs is sent again; it arrives once. */
    if (here) say("Saved on this " + device + " at " + time(item.at) + ".", "Sending …");
    fetch(item.path, { method: "POST", body: body(item, unattended), credentials: "same-origin", signal: stop.signal }).then(function (answer) {
      return isSent(item, answer) ? [answer, ""] : answer.text().then(function (text) { return [answer, text]; });
    }).then(function (both) {
      busy[item.path] = false;
      if (both[0].status === 403 && !again) renew(item, unattended);
      else arrived(item, both[0], both[1], here);
    }, function () {
      busy[item.path] = false;
      wait(item, "no connection");
    });
  }

  function endOf(answer) { return new URL(answer.url, window.location.href).pathname; }

  function isSent(item, answer) { return answer.ok && endOf(answer) === item.path + "sent/"; }

  function arrived(item, answer, text, here) {
    var ended = endOf(answer);
    var kept = read(keyOf(item.path));
    if (isSent(item, answer)) {
      if (kept && kept.at !== item.at) return here ? sayKept(kept) : list(); /* Typed on meanwhile: a change, sent when they say so. */
      drop(keyOf(item.path));
      document.dispatchEvent(new CustomEvent("overwinter:sent", { detail: item.path }));
      if (here) window.location.assign(answer.url);
      else list(item.title + ": sent.");
    } else if (ended.indexOf("/portal/sign-in/") === 0) wait(item, "signed out");
    else if (answer.status === 422 || answer.status === 409) needsYou(item, text, here);
    else if (answer.status === 404) {
      item.waiting = false;
      item.closed = true;
      write(item);
      list();
      if (here) say("Not sent.", "This is no longer asked of you. Your answers stay on this " + device + " until you delete them.");
    } else wait(item, answer.status === 403 ? "shut" : "refused");
    return undefined;
  }

  /* Whoever signed in anew in another tab has another proof that a form was opened here: take it from a new page. */
  function renew(item, unattended) {
    fetch(item.path, { credentials: "same-origin" }).then(function (answer) {
      return answer.text().then(function (text) { return [answer, text]; });
    }).then(function (both) {
      if (endOf(both[0]).indexOf("/portal/sign-in/") === 0) return wait(item, "signed out");
      var found = /name="csrfmiddlewaretoken" value="([^"]+)"/.exec(both[1]);
      if (found) renewed = found[1];
      return send(item, unattended, true);
    }).catch(function () { wait(item, "no connection"); });
  }

  /* Show what the server answered, without a new page to load over a bad connection. */
  function needsYou(item, text, here) {
    item.waiting = false;
    item.needsYou = true;
    write(item);
    if (!here) return list();
    var page = new DOMParser().parseFromString(text.replace(/<style[^]*?<\/style>/g, ""), "text/html");
    document.title = page.title;
    document.querySelector("main").innerHTML = page.querySelector("main").innerHTML;
    var again = document.querySelector('script[src*="return-form"]');
    if (again) {
      var script = document.createElement("script");
      script.src = again.src;
      document.head.appendChild(script);
    }
    start(false);
    say("Saved on this " + device + " at " + time(item.at) + ".", "Not sent yet: something needs you.");
    var first = document.querySelector(".govuk-error-summary, main .ow-find[role=status], main h1");
    if (first) {
      first.setAttribute("tabindex", "-1");
      first.focus();
      first.scrollIntoView();
    }
  }

  function sendWaiting() {
    if (!owner || !navigator.onLine) return;
    ownItems().filter(function (item) { return item.waiting; }).forEach(function (item) { send(item, true); });
  }

  /* --- what is kept, listed where the page has room for it */

  function list(news) {
    var place = document.querySelector("[data-kept-answers]");
    if (!place) return;
    var own = ownItems(), others = keys().length - own.length;
    place.textContent = "";
    place.hidden = !(own.length || others || news || place.dataset.none);
    if (news) paragraph(place, news);
    else if (!own.length && !others && place.dataset.none) place.textContent = place.dataset.none;
    own.forEach(function (item) {
      var line = paragraph(place, item.title + ", saved on this " + device + " at " + time(item.at) + ": " + stands(item) + " ");
      if (!item.closed) line.appendChild(anchor("Open it", item.path));
      line.appendChild(document.createTextNode(" "));
      line.appendChild(deleting("Delete from this " + device, [keyOf(item.path)]));
    });
    if (others) {
      var words = owner ? "Answers of somebody else are kept on this " + device + ", not sent yet. They are sent when that person signs in. "
        : "Answers that are not sent yet are kept on this " + device + ". Sign in, and you can send them. ";
      var rest = keys().filter(function (key) { return !owner || key.indexOf(PREFIX + owner + ":") !== 0; });
      paragraph(place, words).appendChild(deleting("Delete them from this " + device, rest));
    }
  }

  function stands(item) {
    if (item.closed) return "it is no longer asked of you.";
    if (item.shut) return "not sent, you can no longer come in for this service.";
    if (item.waiting) return "it will be sent when there is a connection.";
    return item.needsYou ? "not sent, something in it needs you." : "not sent yet.";
  }

  function paragraph(place, words) {
    var made = document.createElement("p");
    made.className = "ow-find";
    made.textContent = words;
    place.appendChild(made);
    return made;
  }

  function deleting(words, which) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "ow-btn ow-btn--low";
    made.textContent = words;
    made.onclick = function () {
      if (!window.confirm("Delete the answers that are kept on this " + device + " and were not sent?")) return;
      which.forEach(drop);
      list("Deleted from this " + device + ".");
    };
    return made;
  }

  /* The page that stands for one that could not be opened: try that one again until it can be. */
  function comeBack() {
    var again = function () {
      fetch(window.location.href, { method: "HEAD", credentials: "same-origin" }).then(function () {
        if (window.location.pathname !== "/portal/offline/") window.location.reload();
      }, function () { /* Not yet: the next turn tries again. */ });
    };
    window.addEventListener("online", again);
    window.setInterval(again, RETRY);
  }

  /* --- beginning */

  function start(fresh) {
    document.querySelectorAll("form[data-kept-as]").forEach(function (form) {
      bind(form, fresh && form.classList.contains("js-return"));
    });
    document.querySelectorAll("[data-drop-kept]").forEach(function (link) {
      link.addEventListener("click", function () { drop(keyOf(window.location.pathname)); });
    });
    list();
  }

  document.addEventListener("DOMContentLoaded", function () {
    forgetOld();
    start(true);
    sendWaiting();
    window.addEventListener("online", sendWaiting);
    if (document.querySelector("[data-offline]")) comeBack();
    else if ("serviceWorker" in navigator) navigator.serviceWorker.register("/portal/worker.js").catch(function () { /* The pages work without it. */ });
    document.addEventListener("visibilitychange", function () { if (!document.hidden) sendWaiting(); });
    window.setInterval(sendWaiting, RETRY);
  });
})();
