import type { Locator, Page } from 'playwright-core';

/**
 * What the hands of somebody who knows the page do, counted while a real browser does it, and reckoned by the keystroke-level
 * model (Card, Moran, Newell, The Psychology of Human-Computer Interaction, 1983, ch. 8): a key of an average typist, pointing with
 * its click or a tap, a hand from the keys to the mouse or back, a thought before a piece of work. What the program takes is measured, not reckoned.
 */
const seconds = { key: 0.28, point: 1.1, home: 0.4, think: 1.2 };

/** Keys for one character with pinyin and whole words, the choosing of the word included. */
const KEYS_PER_CHARACTER = 2.2;

export interface Handled {
  keys: number;
  points: number;
  homes: number;
  thoughts: number;
  loads: number;
  /** Seconds of the hands and the head, and seconds waited for the program. */
  handled: number;
  waited: number;
}

export class Hands {
  #keys = 0;
  #points = 0;
  #homes = 0;
  #thoughts = 0;
  #loads = 0;
  #waited = 0;
  #at: 'keys' | 'mouse' = 'mouse';
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  think(): void {
    this.#thoughts += 1;
  }

  /** With the mouse, or a finger. */
  async point(at: Locator): Promise<void> {
    this.#reach('mouse');
    this.#points += 1;
    await at.click();
  }

  /** Into the field that has the focus; whoever has to click there first does so with `point`. */
  async type(text: string): Promise<void> {
    this.#reach('keys');
    for (const character of text) this.#keys += /[\u3400-\u9fff]/u.test(character) ? KEYS_PER_CHARACTER : 1;
    await this.#page.keyboard.insertText(text);
  }

  async press(...keys: string[]): Promise<void> {
    this.#reach('keys');
    for (const key of keys) {
      this.#keys += key.split('+').length;
      await this.#page.keyboard.press(key);
    }
  }

  /** Presses the tabulator until this field has the focus, as somebody does who knows how many it takes. */
  async tabTo(field: string): Promise<void> {
    for (let n = 0; n < 30; n++) {
      if (await this.#page.evaluate(`document.activeElement?.name === ${JSON.stringify(field)}`)) return;
      await this.press('Tab');
    }
    throw new Error(`no way to ${field} with the keyboard`);
  }

  /** A word that the field offers: its first character, the arrow, the return key. The list is the browser's own, which only a person can see. */
  async takeOffered(field: Locator, word: string): Promise<void> {
    const list = await field.getAttribute('list');
    if (await this.#page.locator(`[id="${list}"] option[value="${word}"]`).count() === 0) throw new Error(`${word} is not offered`);
    this.#reach('keys');
    this.#keys += KEYS_PER_CHARACTER + 2;
    await field.fill(word);
  }

  /** From a list that opens: the list, and the word in it. */
  async pick(list: Locator, word: string): Promise<void> {
    this.#reach('mouse');
    this.#points += 2;
    await list.selectOption({ label: word });
    await list.focus(); // as a click leaves it
  }

  /** Files are chosen in a window of the system: opened, the file picked, closed with a double click. */
  async choose(input: Locator, file: string): Promise<void> {
    this.#reach('mouse');
    this.#points += 3;
    await input.setInputFiles(file);
  }

  /** Waits for what the act leads to. */
  async load(act: () => Promise<void>, until: Locator): Promise<void> {
    const began = performance.now();
    await act();
    await until.first().waitFor();
    this.#loads += 1;
    this.#waited += (performance.now() - began) / 1000;
  }

  #reach(to: 'keys' | 'mouse'): void {
    if (this.#at !== to) this.#homes += 1;
    this.#at = to;
  }

  done(): Handled {
    const [keys, points, homes, thoughts] = [this.#keys, this.#points, this.#homes, this.#thoughts];
    const handled = keys * seconds.key + points * seconds.point + homes * seconds.home + thoughts * seconds.think;
    return { keys: Math.round(keys), points, homes, thoughts, loads: this.#loads, handled, waited: this.#waited };
  }
}
