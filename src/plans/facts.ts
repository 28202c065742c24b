import { sql } from 'kysely';
import type { ParticipantWords } from '#institutions/participants/record.ts';
import type { Office, Offices } from '#institutions/party-posts/record.ts';
import type { SecondHead } from '#platform/documents/model.ts';
import type { Reading } from '#platform/records/act.ts';
import { usualWords } from '#platform/languages/recognised.ts';
import { onceIn } from '#platform/records/once.ts';
import type { NameOrder } from '#platform/people/strokes.ts';
import { source } from '#platform/records/source.ts';
import { today } from '#platform/time.ts';
import type { Basis } from '#platform/ui/applied.tsx';
import { forbiddenInWords } from '#plans/forbidding.ts';
import { forbidsOf, declaredParameter, NO_SECOND_HEAD, parameters, shownValue, type ParameterKey, type ParameterValue } from '#plans/parameters.ts';

/** The questions that later chapters ask about the adopted plans. */

/**
 * The value of a parameter on a day (`YYYY-MM-DD`): the latest that was set from that day or earlier, else the default.
 * Of two from the same day the one entered later stands. For a past moment: as it was known then.
 */
export const parameterAt = async <K extends ParameterKey>(reading: Reading, key: K, day: string): Promise<ParameterValue<K>> =>
  (await parameterOver(reading, key))(day);

/** One value is not changed more often than this. */
const MOST_VALUES = 1_000;

/** The same for any day, asked once. */
export async function parameterOver<K extends ParameterKey>(reading: Reading, key: K): Promise<(day: string) => ParameterValue<K>> {
  const { rows } = await onceIn(reading, `parameter ${key}`, () => sql<{ value: string; from_day: string }>`
    select v.value, v.from_day from ${source(reading, 'parameter_values', 'v')}
    where v.county_id = ${reading.county} and v.key = ${key}
    order by v.from_day desc, v.id desc limit ${MOST_VALUES}`.execute(reading.db));
  const declared = parameters[key];
  return (day) => {
    const set = rows.find(({ from_day }) => from_day <= day);
    const value = supposedAt(reading, key, day, set?.from_day) ?? set?.value ?? declared.default;
    return (declared.type === 'number' ? Number(value) : value) as ParameterValue<K>;
  };
}

/** What a preview takes as set, where it would stand in the place of what was set from `since`. */
function supposedAt({ supposing = [] }: Reading, key: string, day: string, since = ''): string | undefined {
  const standing = supposing.filter((one) => one.key === key && one.from_day <= day && one.from_day >= since);
  return standing.toSorted((a, b) => a.from_day.localeCompare(b.from_day)).at(-1)?.value;
}

/** The words of a choice among which a plan decides: what a page and a document print for each. */
export const optionsOf = <K extends ChoiceKey>(key: K): (typeof parameters)[K]['options'] => parameters[key].options;

type ChoiceKey = { [K in ParameterKey]: (typeof parameters)[K] extends { options: unknown } ? K : never }[ParameterKey];

/** A value that was set, with the plan that set it. */
interface Set {
  value: string;
  from_day: string;
  why: string | null;
  clause_number: string | null;
  plan_id: string | null;
  plan: string | null;
  edition: number | null;
}

/** Its place in the order in which plans of its kind came into force: 第2版. */
export const editionOf = (reading: Reading, alias: string) => {
  const begins = (name: string) => sql`coalesce(${sql.ref(`${name}.in_force_from`)}, ${sql.ref(`${name}.issued_on`)})`;
  return sql<number>`(select count(*)::int from ${source(reading, 'plans', 'older')}
    where older.county_id = ${reading.county} and older.kind = ${sql.ref(`${alias}.kind`)} and older.state in ('adopted', 'superseded')
      and (${begins('older')}, older.id) <= (${begins(alias)}, ${sql.ref(`${alias}.id`)}))`;
};

/** The value in force on a day with where it comes from: what every page says beside a number that it applies. */
export const appliedAt = async (reading: Reading, key: ParameterKey, day: string): Promise<Basis> => (await basesOf(reading, [{ key, day }]))[0]!;

