import type { Assessment } from '#assessment/rounds/record.ts';
import { assessmentScheme, type SchemeEdition } from '#assessment/schemes/record.ts';
import { ruleWords, schemeOf, type Indicator, type Scheme } from '#assessment/schemes/facts.ts';
import { program } from '#platform/identity/actor.ts';
import { is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';

/** The edition that an assessment is made by: what it says, and what it is called. */
interface Edition {
  scheme: Scheme;
  name: string;
}

/** An edition is never changed once it was adopted, so each is read once. */
const known = new Map<string, Edition>();
const MOST_KNOWN = 200;

type About = Pick<Assessment, 'scheme_id'>;

/** The scheme by which this assessment is made, as it was adopted. */
export const editionOf = async (reading: Reading, about: About): Promise<Scheme> => (await adopted(reading, about)).scheme;

/** What that edition is called, so that every line can name the rules by which it was reckoned. */
export const editionNameOf = async (reading: Reading, about: About): Promise<string> => (await adopted(reading, about)).name;

async function adopted(reading: Reading, { scheme_id }: About): Promise<Edition> {
  const before = known.get(scheme_id);
  if (before) return before;
  const [row] = await list<SchemeEdition>({ ...reading, actor: program(reading.county), asOf: undefined }, assessmentScheme, { where: is<SchemeEdition>('id', scheme_id), limit: 1 });
  const edition = { scheme: schemeOf(row!), name: assessmentScheme.nameOf(row!) };
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(scheme_id, edition);
  return edition;
}

/** The indicator at an address, counted from 1 in section and indicator; undefined where the scheme has none. */
export function indicatorAt({ sections }: Scheme, address: string): Indicator | undefined {
  const [section, indicator] = address.split('.').map(Number);
  return sections[section! - 1]?.indicators[indicator! - 1];
}

/** Whether points of this line stand on records; others are judged, voted or sent from elsewhere. */
export function readsRecords(scheme: Scheme, address: string): boolean {
  const { count, rate } = indicatorAt(scheme, address)!;
  return count !== undefined || rate !== undefined;
}

/** The rule of a line in one sentence, with the most that it gives. */
export function ruleOf(scheme: Scheme, address: string): string {
  const indicator = indicatorAt(scheme, address)!;
  return `${ruleWords(indicator)}${indicator.most === undefined ? '' : `最多${indicator.most}分。`}`;
}

/** What must be done whatever the points stands on a sheet as 必1, 必2, in the order of the scheme. */
export const gateAddress = (place: number): string => `必${place + 1}`;

/** The name of the minimum condition at an address; undefined where the scheme has none. */
export function gateAt({ gates }: Scheme, address: string): string | undefined {
  const place = /^必(\d{1,2})$/u.exec(address)?.[1];
  return place === undefined ? undefined : gates[Number(place) - 1]?.name;
}
