import type { Child } from 'hono/jsx';
import type { z } from 'zod';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import type { Act } from '#platform/records/act.ts';
import type { Effect, Values, Circumstances } from '#platform/records/write.ts';
import type { EnteredPaper } from '#platform/http/entered-paper.tsx';
import type { Listing } from '#platform/http/listing.tsx';
import type { Visit } from '#platform/http/visit.ts';
import type { Option } from '#platform/ui/filters.tsx';
import type { Fact } from '#platform/ui/facts.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import type { Action } from '#platform/ui/head.tsx';
import type { Batch } from '#platform/ui/table.tsx';
import type { Helped } from '#platform/writing-help/helped.tsx';

/**
 * Records to choose from in forms and filters, by record name: committees, sectors, units … Under the name of a field with fixed choices: the county's
 * own words for them.
 */
export type Choices = Readonly<Record<string, Option[]>>;

/** What the pages of a record need around it. `choices` is always there; a slice adds what else it draws. */
export interface Surroundings {
  choices: Choices;
}

/**
 * A record with its pages and their JSON twins, declared once: from it come list, downloads, detail, forms, steps,
 * `/api/v1` and its description. What is not declared is derived from the fields and the lifecycle.
 */
export interface Resource<Row extends Recorded, Around extends Surroundings = Surroundings> {
  declared: Lifecycle<Row>;
  /** What a person enters: names are column names, or names that `enter` knows how to write. */
  fields: z.ZodObject;
  listing: Listing<Row, Around>;
  /** Loads what the pages need; called once per request, with the rows that will be drawn. */
  around(reading: Reading, rows: readonly Row[], visit: Visit): Promise<Around>;
  /** Writes a new record, when more is to be done than to fill in its columns. `files`: how many come with it, where it may bring its paper. */
  enter?(act: Act, values: any, how: Circumstances, files: number): Promise<Row>;
  /** Turns entered values into columns on a correction. */
  correct?(act: Act, row: Row, values: any): Promise<Values<Row>>;
  /** What steps change besides the state. */
  effects?: Partial<Record<string, Effect<Row>>>;
  /** Values known before anybody types: the own committee, today. */
  known?(visit: Visit, around: Around): FormState['values'];
  /** What is true of every row that comes in by the form, where the right to enter depends on it: 纸质 beside 链接. */
  entered?: Partial<Row>;
  /** The form's fields, in groups; by default all of them in order. */
  form?(props: { form: FormState; around: Around; visit: Visit; row?: Row }): Child;
  /** The step's fields, when the derived ones do not do. */
  stepForm?(props: { step: string; row: Row; around: Around; form: FormState }): Child | undefined;
  /** Of a step that asks with several inputs for one field: the field, as the inputs of its form say it. */
  gathered?: Partial<Record<string, (form: FormData) => Record<string, unknown>>>;
  /** Facts of the detail page; by default every field with its value. */
  facts?(row: Row, around: Around, visit: Visit): Fact[];
  /** One line under the title of the detail page. */
  lead?(row: Row, around: Around): Child;
  /** The record's own sections, below the facts. */
  sections?(row: Row, around: Around, visit: Visit): Child;
  /** Other links on the detail page. */
  others?(row: Row, around: Around, visit: Visit): Action[];
  /** Other links on the list page. */
  listOthers?(visit: Visit): Action[];
  /** Acts on several rows at once. */
  batch?(visit: Visit): Batch | undefined;
  /** Above the list: a remark, a small chart. */
  above?(visit: Visit, around: Around): Child;
  /** May a new one be entered by hand, and what the button says; false when records only come from elsewhere. */
  newLabel?: string | false;
  /** Where what a new one is made of is chosen first: a form opened without it leads there. */
  chosenFirst?(visit: Visit): string | undefined;
  /** The button of the entry form, when 登记 would promise too much: a draft is only kept. */
  enterLabel?: string;
  /** The paper from which it is entered may be photographed along: its files become attachments in the same act. */
  paper?: EnteredPaper;
  /** Entering one gives somebody rights: whoever does it proves once more who they are, when the last proof is not recent. */
  provedEntry?: boolean;
  /** A second button of the entry form for whoever enters several in a row: enters this one and opens the form for the next. */
  againLabel?: string;
  /** What the form for the next one is told in its address: to what it belongs. */
  again?(row: Row): Record<string, string>;
  /** Entries and corrections that find no network wait in the browser until they can be sent; where they are listed. */
  outbox?: string;
  /** Its texts may be looked through while they are written; see `writing-help`. */
  helped?: Helped<Row>;
}

export const resource = <Row extends Recorded, Around extends Surroundings = Surroundings>(one: Resource<Row, Around>): Resource<Row, Around> => one;
