import { listKept, sendWaiting } from './kept-forms.ts';

/** Says on every page what waits in this browser, and sends it as soon as there is a network. */
class OutboxBar extends HTMLElement {
  #onChange = () => this.#draw();
  #onLine = () => void sendWaiting(this.#person);

  connectedCallback(): void {
    document.addEventListener('outbox:changed', this.#onChange);
    addEventListener('online', this.#onLine);
    this.#draw();
    this.#onLine();
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

customElements.define('outbox-bar', OutboxBar);
