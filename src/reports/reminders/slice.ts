import type { Slice } from '#platform/chapter.ts';
import type { Obligation } from '#platform/obligations/obligation.ts';
import { remind } from '#reports/reminders/reminding.ts';
import { mountReminders } from '#reports/reminders/routes.tsx';

/** 催办 of everything that the chapters declared to be owed. */
export const remindersSlice = ({ obligations }: { obligations: readonly Obligation[] }): Slice => ({ daily: remind(obligations), mount: mountReminders(obligations) });
