import { basename, dirname, join, normalize } from 'node:path/posix';

/**
 * The chapters in the order of the speech. A chapter reads those before it, never those after it.
 * `src/imports` is the application of every slice's spreadsheet target; the files of `src/` itself gather all.
 */
export const chapters = ['platform', 'institutions', 'plans', 'duties', 'archives', 'assessment', 'reports', 'imports', 'menu.ts', 'county.ts', 'speaking.ts', 'compiled-ahead.ts', 'server.ts'];

/** The only files of a slice that another slice may open. */
const doors = ['record.ts', 'facts.ts'];
/** Folders that belong to their chapter as a whole: pages, what two duties' activities share (who is asked, who was there), how reports are worded and what they quote. */
const common = ['pages', 'attending', 'wording', 'quoting'];
/** Of these also what later chapters record in the same way: meetings have their lists as visits do. */
const lent = ['attending'];
/** What `county.ts` collects from each. */
const doorOfCounty = 'slice.ts';

const importForms = [
  /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm,
  /^\s*import\s*['"]([^'"]+)['"]/gm,
  /\bimport\(\s*['"]([^'"]+)['"]/g,
];

interface Place {
  path: string;
  chapter: string;
  /** The folder below the chapter; undefined for what belongs to the chapter as a whole. */
  slice: string | undefined;
}

/**
 * Every import that goes the wrong way, as a sentence naming both files.
 * @param sources path from the project root (`src/…`) → text
 */
export function wrongImports(sources: ReadonlyMap<string, string>): string[] {
  return [...sources].flatMap(([path, text]) =>
    importedFiles(path, text).flatMap((target) => {
      const wrong = judge(placeOf(path), placeOf(target));
      return wrong ? [`${path} ${wrong}: ${target}`] : [];
    }),
  );
}

/** The project's own files that a file imports, in whatever form, types included. */
function importedFiles(path: string, text: string): string[] {
  const names = importForms.flatMap((form) => [...text.matchAll(form)].map(([, name]) => name ?? ''));
  return names.flatMap((name) => {
    if (name.startsWith('#')) return [join('src', name.slice(1))];
    return name.startsWith('.') ? [normalize(join(dirname(path), name))] : [];
  });
}

function placeOf(path: string): Place {
  const [top, chapter = '', ...rest] = path.split('/');
  const [folder] = rest.length > 1 ? rest : [];
  return { path, chapter: top === 'src' ? chapter : `${top}/`, slice: folder && common.includes(folder) ? undefined : folder };
}

function judge(from: Place, to: Place): string | undefined {
  if (!chapters.includes(from.chapter)) return 'is in no chapter of the order';
  if (!chapters.includes(to.chapter)) return from.chapter === 'server.ts' && to.chapter === 'db/' ? undefined : 'leaves the house';
  if (chapters.indexOf(from.chapter) < chapters.indexOf(to.chapter)) return 'reads ahead';
  if (to.chapter === 'platform') return undefined;
  if (from.chapter === to.chapter) return judgeWithin(from, to);
  if (chapters.includes(to.path.replace('src/', ''))) return undefined; // server.ts opens county.ts
  if (lent.includes(basename(dirname(to.path)))) return undefined;
  const open = from.chapter === 'county.ts' ? [...doors, doorOfCounty] : doors;
  return open.includes(basename(to.path)) ? undefined : 'reaches into';
}

/** The one slice of the duties that reads the others, and that they may ask what they become. What one duty alone makes of another stands in a file of this name of its own. */
const CROSSINGS = 'crossings';
const mayCross = ({ slice, path }: Place): boolean => slice === CROSSINGS || basename(path) === `${CROSSINGS}.ts`;

/** A chapter of many rooms gathers them itself, in a `slice.ts` of its own, which `county.ts` reads. */
const isGathering = ({ slice, path }: Place): boolean => slice === undefined && basename(path) === doorOfCounty;

/** Within a chapter: what belongs to the chapter is everybody's; slices meet at their doors, and duties only in crossings. */
function judgeWithin(from: Place, to: Place): string | undefined {
  if (!to.slice || from.slice === to.slice) return undefined;
  if (isGathering(from)) return [...doors, doorOfCounty].includes(basename(to.path)) ? undefined : 'reaches into';
  if (from.chapter === 'duties' && !mayCross(from) && to.slice !== CROSSINGS) return 'is a duty that reads another';
  return doors.includes(basename(to.path)) ? undefined : 'reaches into';
}
