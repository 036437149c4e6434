// Asks for this page again and takes what changed. Never twice at once, never more often than it can be shown.
import { takeLive } from './morph.js';
import { learnClock, showTimes } from './times.js';
import { filterAgain } from './filter.js';
import { stayAtNewest } from './thread.js';

const least = 400;
let running = false;
let wanted = false;
let timer = 0;
let pause = least;

/** The answer as a page, shown where it differs. True: what had the focus is gone. */
export function show(text) {
  const page = new DOMParser().parseFromString(text, 'text/html');
  const stay = stayAtNewest();
  const lostFocus = takeLive(page);
  showTimes();
  filterAgain();
  stay();
  document.dispatchEvent(new Event('shown'));
  return { page, lostFocus };
}

async function run() {
  timer = 0;
  if (document.hidden) {
    wanted = true;
    return;
  }
  running = true;
  wanted = false;
  const begun = performance.now();
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, redirect: 'error' });
    if (answer.ok) {
      learnClock(answer.headers.get('Date'));
      show(await answer.text());
    }
  } catch {
    // the connection's own state tells that it is lost, and it asks again when it is back
  }
  pause = Math.max(least, 8 * (performance.now() - begun));
  running = false;
  if (wanted) refresh();
}

/** Soon, but not more often than the machines on both ends can bear. */
export function refresh() {
  if (running) wanted = true;
  else if (!timer) timer = setTimeout(run, wanted ? pause : 60);
  wanted = true;
}

document.addEventListener('visibilitychange', () => {
  if (!document.hidden) refresh();
});
