import { sql } from 'kysely';
import { holds } from '#platform/identity/actor.ts';
import { all, is, not, present } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { create, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import type { WorkKind } from '#platform/work.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { ownCommittee } from '#institutions/facts.ts';
import { term, type Term } from '#institutions/terms/record.ts';
import { beginMaking, progressOf } from '#archives/volumes/making.ts';
import { archiveVolume, type ArchiveVolume } from '#archives/volumes/record.ts';

type Entering = Values<ArchiveVolume>;
type Works = () => readonly WorkKind[];

/** A volume is made of what stands at this moment; the journal's last line is written on it, so that the two bear witness for each other. */
export const entering = (works: Works) => async (act: Act, { scope, year, term: number, committee_id }: Entering, how: Circumstances): Promise<ArchiveVolume> => {
  const whole = holds(act.actor, 'county_office', 'maintainer');
  const body = committee_id ?? (whole ? null : (ownCommittee(act.actor) ?? null));
  const place = body ? await find<Committee>(act, committee, body) : undefined;
  if (body && !place) throw invalid({ committee_id: '没有这个联络委，请从列表中重新选择。' });
  const days = scope === 'year' ? daysOfYear(act, year) : await daysOfTerm(act, number);
  const [only] = await list<ArchiveVolume>(act, archiveVolume, { where: all(is<ArchiveVolume>('from_day', days.from_day), is<ArchiveVolume>('to_day', days.to_day), is<ArchiveVolume>('scope', scope!), body ? is<ArchiveVolume>('committee_id', body) : not(present<ArchiveVolume>('committee_id')), not(is<ArchiveVolume>('state', 'void'))), limit: 1 });
  if (only) throw new Problem(409, 'already_there', `《${only.title}》已经有了。要重新封存，请先把原来的作废。`);
  const { rows } = await sql<{ seq: string; hash: string }>`select seq, hash from journal_heads where county_id = ${act.county}`.execute(act.db);
  const entered = await create<ArchiveVolume>(act, archiveVolume, {
    scope, ...days, committee_id: body, title: `${place?.name ?? '全县'}${scope === 'year' ? `${year}年履职档案年度卷` : `第${number}届委员履职档案移交卷`}`,
    as_of: act.at, journal_seq: rows[0]!.seq, journal_hash: rows[0]!.hash,
  }, how);
  act.notices.push(() => beginMaking(act.house, act.actor, works(), entered.id));
  return entered;
};

function daysOfYear(act: Act, year: number | null | undefined): Pick<ArchiveVolume, 'year' | 'term' | 'from_day' | 'to_day'> {
  if (!year) throw invalid({ year: '请填年度。' });
  if (`${year}-12-31` >= dayOf(act.at)) throw invalid({ year: `${year}年还没有过完，过完以后再封存。` });
  return { year, term: null, from_day: `${year}-01-01`, to_day: `${year}-12-31` };
}

async function daysOfTerm(act: Act, number: number | null | undefined): Promise<Pick<ArchiveVolume, 'year' | 'term' | 'from_day' | 'to_day'>> {
  if (!number) throw invalid({ term: '请填第几届。' });
  const [row] = await list<Term>(act, term, { where: is<Term>('number', number), limit: 1 });
  if (!row || row.state === 'preparing') throw invalid({ term: `第${number}届还没有开始，或者没有登记。` });
  const today = dayOf(act.at);
  return { year: null, term: number, from_day: row.starts_on, to_day: row.ends_on && row.ends_on < today ? row.ends_on : today };
}

/** Begun anew: what had been written before was thrown away. */
export const effects = (works: Works): Partial<Record<keyof typeof archiveVolume.steps, Effect<ArchiveVolume>>> => ({
  async retry(act, row) {
    if (progressOf(row.id)) throw new Problem(409, 'under_way', '正在生成，请等一会儿再看。');
    act.notices.push(() => beginMaking(act.house, act.actor, works(), row.id));
    return { fault: null };
  },
});
