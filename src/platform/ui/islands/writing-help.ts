interface Suggestion {
  start: number;
  old: string;
  new: string;
  why: string;
  by: 'rules' | 'model';
}

interface Help {
  suggestions?: Suggestion[];
  remarks?: { sentence: string; by: string }[];
  examples?: { title: string; href: string; why: string; by: string }[];
  note?: string;
  detail?: string;
}

/**
 * Around the fields of a form: under each long text a button that has it proof-read, at the end two for the whole. What is proposed stands in a list; a click
 * takes one into the field, where it can be undone, another leaves it. Nothing changes by itself.
 */
class WritingHelp extends HTMLElement {
  connectedCallback(): void {
    if (this.querySelector('.writing-help')) return; // the browser went back to this page
    const fields = [...this.querySelectorAll<HTMLTextAreaElement>('textarea')];
    for (const field of fields) field.after(this.#desk([['proofs', this.dataset.proofs!]], field));
    const last = fields.findLast(({ name }) => this.#parts.includes(name));
    last?.closest('.field')?.after(this.#desk([['structure', this.dataset.structure!], ['examples', this.dataset.examples!]]));
  }

  get #parts(): string[] {
    return (this.dataset.parts ?? '').split(' ');
  }

  #desk(buttons: [string, string][], field?: HTMLTextAreaElement): HTMLElement {
    const desk = made('div', 'writing-help');
    const found = made('div', 'writing-help-found');
    found.setAttribute('role', 'status');
    const acts = buttons.map(([about, label]) => {
      const button = Object.assign(made('button', 'btn btn-quiet', label), { type: 'button' });
      const named = field?.labels[0];
      if (named) button.setAttribute('aria-describedby', (named.id ||= `${field.id}-label`)); // whoever listens hears which of the fields
      button.addEventListener('click', () => void this.#ask(about, found, field));
      return button;
    });
    desk.append(...acts, found);
    return desk;
  }

  async #ask(about: string, found: HTMLElement, field?: HTMLTextAreaElement): Promise<void> {
    found.replaceChildren(made('p', 'quiet', this.dataset.working));
    const form = this.closest('form')!;
    const asked = new URLSearchParams({ record: this.dataset.record!, about, csrf: form.querySelector<HTMLInputElement>('[name=csrf]')?.value ?? '' });
    const id = this.dataset.id ?? this.querySelector<HTMLElement>('proposal-draft')?.dataset.id;
    if (id) asked.set('id', id);
    if (field) Object.entries({ name: field.name, text: field.value }).forEach(([name, value]) => asked.set(name, value));
    for (const part of this.#parts) asked.set(`part_${part}`, form.querySelector<HTMLTextAreaElement>(`textarea[name=${part}]`)?.value ?? '');
    const answer = await fetch('/api/v1/writing-help', { method: 'POST', body: asked }).then((got) => got.json() as Promise<Help>).catch(() => undefined);
    found.replaceChildren(...(answer ? this.#drawn(answer, field) : [made('p', '', this.dataset.failed)]));
  }

  #drawn({ suggestions = [], remarks = [], examples = [], note, detail }: Help, field?: HTMLTextAreaElement): HTMLElement[] {
    const lines = [...suggestions.map((one) => this.#suggestion(one, field!)), ...remarks.map(({ sentence, by }) => this.#line(by, sentence)), ...examples.map((one) => this.#example(one))];
    const list = made('ul', 'writing-help-list');
    list.append(...lines);
    return [...(lines.length > 0 ? [list] : detail ? [] : [made('p', 'quiet', this.dataset.none)]), ...[note, detail].filter((words) => words !== undefined).map((words) => made('p', 'quiet', words))];
  }

  #line(by: string, ...content: (string | HTMLElement)[]): HTMLLIElement {
    const line = made('li', '');
    line.append(...content, ' ', made('span', 'quiet', by === 'model' ? this.dataset.mark : this.dataset.rules));
    return line;
  }

  #example({ title, href, why, by }: NonNullable<Help['examples']>[number]): HTMLLIElement {
    return this.#line(by, Object.assign(made('a', '', title), { href, target: '_blank', rel: 'noopener' }), `　${why}`);
  }

  #suggestion(one: Suggestion, field: HTMLTextAreaElement): HTMLLIElement {
    const before = field.value.slice(Math.max(0, one.start - 8), one.start);
    const after = field.value.slice(one.start + one.old.length, one.start + one.old.length + 8);
    const take = Object.assign(made('button', 'btn', this.dataset.take), { type: 'button' });
    const leave = Object.assign(made('button', 'btn btn-quiet', this.dataset.leave), { type: 'button' });
    const shown = made('span', 'writing-help-change');
    shown.append(before, made('del', '', one.old), made('ins', '', one.new), after);
    const line = this.#line(one.by, shown, `　${one.why}`);
    const acts = made('span', 'writing-help-acts');
    acts.append(take, leave);
    line.append(acts);
    take.addEventListener('click', () => this.#take(one, field, line, before, after));
    leave.addEventListener('click', () => this.#away(line, field));
    return line;
  }

  /** The text may have moved since: the words are looked for with what stood beside them. */
  #take({ start, old, new: better }: Suggestion, field: HTMLTextAreaElement, line: HTMLElement, before: string, after: string): void {
    const places = [...occurrences(field.value, before + old + after)].map((place) => place + before.length);
    const place = places.toSorted((a, b) => Math.abs(a - start) - Math.abs(b - start))[0] ?? occurrences(field.value, old).next().value;
    if (place === undefined) return line.replaceChildren(made('span', 'quiet', this.dataset.gone));
    field.setRangeText(better, place, place + old.length, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
    this.#away(line, field);
  }

  /** Whoever works from the keyboard goes on with the next. */
  #away(line: HTMLElement, field: HTMLTextAreaElement): void {
    const next = line.nextElementSibling ?? line.previousElementSibling;
    line.remove();
    (next?.querySelector<HTMLElement>('button') ?? field).focus();
  }
}

function* occurrences(text: string, words: string): Generator<number> {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) yield at;
}

function made<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, className: string, text?: string): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

customElements.define('writing-help', WritingHelp);
