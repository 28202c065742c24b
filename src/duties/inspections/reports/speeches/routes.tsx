import { committeeChoices, memberChoices, ownCommittee } from '#institutions/facts.ts';
import { member, type Member } from '#institutions/members/record.ts';
import type { AddressPaper } from '#platform/documents/model.ts';
import { typedBlocks } from '#platform/documents/typed-body.ts';
import { numeral } from '#platform/languages/numerals.ts';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { create, type Effect } from '#platform/records/write.ts';
import { printedDay, today } from '#platform/time.ts';
import { LongText } from '#platform/ui/facts.tsx';
import { happenedOn } from '#duties/days.ts';
import { expectThere } from '#duties/expecting.ts';
import { begunFrom, firstWords } from '#duties/inspections/begun-from.ts';
import { visitChoices } from '#duties/inspections/of-visit.ts';
import { inspection } from '#duties/inspections/record.ts';
import { forms, plenarySpeech, speechFields, type PlenarySpeech } from '#duties/inspections/reports/speeches/record.ts';

interface Around extends Surroundings {
  places: ReadonlyMap<string, string>;
  begun: Awaited<ReturnType<typeof firstWords>>;
}

/** 九届五次会议 */
const sessionWords = ({ term, session }: Pick<PlenarySpeech, 'term' | 'session'>): string => `${numeral(term)}届${numeral(session)}次会议`;

/** The name of the member who speaks stands there by itself. @throws Problem 422 without anybody */
async function speakerOf(act: Act, { member_id, speaker }: { member_id?: string | null; speaker?: string | null }): Promise<Pick<PlenarySpeech, 'member_id' | 'speaker'>> {
  const found = await expectThere<Member>(act, member, 'member_id', member_id);
  const name = found?.name ?? speaker;
  if (!name) throw invalid({ member_id: '请选择发言的委员；不是委员的，在“发言人”里写姓名。' });
  return { member_id: found?.id ?? null, speaker: name };
}

export const effects: Partial<Record<keyof typeof plenarySpeech.steps, Effect<PlenarySpeech>>> = {
  give: async (act, _row, { form, given_on }: { form: string; given_on?: string }) => ({ form, given_on: happenedOn(act, 'given_on', given_on) }),
};

const speeches = resource<PlenarySpeech, Around>({
  declared: plenarySpeech,
  fields: speechFields,
  newLabel: '起草大会发言',
  enterLabel: '存为草稿',
  async around(reading, rows, visit) {
    const asked = rows.length === 1 ? rows[0]!.inspection_id : visit.query.get('inspection_id');
    const committees = await committeeChoices(reading);
    return {
      choices: { committee: committees, member: await memberChoices(reading), inspection: await visitChoices(reading, asked) }, places: new Map(committees.map(({ value, label }) => [value, label])),
      begun: rows.length === 0 ? await firstWords(reading, visit.query.get('inspection_id')) : undefined,
    };
  },
  known: ({ actor }, { begun }) => ({ inspection_id: begun?.visit.id, committee_id: begun?.visit.committee_id ?? ownCommittee(actor), member_id: actor.memberId ?? undefined, title: begun?.visit.topic.slice(0, 100), body: begun?.body }),
  async enter(act, values, how) {
    const { committee_id, ...begun } = await begunFrom(act, values.inspection_id);
    return create<PlenarySpeech>(act, plenarySpeech, { ...values, ...begun, ...(await speakerOf(act, values)), committee_id: values.committee_id ?? committee_id }, how);
  },
  async correct(act, row, values) {
    const { committee_id: _own, ...begun } = await begunFrom(act, values.inspection_id);
    return { ...values, ...('inspection_id' in values ? begun : {}), ...(await speakerOf(act, { member_id: 'member_id' in values ? values.member_id : row.member_id, speaker: values.speaker ?? row.speaker })) };
  },
  effects,
  listing: {
    columns: [
      { key: 'title', label: '题目', cell: ({ title }) => title, onCards: 'title', fixed: true },
      { key: 'speaker', label: '发言人', cell: ({ speaker, for_body }) => (for_body ? `${speaker}（代表${for_body}）` : speaker) },
      { key: 'session', label: '会议', cell: sessionWords, tight: true },
      { key: 'form', label: '方式', cell: ({ form }) => forms[form as 'spoken'] ?? '', tight: true },
      { key: 'given_on', label: '发言日期', cell: ({ given_on }) => given_on ?? '', sort: 'given_on', tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => plenarySpeech.states[state as 'draft']?.label, tight: true },
    ],
    filters: [
      searchOn(plenarySpeech, '关键词', '题目、发言人、发言稿'), referenceOn('committee_id', '联络委', ({ choices }) => choices['committee'] ?? []), stateFilter(plenarySpeech),
      choiceOn('form', '方式', forms, { more: true }), daysOn('given_on', '发言日期', { more: true }),
    ],
    defaultSort: '-given_on',
    empty: '还没有大会发言。打开一次调研视察，点“起草大会发言”，报告里的内容会先填好。',
  },
  lead: (row, { places }) => [sessionWords(row), row.for_body ? `${row.speaker}（代表${row.for_body}）` : row.speaker, places.get(row.committee_id ?? '')].filter(Boolean).join(' · '),
  facts: (row) => [
    ...(row.inspection_id ? [{ label: '由调研视察形成', value: <a href={`/${inspection.path}/${row.inspection_id}`}>{row.subject}</a>, wide: true }] : []),
    { label: '发言人', value: row.speaker }, { label: '代表谁发言', value: row.for_body }, { label: '会议', value: sessionWords(row) },
    ...(row.given_on ? [{ label: '发言', value: `${forms[row.form as 'spoken']}（${row.given_on}）` }] : []),
    ...(row.body ? [{ label: '发言稿', value: <LongText text={row.body} />, wide: true }] : []),
  ],
  others: (row) => [{ label: '下载 Word 文件', href: `/${plenarySpeech.path}/${row.id}/paper.docx`, icon: 'exporting' }],
});

/** 发言材料: the title, who speaks for whom and when, the words. */
function paperOf(row: PlenarySpeech, organ: string): AddressPaper {
  const date = row.given_on ?? today();
  return { layout: 'address', title: row.title, byline: [row.for_body, row.speaker, printedDay(date)].filter(Boolean).join('　'), date, organ, blocks: typedBlocks(row.body ?? '') };
}

async function file(visit: Visit): Promise<Response> {
  const row = await look(visit, (reading) => get<PlenarySpeech>(reading, plenarySpeech, visit.param('id')));
  return paperAnswer(visit, paperOf(row, visit.county.bodyName));
}

export function mount(site: Site): void {
  site.add({ method: 'GET', path: `/${plenarySpeech.path}/:id/paper.docx`, handle: file, readsOnly: true });
  mountResource(site, speeches);
}
