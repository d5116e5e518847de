{% load static %}/* Without a connection a page of the portal says so, and a return that was downloaded opens as it was. Of pages with
   answers it keeps only those of returns, of whoever is signed in, for as long as a session lasts. */
"use strict";
var CACHE = "overwinter-portal-{{ version }}", COPIES = CACHE + "-copies-", OFFLINE = "{% url 'portal:offline' %}";
var KEPT = [OFFLINE{% for name in drawn_with %}, "{% static name %}"{% endfor %}];
var LASTS = {{ hours }} * 3600000, PATIENCE = 8000, KEPT_AT = "x-overwinter-kept-at";
var RETURN = /^\/portal\/\d+\/returns\/[^/]+\/[^/]+\/$/;

self.addEventListener("install", function (event) {
  event.waitUntil(caches.open(CACHE).then(function (cache) { return cache.addAll(KEPT); }).then(function () { return self.skipWaiting(); }));
});

self.addEventListener("activate", function (event) {
  event.waitUntil(caches.keys().then(function (names) {
    return Promise.all(names.filter(function (name) { return name.indexOf(CACHE) !== 0; }).map(function (name) { return caches.delete(name); }));
  }).then(function () { return self.clients.claim(); }));
});

/* --- copies of returns */

function keep(path, answer) {
  if (!answer.ok || answer.redirected || !RETURN.test(path)) return Promise.resolve();
  return answer.text().then(function (text) {
    var owner = /<meta name="portal-owner" content="(\d+)">/.exec(text);
    if (!owner) return null;
    var headers = new Headers(answer.headers);
    text = text.replace(/<!--not kept-->[^]*?<!--\/not kept-->/g, ""); /* What the council asks besides stays with it. */
    headers.delete("content-encoding");
    headers.delete("content-length");
    headers.set(KEPT_AT, String(Date.now()));
    return caches.open(COPIES + owner[1]).then(function (cache) { return cache.put(path, new Response(text, { headers: headers })); });
  });
}

/* The copy of a path, if it is not too old; else nothing. */
function copyOf(path) {
  return caches.match(path, { ignoreVary: true }).then(function (copy) {
    if (!RETURN.test(path) || !copy) return null;
    return Date.now() - Number(copy.headers.get(KEPT_AT)) < LASTS ? copy : null;
  });
}

function download(path) {
  return copyOf(path).then(function (copy) {
    return copy || fetch(path, { credentials: "same-origin", redirect: "manual" }).then(function (answer) { return keep(path, answer); });
  }).catch(function () { /* No connection: it is downloaded another time. */ });
}

self.addEventListener("message", function (event) {
  event.waitUntil(Promise.all((event.data.keep || []).map(download)));
});

/* --- opening pages */

/* The page from the server; its copy where the connection is lost, or so slow that nobody waits for it. */
function open(event, path) {
  var asked = fetch(event.request).then(function (answer) {
    if (RETURN.test(path)) event.waitUntil(keep(path, answer.clone()));
    return answer;
  });
  return copyOf(path).then(function (copy) {
    if (!copy) return asked;
    var waited = new Promise(function (resolve) { setTimeout(function () { resolve(copy); }, PATIENCE); });
    return Promise.race([asked, waited]).catch(function () { return copy; });
  }).catch(function () { return caches.match(OFFLINE); });
}

self.addEventListener("fetch", function (event) {
  var path = new URL(event.request.url).pathname;
  if (event.request.method !== "GET") return;
  if (event.request.mode === "navigate") event.respondWith(open(event, path));
  else if (KEPT.indexOf(path) > 0) {
    event.respondWith(caches.match(event.request).then(function (kept) { return kept || fetch(event.request); }));
  }
});
