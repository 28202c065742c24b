import { figure } from '#platform/figures/figure.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { levels, outcome, type Outcome } from '#duties/opinions/outcomes/record.ts';

const noted = is<Outcome>('state', 'noted');
const adopted = all(noted, oneOf<Outcome>('kind', ['adopted_single', 'adopted_merged']));
const counts = { record: outcome.name, day: 'came_on', committee: 'committee_id' } as const;

/** Counted three ways, because schemes differ in whether adoptions at several levels add up (domain rules 3.3, 3.4). */
export const adoptions = figure<Outcome>({
  ...counts,
  name: 'adoptions',
  label: '社情民意信息被采用（次）',
  definition: '采用日期在期间内的采用次数，单篇和综合都计；同一条信息在几级、被几家采用就计几次；转呈、批示和反馈不计，已作废的不计。',
  where: adopted,
  unit: '次',
});

export const itemsAdopted = figure<Outcome>({
  ...counts,
  name: 'items_adopted',
  label: '被采用的社情民意信息（条）',
  definition: '采用日期在期间内、至少被采用过一次的社情民意信息条数；同一条信息不论被几级、几家采用，只计一条。',
  where: adopted,
  counts: { distinct: 'item_id' },
  unit: '条',
});

const piecesAdopted = figure<Outcome>({
  ...counts,
  name: 'pieces_adopted',
  label: '采用成稿（篇）',
  definition: '采用日期在期间内的采用成稿篇数：本县几条信息综合成一篇的，只计一篇；在几级、几家被采用的，每级每家各计。',
  where: adopted,
  counts: { distinct: 'piece_id' },
  unit: '份',
});

const adoptionsSingle = figure<Outcome>({
  ...counts,
  name: 'adoptions_single',
  label: '其中单篇采用',
  definition: '采用日期在期间内、按单篇采用的次数；综合采用的另计。',
  where: all(noted, is<Outcome>('kind', 'adopted_single')),
  unit: '次',
});

const adoptionsMerged = figure<Outcome>({
  ...counts,
  name: 'adoptions_merged',
  label: '其中综合采用',
  definition: '采用日期在期间内、与别的信息综合采用的次数；几条信息综合成一篇的，每条各计一次，占几分之一写在每条的登记里。',
  where: all(noted, is<Outcome>('kind', 'adopted_merged')),
  unit: '次',
});

const adoptionsByLevel = Object.entries(levels).map(([level, label]) => figure<Outcome>({
  ...counts,
  name: `adoptions_${level}`,
  label: `${label}${level === 'nation' ? '' : '级'}采用`,
  definition: `采用日期在期间内、由${label}${level === 'nation' ? '' : '级'}采用的次数，单篇和综合都计；别的级采用的不计。`,
  where: all(adopted, is<Outcome>('level', level)),
  unit: '次',
}));

const itemsForwarded = figure<Outcome>({
  ...counts,
  name: 'items_forwarded',
  label: '转呈、转送社情民意信息',
  definition: '转呈或转送日期在期间内的次数（报县委、县政府签批，转有关部门，报上级）；一条信息转几处计几次。',
  where: all(noted, is<Outcome>('kind', 'forwarded')),
  unit: '次',
});

export const figures = [adoptions, itemsAdopted, piecesAdopted, adoptionsSingle, adoptionsMerged, ...adoptionsByLevel, itemsForwarded];

/** More outcomes than this one item, or one member of a term, never had. */
const MOST = 100;

/** What became of an item, oldest first; what was struck is left out. */
export const outcomesOf = (reading: Reading, item: string): Promise<Outcome[]> =>
  list(reading, outcome, { where: all(noted, is<Outcome>('item_id', item)), order: [{ column: 'came_on' }], limit: MOST });
