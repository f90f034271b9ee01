// Only adds: every page works without it. Why each part is as it is: docs/scripts.md.
(() => {
  "use strict";
  const each = (what, act) => document.querySelectorAll(what).forEach(act);

  let left = false;  // sent, or left in a hurry

  each("[data-focus]", (one) => one.focus());

  // A second tap within five seconds is the same tap.
  const sent = new WeakMap();
  document.addEventListener("submit", (event) => {
    const form = event.target, before = sent.get(form);
    if (before && Date.now() - before < 5000) return event.preventDefault();
    sent.set(form, Date.now());
    if (!("keep" in form.dataset) || !event.submitter) { left = true; return; }
    event.preventDefault();
    send(form, event.submitter);
  });

  // A question is left only when its answer has arrived.
  let going;
  const send = async (form, button) => {
    const words = new FormData(form), line = form.querySelector("[data-no-signal]");
    words.set(button.name, button.value);
    line.hidden = true;
    going = new AbortController();
    const enough = setTimeout(() => going.abort(), 20000);
    try {
      const reply = await fetch(form.action, { method: "POST", body: words, headers: { "X-Stay": "1" }, signal: going.signal });
      if (document.body.hidden) return;
      left = true;
      const next = reply.headers.get("X-Next");
      if (next) return location.assign(next);
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
      form.submit();
    } catch {
      line.hidden = document.body.hidden;
      sent.delete(form);
    } finally {
      clearTimeout(enough);
    }
  };
  addEventListener("pageshow", () => { left = false; each("form", (form) => sent.delete(form)); });

  // What is typed in a question is kept with the draft on its way out.
  const touched = new WeakSet();
  document.addEventListener("input", (event) => touched.add(event.target.form || document));
  const keep = () => each("form[data-keep]", (form) => {
    if (left || !touched.has(form)) return;
    const words = new FormData(form);
    words.set("go", "keep");
    navigator.sendBeacon(form.action, words);
  });
  addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keep(); });

  // How much still fits: said aloud only after a pause.
  const count = () => each("[data-most]", (box) => {
    const line = document.getElementById(box.name + "-count");
    if (!line) return;
    const most = Number(box.dataset.most), aloud = line.cloneNode();
    aloud.removeAttribute("id");
    aloud.className = "unseen";
    aloud.setAttribute("role", "status");
    line.after(aloud);
    let later;
    const say = () => {
      const left = most - Array.from(box.value).length;
      line.textContent = (left < 0 ? line.dataset.over : line.dataset.left) + " " + Math.abs(left);
      line.classList.toggle("over", left < 0);
      clearTimeout(later);
      later = setTimeout(() => { aloud.textContent = left < 100 ? line.textContent : ""; }, 1000);
    };
    box.addEventListener("input", say);
    if (box.value) say();
  });
  count();
  addEventListener("put", count);

  // Leave this page: by its link, or by Escape three times within two seconds.
  const exit = document.querySelector("[data-exit]"), whole = document.documentElement;
  const timesLeft = () => { try { return Number(sessionStorage.left || 0); } catch { return 0; } };
  const out = () => {
    left = true;
    document.title = "…";
    document.body.hidden = true;
    location.replace(exit.dataset.exit);
  };
  const leave = () => {
    each("form", (form) => form.querySelectorAll("input:not([type=hidden]), textarea").forEach((box) => {
      box.checked = false;
      if (!/radio|checkbox/.test(box.type)) box.value = "";
    }));
    left = true;
    if (going) going.abort();
    if (exit.form) navigator.sendBeacon(exit.form.action, new FormData(exit.form));
    try { sessionStorage.left = timesLeft() + 1; } catch { }
    out();
  };
  // Back after leaving leads out again; a page opened newly does not.
  const show = (isNew) => {
    const times = timesLeft();
    if (times && history.state !== times) {
      if (!isNew) return out();
      history.replaceState(times, "");
    }
    whole.style.visibility = "";
  };
  if (exit) {
    show(performance.getEntriesByType("navigation").every((one) => one.type === "navigate"));
    addEventListener("hashchange", () => show(true));
    addEventListener("pagehide", (event) => { if (event.persisted) whole.style.visibility = "hidden"; });
    addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      if (document.body.hidden && !timesLeft()) location.reload();
      else show(false);
    });
    let presses = [];
    exit.addEventListener("click", (event) => { event.preventDefault(); leave(); });
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape") { presses = []; return; }
      presses = [...presses, Date.now()].filter((then) => Date.now() - then < 2000);
      if (presses.length > 2) leave();
    });
  }
})();
