import type { Page } from 'playwright-core';

/** Where the keyboard is on a page, and how well that is seen. */
export interface Stop {
  /** What a screen reader would say, in short. */
  name: string;
  /** Where it stands among everything on the page. */
  place: number;
  inMain: boolean;
  top: number;
  /** Width of the line around it, pixels. */
  outline: number;
  /** Of that line to what is behind it. */
  contrast: number;
  /** It is in the window and nothing lies over it. */
  clear: boolean;
}

const look = `(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const shown = at.matches('.filter-toggle') ? at.nextElementSibling : at; // a hidden box shows its focus on its words
  const colours = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const read = (colour) => {
    colours.clearRect(0, 0, 1, 1);
    colours.fillStyle = colour;
    colours.fillRect(0, 0, 1, 1);
    return [...colours.getImageData(0, 0, 1, 1).data];
  };
  const light = ([red, green, blue]) => [red, green, blue].map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)).reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const behind = (element) => {
    for (let box = element.parentElement; box; box = box.parentElement) {
      const colour = read(getComputedStyle(box).backgroundColor);
      if (colour[3] > 250) return colour;
    }
    return [255, 255, 255, 255];
  };
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(shown);
  const line = read(outlineColor);
  const [dark, bright] = [light(line), light(behind(shown))].toSorted((a, b) => a - b);
  const box = shown.getBoundingClientRect();
  const first = shown.getClientRects()[0] ?? box;
  const over = document.elementFromPoint(first.left + Math.min(first.width / 2, 40), first.top + Math.min(first.height / 2, 20));
  const named = at.getAttribute('aria-label') || at.labels?.[0]?.innerText || at.innerText || at.getAttribute('placeholder') || at.tagName;
  return {
    name: named.trim().replace(/\\s+/g, ' ').slice(0, 60),
    place: [...document.body.querySelectorAll('*')].indexOf(at),
    inMain: at.closest('main') !== null,
    top: box.top + scrollY,
    outline: outlineStyle === 'none' ? 0 : parseFloat(outlineWidth),
    contrast: (bright + 0.05) / (dark + 0.05),
    clear: Boolean(over) && (shown.contains(over) || over.contains(shown) || Boolean(over.closest('label')?.contains(shown))),
  };
})()`;

/** Undefined: nothing on the page has the focus. */
export const stopOn = async (page: Page): Promise<Stop | undefined> => (await page.evaluate<Stop | null>(look)) ?? undefined;

/** What is wrong with where the focus is: WCAG 2.4.7, 2.4.11, 2.4.13. */
export function unseen({ name, outline, contrast, clear }: Stop): string[] {
  return [
    ...(outline < 2 ? [`${name}: a line of ${outline} px around it`] : []),
    ...(contrast < 3 ? [`${name}: its line has a contrast of ${contrast.toFixed(1)}`] : []),
    ...(clear ? [] : [`${name}: something lies over it`]),
  ];
}
