/** The key of each act of the review, by the value of its button. */
const ACTS: Readonly<Record<string, string>> = { l: 'file', b: 'merge', z: 'convert', x: 'letter', t: 'return', n: 'refuse' };
const STEPS: Readonly<Record<string, number>> = { j: 1, k: -1 };

/**
 * One key for each thing on the board of the review: j and k go from one row's tick to the next (the space bar ticks it, as it does everywhere; `a` ticks
 * all), a letter gives a verdict on what is ticked or else on the row, Enter opens the row, ? shows the keys. Whoever types into a field types.
 */
class ReviewKeys extends HTMLElement {
  connectedCallback(): void {
    document.addEventListener('keydown', this.#pressed);
    const { at } = this.dataset;
    if (at) (this.#ticks().find(({ value }) => value === at) ?? this.#ticks()[0])?.focus();
    this.querySelector('form')?.addEventListener('submit', this.#rememberNext);
  }

  disconnectedCallback(): void {
    document.removeEventListener('keydown', this.#pressed);
  }

  #ticks = (): HTMLInputElement[] => [...this.querySelectorAll<HTMLInputElement>('tbody input[type="checkbox"]')];

  #at = (): number => this.#ticks().findIndex((tick) => tick.closest('tr')?.contains(document.activeElement));

  #pressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const done = event.key === '?' ? this.#help() : event.key in STEPS ? this.#go(STEPS[event.key]!) : event.key === 'a' ? this.#all() : event.key === 'Enter' ? this.#open() : this.#give(ACTS[event.key]);
    if (done) event.preventDefault();
  };

  #go(step: number): boolean {
    const ticks = this.#ticks();
    const at = this.#at();
    const next = ticks[at < 0 ? 0 : Math.min(Math.max(at + step, 0), ticks.length - 1)];
    next?.focus();
    next?.closest('tr')?.scrollIntoView({ block: 'nearest' });
    return next !== undefined;
  }

  /** Everything on the page, or nothing when everything is ticked already. */
  #all(): boolean {
    const ticks = this.#ticks();
    const checked = !ticks.every((tick) => tick.checked);
    for (const tick of ticks) tick.checked = checked;
    return ticks.length > 0;
  }

  #open(): boolean {
    const tick = document.activeElement;
    if (!(tick instanceof HTMLInputElement) || !this.#ticks().includes(tick)) return false;
    tick.closest('tr')?.querySelector<HTMLElement>('.row-link')?.click();
    return true;
  }

  #give(act: string | undefined): boolean {
    const button = act ? this.querySelector<HTMLButtonElement>(`button[name="act"][value="${act}"]`) : null;
    const ticks = this.#ticks();
    const here = ticks[this.#at()];
    if (!button || !(here || ticks.some(({ checked }) => checked))) return false;
    if (here && !ticks.some(({ checked }) => checked)) here.checked = true;
    button.form?.requestSubmit(button);
    return true;
  }

  #help(): boolean {
    const help = this.querySelector<HTMLDetailsElement>('.review-help');
    if (help) help.open = !help.open;
    return help !== null;
  }

  /** Where the eye goes on after the act: the first row behind that stays. */
  #rememberNext = (): void => {
    const form = this.querySelector('form')!;
    const ticks = this.#ticks();
    const last = ticks.map(({ checked }) => checked).lastIndexOf(true);
    const next = ticks.slice(last + 1).find(({ checked }) => !checked) ?? ticks.find(({ checked }) => !checked);
    form.querySelector('input[name="at"]')?.remove();
    if (!next) return;
    const field = Object.assign(document.createElement('input'), { type: 'hidden', name: 'at', value: next.value });
    form.append(field);
  };
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type !== 'checkbox' && target.type !== 'radio');

customElements.define('review-keys', ReviewKeys);
