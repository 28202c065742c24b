import { derivedFacts } from '#platform/http/derived.tsx';
import { daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { holds } from '#platform/identity/actor.ts';
import type { Reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import { agreeing, appointing, correctNomination, examining, nominating } from '#institutions/by-appointments/actions.ts';
import { byAppointment, byAppointmentFields, type ByAppointment } from '#institutions/by-appointments/record.ts';
import { committeeChoices, membersNow, sectorChoices } from '#institutions/facts.ts';
import { currentTerm } from '#institutions/members/facts.ts';
import { personChoices } from '#institutions/people/facts.ts';

interface Around extends Surroundings {
  term: number | undefined;
}

const { examine, agree, appoint } = byAppointment.steps;

const byAppointments = resource<ByAppointment, Around>({
  declared: byAppointment,
  fields: byAppointmentFields,
  async around(reading, rows) {
    const onForm = rows.length <= 1 && holds(reading.actor, 'county_office');
    return {
      choices: { committee: await committeeChoices(reading), sector: await sectorChoices(reading), person: onForm ? await candidates(reading) : [] },
      term: await currentTerm(reading),
    };
  },
  enter: nominating,
  correct: correctNomination,
  effects: { examine: examining, agree: agreeing, appoint: appointing },
  known: ({ query }, { term }) => ({ term, nominated_on: today(), person_id: query.get('person'), committee_id: query.get('committee') }),
  newLabel: '登记提名',
  facts: (row, { choices }) => [
    { label: '拟增补人员', value: row.name },
    ...derivedFacts(byAppointmentFields.omit({ person_id: true }), { ...row }, choices),
    ...[examine.input, agree.input, appoint.input].flatMap((fields) => (fields ? derivedFacts(fields, { ...row }, choices) : [])).filter(({ value }) => value !== ''),
  ],
  others: (row) => (row.member_id ? [{ label: '委员信息', href: `/members/${row.member_id}` }] : []),
  listing: {
    columns: [
      { key: 'name', label: '姓名', cell: (row) => row.name, onCards: 'title', fixed: true },
      { key: 'term', label: '届', cell: (row) => row.term, align: 'end' },
      { key: 'nominated_on', label: '提名', cell: (row) => row.nominated_on, sort: 'nominated_on', tight: true },
      { key: 'examined_on', label: '考察', cell: (row) => row.examined_on ?? '', tight: true },
      { key: 'agreed_on', label: '协商通过', cell: (row) => row.agreed_on ?? '', tight: true },
      { key: 'joined_on', label: '增补为委员', cell: (row) => row.joined_on ?? '', tight: true },
      { key: 'state', label: '状态', cell: (row) => byAppointment.states[row.state as 'nominated']?.label },
    ],
    filters: [searchOn(byAppointment, '姓名'), referenceOn('committee_id', '所属联络委', ({ choices }) => choices.committee ?? []), stateFilter(byAppointment), daysOn('nominated_on', '提名日期', { more: true })],
    defaultSort: '-nominated_on',
    empty: '还没有登记增补。主任还不是县政协委员的，在这里登记提名、考察、协商通过和增补。',
  },
  lead: (row, { choices }) => [choices.committee?.find(({ value }) => value === row.committee_id)?.label, row.nominated_by && `${row.nominated_by}提名`, `${row.nominated_on}提名`].filter(Boolean).slice(0, 3).join(' · '),
});

/** People who could be appointed: those who are not members already. */
async function candidates(reading: Reading): Promise<{ value: string; label: string }[]> {
  const seated = new Set((await membersNow(reading)).map(({ person_id }) => person_id));
  return (await personChoices(reading)).filter(({ value }) => !seated.has(value));
}

export const mount = (site: Site): void => mountResource(site, byAppointments);
