/**
 * Makes a file field a place to drop files on, names what was chosen, and says before sending when a file is too
 * large or there are too many.
 */
class FileDrop extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector('input');
    if (!input || this.classList.contains('is-live')) return;
    this.classList.add('is-live');
    const words = Object.assign(document.createElement('p'), { className: 'file-drop-words', textContent: this.dataset.words ?? '' });
    const chosen = Object.assign(document.createElement('ul'), { className: 'file-drop-chosen' });
    const spoken = document.createElement('div');
    spoken.setAttribute('role', 'status');
    spoken.append(chosen);
    this.prepend(words);
    this.append(spoken);
    input.addEventListener('change', () => this.#show(input, chosen));
    this.addEventListener('dragover', (event) => {
      event.preventDefault();
      this.classList.add('is-over');
    });
    this.addEventListener('dragleave', () => this.classList.remove('is-over'));
    this.addEventListener('drop', (event) => {
      event.preventDefault();
      this.classList.remove('is-over');
      if (!event.dataTransfer?.files.length) return;
      input.files = event.dataTransfer.files;
      this.#show(input, chosen);
    });
  }

  #show(input: HTMLInputElement, chosen: HTMLUListElement): void {
    const files = [...(input.files ?? [])];
    const problem = this.#problem(files);
    input.setCustomValidity(problem ?? '');
    chosen.replaceChildren(
      ...files.map((file) => Object.assign(document.createElement('li'), { textContent: `${file.name}（${sizeOf(file.size)}）` })),
      ...(problem ? [Object.assign(document.createElement('li'), { className: 'problem', textContent: problem })] : []),
    );
  }

  #problem(files: File[]): string | undefined {
    const maxBytes = Number(this.dataset.maxBytes);
    const maxFiles = Number(this.dataset.maxFiles);
    const large = files.find((file) => file.size > maxBytes);
    if (large) return `“${large.name}”超过 ${sizeOf(maxBytes)}，请换一个小一些的文件。`;
    if (files.length > maxFiles) return `一次最多 ${maxFiles} 个文件，请分几次上传。`;
    const maxTotal = Number(this.dataset.maxTotal ?? Infinity);
    if (files.reduce((sum, { size }) => sum + size, 0) > maxTotal) return `这些文件合起来超过 ${sizeOf(maxTotal)}，请分几次添加。`;
    return undefined;
  }
}

function sizeOf(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

customElements.define('file-drop', FileDrop);
