/**
 * The layout as a word processor shows it: 22 lines of 28 characters, page numbers outside. LibreOffice and poppler are
 * needed; where they are absent the test says that it did not run.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toDocx } from './docx.ts';
import { address } from './sample.ts';

const missing = ['soffice', 'pdftotext'].filter((tool) => spawnSync('which', [tool]).status !== 0);
if (missing.length > 0) console.warn(`NOT RUN: the rendered layout of official papers, because ${missing.join(' and ')} is not installed`);

describe.runIf(missing.length === 0)('an address as LibreOffice shows it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paper-'));
  let pages: string[] = [];

  beforeAll(async () => {
    writeFileSync(join(folder, 'address.docx'), await toDocx(address));
    execFileSync('soffice', [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, 'address.docx')], { stdio: 'ignore', timeout: 90_000 });
    pages = execFileSync('pdftotext', ['-layout', join(folder, 'address.pdf'), '-'], { encoding: 'utf8' }).split('\f');
  }, 100_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const lines = (page: number) => (pages[page] ?? '').split('\n').filter((line) => line.trim() !== '');

  test('a full page has 22 lines of 28 characters', () => {
    const body = lines(2).slice(0, -1);
    expect(body).toHaveLength(22);
    for (const line of body) expect([...line.trim()]).toHaveLength(28);
  });

  test('odd pages are numbered at the right, even pages at the left', () => {
    const [first, second] = [lines(0).at(-1) ?? '', lines(1).at(-1) ?? ''];
    expect(first.trim()).toMatch(/^—\s*1\s*—$/);
    expect(second.trim()).toMatch(/^—\s*2\s*—$/);
    expect(first.search(/\S/)).toBeGreaterThan(second.search(/\S/) + 20);
  });

  test('the document number is not broken and the annex repeats its header row', () => {
    expect(pages.join('')).toMatch(/〔2025〕\s*4/);
    const withHeader = pages.filter((page) => /序号\s+指标\s+数值\s+定义/.test(page));
    expect(withHeader.length).toBeGreaterThanOrEqual(3);
  });
});
