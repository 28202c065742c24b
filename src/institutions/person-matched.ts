import { undotted } from '#platform/people/dots.ts';
import { any, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { withNumber } from '#platform/secrets/marking.ts';
import { calledOneOf } from '#institutions/people/facts.ts';
import { person, type Person } from '#institutions/people/record.ts';

/** What a row of a roster tells of a person. */
export type Told = Partial<Pick<Person, 'phone' | 'id_number' | 'position' | 'party_post' | 'party_place' | 'born_month'>> & { name: string };

const MOST_NAMESAKES = 20_000;

/**
 * People who are there already, for the rows of a roster. People of one name, with or without its dot, are taken for the same only where the identity
 * number, the telephone, the month of birth or the position with the place says so; a name alone never does.
 */
export async function peopleTold(reading: Reading, told: readonly Told[]): Promise<(who: Told) => Person | undefined> {
  const ids = told.flatMap(({ id_number }) => id_number ?? []);
  const numbered: Predicate<Person>[] = ids.length > 0 ? [await withNumber<Person>(reading, 'people.id_number', 'id_number', ids)] : [];
  const rows = told.length === 0 ? [] : await list(reading, person, { where: any(calledOneOf(told.map(({ name }) => name)), ...numbered), limit: MOST_NAMESAKES });
  const byName = Map.groupBy(rows, ({ name }) => undotted(name));
  return (who) => {
    const sure = (byName.get(undotted(who.name)) ?? []).filter((row) => surely(row, who));
    return sure.length === 1 ? sure[0] : undefined;
  };
}

function surely(row: Person, who: Told): boolean {
  if (row.id_number && who.id_number) return row.id_number === who.id_number;
  if (row.phone && who.phone) return row.phone === who.phone;
  if (row.born_month && who.born_month) return row.born_month === who.born_month;
  return Boolean(row.position && row.position === who.position);
}

/** A Party office with its township, as a position tells it: 白石镇党委副书记. */
export interface PartyOffice {
  post: 'deputy_secretary' | 'commissioner';
  place: string;
}

const place = '(?<place>\\p{Script=Han}{1,12}?(?:镇|乡|街道|开发区|园区|新区))';
const committeeWord = '(?:党委|党工委|党[（(]工[）)]委)?';
const deputySecretary = new RegExp(`^${place}${committeeWord}(?:专职)?副书记`, 'u');
const commissioner = new RegExp(`^${place}${committeeWord}(?:组宣统委员|组织[、（(]?宣传[、]?统战[）)]?委员|组织宣传统战委员)`, 'u');

/** The office that carries a committee post with it, if the position names one. */
export function partyOfficeIn(position: string | null | undefined): PartyOffice | undefined {
  const text = (position ?? '').replace(/\s/gu, '');
  const secretary = deputySecretary.exec(text)?.groups?.place;
  if (secretary) return { post: 'deputy_secretary', place: secretary };
  const organiser = commissioner.exec(text)?.groups?.place;
  return organiser ? { post: 'commissioner', place: organiser } : undefined;
}
