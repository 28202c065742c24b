import { z } from 'zod';

/** Kinds that are the plan's words: the usual ones are kept under a name, so that figures find them; a county's own stand under their own word. */
export type UsualKinds = Readonly<Record<string, string>>;

/** A kind has no longer word than this, in the plan or on a record. */
export const MOST_LETTERS = 30;

/** The form lists the kinds in force (`kindsInForce`); those of older records keep their meaning. */
export const kindField = (label: string, usual: UsualKinds) => z.string().min(1).max(MOST_LETTERS).meta({ title: label, field: { label, kind: 'choice', options: usual } });

/** What a kind is called: its word, or the county's own word under which it is kept. */
export const kindWordIn = (usual: UsualKinds, kind: string): string => usual[kind] ?? kind;

/** Under what a kind is kept that a county calls so. */
export const kindNamedIn = (usual: UsualKinds, word: string): string => Object.entries(usual).find(([, known]) => known === word)?.[0] ?? word;
