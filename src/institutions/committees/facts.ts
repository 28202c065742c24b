import { sql } from 'kysely';
import { allOf, claim } from '#platform/figures/claim.ts';
import { figure } from '#platform/figures/figure.ts';
import { oneOf } from '#platform/predicate.ts';
import { source } from '#platform/records/source.ts';
import { closingDay, stood, within } from '#institutions/standing.ts';
import { placeOn } from '#institutions/naming.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';

export const committeesEstablished = figure<Committee>({
  name: 'committees_established',
  label: '已设立的联络委',
  definition: '期末已设立、未撤销的乡镇（街道）政协联络委个数；拟设立的不计。设立日期没有登记的，按早已设立计。',
  record: committee.name,
  where: oneOf<Committee>('state', ['established', 'abolished']),
  span: { from: 'founded_on', until: 'abolished_on' },
  committee: 'id',
  unit: '个',
});

interface Founding {
  id: string;
  place: string;
  decision: string | null;
  state: string | null;
  decided_on: string | null;
  /** Founded by a reorganisation that was decided: the committee came out of others. */
  succeeded: boolean;
}

export const decisionByStandingCommittee = claim({
  name: 'decision_by_standing_committee',
  sentence: '联络委的设置均由县委常委会会议研究审定',
  definition: '对期末每个已设立的联络委，都有一份设置审定记录，登记了县委常委会会议的审定日期，且已印发；由合并、分设新设的，有一份已生效、登记了审定会议的机构调整记录。',
  clause: 'setting_up.procedure',
  href: '/settings',
  async examine(reading, scope) {
    const day = closingDay(reading, scope);
    const { rows } = await sql<Founding>`
      select c.id, ${placeOn(reading, 'c', day)} as place, d.id as decision, d.state, d.decided_on, exists (
        select from ${source(reading, 'reorganisations', 'r')}
        where r.county_id = c.county_id and c.id = any(r.successor_ids) and r.state = 'effected' and r.effective_on = c.founded_on and r.meeting is not null
      ) as succeeded
      from ${source(reading, 'committees', 'c')}
      left join ${source(reading, 'settings', 'd')} on d.county_id = c.county_id and d.id = c.decision_id
      where c.county_id = ${reading.county} and c.state in ('established', 'abolished') and ${stood('c', 'founded_on', 'abolished_on', day)} and ${within('c.id', scope)}
      order by c.rank, c.place, c.id`.execute(reading.db);
    const why = (row: Founding): string | undefined => {
      if (row.succeeded && !row.decision) return undefined;
      if (!row.decision) return '没有登记审定其设置的县委常委会会议';
      if (!['issued', 'appointed'].includes(row.state ?? '') || !row.decided_on) return '设置审定记录还没有办到“已印发”';
      return row.decided_on > day ? `县委常委会会议${row.decided_on}才审定` : undefined;
    };
    return {
      examined: rows.length,
      counterExamples: rows.flatMap((row) => {
        const reason = why(row);
        return reason ? [{ label: `${row.place}联络委`, why: reason, href: `/committees/${row.id}` }] : [];
      }),
    };
  },
  otherwise: ({ examined, counterExamples }) => `${examined}个联络委中，${examined - counterExamples.length}个有县委常委会会议审定的登记，${counterExamples.length}个还没有`,
  none: (n) => `${n}个联络委${allOf(n)}还没有县委常委会会议审定的登记`,
});

export const figures = [committeesEstablished];
export const claims = [decisionByStandingCommittee];
