import { writeFile, rm } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';
import { attach } from '#platform/files/attachments.ts';
import { arrivalIn } from '#platform/files/store.ts';
import { takeIn } from '#platform/files/taking-in.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import type { Act } from '#platform/records/act.ts';

/** Attaches an invented paper or photo in the same way as one that a person sends. */
export async function attachInvented(act: Act, declared: Lifecycle, id: string, name: string, content: Uint8Array): Promise<void> {
  const path = arrivalIn(act.house.files);
  await writeFile(path, content);
  try {
    await attach(act, declared, id, await takeIn(act.house.files, act.county, [{ name, path }]));
  } finally {
    await rm(path, { force: true });
  }
}

/** One page of lines, in a Chinese face that every PDF reader brings along (ISO 32000-1, 9.7.5.2). */
export function inventedPaper(lines: readonly string[]): Uint8Array {
  const shown = lines.map((line, n) => `BT /F ${n === 0 ? 20 : 14} Tf 72 ${760 - n * 34} Td <${utf16(line)}> Tj ET`).join('\n');
  return pdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    `<< /Length ${shown.length} >>\nstream\n${shown}\nendstream`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  ]);
}

const utf16 = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex');

function pdf(objects: readonly string[]): Uint8Array {
  let file = '%PDF-1.4\n';
  const places = objects.map((object, n) => {
    const at = file.length;
    file += `${n + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = ['0000000000 65535 f ', ...places.map((at) => `${String(at).padStart(10, '0')} 00000 n `)].join('\n');
  return Buffer.from(`${file}xref\n0 ${objects.length + 1}\n${table}\ntrailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`, 'latin1');
}

const WIDE = 480;
const HIGH = 360;

/** A village road at dusk with a lamp that does not burn. Drawn by rule, so that nobody can take it for a photo of a place. */
export function inventedPhoto(): Uint8Array {
  const rows = Array.from({ length: HIGH }, (_, y) => Buffer.from([0, ...Array.from({ length: WIDE }, (_, x) => colourAt(x, y)).flat()]));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDE, 0);
  header.writeUInt32BE(HIGH, 4);
  header.set([8, 2], 8); // eight bits, true colour
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))]);
}

function colourAt(x: number, y: number): [number, number, number] {
  const lampPost = Math.abs(x - 330) < 4 && y > 90;
  const lamp = (x - 312) ** 2 / 900 + (y - 88) ** 2 / 120 < 1;
  if (lamp || lampPost) return [58, 62, 70];
  if (y > 250 && Math.abs(x - 220) < (y - 235) * 1.3) return [120, 118, 114];
  if (y > 250) return [74, 92, 66];
  const hill = 215 + 25 * Math.sin(x / 70) + 12 * Math.sin(x / 23);
  return y > hill ? [62, 80, 84] : [118 - y / 4, 134 - y / 5, 168 - y / 6].map(Math.round) as [number, number, number];
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(content.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}
