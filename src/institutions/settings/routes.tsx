import type { z } from 'zod';
import type { FormalPaper } from '#platform/documents/model.ts';
import type { PaperSource } from '#platform/documents/source.ts';
import { daysOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { AllFields, derivedFacts } from '#platform/http/derived.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Choices, type Surroundings } from '#platform/http/resource.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import type { Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { Section } from '#platform/ui/detail.tsx';
import type { Fact } from '#platform/ui/facts.tsx';
import { Table } from '#platform/ui/table.tsx';
import { dayOf, today } from '#platform/time.ts';
import { committeeChoices } from '#institutions/facts.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { rosterLines } from '#institutions/roster.ts';
import { replyDrafted, replyPaper, requestPaper, type SettingWritten } from '#institutions/settings/paper.ts';
import { appointing, certifying, correctSetting, deciding, enterSetting, giving, issuing, replied, requesting } from '#institutions/settings/actions.ts';
import { setting, settingFields, type Setting } from '#institutions/settings/record.ts';

const { request, reply, decide, issue, appoint, certify } = setting.steps;

interface Around extends Surroundings {
  /** The committees that a single one covers. */
  covered: Committee[];
}

const settings = resource<Setting, Around>({
  declared: setting,
  fields: settingFields,
  around: async (reading, rows) => ({ choices: { committee: await committeeChoices(reading) }, covered: rows.length === 1 ? await coveredBy(reading, rows[0]!) : [] }),
  enter: enterSetting,
  correct: correctSetting,
  effects: { request: requesting, reply: replied, decide: deciding, issue: issuing, plaque: giving, appoint: appointing, certify: certifying },
  known: () => ({ studied_on: today() }),
  facts: (row, { choices, covered }) => [
    ...derivedFacts(settingFields.omit({ remark: true, scan: true, grounds: true, signatory: true, contact: true }), { ...row }, choices),
    ...[request, decide, reply, issue, appoint, certify].flatMap(({ input }) => factsOf(input!, row, choices)),
    ...plaquesGiven(row, covered),
    ...derivedFacts(settingFields.pick({ grounds: true, signatory: true, contact: true, scan: true, remark: true }), { ...row }, choices),
  ],
  listing: {
    columns: [
      { key: 'title', label: '事项', cell: (row) => row.title, onCards: 'title', fixed: true },
      { key: 'committees', label: '联络委（个）', cell: (row) => row.committee_ids.length, align: 'end' },
      { key: 'meeting', label: '审定会议', cell: (row) => row.meeting ?? '' },
      { key: 'decided_on', label: '审定日期', cell: (row) => row.decided_on ?? '', tight: true },
      { key: 'document_no', label: '文号', cell: (row) => row.document_no ?? '' },
      { key: 'issued_on', label: '印发日期', cell: (row) => row.issued_on ?? '', tight: true },
      { key: 'state', label: '状态', cell: (row) => setting.states[row.state as 'studied']?.label, tight: true },
      { key: 'created', label: '登记时间', cell: (row) => dayOf(row.created_at), sort: 'created_at', shown: false },
    ],
    filters: [searchOn(setting, '关键词', '事项、文号、会议'), stateFilter(setting), daysOn('decided_on', '审定日期')],
    defaultSort: '-created',
    empty: '还没有登记设置审定。登记时写明拟设立联络委的乡镇（街道），再依次登记请示、县委常委会审定、印发、授牌和任命。',
  },
  lead: (row) => `涉及${row.committee_ids.length}个联络委`,
  stepForm: ({ step, around, form }) => (step === 'reply' ? <AllFields of={reply.input!} form={{ ...form, values: { reply: replyDrafted(around.covered), ...form.values } }} choices={{}} /> : undefined),
  others: (row) => [
    { label: '请示（Word）', href: `/settings/${row.id}/request.docx` },
    ...(row.request_no ? [{ label: row.reply_no ? '批复（Word）' : '批复代拟稿（Word）', href: `/settings/${row.id}/reply.docx` }] : []),
  ],
  sections: (_row, { covered }) => (
    <Section title="涉及的联络委" count={covered.length}>
      <Table<Committee>
        caption="涉及的联络委"
        rows={covered}
        href={({ id }) => `/committees/${id}`}
        columns={[
          { key: 'name', label: '名称', cell: ({ name }) => name, onCards: 'title' },
          { key: 'state', label: '状态', cell: ({ state }) => committee.states[state as 'proposed']?.label, tight: true },
          { key: 'founded_on', label: '设立日期', cell: ({ founded_on }) => founded_on ?? '', tight: true },
          { key: 'plaque_on', label: '授牌日期', cell: ({ plaque_on }) => plaque_on ?? '', tight: true },
        ]}
      />
    </Section>
  ),
});

const coveredBy = (reading: Reading, row: Setting): Promise<Committee[]> =>
  list(reading, committee, { where: oneOf<Committee>('id', row.committee_ids), order: [{ column: 'rank' }, { column: 'place' }], limit: row.committee_ids.length });

/** What a step left behind; before it was taken there is nothing to show. */
const factsOf = (fields: z.ZodObject, row: Setting, choices: Choices): Fact[] =>
  Object.keys(fields.shape).some((name) => row[name as keyof Setting] !== null) ? derivedFacts(fields, { ...row }, choices) : [];

/** How far the plaques are: 20个中的20个. */
function plaquesGiven({ state, committee_ids }: Setting, covered: readonly Committee[]): Fact[] {
  if (!['issued', 'appointed'].includes(state)) return [];
  return [{ label: '授牌', value: `${committee_ids.length}个联络委中，已授牌${covered.filter(({ plaque_on }) => plaque_on).length}个` }];
}

/** 请示 and 批复, written from the records; who may open the setting may print them. */
const written = (paper: (from: SettingWritten) => FormalPaper) => async (visit: Visit): Promise<Response> =>
  paperAnswer(visit, await look(visit, async (reading) => paper(await factsFor(reading, visit.param('id'), visit.county))));

async function factsFor(reading: Reading, id: string, county: SettingWritten['county']): Promise<SettingWritten> {
  const row = await get(reading, setting, id);
  const committees = await coveredBy(reading, row);
  return { row, committees, people: await rosterLines(reading, committees, false), county, today: today() };
}

export const requestSource: PaperSource = { declared: setting, label: '设置请示', paperOf: async (reading, id, county) => requestPaper(await factsFor(reading, id, county)) };

export function mount(site: Site): void {
  mountResource(site, settings);
  site.add({ method: 'GET', path: '/settings/:id/request.docx', handle: written(requestPaper) });
  site.add({ method: 'GET', path: '/settings/:id/reply.docx', handle: written(replyPaper) });
}
