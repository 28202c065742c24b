import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { participantsNow } from '#institutions/participants/facts.ts';
import { AllFields } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { committeesOf, isOnlyParticipant } from '#platform/identity/actor.ts';
import { today } from '#platform/time.ts';
import { itemFormFrom, itemsOf, type MadeItem } from '#duties/crossings.ts';
import { heldWords } from '#duties/held.ts';
import { MadeItems } from '#duties/made-items.tsx';
import { correctConsultation, enterConsultation } from '#duties/consultations/actions.ts';
import { consultation, consultationFields, suggestedFields, uptakes, type Consultation } from '#duties/consultations/record.ts';

interface Around extends Surroundings {
  places: Map<string, string>;
  /** The opinion items made of the one whose page it is. */
  items: MadeItem[];
}

const consultations = resource<Consultation, Around>({
  declared: consultation,
  fields: consultationFields,
  async around(reading, rows, { actor }) {
    const committees = await committeeChoices(reading);
    const own = [...committeesOf(actor, 'worker', 'director', 'deputy_director'), ...rows.map(({ committee_id }) => committee_id)];
    const asked = rows.length <= 1 ? await participantsNow(reading, own) : [];
    return { choices: { committee: committees, participant: asked.map(({ person_id, name, kind }) => ({ value: person_id, label: `${name}（${kind}）` })) }, places: new Map(committees.map(({ value, label }) => [value, label])), items: rows.length === 1 ? await itemsOf(reading, 'consultation_id', rows[0]!.id) : [] };
  },
  known: ({ actor }) => ({ committee_id: ownCommittee(actor) ?? committeesOf(actor, 'participant')[0], held_on: today() }),
  enter: enterConsultation,
  correct: correctConsultation,
  form: ({ form, around, visit }) => {
    if (!isOnlyParticipant(visit.actor)) return <AllFields of={consultationFields} form={form} choices={around.choices} />;
    return <><p class="hint">您提的议题由联络委决定是否列入计划，结果在这里能看到。时间填您希望的日子。</p><AllFields of={suggestedFields} form={form} choices={around.choices} /></>;
  },
  listing: {
    columns: [
      { key: 'topic', label: '议题', cell: (row) => row.topic, onCards: 'title', fixed: true },
      { key: 'place', label: '联络委', cell: (row, { places }) => places.get(row.committee_id) ?? '' },
      { key: 'held_on', label: '时间', cell: heldWords, sort: 'held_on', tight: true },
      { key: 'venue', label: '地点', cell: (row) => row.place ?? '' },
      { key: 'residents', label: '参加群众（人）', cell: (row) => row.residents ?? '', align: 'end' },
      { key: 'agreed', label: '共识（条）', cell: (row) => row.agreed ?? '', align: 'end' },
      { key: 'uptake', label: '落实情况', cell: (row) => uptakes[row.uptake as keyof typeof uptakes] ?? '', tight: true },
      { key: 'state', label: '状态', cell: (row) => consultation.states[row.state as 'held']?.label, tight: true },
    ],
    filters: [
      searchOn(consultation, '关键词', '议题、地点、意见'),
      referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []),
      daysOn('held_on', '时间'),
      stateFilter(consultation),
      choiceOn('uptake', '落实情况', uptakes, { more: true }),
    ],
    defaultSort: '-held_on',
    empty: '还没有协商活动记录。召开一次就登记一次，从表格导入也可以。',
  },
  others: (row, _around, { actor }) => (row.state === 'held' ? [itemFormFrom(actor, 'consultation_id', row)].filter((link) => link !== undefined) : []),
  sections: (_row, { items }) => <MadeItems title="由此编写的社情民意信息" items={items} />,
  lead: (row, { places }) => `${places.get(row.committee_id) ?? ''} · ${heldWords(row)}`,
});

export const mount = (site: Site): void => mountResource(site, consultations);
