import { keepFiles } from './kept-files.ts';
import { keep, lastPerson, listKept, newId } from './kept-forms.ts';

/** The sheet that stands in for a form without a network: each thing written on it waits as a draft of whoever had the form open last. */
class OfflineSheet extends HTMLElement {
  #note = Object.assign(document.createElement('p'), { className: 'outbox-note' });

  connectedCallback(): void {
    this.#note.setAttribute('role', 'status');
    this.prepend(this.#note);
    const form = this.querySelector('form');
    form?.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#keep(form);
    });
    if (form) addEventListener('pagehide', () => this.#keep(form)); // who leaves with something on the sheet meant it
    this.#count();
  }

  #keep(form: HTMLFormElement): void {
    const all = [...new FormData(form)];
    const written = all.filter((pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1].trim() !== '');
    const files = all.flatMap(([, value]) => (value instanceof File && value.size > 0 ? [value] : []));
    const title = written[0]?.[1].trim().slice(0, 60);
    if (!title) return form.querySelector<HTMLElement>('textarea, input')?.focus();
    const id = newId();
    const { action = '', page = '', day = '' } = this.dataset;
    try {
      keep(lastPerson(), { id, action, page, title, fields: [...written, ...this.#carried(), [day, dayHere()]], at: Date.now(), state: 'draft', photos: files.length || undefined });
    } catch {
      this.#note.textContent = this.dataset.full ?? '';
      return;
    }
    if (files.length > 0) keepFiles(id, files).catch(() => (this.#note.textContent = this.dataset.full ?? ''));
    form.reset();
    form.querySelector('voice-field')?.dispatchEvent(new Event('emptied'));
    this.#count();
    form.querySelector('textarea')?.focus();
  }

  /** What the address says that it belongs to. */
  #carried(): [string, string][] {
    const asked = new URLSearchParams(location.search);
    return (this.dataset.carried ?? '').split(' ').flatMap((name): [string, string][] => (asked.get(name) ? [[name, asked.get(name)!]] : []));
  }

  #count(): void {
    const count = listKept(lastPerson()).length;
    this.#note.textContent = count > 0 ? `${this.dataset.kept ?? ''}${count}${this.dataset.unit ?? ''}` : '';
  }
}

/** The day on which it was told, however late the network returns. */
const dayHere = (): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format();

customElements.define('offline-sheet', OfflineSheet);
