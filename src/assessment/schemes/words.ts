import type { Subject } from '#platform/work.ts';

/** Who is assessed, in the words of the text. */
export const subjectWords: Readonly<Record<Subject, string>> = { committee: '联络委', member: '委员', unit: '承办单位' };

/** What an event can be like, in the words of the text. */
export const conditionLabels = { kind: '类别', stage: '阶段', level: '层级', role: '身份', status: '情形' } as const;
