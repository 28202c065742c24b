/** So long after the last stroke the text is read again. */
const PAUSE = 900;

/**
 * Around the form in which a scheme's text is written: reads it again by the form's own second button while it is being typed, leads from a complaint to its line, and
 * numbers the lines. Without it the button does the same.
 */
class SchemeEditor extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  connectedCallback(): void {
    this.addEventListener('input', () => this.#later(PAUSE));
    this.addEventListener('change', (event) => event.target instanceof HTMLSelectElement && this.#later(0));
    this.addEventListener('click', (event) => this.#toLine(event));
    this.#numberLines();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }

  get #text(): HTMLTextAreaElement {
    return this.querySelector<HTMLTextAreaElement>('textarea[name=source]')!;
  }

  #later(pause: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#read(), pause);
  }

  async #read(): Promise<void> {
    const form = this.querySelector('form')!;
    const asked = (this.#asked += 1);
    const fields = [...new FormData(form)].filter((field): field is [string, string] => typeof field[1] === 'string');
    const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams([...fields, ['act', 'try']]) }).catch(() => undefined);
    if (!answer?.ok || asked !== this.#asked) return; // something newer was asked meanwhile
    const read = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const region of this.querySelectorAll('[data-reading]')) this.#renew(region, read.getElementById(region.id));
  }

  /** Whoever was choosing goes on choosing. */
  #renew(region: Element, fresh: Element | null): void {
    const held = region.contains(document.activeElement) ? document.activeElement!.id : '';
    region.replaceChildren(...(fresh?.childNodes ?? []));
    if (held) document.getElementById(held)?.focus();
  }

  #toLine(event: Event): void {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-line]') : null;
    if (!link) return;
    event.preventDefault();
    const lines = this.#text.value.split('\n');
    const line = Math.min(Number(link.dataset.line), lines.length) - 1;
    const start = lines.slice(0, line).join('\n').length + (line > 0 ? 1 : 0);
    this.#text.focus();
    this.#text.setSelectionRange(start, start + lines[line]!.length);
    this.#text.scrollTop = (this.#text.scrollHeight / lines.length) * Math.max(line - 3, 0);
  }

  #numberLines(): void {
    const numbers = Object.assign(document.createElement('div'), { className: 'scheme-lines', ariaHidden: 'true' });
    const frame = Object.assign(document.createElement('div'), { className: 'scheme-numbered' });
    const text = this.#text;
    text.spellcheck = false; // a scheme's words are no sentences
    text.replaceWith(frame);
    frame.append(numbers, text);
    const draw = (): void => {
      numbers.textContent = text.value.split('\n').map((_, place) => place + 1).join('\n');
      numbers.scrollTop = text.scrollTop;
    };
    text.addEventListener('input', draw);
    text.addEventListener('scroll', () => (numbers.scrollTop = text.scrollTop));
    draw();
  }
}

customElements.define('scheme-editor', SchemeEditor);
