import { sql } from 'kysely';
import { closingDay } from '#institutions/facts.ts';
import type { Awaited } from '#platform/awaited.ts';
import { allOf, claim } from '#platform/figures/claim.ts';
import type { Scope } from '#platform/figures/count.ts';
import { countyOffice } from '#platform/identity/relations.ts';
import { all, between, is, not, oneOf, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';
import { workingDayAfter } from '#platform/working-days.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterOver } from '#plans/facts.ts';
import { instruction } from '#duties/opinions/instructions/record.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { outcome } from '#duties/opinions/outcomes/record.ts';

/** 直通车: what goes straight to the county goes on from there at once. Speech: 通过“直通车”渠道. */
interface Direct {
  item: OpinionItem;
  /** By which day it had to go on. */
  dueOn: string;
  /** When it first went on: issued, forwarded, adopted, or with a leader's words. */
  wentOn: string | null;
}

/** Items of the direct channel in a year are fewer. */
const MOST = 1_000;

const direct = all(is<OpinionItem>('route', 'direct'), is<OpinionItem>('precision', 'day'), not(oneOf<OpinionItem>('state', ['draft', 'returned', 'unused', 'merged'])));

async function directItems(reading: Reading, which: Predicate<OpinionItem>): Promise<Direct[]> {
  const { rows } = await sql<OpinionItem & { went_on: string | null }>`
    select r.*, least(r.issued_on,
      (select min(o.came_on) from ${source(reading, outcome.table, 'o')} where o.county_id = r.county_id and o.item_id = r.id and o.state = 'noted'),
      (select min(i.instructed_on) from ${source(reading, instruction.table, 'i')} where i.county_id = r.county_id and i.item_id = r.id and i.state <> 'void')
    )::text as went_on
    from ${source(reading, opinionItem.table, 'r')}
    where ${among(reading, opinionItem, all(direct, which))} order by r.submitted_on, r.id limit ${MOST}`.execute(reading.db);
  const [days, calendar] = [await parameterOver(reading, 'items.direct_days'), await workCalendarOf(reading)];
  return rows.map(({ went_on, ...item }) => ({ item, wentOn: went_on, dueOn: workingDayAfter(calendar, item.submitted_on!, days(item.submitted_on!)) }));
}

const within = ({ from, to, committee }: Scope): Predicate<OpinionItem> =>
  all(between<OpinionItem>('submitted_on', from, to), ...(committee ? [is<OpinionItem>('committee_id', committee)] : []));

const underWay = oneOf<OpinionItem>('state', Object.entries(opinionItem.states).filter(([, { open }]) => open).map(([state]) => state));

export const directInTime = claim({
  name: 'direct_forwarded_in_time',
  sentence: '“直通车”信息都及时转呈',
  definition: '对报送日期在期间内、已过转呈时限（几个工作日由办法参数规定）的每一条“直通车”信息，在时限内已经印发、转呈、采用或获得批示；草稿、退回的、未采用的和并入别条的不算。',
  clause: 'duty.monthly',
  parameters: ['items.direct_days'],
  href: `/${opinionItem.path}?route=direct`,
  async examine(reading, scope) {
    const closing = closingDay(reading, scope);
    const due = (await directItems(reading, within(scope))).filter(({ dueOn }) => dueOn < closing);
    const late = due.filter(({ dueOn, wentOn }) => wentOn === null || wentOn > dueOn);
    const why = ({ dueOn, wentOn }: Direct): string => (wentOn ? `应在${dueOn}前转呈，${wentOn}才转呈` : `应在${dueOn}前转呈，还没有转呈`);
    return { examined: due.length, counterExamples: late.map((one) => ({ label: one.item.title, why: why(one), href: `/${opinionItem.path}/${one.item.id}` })) };
  },
  otherwise: ({ examined, counterExamples }) => `“直通车”信息${examined}条，及时转呈${examined - counterExamples.length}条，还有${counterExamples.length}条没有及时转呈`,
  none: (n) => `${n}条“直通车”信息${allOf(n)}没有及时转呈`,
});

/** What the direct channel brought and has not gone on yet waits at the county office, the oldest first. */
export const directAwaited: Awaited = {
  title: '“直通车”信息',
  what: '印发或转呈',
  href: `/${opinionItem.path}?route=direct`,
  whose: countyOffice,
  async find(reading) {
    const waiting = (await directItems(reading, underWay)).filter(({ wentOn }) => wentOn === null);
    return waiting.map(({ item, dueOn }) => ({ label: `${item.title}（${dueOn}前）`, href: `/${opinionItem.path}/${item.id}`, since: item.submitted_on }));
  },
};
