/**
 * Asks the browser for a passkey and sends the form around it. What speaks with the key is fetched only when the button is pressed: the pages of residents,
 * which share this script, stay light.
 */
class PasskeyButton extends HTMLElement {
  connectedCallback(): void {
    if (!this.dataset.script || !knowsPasskeys()) return;
    this.hidden = false;
    this.querySelector('button')?.addEventListener('click', () => void this.#ask());
  }

  async #ask(): Promise<void> {
    const field = this.querySelector<HTMLInputElement>('input[type=hidden]');
    const { options = '', ceremony = 'get', script = '' } = this.dataset;
    if (!field) return;
    this.#say('');
    const question = await fetch(options, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json', accept: 'application/json' } }).catch(() => undefined);
    if (!question?.ok) return this.#say(await whyNot(question) ?? this.dataset.failed ?? '');
    try {
      const { answer } = (await import(script)) as typeof import('./passkeys.ts');
      field.value = JSON.stringify(await answer(ceremony, await question.json()));
    } catch (error) {
      const known = error instanceof Error && error.name === 'InvalidStateError';
      return this.#say((known ? this.dataset.known : this.dataset.cancelled) ?? '');
    }
    this.closest('form')?.requestSubmit();
  }

  #say(sentence: string): void {
    const place = this.querySelector('[role=status]');
    if (place) place.textContent = sentence;
  }
}

/** Only on encrypted pages and localhost, and never at a bare address of numbers. */
const knowsPasskeys = (): boolean => isSecureContext && 'PublicKeyCredential' in window && !/^[\d.]+$|^\[/.test(location.hostname);

async function whyNot(answer: Response | undefined): Promise<string | undefined> {
  const told = (await answer?.json().catch(() => undefined)) as { detail?: string } | undefined;
  return told?.detail;
}

customElements.define('passkey-button', PasskeyButton);

/** Says with the form whether this device has a lock that opens a passkey: only then it is offered one. */
class PasskeyAble extends HTMLElement {
  async connectedCallback(): Promise<void> {
    const field = this.querySelector('input');
    if (!field || !knowsPasskeys()) return;
    if (await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false)) field.value = '1';
  }
}

customElements.define('passkey-able', PasskeyAble);
