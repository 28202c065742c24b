import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { NONE, wrongValue, type Dimension as DimensionOf } from '#platform/figures/dimension.ts';
import { any, holdsAny, is, not, present, type Predicate } from '#platform/predicate.ts';
import { isId } from '#platform/records/read.ts';
import { source, type Seen } from '#platform/records/source.ts';
import { dispositions, handlingModes, proposerKinds, ratings, refusalGrounds, results, sides, timeClasses } from '#duties/proposals/words.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** One way of dividing proposals: also a filter of their list, under the dimension's name. Without a word for `none` those without a value are not told. */
export interface Dimension extends DimensionOf<Proposal> {
  /** Those of one family are looked at together: alike in few ways. */
  family: 'plain' | 'proposer' | 'units';
  named?: 'sector' | 'unit';
}

type Said = Pick<Dimension, 'name' | 'label' | 'words' | 'none'>;

/** By a column of the proposal. */
function byColumn(column: keyof Proposal & string, said: Omit<Said, 'name'>): Dimension {
  const { words } = said;
  return {
    ...said, name: column, columns: [column], family: 'plain',
    keys: () => sql`select coalesce(${sql.ref(`r.${column}`)}, ${NONE}) as key`,
    holding: (value) => {
      if (value === NONE && said.none) return not(present<Proposal>(column));
      if (words && !(value in words)) throw wrongValue(said.label);
      return is<Proposal>(column, value);
    },
  };
}

const idOf = (value: string, label: string): string => {
  if (!isId(value)) throw wrongValue(label);
  return value;
};

/** The sector of the first proposer as the register had it at that moment; a sector's own proposal is that sector's. */
function sectorOf(alias: string, seen: Seen): RawBuilder<string | null> {
  return sql`coalesce(
    (select m.sector_id from ${source(seen, 'members', 'm')} where m.county_id = ${sql.ref(`${alias}.county_id`)} and m.id = ${sql.ref(`${alias}.member_id`)} limit 1),
    case when ${sql.ref(`${alias}.proposer_kind`)} = 'sector' then (select s.id from sectors s where s.county_id = ${sql.ref(`${alias}.county_id`)} and s.name = ${sql.ref(`${alias}.proposer_name`)} limit 1) end)::text`;
}

/** The member's sector stands in another register: only the database can say it. */
const inSector = (value: string, seen: Seen): Predicate<Proposal> => ({
  test: () => { throw new Error('the sector of a proposer is asked of the database'); },
  sql: (alias) => (value === NONE ? sql<SqlBool>`${sectorOf(alias, seen)} is null` : sql<SqlBool>`${sectorOf(alias, seen)} = ${value}`),
});

export const byDisposition = byColumn('disposition', { label: '审查结果', words: dispositions, none: '还没有审查结果' });
export const byGround = byColumn('refusal_ground', { label: '不予立案的情形', words: refusalGrounds, none: '没有写明情形' });
export const byTimeClass = byColumn('time_class', { label: '时间类别', words: timeClasses });
export const byProposerKind = byColumn('proposer_kind', { label: '提案类型', words: proposerKinds });
export const byCategory = byColumn('category', { label: '类别', none: '没有分类' });
export const byLetter = byColumn('letter', { label: '答复函类别', none: '没有类别字母' });
export const byResult = byColumn('result', { label: '办理结果', words: results, none: '没有写明结果' });
export const byRating = byColumn('rating_result', { label: '对办理结果的评价', words: ratings, none: '还没有评价' });
export const bySide = byColumn('side', { label: '交办渠道', words: sides, none: '没有写明渠道' });
export const byMode = byColumn('mode', { label: '承办方式', words: handlingModes, none: '没有写明方式' });

export const bySector: Dimension = {
  name: 'sector', columns: ['member_id', 'proposer_kind', 'proposer_name'], family: 'proposer', label: '提案人界别', named: 'sector', none: '不属哪个界别',
  keys: (seen) => sql`select coalesce(${sectorOf('r', seen)}, ${NONE}) as key`,
  holding: (value, seen) => inSector(value === NONE ? NONE : idOf(value, '提案人界别'), seen),
};

/** Those who reply: the lead unit, in separate handling each (domain rules 2.3). */
export const byReplier: Dimension = {
  name: 'lead_unit_id', columns: ['lead_unit_id', 'separate_ids'], family: 'units', label: '主办单位', named: 'unit', none: '没有主办单位', several: true,
  keys: () => sql`select distinct coalesce(one::text, ${NONE}) as key from unnest(array_append(r.separate_ids, r.lead_unit_id)) as one where one is not null or cardinality(r.separate_ids) = 0`,
  holding: (value) => (value === NONE
    ? not(any(present<Proposal>('lead_unit_id'), separately))
    : any(is<Proposal>('lead_unit_id', idOf(value, '主办单位')), holdsAny<Proposal>('separate_ids', [value]))),
};

const separately: Predicate<Proposal> = { test: ({ separate_ids }) => separate_ids.length > 0, sql: (alias) => sql<SqlBool>`cardinality(${sql.ref(`${alias}.separate_ids`)}) > 0` };

export const byAssistant: Dimension = {
  name: 'assisting', columns: ['assisting_ids'], family: 'units', label: '会办单位', named: 'unit', several: true,
  keys: () => sql`select distinct one::text as key from unnest(r.assisting_ids) as one`,
  holding: (value) => holdsAny<Proposal>('assisting_ids', [idOf(value, '会办单位')]),
};

/** All of them, for every figure of proposals. */
export const proposalDimensions: readonly Dimension[] = [byDisposition, byGround, byTimeClass, byProposerKind, byCategory, byLetter, byResult, byRating, bySide, byMode, bySector, byReplier, byAssistant];
