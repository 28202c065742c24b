import { FieldOf } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { find } from '#platform/records/read.ts';
import { Remark } from '#platform/ui/notice.tsx';
import { subjectOf } from '#duties/proposals/handled.ts';
import { mergedUnder } from '#duties/proposals/merging.ts';
import { correctPublication, effects, enterPublication } from '#duties/proposals/publishing/actions.ts';
import { mountOfficeData } from '#duties/proposals/publishing/data-routes.tsx';
import { begunFrom, knownOf, readyForDrafts, unfit } from '#duties/proposals/publishing/fitness.ts';
import { unitNames } from '#duties/proposals/publishing/letters.ts';
import { mountPublic } from '#duties/proposals/publishing/public.tsx';
import { publication, publicationFields, type Publication } from '#duties/proposals/publishing/record.ts';
import { reviewFacts, TextSection } from '#duties/proposals/publishing/sections.tsx';
import { mountStanding } from '#duties/proposals/publishing/standing-page.tsx';
import { extents, numberOf } from '#duties/proposals/publishing/words.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

export interface Around extends Surroundings {
  units: ReadonlyMap<string, string>;
  /** The proposal that a form begins with or a page shows, where the person sees it, and what of it must not be read. */
  parent?: Proposal;
  known: readonly string[];
  /** Those merged into it, as their proposers agree or not. */
  originals: readonly Proposal[];
}

const publications = resource<Publication, Around>({
  declared: publication,
  fields: publicationFields,
  newLabel: '拟公开稿',
  enterLabel: '保存',
  async around(reading, rows, visit) {
    const id = rows.length === 1 ? rows[0]!.proposal_id : rows.length === 0 ? (visit.query.get('proposal') ?? '') : '';
    const parent = await find(reading, proposal, id);
    const ready = rows.length > 0 ? [] : await readyForDrafts(reading);
    return {
      choices: { proposal: [...(parent ? [parent] : []), ...ready.filter((one) => one.id !== id)].map((one) => ({ value: one.id, label: subjectOf(one) })) }, units: await unitNames(reading),
      parent, known: parent ? await knownOf(reading, parent) : [], originals: rows.length === 1 && parent ? await mergedUnder(reading, parent.id) : [],
    };
  },
  known: (_visit, { parent, known }) => (parent ? begunFrom(parent, known) : {}),
  enter: enterPublication,
  correct: correctPublication,
  effects,
  form: ({ form, around: { choices, parent } }) => (
    <>
      {parent && unfit(parent) && <Remark tone="warning">{unfit(parent)}</Remark>}
      {!parent && !form.values['proposal_id'] && <Remark>从提案的页面点“拟公开稿”，内容会自动带来，电话、证件号也已略去。</Remark>}
      {Object.keys(publicationFields.shape).map((name) => <FieldOf of={publicationFields} name={name} form={form} choices={choices} source={parent && sources[name]} />)}
    </>
  ),
  listing: {
    columns: [
      { key: 'number', label: '编号', cell: numberOf, tight: true },
      { key: 'title', label: '案由', cell: (row) => row.title, onCards: 'title', fixed: true },
      { key: 'units', label: '答复单位', cell: ({ unit_ids }, { units }) => unit_ids.map((id) => units.get(id)).join('、') },
      { key: 'state', label: '状态', cell: (row) => publication.states[row.state as 'draft']?.label, tight: true },
      { key: 'replied_on', label: '答复', cell: (row) => row.replied_on, sort: 'replied_on', tight: true },
      { key: 'published_on', label: '公开', cell: (row) => row.published_on, tight: true },
    ],
    filters: [searchOn(publication, '关键词', '案由、提案内容、答复内容'), stateFilter(publication), choiceOn('extent', '公开的内容', extents, { more: true }), daysOn('replied_on', '答复时间', { more: true })],
    defaultSort: '-replied_on',
    empty: '还没有公开稿。提案答复以后，在提案的页面上点“拟公开稿”，或在“提案公开”里一并拟。',
  },
  listOthers: () => [{ label: '提案公开', href: '/publications/standing' }],
  lead: (row) => [numberOf(row), row.published_on && row.state === 'published' ? `${row.published_on}公开` : ''].filter(Boolean).join(' · '),
  facts: reviewFacts,
  others: (row, { parent }, visit) => [
    ...(parent ? [{ label: '提案', href: `/${proposal.path}/${row.proposal_id}` }] : []),
    ...(row.state === 'published' ? [{ label: '公开页', href: `/p/${visit.county.slug}/${row.code}` }] : []),
  ],
  sections: (row, around) => <TextSection row={row} known={around.known} parent={around.parent} originals={around.originals} />,
});

const sources: Readonly<Record<string, string>> = { matter: '提案，电话、证件号和可能是群众姓名的地方已略去', answer: '答复，联系人和电话已略去' };

export function mount(site: Site): void {
  mountPublic(site);
  mountStanding(site);
  mountOfficeData(site);
  mountResource(site, publications);
}