/** The next value that is set already from a day after this one; undefined while none is. */
export async function nextAfter(reading: Reading, key: ParameterKey, day: string): Promise<Basis | undefined> {
  const { rows } = await sql<{ from_day: string }>`
    select v.from_day from ${source(reading, 'parameter_values', 'v')}
    where v.county_id = ${reading.county} and v.key = ${key} and v.from_day > ${day}::date
    order by v.from_day limit 1`.execute(reading.db);
  return rows[0] && appliedAt(reading, key, rows[0].from_day);
}

/** The same for several parameters; names that no parameter has are left out. */
export const allAppliedAt = (reading: Reading, keys: readonly string[], day: string): Promise<Basis[]> => basesOf(reading, keys.map((key) => ({ key, day })));

/** The same for several parameters, each on a day of its own: asked once. */
export async function basesOf(reading: Reading, asked: readonly { key: string; day: string }[]): Promise<Basis[]> {
  const wanted = asked.filter(({ key }) => declaredParameter(key));
  if (wanted.length === 0) return [];
  const { rows } = await sql<{ key: string } & { [F in keyof Set]: Set[F] | null }>`
    select wanted.key, v.value, v.from_day, v.why, v.clause_number, v.plan_id, p.title as plan, case when p.id is not null then ${editionOf(reading, 'p')} end as edition
    from rows from (jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as (key text, day date)) with ordinality as wanted (key, day, place)
    left join lateral (
      select set.* from ${source(reading, 'parameter_values', 'set')}
      where set.county_id = ${reading.county} and set.key = wanted.key and set.from_day <= wanted.day
      order by set.from_day desc, set.id desc limit 1
    ) as v on true
    left join ${source(reading, 'plans', 'p')} on p.county_id = v.county_id and p.id = v.plan_id
    order by wanted.place`.execute(reading.db);
  return rows.map((row) => basisOf(row.key, row));
}

function basisOf(key: string, { value, from_day, why, clause_number, plan_id, plan, edition }: { [F in keyof Set]: Set[F] | null }): Basis {
  const declared = declaredParameter(key)!;
  return {
    key,
    label: declared.label,
    shown: shownValue(declared, value ?? declared.default),
    since: from_day,
    why,
    plan: plan_id ? { id: plan_id, title: plan!, clause: clause_number ?? '', edition: edition! } : null,
  };
}

/** A clause as the plan in force on a day prints it. */
export interface CitedClause {
  key: string;
  number: string;
  text: string;
  plan: string;
  planId: string;
  documentNo: string | null;
}

/** The clause under this key in the plan that was in force on the day; undefined while no adopted plan has it. */
export async function findClause(reading: Reading, key: string, day: string): Promise<CitedClause | undefined> {
  const { rows } = await sql<CitedClause>`
    select c.key, c.number, c.text, p.title as plan, p.id as "planId", p.document_no as "documentNo"
    from ${source(reading, 'plans', 'p')}, jsonb_to_recordset(p.clauses) as c (key text, number text, text text)
    where p.county_id = ${reading.county} and p.state in ('adopted', 'superseded') and c.key = ${key}
      and coalesce(p.in_force_from, p.issued_on) <= ${day}::date and coalesce(p.superseded_on > ${day}::date, true)
    order by p.in_force_from desc nulls last, p.id desc limit 1`.execute(reading.db);
  return rows[0];
}

/** How a page cites a clause: 《履职方案》第六条; undefined while no adopted plan has it. */
export async function clauseWords(reading: Reading, key: string, day: string): Promise<string | undefined> {
  const clause = await findClause(reading, key, day);
  return clause && `《${clause.plan}》${clause.number}`;
}

/** What the setting-up plan says on a day of the Party offices: their name in the county, and the committee post that goes with each. */
export const officesOn = async (reading: Reading, day: string): Promise<Offices> =>
  ({ deputy_secretary: await officeOn(reading, 'deputy_secretary', day), commissioner: await officeOn(reading, 'commissioner', day) });

async function officeOn(reading: Reading, office: Office, day: string): Promise<Offices[Office]> {
  const bound = await parameterAt(reading, `binding.${office}`, day);
  return { label: usualWords(await parameterAt(reading, `label.${office}`, day)), bound: bound === 'none' ? null : bound };
}

