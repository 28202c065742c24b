import type { Child } from 'hono/jsx';
import { FieldOf } from '#platform/http/derived.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import { proposal } from '#duties/proposals/record.ts';
import type { refusalGrounds } from '#duties/proposals/words.ts';

/** What no proposal is about, as questions to whoever wrote it; whether it is too empty the check says by itself (domain rules 2.2, S55, S56). */
const questions: Partial<Record<keyof typeof refusalGrounds, string>> = {
  secrets: '写到党和国家的秘密了吗？',
  forbidden: '要求的事是国家明令禁止的吗？',
  party_internal: '是中共党员对党内组织、人事安排的意见吗？',
  other_party_internal: '是民主党派成员反映本党派内部的问题吗？',
  litigation: '这件事正在打官司或者仲裁吗？',
  academic: '主要是讨论学术问题吗？',
  personal: '是替自己或者亲属解决个人问题吗？',
  promotion: '是宣传、推介具体的作品或产品吗？',
  accusation: '是指名举报某个人吗？',
  own_unit: '是反映本单位内部的事务吗？',
};

/** Asked once, when the proposal is handed in for the first time. */
export const GuidedQuestions = ({ form, again }: { form: FormState; again: boolean }): Child => (again ? <></> : (
  <>
    <p>请看一遍，有一条属于的，就不作为提案提交：</p>
    <ul class="guided">{Object.values(questions).map((question) => <li>{question}</li>)}</ul>
    <FieldOf of={proposal.steps.submit.input!} name="none_forbidden" form={form} choices={{}} />
  </>
));
