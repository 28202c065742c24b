import { json, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent } from '#platform/http/body.ts';
import { derivedFacts, FieldOf } from '#platform/http/derived.tsx';
import { searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { Problem } from '#platform/problems.ts';
import { transact, type Act } from '#platform/records/act.ts';
import { isId } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { committeeChoices, memberChoices } from '#institutions/facts.ts';
import { correct, effects, write } from '#archives/annuals/actions.ts';
import { confirmationOf } from '#archives/annuals/facts.ts';
import { annualFields, memberAnnual, type MemberAnnual } from '#archives/annuals/record.ts';

interface Around extends Surroundings {
  places: ReadonlyMap<string, string>;
}

const annualHref = ({ member_id, year }: MemberAnnual): string => `/archives/members/${member_id}/annual?year=${year}`;
const isOffice = ({ actor }: Visit): boolean => holds(actor, 'county_office');

const annuals = resource<MemberAnnual, Around>({
  declared: memberAnnual,
  fields: annualFields,
  newLabel: '登记一份小结',
  enterLabel: '报送小结',
  async around(reading) {
    const committees = await committeeChoices(reading);
    const members = holds(reading.actor, 'county_office') ? await memberChoices(reading) : [];
    return { choices: { member: members, committee: committees }, places: new Map(committees.map(({ value, label }) => [value, label])) };
  },
  known: ({ actor, query }) => ({ member_id: query.get('of') ?? actor?.memberId ?? undefined, year: query.get('year') ?? today().slice(0, 4) }),
  enter: write,
  correct,
  effects,
  form: ({ form, around: { choices }, visit, row }) => (
    <>
      {!row && isOffice(visit) && <FieldOf of={annualFields} name="member_id" form={form} choices={choices} />}
      {!row && !isOffice(visit) && <input type="hidden" name="member_id" value={String(form.values['member_id'] ?? '')} />}
      {!row && <FieldOf of={annualFields} name="year" form={form} choices={choices} />}
      <FieldOf of={annualFields} name="summary" form={form} choices={choices} />
    </>
  ),
  batch: (visit) => (isOffice(visit) ? { action: `/${memberAnnual.path}/confirmations`, acts: [{ name: 'confirm', label: '一并确认' }] } : undefined),
  listing: {
    columns: [
      { key: 'name', label: '委员', cell: ({ name }) => name, onCards: 'title', fixed: true },
      { key: 'year', label: '年度', cell: ({ year }) => `${year}年`, sort: 'year', tight: true },
      { key: 'place', label: '联络委', cell: ({ committee_id }, { places }) => places.get(committee_id ?? '') ?? '' },
      { key: 'written_on', label: '报送日期', cell: ({ written_on }) => written_on, tight: true },
      { key: 'confirmed_on', label: '确认日期', cell: ({ confirmed_on }) => confirmed_on ?? '', tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => memberAnnual.states[state as 'written'].label, tight: true },
    ],
    filters: [searchOn(memberAnnual, '关键词', '委员姓名'), stateFilter(memberAnnual)],
    defaultSort: '-year',
    empty: '还没有小结。委员在自己的“年度登记表”里，照系统写好的初稿改一改就能报送。',
  },
  facts: (row, { choices, places }) => [
    { label: '委员', value: row.name },
    { label: '年度', value: `${row.year}年` },
    ...(row.committee_id ? [{ label: '联络委', value: places.get(row.committee_id) ?? '' }] : []),
    ...derivedFacts(annualFields.pick({ summary: true }), { ...row }, choices),
    { label: '报送日期', value: row.written_on },
    ...(row.state === 'confirmed' ? [{ label: '县政协意见', value: confirmationOf(row), wide: true }] : []),
  ],
  others: (row) => [{ label: '看年度登记表', href: annualHref(row) }],
  lead: (row, { places }) => [`${row.year}年`, places.get(row.committee_id ?? '')].filter(Boolean).join(' · '),
});

/** A county has fewer members than twice this. */
const AT_ONCE = 100;

const confirmAll = async (act: Act, ids: readonly string[]): Promise<MemberAnnual[]> => {
  const confirmed: MemberAnnual[] = [];
  for (const id of ids) confirmed.push(await take<MemberAnnual>(act, memberAnnual, id, 'confirm', { effect: effects.confirm }));
  return confirmed;
};

/** Those that were ticked, confirmed in one act with the customary word. */
async function confirmSeveral(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const ids = [...new Set([body.form?.getAll('id') ?? body.json?.['ids'] ?? []].flat())].filter((id): id is string => typeof id === 'string' && isId(id));
  if (ids.length === 0) throw new Problem(422, 'nothing_chosen', '还没有勾选小结。请返回列表，在委员前打勾后再点一次。');
  if (ids.length > AT_ONCE) throw new Problem(422, 'too_many', `一次最多确认${AT_ONCE}份，您选了${ids.length}份，请分几次。`);
  const confirmed = await transact(visit.house, visit.actor, requestId(visit, body), (act) => confirmAll(act, ids));
  if (visit.json) return json(visit, { items: confirmed });
  return seeOther(visit, `/${memberAnnual.path}?state=written`, { tone: 'good', sentence: `已确认${confirmed.length}份。` });
}

export function mount(site: Site): void {
  site.add({ method: 'POST', path: `/${memberAnnual.path}/confirmations`, handle: confirmSeveral, api: { summary: '一并确认几份', tag: memberAnnual.title, body: { type: 'object', required: ['ids'], properties: { ids: { type: 'array', maxItems: AT_ONCE, items: { type: 'string', format: 'uuid' } } } } } });
  mountResource(site, annuals);
}
