/* Copies of returns, so that one opens without a connection though nobody opened it before: asked for by the pages that
   lead to it, listed on the page that says there is no connection, and gone from the device when its person is. */
(function () {
  "use strict";
  if (!("serviceWorker" in navigator) || !window.caches) return;
  var COPIES = /^overwinter-portal-.*-copies-/;
  var named = document.querySelector('meta[name="portal-owner"]');
  var owner = named ? named.content : "";

  function eachOf(wanted, what) {
    return window.caches.keys().then(function (names) {
      return Promise.all(names.filter(function (name) { return COPIES.test(name) && wanted(name); }).map(what));
    }).catch(function () { /* Nothing can be kept, so nothing was. */ });
  }

  function forget(wanted) { return eachOf(wanted, function (name) { return window.caches.delete(name); }); }

  function forgetOne(path) {
    eachOf(function () { return true; }, function (name) {
      return window.caches.open(name).then(function (cache) { return cache.delete(path); });
    });
  }

  function download() {
    var paths = Array.prototype.map.call(document.querySelectorAll("a[data-keep-copy]"), function (each) { return each.pathname; });
    if (document.querySelector("form.js-return")) paths.push(window.location.pathname);
    if (paths.length) navigator.serviceWorker.ready.then(function (worker) { worker.active.postMessage({ keep: paths }); });
  }

  function list(place) {
    eachOf(function () { return true; }, function (name) {
      return window.caches.open(name).then(function (cache) {
        return cache.keys().then(function (asked) { return Promise.all(asked.map(function (each) { return offer(cache, each, place); })); });
      });
    });
  }

  function offer(cache, asked, place) {
    return cache.match(asked).then(function (copy) { return copy.text(); }).then(function (text) {
      var form = new DOMParser().parseFromString(text.replace(/<style[^]*?<\/style>/g, ""), "text/html").querySelector("[data-kept-as]");
      if (!form) return;
      var line = document.createElement("p"), link = document.createElement("a");
      line.className = "ow-p";
      link.href = new URL(asked.url).pathname;
      link.textContent = form.dataset.keptAs;
      line.appendChild(document.createTextNode("You can fill in without a connection: "));
      line.appendChild(link);
      place.appendChild(line);
      place.hidden = false;
    });
  }

  document.addEventListener("overwinter:sent", function (event) { forgetOne(event.detail); });
  document.addEventListener("DOMContentLoaded", function () {
    var place = document.querySelector("[data-copies]");
    if (place) return list(place);
    forget(function (name) { return !owner || name.slice(-owner.length - 1) !== "-" + owner; });
    document.querySelectorAll("form[action$=\"/sign-out/\"]").forEach(function (form) {
      form.addEventListener("submit", function () { forget(function () { return true; }); });
    });
    if (owner) download();
  });
})();
