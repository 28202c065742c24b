/** Where the key of a form that was just sent waits for the next page. */
const SENT = 'draft-sent';

/**
 * Keeps what is typed into a form in this browser until the server has taken it. The key names the person and the
 * form, so that two people at one machine do not meet each other's drafts. Passwords, files and hidden fields are
 * never kept. A form the server sent back with problems is newer than any draft: it is not overwritten.
 */
class DraftKeeper extends HTMLElement {
  #onEnd = (event: Event) => this.#ended(event as CustomEvent<{ success: boolean }>);
  #timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    if (!this.querySelector('.problem-summary')) this.#restore();
    this.addEventListener('input', () => this.#later());
    this.addEventListener('change', () => this.#later());
    this.addEventListener('submit', () => sessionStorage.setItem(SENT, this.dataset.key ?? ''));
    this.addEventListener('turbo:submit-end', this.#onEnd);
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }

  get #place(): string {
    return `draft:${this.dataset.key}`;
  }

  #fields(): (HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[] {
    const kept = 'input:not([type=hidden]):not([type=password]):not([type=file]):not(.day-picker-calendar), textarea, select';
    return [...this.querySelectorAll<HTMLInputElement>(kept)].filter((field) => field.name !== '');
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keep(), 400);
  }

  #keep(): void {
    const typed = this.#fields().map((field) => [field.name, field.value, tickOf(field)]);
    try {
      localStorage.setItem(this.#place, JSON.stringify(typed));
      this.#say(this.dataset.kept ?? '');
    } catch {
      this.#say('');
    }
  }

  #restore(): void {
    const text = localStorage.getItem(this.#place);
    if (!text) return;
    const typed = JSON.parse(text) as [string, string, boolean | null][];
    for (const field of this.#fields()) {
      const tick = tickOf(field);
      const kept = typed.find(([name, value, was]) => name === field.name && (was === null || value === field.value));
      if (!kept) continue;
      if (tick === null) field.value = kept[1];
      else (field as HTMLInputElement).checked = kept[2] === true;
    }
    this.#say(this.dataset.kept ?? '');
  }

  #ended(event: CustomEvent<{ success: boolean }>): void {
    sessionStorage.removeItem(SENT);
    if (!event.detail.success) return;
    clearTimeout(this.#timer);
    localStorage.removeItem(this.#place);
  }

  #say(words: string): void {
    const note = this.querySelector('.draft-note');
    if (note) note.textContent = words;
  }
}

/** Whether a box or button is ticked; null for fields that hold text. */
function tickOf(field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement): boolean | null {
  return field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio') ? field.checked : null;
}

/**
 * Without Turbo the answer to a form is simply the next page. Unless it is the form again, or a page that says what
 * went wrong, the form arrived and its draft is no longer needed.
 */
function settleSent(): void {
  const key = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  const again = [...document.querySelectorAll<HTMLElement>('draft-keeper')].some((keeper) => keeper.dataset.key === key);
  if (key && !again && !document.querySelector('.refused')) localStorage.removeItem(`draft:${key}`);
}

settleSent();
customElements.define('draft-keeper', DraftKeeper);
