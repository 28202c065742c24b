/** Smaller uploads are gone before anybody looks. */
const worthShowing = 1024 * 1024;

/** What the form's JSON twin answers. */
interface Answer {
  items?: { id: string }[];
  refused?: { name: string; sentence: string }[];
  detail?: string;
}

/**
 * Sends a form with large files by its JSON twin, because only so can a browser tell how much has left. The words come
 * from the page; without script, and for small files, the form is sent like all others.
 */
class UploadProgress extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('submit', (event) => this.#begin(event as SubmitEvent));
  }

  #begin(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    const content = new FormData(form);
    const size = [...content.values()].reduce((sum, value) => sum + (value instanceof File ? value.size : 0), 0);
    if (size < worthShowing || !form.reportValidity()) return;
    event.preventDefault();
    const button = form.querySelector<HTMLButtonElement>('button[type=submit]');
    if (button) button.disabled = true;
    const show = this.#draw(form);
    const request = new XMLHttpRequest();
    request.responseType = 'json';
    request.open('POST', `/api/v1${new URL(form.action).pathname}`);
    request.upload.addEventListener('progress', ({ loaded, total }) => show(loaded < total ? `${this.dataset.words} ${Math.round((loaded / total) * 100)}%` : (this.dataset.then ?? ''), loaded / total));
    request.addEventListener('loadend', () => {
      const stays = this.#arrived(form, request);
      if (stays) show(stays);
      if (stays && button) button.disabled = false;
    });
    request.send(content);
  }

  /** The place where it is told; made once. */
  #draw(form: HTMLFormElement): (words: string, share?: number) => void {
    const old = this.querySelector('.upload');
    const place = old ?? Object.assign(document.createElement('div'), { className: 'upload' });
    const bar = Object.assign(document.createElement('progress'), { max: 1, value: 0 });
    const words = Object.assign(document.createElement('p'), { className: 'upload-words' });
    words.setAttribute('role', 'status');
    bar.setAttribute('aria-label', this.dataset.words ?? '');
    place.replaceChildren(bar, words);
    form.append(place);
    return (sentence, share) => {
      words.textContent = sentence;
      bar.hidden = share === undefined;
      bar.value = share ?? 0;
    };
  }

  /** Goes on to what was opened; answers what must be read here first. */
  #arrived(form: HTMLFormElement, request: XMLHttpRequest): string | undefined {
    const answer = request.response as Answer | null;
    if (!answer) return this.dataset.away ?? '';
    const refused = (answer.refused ?? []).map(({ name, sentence }) => `${name}：${sentence}`).join(' ');
    if (!answer.items || refused) return answer.detail ?? refused;
    const [only, ...more] = answer.items;
    location.assign(more.length === 0 && only ? `${form.action}/${only.id}` : form.action);
    return undefined;
  }
}

customElements.define('upload-progress', UploadProgress);
