/** Where the key of a form that was just sent waits for the next page. */
const SENT = 'draft-sent';

/**
 * Keeps what is typed into a form in this browser until the server has taken it. The key names the person and the
 * form, so that two people at one machine do not meet each other's drafts. Passwords, files and hidden fields are
 * never kept. A form the server sent back with problems is newer than any draft: it is not overwritten.
 */
class DraftKeeper extends HTMLElement {
  #onEnd = (event: Event) => this.#ended(event as CustomEvent<{ success: boolean }>);
  #onLeave = () => this.#keepAtOnce();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The server has taken the form: what its fields still report while the page goes away is no draft. */
  #taken = false;

  connectedCallback(): void {
    if (!this.querySelector('.problem-summary')) this.#restore();
    this.addEventListener('input', () => this.#later());
    this.addEventListener('change', () => this.#later());
    this.addEventListener('submit', () => sessionStorage.setItem(SENT, this.dataset.key ?? ''));
    this.addEventListener('turbo:submit-end', this.#onEnd);
    this.addEventListener('outbox:kept', () => this.#forget());
    this.addEventListener('draft:saved', (event) => this.#onServer((event as CustomEvent<{ id: string }>).detail.id));
    window.addEventListener('pagehide', this.#onLeave);
  }

  disconnectedCallback(): void {
    window.removeEventListener('pagehide', this.#onLeave);
    this.#keepAtOnce();
  }

  get #place(): string {
    return `draft:${this.dataset.key}`;
  }

  #fields(): (HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[] {
    const kept = 'input:not([type=hidden]):not([type=password]):not([type=file]):not(.day-picker-calendar):not([tabindex="-1"]), textarea, select';
    return [...this.querySelectorAll<HTMLInputElement>(kept)].filter((field) => field.name !== '');
  }

  #later(): void {
    this.#forgetTimer();
    if (!this.#taken) this.#timer = setTimeout(() => this.#keepAtOnce(), 400);
  }

  /** Somebody who goes away within the pause loses nothing. */
  #keepAtOnce(): void {
    if (this.#timer === undefined) return;
    this.#forgetTimer();
    this.#keep();
  }

  #forgetTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Version of the record being corrected; a draft made over an older one would undo what others did meanwhile. */
  get #version(): string {
    return this.querySelector<HTMLInputElement>('input[name=version]')?.value ?? '';
  }

  #keep(): void {
    const draft: Draft = { version: this.#version, fields: this.#fields().map((field) => [field.name, field.value, tickOf(field)]) };
    try {
      localStorage.setItem(this.#place, JSON.stringify(draft));
      this.#say(this.dataset.kept ?? '');
    } catch {
      this.#say('');
    }
  }

  #restore(): void {
    const draft = this.#kept();
    if (!draft) return;
    for (const field of this.#fields()) {
      const tick = tickOf(field);
      const kept = draft.fields.find(([name, value, was]) => name === field.name && (was === null || value === field.value));
      if (!kept) continue;
      if (tick === null) field.value = kept[1];
      else (field as HTMLInputElement).checked = kept[2] === true;
    }
    this.#say(this.dataset.restored ?? '', true);
  }

  #kept(): Draft | undefined {
    const text = localStorage.getItem(this.#place);
    if (!text) return undefined;
    const draft = JSON.parse(text) as Partial<Draft>;
    if (draft.version === this.#version && Array.isArray(draft.fields)) return draft as Draft;
    localStorage.removeItem(this.#place);
    return undefined;
  }

  #ended(event: CustomEvent<{ success: boolean }>): void {
    sessionStorage.removeItem(SENT);
    if (!event.detail.success) return;
    this.#taken = true;
    this.#forget();
  }

  /** The server has it as this record from now on: what is typed after this is a draft of that. */
  #onServer(id: string): void {
    this.#forget();
    this.dataset.key = this.dataset.key?.replace(/[^/]*$/, id);
  }

  #forget(): void {
    this.#forgetTimer();
    localStorage.removeItem(this.#place);
    this.#say('');
  }

  #say(words: string, discardable = false): void {
    const note = this.querySelector('.draft-note');
    note?.replaceChildren(words);
    if (!note || !discardable) return;
    const discard = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-quiet', textContent: this.dataset.discard ?? '' });
    discard.addEventListener('click', () => {
      this.#forget();
      location.reload();
    });
    note.append(discard);
  }
}

/** What is kept of a form: each field's name, value and tick (null for text). */
interface Draft {
  version: string;
  fields: [string, string, boolean | null][];
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
