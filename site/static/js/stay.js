// A form with data-stay is left only when its answer is here. Why each part is as it is: docs/scripts.md.
(() => {
  "use strict";
  let going;
  addEventListener("submit", (event) => {
    const form = event.target, button = event.submitter;
    if (!("stay" in form.dataset) || !button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!going) send(form, button);
  }, true);

  const put = (page) => {
    const { lang, dir } = page.documentElement, main = page.querySelector("main");
    document.querySelector("main").replaceWith(Object.assign(main, { lang, dir }));
    document.title = page.title;
    const first = main.querySelector("[data-focus]");
    main.focus();
    scrollTo(0, 0);
    if (first) first.focus();
    dispatchEvent(new Event("put"));
  };

  const send = async (form, button) => {
    const words = new FormData(form), line = form.querySelector("[data-no-signal]");
    if (button.name) words.set(button.name, button.value);
    line.hidden = true;
    form.style.opacity = 0.5;
    going = new AbortController();
    const enough = setTimeout(() => going.abort(), form.enctype[0] === "m" ? 300000 : 20000);
    try {
      const reply = await fetch(form.action, { method: "POST", body: words, headers: { "X-Stay": "1" }, signal: going.signal });
      const next = reply.headers.get("X-Next"), page = new DOMParser().parseFromString(await reply.text(), "text/html");
      if (document.body.hidden) return;
      if (reply.status > 499) throw page;
      if (!next) { put(page); going = null; return; }
      const { pathname, search } = new URL(next, location);
      if (pathname !== location.pathname) return location.assign(next);
      if (search !== location.search) return location.replace(next);
      history.scrollRestoration = "manual";
      history.replaceState(history.state, "", next);
      location.reload();
    } catch {
      line.hidden = document.body.hidden;
      line.scrollIntoView({ block: "nearest" });
      again();
    } finally {
      clearTimeout(enough);
    }
  };
  const again = () => {
    going = null;
    document.querySelectorAll("form").forEach((form) => { form.style.opacity = ""; });
  };
  addEventListener("pageshow", again);
})();
