import { sql } from 'kysely';
import { nextNumber } from '#platform/records/numbers.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { Problem } from '#platform/problems.ts';
import { is } from '#platform/predicate.ts';
import { list } from '#platform/records/read.ts';
import type { AskedContent, FiguresContent } from '#reports/sharing/file.ts';
import { findKey, keyOf, signed, type Signed } from '#reports/sharing/keys.ts';
import type { Sharing } from '#reports/sharing/record.ts';
import { requiredFigure, type RequiredFigure } from '#reports/sharing/required/record.ts';
import type { SiblingStanding } from '#reports/sharing/standings.ts';

const MOST = 5_000;

interface Reported {
  required_id: string;
  label: string;
  unit: string;
  decimals: number | null;
  definition: string;
  digest: string;
  period: string;
  from_on: string;
  to_on: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  as_of: Date;
  revision: number;
  said: string | null;
}

/** All that was sent under a sharing, as a file that proves itself: each has a number, so that an older one cannot take the place of a newer. */
export async function figuresFile(act: Act, under: Sharing): Promise<Signed<FiguresContent>> {
  if (under.state !== 'active') throw new Problem(409, 'not_sharing', '数据共享没有在进行，不能导出上报文件。');
  const { rows } = await sql<Reported>`
    select q.required_id, f.label, f.unit, f.decimals, q.definition, q.digest, f.period, f.from_on, f.to_on, f.value, f.numerator, f.denominator, f.as_of, f.revision, f.said
    from shared_figures f join subscriptions q on q.county_id = f.county_id and q.id = f.subscription_id
    where f.county_id = ${act.county} and f.sharing_id = ${under.id} and f.state = 'sent' order by f.to_on desc, f.id limit ${MOST}`.execute(act.db);
  const { rows: [county] } = await sql<{ name: string }>`select name from counties where county_id = ${act.county}`.execute(act.db);
  return signed(await keyOf(act), {
    kind: 'figures', county: county!.name, superior: under.superior_name, serial: await nextNumber(act, `rollup/${under.id}`), made_at: act.at.toISOString(),
    names_shown: under.names_shown, agreed_by: under.agreed_by, document_no: under.document_no,
    figures: rows.map(({ required_id, from_on, to_on, as_of, said, ...row }) => ({ ...row, required: required_id, from: from_on, to: to_on, as_of: as_of.toISOString(), reason: row.revision > 1 ? said : null })).map(inOrder),
  });
}

/** The keys in one order, so that the same numbers make the same text. */
const inOrder = ({ required, label, unit, decimals, definition, digest, period, from, to, value, numerator, denominator, as_of, revision, reason }: FiguresContent['figures'][number]) =>
  ({ required, label, unit, decimals, definition, digest, period, from, to, value, numerator, denominator, as_of, revision, reason });

/** What the superior asks, and how the counties stand: for those with machines of their own. */
export async function askedFile(reading: Reading, name: string): Promise<Signed<AskedContent>> {
  const key = await findKey(reading);
  if (!key) throw new Problem(409, 'nothing_asked', '还没有发布过需要的数字，没有可以导出的。请先发布一个。');
  const required = await list<RequiredFigure>(reading, requiredFigure, { where: is<RequiredFigure>('state', 'published'), order: [{ column: 'rhythm' }, { column: 'id' }], limit: 500 });
  const { rows: standings } = await sql<SiblingStanding>`
    select required_id, period, n, q1, median, q3, named from sibling_standings where county_id = ${reading.county} order by period desc, required_id limit ${MOST}`.execute(reading.db);
  return signed(key, {
    kind: 'asked', superior: name, made_at: new Date().toISOString(), standings,
    required: required.map(({ id, figure, conditions, kind, label, definition, unit, decimals, digest, rhythm, due_days, small, words }) =>
      ({ id, figure, conditions, kind: kind as 'figure', label, definition, unit, decimals, digest, rhythm: rhythm as 'month', due_days, small, words })),
  });
}
