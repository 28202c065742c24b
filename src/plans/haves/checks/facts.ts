import { sql } from 'kysely';
import { closingDay, stood, within } from '#institutions/facts.ts';
import { allOf, claim, type CounterExample } from '#platform/figures/claim.ts';
import { figure } from '#platform/figures/figure.ts';
import { oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { source } from '#platform/records/source.ts';
import { haveCheck, type HaveCheck } from '#plans/haves/checks/record.ts';
import { isMet } from '#plans/haves/standing.ts';
import { checklist } from '#plans/haves/checklists/record.ts';
import { overviewsOn, type Narrowed, type Overview } from '#plans/haves/overview.ts';

export const havesAccepted = figure<HaveCheck>({
  name: 'haves_accepted',
  label: '验收合格的联络委',
  definition: '期末规范化建设（“五有”）验收合格、没有被复查否定的联络委个数；同一联络委验收过几次、按几份清单验收，只计一个。验收后又缺了哪一项，另见“五有”总表。',
  record: haveCheck.name,
  where: oneOf<HaveCheck>('state', ['accepted', 'revoked']),
  span: { from: 'accepted_on', until: 'revoked_on' },
  committee: 'committee_id',
  counts: { distinct: 'committee_id' },
  unit: '个',
});

export const fiveHavesAccepted = claim({
  name: 'five_haves_accepted',
  sentence: '各联络委均达到规范化建设要求并通过验收',
  definition: '对期末每个已设立、有施行中的清单（“五有”等）适用于它的联络委，每份清单都有一次当时有效的验收合格，并且每个必备项目当天都具备（临期也算具备）。清单没有施行的，无从判断。',
  clause: 'standardisation.five_haves',
  href: '/haves',
  async examine(reading, scope) {
    const overviews = await overviewsOn(reading, closingDay(reading, scope), { committee: scope.committee });
    const byCommittee = Map.groupBy(overviews.flatMap(judged), ({ id }) => id);
    return { examined: byCommittee.size, counterExamples: [...byCommittee.values()].flatMap((one) => refuting(one, overviews.length > 1)) };
  },
  otherwise: ({ examined, counterExamples }) => `${examined}个联络委中，${examined - counterExamples.length}个达到规范化建设要求并通过验收，${counterExamples.length}个还没有`,
  none: (n) => `${n}个联络委${allOf(n)}还没有达到规范化建设要求、通过验收`,
});

interface Judged {
  id: string;
  place: string;
  checklist: string;
  /** What it lacks by this checklist; empty when nothing. */
  lacks: string[];
}

const judged = ({ checklist: { title }, committees }: Overview): Judged[] =>
  committees.map(({ id, place, items, acceptedOn }) => {
    const lacking = items.filter((item) => item.item.required && !isMet(item));
    return { id, place, checklist: title, lacks: [...(acceptedOn ? [] : ['还没有验收合格']), ...lacking.map(({ item, why }) => `${item.label}：${why}`)] };
  });

/** One counter-example for a committee, with all that it lacks; the checklist is named where several are in force. */
function refuting(all: readonly Judged[], several: boolean): CounterExample[] {
  const why = all.flatMap(({ checklist: title, lacks }) => lacks.map((words) => (several ? `“${title}”${words}` : words)));
  const [{ id, place }] = all as [Judged];
  return why.length > 0 ? [{ label: `${place}联络委`, why: why.join('；'), href: `/haves/${id}` }] : [];
}

/** The check against a checklist that each committee has open (and had begun by the day), or the last that was accepted; by committee. */
export async function checksOn(reading: Reading, day: string, { line, committee }: Narrowed): Promise<ReadonlyMap<string, Pick<HaveCheck, 'id' | 'state' | 'mend_by'>>> {
  const { rows } = await sql<Pick<HaveCheck, 'id' | 'state' | 'mend_by' | 'committee_id'>>`
    select distinct on (h.committee_id) h.id, h.state, h.mend_by, h.committee_id
    from ${source(reading, haveCheck.table, 'h')} join ${source(reading, checklist.table, 'k')} on k.county_id = h.county_id and k.id = h.checklist_id
    where h.county_id = ${reading.county} and ${within('h.committee_id', { committee })} ${line ? sql`and k.line_id = ${line}` : sql``}
      and ((h.state in ('checking', 'submitted', 'returned') and h.created_at < (${day}::date + 1) at time zone 'Asia/Shanghai') or (h.state = 'accepted' and ${stood('h', 'accepted_on', 'revoked_on', day)}))
    order by h.committee_id, (h.state = 'accepted'), h.id desc`.execute(reading.db);
  return new Map(rows.map(({ committee_id: committee, ...check }) => [committee, check]));
}

export const figures = [havesAccepted];
export const claims = [fiveHavesAccepted];
