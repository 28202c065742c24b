import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { PersonalRequests } from '#platform/database/schema.ts';
import { choice, day, lines } from '#platform/fields.ts';
import { holds, type Actor } from '#platform/identity/actor.ts';
import { auditor, countyOffice, holderOfReceipt, maintainer, relation, self } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { all, is, not, when, type Predicate } from '#platform/predicate.ts';
import { personComplainedOf, unitComplainedOf } from '#duties/opinions/shield/facts.ts';

export type PersonalRequest = Selectable<PersonalRequests>;

export const kinds = { correction: '更正', deletion: '删除' } as const;

export const requestFields = z.object({
  kind: choice('要求', kinds),
  said: lines('具体说明', 1_000, { hint: '更正的：哪里不对、应该怎样；删除的：要删除什么、为什么' }),
});

const answers = { corrected: '已更正', partly: '办了一部分', refused: '不能照办' } as const;
export const outcomes = { ...answers, deleted: '已删除' } as const;

const WHAT_IS_KEPT = { hint: '例如：姓名和任职记录按档案规定保存30年；办理情况留下，不再指向本人' } as const;

/** Nobody decides over what he asked for himself. */
const notOwn = ({ personId }: Actor): Predicate<PersonalRequest> => (personId ? not(is<PersonalRequest>('person_id', personId)) : when(true));
const office = relation<PersonalRequest>('county_office', '县政协办公室（不是自己申请的）', (actor) => all(when(holds(actor, 'county_office')), notOwn(actor)));
const askers = [self<PersonalRequest>('person_id'), holderOfReceipt<PersonalRequest>()];

const ofDeletion = ({ kind }: PersonalRequest): string | undefined => (kind === 'deletion' ? undefined : '这是要求更正，不是要求删除。');

/** 更正、删除申请: what somebody asks about the own data. 《个人信息保护法》第四十六、四十七条; a refusal says why (第五十条). */
export const personalRequest = lifecycle<PersonalRequest>()({
  name: 'personal_request',
  title: '更正、删除申请',
  table: 'personal_requests',
  path: 'personal-requests',
  fields: requestFields,
  nameOf: (row) => `${row.name}：要求${kinds[row.kind as keyof typeof kinds]}`,
  initial: 'asked',
  states: {
    asked: { label: '待答复', open: true },
    kept: { label: '保留到期再删', open: true },
    answered: { label: '已答复', open: false },
    withdrawn: { label: '已撤回', open: false },
  },
  steps: {
    answer: {
      label: '答复', noun: 'answer', from: ['asked'], to: 'answered', by: [office],
      input: z.object({ outcome: choice('处理', answers), answer: lines('答复和理由', 1_000, { hint: '更正在原来的记录里办，这里写明办了什么；不能照办的写明理由' }), kept: lines('依法继续保留什么、到什么时候', 500, WHAT_IS_KEPT).optional() }),
    },
    delete: {
      label: '删除并答复', noun: 'deletion', from: ['asked', 'kept'], to: 'answered', by: [office], ready: ofDeletion, proof: true, final: true,
      input: z.object({ answer: lines('答复', 1_000), kept: lines('依法继续保留什么、到什么时候', 500, WHAT_IS_KEPT).optional() }),
    },
    keep: {
      label: '到期再删', noun: 'keeping', from: ['asked'], to: 'kept', by: [office], ready: ofDeletion, aside: true,
      input: z.object({ answer: lines('答复和理由', 1_000, { hint: '依据什么规定，暂时还不能删除' }), kept: lines('继续保留什么', 500), kept_until: day('保留到哪天') }),
    },
    withdraw: { label: '撤回', noun: 'withdrawal', from: ['asked', 'kept'], to: 'withdrawn', by: askers, aside: true },
  },
  visibleTo: [...askers, countyOffice, auditor, maintainer],
  keptFrom: [unitComplainedOf(), personComplainedOf()],
  createdBy: [...askers, maintainer],
  editable: { in: [], by: [] },
  confidential: ['said', 'about_person', 'receipt'],
  privyTo: [...askers, office],
  undivided: ['about_unit_id'],
  attachable: false,
  newestBy: 'asked_on',
  due: { by: 'due_on', in: ['asked', 'kept'], counted: { from: 'asked_on', days: 'days' } },
});
