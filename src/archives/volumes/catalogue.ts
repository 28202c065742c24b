import { oneLine } from '#platform/documents/text.ts';
import type { Packed } from '#archives/volumes/pack.ts';

/** One thing in a volume that the catalogue names. */
export interface Item extends Packed {
  no: number;
  /** Under which part of an archive it falls. */
  part: string;
  title: string;
  day: string;
  /** 永久, 30年, 10年. */
  keep: string;
}

const labels = ['序号', '类别', '题名', '日期', '保管期限', '文件', '字节', 'SHA-256'] as const;
const cellsOf = ({ no, part, title, day, keep, path, bytes, sha256 }: Item): (string | number)[] => [no, part, title, day, keep, path, bytes, sha256];

/** A title on one line, as page, list and manifest all have it; what a spreadsheet would take for a formula is marked. */
export function titled(text: string): string {
  const line = oneLine(text);
  return /^[=+\-@]/.test(line) ? `'${line}` : line;
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Every program that opens a spreadsheet reads it. Beginning with a mark, because Excel reads CSV as UTF-8 only behind it. */
export const catalogueCsv = (items: readonly Item[]): string => `\uFEFF${[labels, ...items.map(cellsOf)].map((cells) => cells.map((cell) => quoted(String(cell))).join(',')).join('\r\n')}\r\n`;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

/** A page that any browser opens from the unpacked folder, without a network. */
export const htmlPage = (title: string, body: string): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>
<style>body{font:16px/1.7 "Noto Serif CJK SC","SimSun",serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#222}h1{font-size:1.5rem}table{border-collapse:collapse;width:100%}th,td{border:1px solid #bbb;padding:.3rem .6rem;text-align:left;vertical-align:top}th{background:#f3f1ec;white-space:nowrap}td.hash{font:12px/1.4 monospace;word-break:break-all;max-width:14rem}p.quiet{color:#666}</style></head>
<body>${body}</body></html>
`;

/** The same catalogue to be read: each title leads to its file. */
export function catalogueHtml(title: string, lead: string, items: readonly Item[]): string {
  const rows = items.map((item) => `<tr><td>${item.no}</td><td>${escaped(item.part)}</td><td><a href="${escaped(item.path)}">${escaped(item.title)}</a></td><td>${item.day}</td><td>${escaped(item.keep)}</td><td class="hash">${item.sha256}</td></tr>`);
  return htmlPage(title, `<h1>${escaped(title)}</h1><p class="quiet">${escaped(lead)}</p><table><thead><tr><th>序号</th><th>类别</th><th>题名</th><th>日期</th><th>保管期限</th><th>SHA-256</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`);
}
