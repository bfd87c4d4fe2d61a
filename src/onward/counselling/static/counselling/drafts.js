// Keeps what is typed: on the server every few seconds, and sealed in this browser until the server has it.
(function () {
  "use strict";
  const PAUSE = 2000, AGAIN = 10000, LIVE = 60000, OLDEST = 14 * 24 * 3600 * 1000;
  const over = document.querySelector("[data-draft-over]");
  if (over) for (const name of namesOf(over.dataset.draftOver)) localStorage.removeItem(name);
  const form = document.querySelector("form[data-draft]");
  if (!form) return;

  const sealable = Boolean(window.crypto && crypto.subtle && window.localStorage);
  const own = form.dataset.draft + ":" + windowName();
  let sealing = Promise.resolve(), timer = 0, sending = false, dirty = false;

  function namesOf(draft) {
    return Object.keys(localStorage).filter((name) => name.startsWith(draft + ":"));
  }

  function windowName() {
    let name = sessionStorage.getItem("draft-window");
    if (!name) {
      name = Math.random().toString(36).slice(2);
      sessionStorage.setItem("draft-window", name);
    }
    return name;
  }

  function values() {
    return [...new FormData(form).entries()].filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "seen");
  }

  function words(pairs) {
    return JSON.stringify(pairs.filter(([name, value]) => name !== "version" && value));
  }

  // Sealed in the browser ------------------------------------------------------------------------------------------

  function key() {
    const bytes = Uint8Array.from(form.dataset.seal.match(/../g), (pair) => parseInt(pair, 16));
    return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  }

  function keep() {
    if (!sealable) return;
    const text = new TextEncoder().encode(JSON.stringify({ at: Date.now(), values: values() }));
    sealing = sealing.then(async function () {
      const start = crypto.getRandomValues(new Uint8Array(12));
      const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: start }, await key(), text));
      localStorage.setItem(own, btoa(String.fromCharCode(...start)) + "." + btoa(Array.from(sealed, (one) => String.fromCharCode(one)).join("")));
    }).catch(function () {});
  }

  async function opened(name) {
    try {
      const [start, sealed] = localStorage.getItem(name).split(".").map((part) => Uint8Array.from(atob(part), (sign) => sign.charCodeAt(0)));
      const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: start }, await key(), sealed);
      return JSON.parse(new TextDecoder().decode(text));
    } catch {
      return null;
    }
  }

  function forget(name) {
    sealing = sealing.then(() => localStorage.removeItem(name)).catch(function () {});
  }

  // Saying where it stands -----------------------------------------------------------------------------------------

  function say(text, way) {
    const line = document.getElementById("saved");
    if (!line) return;
    line.textContent = text;
    if (way) {
      const link = document.createElement("a");
      link.className = "ds-link";
      link.href = form.dataset.signIn;
      link.textContent = way;
      line.append(" ", link);
    }
  }

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(send, pause);
  }

  // To the server --------------------------------------------------------------------------------------------------

  async function post(pairs) {
    const body = new URLSearchParams(pairs.filter(([, value]) => typeof value === "string"));
    body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    const answer = await fetch(form.dataset.saveTo, { method: "POST", body, redirect: "manual", credentials: "same-origin" });
    if (answer.type === "opaqueredirect" || answer.status === 403 || answer.status === 404) return { signedOut: true };
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return { line: page.getElementById("saved"), warning: page.getElementById("warning") };
  }

  function show({ line, warning }) {
    const [there, before] = [document.getElementById("saved"), document.getElementById("warning")];
    if (there && line) there.replaceWith(line);
    if (before && warning && before.innerHTML !== warning.innerHTML) before.replaceWith(warning);
    if (line && line.dataset.state === "kept") form.elements.version.value = line.dataset.version;
  }

  async function send() {
    if (sending) return later(PAUSE);
    sending = true;
    const sent = values();
    try {
      const answer = await post(sent);
      if (answer.signedOut) return say(form.dataset.signedOut, form.dataset.wayIn);
      show(answer);
      dirty = words(values()) !== words(sent);
      if (dirty) later(PAUSE);
      else if (!answer.line || answer.line.dataset.state !== "refused") forget(own);
    } catch {
      say(sealable ? form.dataset.offline : form.dataset.open);
      later(AGAIN);
    } finally {
      sending = false;
    }
  }

  function typed() {
    dirty = true;
    keep();
    later(PAUSE);
  }

  // What an earlier page kept here and the server never got --------------------------------------------------------

  function put(pairs) {
    let missing = false;
    for (const [name, value] of pairs) {
      const field = form.elements.namedItem(name);
      if (name === "version") continue;
      if (!field) {
        const extra = document.createElement("input");
        [extra.type, extra.name, extra.value] = ["hidden", name, value];
        form.append(extra);
        missing = true;
      } else field.value = value;
    }
    return missing;
  }

  async function restore() {
    if (!sealable) return;
    for (const name of namesOf(form.dataset.draft)) {
      const kept = await opened(name);
      const isLive = kept && name !== own && Date.now() - kept.at < LIVE;
      if (isLive) continue;
      if (!kept || Date.now() - kept.at > OLDEST || words(kept.values) === words(values())) {
        localStorage.removeItem(name);
        continue;
      }
      const version = new Map(kept.values).get("version");
      if (version === form.elements.version.value && !dirty) {
        const missing = put(kept.values);
        if (name !== own) localStorage.removeItem(name);
        typed();
        say(form.dataset.restored);
        if (missing) {
          await sealing;
          await send();
          if (!dirty) location.reload();
        }
      } else {
        const answer = await post(kept.values).catch(() => null);
        if (answer && !answer.signedOut && answer.line && answer.line.dataset.state !== "refused") {
          localStorage.removeItem(name);
          location.reload();
        }
      }
    }
  }

  form.addEventListener("input", typed);
  window.addEventListener("online", () => dirty && later(0));
  restore();
})();
