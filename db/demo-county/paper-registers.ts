import { setting, type Setting } from '#institutions/settings/record.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';
import { effects as incomingEffects, register } from '#reports/papers/incoming/register.ts';
import { incomingPaper } from '#reports/papers/incoming/record.ts';
import { actionsWith } from '#reports/papers/outgoing/actions.ts';
import { issuingFrom } from '#reports/papers/outgoing/printing.ts';
import { outgoingPaper, type OutgoingPaper } from '#reports/papers/outgoing/record.ts';
import { settingsSlice } from '#institutions/settings/slice.ts';
import { dayIn, later, type Life } from './life.ts';

const { enter, effects } = actionsWith(issuingFrom(settingsSlice.papers ?? []));

/** Papers that went out and came in: a request with its answer, one of each state that waits for somebody. */
export function paperRegisters(life: Life): void {
  const { year, office } = life;
  const request = outgoing(life, dayIn(year, 4, 8), {
    kind: 'request', title: '关于核定乡镇（街道）政协联络委工作经费的请示', addressee: '岚溪侗族自治县人民政府', remark: '联系人：周静怡，电话：0855-7120001', copy_to: '县财政局',
    body: '全县乡镇（街道）政协联络委已全部设立，日常走访、协商议事需要必要的工作经费，现将有关事项请示如下。\n一、经费标准\n建议按每个联络委每年定额安排，列入乡镇（街道）部门预算。\n二、使用范围\n用于走访群众、协商议事、调研视察和资料印制。\n妥否，请批示。',
  }, ['submission', 'check', 'signature', 'numbering', 'seal', 'sending', 'filing']);
  answered(life, request, dayIn(year, 5, 9));
  outgoing(life, dayIn(year, 9, 3), {
    kind: 'notice', title: '关于做好第三季度调研视察工作的通知', addressee: '各乡镇（街道）政协联络委', body: '为做好第三季度调研视察工作，现就有关事项通知如下。\n一、选准题目\n围绕群众反映集中的问题确定题目，每个联络委至少安排一次。\n二、注重实效\n调研视察结束后及时形成报告，提出可以落实的建议。',
  }, ['submission', 'check', 'signature', 'numbering', 'seal', 'sending']);
  outgoing(life, dayIn(year, 11, 5), { kind: 'letter', title: '关于商请提供联络委办公用房情况的函', addressee: '县机关事务服务中心', body: '因规范化建设验收需要，请贵单位提供各乡镇（街道）政协联络委办公用房的登记情况。\n专此函达，请予支持。' }, ['submission', 'check', 'signature', 'numbering']);
  outgoing(life, dayIn(year, 11, 12), { kind: 'circular', title: '关于上半年联络委履职情况的通报', addressee: '各乡镇（街道）政协联络委', body: '现将上半年各联络委履职情况通报如下。' }, ['submission']);
  life.on(dayIn(year, 11, 16), office, async (act) => void (await fromSetting(act)));
  const received = [
    { from_body: '市政协办公室', document_no: `岚州协办〔${year}〕31号`, title: '关于报送基层协商典型案例的通知', kind: 'notice', due_on: dayIn(year, 11, 28) },
    { from_body: '县委办公室', document_no: `岚委办〔${year}〕62号`, title: '关于印发年度调研课题的通知', kind: 'notice' },
  ] as const;
  for (const [n, paper] of received.entries()) life.on(dayIn(year, 11, 6 + 5 * n), office, async (act) => {
    const row = await register(act, { ...paper, received_on: dayIn(year, 11, 6 + 5 * n) }, {});
    if (n === 0) await take(act, incomingPaper, row.id, 'propose', { input: { proposed: '请各联络委报送案例，由协商委汇总。', proposed_by: '周静怡' } });
  });
}

/** What each act on paper says. */
const inputs = (on: string) => ({
  submission: ['submit', {}], check: ['check', { checked_by: '吴文海', checked_on: on }], signature: ['sign', { signatory: '王振华', signed_on: on }],
  numbering: ['number', { code: '岚协', year: Number(on.slice(0, 4)) }], seal: ['seal', { sealed_by: '周静怡', sealed_on: on }],
  sending: ['send', { sent_on: on, sent_how: 'by_hand', copies: 30 }], filing: ['file', { file_no: `${on.slice(0, 4)}-WS·30-0012`, filed_on: on }],
} as const);

function outgoing(life: Life, day: string, values: Partial<OutgoingPaper>, acts: readonly (keyof ReturnType<typeof inputs>)[]): { row?: OutgoingPaper } {
  const kept: { row?: OutgoingPaper } = {};
  life.on(day, life.office, async (act) => void (kept.row = await enter(act, { ...values, drafted_by: '周静怡' }, {})));
  for (const [n, name] of acts.entries()) {
    const on = later(day, Math.ceil((n + 1) / 2));
    const [step, input] = inputs(on)[name];
    const code = values.kind === 'letter' && step === 'number' ? { code: '岚协函' } : {};
    life.on(on, life.office, (act) => take(act, outgoingPaper, kept.row!.id, step, { input: { ...input, ...code }, effect: effects[step as 'sign'] }));
  }
  return kept;
}

function answered(life: Life, request: { row?: OutgoingPaper }, day: string): void {
  life.on(day, life.office, async (act) => {
    const { id } = await register(act, {
      received_on: day, from_body: '岚溪侗族自治县人民政府', document_no: `岚政复〔${day.slice(0, 4)}〕17号`, title: '关于核定乡镇（街道）政协联络委工作经费的批复', kind: 'reply', answers_id: request.row!.id,
      matter: '同意按定额安排，列入部门预算。',
    }, {});
    const step = (name: 'propose' | 'instruct' | 'finish' | 'file', input: Record<string, unknown>) => take(act, incomingPaper, id, name, { input, effect: incomingEffects[name] as never });
    await step('propose', { proposed: '请主席阅示，转县财政局和各联络委落实。', proposed_by: '周静怡' });
    await step('instruct', { instructed_by: '主席 王振华', instructed_on: day, instruction: '请抓好落实。', handler: '周静怡' });
    await step('finish', { result: '已转各联络委，经费按批复列入预算。', done_on: day });
    await step('file', { file_no: `${day.slice(0, 4)}-SW·30-0005`, filed_on: day });
  });
}

/** A request that is not written twice: made of the setting-up's own records. */
async function fromSetting(act: Act): Promise<void> {
  const [newest] = await list<Setting>(act, setting, { limit: 1 });
  if (newest) await enter(act, { kind: 'request', source_id: newest.id, drafted_by: '周静怡' }, {});
}
