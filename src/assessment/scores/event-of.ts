import { wordFor } from '#platform/work-rows.ts';
import type { WorkFound, WorkKind, WorkWords } from '#platform/work.ts';
import type { Event } from '#assessment/schemes/facts.ts';

/** A row of work in the county's words, as rules count it. */
export function eventOf({ word, record }: Pick<WorkKind, 'word' | 'record'>, words: WorkWords, row: WorkFound): Event {
  const { id, day, received, kind, stage, level, role, status, amount, people_all: all, people_place: place, same, proved } = row;
  return {
    record, id, day, received, source: word, proved,
    ...(kind ? { kind: wordFor(words, 'kind', kind) } : {}),
    ...(stage?.length ? { stage: stage.map((one) => wordFor(words, 'stage', one)) } : {}),
    ...(level?.length ? { level: level.map((one) => wordFor(words, 'level', one)) } : {}),
    ...(role ? { role: wordFor(words, 'role', role) } : {}),
    ...(status ? { status: wordFor(words, 'status', status) } : {}),
    ...(typeof amount === 'number' ? { amount } : {}),
    ...(all && place ? { people: { all, place } } : {}),
    ...(same ? { same } : {}),
  };
}
