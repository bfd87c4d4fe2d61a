// Once a form is sent, nothing more of it is kept: the answer may have signed in, and what follows would be refused.
(function () {
  "use strict";
  const sent = new Set();
  document.addEventListener("submit", (event) => sent.add(event.target));
  window.addEventListener("pageshow", () => sent.clear());
  document.addEventListener("htmx:beforeRequest", function (event) {
    if (sent.has(event.detail.elt)) event.preventDefault();
  });
})();
