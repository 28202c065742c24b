/** A paper as it stands: a template, the records of a moment, and what becomes of both. */
import type { OfficialPaper } from '#platform/documents/model.ts';
import type { Standing } from '#platform/records/moment.ts';
import type { Asked } from '#reports/asked.ts';
import type { Declared } from '#reports/declared.ts';
import type { Kind } from '#reports/wording/paper-kinds.ts';
import { templateFor, type Wording } from '#reports/templates/facts.ts';
import type { Quote } from '#reports/quoting/quote.ts';
import type { Occasion } from '#reports/wording/words.ts';
import { writeOut } from '#reports/wording/writing.ts';

export interface SpeechAsked extends Omit<Asked, 'committee'> {
  /** Absent: a speech, or what the template is. */
  readonly kind?: Kind;
  /** Absent: the template of the kind last put in use, or the customary wording. */
  readonly template?: string;
  /** Absent: the version of the moment. */
  readonly version?: number;
}

export interface Speech {
  readonly paper: OfficialPaper;
  readonly remarks: readonly string[];
  /** What it quotes, in the order in which it does. */
  readonly quotes: readonly Quote[];
  readonly wording: Wording;
  /** The moment whose records it was written from. */
  readonly at: Date;
}

/** Writes the county's paper. The same records, template version and moment give the same one. */
export async function writeSpeech(standing: Standing, declared: Declared, county: Occasion['county'], asked: SpeechAsked): Promise<Speech> {
  const wording = await templateFor(standing.reading, asked);
  return { ...(await writeOut(standing, declared, county, asked, wording)), wording, at: standing.at };
}
