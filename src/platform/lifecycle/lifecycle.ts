import type { z } from 'zod';
import type { Actor } from '#platform/identity/actor.ts';
import { seenBy, type Relation } from '#platform/identity/relations.ts';
import { all, not, type Predicate } from '#platform/predicate.ts';

/** Columns that every record table has. */
export interface Recorded {
  county_id: string;
  id: string;
  state: string;
  version: number;
  changed_at: Date;
  created_at: Date;
  batch_id: string | null;
}

export interface State {
  label: string;
  /** Open states wait for somebody; a dead end must be a closed one. */
  open: boolean;
  /** The steps that an open state waits for: the work queues. Without it, the first step that leads on. */
  waitsFor?: readonly string[];
}

export interface Step<Row, StateName extends string = string> {
  /** The button: a verb in the clerk's words. */
  label: string;
  /** The noun under which the act is addressed: `POST /proposals/12/filing`. */
  noun: string;
  from: readonly StateName[];
  /** Omitted: the step leaves the state as it is (a mark, a correction), or its effect says which one follows (back to where it was). */
  to?: StateName;
  by: readonly Relation<Row>[];
  /** What must be typed for it; validated before the record is locked. */
  input?: z.ZodObject;
  /** A polite sentence when the record is not ready for the step, else undefined. */
  ready?: (row: Row) => string | undefined;
  /** The clause of the adopted plan that says so, e.g. `duty.4`. */
  clause?: string;
  /** A reason must be given, and is kept in the journal. */
  reason?: boolean;
  /** Whose decision it is, when an office only enters it: kept in the journal unless another name is given. */
  onBehalfOf?: string;
  /** The step cannot be taken back: the page asks once more. */
  final?: boolean;
  /** A signature, a seal, or somebody's rights: whoever takes it proves once more who they are, when the last proof is not recent. */
  proof?: boolean;
  /** Beside the official path (a consent, a mark): never the main button. */
  aside?: boolean;
  /** For whom anybody but the first of `by` takes it, from a paper: the journal says so. */
  actsFor?: (row: Row) => string;
}

export interface Lifecycle<Row extends Recorded = any, StateName extends string = string, StepName extends string = string> {
  /** Name in the journal and the API, e.g. `proposal`. */
  name: string;
  /** The clerk's word, e.g. 提案. */
  title: string;
  table: string;
  /** Where its pages are, e.g. `proposals`. */
  path: string;
  /** What a person enters, with the clerk's words for it: the journal speaks of changes in these words. */
  fields?: z.ZodObject;
  /** How one record is called in a sentence. `called`: the county's own words, where they are at hand (`nameIn`). */
  nameOf(row: Row, called?: Readonly<Record<string, string>>): string;
  initial: StateName;
  states: Record<StateName, State>;
  steps: Record<StepName, Step<Row, StateName>>;
  /** Who may see a record at all; anything else is not found. */
  visibleTo: readonly Relation<Row>[];
  /** From whom it is kept, whatever else they hold: they do not find it, nor its lines in the journal. */
  keptFrom?: readonly Relation<Row>[];
  /** Who may enter a new one (tested against the record as it would be). */
  createdBy: readonly Relation<Row>[];
  /** In which states its content may still be corrected, and by whom. */
  editable: { in: readonly StateName[]; by: readonly Relation<Row>[] };
  /** There may be hundreds of thousands of them: what divides their figures is kept with the writes (docs/decisions/0032). */
  numerous?: true;
  /** Columns whose values the journal only says were changed (telephone, identity number). */
  confidential?: readonly (keyof Row & string)[];
  /** Fields by whose values no number of it is told, because few would be told apart by them (of whom a grievance complains). */
  undivided?: readonly (keyof Row & string)[];
  /** Who may read the confidential columns of a record; absent: whoever sees it. Lists never show them. */
  privyTo?: readonly Relation<Row>[];
  /** How confidential columns are written for everybody who sees the record, also for those privy to them: these open them by an act of its own, which is noted. */
  masked?: { readonly [Column in keyof Row & string]?: (row: Row) => string | null };
  /** To whom masked columns do not show even a part of what they hold, unless they are privy to them. */
  hiddenFrom?: readonly Relation<Row>[];
  /** Who may attach files; absent: whoever corrects it or takes a step on it, in any state, because paper often comes late. */
  attachable?: { by: readonly Relation<Row>[] } | false;
  /** Columns that a search looks through; absent: not searchable. */
  searchable?: readonly (keyof Row & string)[];
  /** Of the searchable columns, those with names of people and places: also found by the initials of their pinyin. */
  named?: readonly (keyof Row & string)[];
  /** The day by which its lists go newest first; a search looks through the newest months first. */
  newestBy?: keyof Row & string;
  /**
   * The day by which it must be done, and the states in which that clock runs. `counted`: the columns of the first day and of the limit in
   * working days from which that day follows, so that a new calendar of holidays moves it.
   */
  due?: { by: keyof Row & string; in: readonly StateName[]; counted?: { from: keyof Row & string; days: keyof Row & string } };
}

