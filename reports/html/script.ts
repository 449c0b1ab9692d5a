/**
 * What the page does by itself: filters over the cases, kept in the URL, and opening what is filtered or linked to. Plain
 * ECMAScript for any browser; without it all is there to read.
 */
export const script = `(() => {
  const form = document.getElementById('filters');
  const shown = document.getElementById('shown');
  if (!form || !shown) return;
  const groups = [...document.querySelectorAll('#list .req')].map((element) => ({
    element,
    chapter: element.dataset.c,
    level: element.dataset.l,
    profiles: element.dataset.p.split(' '),
    text: element.querySelector('summary code').textContent.toLowerCase(),
    rows: [...element.querySelectorAll('li')].map((row) => ({ row, outcome: row.dataset.o || 'pass', text: row.textContent.toLowerCase() })),
  }));
  const names = ['q', 'outcome', 'profile', 'level', 'chapter'];
  const said = () => Object.fromEntries(names.map((name) => [name, form.elements[name].value.trim()]));
  function apply() {
    const { q, outcome, profile, level, chapter } = said();
    const words = q.toLowerCase().split(/\\s+/).filter(Boolean);
    const any = names.some((name) => said()[name]);
    let count = 0;
    for (const group of groups) {
      const fits = (!chapter || group.chapter === chapter) && (!level || group.level === level) && (!profile || group.profiles.includes(profile));
      let here = 0;
      for (const { row, outcome: kind, text } of group.rows) {
        const show = fits && (!outcome || kind === outcome) && words.every((word) => text.includes(word) || group.text.includes(word));
        row.hidden = !show;
        if (show) here++;
      }
      group.element.hidden = here === 0;
      if (any) group.element.open = here > 0 && here <= 50;
      count += here;
    }
    shown.textContent = count + ' ' + document.body.dataset.shown;
  }
  function keep() {
    const query = new URLSearchParams(Object.entries(said()).filter(([, value]) => value));
    history.replaceState(null, '', query.size || query.toString() ? '#' + query : location.pathname + location.search);
  }
  function read() {
    const hash = location.hash.slice(1);
    if (hash.includes('=')) {
      const query = new URLSearchParams(hash);
      for (const name of names) form.elements[name].value = query.get(name) || '';
      document.getElementById('cases').scrollIntoView();
    }
    apply();
  }
  form.addEventListener('input', () => { apply(); keep(); });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(() => { apply(); keep(); }));
  window.addEventListener('hashchange', read);
  window.addEventListener('beforeprint', () => { for (const one of document.querySelectorAll('details.case, details.matrix')) one.open = true; });
  read();
})();`;
