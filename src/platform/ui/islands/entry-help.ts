/** So long after the last stroke the words are looked up. */
const PAUSE = 500;
/** Fewer characters tell nothing. */
const LEAST = 6;

interface Found {
  items: { title: string; place: string | null; received_on: string; state: string; href: string }[];
  category: { category: string; entries: number } | null;
}

/** Where words are offered, Enter takes one of them. */
const oneLine = (target: EventTarget | null): boolean => target instanceof HTMLInputElement && ['text', 'tel', 'number'].includes(target.type) && !target.list;

/**
 * While a matter is being written: entries that may be the same, and the category under which such matters stand. Ctrl+Enter enters and goes on to the next,
 * and so does Enter alone in a field of one line that offers no words.
 */
class EntryHelp extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = '';

  connectedCallback(): void {
    const matter = this.#field('matter');
    matter?.addEventListener('input', () => this.#later());
    this.#field('place')?.addEventListener('change', () => this.#later());
    this.addEventListener('keydown', (event) => this.#hurry(event));
    if (matter && matter.value === '' && !this.dataset.entry) matter.focus();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }

  #field(name: string): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>(`[name=${name}]`);
  }

  #hurry(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.isComposing || !(event.ctrlKey || event.metaKey || oneLine(event.target))) return;
    event.preventDefault();
    const form = this.closest('form');
    form?.requestSubmit(form.querySelector<HTMLButtonElement>('button[name=next]') ?? undefined);
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), PAUSE);
  }

  async #ask(): Promise<void> {
    const matter = this.#field('matter')?.value.trim() ?? '';
    const query = new URLSearchParams({ matter: matter.slice(0, 200) });
    for (const name of ['place', 'committee_id', 'received_on']) query.set(name, this.#field(name)?.value ?? '');
    if (this.dataset.entry) query.set('except', this.dataset.entry);
    this.#asked = query.toString();
    if (matter.length < LEAST) return this.#draw({ items: [], category: null });
    const asked = this.#asked;
    const answer = await fetch(`${this.dataset.similar}?${asked}`).catch(() => undefined);
    if (answer?.ok && asked === this.#asked) this.#draw((await answer.json()) as Found);
  }

  #draw({ items, category }: Found): void {
    const list = document.createElement('ul');
    list.append(...items.map((one) => {
      const link = Object.assign(document.createElement('a'), { href: one.href, target: '_blank', rel: 'noopener', textContent: one.title });
      const item = document.createElement('li');
      item.append(link, `　${one.received_on}　${one.place ?? ''}　${one.state}`);
      return item;
    }));
    const title = Object.assign(document.createElement('p'), { className: 'entry-similar-title', textContent: this.dataset.title ?? '' });
    this.querySelector('.entry-similar')?.replaceChildren(...(items.length > 0 ? [title, list] : []), ...this.#suggested(category));
  }

  #suggested(found: Found['category']): HTMLElement[] {
    const field = this.#field('category');
    if (!found || !field || field.value !== '') return [];
    const take = Object.assign(document.createElement('button'), { type: 'button', className: 'btn', textContent: `${this.dataset.category ?? ''}${found.category}` });
    take.addEventListener('click', () => {
      field.value = found.category;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      take.remove();
    });
    return [take];
  }
}

customElements.define('entry-help', EntryHelp);
