/** Speech engines fall silent in the middle of long passages, and a listener wants to stop between two sentences. */
const sentences = (words: string): string[] => words.match(/[^。！？；!?;]+[。！？；!?;]?/gu) ?? [];
/** A little slower than people talk, for ears of seventy. */
const RATE = 0.9;

/**
 * 朗读: the page read out by the voice of the telephone itself (MIIT's specification for elders: read-aloud). The passage that is being read is marked
 * and kept in view. Nothing leaves the machine: only voices that it has itself are asked. Not shown where there is none.
 */
class ReadAloud extends HTMLElement {
  #reading?: Element;

  connectedCallback(): void {
    const button = this.querySelector('button');
    if (!button || !('speechSynthesis' in window)) return;
    this.#offer();
    speechSynthesis.addEventListener('voiceschanged', this.#offer); // some machines name their voices only a moment later
    button.addEventListener('click', () => (this.#reading ? this.#stop() : this.#start()));
    window.addEventListener('pagehide', this.#stop);
    document.addEventListener('turbo:before-cache', this.#stop);
  }

  disconnectedCallback(): void {
    if (!('speechSynthesis' in window)) return;
    speechSynthesis.removeEventListener('voiceschanged', this.#offer);
    window.removeEventListener('pagehide', this.#stop);
    document.removeEventListener('turbo:before-cache', this.#stop);
    this.#stop();
  }

  readonly #offer = (): void => {
    this.hidden = !ownVoice(document.documentElement.lang);
  };

  #start(): void {
    speechSynthesis.cancel();
    const content = document.getElementById('content');
    if (content) this.#say(passagesOf(content), 0);
  }

  #say(passages: readonly Passage[], at: number): void {
    if (at === passages.length) return this.#stop();
    const [passage, text] = passages[at]!;
    this.#mark(passage);
    const parts = sentences(text);
    for (const [n, part] of parts.entries()) {
      const words = spoken(part, passage);
      // Whatever was begun before and is cut off ends too: only what is still the passage in turn goes on.
      if (n === parts.length - 1) words.addEventListener('end', () => { if (this.#reading === passage) this.#say(passages, at + 1); });
      words.addEventListener('error', () => { if (this.#reading === passage) this.#stop(); });
      speechSynthesis.speak(words);
    }
  }

  readonly #stop = (): void => {
    if (!this.#reading) return;
    this.#mark(undefined);
    speechSynthesis.cancel();
  };

  #mark(passage: Element | undefined): void {
    this.#reading?.classList.remove('read-now');
    this.#reading = passage;
    passage?.classList.add('read-now');
    passage?.scrollIntoView({ block: 'nearest' });
    const words = this.querySelector('button span');
    if (words) words.textContent = (passage ? this.dataset.stop : this.dataset.start) ?? '';
  }
}

/** A block of the page with the words that stand in it and in no smaller one. */
type Passage = readonly [HTMLElement, string];

/** All that can be seen, block by block in the order of the page. */
function passagesOf(content: HTMLElement): Passage[] {
  const found = new Map<HTMLElement, string>();
  const texts = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const words = text.nodeValue!.trim();
    const parent = text.parentElement!;
    if (words === '' || !isSeen(parent)) continue;
    const block = blockOf(parent);
    found.set(block, [found.get(block) ?? [], words].flat().join(' '));
  }
  return [...found];
}

/** Words for screen readers alone are cut to one pixel; what stands in a field to be chosen from is not read, nor the button itself. */
function isSeen(element: HTMLElement): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width > 1 && height > 1 && element.closest('select, textarea, svg, read-aloud, [aria-hidden="true"]') === null;
}

const blockOf = (element: HTMLElement): HTMLElement =>
  getComputedStyle(element).display.startsWith('inline') && element.parentElement ? blockOf(element.parentElement) : element;

/** By a voice of the machine, if need be that of the page's own language: without one a browser may send the words to somebody who has one. */
function spoken(part: string, passage: HTMLElement): SpeechSynthesisUtterance {
  const words = new SpeechSynthesisUtterance(part);
  words.lang = passage.closest<HTMLElement>('[lang]')?.lang ?? '';
  words.rate = RATE;
  words.voice = ownVoice(words.lang) ?? ownVoice(document.documentElement.lang) ?? null;
  return words;
}

/** The voice for just this language (zh-CN, on some telephones zh_CN), else one of its kin (zh-HK). */
function ownVoice(wanted: string): SpeechSynthesisVoice | undefined {
  const own = speechSynthesis.getVoices().filter(({ localService, lang }) => localService && lang.slice(0, 2) === wanted.slice(0, 2));
  return own.find(({ lang }) => lang.replace('_', '-') === wanted) ?? own[0];
}

customElements.define('read-aloud', ReadAloud);
