import { sql } from 'kysely';
import { bareName, type RowResolver } from '#platform/importing/resolving.ts';
import type { TakenRow } from '#platform/importing/taking.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import { lock } from '#platform/records/write.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { countOnItem } from '#duties/opinions/outcomes/noting.ts';
import type { levels } from '#duties/opinions/outcomes/record.ts';

/** What the registers of adoptions and of instructions have in common: each row speaks of an item that is here already, by its title or its issue. */

/** Words for the levels; 直辖 bodies and ministries aside, the first character of a body's name tells its own. */
export const levelWords: Readonly<Record<keyof typeof levels, readonly string[]>> = {
  township: ['乡镇（街道）', '乡镇', '镇', '乡', '街道', '乡级', '镇级', '乡镇级'], county: ['县', '县级', '区级', '本县', '县政协', '县委', '县政府'], city: ['市', '市级', '州级', '地市级', '市政协', '州政协', '市委', '市政府'],
  province: ['省', '省级', '自治区级', '省政协', '省委', '省政府'], nation: ['全国', '国家级', '全国政协', '中央', '国家'],
};

/** The level that the name of a body tells. */
export function levelOf(body: string | null): keyof typeof levels | null {
  const found = (Object.entries(levelMarks) as [keyof typeof levels, RegExp][]).find(([, mark]) => mark.test(body ?? ''));
  return found ? found[0] : null;
}

const levelMarks = { nation: /全国|中央|国务院|国家/u, province: /省|自治区/u, city: /[市州]/u, county: /[县区]/u, township: /[乡镇]|街道/u } as const;

interface Issue {
  year: string | undefined;
  number: number;
}

/** 〔2025〕第12期, 2025年12期, 第12期, 12. */
function issueIn(written: string | null): Issue | undefined {
  const year = /20\d{2}/u.exec(written ?? '')?.[0];
  const number = /(\d{1,4})\D*$/u.exec((written ?? '').replace(year ?? '', ''))?.[1];
  return number ? { year, number: Number(number) } : undefined;
}

interface Naming {
  title: string | null;
  issue: string | null;
  came: { day: string } | null;
}

type Found = (naming: Naming, row: RowResolver<'title' | 'issue'>) => string | null;

/** Finds the item of each row among those that may have outcomes; a row whose item is not there, or could be several, is refused at its cell. */
export async function itemsOfRows(reading: Reading, rows: readonly TakenRow[]): Promise<Found> {
  const named = rows.map(({ values }) => values as unknown as Naming);
  const titles = [...new Set(named.flatMap(({ title }) => (title ? [bareName(title)] : [])))];
  const issues = [...new Set(named.flatMap(({ issue }) => issueIn(issue)?.number ?? []))];
  const { rows: items } = await sql<Pick<OpinionItem, 'id' | 'title' | 'issue_year' | 'issue' | 'issuer_id'>>`
    select r.id, r.title, r.issue_year, r.issue, r.issuer_id from opinion_items r
    where ${among(reading, opinionItem)} and r.state not in ('draft', 'returned', 'unused')
      and (translate(r.title, ' 　“”"''（）()', '') = any(${titles}::text[]) or r.title = any(${named.flatMap(({ title }) => title ?? [])}::text[]) or r.issue = any(${issues}::int[]))`.execute(reading.db);
  return ({ title, issue, came }, row) => {
    const wanted = issueIn(issue);
    const year = wanted?.year ?? came?.day.slice(0, 4);
    const ofIssue = (item: (typeof items)[number]): boolean => !wanted || (item.issue === wanted.number && String(item.issue_year) === year);
    const fitting = items.filter((item) => ofIssue(item) && (title ? bareName(item.title) === bareName(title) : wanted !== undefined && item.issuer_id === null));
    if (fitting.length === 1) return fitting[0]!.id;
    const field = title ? 'title' : 'issue';
    const words = title ?? (issue ? `${year}年${issue}` : '');
    row.remark(field, 'refuse', !title && !wanted ? '请写信息的标题或期号。'
      : fitting.length === 0 ? `系统里没有已报送的信息“${words}”。请核对标题和期号，或先登记、导入这条信息。`
      : `有${fitting.length}条信息都是“${words}”，请写上期号，写明年份。`);
    return null;
  };
}

/** Counts on each item what came in of it, or what an undone import takes back. */
export async function countOnItems(act: Act, rows: readonly { item_id: string }[], sign: 1 | -1, by: (n: number) => { outcomes: number; instructions?: number }, why: string): Promise<void> {
  for (const [id, its] of Map.groupBy(rows, ({ item_id }) => item_id)) await countOnItem(act, await lock(act, opinionItem, id), by(sign * its.length), why);
}
