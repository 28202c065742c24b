import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import { count, list, listText, type Wanted } from '#platform/records/read.ts';
import type { Asked } from '#platform/http/listing.tsx';
import { BETWEEN, searchNewest, searchNewestText, type FoundText, type Sought } from '#platform/search/newest.ts';

/** The rows of the page asked for, and how many there are in all: at least so many when `more`. */
export interface FoundPage<Row> {
  rows: Row[];
  total: number;
  /** The list goes on beyond `total`; counting it is one click away (`?counted=yes`). */
  more: boolean;
}

/** The page of a list: newest weeks first for a search in the usual order, else by the list's own index. */
export async function foundPage<Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, asked: Asked<Row>): Promise<FoundPage<Row>> {
  const search = newestSearch(declared, asked);
  if (search) {
    const { rows, all } = await searchNewest(reading, declared, search);
    return { rows: rows.slice(startOf(asked), startOf(asked) + asked.size), ...(await totalOfSearch(reading, declared, asked, rows.length, all)) };
  }
  const wanted = wantedOf(asked);
  const rows = await list(reading, declared, wanted);
  return { rows, total: await totalOf(reading, declared, asked, rows.length), more: false };
}

/** The page as the JSON twin gives it: the rows as parts of a text, without what lists keep to themselves. */
export async function foundText<Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, asked: Asked<Row>): Promise<{ items: string[]; total: number; more: boolean }> {
  const search = newestSearch(declared, asked);
  if (search) {
    const found = await searchNewestText(reading, declared, search);
    return { items: ['[', pageOf(found, asked), ']'], ...(await totalOfSearch(reading, declared, asked, found.count, found.all)) };
  }
  const { text, total } = await listText(reading, declared, wantedOf(asked));
  return { items: [text], total, more: false };
}

const startOf = ({ page, size }: Pick<Asked<unknown>, 'page' | 'size'>): number => (page - 1) * size;

const wantedOf = <Row>(asked: Asked<Row>): Wanted<Row> => ({ where: asked.where, order: asked.order, limit: asked.size, offset: startOf(asked) });

/** The search behind the page, when it is one in the order of the newest: one more than is shown, to know whether the list goes on. */
function newestSearch<Row extends Recorded>({ newestBy }: Lifecycle<Row>, asked: Asked<Row>): Sought<Row> | undefined {
  const [first, ...others] = asked.order;
  if (!asked.search || !newestBy || others.length > 0 || first?.column !== newestBy || !first.descending) return undefined;
  return { words: asked.search.words, where: asked.search.besides, wanted: startOf(asked) + asked.size + 1 };
}

/** The rows of the page in a text of at most one more: what lies before them and that one are left off. */
function pageOf({ text, count: found }: FoundText, asked: Asked<unknown>): string {
  const start = startOf(asked);
  if (found <= start) return '';
  let from = 0;
  for (let passed = 0; passed < start; passed += 1) from = text.indexOf(BETWEEN, from) + BETWEEN.length;
  return text.slice(from, found > start + asked.size ? text.lastIndexOf(BETWEEN) : undefined);
}

async function totalOfSearch<Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, asked: Asked<Row>, found: number, all: boolean): Promise<Pick<FoundPage<Row>, 'total' | 'more'>> {
  if (all) return { total: found, more: false };
  if (!asked.counted) return { total: startOf(asked) + asked.size, more: true };
  return { total: await count(reading, declared, asked.where), more: false };
}

/** A first page that is not full has told the total already. */
const totalOf = <Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, asked: Asked<Row>, length: number): number | Promise<number> =>
  asked.page === 1 && length < asked.size ? length : count(reading, declared, asked.where);
