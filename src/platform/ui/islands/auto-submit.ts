/** Sends the form inside as soon as something in it is chosen; its button is then not needed. */
class AutoSubmit extends HTMLElement {
  connectedCallback(): void {
    this.classList.add('is-live');
    this.addEventListener('change', () => this.querySelector('form')?.requestSubmit());
  }
}

customElements.define('auto-submit', AutoSubmit);