/** Declares a record's official path. States and steps are checked against each other by the compiler. */
export function lifecycle<Row extends Recorded>() {
  return <StateName extends string, StepName extends string>(
    declaration: Lifecycle<Row, StateName, StepName>,
  ): Lifecycle<Row, StateName, StepName> => declaration;
}

export type RefusalKind = 'not_yours' | 'wrong_state' | 'not_ready';

export interface Refusal {
  kind: RefusalKind;
  sentence: string;
  clause?: string;
}

export interface Offer {
  step: string;
  label: string;
  noun: string;
  refusal?: Refusal;
}

/** The relation in which the actor may take the step on this record, if any. */
export function standing<Row>(relations: readonly Relation<Row>[], actor: Actor, row: Row): Relation<Row> | undefined {
  return relations.find((one) => one.of(actor).test(row));
}

/** Whether the step may be taken now; the one function that server, page, API and tests ask. */
export function check<Row extends Recorded>(declared: Lifecycle<Row>, name: string, actor: Actor, row: Row): Refusal | undefined {
  const step = declared.steps[name];
  if (!step) throw new Error(`${declared.name} has no step ${name}`);
  const clause = step.clause;
  if (!standing(step.by, actor, row)) {
    const who = step.by.map((one) => one.label).join('、');
    return { kind: 'not_yours', sentence: `“${step.label}”由${who}办理，您不在其中。`, clause };
  }
  if (!step.from.includes(row.state)) {
    const now = declared.states[row.state]?.label ?? row.state;
    const from = step.from.map((state) => `“${declared.states[state]?.label ?? state}”`).join('或');
    return { kind: 'wrong_state', sentence: `现在是“${now}”，${from}时才能${step.label}。`, clause };
  }
  const missing = step.ready?.(row);
  return missing ? { kind: 'not_ready', sentence: missing, clause } : undefined;
}

/** Every step with its refusal, in the order of the declaration. */
export function offers<Row extends Recorded>(declared: Lifecycle<Row>, actor: Actor, row: Row): Offer[] {
  return Object.entries(declared.steps).map(([step, { label, noun }]) => ({
    step,
    label,
    noun,
    refusal: check(declared, step, actor, row),
  }));
}

/** The offers worth drawing: what one may do now, and what one could do if the record were ready. */
export const drawn = (all: Offer[]): Offer[] => all.filter(({ refusal }) => !refusal || refusal.kind === 'not_ready');

/** The day by which this record must be done, while its clock runs. */
export const dueOn = <Row extends Recorded>({ due }: Lifecycle<Row>, row: Row): string | undefined =>
  due?.in.includes(row.state) ? ((row[due.by] as string | null) ?? undefined) : undefined;

export const visible = <Row extends Recorded>(declared: Lifecycle<Row>, actor: Actor): Predicate<Row> =>
  all(seenBy(actor, declared.visibleTo), not(keptFrom(declared, actor)));

/** What is kept from this person; `never` for almost everybody. */
export const keptFrom = <Row extends Recorded>({ keptFrom: from = [] }: Lifecycle<Row>, actor: Actor): Predicate<Row> => seenBy(actor, from);

export function mayEdit<Row extends Recorded>(declared: Lifecycle<Row>, actor: Actor, row: Row): Refusal | undefined {
  const { by } = declared.editable;
  if (!standing(by, actor, row)) {
    return { kind: 'not_yours', sentence: `内容由${by.map((one) => one.label).join('、')}修改，您不在其中。` };
  }
  if (!declared.editable.in.includes(row.state)) {
    return { kind: 'wrong_state', sentence: `现在是“${declared.states[row.state]?.label}”，内容不能再改。` };
  }
  return undefined;
}

