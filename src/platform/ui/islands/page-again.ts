/** A page that tells how far something is looks again by itself; without script the page's own `meta refresh` does. */
class PageAgain extends HTMLElement {
  #timer?: ReturnType<typeof setTimeout>;

  connectedCallback(): void {
    this.#timer = setTimeout(() => (globalThis as unknown as { Turbo: { visit(to: string, how: object): void } }).Turbo.visit(location.href, { action: 'replace' }), Number(this.dataset['seconds']) * 1_000);
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }
}

customElements.define('page-again', PageAgain);
