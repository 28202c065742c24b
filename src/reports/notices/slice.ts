import type { Slice } from '#platform/chapter.ts';
import type { Obligation } from '#platform/obligations/obligation.ts';
import { hourKeys } from '#reports/notices/hours.ts';
import { mountOfficeMail } from '#reports/notices/office-routes.tsx';
import { mountOwnMail } from '#reports/notices/own-routes.tsx';
import { sendLetters } from '#reports/notices/sending.ts';

/** 汇总邮件: the day's bundle of reminders, by mail too, to whoever asks for it. */
export const noticesSlice = ({ obligations }: { obligations: readonly Obligation[] }): Slice => ({
  applies: [{ record: 'account', parameters: hourKeys }],
  often: sendLetters(obligations),
  mount: (site) => {
    mountOwnMail(site);
    mountOfficeMail(site);
  },
});
