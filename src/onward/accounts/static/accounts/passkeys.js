// Shows what needs a passkey where the browser knows them, and says so when one did not work.
(function () {
  "use strict";
  if (!window.PublicKeyCredential) return;
  for (const id of ["passkey_form", "passkey_part"]) {
    const part = document.getElementById(id);
    if (part) part.hidden = false;
  }
  const without = document.getElementById("passkey_missing");
  if (without) without.hidden = true;
  document.addEventListener("allauth.error", function (event) {
    event.preventDefault();
    const failed = document.getElementById("passkey_failed");
    if (failed) failed.hidden = false;
  });
})();
