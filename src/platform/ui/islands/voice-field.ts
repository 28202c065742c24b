/** Speaks in kB, not in MB: a minute of speech. */
const BITS_PER_SECOND = 24_000;
const formats = [['audio/webm;codecs=opus', 'webm'], ['audio/mp4', 'm4a'], ['audio/ogg;codecs=opus', 'ogg']] as const;

/**
 * Records a voice for those who do not write. It is drawn only where the browser can record; the recording goes into a file input, so that
 * it travels like a photo. Who has spoken need not write.
 */
class VoiceField extends HTMLElement {
  #recorder: MediaRecorder | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;
  #button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn' });
  #heard = Object.assign(document.createElement('div'), { className: 'voice-heard' });

  connectedCallback(): void {
    if (!navigator.mediaDevices || !('MediaRecorder' in window) || !this.#format) return;
    this.hidden = false;
    this.#button.textContent = this.dataset.start ?? '';
    this.#button.addEventListener('click', () => void (this.#recorder ? this.#stop() : this.#start()));
    this.#heard.setAttribute('role', 'status');
    this.append(this.#button, this.#heard);
    this.addEventListener('emptied', () => this.#take(undefined));
    this.querySelector('input')?.addEventListener('change', ({ target }) => this.#take((target as HTMLInputElement).files?.[0])); // put back from the outbox
  }

  get #format(): (typeof formats)[number] | undefined {
    return formats.find(([type]) => MediaRecorder.isTypeSupported(type));
  }

  async #start(): Promise<void> {
    const [type, ending] = this.#format!;
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => undefined);
    if (!stream) return this.#heard.replaceChildren(this.dataset.refused ?? '');
    const pieces: Blob[] = [];
    this.#recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: BITS_PER_SECOND });
    this.#recorder.addEventListener('dataavailable', ({ data }) => void pieces.push(data));
    this.#recorder.addEventListener('stop', () => {
      stream.getTracks().forEach((track) => track.stop());
      this.#take(new File(pieces, `voice.${ending}`, { type: type.replace(/;.*/, '') }));
    });
    this.#recorder.start();
    this.#count(Number(this.dataset.seconds));
  }

  /** Says how long is left, and stops when the time is over. */
  #count(seconds: number): void {
    let left = seconds;
    const tell = () => void (this.#button.textContent = `${this.dataset.stop} ${left}`);
    tell();
    this.#clock = setInterval(() => {
      left -= 1;
      if (left > 0) tell();
      else this.#stop();
    }, 1_000);
  }

  #stop(): void {
    clearInterval(this.#clock);
    this.#recorder?.stop();
    this.#recorder = undefined;
    this.#button.textContent = this.dataset.again ?? '';
  }

  #take(recording: File | undefined): void {
    const input = this.querySelector<HTMLInputElement>('input[type=file]');
    if (!input) return;
    const carried = new DataTransfer();
    if (recording) carried.items.add(recording);
    input.files = carried.files;
    const matter = input.form?.elements.namedItem('matter') as HTMLTextAreaElement | null;
    if (matter) matter.required = !recording;
    if (!recording) this.#button.textContent = this.dataset.start ?? '';
    this.#heard.replaceChildren(...(recording ? [Object.assign(document.createElement('audio'), { controls: true, src: URL.createObjectURL(recording) })] : []));
  }
}

customElements.define('voice-field', VoiceField);
