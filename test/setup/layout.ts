import type { Page } from 'playwright-core';

/** What can be measured of a page as it stands: whether something is cut or lies over something else, how large type and targets are, where the focus is. */

/** Runs in the page; these stand before each question. */
const shared = `
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest('.visually-hidden, .skip-link, svg, [aria-hidden="true"], option, noscript');
  const words = (element) => (element.innerText || element.getAttribute('aria-label') || element.value || element.outerHTML).trim().replace(/\\s+/g, ' ').slice(0, 30);
  const texts = (within) => {
    const found = [];
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (node.data.trim() !== '' && element && !['SCRIPT', 'STYLE'].includes(element.tagName) && !element.matches('details:not([open])') && shown(element)) found.push({ node, element });
    }
    return found;
  };`;

/** Text that runs out of a box which hides it, and text or controls that lie over one another. Bars that stand still lie over the page on purpose: they are only compared with themselves. */
const crowding = `(() => {${shared}
  const layers = new Map();
  const layerOf = (element) => {
    if (!element) return document.body;
    if (!layers.has(element)) layers.set(element, ['fixed', 'sticky', 'absolute'].includes(getComputedStyle(element).position) ? element : layerOf(element.parentElement));
    return layers.get(element);
  };
  const boxes = [];
  const complaints = [];
  const clipped = (rect, element, text) => {
    let { left, right, top, bottom } = rect;
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(box);
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      const edge = box.getBoundingClientRect();
      if (edge.width <= 2 || edge.height <= 2) return { left, right: left, top, bottom: top }; // only read out
      const hides = [overflowX, overflowY].some((how) => how === 'hidden' || how === 'clip');
      const opens = box.closest('summary') !== null; // read in full when it is opened
      if (hides && text && !opens && (right > edge.right + 2 || bottom > edge.bottom + (bottom - top) * 0.3)) complaints.push('cut: ' + words(element));
      [left, right, top, bottom] = [Math.max(left, edge.left), Math.min(right, edge.right), Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
    }
    return { left, right, top, bottom };
  };
  const put = (rect, element, text) => {
    const { left, right, top, bottom } = clipped(rect, element, text);
    const thin = text ? (bottom - top) * 0.22 : 1; // a line of type is lower than its box
    if (right - left > 2 && bottom - top > 2) boxes.push({ left: left + 1, right: right - 1, top: top + thin, bottom: bottom - thin, element, layer: layerOf(element), text });
  };
  for (const { node, element } of texts(document.body)) {
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) put(rect, element, true);
  }
  for (const control of document.querySelectorAll('.btn, button, input:not([type=hidden]), select, textarea, summary')) if (shown(control)) put(control.getBoundingClientRect(), control, false);
  boxes.sort((a, b) => a.top - b.top);
  boxes.forEach((one, place) => {
    for (let next = place + 1; next < boxes.length && boxes[next].top < one.bottom - 1; next += 1) {
      const other = boxes[next];
      if (one.layer !== other.layer || one.element.contains(other.element) || other.element.contains(one.element)) continue;
      if (Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 && Math.min(one.bottom, other.bottom) - other.top > 1) complaints.push(words(one.element) + ' over ' + words(other.element));
    }
  });
  return [...new Set(complaints)];
})()`;

export const crowdingOn = (page: Page): Promise<string[]> => page.evaluate<string[]>(crowding);

/** What runs out of the window sideways, so that the page scrolls that way. */
export const runningOutOn = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {${shared}
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const out = [...document.querySelectorAll('body *')].filter((one) => shown(one) && one.getBoundingClientRect().right > clientWidth + 0.5);
    return [scrollWidth - clientWidth + ' px too wide', ...out.slice(0, 5).map((one) => one.tagName + ' ' + words(one))];
  })()`);

export interface Type {
  words: string;
  /** Pixels. */
  size: number;
  /** Height of a line by the size of its type. */
  line: number;
}

/** Every text that is shown. */
export const typeOn = (page: Page): Promise<Type[]> =>
  page.evaluate<Type[]>(`(() => {${shared}
    return texts(document.body).map(({ element }) => {
      const { fontSize, lineHeight } = getComputedStyle(element);
      return { words: words(element), size: parseFloat(fontSize), line: parseFloat(lineHeight) / parseFloat(fontSize) };
    });
  })()`);

export interface Target {
  words: string;
  width: number;
  height: number;
}

/** What is pressed or written into, all but links in running text. */
export const targetsOn = (page: Page): Promise<Target[]> =>
  page.evaluate<Target[]>(`(() => {${shared}
    return [...document.querySelectorAll('.btn, button, summary, select, textarea, input:not([type=hidden], [type=checkbox], [type=radio]), .form-check, .tabs a, .menu-link, .chip, .row-link, .sort-link, .paging a')].filter(shown).map((element) => {
      const { width, height } = (element.matches('.row-link') ? element.closest('tr') : element).getBoundingClientRect(); // on a telephone the whole card leads there
      return { words: words(element), width, height };
    });
  })()`);

/** From the last line of a paragraph to the first of the next, by the height of a line. */
export const paragraphsOn = (page: Page): Promise<number[]> =>
  page.evaluate<number[]>(`(() => {${shared}
    return [...document.querySelectorAll('main p + p')].filter((one) => shown(one) && shown(one.previousElementSibling) && one.innerText.length > 40 && one.previousElementSibling.innerText.length > 40)
      .map((one) => 1 + (one.getBoundingClientRect().top - one.previousElementSibling.getBoundingClientRect().bottom) / parseFloat(getComputedStyle(one).lineHeight));
  })()`);
