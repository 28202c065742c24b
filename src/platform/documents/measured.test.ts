/**
 * GB/T 9704-2012 with a ruler: every measure of the table in docs/papers.md, taken from the ink of rendered pages, of the Word file as LibreOffice
 * prints it and of our own PDF. Where the programs that render are absent the test says that it did not run. `PAPERS_TABLE=1` prints the table.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toDocx } from './docx.ts';
import { toPdf } from './pdf.ts';
import { facesOf, linesAcross, missingTools, pagesOf, printWord, textOfPages, type Band, type RenderedPage } from './rendered.ts';
import { address, full, letter, minutes, notice, request, short } from './sample.ts';

const missing = missingTools();
if (missing.length > 0) console.warn(`NOT RUN: the measured layout of official papers, because ${missing.join(' and ')} is not installed`);

const samples = { address, notice, request, letter, minutes, short, full };
type Name = keyof typeof samples;
const names = Object.keys(samples) as Name[];
const kinds = ['Word', 'PDF'] as const;
type Kind = (typeof kinds)[number];
interface Looked { file: string; pages: RenderedPage[]; text: string[] }

/** A line of the body, and one character of it. */
const LINE = 225 / 22;
const CHARACTER = 156 / 28;
/** A letter is drawn within its square: this much less at each side. */
const WITHIN = 0.8;

