/** The answer to whether the type can be read: large type at once, and the place on the page is kept. */
class TypeQuestion extends HTMLElement {
  connectedCallback(): void {
    this.querySelector('form')?.addEventListener('submit', (event) => this.#answer(event));
  }

  #answer(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    const large = (event.submitter as HTMLButtonElement | null)?.value === '1';
    event.preventDefault();
    if (large) document.querySelector<HTMLButtonElement>('display-toggle form[data-name="elder"] button')?.click();
    else fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form, event.submitter) as never), redirect: 'manual' }).catch(() => {});
    this.remove();
    document.getElementById('content')?.focus();
  }
}

customElements.define('type-question', TypeQuestion);
