import type { WorkKind } from '#platform/work.ts';
import { derivedFacts, FieldOf } from '#platform/http/derived.tsx';
import { daysOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { holds } from '#platform/identity/actor.ts';
import { DueLight } from '#platform/ui/due.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { parameterAt } from '#plans/facts.ts';
import { today } from '#platform/time.ts';
import { committeeChoices } from '#institutions/facts.ts';
import { asking, correcting, effects, lineMeant, lineWords, ownDossier } from '#archives/corrections/actions.ts';
import { answerFields, archiveCorrection, correctionFields, enteringFields, type ArchiveCorrection } from '#archives/corrections/record.ts';

interface Around extends Surroundings {
  places: ReadonlyMap<string, string>;
  near: number;
  /** Of a new one: the line at which it is asked, in words. */
  line?: string;
  /** Of the one whose page it is: where the record of its line is. */
  recordHref?: string;
}

const archiveHref = (row: ArchiveCorrection): string => (row.member_id ? `/archives/members/${row.member_id}` : `/archives/committees/${row.body_id}`);
const answererOf = ({ committee_id }: ArchiveCorrection, { places }: Around): string => (committee_id ? `${places.get(committee_id) ?? ''}，或县政协办公室` : '县政协办公室');

const corrections = (works: () => readonly WorkKind[]) => resource<ArchiveCorrection, Around>({
  declared: archiveCorrection,
  fields: enteringFields,
  newLabel: '申请更正',
  enterLabel: '提出申请',
  async around(reading, rows, visit) {
    const committees = await committeeChoices(reading);
    const [only] = visit.param('id') ? rows : [];
    const work = visit.query.get('work');
    const declared = only?.record ? reading.house.records.get(only.record) : undefined;
    const meant = work && !only ? await lineMeant(reading, works(), await ownDossier(reading, visit.query.get('of') ?? undefined), work, visit.query.get('record_id') ?? undefined) : undefined;
    return {
      choices: {}, places: new Map(committees.map(({ value, label }) => [value, label])), near: await parameterAt(reading, 'light.near_days', today()),
      line: meant && lineWords(meant), recordHref: declared && `/${declared.path}/${only!.record_id}`,
    };
  },
  known: (visit) => ({ of: visit.query.get('of') ?? undefined, work: visit.query.get('work') ?? undefined, record_id: visit.query.get('record_id') ?? undefined }),
  enter: asking(works),
  correct: correcting,
  effects,
  form: ({ form, around, row }) => (
    <>
      {around.line && !row && <Remark tone="info">档案里的这一条：{around.line}</Remark>}
      {!row && (['of', 'work', 'record_id'] as const).map((name) => (form.values[name] ? <input type="hidden" name={name} value={String(form.values[name])} /> : null))}
      <FieldOf of={correctionFields} name="said" form={form} choices={{}} />
    </>
  ),
  listing: {
    columns: [
      { key: 'line', label: '申请更正', cell: ({ line, said }) => line ?? said, onCards: 'title', fixed: true },
      { key: 'name', label: '申请人', cell: ({ name }) => name, tight: true },
      { key: 'answerer', label: '答复单位', cell: answererOf },
      { key: 'asked_on', label: '申请日期', cell: ({ asked_on }) => asked_on, sort: 'asked_on', tight: true },
      { key: 'answer_by', label: '答复期限', cell: (row, { near }) => <span class="due">{row.answer_by} <DueLight declared={archiveCorrection} row={row} near={near} /></span>, plain: ({ answer_by }) => answer_by, sort: 'answer_by', tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => archiveCorrection.states[state as 'asked'].label, tight: true },
    ],
    filters: [stateFilter(archiveCorrection), daysOn('asked_on', '申请日期')],
    defaultSort: '-asked_on',
    empty: '没有更正申请。委员在自己的履职档案里看到不对的，可以在那一条旁边申请更正。',
  },
  facts: (row, around) => [
    { label: '档案', value: <a href={archiveHref(row)}>{row.name}</a> },
    { label: '申请更正的一条', value: row.line ? (around.recordHref ? <a href={around.recordHref}>{row.line}</a> : row.line) : '整份档案，或者漏记的', wide: true },
    ...derivedFacts(correctionFields, { ...row }, around.choices),
    { label: '申请日期', value: row.asked_on },
    { label: '由谁答复', value: answererOf(row, around) },
    { label: '答复期限', value: row.answer_by },
    ...(row.answered_on ? [...derivedFacts(answerFields, { ...row }, around.choices), { label: '答复', value: `${row.answered_by} ${row.answered_on}` }] : []),
  ],
  others: (row, _around, { actor }) => (row.body_id && !holds(actor, 'county_office', 'chair', 'auditor') ? [] : [{ label: '打开档案', href: archiveHref(row) }]),
  lead: (row, { near }) => <>{row.name} · {row.asked_on}申请 <DueLight declared={archiveCorrection} row={row} near={near} /></>,
});

export const mount = (works: () => readonly WorkKind[]) => (site: Site): void => mountResource(site, corrections(works));
