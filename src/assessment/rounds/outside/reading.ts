import type { Workbook } from '#platform/importing/cell.ts';

/** A result that came from elsewhere, as it stands in a small sheet or was pasted: whose, how much, and in which line. */
export interface OutsideRow {
  name: string;
  points: string;
  line: number;
}

const HEAD = /对象|名称|姓名|分数|成绩|得分/u;

/** Pasted lines: the name, then the points, with a tab, comma, colon or blanks between. */
export const rowsInText = (text: string): OutsideRow[] =>
  kept(text.split('\n').map((line, place) => {
    const found = /^(?<name>.*?)[\s,，:：]+(?<points>\S+)$/u.exec(line.trim())?.groups;
    return { name: found?.['name'] ?? line.trim(), points: found?.['points'] ?? '', line: place + 1 };
  }));

/** The first sheet that holds anything: its first two columns. A title over both says nothing of anybody. */
export function rowsInWorkbook({ sheets }: Workbook): OutsideRow[] {
  const sheet = sheets.find(({ rows, hidden }) => rows.length > 0 && !hidden);
  return kept((sheet?.rows ?? []).filter(({ cells }) => !cells[1]?.merged).map(({ number, cells }) => ({ name: cells[0]?.text.trim() ?? '', points: cells[1]?.text.trim() ?? '', line: number })));
}

/** Heads and empty lines say nothing of anybody; whoever has no points yet is left for later. */
const kept = (rows: readonly OutsideRow[]): OutsideRow[] => rows.filter(({ name, points }) => name !== '' && !(HEAD.test(name) && !/\d/u.test(points)) && points !== '');
