/* What the checks panel of the page editor looks for, beside Wagtail's own: each function is given an element and answers whether it is all
   right. Plain English only; nothing is sent anywhere. Two of them have a twin on the server, which does not rest on this: home/private_words.py. */
(function () {
  'use strict';
  var FREE = /(?:@|\s?[(\[{]\s?at\s?[)\]}]\s?)(aol|blueyonder|btinternet|btopenworld|fastmail|fsmail|gmail|gmx|googlemail|hotmail|icloud|interia|live|mac|mail|me|msn|ntlworld|o2|onet|outlook|proton|protonmail|rediffmail|rocketmail|sky|talktalk|tiscali|virginmedia|wp|yahoo|ymail|yandex|zoho)\.(co\.uk|com|me|net|pl|ro)(?![a-z0-9-]*\.?[a-z0-9])/i;
  var MOBILE = /(^|[^\d+])((\+|00)44[\s().\u2010-\u2015-]{0,4}(\(?0\)?)?|0)[\s().\u2010-\u2015-]{0,4}7([\s().\u2010-\u2015-]{0,4}\d){9}(?!\d)/;
  var EMPTY_WORDS = /^(please )?(click|tap|press|see|read|go|find out|learn|more|this|here)?( (on|it|out))?[ ]?(here|more|more here|this|this link|this page|link|page|details|info|information|pdf|document|download)?$/i;
  var MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
  var LONG_DAY = /\b(\d{1,2})(?:st|nd|rd|th)? (?:of )?(january|february|march|april|may|june|july|august|september|october|november|december),? (\d{4})\b/gi;
  var BARE_DAY = /\b(\d{1,2})(?:st|nd|rd|th)? (?:of )?(january|february|march|april|may|june|july|august|september|october|november|december)\b(?!,? \d{4})/gi;
  var RECENT = 122 * 24 * 60 * 60 * 1000;
  var SHORT_DAY = /\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b/g;
  var HARD = 50, FEWEST_WORDS = 6, LONG_SENTENCE = 15, LONG_WORD = 10;

  function words(node) { return (node.textContent || '').replace(/\s+/g, ' ').trim(); }
  function isEnglish(node) {
    var told = node.closest('[lang]');
    return !told || /^en\b/i.test(told.getAttribute('lang'));
  }

  function linkWords(node) {
    var said = (node.getAttribute('aria-label') || words(node)).replace(/[.…»›>!]+$/, '').trim();
    return said === '' || !isEnglish(node) || !EMPTY_WORDS.test(said);
  }

  function leadsToPaper(node) { return /(\.(pdf|docx?)([?#]|$))|\/documents\/\d+\//i.test(node.getAttribute('href') || ''); }

  function notOnlyPaper(node) {
    if (!leadsToPaper(node)) return true;
    var around = node.closest('p, li, dd, td, .card, .notice') || node.parentElement;
    var others = Array.prototype.filter.call(around.querySelectorAll('a[href]'), function (link) { return !leadsToPaper(link); });
    var rest = words(around).split(' ').length - words(node).split(' ').length;
    return others.length > 0 || rest >= 12;
  }

  // A day without a year is that of the last four months, when it falls there: what lies longer ago is meant for next year.
  function daysIn(text, today) {
    var found = [], one;
    LONG_DAY.lastIndex = SHORT_DAY.lastIndex = BARE_DAY.lastIndex = 0;
    while ((one = BARE_DAY.exec(text))) {
      var month = MONTHS.indexOf(one[2].toLowerCase());
      var year = today.getFullYear() - (month > today.getMonth() && month - today.getMonth() >= 8 ? 1 : 0);
      var day = new Date(year, month, +one[1]);
      if (today - day < RECENT) found.push(day);
    }
    while ((one = LONG_DAY.exec(text))) found.push(new Date(+one[3], MONTHS.indexOf(one[2].toLowerCase()), +one[1]));
    while ((one = SHORT_DAY.exec(text))) found.push(new Date(+one[3], +one[2] - 1, +one[1]));
    return found;
  }

  // axe gives what it checks with as a third thing; a test gives a day.
  function noDayGoneBy(node, options, now) {
    var today = now instanceof Date ? now : new Date();
    var midnight = new Date(today.getFullYear(), today.getMonth(), today.getDate());
    if (node.closest('[data-past]')) return true; // what the page lists of itself, such as its minutes
    if (/\bevery year\b/i.test(words(node))) return true;
    if (/\b(answered|checked|reviewed|prepared|tested|since|opened|updated|published) (on|in)?\b/i.test(words(node))) return true; // told as past on purpose
    return daysIn(words(node), midnight).every(function (day) { return day >= midnight; });
  }

  function syllables(word) {
    var plain = word.toLowerCase().replace(/[^a-z]/g, '');
    if (plain.length <= 3) return plain ? 1 : 0;
    var groups = plain.replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '').replace(/^y/, '').match(/[aeiouy]{1,2}/g);
    return groups ? groups.length : 1;
  }

  // Flesch's reading ease of one sentence: 60 and more is plain English.
  function ease(sentence) {
    var said = sentence.split(/\s+/).filter(function (word) { return /[a-z]/i.test(word); });
    if (said.length < FEWEST_WORDS) return 100;
    var beats = said.reduce(function (sum, word) { return sum + syllables(word); }, 0);
    return 206.835 - 1.015 * said.length - 84.6 * (beats / said.length);
  }

  // As a reader sees it: what stands on a line of its own is no part of the sentence before.
  function sentencesOf(node) { return (node.innerText || '').split(/[.!?:;](?=\s|$)|\n/).map(function (one) { return one.replace(/\s+/g, ' ').trim(); }); }

  function hardestIn(node) {
    return sentencesOf(node).reduce(function (hardest, sentence) {
      var score = ease(sentence);
      return score < hardest.ease ? { ease: score, sentence: sentence, node: node } : hardest;
    }, { ease: 100, sentence: '', node: node });
  }

  function isText(node) { return isEnglish(node) && !node.querySelector('p, li, dd'); }

  function hardestOn(root) {
    return Array.prototype.filter.call(root.querySelectorAll('p, li, dd'), isText).map(hardestIn).reduce(function (hardest, one) {
      return one.ease < hardest.ease ? one : hardest;
    }, { ease: 100, sentence: '', node: null });
  }

  // Only the hardest sentence of a page is named: mend it, and the next one comes.
  function easyToRead(node) {
    if (!isText(node) || hardestIn(node).ease >= HARD) return true;
    return hardestOn(node.closest('main') || document).node !== node;
  }

  // What makes a sentence hard, and what to do about it.
  function advice(sentence) {
    var said = sentence.split(/\s+/), long = said.map(function (word) {
      return word.replace(/^[^a-z]+|[^a-z]+$/gi, '').toLowerCase();
    }).filter(function (word) { return syllables(word) > 3 || word.length > LONG_WORD; });
    long = long.filter(function (word, at) { return long.indexOf(word) === at; });
    return [
      said.length > LONG_SENTENCE ? 'It has ' + said.length + ' words: end it after about twelve, and begin a new one.' : '',
      long.length ? 'Say more simply: ' + long.join(', ') + '.' : ''
    ].filter(Boolean).join(' ') || 'Choose shorter words.';
  }

  function nobodysOwnAddress(node) {
    if (node.querySelector('p, li, dd, td')) return true;
    var told = words(node) + ' ' + Array.prototype.map.call(node.querySelectorAll('a[href]'), function (link) { return link.getAttribute('href'); }).join(' ');
    return !FREE.test(told) && !MOBILE.test(told);
  }

  function noShouting(node) {
    if (node.querySelector('p, li, dd, td')) return true;
    return !/(\b[A-Z][A-Z'’]+\b[ ,]+){3,}\b[A-Z][A-Z'’]+\b/.test(words(node));
  }

  var checks = {
    'family-link-words': linkWords,
    'family-only-paper': notOnlyPaper,
    'family-day-gone-by': noDayGoneBy,
    'family-reading-ease': easyToRead,
    'family-own-address': nobodysOwnAddress,
    'family-capitals': noShouting
  };
  window.earshotChecks = { checks: checks, ease: ease, hardestOn: hardestOn, advice: advice };
  var bar = window.wagtail && window.wagtail.userbar;
  if (bar && bar.registerCheck) Object.keys(checks).forEach(function (name) { bar.registerCheck(name, checks[name]); });
})();
