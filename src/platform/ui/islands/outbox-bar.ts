import { listKept, sendWaiting } from './kept-forms.ts';
import { keepSheet } from './kept-sheet.ts';

/** Says on every page what waits in this browser, and sends it as soon as there is a network. */
class OutboxBar extends HTMLElement {
  #onChange = () => this.#draw();
  #onLine = () => void sendWaiting(this.#person);

  connectedCallback(): void {
    document.addEventListener('outbox:changed', this.#onChange);
    addEventListener('online', this.#onLine);
    this.#draw();
    this.#onLine();
    if (this.#person) keepOfflinePage();
  }

  disconnectedCallback(): void {
    document.removeEventListener('outbox:changed', this.#onChange);
    removeEventListener('online', this.#onLine);
  }

  get #person(): string {
    return this.dataset.person ?? '';
  }

  #draw(): void {
    const kept = listKept(this.#person);
    const count = (...states: string[]) => kept.filter(({ state }) => states.includes(state)).length;
    const told = [[count('waiting'), this.dataset.waiting], [count('changed', 'refused'), this.dataset.stuck], [count('draft'), this.dataset.drafts]] as const;
    const words = told.flatMap(([n, word]) => (n > 0 ? [`${n} ${word}`] : []));
    this.hidden = words.length === 0;
    const link = Object.assign(document.createElement('a'), { href: '/ledger/drafts', textContent: words.join('，') });
    this.replaceChildren(...(words.length > 0 ? [link] : []));
  }
}

/** Once for each window: what is shown in the place of any page when there is no network. Not while the page itself is still coming. */
function keepOfflinePage(): void {
  const done = 'offline-page';
  if (sessionStorage.getItem(done)) return;
  setTimeout(() => {
    sessionStorage.setItem(done, 'kept');
    void keepSheet('/', { at: '/offline', from: '/offline' });
  }, 3_000);
}

customElements.define('outbox-bar', OutboxBar);
