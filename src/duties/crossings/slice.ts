import { sql } from 'kysely';
import type { Beside } from '#platform/beside.ts';
import type { Slice } from '#platform/chapter.ts';
import { figure } from '#platform/figures/figure.ts';
import { maintainer } from '#platform/identity/relations.ts';
import { program } from '#platform/identity/actor.ts';
import type { Recorded } from '#platform/lifecycle/lifecycle.ts';
import { is } from '#platform/predicate.ts';
import { transact, type Act } from '#platform/records/act.ts';
import { arising } from '#duties/crossings/arising.ts';
import { chainHref, mayLink } from '#duties/crossings/chain-page.tsx';
import { neighboursOf } from '#duties/crossings/chain.ts';
import type { Place } from '#duties/crossings/edges.ts';
import { COUNT_WITH, settle } from '#duties/crossings/events.ts';
import { isEvent, nodeKinds } from '#duties/crossings/nodes.ts';
import { eventsOverlapping } from '#duties/crossings/overlap.ts';
import { crossing, type Crossing } from '#duties/crossings/record.ts';
import { mount } from '#duties/crossings/routes.tsx';

const crossingsMade = figure<Crossing>({
  name: 'crossings_made',
  label: '人工连接的关联',
  definition: '期间内由工作人员或委员连接、没有取消的关联条数；记录之间本来就有的联系（编成信息、转办、答复等）不计。',
  record: crossing.name,
  where: is<Crossing>('state', 'standing'),
  day: 'made_on',
  unit: '条',
});

/** So many neighbours are named on a record's page; the picture has all. */
const NAMED = 3;

/** On every record that has a before or an after, and on those to which somebody may give one. */
const besides: Beside<Recorded>[] = nodeKinds.map(({ declared }) => ({
  record: declared.name,
  title: '来龙去脉',
  uncounted: true,
  async find(reading, row) {
    const place = { record: declared.name, id: row.id };
    const near = await neighboursOf(reading, place, {});
    const names = near.slice(0, NAMED).map(({ kind, title }) => `${kind}《${title}》`).join('、');
    return [
      ...(near.length > 0 ? [{ label: '前后经过', href: chainHref(place), about: `连着${names}${near.length > NAMED ? `等${near.length}条` : ''}` }] : []),
      ...(mayLink(reading.actor, declared.name, row) ? [{ label: '连到别的记录', href: near.length > 0 ? `${chainHref(place)}/linking` : chainHref(place) }] : []),
    ];
  },
}));

/** Records also change without an act of their own (a day passes, a figure is declared anew): every morning what counts for an event is what still counts at all. */
async function settleAll(act: Act): Promise<void> {
  const { rows } = await sql<Place>`
    select from_record as record, from_id as id from crossings where county_id = ${act.county} and state = 'standing' and kind = 'same_event'`.execute(act.db);
  await settle(act, rows, maintainer.name);
}

/** The same at once for what an act has changed; what was only just made is linked to nothing. */
async function settleChanged(act: Act): Promise<void> {
  const changed = act.lines.filter(({ record, step }) => isEvent(record) && ![COUNT_WITH, 'create', 'import'].includes(step)).map(({ id }) => id);
  if (changed.length === 0) return;
  const { rows } = await sql<Place>`
    (select from_record as record, from_id as id from crossings where county_id = ${act.county} and state = 'standing' and kind = 'same_event' and from_id = any(${changed}::uuid[]))
    union (select to_record, to_id from crossings where county_id = ${act.county} and state = 'standing' and kind = 'same_event' and to_id = any(${changed}::uuid[]))`.execute(act.db);
  await settle(act, rows, maintainer.name);
}

/** 来龙去脉: where one duty becomes another, and what counts when one event was written down several times (decision 19). */
export const crossingsSlice: Slice = {
  records: [crossing],
  figures: [crossingsMade, eventsOverlapping],
  beside: besides,
  arising,
  follows: settleChanged,
  daily: (house, county) => transact(house, program(county), null, settleAll),
  mount,
};
