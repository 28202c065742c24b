/** So long after the last stroke the trial is drawn again. */
const PAUSE = 900;

/**
 * Around the fields of a wording: draws the trial again by the form's own button while somebody types, shortens the lists of numbers and sentences to what is
 * looked for, and puts what is clicked where the cursor stands. Without it the button opens the trial on a page of its own.
 */
class WordingDesk extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  connectedCallback(): void {
    for (const field of this.querySelectorAll<HTMLInputElement>('[data-seek]')) field.hidden = false;
    for (const one of this.querySelectorAll<HTMLElement>('[data-insert]')) Object.assign(one, { tabIndex: 0, role: 'button' });
    this.addEventListener('input', (event) => this.#typed(event.target as HTMLElement));
    this.addEventListener('click', (event) => this.#put(event));
    this.addEventListener('keydown', (event) => (event.key === 'Enter' || event.key === ' ') && this.#put(event));
    this.#later(0);
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }

  get #body(): HTMLTextAreaElement {
    return this.querySelector<HTMLTextAreaElement>('textarea[name=body]')!;
  }

  #typed(field: HTMLElement): void {
    if (field.matches('[data-seek]')) this.#seek(field as HTMLInputElement);
    else if (!field.matches('[data-manner]')) this.#later(PAUSE);
  }

  #seek(field: HTMLInputElement): void {
    const words = field.value.trim().split(/\s+/);
    for (const row of field.closest('details')!.querySelectorAll<HTMLElement>('tbody tr')) row.hidden = !words.every((word) => row.textContent.includes(word));
  }

  #later(pause: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#draw(), pause);
  }

  async #draw(): Promise<void> {
    const button = this.querySelector<HTMLButtonElement>('[data-trial]')!;
    const asked = (this.#asked += 1);
    const fields = [...new FormData(button.form!)].filter((field): field is [string, string] => typeof field[1] === 'string');
    const answer = await fetch(button.formAction, { method: 'POST', body: new URLSearchParams(fields) }).catch(() => undefined);
    if (!answer?.ok || asked !== this.#asked) return; // something newer was asked meanwhile
    const read = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('wording-trial');
    this.querySelector('#wording-trial')!.replaceChildren(...(read?.childNodes ?? []));
  }

  #put(event: Event): void {
    const one = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-insert]') : null;
    if (!one) return;
    event.preventDefault();
    const chosen = this.querySelector<HTMLSelectElement>('[data-manner]')!.selectedOptions[0];
    const manner = chosen?.value && chosen.dataset.kind === one.dataset.kind ? `|${chosen.value}` : '';
    this.#body.setRangeText(one.dataset.insert!.replace(/\}$/, `${manner}}`), this.#body.selectionStart, this.#body.selectionEnd, 'end');
    this.#body.focus();
    this.#body.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

customElements.define('wording-desk', WordingDesk);
