import { committeeChoices } from '#institutions/facts.ts';
import { derivedFacts, FieldOf } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { all, is, not } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { correctOutcome, noteOutcome, striking } from '#duties/opinions/outcomes/actions.ts';
import { itemsToChoose, itemWords } from '#duties/opinions/outcomes/choosing.ts';
import { ItemField } from '#duties/opinions/outcomes/item-field.tsx';
import { contentFields, levels, outcome, outcomeFields, outcomeKinds, shareWords, type Outcome } from '#duties/opinions/outcomes/record.ts';

interface Around extends Surroundings {
  places: Map<string, string>;
  /** The item that a form begins with, or of which the one on the page speaks, as far as the person sees it. */
  item?: OpinionItem;
  /** Others of ours in the same merged piece. */
  together: Outcome[];
}

/** More of ours in one piece than this there are not. */
const MOST_TOGETHER = 50;

const outcomes = resource<Outcome, Around>({
  declared: outcome,
  fields: outcomeFields,
  newLabel: '登记采用',
  paper: { label: '刊物、采用通知的照片', hint: '手机可以直接拍；没有就不选' },
  async around(reading, rows, visit) {
    const committees = await committeeChoices(reading);
    const only = rows.length === 1 ? rows[0] : undefined;
    const { options, named } = rows.length === 0 ? await itemsToChoose(reading, visit.query.get('item')) : { options: [], named: undefined };
    return {
      choices: { committee: committees, opinion_item: options },
      places: new Map(committees.map(({ value, label }) => [value, label])),
      item: only ? await find(reading, opinionItem, only.item_id) : named,
      together: only ? await togetherWith(reading, only) : [],
    };
  },
  known: (_visit, { item }) => ({ item_id: item?.id, kind: 'adopted_single', level: 'county', came_on: today() }),
  enter: noteOutcome,
  correct: correctOutcome,
  effects: { void: striking },
  form: ({ form, around, row }) => (
    <>
      {row ? <input type="hidden" name="item_id" value={row.item_id} /> : <ItemField form={form} around={around} of={outcomeFields} />}
      {Object.keys(contentFields.shape).map((name) => <FieldOf of={outcomeFields} name={name} form={form} choices={around.choices} />)}
      {!row && (around.choices['opinion_item']?.length ?? 0) > 1 && (
        <details>
          <summary class="btn btn-quiet">几条信息综合成一篇</summary>
          <FieldOf of={outcomeFields} name="with_ids" form={form} choices={around.choices} />
        </details>
      )}
    </>
  ),
  listing: {
    columns: [
      { key: 'title', label: '社情民意信息', cell: (row) => row.title, onCards: 'title', fixed: true },
      { key: 'kind', label: '结果', cell: (row) => outcomeKinds[row.kind as 'forwarded'], tight: true },
      { key: 'level', label: '层级', cell: (row) => levels[row.level as 'county'], tight: true },
      { key: 'share', label: '占', cell: shareWords, tight: true },
      { key: 'body', label: '单位', cell: (row) => row.body },
      { key: 'publication', label: '刊物和期号', cell: (row) => row.publication, shown: false },
      { key: 'came_on', label: '日期', cell: (row) => row.came_on, sort: 'came_on', tight: true },
      { key: 'committee', label: '联络委', cell: (row, { places }) => places.get(row.committee_id ?? '') ?? '' },
      { key: 'state', label: '状态', cell: (row) => outcome.states[row.state as 'noted']?.label, tight: true, shown: false },
    ],
    filters: [
      searchOn(outcome, '关键词', '标题、单位、刊物'),
      choiceOn('kind', '结果', outcomeKinds),
      choiceOn('level', '层级', levels),
      daysOn('came_on', '日期'),
      referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? [], { more: true }),
      stateFilter(outcome),
    ],
    defaultSort: '-came_on',
    empty: '还没有登记采用情况。信息被哪一级、哪一家采用了，在那条信息的页面点“登记采用”。',
  },
  lead: (row, { places }) => [places.get(row.committee_id ?? ''), row.came_on].filter(Boolean).join(' · '),
  facts: (row, { choices, item }) => [
    { label: '社情民意信息', value: item ? <a href={`/${opinionItem.path}/${item.id}`}>{itemWords(item)}</a> : row.title, wide: true },
    ...derivedFacts(contentFields, { ...row }, choices),
  ],
  sections: (_row, { together }) => together.length > 0 && (
    <Section title="一起综合成一篇的本县信息" count={together.length}>
      <ul class="links">{together.map(({ id, title }) => <li><a href={`/${outcome.path}/${id}`}>{title}</a></li>)}</ul>
    </Section>
  ),
});

const togetherWith = (reading: Reading, { id, piece_id }: Outcome): Promise<Outcome[]> =>
  list(reading, outcome, { where: all(is<Outcome>('piece_id', piece_id), not(is<Outcome>('id', id)), is<Outcome>('state', 'noted')), limit: MOST_TOGETHER });

export const mount = (site: Site): void => mountResource(site, outcomes);
