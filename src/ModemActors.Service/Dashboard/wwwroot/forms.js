// Forms are sent without leaving the page; what the service answers is the page itself.
import { show } from './refresh.js';
import { morph } from './morph.js';

function refuse(words) {
  const note = document.getElementById('note');
  note.className = 'note bad';
  note.textContent = words;
  note.focus();
}

function say(page) {
  const note = document.getElementById('note');
  const said = page.getElementById('note');
  if (said && !page.querySelector('.refusal')) morph(note, said);
  else refuse(page.querySelector('.refusal p')?.textContent ?? 'Not done.');
}

function renew(form, page, accepted) {
  const fresh = form.id && page.getElementById(form.id);
  if (!fresh) return;
  const focused = document.activeElement?.name;
  if (accepted) {
    form.reset();
    for (const field of form.querySelectorAll('input:not([type=hidden]):not([type=checkbox]), textarea')) field.value = '';
  }
  for (const field of form.querySelectorAll('input[name=once], input[name=form_token]')) {
    field.value = fresh.elements[field.name].value;
  }
  for (const error of form.querySelectorAll('.error')) {
    const text = page.getElementById(error.id)?.textContent ?? '';
    error.textContent = text;
    const field = document.getElementById(error.id.replace('-error', ''));
    if (text) field.setAttribute('aria-invalid', 'true');
    else field.removeAttribute('aria-invalid');
  }
  form.querySelector('[aria-invalid]')?.focus();
  if (accepted) (form.elements[focused] ?? form.querySelector('textarea')).focus();
  form.dispatchEvent(new Event('input', { bubbles: true }));
}

async function send(form, button) {
  const action = button?.getAttribute('formaction') ?? form.getAttribute('action');
  button?.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(action, { method: 'POST', body: new URLSearchParams(new FormData(form)), headers: { Accept: 'text/html' } });
    if (!answer.headers.get('Content-Type')?.startsWith('text/html')) {
      const problem = await answer.json();
      refuse(problem.detail ?? problem.title);
      return;
    }
    const { page, lostFocus } = show(await answer.text());
    say(page);
    renew(form, page, answer.ok);
    if (lostFocus) document.getElementById('note').focus();
  } catch {
    refuse('The service does not answer, so nothing is known to be done. Try again when the connection is back.');
  } finally {
    button?.removeAttribute('aria-busy');
  }
}

export function takeForms() {
  const clean = new URL(location.href);
  if (clean.searchParams.has('said')) {
    clean.searchParams.delete('said');
    history.replaceState(null, '', clean);
  }
  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.method !== 'post' || event.defaultPrevented || 'leave' in form.dataset) return;
    event.preventDefault();
    if (event.submitter?.getAttribute('aria-busy') === 'true') return;
    send(form, event.submitter);
  });
}
