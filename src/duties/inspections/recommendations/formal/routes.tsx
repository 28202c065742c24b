import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { get } from '#platform/records/read.ts';
import { create, type Effect } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { LongText } from '#platform/ui/facts.tsx';
import { happenedOn } from '#duties/days.ts';
import { begunFrom, firstWords } from '#duties/inspections/begun-from.ts';
import { visitChoices } from '#duties/inspections/of-visit.ts';
import { inspection } from '#duties/inspections/record.ts';
import { formalPaper } from '#duties/inspections/recommendations/formal/paper.ts';
import { adopters, formalFields, formalRecommendation, type FormalRecommendation } from '#duties/inspections/recommendations/formal/record.ts';
import { visitReport } from '#duties/inspections/reports/record.ts';

interface Around extends Surroundings {
  places: ReadonlyMap<string, string>;
  begun: Awaited<ReturnType<typeof firstWords>>;
}

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof formalRecommendation.steps, Effect<FormalRecommendation>>> = {
  adopt: async (act, _row, { adopted_on, ...said }: { adopted_by: string; meeting: string; adopted_on?: string }) => ({ ...said, adopted_on: happenedOn(act, 'adopted_on', adopted_on) }),
  send: async (act, _row, { doc_no, sent_on }: { doc_no: string; sent_on?: string }) => ({ doc_no, sent_on: happenedOn(act, 'sent_on', sent_on) }),
  answer: async (act, _row, { outcome, outcome_on }: { outcome: string; outcome_on?: string }) => ({ outcome, outcome_on: happenedOn(act, 'outcome_on', outcome_on) }),
};

const formal = resource<FormalRecommendation, Around>({
  declared: formalRecommendation,
  fields: formalFields,
  newLabel: '起草建议案',
  enterLabel: '存为草稿',
  async around(reading, rows, visit) {
    const asked = rows.length === 1 ? rows[0]!.inspection_id : visit.query.get('inspection_id');
    const committees = await committeeChoices(reading);
    return {
      choices: { committee: committees, inspection: await visitChoices(reading, asked) }, places: new Map(committees.map(({ value, label }) => [value, label])),
      begun: rows.length === 0 ? await firstWords(reading, visit.query.get('inspection_id')) : undefined,
    };
  },
  known: ({ actor, county }, { begun }) => ({
    inspection_id: begun?.visit.id, committee_id: begun?.visit.committee_id ?? ownCommittee(actor), title: begun && `关于${Array.from(begun.visit.topic).slice(0, 80).join('')}的建议案`,
    addressee: `中共${county.name}委员会、${county.name}人民政府`, body: begun?.body,
  }),
  async enter(act, values, how) {
    const { committee_id, ...begun } = await begunFrom(act, values.inspection_id);
    return create<FormalRecommendation>(act, formalRecommendation, { ...values, ...begun, committee_id: values.committee_id ?? committee_id }, how);
  },
  correct: async (act, _row, values) => {
    const { committee_id: _own, ...begun } = await begunFrom(act, values.inspection_id);
    return 'inspection_id' in values ? { ...values, ...begun } : values;
  },
  effects,
  listing: {
    columns: [
      { key: 'title', label: '标题', cell: ({ title }) => title, onCards: 'title', fixed: true },
      { key: 'committee', label: '提出单位', cell: ({ committee_id }, { places }) => places.get(committee_id ?? '') ?? '县政协' },
      { key: 'addressee', label: '主送', cell: ({ addressee }) => addressee, shown: false },
      { key: 'adopted_on', label: '通过日期', cell: ({ adopted_on }) => adopted_on ?? '', sort: 'adopted_on', tight: true },
      { key: 'doc_no', label: '文号', cell: ({ doc_no }) => doc_no ?? '', tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => formalRecommendation.states[state as 'draft']?.label, tight: true },
    ],
    filters: [
      searchOn(formalRecommendation, '关键词', '标题、正文'), referenceOn('committee_id', '联络委', ({ choices }) => choices['committee'] ?? []), stateFilter(formalRecommendation),
      choiceOn('adopted_by', '由哪个会议通过', adopters, { more: true }), daysOn('adopted_on', '通过日期', { more: true }),
    ],
    defaultSort: '-adopted_on',
    empty: '还没有建议案。打开一次调研视察，点“起草建议案”，报告里的问题和建议会先填好。',
  },
  lead: (row, { places }) => [places.get(row.committee_id ?? '') ?? '县政协', row.doc_no].filter(Boolean).join(' · '),
  facts: (row) => [
    ...(row.inspection_id ? [{ label: '由调研视察形成', value: <a href={`/${inspection.path}/${row.inspection_id}`}>{row.subject}</a>, wide: true }] : []),
    ...(row.report_id ? [{ label: '报告', value: <a href={`/${visitReport.path}/${row.report_id}`}>调研视察报告</a> }] : []),
    { label: '主送', value: row.addressee, wide: true },
    ...(row.adopted_on ? [{ label: '通过', value: `${adopters[row.adopted_by as 'plenary']}（${row.meeting}，${row.adopted_on}）`, wide: true }] : []),
    ...(row.sent_on ? [{ label: '报送日期', value: row.sent_on }, { label: '文号', value: row.doc_no }] : []),
    ...(row.body ? [{ label: '正文', value: <LongText text={row.body} />, wide: true }] : []),
    ...(row.outcome ? [{ label: `批示或办理情况（${row.outcome_on}）`, value: <LongText text={row.outcome} />, wide: true }] : []),
  ],
  others: (row) => [{ label: '下载 Word 文件', href: `/${formalRecommendation.path}/${row.id}/paper.docx`, icon: 'exporting' }],
});

async function file(visit: Visit): Promise<Response> {
  const row = await look(visit, (reading) => get<FormalRecommendation>(reading, formalRecommendation, visit.param('id')));
  return paperAnswer(visit, formalPaper(row, visit.county.bodyName, today()));
}

export function mount(site: Site): void {
  site.add({ method: 'GET', path: `/${formalRecommendation.path}/:id/paper.docx`, handle: file, readsOnly: true });
  mountResource(site, formal);
}
