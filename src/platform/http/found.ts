import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import { count, list, listText } from '#platform/records/read.ts';
import type { Asked } from '#platform/http/listing.tsx';
import { searchNewest } from '#platform/search/newest.ts';

/** The rows of the page asked for, and how many there are in all: at least so many when `more`. */
export interface FoundPage<Row> {
  rows: Row[];
  total: number;
  /** The list goes on beyond `total`; counting it is one click away (`?counted=yes`). */
  more: boolean;
}

/** The page of a list: newest months first for a search in the usual order, else by the list's own index. */
export async function foundPage<Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, asked: Asked<Row>): Promise<FoundPage<Row>> {
  const start = (asked.page - 1) * asked.size;
  if (asked.search && searchesNewest(declared, asked)) {
    const wanted = start + asked.size + 1; // one more, to know whether the list goes on
    const found = await searchNewest(reading, declared, { words: asked.search.words, where: asked.search.besides, wanted });
    const rows = found.rows.slice(start, start + asked.size);
    if (found.all) return { rows, total: found.rows.length, more: false };
    if (!asked.counted) return { rows, total: wanted - 1, more: true };
    return { rows, total: await count(reading, declared, asked.where), more: false };
  }
  const rows = await list(reading, declared, { where: asked.where, order: asked.order, limit: asked.size, offset: start });
  return { rows, total: await totalOf(reading, declared, asked, rows.length), more: false };
}

/** The page as the JSON twin gives it: the rows as text, without what lists keep to themselves. */
export async function foundText<Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, asked: Asked<Row>): Promise<{ items: string; total: number; more: boolean }> {
  if (asked.search && searchesNewest(declared, asked)) {
    const { rows, total, more } = await foundPage(reading, declared, asked);
    return { items: JSON.stringify(rows.map((row) => withoutConfidential(declared, row))), total, more };
  }
  const wanted = { where: asked.where, order: asked.order, limit: asked.size, offset: (asked.page - 1) * asked.size };
  const { text, length } = await listText(reading, declared, wanted);
  return { items: text, total: await totalOf(reading, declared, asked, length), more: false };
}

/** A first page that is not full has told the total already. */
const totalOf = <Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, asked: Asked<Row>, length: number): number | Promise<number> =>
  asked.page === 1 && length < asked.size ? length : count(reading, declared, asked.where);

/** In lists telephone and identity numbers stay away. */
function withoutConfidential<Row extends Recorded>(declared: Lifecycle<Row>, row: Row): Partial<Row> {
  const shown: Partial<Row> = { ...row };
  for (const column of declared.confidential ?? []) delete shown[column];
  return shown;
}

const searchesNewest = <Row extends Recorded>({ newestBy }: Lifecycle<Row>, { order }: Asked<Row>): boolean =>
  newestBy !== undefined && order.length === 1 && order[0]!.column === newestBy && order[0]!.descending === true;
