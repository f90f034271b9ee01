// Shows, in the answer form, only the boxes that belong to the outcome that is chosen. Without this script all are shown.
for (const form of document.querySelectorAll("form[data-answer]")) {
  const show = () => {
    const chosen = form.querySelector("input[name=outcome]:checked");
    for (const group of form.querySelectorAll("[data-outcomes]")) {
      group.hidden = !chosen || !group.dataset.outcomes.split(" ").includes(chosen.value);
    }
  };
  form.addEventListener("change", show);
  show();
}
