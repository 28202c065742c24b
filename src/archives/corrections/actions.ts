import type { WorkKind } from '#platform/work.ts';
import { membershipsOf } from '#platform/identity/actor.ts';
import { notFound } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { create, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { workingDayAfter } from '#platform/working-days.ts';
import { ownCommittee } from '#institutions/facts.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { committeeDossier, memberDossier, readLines, type Dossier, type Line } from '#archives/dossiers/facts.ts';
import { archiveCorrection, type ArchiveCorrection } from '#archives/corrections/record.ts';

export interface Entering extends Pick<ArchiveCorrection, 'said'> {
  /** Whose archive: a membership or a committee of the asker; the present one when not said. */
  of?: string;
  work?: string;
  record_id?: string;
}

/** The archive of the asker that is meant. @throws Problem 404 when it is nobody's own */
export async function ownDossier(reading: Reading, of: string | undefined): Promise<Dossier> {
  const { memberId } = reading.actor;
  const own = of ?? memberId ?? ownCommittee(reading.actor);
  if (!own) throw notFound('您的档案');
  const dossier = membershipsOf(reading.actor).includes(own) ? await memberDossier(reading, own) : await committeeDossier(reading, own);
  if (!dossier.own) throw notFound('您的档案');
  return { ...dossier, shown: dossier.span, year: undefined };
}

/** The line that is meant, as the archive has it now. */
export async function lineMeant(reading: Reading, works: readonly WorkKind[], dossier: Dossier, work: string | undefined, id: string | undefined): Promise<Line | undefined> {
  if (!work || !id) return undefined;
  const lines = await readLines(reading, works.filter(({ name }) => name === work), dossier);
  const line = lines.find(({ row }) => row.id === id);
  if (!line) throw notFound('档案里的这一条');
  return line;
}

/** The line as it reads. */
export const lineWords = ({ row, about, kind }: Line): string => `${row.day} ${kind.word}：${row.title}${about ? `（${about}）` : ''}`.slice(0, 300);

const MOST_DAYS_AHEAD = 250;

/** Asks; who recorded the line answers, within the days of the plan. */
export const asking = (works: () => readonly WorkKind[]) => async (act: Act, { of, work, record_id, said }: Entering, how: Circumstances): Promise<ArchiveCorrection> => {
  const dossier = await ownDossier(act, of);
  const line = await lineMeant(act, works(), dossier, work, record_id);
  const asked_on = dayOf(act.at);
  const days = Math.min(await parameterAt(act, 'archives.answer_days', asked_on), MOST_DAYS_AHEAD);
  return create<ArchiveCorrection>(act, archiveCorrection, {
    ...(dossier.subject === 'member' ? { member_id: dossier.id } : { body_id: dossier.id }), name: dossier.name,
    ...(line ? { work: line.kind.name, record: line.kind.record, record_id: line.row.id, line: lineWords(line) } : {}),
    committee_id: line?.recorder ?? null, said, asked_on, days, answer_by: workingDayAfter(await workCalendarOf(act), asked_on, days),
  }, how);
};

/** Only what is said may be put right; at which line it was asked stays. */
export const correcting = async (_act: Act, _row: ArchiveCorrection, { said }: Entering): Promise<Values<ArchiveCorrection>> => ({ said });

export const effects: Partial<Record<keyof typeof archiveCorrection.steps, Effect<ArchiveCorrection>>> = {
  answer: async (act, _row, input) => ({ ...input, answered_on: dayOf(act.at), answered_by: act.actor.name }),
};
