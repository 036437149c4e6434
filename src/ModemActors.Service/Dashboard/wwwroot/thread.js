// A conversation begins at its end, and stays there while new messages come.
function atNewest() {
  return innerHeight + scrollY >= document.documentElement.scrollHeight - 80;
}

function down() {
  scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
}

/** Ask before the page changes; call what it gives afterwards. */
export function stayAtNewest() {
  if (!document.querySelector('[data-thread]') || !atNewest()) return () => {};
  return down;
}

export function toNewest() {
  if (document.querySelector('[data-thread]') && !location.hash) down();
}
