/** So long after the last stroke the draft is looked at, and so long after it, kept on the server. */
const CHECK_PAUSE = 900;
const SAVE_PAUSE = 4_000;
/** Told anew each time. */
const OWN = ['csrf', 'request_id', 'version'];

interface Checked {
  findings: { tone: string; sentence: string }[];
  similar: { title: string; about: string; href: string | null }[];
}

/**
 * While a proposal is being written: what is still missing and which others are like it, and the draft is kept on the server whenever the
 * writer pauses. The form itself goes on working; what is not on the server yet stays with `<draft-keeper>`.
 */
class ProposalDraft extends HTMLElement {
  #checkTimer: ReturnType<typeof setTimeout> | undefined;
  #saveTimer: ReturnType<typeof setTimeout> | undefined;
  #kept = '';
  #saving: Promise<void> | undefined;
  /** Changed elsewhere meanwhile, or no longer this person's to change: what is typed stays in this browser. */
  #stopped = false;
  #onSubmit = (event: SubmitEvent) => this.#holdUntilKept(event);

  connectedCallback(): void {
    this.#kept = this.#content().toString();
    this.addEventListener('input', () => this.#later());
    this.addEventListener('change', () => this.#later());
    this.#form.addEventListener('submit', this.#onSubmit, { capture: true });
    if (this.#value('title') !== '') void this.#check();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#checkTimer);
    clearTimeout(this.#saveTimer);
  }

  get #form(): HTMLFormElement {
    return this.closest('form')!;
  }

  #value(name: string): string {
    return this.#form.querySelector<HTMLInputElement>(`[name=${name}]`)?.value.trim() ?? '';
  }

  /** What the writer wrote, without what only this sending needs. */
  #content(): URLSearchParams {
    const fields = [...new FormData(this.#form)].filter((field): field is [string, string] => typeof field[1] === 'string');
    return new URLSearchParams(fields.filter(([name]) => !OWN.includes(name)));
  }

  #later(): void {
    clearTimeout(this.#checkTimer);
    clearTimeout(this.#saveTimer);
    this.#checkTimer = setTimeout(() => void this.#check(), CHECK_PAUSE);
    this.#saveTimer = setTimeout(() => (this.#saving = this.#save().finally(() => (this.#saving = undefined))), SAVE_PAUSE);
  }

  async #check(): Promise<void> {
    const asked = this.#content();
    asked.set('csrf', this.#value('csrf'));
    if (this.dataset.id) asked.set('except', this.dataset.id);
    const answer = await fetch(`${this.dataset.api}/check`, { method: 'POST', body: asked }).catch(() => undefined);
    if (answer?.ok) this.#draw((await answer.json()) as Checked);
  }

  #draw({ findings, similar }: Checked): void {
    const list = Object.assign(document.createElement('ul'), { className: 'precheck' });
    list.append(...findings.map(({ tone, sentence }) => Object.assign(document.createElement('li'), { className: `precheck-${tone}`, textContent: sentence })));
    this.querySelector('.draft-check')?.replaceChildren(list, ...(similar.length > 0 ? this.#likenesses(similar) : []));
  }

  #likenesses(similar: Checked['similar']): HTMLElement[] {
    const title = Object.assign(document.createElement('p'), { className: 'entry-similar-title', textContent: this.dataset.similar ?? '' });
    const list = document.createElement('ul');
    list.append(...similar.map(({ title: words, about, href }) => {
      const item = document.createElement('li');
      const name = href ? Object.assign(document.createElement('a'), { href, target: '_blank', rel: 'noopener', textContent: words }) : words;
      item.append(name, `　${about}`);
      return item;
    }));
    return [title, list];
  }

  async #save(): Promise<void> {
    const content = this.#content();
    const written = content.toString();
    if (this.#stopped || written === this.#kept || this.#value('title') === '') return;
    const { id, api } = this.dataset;
    for (const name of OWN) if (name !== 'request_id' && this.#value(name) !== '') content.set(name, this.#value(name));
    const answer = await fetch(id ? `${api}/${id}` : api!, { method: id ? 'PATCH' : 'POST', body: content }).catch(() => undefined);
    if (!answer) return this.#say(this.dataset.offline ?? '');
    const said = (await answer.json()) as { id: string; version: number; detail?: string };
    if (!answer.ok) {
      this.#stopped = answer.status === 403 || answer.status === 409;
      return this.#say(`${this.dataset.unsaved ?? ''}${said.detail ?? ''}`);
    }
    this.#kept = written;
    this.#become(said);
    this.#say(`${this.dataset.saved ?? ''}${new Date().toTimeString().slice(0, 5)}`);
  }

  /** From now on the form speaks of the draft as the server has it. */
  #become({ id, version }: { id: string; version: number }): void {
    const form = this.#form;
    const opened = form.querySelector<HTMLInputElement>('input[name=version]') ?? form.appendChild(Object.assign(document.createElement('input'), { type: 'hidden', name: 'version' }));
    opened.value = String(version);
    this.dispatchEvent(new CustomEvent('draft:saved', { bubbles: true, detail: { id } }));
    if (this.dataset.id) return;
    this.dataset.id = id;
    form.action = `${this.dataset.page}/${id}`;
    history.replaceState(history.state, '', `${this.dataset.page}/${id}/edit`);
  }

  /** What is on its way is waited for, so that the form names the version that stands then. */
  #holdUntilKept(event: SubmitEvent): void {
    clearTimeout(this.#saveTimer);
    if (!this.#saving) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void this.#saving.then(() => this.#form.requestSubmit(event.submitter));
  }

  #say(words: string): void {
    this.querySelector('.draft-saved')?.replaceChildren(words);
  }
}

customElements.define('proposal-draft', ProposalDraft);
