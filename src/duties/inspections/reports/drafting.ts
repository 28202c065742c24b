import { heldWords } from '#duties/held.ts';
import { printedDay } from '#platform/time.ts';
import type { FieldNote, Mark } from '#duties/inspections/notes/record.ts';
import { inspectionKinds } from '#duties/inspections/words.ts';
import type { Inspection } from '#duties/inspections/record.ts';
import { sectionNames, SECTION_MAX, type Drawn, type Section, type VisitReport } from '#duties/inspections/reports/record.ts';

/** A first text of a report out of what was noted on the way. Pure: the program orders sentences and invents none. */

const sectionOf: Record<Mark, Section> = { seen: 'basic', good: 'practices', problem: 'problems', advice: 'advice' };

export type Written = Pick<VisitReport, Section | 'drawn'>;

/** The visit in one sentence, then the notes by their marks, each in the order in which they were taken. */
export function drafted(visit: Inspection, bodies: readonly string[], notes: readonly FieldNote[]): Written {
  return withNotes({ basic: null, practices: null, problems: null, advice: null, drawn: [] }, [fromVisit(visit, bodies), ...notes.map(fromNote)]);
}

/** What was noted since is put at the end of its part; what was written meanwhile stays. */
export function redrawn(row: Written, notes: readonly FieldNote[]): Written {
  const known = new Set(row.drawn.map(({ note_id }) => note_id));
  return withNotes(row, notes.filter(({ id }) => !known.has(id)).map(fromNote));
}

function withNotes({ drawn, ...parts }: Written, more: readonly Drawn[]): Written {
  const written: Written = { ...parts, drawn: [...drawn] };
  for (const one of more) {
    const text = [written[one.section], one.words].filter(Boolean).join('\n');
    if (text.length > SECTION_MAX) continue; // the notes themselves stay, and are there to be read
    written[one.section] = text;
    written.drawn.push(one);
  }
  return written;
}

const fromNote = ({ id, mark, words, place, author_name, noted_on }: FieldNote): Drawn => ({
  section: sectionOf[mark as Mark], words: sentence(place && !words.includes(place) ? `${place}：${oneLine(words)}` : oneLine(words)), note_id: id, by: author_name, on: noted_on, place,
});

/** 2026年3月21日，白石镇、小河乡联络委就“农村饮水安全情况调研”开展调研，到了岩脚村、大河村，参加委员12人次。 */
function fromVisit(visit: Inspection, bodies: readonly string[]): Drawn {
  const kind = inspectionKinds[visit.kind as 'research'] ?? '调研';
  const when = visit.precision === 'day' ? printedDay(visit.held_on) : heldWords(visit);
  const who = bodies.length > 0 ? `${bodies.join('、')}政协联络委` : '县政协';
  const where = visit.place ? `，到了${visit.place}` : '';
  const people = visit.attendance ? `，参加委员${visit.attendance}人次` : '';
  return { section: 'basic', words: `${when}，${who}就“${visit.topic}”开展${kind}${where}${people}。`, note_id: null, by: '', on: visit.held_on, place: null };
}

const oneLine = (words: string): string => words.trim().replaceAll(/\s*\n\s*/gu, ' ');
const sentence = (words: string): string => (/[。！？!?；;]$/u.test(words) ? words : `${words}。`);

/** From where a paragraph comes; `rewritten`: most of its words are still there, in another sentence. */
export type Source = Drawn & { rewritten: boolean };

/** The paragraphs of a part, with what each came from as far as its words still say so. */
export function paragraphsOf(row: Pick<VisitReport, Section | 'drawn'>, section: Section): { words: string; sources: Source[] }[] {
  const text = row[section] ?? '';
  const here = row.drawn.filter((one) => one.section === section);
  const kept = here.filter(({ words }) => text.includes(words));
  const changed = here.filter((one) => !kept.includes(one));
  return text.split('\n').map((words) => words.trim()).filter(Boolean).map((words) => ({
    words,
    sources: [
      ...kept.filter((one) => words.includes(one.words)).map((one) => ({ ...one, rewritten: false })),
      ...changed.filter((one) => shareOf(one.words, words) >= MOSTLY).map((one) => ({ ...one, rewritten: true })),
    ],
  }));
}

/** With less in common than this a sentence is a new one. */
const MOSTLY = 0.6;

/** The share of neighbouring pairs of characters that are still there. */
function shareOf(before: string, after: string): number {
  const pairs = pairsOf(before);
  return pairs.length === 0 ? 0 : pairs.filter((pair) => after.includes(pair)).length / pairs.length;
}

function pairsOf(words: string): string[] {
  const letters = Array.from(words);
  return letters.slice(1).map((letter, place) => `${letters[place]}${letter}`);
}

/** Whether anything stands in it. */
export const isWritten = (parts: Partial<Pick<VisitReport, Section>>): boolean => sectionNames.some((name) => Boolean(parts[name]));