/** How rosters are ordered today. */
export const nameOrderNow = async (reading: Reading): Promise<NameOrder> => ({
  rankedFirst: (await parameterAt(reading, 'roster.rank', today())) === 'first',
  shortFirst: (await parameterAt(reading, 'roster.given_name', today())) === 'short_first',
});

/** A list of the county's own words, written with 、 between them, as it holds on a day. */
async function wordsAt(reading: Reading, key: 'committee.forms' | 'committee.modes' | `participants.${keyof ParticipantWords}` | 'disputes.causes' | 'review.rounds' | 'review.categories' | 'consultations.kinds' | 'venues.standard' | ProposingList, day: string): Promise<string[]> {
  const value = await parameterAt(reading, key, day);
  return [...new Set(value.split(/[、，,;；\s]+/u).filter(Boolean))];
}

/** What the setting-up plan calls the forms of body and the ways of setting one up. */
export const committeeWordsOn = async (reading: Reading, day: string): Promise<{ forms: string[]; modes: string[] }> =>
  ({ forms: await wordsAt(reading, 'committee.forms', day), modes: await wordsAt(reading, 'committee.modes', day) });

/** Kinds of proposers by the county's rule: who may propose, who only while a plenary sits, whose paper carries a seal or a signature. */
export type ProposingList = 'proposals.kinds' | 'proposals.session_kinds' | 'proposals.sealed_kinds';
export const proposingKindsOn = (reading: Reading, list: ProposingList, day: string): Promise<string[]> => wordsAt(reading, list, day);

/** What the county calls its three kinds of consultation, in their order; what a place for them must have. */
export const consultationKindsOn = async (reading: Reading, day: string): Promise<string[]> => (await wordsAt(reading, 'consultations.kinds', day)).map(usualWords);
export const venueStandardOn = (reading: Reading, day: string): Promise<string[]> => wordsAt(reading, 'venues.standard', day);

/** How the county sorts disputes. */
export const disputeCausesOn = (reading: Reading, day: string): Promise<string[]> => wordsAt(reading, 'disputes.causes', day);

/** How the county reviews proposals: its rounds by name, the special committee whose members review, and its scheme of categories. */
export const reviewWordsOn = async (reading: Reading, day: string): Promise<{ rounds: string[]; committee: string; categories: string[] }> => ({
  rounds: (await wordsAt(reading, 'review.rounds', day)).slice(0, MOST_ROUNDS).map(usualWords),
  committee: await parameterAt(reading, 'review.committee', day),
  categories: await wordsAt(reading, 'review.categories', day),
});

/** The table of reviews has room for so many. */
const MOST_ROUNDS = 3;

/** What the setting-up plan says of people who are no members: the kinds that there are, and what each may do. */
export const participantWordsOn = async (reading: Reading, day: string): Promise<ParticipantWords> => ({
  kinds: await wordsAt(reading, 'participants.kinds', day),
  belong: await wordsAt(reading, 'participants.belong', day),
  ledger: await wordsAt(reading, 'participants.ledger', day),
  consultations: await wordsAt(reading, 'participants.consultations', day),
  topics: await wordsAt(reading, 'participants.topics', day),
});

/** Parameters that are refused when they would break a rule of the compliance list, with what is then said. */
export const guardedParameters = (): { rule: string; sentence: string; parameters: { label: string; href: string }[] }[] => forbiddenInWords.map((forbidding) => ({
  rule: forbidding.rule,
  sentence: forbidding.sentence,
  parameters: Object.entries(parameters).filter(([, declared]) => forbidsOf(declared).includes(forbidding)).map(([key, { label }]) => ({ label, href: `/parameters/${key}` })),
}));

/** The county's second language in the heads of its papers, as its parameters have it today. */
export async function secondHeadNow(reading: Reading): Promise<SecondHead | undefined> {
  const text = await parameterAt(reading, 'papers.second_head', today());
  if (text === NO_SECOND_HEAD) return undefined;
  return { text, place: await parameterAt(reading, 'papers.second_head_place', today()) };
}
