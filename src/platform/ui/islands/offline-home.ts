import { lastPerson, listKept } from './kept-forms.ts';

/** A browser that is back in a network says so; a program that was started again does not. */
const EVERY_MS = 5_000;

/** Asks for something small that is never kept. */
async function lookAgain(): Promise<void> {
  const answer = await fetch('/offline.js', { method: 'HEAD', cache: 'no-store' }).catch(() => undefined);
  if (answer?.ok) location.reload();
}

/** The page without a network: leads only to the sheets that lie on this device, says how much waits here, and goes as soon as there is a network. */
class OfflineHome extends HTMLElement {
  #look = () => void lookAgain();
  #timer: ReturnType<typeof setInterval> | undefined;

  connectedCallback(): void {
    addEventListener('online', this.#look);
    this.#timer = setInterval(this.#look, EVERY_MS);
    const n = listKept(lastPerson()).length;
    this.querySelector('[role=status]')?.replaceChildren(n > 0 ? `${n} ${this.dataset.waiting ?? ''}` : '');
    void this.#leaveOutMissing();
  }

  disconnectedCallback(): void {
    removeEventListener('online', this.#look);
    clearInterval(this.#timer);
  }

  async #leaveOutMissing(): Promise<void> {
    const links = [...this.querySelectorAll('a')];
    const kept = await Promise.all(links.map(({ href }) => caches.match(href)));
    links.forEach((link, n) => (link.parentElement!.hidden = !kept[n]));
    this.querySelector<HTMLElement>('.card')!.hidden = kept.every((one) => !one);
  }
}

customElements.define('offline-home', OfflineHome);