describe.runIf(missing.length === 0)('papers as they are printed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paper-'));
  const seen = { Word: {}, PDF: {} } as Record<Kind, Record<Name, Looked>>;
  const table: string[] = [];

  beforeAll(async () => {
    const bytes = await Promise.all(names.map(async (name) => [name, await toDocx(samples[name]), await toPdf(samples[name])] as const));
    for (const [name, word] of bytes) writeFileSync(join(folder, `${name}.docx`), word);
    printWord(folder, names.map((name) => `${name}.docx`));
    const look = (file: string): Looked => ({ file, pages: pagesOf(file, 3), text: textOfPages(file) });
    for (const [name, , pdf] of bytes) {
      writeFileSync(join(folder, `own-${name}.pdf`), pdf);
      seen.Word[name] = look(join(folder, `${name}.pdf`));
      seen.PDF[name] = look(join(folder, `own-${name}.pdf`));
    }
  }, 180_000);
  afterAll(() => {
    if (process.env['PAPERS_TABLE']) console.log([...table, `faces: Word ${facesOf(join(folder, 'notice.pdf')).join(', ')}; PDF ${facesOf(join(folder, 'own-notice.pdf')).join(', ')}`].join('\n'));
    rmSync(folder, { recursive: true, force: true });
  });

  const black = (kind: Kind, name: Name, page = 0): Band[] => seen[kind][name].pages[page]!.bands('black');
  const red = (kind: Kind, name: Name, page = 0): Band[] => seen[kind][name].pages[page]!.bands('red');
  const middle = ({ top, bottom }: Band): number => (top + bottom) / 2;
  const centre = ({ left, right }: Band): number => (left + right) / 2;

  /** The number's dashes, and the lines over it. */
  const lines = (kind: Kind, name: Name, page = 0): Band[] => black(kind, name, page).filter(({ top }) => top < 263);
  const number = (kind: Kind, name: Name, page = 0): Band => black(kind, name, page).at(-1)!;

  const colophonLines = (kind: Kind): number[] => linesAcross(seen[kind].notice.file, seen[kind].notice.text.length);

  const measures: readonly [what: string, required: number, tolerance: number, measure: (kind: Kind) => number][] = [
    ['天头：满页首行字到纸上边', 37, 4, (kind) => lines(kind, 'address', 1)[0]!.top],
    ['订口：满行左边到纸左边', 28, WITHIN, (kind) => lines(kind, 'address', 1)[0]!.left],
    ['版心右边到纸右边', 26, 1.2, (kind) => 210 - Math.max(...lines(kind, 'address', 1).slice(0, 9).map(({ right }) => right))],
    ['满页行数', 22, 0, (kind) => lines(kind, 'address', 1).length],
    ['行距（毫米）', LINE, 0.1, (kind) => (lines(kind, 'address', 1)[8]!.top - lines(kind, 'address', 1)[0]!.top) / 8],
    ['段落左空二字', 2 * CHARACTER, WITHIN, (kind) => lines(kind, 'address', 0)[3]!.left - 28],
    ['发文机关标志上边到版心上边', 35, 1.5, (kind) => red(kind, 'notice')[0]!.top - 37],
    ['发文机关标志居中', 106, 1, (kind) => centre(red(kind, 'notice')[0]!)],
    ['标志下空二行到发文字号', 2 * LINE, 6, (kind) => lines(kind, 'notice')[0]!.top - red(kind, 'notice')[0]!.bottom],
    ['发文字号居中', 106, 1, (kind) => centre(lines(kind, 'notice')[0]!)],
    ['发文字号到红色分隔线', 4, 1, (kind) => red(kind, 'notice')[1]!.top - lines(kind, 'notice')[0]!.bottom],
    ['红色分隔线长', 156, 0.5, (kind) => red(kind, 'notice')[1]!.right - red(kind, 'notice')[1]!.left],
    ['红线下空二行到标题', 2 * LINE, 6, (kind) => lines(kind, 'notice')[1]!.top - red(kind, 'notice')[1]!.bottom],
    ['标题居中', 106, 1, (kind) => centre(lines(kind, 'notice')[1]!)],
    ['标题下空一行到主送', LINE, 6, (kind) => lines(kind, 'notice')[3]!.top - lines(kind, 'notice')[2]!.bottom],
    ['主送顶格', 28, WITHIN, (kind) => lines(kind, 'notice')[3]!.left],
    ['上行文：发文字号左空一字', CHARACTER, WITHIN, (kind) => lines(kind, 'request')[2]!.left - 28],
    ['上行文：签发人右空一字', CHARACTER, WITHIN, (kind) => 184 - lines(kind, 'request')[2]!.right],
    ['份号顶格', 28, WITHIN, (kind) => lines(kind, 'request')[0]!.left],
    ['附件说明左空二字', 2 * CHARACTER, WITHIN, (kind) => lines(kind, 'notice', 1)[0]!.left - 28],
    ['有印章：日期右空四字', 4 * CHARACTER, 1.2, (kind) => 184 - lines(kind, 'notice', 1)[3]!.right],
    ['有印章：署名与日期居中对齐', 0, 6, (kind) => centre(lines(kind, 'notice', 1)[2]!) - centre(lines(kind, 'notice', 1)[3]!)],
    ['无印章：署名右空二字', 2 * CHARACTER, WITHIN, (kind) => 184 - lines(kind, 'request', 1)[1]!.right],
    ['无印章：日期首字比署名首字右移二字', 2 * CHARACTER, WITHIN, (kind) => lines(kind, 'request', 1)[2]!.left - lines(kind, 'request', 1)[1]!.left],
    ['附注左空二字', 2 * CHARACTER, 4, (kind) => lines(kind, 'request', 1)[3]!.left - 28],
    ['附件首页：标题在第三行', 2 * LINE, 5, (kind) => lines(kind, 'notice', 2)[1]!.top - lines(kind, 'notice', 2)[0]!.top],
    ['页码一字线到版心下边', 7, 0.6, (kind) => middle(number(kind, 'notice')) - 262],
    ['单页码右空一字', CHARACTER, WITHIN, (kind) => 184 - number(kind, 'notice').right],
    ['双页码左空一字', CHARACTER, WITHIN, (kind) => number(kind, 'notice', 1).left - 28],
    ['信函：发文机关标志上边到纸上边', 30, 1.5, (kind) => red(kind, 'letter')[0]!.top],
    ['信函：标志到第一条双线', 4, 1.2, (kind) => red(kind, 'letter')[1]!.top - red(kind, 'letter')[0]!.bottom],
    ['信函：双线长', 170, 0.5, (kind) => red(kind, 'letter')[1]!.right - red(kind, 'letter')[1]!.left],
    ['信函：第二条双线到纸下边', 20, 0.5, (kind) => 297 - red(kind, 'letter').at(-1)!.bottom],
    ['信函：发文字号顶版心右边', 184, WITHIN, (kind) => lines(kind, 'letter')[1]!.right],
    ['信函：发文字号在双线下八分之七字', 16 * 0.875 * 25.4 / 72, 2, (kind) => lines(kind, 'letter')[1]!.top - red(kind, 'letter')[1]!.bottom],
    ['版记首条线粗', 0.35, 0.03, (kind) => colophonLines(kind)[0]!],
    ['版记中间线粗', 0.25, 0.03, (kind) => colophonLines(kind)[1]!],
    ['版记末条线粗', 0.35, 0.03, (kind) => colophonLines(kind)[2]!],
    ['纪要：出席左空二字', 2 * CHARACTER, WITHIN, (kind) => lines(kind, 'minutes')[5]!.left - 28],
    ['纪要：出席在正文下空一行', LINE, 6, (kind) => lines(kind, 'minutes')[5]!.top - lines(kind, 'minutes')[4]!.bottom],
  ];

  test.each(measures.map((row) => [row[0], row] as const))('%s', (_what, [what, required, tolerance, measure]) => {
    const [word, pdf] = kinds.map(measure) as [number, number];
    const places = required < 1 && required > 0 ? 2 : 1;
    table.push(`| ${what} | ${[required.toFixed(places), `±${tolerance.toFixed(places)}`, word.toFixed(places), pdf.toFixed(places)].join(' | ')} |`);
    for (const found of [word, pdf]) expect(Math.abs(found - required)).toBeLessThanOrEqual(tolerance);
  });

  test.each(kinds)('%s: a full line has 28 characters', (kind) => {
    const full = seen[kind].address.text[1]!.split('\n').filter((line) => line.trim() !== '').slice(0, 8);
    expect(full.map((line) => [...line.trim()].length)).toEqual(full.map(() => 28));
  });

  test.each(kinds)('%s: odd pages are numbered at the right, even pages at the left, the first page of a letter not at all', (kind) => {
    const ends = seen[kind].address.text.slice(0, 2).map((page) => page.trimEnd().split('\n').at(-1)!);
    expect(ends.map((end) => end.trim().replaceAll(' ', ''))).toEqual(['—1—', '—2—']);
    expect(ends[0]!.search(/\S/u)).toBeGreaterThan(ends[1]!.search(/\S/u) + 20);
    expect(seen[kind].letter.text.join('')).not.toMatch(/—\s*1\s*—/u);
  });

  test.each(kinds)('%s: an annex repeats its header row, and the number is not broken', (kind) => {
    expect(seen[kind].notice.text.filter((page) => /序号\s+指标\s+数值\s+定义/u.test(page)).length).toBeGreaterThanOrEqual(3);
    expect(seen[kind].notice.text.join('')).toMatch(/〔2025〕\s*4/u);
  });

  test.each(kinds)('%s: the 版记 stands on the last even side', (kind) => {
    for (const name of ['notice', 'request', 'short', 'full'] as const) {
      const { text } = seen[kind][name];
      const skipped = kind === 'Word' && name === 'full' ? 1 : 0; // LibreOffice exports no blank page that it put in before an even one
      expect([name, (text.length + skipped) % 2, text.at(-1)!.includes('印发')]).toEqual([name, 0, true]);
    }
  });

  test.each(kinds)('%s: a page that holds nothing but the 版记 is numbered, unless a blank one precedes it', (kind) => {
    expect(seen[kind].short.text.at(-1)!.replaceAll(' ', '')).toContain('—2—');
    const [before, last] = seen[kind].full.text.slice(-2).map((page) => page.replaceAll(/\s/gu, ''));
    if (kind === 'PDF') expect(before).toBe('');
    expect(last).not.toMatch(/—\d—/u);
  });

  test.each(kinds)('%s: on a page of its own it stands at the foot', (kind) => {
    const last = seen[kind].short.pages[1]!.bands('black').filter(({ top }) => top < 263).at(-1)!;
    expect(last.bottom).toBeGreaterThan(kind === 'PDF' ? 261 : 257);
  });

  test('PDF: at the foot of the text block, as wide as it', () => {
    const last = lines('PDF', 'request', 1);
    expect(last.at(-1)!.bottom).toBeGreaterThan(260.5);
    expect(last.at(-1)!.right - last.at(-1)!.left).toBeCloseTo(156, 0);
  });

  test('PDF: only the face that ships with the program', () => {
    expect(facesOf(join(folder, 'own-notice.pdf'))).toEqual(['NotoSerifSC-Regular']);
  });
});
