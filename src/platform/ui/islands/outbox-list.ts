import { drop, keep, listKept, sendWaiting, token, type Kept } from './kept-forms.ts';

/** The page of what waits in this browser: each can be gone on with, sent, compared with what somebody else wrote meanwhile, or removed. */
class OutboxList extends HTMLElement {
  #onChange = () => this.#draw();

  connectedCallback(): void {
    document.addEventListener('outbox:changed', this.#onChange);
    this.#draw();
  }

  disconnectedCallback(): void {
    document.removeEventListener('outbox:changed', this.#onChange);
  }

  get #person(): string {
    return this.dataset.person ?? '';
  }

  #draw(): void {
    const kept = listKept(this.#person);
    const list = Object.assign(document.createElement('ul'), { className: 'plain outbox-items' });
    list.append(...kept.map((one) => this.#item(one)));
    this.replaceChildren(kept.length > 0 ? list : (this.dataset.empty ?? ''));
  }

  #item(one: Kept): HTMLElement {
    const item = document.createElement('li');
    const title = Object.assign(document.createElement('strong'), { textContent: one.title });
    const state = Object.assign(document.createElement('p'), { className: 'hint', textContent: [this.dataset[one.state] ?? '', new Date(one.at).toLocaleString(document.documentElement.lang), ...(one.photos ? [`${one.photos} ${this.dataset.photos ?? ''}`] : [])].join(' · ') });
    const words = one.state === 'changed' ? this.dataset.both : one.said; // what the server says of a form speaks of the page with the form
    const buttons = Object.assign(document.createElement('div'), { className: 'form-actions' });
    buttons.append(...this.#acts(one));
    item.append(title, state, ...(words ? [Object.assign(document.createElement('p'), { textContent: words })] : []), buttons);
    return item;
  }

  #acts(one: Kept): HTMLElement[] {
    const remove = this.#button(one, this.dataset.remove, () => drop(this.#person, one.id));
    if (one.state === 'draft') return [this.#button(one, this.dataset.open, () => location.assign(`${one.page}?kept=${encodeURIComponent(one.id)}`)), remove];
    if (one.state === 'waiting') return [this.#button(one, this.dataset.send, () => void sendWaiting(this.#person)), remove];
    return [this.#button(one, this.dataset.compare, () => this.#compare(one)), remove];
  }

  /** Each says also of which it speaks: there are as many alike as there are kept ones. */
  #button({ title }: Kept, words = '', act: () => void): HTMLButtonElement {
    const made = Object.assign(document.createElement('button'), { type: 'button', className: 'btn', textContent: words });
    made.setAttribute('aria-label', `${words} ${title}`);
    made.addEventListener('click', act);
    return made;
  }

  /** Sent as the form itself would have sent it: the page that comes back shows both versions, or what is to be put right. */
  #compare(one: Kept): void {
    const form = Object.assign(document.createElement('form'), { method: 'post', action: one.action });
    form.dataset.turbo = 'false';
    for (const [name, value] of [...one.fields, ['csrf', token()] as const]) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
    sessionStorage.setItem('outbox-opened', one.id);
    keep(this.#person, one);
    document.body.append(form);
    form.submit();
  }
}

customElements.define('outbox-list', OutboxList);
