import { solvedPuzzle } from './report-outbox.ts';

/**
 * Around a public form that came back because many were sent from the same address: this one brings solved work along. Without script there is the
 * sentence to wait.
 */
class WorkedForm extends HTMLElement {
  connectedCallback(): void {
    if (this.hasAttribute('data-wanted')) this.querySelector('form')?.addEventListener('submit', (event) => void this.#submitted(event));
  }

  async #submitted(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const button = form.querySelector<HTMLButtonElement>('button[type=submit]');
    if (button) button.disabled = true;
    const solved = await solvedPuzzle(this.dataset.puzzle ?? '', this.dataset.worker ?? '').catch(() => []);
    for (const [name, value] of solved) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
    form.submit();
  }
}

customElements.define('worked-form', WorkedForm);
