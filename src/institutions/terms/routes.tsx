import type { MembersWork } from '#platform/chapter.ts';
import { seeOther } from '#platform/http/answers.tsx';
import { requestId, sent } from '#platform/http/body.ts';
import { json, page } from '#platform/http/answers.tsx';
import { stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { check } from '#platform/lifecycle/lifecycle.ts';
import { all, is } from '#platform/predicate.ts';
import { notFound, Problem, Repeated } from '#platform/problems.ts';
import { transact, type Reading } from '#platform/records/act.ts';
import { count, get, isId, list } from '#platform/records/read.ts';
import { refuse } from '#platform/records/write.ts';
import { committeeChoices, sectorChoices } from '#institutions/facts.ts';
import { handover, type Handover } from '#institutions/handovers/record.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { seatsOf, warningsOf } from '#institutions/quotas/facts.ts';
import { correctTerm, enterTerm, freezing, nominateAgain, takingBack, takingOver, thawing } from '#institutions/terms/actions.ts';
import { changeOver, headsOfTerms, type ChangeOver } from '#institutions/terms/facts.ts';
import { ChangeOverSections, CourseOfChange, HandoversSection } from '#institutions/terms/pages/change-over.tsx';
import { RosterPage } from '#institutions/terms/pages/roster.tsx';
import { term, termFields, type Term } from '#institutions/terms/record.ts';

interface Around extends Surroundings {
  heads: Map<number, Record<string, number>>;
  change?: ChangeOver;
  /** What a clerk should look at in the seats by sector of a term that is being prepared. */
  seats: string[];
  places: Map<string, string>;
  sectors: Map<string, string>;
  handovers: Handover[];
}

const MOST_HANDOVERS = 500;

const terms = (works: readonly MembersWork[]) => resource<Term, Around>({
  declared: term,
  fields: termFields,
  newLabel: '登记一届',
  async around(reading, rows) {
    const [only] = rows.length === 1 ? rows : [];
    const change = only?.state === 'preparing' ? await changeOver(reading, only, works) : undefined;
    const { places, sectors } = await belongings(reading);
    return {
      heads: await headsOfTerms(reading),
      handovers: only ? await list<Handover>(reading, handover, { where: is<Handover>('term', only.number), limit: MOST_HANDOVERS }) : [],
      change, places, sectors,
      seats: only && change ? await seatsToLookAt(reading, only) : [],
      choices: { member: change ? contactChoices(change, places) : [] },
    };
  },
  enter: enterTerm,
  correct: correctTerm,
  effects: { takeOver: takingOver(works), takeBack: takingBack, freeze: freezing, thaw: thawing },
  listing: {
    columns: [
      { key: 'number', label: '届', cell: (row) => `第${row.number}届`, plain: (row) => row.number, onCards: 'title', fixed: true, sort: 'number' },
      { key: 'starts_on', label: '起始日期', cell: (row) => row.starts_on, tight: true },
      { key: 'ends_on', label: '届满日期', cell: (row) => row.ends_on ?? '', tight: true },
      { key: 'seats', label: '名额', cell: (row) => row.seats ?? '', align: 'end' },
      { key: 'members', label: '委员', cell: (row, { heads }) => heads.get(row.number)?.current ?? heads.get(row.number)?.nominated ?? heads.get(row.number)?.left ?? 0, align: 'end' },
      { key: 'first_session_on', label: '一次会议', cell: (row) => row.first_session_on ?? '', tight: true },
      { key: 'state', label: '状态', cell: (row) => term.states[row.state as 'current']?.label, tight: true },
    ],
    filters: [stateFilter(term)],
    defaultSort: '-number',
    empty: '还没有登记届。请先登记本届；要换届时，再登记下一届来筹备。',
  },
  lead: (row) => [`${row.starts_on}起`, row.frozen_on && `名册${row.frozen_on}起冻结`, row.ends_on && `${row.ends_on}届满`].filter(Boolean).join(' · '),
  sections: (row, { change, handovers, heads, seats, places, sectors }) => (
    <>
      {change && <CourseOfChange row={row} change={change} seats={seats} />}
      {change && change.staying.length + change.fresh.length > 0 && <ChangeOverSections change={change} places={places} sectors={sectors} />}
      {handovers.length > 0 && <HandoversSection rows={handovers} />}
      {!change && <p><a href={`/members?term=${row.number}`}>第{row.number}届委员名册</a>（{heads.get(row.number)?.current ?? heads.get(row.number)?.left ?? 0}人）</p>}
    </>
  ),
});

/** What members belong to, by id. */
async function belongings(reading: Reading): Promise<{ places: Map<string, string>; sectors: Map<string, string> }> {
  const named = (options: readonly { value: string; label: string }[]) => new Map(options.map(({ value, label }) => [value, label]));
  return { places: named(await committeeChoices(reading)), sectors: named(await sectorChoices(reading)) };
}

/** The next term's own people are asked, and none but them: those of the committees in which something is left open, committee by committee. */
function contactChoices({ staying, fresh, matters }: ChangeOver, places: ReadonlyMap<string, string>): { value: string; label: string }[] {
  const concerned = new Set(matters.map(({ from }) => from.committee_id));
  const placeOf = ({ committee_id }: Member): string => places.get(committee_id ?? '') ?? '';
  return [...staying, ...fresh].filter(({ committee_id }) => concerned.has(committee_id))
    .toSorted((a, b) => placeOf(a).localeCompare(placeOf(b)) || (a.name_key < b.name_key ? -1 : 1))
    .map((one) => ({ value: one.id, label: `${placeOf(one) || '未编入联络委'}　${one.name}` }));
}

async function seatsToLookAt(reading: Reading, { number, seats }: Term): Promise<string[]> {
  const rows = await seatsOf(reading, number);
  return rows.some((row) => row.seats !== null) ? warningsOf(rows, seats) : [];
}

const showRoster: Handler = (visit) =>
  look(visit, async (reading) => {
    const next = await get<Term>(reading, term, visit.param('id'));
    if (!holds(visit.actor, 'county_office') || next.state !== 'preparing') throw notFound('这个页面');
    const change = await changeOver(reading, next, []);
    const nominated = await count<Member>(reading, member, all(is<Member>('state', 'nominated'), is<Member>('term', next.number)));
    return page(visit, <RosterPage frame={frameOf(visit)} next={next} candidates={change.leaving} nominated={nominated} {...(await belongings(reading))} />);
  });

/** 续任: the ticked members of the current term are nominated for the next. */
const nominate: Handler = async (visit) => {
  const body = await sent(visit);
  const ids = (body.json ? [body.json['ids']].flat() : (body.form?.getAll('id') ?? [])).map(String);
  if (ids.some((id) => !isId(id))) throw new Problem(422, 'bad_ids', '名单里有认不出的编号，请回到名册页重新打勾。');
  const id = visit.param('id');
  const made = await nominated(visit, requestId(visit, body), id, ids);
  const sentence = `已列入下届人选${made}人`;
  return visit.json ? json(visit, { nominated: made, detail: sentence }, 201) : seeOther(visit, `/terms/${id}/roster`, { tone: 'good', sentence });
};

async function nominated(visit: Visit, request: string | null, id: string, ids: readonly string[]): Promise<number> {
  try {
    return await transact(visit.house, visit.actor, request, async (act) => {
      const next = await get<Term>(act, term, id);
      const refusal = check(term, 'takeOver', act.actor, next);
      if (refusal?.kind === 'not_yours') refuse(refusal);
      return (await nominateAgain(act, next, ids)).length;
    });
  } catch (error) {
    if (error instanceof Repeated) return ids.length;
    throw error;
  }
}

/** @param works what members have open in the duties, asked when a term takes over */
export const mountWith = (works: () => readonly MembersWork[]) => (site: Site): void => {
  mountResource(site, terms(works()));
  site.add({ method: 'GET', path: '/terms/:id/roster', handle: showRoster });
  site.add({ method: 'POST', path: '/terms/:id/roster', handle: nominate, api: { summary: '从本届委员中选下届人选（续任）', tag: term.title, status: 201, body: { type: 'object', properties: { ids: { type: 'array', items: { type: 'string', format: 'uuid' } } } } } });
};
