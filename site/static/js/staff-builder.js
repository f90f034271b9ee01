// What the survey builder adds to Wagtail's editor: "then go to" as a list of later questions, and an "Add a question" button.
// Without this script the field takes a question's id, and the plus signs add questions.
(() => {
  "use strict";
  const root = () => document.getElementById("questions-root");

  // The questions still there, in order, with the words they begin with.
  function questions() {
    const all = root() ? [...root().querySelectorAll(":scope > [data-streamfield-stream-container] > [data-streamfield-child]")] : [];
    const hidden = (child, what) => child.querySelector(`:scope > input[name$="-${what}"]`).value;
    return all
      .filter((child) => !hidden(child, "deleted"))
      .map((child, place) => {
        const words = child.querySelector('input[name$="-value-text"]').value.trim();
        return { child, id: hidden(child, "id"), words: `${place + 1}. ${words || "(no wording yet)"}` };
      });
  }

  // The list beside the field. It follows the questions: they are written, moved and deleted while it stands there.
  class GoTo extends window.StimulusModule.Controller {
    connect() {
      this.list = document.createElement("select");
      this.list.className = "go-to-list";
      this.list.id = `${this.element.id}-list`;
      document.querySelector(`label[for="${this.element.id}"]`)?.setAttribute("for", this.list.id);
      this.fill = this.fill.bind(this);
      document.addEventListener("earshot:questions", this.fill);
      for (const event of ["focus", "mousedown"]) this.list.addEventListener(event, this.fill);
      this.list.addEventListener("change", () => {
        this.element.value = this.list.value;
        this.element.dispatchEvent(new Event("input", { bubbles: true }));
        this.element.dispatchEvent(new Event("change", { bubbles: true }));
      });
      this.element.type = "hidden";
      this.element.after(this.list);
      requestAnimationFrame(this.fill); // the other questions are not on the page yet
    }

    disconnect() {
      document.removeEventListener("earshot:questions", this.fill);
      this.list.remove();
      this.element.type = "text";
    }

    fill(event) {
      const all = event?.detail || questions();
      const mine = all.findIndex(({ child }) => child.contains(this.element));
      const offers = [["", "The next question"], ...all.slice(mine + 1).map(({ id, words }) => [id, words]), ["end", "The end of the survey"]];
      if (!offers.some(([id]) => id === this.element.value)) offers.push([this.element.value, "Choose again: that question has gone or moved up"]);
      const wanted = JSON.stringify(offers);
      if (this.list.dataset.offers === wanted) return;
      this.list.dataset.offers = wanted;
      this.list.replaceChildren(...offers.map(([id, words]) => new Option(words, id, false, id === this.element.value)));
    }
  }
  window.wagtail.app.register("go-to", GoTo);

  // Tell every list, once for each change, what the questions are now.
  function watchQuestions() {
    let waiting = null;
    const tell = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => document.dispatchEvent(new CustomEvent("earshot:questions", { detail: questions() })), 150);
    };
    new MutationObserver(tell).observe(root().querySelector("[data-streamfield-stream-container]"), { childList: true });
    for (const event of ["input", "click"]) root().addEventListener(event, tell);
  }

  function addButton() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-secondary add-question";
    button.textContent = "Add a question";
    button.addEventListener("click", () => {
      const pluses = root().querySelectorAll(":scope > [data-streamfield-stream-container] > div > .c-sf-add-button");
      pluses[pluses.length - 1].click();
    });
    root().append(button);
  }

  // Rows that nobody has saved come without an id (blocks.AnswersBlock). Each gets one here: else all would be "block-null", and the
  // arrow beside the second answer would fold the first.
  function nameRows() {
    const list = window.wagtailStreamField?.blocks?.ListBlockDefinition;
    if (!list || !crypto.randomUUID) return;
    const render = list.prototype.render;
    list.prototype.render = function (placeholder, prefix, rows, ...rest) {
      const named = rows?.map((row) => (row.id ? row : { ...row, id: crypto.randomUUID() }));
      return render.call(this, placeholder, prefix, named, ...rest);
    };
  }
  nameRows();

  // With room enough the phone stands beside the questions from the beginning; whoever closes it keeps it closed.
  function showPhone() {
    const toggle = document.querySelector('[data-side-panel-toggle="preview"]');
    if (toggle && window.innerWidth >= 1360 && localStorage.getItem("earshot:phone-shown") === null) {
      localStorage.setItem("earshot:phone-shown", "yes");
      toggle.click();
    }
  }

  // A link from the list of things to mend opens the question it means.
  function openMeant() {
    const meant = /^#block-[0-9a-f-]+-section$/i.test(location.hash) && document.querySelector(location.hash);
    const toggle = meant && meant.querySelector('[data-panel-toggle][aria-expanded="false"]');
    if (toggle) toggle.click();
    if (meant) setTimeout(() => meant.scrollIntoView(), 300);
  }

  window.addEventListener("load", () => {
    if (!root()) return;
    addButton();
    watchQuestions();
    showPhone();
    openMeant();
  });
})();
