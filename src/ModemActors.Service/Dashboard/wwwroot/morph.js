// Makes one element like another and touches only what differs: focus, selection, what was typed and what was opened stay.
const kept = new Set(['open', 'aria-busy']);

function keyOf(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node.id || null : null;
}

function alike(from, to) {
  return from.nodeType === to.nodeType && from.nodeName === to.nodeName && keyOf(from) === keyOf(to);
}

function takeAttributes(from, to) {
  for (const { name, value } of to.attributes) {
    if (!kept.has(name) && from.getAttribute(name) !== value) from.setAttribute(name, value);
  }
  for (const { name } of [...from.attributes]) {
    if (!kept.has(name) && !to.hasAttribute(name)) from.removeAttribute(name);
  }
}

function takeChildren(from, to) {
  const keyed = new Map([...from.childNodes].filter(keyOf).map(child => [keyOf(child), child]));
  let place = from.firstChild;
  for (const wanted of [...to.childNodes]) {
    const key = keyOf(wanted);
    let match = key ? keyed.get(key) : place;
    while (!key && match && (keyOf(match) || !alike(match, wanted))) match = match.nextSibling;
    if (match && alike(match, wanted)) {
      if (match === place) place = place.nextSibling;
      else from.insertBefore(match, place);
      morph(match, wanted);
    } else {
      const fresh = document.importNode(wanted, true);
      if (key) fresh.classList?.add('fresh');
      from.insertBefore(fresh, place);
    }
  }
  while (place) {
    const next = place.nextSibling;
    place.remove();
    place = next;
  }
}

/** Makes `from` like `to`. */
export function morph(from, to) {
  if (from.isEqualNode(to)) return;
  if (from.nodeType !== Node.ELEMENT_NODE) {
    if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
    return;
  }
  takeAttributes(from, to);
  takeChildren(from, to);
}

/** Takes the live parts of another state of this page. */
export function takeLive(page) {
  const focused = document.activeElement;
  for (const part of document.querySelectorAll('[data-live]')) {
    const now = page.getElementById(part.id);
    if (now) morph(part, now);
  }
  document.title = page.title;
  return focused !== document.body && document.activeElement === document.body;
}
