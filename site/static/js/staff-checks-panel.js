/* In the page editor: where the checks panel names the hardest sentence of a page, quote it, and say what makes it hard. The sentence is read
   from the preview beside the panel, where the checks ran (staff-checks.js). */
(function () {
  'use strict';
  var panel = document.querySelector('[data-checks-panel]'), config = document.getElementById('checker-axe-configuration');
  if (!panel || !config) return;
  var name = JSON.parse(config.textContent).messages['family-reading-ease'].error_name;

  function add(row, tag, words) {
    var line = document.createElement(tag);
    line.textContent = words;
    row.querySelector('[data-content-checker-help]').appendChild(line);
  }

  function quote(row) {
    var frame = document.getElementById('w-preview-iframe'), checks = frame && frame.contentWindow.earshotChecks;
    if (!checks || row.querySelector('[data-content-checker-name]').textContent !== name) return;
    var hardest = checks.hardestOn(frame.contentDocument.querySelector('main') || frame.contentDocument);
    if (!hardest.sentence) return;
    add(row, 'blockquote', '“' + hardest.sentence + '”');
    add(row, 'p', checks.advice(hardest.sentence));
  }

  new MutationObserver(function () {
    panel.querySelectorAll('[data-content-checker-row]').forEach(quote);
  }).observe(panel, { childList: true });
})();
