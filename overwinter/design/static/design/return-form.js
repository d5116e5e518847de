// A return that is filled in: questions that hang on an answer come and go, sums add up while they are typed, and a
// number takes back the tick beside it. Without this script every question is shown and the server does the sums.
(function () {
  "use strict";
  document.querySelectorAll("form.js-return").forEach(function (form) {
    function value(name) {
      var picked = form.querySelectorAll('[name="' + name + '"]:checked');
      if (picked.length) return Array.prototype.map.call(picked, function (each) { return each.value; });
      var box = form.querySelector('input[name="' + name + '"]:not([type=radio]):not([type=checkbox])');
      return box && box.value.trim() ? [box.value.trim()] : [];
    }
    function number(name) {
      var typed = value(name)[0];
      return typed === undefined || !/^[\d,.]+$/.test(typed) ? null : Number(typed.replace(/,/g, ""));
    }
    function conditions() {
      form.querySelectorAll("[data-when]").forEach(function (asked) {
        var wanted = asked.dataset.is.split(" ");
        asked.hidden = !value(asked.dataset.when).some(function (each) { return wanted.indexOf(each) >= 0; });
      });
    }
    function sums() {
      form.querySelectorAll("[data-sum]").forEach(function (box) {
        var parts = box.dataset.sum.split(" ").map(number), whole = number(box.dataset.whole);
        var known = parts.every(function (each) { return each !== null; });
        var sum = parts.reduce(function (all, each) { return all + (each || 0); }, 0);
        var say = function (each) { return each === null ? "?" : String(each); };
        box.querySelector("[data-says]").textContent = parts.map(say).join(" + ") + " = " + (known ? sum : "?");
        box.querySelector("[data-all]").textContent = say(whole);
        var left = known && whole !== null ? whole - sum : null;
        box.querySelector("[data-left]").textContent = left === null ? "?" : String(Math.abs(left));
        box.querySelector("[data-named]").textContent = left !== null && left < 0 ? "Too many by" : box.dataset.rest || "Difference";
      });
    }
    form.addEventListener("input", function (event) {
      var name = event.target.name;
      if (event.target.dataset.unsaid && event.target.checked) {
        var box = form.querySelector("#" + CSS.escape(event.target.dataset.unsaid));
        if (box) box.value = "";
        form.querySelectorAll('[name="' + name + '"]').forEach(function (each) { if (each !== event.target) each.checked = false; });
      } else if (name && event.target.value) {
        form.querySelectorAll('[data-unsaid="' + name + '"]').forEach(function (each) { each.checked = false; });
      }
      conditions();
      sums();
    });
    conditions();
  });
})();
