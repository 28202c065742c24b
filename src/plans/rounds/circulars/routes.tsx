import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { correctCircular, enterCircular, factsFor, issuing, recalling, telling } from '#plans/rounds/circulars/actions.ts';
import { circularPaper } from '#plans/rounds/circulars/paper.ts';
import { circular, circularFields, issuingFields, type Circular } from '#plans/rounds/circulars/record.ts';
import { objection, type Objection } from '#plans/rounds/objections/record.ts';
import { roundChoices } from '#plans/rounds/rounds/facts.ts';
import type { PaperSource } from '#platform/documents/source.ts';
import { derivedFacts } from '#platform/http/derived.tsx';
import { daysOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { oneOf } from '#platform/predicate.ts';
import { Problem } from '#platform/problems.ts';
import { get, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import { Table } from '#platform/ui/table.tsx';

interface Around extends Surroundings {
  rounds: Map<string, string>;
  objections: Objection[];
}

const MOST_OBJECTIONS = 200;

const circulars = resource<Circular, Around>({
  declared: circular,
  fields: circularFields,
  async around(reading, rows) {
    const choices = { committee: await committeeChoices(reading), round: await roundChoices(reading) };
    const objections = await list(reading, objection, { where: oneOf<Objection>('circular_id', rows.map(({ id }) => id)), limit: MOST_OBJECTIONS });
    return { choices, rounds: new Map(choices.round.map(({ value, label }) => [value, label])), objections };
  },
  enter: enterCircular,
  correct: correctCircular,
  effects: { tell: telling, recall: recalling, issue: issuing },
  known: (visit, { rounds }) => {
    const about = visit.query.get('round') ?? undefined;
    return { round_id: about, title: about && rounds.has(about) ? `关于“${rounds.get(about)}”情况的通报`.slice(0, 100) : undefined };
  },
  enterLabel: '保存草稿',
  facts: (row, { choices }) => [
    ...derivedFacts(circularFields, { ...row }, choices),
    { label: '告知日期', value: row.told_on }, { label: '可提出异议到', value: row.object_by },
    ...derivedFacts(issuingFields, { ...row }, choices),
  ],
  others: (row, _around, visit) => [
    ...(maySeePaper(visit, row) ? [{ label: '下载通报稿（Word）', href: `/circulars/${row.id}/paper.docx` }] : []),
    ...(row.state === 'told' && mine(visit, row) ? [{ label: '提出异议', href: `/objections/new?circular=${row.id}` }] : []),
  ],
  sections: (_row, { objections, choices }) => objections.length > 0 && (
    <Section title="异议" count={objections.length}>
      <Table<Objection>
        caption="异议" rows={objections} href={({ id }) => `/objections/${id}`}
        columns={[
          { key: 'words', label: '异议', cell: ({ words }) => words, onCards: 'title' },
          { key: 'committee', label: '联络委', cell: ({ committee_id }) => choices.committee?.find(({ value }) => value === committee_id)?.label ?? '' },
          { key: 'state', label: '状态', cell: ({ state }) => objection.states[state as 'raised']?.label, tight: true },
          { key: 'answer', label: '答复', cell: ({ answer }) => answer ?? '' },
        ]}
      />
    </Section>
  ),
  listing: {
    columns: [
      { key: 'title', label: '通报', cell: (row) => row.title, onCards: 'title', fixed: true },
      { key: 'round', label: '督查', cell: (row, { rounds }) => rounds.get(row.round_id) ?? '' },
      { key: 'object_by', label: '异议期限', cell: (row) => row.object_by ?? '', tight: true },
      { key: 'document_no', label: '文号', cell: (row) => row.document_no ?? '' },
      { key: 'issued_on', label: '印发日期', cell: (row) => row.issued_on ?? '', sort: 'issued_on', tight: true },
      { key: 'state', label: '状态', cell: (row) => circular.states[row.state as 'draft']?.label, tight: true },
    ],
    filters: [searchOn(circular, '关键词', '标题'), stateFilter(circular), daysOn('issued_on', '印发日期')],
    defaultSort: '-issued_on',
    empty: '还没有督查通报。从一次督查的页面起草，内容由走访和问题自动写成。',
  },
  lead: (row, { rounds }) => rounds.get(row.round_id) ?? '',
});

export const mount = (site: Site): void => {
  site.add({ method: 'GET', path: '/circulars/:id/paper.docx', handle: written });
  mountResource(site, circulars);
};

export const circularSource: PaperSource = {
  declared: circular, label: circular.title,
  async paperOf(reading, id, { bodyName }) {
    const row = await get<Circular>(reading, circular, id);
    return circularPaper(await factsFor(reading, row), bodyName, row.issued_on ?? today());
  },
};

/** Before it is issued the paper is the county's; then everybody has it to whom it is addressed. */
const maySeePaper = ({ actor }: Visit, { state }: Circular): boolean => state === 'issued' || holds(actor, 'county_office', 'chair', 'leader', 'auditor');

const mine = (visit: Visit, { committee_ids }: Circular): boolean => committee_ids.includes(ownCommittee(visit.actor) ?? '');

async function written(visit: Visit): Promise<Response> {
  const facts = await look(visit, async (seen) => {
    const row = await get<Circular>(seen, circular, visit.param('id'));
    if (!maySeePaper(visit, row)) throw new Problem(403, 'not_yours', '通报印发以前由县政协查看，您不在其中。');
    return factsFor(seen, row);
  });
  const paper = circularPaper(facts, visit.county.bodyName, facts.row.issued_on ?? today());
  return paperAnswer(visit, paper);
}
