import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { toDocx } from './docx.ts';
import { heading, paragraph, type AddressPaper } from './model.ts';
import { address, notice } from './sample.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const part = (bytes: Uint8Array, name: string) => strFromU8(unzipSync(bytes)[name]!);

/** The text of all paragraphs, as a reader of the XML sees it. */
function textOf(bytes: Uint8Array): string {
  const texts = [...part(bytes, 'word/document.xml').matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((match) => match[1] ?? '');
  return texts.join('').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
}

const inAnotherProcess = `
  import { createHash } from 'node:crypto';
  const { toDocx } = await import(process.argv[1]);
  const samples = await import(process.argv[2]);
  for (const name of ['address', 'notice']) console.log(createHash('sha256').update(await toDocx(samples[name])).digest('hex'));
`;

describe('a Word file', () => {
  test('is the same bytes in another process, another time zone and another year', async () => {
    const here = [sha256(await toDocx(address)), sha256(await toDocx(notice))];
    const files = ['./docx.ts', './sample.ts'].map((file) => new URL(file, import.meta.url).href);
    const clock = 'const past = Date; globalThis.Date = class extends past { constructor(...a) { a.length ? super(...a) : super(past.now() - 4e10); } };';
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', clock + inAnotherProcess, ...files], {
      env: { ...process.env, TZ: 'America/New_York' },
    });
    expect(stdout.trim().split('\n')).toEqual(here);
    expect(sha256(await toDocx(address))).toBe(here[0]);
  });

  test('carries no date but its own', async () => {
    const core = part(await toDocx(notice), 'docProps/core.xml');
    expect(core.match(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g)).toEqual(['2025-03-07T00:00:00Z', '2025-03-07T00:00:00Z']);
  });

  test('has the measures of the standard', async () => {
    const xml = part(await toDocx(address), 'word/document.xml');
    expect(xml).toContain('w:top="2098"');
    expect(xml).toContain('w:left="1587"');
    expect(xml).toContain('w:line="578" w:lineRule="exact"');
    expect(xml).toContain('w:eastAsia="方正小标宋简体"');
    expect(xml).toContain('<w:widowControl w:val="false"/>');
    expect(part(await toDocx(address), 'word/settings.xml')).toContain('evenAndOddHeaders');
  });

  test('holds every part of a formal paper in order', async () => {
    const text = textOf(await toDocx(notice));
    const parts = ['政协云岭自治县委员会文件', '云协〔2025〕4号', '关于印发', '各单位：', '附件：1. 主要指标一览表', '2025年3月7日', '（联系人：', '附件1', '附件2', '抄送：市政协办公室，县委办公室，县政府办公室。', '2025年3月8日印发'];
    const places = parts.map((words) => text.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('repeats the header row of a table and keeps rows whole', async () => {
    const xml = part(await toDocx(address), 'word/document.xml');
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    expect(xml.match(/<w:cantSplit\/>/g)).toHaveLength(41);
  });

  test('shows any text a person can type, and is well-formed', { timeout: 60_000 }, async () => {
    const text = fc.string({ unit: fc.oneof(fc.constantFrom('喆', '珺', '·', '<', '>', '&', '"', "'", '\u0000', '\u001F', '\uFFFE', '😀', '𠮷', ']]>', '\uD800'), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })), maxLength: 40 });
    await fc.assert(fc.asyncProperty(text, async (typed) => {
      const paper: AddressPaper = { layout: 'address', title: `题${typed}`, date: '2025-12-31', organ: typed, blocks: [heading(1, typed), paragraph(typed)] };
      const bytes = await toDocx(paper);
      const xml = part(bytes, 'word/document.xml');
      expect(xml).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/);
      const shown = typed.toWellFormed().replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]/g, '').replace(/[\t\r\n]+/g, ' ');
      expect(textOf(bytes)).toContain(shown);
      expect(sha256(await toDocx(paper))).toBe(sha256(bytes));
    }), { numRuns: 25 });
  });
});
