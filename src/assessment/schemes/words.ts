import { placeKinds } from '#institutions/committees/record.ts';
import type { Subject } from '#platform/work.ts';

/** Who is assessed, in the words of the text. */
export const subjectWords: Readonly<Record<Subject, string>> = { committee: '联络委', member: '委员', unit: '承办单位' };

/** What an event can be like, in the words of the text. */
export const conditionLabels = { kind: '类别', stage: '阶段', level: '层级', role: '身份', status: '情形' } as const;

/** As what somebody is assessed, which indicators may ask for (只对): a committee by its kind of place, and whether it is new or gone; a member by the seat. */
export const committeeRoles = { ...placeKinds, founded: '年内设立', abolished: '年内撤销' } as const;
export const memberRoles = { standing: '常委', ordinary: '非常委', member: '委员' } as const;
export const rolesOf: Readonly<Record<Subject, readonly string[]>> = { committee: Object.values(committeeRoles), member: Object.values(memberRoles), unit: [] };
