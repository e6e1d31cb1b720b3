// Keeps the page of a job up to date. The page says the same without it, and is then loaded anew every few seconds.
'use strict';
const part = document.querySelector('[data-follow]');
if (part && 'EventSource' in window) {
  const bar = part.querySelector('progress');
  const words = part.querySelector('[data-words]');
  const state = document.querySelector('[data-state] > *');
  const source = new EventSource(part.dataset.follow);
  source.addEventListener('progress', (event) => {
    const now = JSON.parse(event.data);
    if (now.percent === null) bar.removeAttribute('value');
    else bar.value = now.percent;
    if (words.textContent !== now.words) words.textContent = now.words;
    // Waiting and under way are tags of one colour.
    if (state && state.textContent !== now.state) state.textContent = now.state;
  });
  source.addEventListener('over', (event) => {
    source.close();
    window.location.replace(JSON.parse(event.data).address);
  });
  // The server stops, or keeps too many pages up to date already.
  source.addEventListener('error', () => {
    source.close();
    window.setTimeout(() => window.location.reload(), 5000);
  });
}
