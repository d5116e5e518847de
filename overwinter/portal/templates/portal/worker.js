{% load static %}/* Without a connection a page of the portal says so, and what is kept on the device. It keeps no page with answers, and
   nothing of a person: only this one page and what draws it. */
"use strict";
var CACHE = "overwinter-portal-{{ version }}", OFFLINE = "{% url 'portal:offline' %}";
var KEPT = [OFFLINE, "{% static 'design/overwinter.css' %}", "{% static 'design/overwinter.js' %}", "{% static 'portal/portal.js' %}"];

self.addEventListener("install", function (event) {
  event.waitUntil(caches.open(CACHE).then(function (cache) { return cache.addAll(KEPT); }).then(function () { return self.skipWaiting(); }));
});

self.addEventListener("activate", function (event) {
  event.waitUntil(caches.keys().then(function (names) {
    return Promise.all(names.filter(function (name) { return name !== CACHE; }).map(function (name) { return caches.delete(name); }));
  }).then(function () { return self.clients.claim(); }));
});

self.addEventListener("fetch", function (event) {
  if (event.request.method !== "GET") return;
  if (event.request.mode === "navigate") {
    event.respondWith(fetch(event.request).catch(function () { return caches.match(OFFLINE); }));
  } else if (KEPT.indexOf(new URL(event.request.url).pathname) > 0) {
    event.respondWith(caches.match(event.request).then(function (kept) { return kept || fetch(event.request); }));
  }
});