export function mayCreate<Row extends Recorded>(declared: Lifecycle<Row>, actor: Actor, row: Row): Refusal | undefined {
  if (standing(declared.createdBy, actor, row)) return undefined;
  return { kind: 'not_yours', sentence: `${declared.title}由${declared.createdBy.map((one) => one.label).join('、')}登记，您不在其中。` };
}

/** The record as this person may read it: with masked columns as they are masked, without other confidential columns unless privy to them. */
export function readable<Row extends Recorded>(declared: Lifecycle<Row>, actor: Actor, row: Row): Partial<Row> {
  if (declared.masked) return { ...row, ...(isHidden(declared, actor, row) ? hiddenOf(declared, row) : masksOf(declared, row)) };
  if (!declared.confidential || !declared.privyTo || standing(declared.privyTo, actor, row)) return row;
  const hidden: readonly string[] = declared.confidential;
  return Object.fromEntries(Object.entries(row).filter(([column]) => !hidden.includes(column))) as Partial<Row>;
}

/** What stands in the place of each masked column. */
export const masksOf = <Row extends Recorded>({ masked = {} }: Lifecycle<Row>, row: Row): Partial<Row> =>
  Object.fromEntries(Object.entries<((row: Row) => string | null) | undefined>(masked).map(([column, mask]) => [column, mask?.(row) ?? null])) as Partial<Row>;

const isHidden = <Row extends Recorded>({ hiddenFrom = [], privyTo = [] }: Lifecycle<Row>, actor: Actor, row: Row): boolean =>
  standing(hiddenFrom, actor, row) !== undefined && standing(privyTo, actor, row) === undefined;

/** What is written in the place of anything that is not even shown in part. */
export const HIDDEN = '（已屏蔽）';

const hiddenOf = <Row extends Recorded>(declared: Lifecycle<Row>, row: Row): Partial<Row> =>
  Object.fromEntries(Object.entries(masksOf(declared, row)).map(([column, mask]) => [column, mask === null ? null : HIDDEN])) as Partial<Row>;

/** Whether the person may have the confidential columns of this record opened. */
export const isPrivy = <Row extends Recorded>(declared: Lifecycle<Row>, actor: Actor, row: Row): boolean =>
  visible(declared, actor).test(row) && standing(declared.privyTo ?? declared.visibleTo, actor, row) !== undefined;

/** The relations in which one may attach files to such a record. */
export function attachers<Row extends Recorded>({ attachable, editable, steps }: Lifecycle<Row>): readonly Relation<Row>[] {
  if (attachable === false) return [];
  return attachable?.by ?? [...editable.by, ...Object.values(steps).flatMap(({ by }) => by)];
}

export function mayAttach<Row extends Recorded>(declared: Lifecycle<Row>, actor: Actor, row: Row): Refusal | undefined {
  const by = attachers(declared);
  if (standing(by, actor, row)) return undefined;
  const who = [...new Set(by.map(({ label }) => label))].join('、');
  return { kind: 'not_yours', sentence: who ? `附件由${who}添加，您不在其中。` : `${declared.title}不带附件。` };
}

/** A file may be taken off again by whoever attached it, and by those who answer for the content. */
export function mayWithdrawFile<Row extends Recorded>(declared: Lifecycle<Row>, actor: Actor, row: Row, file: { person_id: string | null }): Refusal | undefined {
  const refusal = mayAttach(declared, actor, row);
  if (refusal) return refusal;
  const own = file.person_id !== null && file.person_id === actor.personId;
  if (own || standing(declared.editable.by, actor, row)) return undefined;
  return { kind: 'not_yours', sentence: '这份附件是别人添加的，请由添加的人或负责修改内容的人撤下。' };
}

/** Files may show the citizen whom the confidential columns name: only those privy to these open them. */
export function mayOpenFiles<Row extends Recorded>({ privyTo }: Lifecycle<Row>, actor: Actor, row: Row): Refusal | undefined {
  if (!privyTo || standing(privyTo, actor, row)) return undefined;
  return { kind: 'not_yours', sentence: `附件可能涉及群众个人信息，由${privyTo.map(({ label }) => label).join('、')}查看，您不在其中。` };
}
