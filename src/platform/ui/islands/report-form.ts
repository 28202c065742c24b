import { flush, forget, keep, send, waiting, type Report } from './report-outbox.ts';
import { keepSheet } from './kept-sheet.ts';
import { noteReceipt, spaced } from './receipts.ts';

/** How often it is tried again while something waits and the browser does not say that the network is back. */
const AGAIN_MS = 20_000;

/**
 * Sends a resident's report; without a signal it is kept on this phone and sent when there is one. Where the server has something to say,
 * the form goes the ordinary way and comes back with it. All words come from the page.
 */
class ReportForm extends HTMLElement {
  #state = Object.assign(document.createElement('div'), { className: 'outbox' });

  connectedCallback(): void {
    this.#state.setAttribute('role', 'status');
    this.prepend(this.#state);
    const form = this.querySelector('form');
    if (form) this.#renew(form);
    form?.addEventListener('submit', (event) => this.#submitted(event));
    this.#keepSheet();
    addEventListener('online', () => void this.#flush());
    setInterval(() => void (waiting().length > 0 && this.#flush()), AGAIN_MS);
    this.#draw();
    void this.#flush();
  }

  /** A number of its own for each matter: a sheet put by, or one come back to, would bring the number of the one before, and be taken for it. */
  #renew(form: HTMLFormElement): void {
    const request = form.elements.namedItem('request_id') as HTMLInputElement | null;
    if (request) request.value = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 14)}`;
  }

  /** For the next time, when there may be no signal; not of somebody who is signed in, whose page holds the proof of a session. */
  #keepSheet(): void {
    const scope = /^\/r\/[^/]+\//.exec(location.pathname)?.[0];
    if (!scope || document.querySelector('meta[name=csrf-token]')) return;
    const here = location.pathname + location.search;
    const keep = () => void keepSheet(scope, { at: here, from: here });
    if (document.readyState === 'complete') keep();
    else addEventListener('load', keep, { once: true });
  }

  #submitted(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (form.reportValidity()) void this.#send(form);
  }

  async #send(form: HTMLFormElement): Promise<void> {
    const button = form.querySelector<HTMLButtonElement>('button[type=submit]');
    const label = button?.textContent ?? '';
    if (button) Object.assign(button, { disabled: true, textContent: this.dataset.sending ?? label });
    const report = this.#reportOf(form);
    const outcome = await send(report);
    if (outcome.is === 'taken') return this.#goOn(form, outcome.receipt);
    if (outcome.is === 'refused') return form.submit();
    if (button) Object.assign(button, { disabled: false, textContent: label });
    if (!(await keep(report))) return this.#tell(this.dataset.full ?? '');
    this.#clear(form);
    this.#draw();
    this.#state.scrollIntoView({ block: 'center' });
  }

  #reportOf(form: HTMLFormElement): Report {
    const sent = [...new FormData(form)];
    const fields = sent.filter((pair): pair is [string, string] => typeof pair[1] === 'string');
    const files = sent.map(([, value]) => value).filter((value): value is File => typeof value !== 'string' && value.size > 0);
    const id = fields.find(([name]) => name === 'request_id')?.[1] ?? '';
    return { id, action: new URL(form.action).pathname + new URL(form.action).search, worker: this.dataset.worker ?? '', fields, files };
  }

  #goOn(form: HTMLFormElement, receipt: string): void {
    noteReceipt(receipt);
    this.#renew(form);
    location.assign(`${this.dataset.status}?receipt=${receipt}&new=1`);
  }

  /** An empty form for the next matter, under a number of its own. */
  #clear(form: HTMLFormElement): void {
    form.reset();
    for (const field of form.querySelectorAll<HTMLTextAreaElement>('textarea')) field.value = '';
    this.#renew(form);
    this.querySelectorAll('photo-field, voice-field').forEach((field) => field.dispatchEvent(new Event('emptied')));
    this.querySelector('draft-keeper')?.dispatchEvent(new Event('outbox:kept'));
  }

  async #flush(): Promise<void> {
    await flush((receipt) => {
      noteReceipt(receipt);
      this.#say(`${this.dataset.sent ?? ''}${spaced(receipt)}`, `${this.dataset.status}?receipt=${receipt}`);
    });
    this.#draw();
  }

  /** What waits on this phone, each with its first words. */
  #draw(): void {
    const said = [...this.#state.querySelectorAll('.outbox-sent')];
    const kept = waiting().map(({ id, fields, refused }) => {
      const line = Object.assign(document.createElement('p'), { className: 'outbox-waiting' });
      const words = fields.find(([name]) => name === 'matter')?.[1] ?? '';
      const remove = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-quiet', textContent: this.dataset.remove ?? '' });
      remove.addEventListener('click', () => {
        forget(id);
        this.#draw();
      });
      line.append(Object.assign(document.createElement('strong'), { textContent: refused ?? this.dataset.kept ?? '' }), ` ${words.slice(0, 40)} `, remove);
      return line;
    });
    this.#state.replaceChildren(...said, ...kept);
  }

  #tell(sentence: string): void {
    this.#draw();
    this.#state.prepend(Object.assign(document.createElement('p'), { className: 'outbox-waiting', textContent: sentence }));
    this.#state.scrollIntoView({ block: 'center' });
  }

  #say(sentence: string, href: string): void {
    const line = Object.assign(document.createElement('p'), { className: 'outbox-sent' });
    line.append(Object.assign(document.createElement('a'), { href, textContent: sentence }));
    this.#state.prepend(line);
  }
}

customElements.define('report-form', ReportForm);
