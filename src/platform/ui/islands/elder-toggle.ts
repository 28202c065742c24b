/** Changes the type size at once and tells the server in the background, so that the place on the page is kept. */
class ElderToggle extends HTMLElement {
  connectedCallback(): void {
    this.querySelector('form')?.addEventListener('submit', (event) => this.#change(event));
  }

  #change(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    const wanted = form.elements.namedItem('elder') as HTMLInputElement;
    const words = form.querySelector('button span');
    if (!words) return;
    event.preventDefault();
    const large = wanted.value === '1';
    fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form) as never), redirect: 'manual' }).catch(() => {});
    document.documentElement.classList.toggle('elder', large);
    words.textContent = (large ? form.dataset.normal : form.dataset.large) ?? words.textContent;
    wanted.value = large ? '0' : '1';
  }
}

customElements.define('elder-toggle', ElderToggle);
