/** So many names are seen at a glance. */
const FEW = 12;

/** A long list of names to tick, narrowed by a part of a name or by its initials. What is ticked stays in sight. */
class NamePicker extends HTMLElement {
  connectedCallback(): void {
    const search = this.#search;
    if (!search || this.#options.length <= FEW) return;
    search.hidden = false;
    search.addEventListener('input', () => this.#narrow());
    search.addEventListener('keydown', (event) => this.#takeOnly(event));
    this.addEventListener('change', () => this.#narrow());
    this.#narrow();
  }

  get #search(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>('input[type=search]');
  }

  get #options(): HTMLLabelElement[] {
    return [...this.querySelectorAll('label')];
  }

  #narrow(): void {
    const typed = this.#search?.value.trim().toLowerCase() ?? '';
    for (const option of this.#options) {
      const ticked = option.querySelector('input')?.checked === true;
      const meant = typed !== '' && (option.textContent?.includes(typed) === true || (option.dataset.initials ?? '').split(' ').some((initials) => initials.startsWith(typed)));
      option.hidden = !ticked && !meant;
    }
    const note = this.querySelector('.name-picker-none');
    if (note) note.textContent = typed !== '' && this.#options.every(({ hidden }) => hidden) ? (this.dataset.none ?? '') : '';
  }

  /** Enter ticks the only one that is left, and never sends the form. */
  #takeOnly(event: KeyboardEvent): void {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const left = this.#options.filter((option) => !option.hidden && option.querySelector('input')?.checked === false);
    if (left.length !== 1) return;
    left[0]?.querySelector('input')?.click();
    this.#search!.value = '';
    this.#narrow();
  }
}

customElements.define('name-picker', NamePicker);
