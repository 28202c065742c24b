/** How a paper looks once it is rendered: its ink in millimetres, for the tests of the layout. LibreOffice and poppler do the rendering. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The programs that are needed and not here. */
export const missingTools = (): string[] => ['soffice', 'pdftotext', 'pdftoppm'].filter((tool) => spawnSync('which', [tool]).status !== 0);

/** Word files as LibreOffice prints them: PDFs of the same names in the same folder. */
export function printWord(folder: string, files: readonly string[]): void {
  execFileSync('soffice', [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files.map((file) => join(folder, file))], { stdio: 'ignore', timeout: 150_000 });
}

export const textOfPages = (file: string): string[] => execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1);

/** The faces that were used for it. */
export const facesOf = (file: string): string[] => [...new Set(execFileSync('pdffonts', [file], { encoding: 'utf8' }).split('\n').slice(2).map((line) => line.split(/\s+/u)[0]!.replace(/^[A-Z]{6}\+/u, '')).filter(Boolean))];

const DPI = 200;
const millimetre = 25.4 / DPI;

export type Ink = 'red' | 'black';
export interface Band {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** One rendered page. */
export class RenderedPage {
  readonly #pixels: Buffer;
  readonly #width: number;
  readonly #height: number;

  constructor(ppm: Buffer) {
    const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/u.exec(ppm.subarray(0, 40).toString('latin1'))!;
    [this.#width, this.#height] = [Number(head[1]), Number(head[2])];
    this.#pixels = ppm.subarray(head[0].length);
  }

  #inked(x: number, y: number, ink: Ink): boolean {
    const at = (y * this.#width + x) * 3;
    const [r, g] = [this.#pixels[at]!, this.#pixels[at + 1]!];
    return ink === 'red' ? r > 150 && g < 120 : r < 140 && g < 140;
  }

  /** Rows of ink one under another, from `from` to `to` millimetres; gaps of less than `gap` millimetres do not part them. */
  bands(ink: Ink, { from = 0, to = Infinity, gap = 1.2 } = {}): Band[] {
    const found: { top: number; bottom: number; left: number; right: number }[] = [];
    const lastRow = Math.min(this.#height, Math.ceil(to / millimetre));
    for (let y = Math.max(0, Math.floor(from / millimetre)); y < lastRow; y++) {
      let [left, right] = [-1, -1];
      for (let x = 0; x < this.#width; x++) {
        if (!this.#inked(x, y, ink)) continue;
        if (left < 0) left = x;
        right = x;
      }
      if (left < 0) continue;
      const last = found.at(-1);
      if (last && (y - last.bottom) * millimetre <= gap) Object.assign(last, { bottom: y, left: Math.min(last.left, left), right: Math.max(last.right, right) });
      else found.push({ top: y, bottom: y, left, right });
    }
    return found.map(({ top, bottom, left, right }) => ({ top: top * millimetre, bottom: (bottom + 1) * millimetre, left: left * millimetre, right: (right + 1) * millimetre }));
  }
}

/** Fine enough to tell a line of 0.25 mm from one of 0.35. */
const FINE_DPI = 1200;

/**
 * How thick the lines are that cross a page, from above, in millimetres: seen in a strip two millimetres wide, one millimetre in from the left edge of the
 * text block, where the 版记 has lines and no letters.
 */
export function linesAcross(file: string, page: number): number[] {
  const dots = (millimetres: number) => Math.round((millimetres * FINE_DPI) / 25.4);
  const prefix = file.replace(/\.pdf$/u, `-strip${page}`);
  execFileSync('pdftoppm', ['-r', String(FINE_DPI), '-gray', '-f', String(page), '-l', String(page), '-x', String(dots(29)), '-y', '0', '-W', String(dots(2)), '-H', String(dots(297)), '-singlefile', file, prefix]);
  const pgm = readFileSync(`${prefix}.pgm`);
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/u.exec(pgm.subarray(0, 40).toString('latin1'))!;
  const [width, height] = [Number(head[1]), Number(head[2])];
  const isLine = (row: number): boolean => pgm.subarray(head[0].length + row * width, head[0].length + (row + 1) * width).every((grey) => grey < 128);
  const thick: number[] = [];
  for (let row = 0; row < height; row += 1) if (isLine(row)) thick.push(isLine(row - 1) && row > 0 ? thick.pop()! + 25.4 / FINE_DPI : 25.4 / FINE_DPI);
  return thick;
}

/** The pages of a PDF as they are seen. */
export function pagesOf(file: string, last = 99): RenderedPage[] {
  const prefix = file.replace(/\.pdf$/u, '-page');
  execFileSync('pdftoppm', ['-r', String(DPI), '-l', String(last), file, prefix]);
  const folder = join(file, '..');
  const begin = prefix.slice(folder.length + 1);
  return readdirSync(folder).filter((name) => name.startsWith(begin) && name.endsWith('.ppm')).sort().map((name) => new RenderedPage(readFileSync(join(folder, name))));
}
