// The service's events (server-sent events, read by hand because EventSource gives up for good on an answer that is no stream, and cannot tell a dead
// line from a quiet one).
import { refresh } from './refresh.js';

const silence = 45000;
const polling = 5000;
const connection = document.getElementById('connection');
const lost = document.getElementById('lost');
const announce = document.getElementById('announce');
let lastId = null;
let tries = 0;

function tell(state, words) {
  if (connection.dataset.state === state) return;
  connection.dataset.state = state;
  connection.querySelector('.words').textContent = words;
  lost.hidden = state !== 'lost';
}

const asleep = time => new Promise(done => setTimeout(done, time));

function take(event) {
  if (event.id) lastId = event.id;
  if (!event.data) return;
  if (event.type === 'message.received') {
    try {
      announce.textContent = `New message from ${JSON.parse(event.data).data.phone_number}`;
    } catch {
      announce.textContent = 'New message';
    }
  }
  refresh();
}

async function read(body, alive) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let event = { type: 'message', data: '', id: null };
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    alive();
    const lines = (rest + value).split(/\r\n|\n|\r/);
    rest = lines.pop();
    for (const line of lines) {
      if (line === '') {
        take(event);
        event = { type: 'message', data: '', id: null };
        continue;
      }
      const [, name, text] = /^([^:]*):? ?(.*)$/.exec(line);
      if (name === 'data') event.data += text;
      else if (name === 'event') event.type = text;
      else if (name === 'id') event.id = text;
    }
  }
}

async function listen() {
  const ending = new AbortController();
  let watch = 0;
  const alive = () => {
    clearTimeout(watch);
    watch = setTimeout(() => ending.abort(), silence);
  };
  try {
    alive();
    const headers = { Accept: 'text/event-stream' };
    if (lastId) headers['Last-Event-ID'] = lastId;
    const answer = await fetch('/v1/events', { headers, signal: ending.signal, cache: 'no-store' });
    if (answer.status === 401) location.reload();

    // what came after it is kept no more, or never was: the page itself tells how things are
    if (answer.status === 400 || answer.status === 410) lastId = null;
    if (!answer.ok || !answer.body) return answer.status;
    tries = 0;
    tell('live', 'Live');
    refresh();
    await read(answer.body, alive);
    return 0;
  } catch {
    return 0;
  } finally {
    clearTimeout(watch);
    ending.abort();
  }
}

async function poll() {
  try {
    const answer = await fetch('/health/live', { cache: 'no-store' });
    if (!answer.ok) throw new Error(answer.statusText);
    tell('live', 'Live');
    refresh();
  } catch {
    tell('lost', 'Connection lost');
  }
  await asleep(polling);
}

export async function startLive() {
  for (;;) {
    const status = await listen();
    if (status === 404 || status === 429 || status === 503) {
      await poll();
      continue;
    }
    tries += 1;
    tell('lost', 'Connection lost');
    await asleep(Math.min(10000, 250 * 2 ** Math.min(tries, 6)) * (0.5 + Math.random() / 2));
  }
}

addEventListener('pagehide', () => tell('still', 'Not live'));
