// Finds a modem among many.
const filters = [];

function apply({ input, region }) {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const item of document.getElementById(region).querySelectorAll('[data-search]')) {
    item.hidden = !words.every(word => item.dataset.search.includes(word));
  }
}

/** After the page changed: what was hidden stays hidden. */
export function filterAgain() {
  filters.forEach(apply);
}

export function takeFilters() {
  for (const box of document.querySelectorAll('[data-filter]')) {
    const filter = { input: box.querySelector('input'), region: box.dataset.filter };
    box.hidden = false;
    filter.input.addEventListener('input', () => apply(filter));
    filters.push(filter);
  }
}
