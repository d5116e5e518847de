/* Makes what already works a little quicker. No page needs it. */
"use strict";

/* Escape closes the card of a tile, as WCAG 2.2 asks of content shown on hover or focus (1.4.13). */
document.addEventListener("keydown", function (event) {
  if (event.key !== "Escape") return;
  document.querySelectorAll(".ow-tiles > li:hover, .ow-tiles > li:focus-within").forEach(function (item) {
    item.classList.add("is-closed");
    ["mouseleave", "focusout"].forEach(function (leaving) {
      item.addEventListener(leaving, function () { item.classList.remove("is-closed"); }, { once: true });
    });
  });
});

/* After a refused form, the reader starts at the list of what to mend. */
document.addEventListener("DOMContentLoaded", function () {
  var summary = document.querySelector(".govuk-error-summary");
  if (summary) summary.focus();
});

/* A second press of a button within two seconds sends nothing; a first that was held back sent nothing either. */
document.addEventListener("submit", function (event) {
  var form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sentAt && Date.now() - Number(form.dataset.sentAt) < 2000) event.preventDefault();
  else form.dataset.sentAt = String(Date.now());
});

/* Long work: the part marked data-refresh (seconds) is fetched anew; when it has gone the work is done, and the page comes whole. */
document.addEventListener("DOMContentLoaded", function () {
  var part = document.querySelector("[data-refresh]");
  if (!part) return;
  window.setInterval(function () {
    fetch(window.location.href, { credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok) return;
      return answer.text().then(function (text) {
        var fresh = new DOMParser().parseFromString(text.replace(/<style[^]*?<\/style>/g, ""), "text/html").querySelector("[data-refresh]");
        if (!fresh) window.location.reload();
        else if (fresh.innerHTML !== part.innerHTML) part.innerHTML = fresh.innerHTML;
      });
    }, function () { /* No connection now: the next turn tries again. */ });
  }, Number(part.dataset.refresh) * 1000);
});

/* One tick for all of a list: shown only where it works. */
document.addEventListener("DOMContentLoaded", function () {
  document.querySelectorAll("[data-tick-all]").forEach(function (all) {
    var ticks = document.querySelectorAll("input[name='" + all.dataset.tickAll + "']");
    all.closest("label").hidden = false;
    all.addEventListener("change", function () { ticks.forEach(function (tick) { tick.checked = all.checked; }); });
  });
});
