// What a text takes on air, asked from the service while it is written.
const wait = 180;

function words(estimate) {
  const left = `${estimate.units_left} ${estimate.unit_name} left`;
  const parts = estimate.parts === 1 ? '1 part' : `${estimate.parts} parts`;
  const forced = estimate.forced_ucs2.length ? ` · UCS-2 because of ${estimate.forced_ucs2.slice(0, 6).join(' ')}` : '';
  return `${parts}, ${left}${forced}`;
}

function count(form) {
  const text = form.elements.text;
  const shown = form.querySelector('[data-estimate]');
  let timer = 0;
  let asking = null;
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    if (text.value === '') {
      shown.textContent = '';
      return;
    }
    try {
      const answer = await fetch('/v1/messages/estimate', {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ content: text.value }), signal: asking.signal,
      });
      if (!answer.ok) throw new Error(answer.statusText);
      const estimate = await answer.json();
      shown.textContent = estimate.sendable ? words(estimate) : estimate.reason;
      shown.classList.toggle('bad', !estimate.sendable);
    } catch (cause) {
      if (cause.name !== 'AbortError') shown.textContent = '';
    }
  };
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
  });
  text.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  if (text.value !== '') ask();
}

export function countParts() {
  for (const form of document.querySelectorAll('[data-compose]')) count(form);
  for (const offset of document.querySelectorAll('[data-offset]')) {
    const later = offset.form.elements.later;
    const learn = () => { offset.value = String((later.value ? new Date(later.value) : new Date()).getTimezoneOffset()); };
    later.addEventListener('input', learn);
    learn();
  }
}
