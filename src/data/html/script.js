/* Layers and severities shown or hidden, one source picked out, findings and their places lit. Without this script the
   page shows everything. */
(() => {
  'use strict';
  const index = document.getElementById('index');
  if (index) document.querySelector('.skip').after(index);

  const sectionOf = element => element.closest('.file');

  /* A box that is off hides its layer or severity; markup alone is off at the start. */
  document.addEventListener('change', event => {
    const { layer, severity } = event.target.dataset;
    const { checked } = event.target;
    if (layer === 'markup') sectionOf(event.target).classList.toggle('show-markup', checked);
    else if (layer || severity) sectionOf(event.target).classList.toggle(`hide-${layer || severity}`, !checked);
  });

  const choose = (section, source) => {
    section.classList.toggle('choosing', source !== null);
    section.dataset.chosen = source === null ? '' : source;
    for (const element of section.querySelectorAll('[data-source]')) {
      const chosen = element.dataset.source === source;
      element.classList.toggle('chosen', chosen);
      if (element.matches('button')) element.setAttribute('aria-pressed', String(chosen));
    }
  };

  const light = (section, finding) => {
    for (const element of document.querySelectorAll('.lit')) element.classList.remove('lit');
    for (const element of section.querySelectorAll(`.found[data-finding="${finding}"]`)) element.classList.add('lit');
  };

  document.addEventListener('click', event => {
    const place = event.target.closest('.place');
    if (place) light(sectionOf(place), place.dataset.finding);
    const spoken = event.target.closest('[data-source]');
    if (!spoken || event.target.closest('a')) return;
    if (!spoken.matches('button') && String(getSelection())) return;
    const section = sectionOf(spoken);
    choose(section, section.dataset.chosen === spoken.dataset.source ? null : spoken.dataset.source);
  });

  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    for (const section of document.querySelectorAll('.choosing')) choose(section, null);
  });
})();
