import { filesOf, keepFiles } from './kept-files.ts';
import { drop, keep, listKept, newId, notePerson, type Kept } from './kept-forms.ts';
import { keepSheet } from './kept-sheet.ts';

/** Which kept one is open in the form that is being sent, until the server has taken it. */
const OPENED = 'outbox-opened';
/** Told by the program anew each time. */
const OWN = new Set(['csrf', 'request_id', 'version', 'next']);

/**
 * Around a form: what finds no network is kept in the outbox, and the form is free for the next one. What is not finished may be put aside as a
 * draft, as many as there are matters. Opened with `?kept=<id>`, the form holds what was put aside.
 */
class FormOutbox extends HTMLElement {
  /** The form is on its way; other requests beside it (links looked up beforehand) may fail without anything being lost. */
  #sent = false;
  #onSubmit = (event: SubmitEvent) => {
    this.#sent = navigator.onLine;
    if (this.#sent) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#keep('waiting');
  };
  #onError = (event: Event) => {
    if (!this.#sent) return;
    this.#sent = false;
    event.preventDefault();
    this.#keep('waiting');
  };
  #onEnd = (event: Event) => {
    this.#sent = false;
    const opened = sessionStorage.getItem(OPENED);
    if (opened && (event as CustomEvent<{ success: boolean }>).detail.success) drop(this.#person, opened);
    if ((event as CustomEvent<{ success: boolean }>).detail.success) sessionStorage.removeItem(OPENED);
  };

  connectedCallback(): void {
    const actions = this.querySelector('.form-actions');
    if (actions && !actions.querySelector('.outbox-later')) {
      const later = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-quiet outbox-later', textContent: this.dataset.later ?? '' });
      later.addEventListener('click', () => this.#keep('draft'));
      actions.append(later);
    }
    this.addEventListener('submit', this.#onSubmit, { capture: true });
    this.addEventListener('turbo:fetch-request-error', this.#onError);
    this.addEventListener('turbo:submit-end', this.#onEnd);
    this.#open();
    this.#keepSheet();
  }

  /** What is opened in the place of this form when there is no network: a sheet that knows nobody. */
  #keepSheet(): void {
    const { blank } = this.dataset;
    if (!blank || this.#value('version')) return;
    notePerson(this.#person);
    void keepSheet(location.pathname, { at: location.pathname, from: blank });
  }

  get #person(): string {
    return this.dataset.person ?? '';
  }

  get #form(): HTMLFormElement {
    return this.querySelector('form')!;
  }

  #value(name: string): string {
    return this.#form.querySelector<HTMLInputElement>(`input[name=${name}]`)?.value ?? '';
  }

  #keep(state: 'draft' | 'waiting'): void {
    const written = [...new FormData(this.#form)];
    const fields = written.flatMap(([name, value]): [string, string][] => (name !== 'csrf' && typeof value === 'string' ? [[name, value]] : []));
    const files = written.flatMap(([, value]) => (value instanceof File && value.size > 0 ? [value] : []));
    const one: Kept = { id: this.#value('request_id'), action: new URL(this.#form.action).pathname, page: location.pathname, title: this.#title(fields), fields, at: Date.now(), state, photos: files.length || undefined };
    try {
      keep(this.#person, one);
    } catch {
      this.#say(this.dataset.full ?? '');
      return;
    }
    const words = (state === 'draft' ? this.dataset.draft : this.dataset.kept) ?? '';
    if (files.length > 0) keepFiles(one.id, files).catch(() => this.#say(`${words}${this.dataset.photosLost ?? ''}`));
    this.#leave(one);
    this.#say(words);
  }

  /** The text that was written tells one from another; without one, the longest of the rest. */
  #title(fields: readonly [string, string][]): string {
    const text = this.#form.querySelector('textarea')?.value.trim();
    const words = fields.filter(([name]) => !OWN.has(name)).map(([, value]) => value).filter((value) => !/^[0-9a-f-]{36}$/.test(value));
    return (text || words.sort((a, b) => b.length - a.length)[0] || '').slice(0, 60);
  }

  /** The form as it came, for the next one: with a request id of its own. A correction stays as it is. */
  #leave({ id }: Kept): void {
    const opened = sessionStorage.getItem(OPENED);
    if (opened && opened !== id) drop(this.#person, opened);
    sessionStorage.removeItem(OPENED);
    this.dispatchEvent(new CustomEvent('outbox:kept', { bubbles: true }));
    if (this.#value('version')) return;
    this.#form.reset();
    this.querySelectorAll('photo-field, voice-field').forEach((field) => field.dispatchEvent(new Event('emptied')));
    this.#form.querySelector<HTMLInputElement>('input[name=request_id]')!.value = newId();
    this.#form.querySelector<HTMLElement>('textarea, input:not([type=hidden])')?.focus();
  }

  #open(): void {
    const id = new URLSearchParams(location.search).get('kept');
    const one = id ? listKept(this.#person).find((kept) => kept.id === id) : undefined;
    if (!one || !id) return;
    const whole = one.fields.some(([name]) => name === 'request_id'); // a sheet has only a few of the fields
    for (const field of this.#form.querySelectorAll<HTMLInputElement>('input, textarea, select')) {
      if (field.name === '' || (OWN.has(field.name) && field.name !== 'version')) continue; // over an older version the server shows both
      const values = one.fields.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === 'checkbox' || field.type === 'radio') field.checked = whole || values.length > 0 ? values.includes(field.value) : field.checked;
      else if (values[0] !== undefined) field.value = values[0];
    }
    if (one.photos) void filesOf(id).then((files) => this.#putBack(files)).catch(() => undefined);
    sessionStorage.setItem(OPENED, id);
  }

  #putBack(files: readonly File[]): void {
    const spoken = (file: File) => file.type.startsWith('audio/');
    this.#putInto('voice-field input[type=file]', files.filter(spoken));
    this.#putInto('photo-field input[type=file]', files.filter((file) => !spoken(file)));
  }

  #putInto(field: string, files: readonly File[]): void {
    const input = this.#form.querySelector<HTMLInputElement>(field);
    if (!input || files.length === 0) return;
    const carried = new DataTransfer();
    files.forEach((file) => carried.items.add(file));
    input.files = carried.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }

  #say(words: string): void {
    const link = Object.assign(document.createElement('a'), { href: this.dataset.href ?? '', textContent: this.dataset.list ?? '' });
    this.querySelector('.outbox-note')?.replaceChildren(words, ' ', link);
  }
}

customElements.define('form-outbox', FormOutbox);
