/**
 * Makes chosen photos small before they travel: a village's network takes minutes for what a camera gives. Drawn anew, they carry no place
 * where they were taken. What this browser cannot draw travels as it is; the server does the same.
 */
class PhotoField extends HTMLElement {
  #seen = Object.assign(document.createElement('div'), { className: 'photos-seen' });

  connectedCallback(): void {
    const input = this.querySelector<HTMLInputElement>('input[type=file]');
    if (!input) return;
    this.append(this.#seen);
    input.addEventListener('change', () => void this.#chosen(input));
    this.addEventListener('emptied', () => this.#show([]));
  }

  async #chosen(input: HTMLInputElement): Promise<void> {
    const most = Number(this.dataset.most);
    const chosen = [...(input.files ?? [])];
    const small = await Promise.all(chosen.slice(0, most).map((file) => shrunk(file, Number(this.dataset.edge)).catch(() => file)));
    const carried = new DataTransfer();
    small.forEach((file) => carried.items.add(file));
    input.files = carried.files;
    this.#show(small, chosen.length > most ? (this.dataset.tooMany ?? '') : '');
  }

  #show(files: File[], sentence = ''): void {
    for (const old of this.#seen.querySelectorAll('img')) URL.revokeObjectURL(old.src);
    const pictures = files.map((file) => Object.assign(document.createElement('img'), { src: URL.createObjectURL(file), alt: file.name }));
    const words = Object.assign(document.createElement('p'), { textContent: sentence });
    this.#seen.replaceChildren(...pictures, ...(sentence ? [words] : []));
  }
}

const QUALITY = 0.8;

async function shrunk(file: File, edge: number): Promise<File> {
  const picture = await drawnFrom(file);
  const scale = Math.min(1, edge / Math.max(picture.naturalWidth, picture.naturalHeight));
  const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(picture.naturalWidth * scale), height: Math.round(picture.naturalHeight * scale) });
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(picture.src);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  if (!blob) throw new Error('this browser draws no photos');
  return new File([blob], file.name.replace(/\.[^.]*$/, '') + '.jpg', { type: 'image/jpeg' });
}

const drawnFrom = (file: File): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const picture = new Image();
    picture.addEventListener('load', () => resolve(picture));
    picture.addEventListener('error', () => reject(new Error('not a picture')));
    picture.src = URL.createObjectURL(file);
  });

customElements.define('photo-field', PhotoField);
