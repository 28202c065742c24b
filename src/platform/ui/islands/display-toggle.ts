/** Changes type size or contrast at once and tells the server in the background, so that the place on the page is kept. */
class DisplayToggle extends HTMLElement {
  connectedCallback(): void {
    this.querySelector('form')?.addEventListener('submit', (event) => this.#change(event));
  }

  #change(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    const name = form.dataset.name ?? '';
    const wanted = form.elements.namedItem(name) as HTMLInputElement | null;
    const words = form.querySelector('button span');
    if (!words || !wanted) return;
    event.preventDefault();
    const on = wanted.value === '1';
    fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form) as never), redirect: 'manual' }).catch(() => {});
    document.documentElement.classList.toggle(name, on);
    words.textContent = (on ? form.dataset.off : form.dataset.on) ?? words.textContent;
    wanted.value = on ? '0' : '1';
  }
}

customElements.define('display-toggle', DisplayToggle);
