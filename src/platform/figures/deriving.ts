import { said } from '#platform/fields.ts';
import type { z } from 'zod';
import { byPeriod, byReference, byReferences, byTick, byWords, periods, through, type Dimension, type DimensionsSaid } from '#platform/figures/dimension.ts';
import type { Figure } from '#platform/figures/figure.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import type { House } from '#platform/records/act.ts';

type Declared = ReadonlyMap<string, Lifecycle>;

/** Records whose own words also divide those that name them: the sector of a member, the kind of a unit. */
const looked: readonly string[] = ['member', 'unit', 'committee'];

/** The dimensions of every kind of record: its state, its fields with few values, what slices say besides, and what the people, units and committees it names are. */
export function dimensionsOf(records: Declared, columns: ReadonlyMap<string, readonly string[]>, told: readonly DimensionsSaid[]): Map<string, readonly Dimension[]> {
  const own = new Map([...records.values()].map((declared) => [declared.name, ownDimensions(declared, columns.get(declared.table) ?? [], told)]));
  return new Map([...own].map(([record, dimensions]) => [record, once([...dimensions, ...dimensions.flatMap((one) => lookedThrough(one, records, own))])]));
}

function ownDimensions(declared: Lifecycle, columns: readonly string[], told: readonly DimensionsSaid[]): Dimension[] {
  const states = byWords('state', '状态', Object.fromEntries(Object.entries(declared.states).map(([state, { label }]) => [state, label])));
  const said = told.filter(({ record }) => record === declared.name).flatMap(({ dimensions }) => dimensions);
  return once([...said, states, ...openFields(declared, columns).flatMap(([name, schema]) => byField(name, schema))]);
}

/** Fields of which numbers may be told. */
export function openFields({ fields, confidential = [], undivided = [] }: Lifecycle, columns: readonly string[]): [string, z.ZodType][] {
  const open = ([name]: [string, unknown]) => columns.includes(name) && !confidential.includes(name) && !undivided.includes(name);
  return (Object.entries(fields?.shape ?? {}) as [string, z.ZodType][]).filter(open);
}

function byField(name: string, schema: z.ZodType): Dimension[] {
  const { label, kind, options, arising, to } = said(schema);
  switch (kind) {
    case 'choice': return [byWords(name, label, { ...options, ...arising })];
    case 'tick': return [byTick(name, label)];
    case 'reference': return [byReference(name, label, to!)];
    case 'references': return [byReferences(name, label, to!)];
    default: return [];
  }
}

/** Of a person, unit or committee that is named: what has one value. */
function lookedThrough(one: Dimension, records: Declared, own: ReadonlyMap<string, readonly Dimension[]>): Dimension[] {
  if (!one.named || one.several || !looked.includes(one.named)) return [];
  const table = records.get(one.named)?.table;
  return table === undefined ? [] : (own.get(one.named) ?? []).filter(({ several, columns, named }) => !several && columns.length === 1 && !looked.includes(named ?? ''))
    .map((its) => through<any>(one.columns[0]!, one.label, { table, its }));
}

/** Said before derived: what a slice says of a name stands. */
const once = (dimensions: readonly Dimension[]): Dimension[] => [...new Map(dimensions.toReversed().map((one) => [one.name, one])).values()].toReversed();

/** By what a figure can be divided: its committees, the periods of its day, and the dimensions of its records. */
export function dimensionsFor(house: Pick<House, 'dimensions'>, figure: Figure): Dimension[] {
  if (figure.derived) return [];
  const committees = figure.bodies ? [byReferences<any>(figure.bodies, '联络委', 'committee')] : figure.committee ? [byReference<any>(figure.committee, '联络委', 'committee')] : [];
  const times = figure.day ? periods.map((period) => byPeriod<any>(figure.day!, period)) : [];
  return once([...committees, ...times, ...(house.dimensions.get(figure.record) ?? [])]);
}
