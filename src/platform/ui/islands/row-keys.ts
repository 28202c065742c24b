const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Down and up go from one row's link to the next, from the first on while nothing has the focus; Enter opens it like every other link. */
class RowKeys extends HTMLElement {
  connectedCallback(): void {
    document.addEventListener('keydown', this.#pressed);
  }

  disconnectedCallback(): void {
    document.removeEventListener('keydown', this.#pressed);
  }

  #pressed = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    const links = [...this.querySelectorAll<HTMLElement>('.row-link')];
    const at = links.indexOf(document.activeElement as HTMLElement);
    if (!step || (at < 0 && document.activeElement !== document.body)) return;
    event.preventDefault();
    links[at < 0 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1)]?.focus();
  };
}

customElements.define('row-keys', RowKeys);
