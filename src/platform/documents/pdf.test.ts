import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { extractText } from 'unpdf';
import { describe, expect, test } from 'vitest';
import { toDocx } from './docx.ts';
import { heading, paragraph, withSecondHead, type AddressPaper, type OfficialPaper } from './model.ts';
import { toBoundPdf, toPdf } from './pdf.ts';
import * as samples from './sample.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const pagesIn = (bytes: Uint8Array): number => Number(/\/Type \/Pages\s+\/Count (\d+)/u.exec(Buffer.from(bytes).toString('latin1'))?.[1]);

/** Without spaces and page numbers. */
const wordsOfPdf = async (paper: OfficialPaper): Promise<string> =>
  (await extractText(await toPdf(paper), { mergePages: false })).text.map((page) => page.replaceAll(/\s/gu, '').replace(/—\d+—$/u, '')).join('');

async function paragraphsOfWord(paper: OfficialPaper): Promise<string[]> {
  const parts = Object.entries(unzipSync(await toDocx(paper))).filter(([name]) => /^word\/(document|footer\d*|header\d*)\.xml$/u.test(name)).map(([, bytes]) => strFromU8(bytes));
  const paragraphs = parts.flatMap((xml) => [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gsu)]).map(([xml]) => [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/gu)].map(([, text]) => text).join(''));
  return paragraphs.map((text) => text.replaceAll(/\s/gu, '')).filter((text) => text !== '' && !/^—*$/u.test(text));
}

const inAnotherProcess = `
  import { createHash } from 'node:crypto';
  const { toPdf } = await import(process.argv[1]);
  const samples = await import(process.argv[2]);
  for (const name of ['request', 'letter']) console.log(createHash('sha256').update(await toPdf(samples[name])).digest('hex'));
`;

describe('a PDF', () => {
  test('is made of every layout', async () => {
    for (const paper of Object.values(samples)) expect(Buffer.from(await toPdf(paper)).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('says every paragraph of the Word file, and nothing else', async () => {
    for (const paper of Object.values(samples)) {
      const pressed = await wordsOfPdf(paper);
      const written = await paragraphsOfWord(paper);
      expect(written.filter((words) => !pressed.includes(words)), paper.title).toEqual([]);
      const left = written.toSorted((a, b) => b.length - a.length).reduce((text, words) => text.replaceAll(words, ''), pressed);
      expect(left, paper.title).toBe('');
    }
  });

  test('is the same bytes in another process, another time zone and another year', async () => {
    const here = [sha256(await toPdf(samples.request)), sha256(await toPdf(samples.letter))];
    const files = ['./pdf.ts', './sample.ts'].map((file) => new URL(file, import.meta.url).href);
    const clock = 'const past = Date; globalThis.Date = class extends past { constructor(...a) { a.length ? super(...a) : super(past.now() - 4e10); } };';
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', clock + inAnotherProcess, ...files], { env: { ...process.env, TZ: 'America/New_York' } });
    expect(stdout.trim().split('\n')).toEqual(here);
  });

  test('binds several papers, each with pages of its own', async () => {
    const { title, organ, date } = samples.letter;
    const one = pagesIn(await toPdf(samples.letter));
    expect(one).toBe(2);
    expect(pagesIn(await toBoundPdf({ title, organ, date, papers: [samples.letter, samples.letter, samples.wide] }))).toBe(one * 2 + pagesIn(await toPdf(samples.wide)));
  });

  test('takes what people write as text and never as source', { timeout: 60_000 }, async () => {
    const marks = fc.constantFrom('#', '$', '\\', '*', '_', '`', '@', '<a>', ']', '[', '//', '/*', '"', '#panic()', '#read("/etc/passwd")', '\u0000', '喆', '😀', 'ꀀ', 'བོད', '\uD800');
    const text = fc.string({ unit: fc.oneof(marks, fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })), maxLength: 40 });
    await fc.assert(fc.asyncProperty(text, async (typed) => {
      const cells = { kind: 'table' as const, columns: [{ label: typed, share: 1, align: 'left' as const }], rows: [[typed]] };
      const paper: AddressPaper = { layout: 'address', title: `题${typed}`, byline: typed, date: '2025-12-31', organ: typed, blocks: [heading(1, typed), paragraph(typed), cells] };
      expect((await toPdf(paper)).length).toBeGreaterThan(2_000);
    }), { numRuns: 40 });
  });
});

test('the second language stands in heads of the county\'s own body and of nobody else', () => {
  const county = { bodyName: '政协云岭自治县委员会', secondHead: { text: 'CWNGHEZ', place: 'right' as const } };
  expect(withSecondHead(samples.notice, county)).toMatchObject({ second: { text: 'CWNGHEZ' } });
  expect(withSecondHead(samples.letter, county)).not.toHaveProperty('second');
  expect(withSecondHead(samples.brief, county)).toBe(samples.brief);
  expect(withSecondHead(samples.notice, { bodyName: county.bodyName })).toBe(samples.notice);
});
