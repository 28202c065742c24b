import { isChosen } from '#platform/figures/figure.ts';
import type { House } from '#platform/records/act.ts';
import { initialsText } from '#platform/people/initials.ts';
import type { Option } from '#platform/ui/filters.tsx';
import type { Declared } from '#reports/declared.ts';
import type { OwnWords } from '#reports/quoting/own-words.ts';
import { titleOf } from '#reports/figures/saying.ts';

/** What the register of figures, shares and claims is looked through for. */
export interface Looked {
  /** Words of the label, the definition or the name; letters also as initials of the label's pinyin. */
  q?: string;
  chapter?: string;
  /** Name of the kind of record that is counted. */
  about?: string;
  kind?: Kind;
}

export const kinds = { figure: '数字', ratio: '比率', claim: '判断', own: '自拟数字' } as const;
export type Kind = keyof typeof kinds;

export const OWN = '自拟';

interface Entry {
  name: string;
  kind: Kind;
  chapter: string;
  /** Of a share that of its numerator. */
  about?: string;
  label: string;
  definition: string;
}

export const lookedIn = (query: URLSearchParams): Looked => {
  const value = (name: string) => query.get(name)?.trim() || undefined;
  const kind = value('kind');
  return { q: value('q')?.slice(0, 50), chapter: value('chapter'), about: value('about'), kind: kind && kind in kinds ? (kind as Kind) : undefined };
};

/** The names of those that are looked for; undefined when nothing is asked. */
export function namesLooked(declared: Declared, looked: Looked): ReadonlySet<string> | undefined {
  if (Object.values(looked).every((one) => one === undefined)) return undefined;
  return new Set(entriesOf(declared).filter((entry) => meets(entry, looked)).map(({ name }) => name));
}

/** The parts of own shares are figures of their own, and told with the share. */
export const isPart = (name: string): boolean => /^own_\d+_(?:part|base)$/.test(name);

function entriesOf({ figures, ratios, claims, chapterOf }: Declared): Entry[] {
  const recordOf = new Map(figures.map(({ name, record }) => [name, record]));
  const placed = (name: string) => chapterOf?.get(name) ?? (name.startsWith('own_') ? OWN : '其他');
  const kindOf = (name: string, kind: Kind): Kind => (name.startsWith('own_') ? 'own' : kind);
  return [
    ...figures.filter(({ name }) => !isPart(name)).map(({ name, label, definition, record }): Entry => ({ name, kind: kindOf(name, 'figure'), chapter: placed(name), about: record, label, definition })),
    ...ratios.map((ratio): Entry => ({ name: ratio.name, kind: kindOf(ratio.name, 'ratio'), chapter: placed(ratio.name), about: isChosen(ratio) ? undefined : recordOf.get(ratio.numerator), label: ratio.label, definition: ratio.definition })),
    ...claims.map(({ name, sentence, definition }): Entry => ({ name, kind: 'claim', chapter: placed(name), label: sentence, definition })),
  ];
}

function meets({ name, kind, chapter, about, label, definition }: Entry, looked: Looked): boolean {
  if (looked.kind && looked.kind !== kind) return false;
  if (looked.chapter && looked.chapter !== chapter) return false;
  if (looked.about && looked.about !== about) return false;
  const text = `${label} ${definition} ${name}`.toLowerCase();
  return (looked.q ?? '').toLowerCase().split(/\s+/u).filter(Boolean).every((word) => text.includes(word) || (/^[a-z]{2,}$/.test(word) && initialsOf(label).includes(word)));
}

const remembered = new Map<string, string>();
/** Labels are some hundreds, and the same from visit to visit. */
const MOST_REMEMBERED = 5_000;

function initialsOf(label: string): string {
  const before = remembered.get(label);
  if (before !== undefined) return before;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const initials = initialsText([label]);
  remembered.set(label, initials);
  return initials;
}

/** What may be chosen in the page's form. */
export function registryChoices(house: House, declared: Declared, own: OwnWords): { chapters: Option[]; abouts: Option[]; kinds: Option[] } {
  const chapters = new Set(entriesOf(declared).map(({ chapter }) => chapter));
  const abouts = new Map(declared.figures.filter(({ derived }) => !derived).map((figure) => [figure.record, own(titleOf(house, figure))]));
  return {
    chapters: [...chapters].map((chapter) => ({ value: chapter, label: chapter })),
    abouts: [...abouts].map(([value, label]) => ({ value, label })),
    kinds: Object.entries(kinds).map(([value, label]) => ({ value, label })),
  };
}
