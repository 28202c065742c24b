import type { Context } from 'hono';
import type { Transaction } from 'kysely';
import type { DB } from '#platform/database/schema.ts';
import type { SecondHead } from '#platform/documents/model.ts';
import type { Actor } from '#platform/identity/actor.ts';
import type { Session } from '#platform/identity/sessions.ts';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { House, Reading } from '#platform/records/act.ts';
import { reading } from '#platform/records/act.ts';
import type { Level } from '#platform/records/county.ts';
import { cleaned } from '#platform/fields.ts';
import type { Kept } from '#platform/http/kept-answers.ts';
import type { WorkCalendar } from '#platform/working-days.ts';

/** A county, or a superior, of this installation. */
export interface ListedCounty {
  id: string;
  slug: string;
  name: string;
  bodyName: string;
  invented: boolean;
  secondFactor: 'required' | 'optional';
  /** A superior (city, prefecture, province) has no residents' pages and none of a county's work. */
  level: Level;
}

/** The county that a visit is about, as pages name it. */
export interface County extends ListedCounty {
  /** What the county calls its records where it has a name of its own, by the record's name. */
  called: Readonly<Record<string, string>>;
  /** The days on which it works. */
  workDays: WorkCalendar;
  /** The second language in the head of its papers, where it has one. */
  secondHead?: SecondHead;
}

/** One request by one person. Made once by the http layer, handed to every handler. */
export interface Visit {
  house: House;
  county: County;
  /** Nobody in particular until the session is open. */
  actor: Actor;
  /** The session of the browser, also one that still waits for its second factor. */
  session?: Session;
  /** Post of the person as shown beside the name. */
  postLabel?: string;
  elder: boolean;
  /** 高对比度: black on white, for weak eyes and bright sun. */
  contrast: boolean;
  /** Proof that a form came from our own page; bound to the session. */
  csrf?: string;
  /** The JSON twin was asked for. */
  json: boolean;
  /** Path without the API prefix, and the query with control characters removed. */
  path: string;
  query: URLSearchParams;
  /** Path parameter, cleaned; '' when absent. */
  param(name: string): string;
  context: Context;
  /** Answers given before that are still true, where the session told how the county stands; see `keptAnswer`. */
  kept?: Kept;
  /** The transaction in which the session was read, while the whole page is read in it too. */
  open?: Transaction<DB>;
}

/** The title of a kind of record in this county: its own name for it, else the general word. */
export const titleIn = ({ called }: Pick<County, 'called'>, { name, title }: Pick<Lifecycle, 'name' | 'title'>): string => called[name] ?? title;

/** A sentence in which kinds of records are called as the county calls them. */
export const inOwnWords = ({ county, house }: Pick<Visit, 'county' | 'house'>, sentence: string): string =>
  Object.entries(county.called).reduce((said, [name, called]) => said.replaceAll(house.records.get(name)?.title ?? called, called), sentence);

/** A declared number, with what it counts called so. */
export const numberInOwnWords = <N extends { label: string; definition: string }>(visit: Pick<Visit, 'county' | 'house'>, number: N): N =>
  ({ ...number, label: inOwnWords(visit, number.label), definition: inOwnWords(visit, number.definition) });

/** How one record is called, in the county's own words. */
export const nameIn = <Row extends Recorded>({ called }: Pick<County, 'called'>, { nameOf }: Lifecycle<Row>, row: Row): string => nameOf(row, called);

export type Handler = (visit: Visit) => Promise<Response>;

/** Reads as the visitor. */
export const look = <T>(visit: Visit, work: (reading: Reading) => Promise<T>): Promise<T> =>
  visit.open ? work({ house: visit.house, db: visit.open, county: visit.county.id, actor: visit.actor }) : reading(visit.house, visit.actor, work);

/** Query text as it may reach the database. */
export function cleanQuery(query: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...query].map(([name, value]): [string, string] => [cleaned(name), cleaned(value)]));
}
