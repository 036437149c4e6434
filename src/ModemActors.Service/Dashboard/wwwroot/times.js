// Times in the viewer's zone: ages that stay true, and the exact time as title.
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const dayAndClock = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** Milliseconds that the service's clock is ahead of ours, so that ages are true on a viewer's wrong clock. */
let ahead = 0;

export function learnClock(serverDate) {
  const at = Date.parse(serverDate);
  if (!Number.isNaN(at) && Math.abs(at - Date.now()) > 2500) ahead = at - Date.now();
}

function span(seconds) {
  if (seconds < 90) return `${Math.max(0, Math.round(seconds))} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 129600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86400)} d`;
}

function age(at) {
  const seconds = (Date.now() + ahead - at) / 1000;
  if (seconds < -1) return `in ${span(-seconds)}`;
  return seconds < 5 ? 'just now' : `${span(seconds)} ago`;
}

function words(at, form) {
  if (form === 'age') return age(at.getTime());
  if (form === 'exact') return full.format(at);
  return at.toDateString() === new Date().toDateString() ? clock.format(at) : dayAndClock.format(at);
}

export function showTimes(root = document) {
  for (const time of root.querySelectorAll('time[datetime]')) {
    const at = new Date(time.dateTime);
    const text = words(at, time.dataset.form);
    if (time.textContent !== text) time.textContent = text;
    time.title = full.format(at);
  }
}

export function keepTimes() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const where of document.querySelectorAll('[data-zone]')) where.textContent = `Times in ${zone}`;
  for (const where of document.querySelectorAll('[data-zone-name]')) where.textContent = `(${zone})`;
  showTimes();
  setInterval(showTimes, 5000);
}
