import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import { count, list } from '#platform/records/read.ts';
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
  const total = asked.page === 1 && rows.length < asked.size ? rows.length : await count(reading, declared, asked.where);
  return { rows, total, more: false };
}

const searchesNewest = <Row extends Recorded>({ newestBy }: Lifecycle<Row>, { order }: Asked<Row>): boolean =>
  newestBy !== undefined && order.length === 1 && order[0]!.column === newestBy && order[0]!.descending === true;
