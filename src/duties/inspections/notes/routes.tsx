import type { Child } from 'hono/jsx';
import { committeeChoices } from '#institutions/facts.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { mountOutbox } from '#platform/http/outbox-pages.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { today } from '#platform/time.ts';
import { LongText } from '#platform/ui/facts.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import { correctNote, noteDown, visitNotedLast } from '#duties/inspections/notes/actions.ts';
import { fieldNote, marks, noteFields, type FieldNote, type Mark } from '#duties/inspections/notes/record.ts';
import { visitChoices } from '#duties/inspections/of-visit.ts';
import { inspection } from '#duties/inspections/record.ts';

interface Around extends Surroundings {
  places: ReadonlyMap<string, string>;
  /** The visit with which an empty form begins. */
  visit?: string;
}

const whoWhere = ({ author_name, noted_on, place }: FieldNote): string => [noted_on, place, author_name].filter(Boolean).join(' · ');

/** On a telephone there is one thing to do: write. Of which visit it is the form knows, and says on top. */
function NoteForm({ form, around: { choices, visit } }: { form: FormState; around: Around }): Child {
  const field = (name: string) => <FieldOf of={noteFields} name={name} form={form} choices={choices} />;
  const asked = form.values['inspection_id'] ?? visit;
  const others = ['inspection_id', 'noted_on', 'author_name'];
  return (
    <>
      <p class="quiet">{choices['inspection']?.find(({ value }) => value === asked)?.label}</p>
      {field('words')}
      {field('mark')}
      {field('place')}
      <details open={!asked || others.some((name) => form.problems[name])}>
        <summary class="btn btn-quiet">改哪次调研视察、日期、记录人</summary>
        {others.map(field)}
      </details>
    </>
  );
}

const notes = resource<FieldNote, Around>({
  declared: fieldNote,
  fields: noteFields,
  newLabel: '记一笔',
  enterLabel: '记下',
  againLabel: '记下，接着记下一条',
  outbox: `/${fieldNote.path}/drafts`,
  paper: { label: '照片', hint: '不拍也可以。照片会先在手机上缩小再发送，不带拍摄地点。', photos: true },
  async around(reading, rows, visit) {
    const asked = visit.query.get('inspection_id') ?? (rows.length === 0 ? await visitNotedLast(reading) : rows.length === 1 ? rows[0]!.inspection_id : undefined);
    const committees = await committeeChoices(reading);
    const visits = await visitChoices(reading, asked);
    return { choices: { inspection: visits }, places: new Map(committees.map(({ value, label }) => [value, label])), visit: asked ?? visits[0]?.value };
  },
  known: (_visit, { visit }) => ({ inspection_id: visit, mark: 'seen', noted_on: today() }),
  form: (props) => <NoteForm {...props} />,
  enter: noteDown,
  correct: correctNote,
  listing: {
    columns: [
      { key: 'words', label: '看到、听到的', cell: (row) => fieldNote.nameOf(row), plain: ({ words }) => words, onCards: 'title', fixed: true },
      { key: 'mark', label: '标记', cell: ({ mark }) => marks[mark as Mark], tight: true },
      { key: 'noted_on', label: '日期', cell: ({ noted_on }) => noted_on, sort: 'noted_on', tight: true },
      { key: 'place', label: '在哪里', cell: ({ place }) => place ?? '' },
      { key: 'author_name', label: '记录人', cell: ({ author_name }) => author_name, tight: true },
      { key: 'subject', label: '调研视察', cell: ({ subject }) => subject },
      { key: 'committee', label: '组织单位', cell: ({ committee_id }, { places }) => places.get(committee_id ?? '') ?? '县政协', shown: false },
      { key: 'state', label: '状态', cell: ({ state }) => fieldNote.states[state as 'kept']?.label, tight: true, shown: false },
    ],
    filters: [
      searchOn(fieldNote, '关键词', '内容、地点、主题'),
      referenceOn('inspection_id', '调研视察', ({ choices }) => choices['inspection'] ?? []),
      choiceOn('mark', '标记', marks),
      daysOn('noted_on', '日期', { more: true }),
      stateFilter(fieldNote),
    ],
    defaultSort: '-noted_on',
    empty: '还没有随手记。到了现场，点“记一笔”写一两句话；没有信号也能写，有网络时自动发送。',
  },
  listOthers: () => [{ label: '本机草稿和待发送', href: `/${fieldNote.path}/drafts` }],
  lead: (row) => `${marks[row.mark as Mark]} · ${whoWhere(row)}`,
  facts: (row, { places }) => [
    { label: '看到、听到的', value: <LongText text={row.words} />, wide: true },
    { label: '调研视察', value: <a href={`/${inspection.path}/${row.inspection_id}`}>{row.subject}</a>, wide: true },
    { label: '组织单位', value: places.get(row.committee_id ?? '') ?? '县政协' },
    { label: '在哪里', value: row.place },
    { label: '日期', value: row.noted_on },
    { label: '记录人', value: row.author_name },
  ],
  others: (row) => [{ label: '接着记一笔', href: `/${fieldNote.path}/new?inspection_id=${row.inspection_id}` }],
});

export function mount(site: Site): void {
  mountOutbox(site, { declared: fieldNote, fields: noteFields, noted: ['words', 'mark', 'place'], day: 'noted_on', carried: ['inspection_id'] });
  mountResource(site, notes);
}
