import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Checklists } from '#platform/database/schema.ts';
import { day, reference, text } from '#platform/fields.ts';
import { countyOffice, maintainer, signedIn } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

export type Checklist = Selectable<Checklists>;

/** What proves an item. The last four follow from other records: nobody ticks them. */
export const proofKinds = {
  place: '场所和挂牌', documents: '制度文件', worker: '在任工作人员', director: '在任主任', equipment: '设备登记', funds: '当年经费登记',
} as const;

export type ProofKind = keyof typeof proofKinds;

/** Items for which a committee shows something of its own. */
export const shownKinds: readonly ProofKind[] = ['place', 'documents'];

/** One line of the checklist. */
export interface Item {
  /** Kept from version to version, so that what was shown for it still counts. */
  id: string;
  label: string;
  /** What the plan asks for. */
  asked: string;
  kind: ProofKind;
  /** How long a proof holds; null: until it is withdrawn. */
  months: number | null;
  verifier: string;
  required: boolean;
}

export const itemsOf = (row: Checklist): Item[] => row.items as unknown as Item[];

export const checklistFields = z.object({
  title: text('清单名称', 60, { hint: '本县的叫法，例如：五有、六有、八有' }),
  line_id: reference('修订哪一份', 'checklist', { hint: '新版施行时只替代这一份的旧版；另立一份、同时施行的，不选' }).optional(),
  subject: text('适用的机构形式', 20, { hint: '只对一种形式（例如联络站）提要求的才选；不选就是各联络委都适用' }).optional(),
});

export const adoptingFields = z.object({
  document_no: text('文号', 60).optional(),
  in_force_from: day('施行日期'),
});

/** 规范化清单: one version of what committees (all, or those of one form) must have; several lines may be in force side by side. Speech, 四个方案: 规范化建设, “五有”. */
export const checklist = lifecycle<Checklist>()({
  name: 'checklist',
  title: '规范化清单',
  table: 'checklists',
  path: 'checklists',
  fields: checklistFields,
  nameOf: (row) => row.title,
  initial: 'draft',
  states: {
    draft: { label: '起草', open: true },
    adopted: { label: '施行中', open: false },
    superseded: { label: '已被替代', open: false },
    dropped: { label: '不再施行', open: false },
  },
  steps: {
    adopt: {
      label: '登记施行', noun: 'adoption', from: ['draft'], to: 'adopted', by: [countyOffice], final: true, input: adoptingFields, clause: 'standardisation.five_haves',
      ready: (row) => (itemsOf(row).length > 0 ? undefined : '清单还没有项目。请先登记项目，再登记施行。'),
    },
    supersede: {
      label: '登记废止', noun: 'supersession', from: ['adopted'], to: 'superseded', by: [countyOffice], reason: true, final: true,
      input: z.object({ superseded_on: day('废止日期') }),
    },
    drop: { label: '不再施行', noun: 'abandonment', from: ['draft'], to: 'dropped', by: [countyOffice], reason: true },
  },
  visibleTo: [signedIn, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['draft'], by: [countyOffice] },
  newestBy: 'in_force_from',
});
