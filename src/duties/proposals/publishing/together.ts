import { json, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent } from '#platform/http/body.ts';
import type { Site } from '#platform/http/site.tsx';
import type { Handler } from '#platform/http/visit.ts';
import type { Role } from '#platform/identity/actor.ts';
import { check } from '#platform/lifecycle/lifecycle.ts';
import { is } from '#platform/predicate.ts';
import { Problem, Repeated } from '#platform/problems.ts';
import { transact, type Act } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';
import { chosenIn } from '#duties/proposals/chosen.ts';
import { subjectOf } from '#duties/proposals/handled.ts';
import { effects, enterPublication } from '#duties/proposals/publishing/actions.ts';
import { begunFrom, expectClean, knownOf, unfit } from '#duties/proposals/publishing/fitness.ts';
import { ANSWER_MOST, MATTER_MOST, publication, type Publication } from '#duties/proposals/publishing/record.ts';
import type { Standing } from '#duties/proposals/publishing/words.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** What is done with many at once: each by the same step as alone; what cannot be is left, and told with its reason. */

interface Together {
  name: string;
  label: string;
  /** Where those stand with which it is done. */
  at: Standing;
  by: readonly Role[] | 'unit';
  /** Undefined when done; else why it was not. */
  work(act: Act, row: Proposal): Promise<string | undefined>;
}

const together: readonly Together[] = [
  { name: 'begin', label: '拟稿并送单位保密审查', at: 'none', by: ['county_office'], work: begin },
  { name: 'submit', label: '送单位保密审查', at: 'draft', by: ['county_office'], work: (act, row) => step(act, row, 'submit') },
  { name: 'clear', label: '保密审查通过', at: 'unit_review', by: 'unit', work: (act, row) => step(act, row, 'clear', { cleared_by: act.actor.name }) },
  { name: 'publish', label: '审核通过并公开', at: 'office_review', by: ['county_office', 'chair'], work: (act, row) => step(act, row, 'publish') },
];

export const actsAt = (standing: Standing): readonly Together[] => together.filter(({ at }) => at === standing);

/** Begins with what the program covers by itself; what is too long, or empty, waits for a hand. */
async function begin(act: Act, row: Proposal): Promise<string | undefined> {
  const why = unfit(row);
  if (why) return why;
  const text = begunFrom(row, await knownOf(act, row));
  if (!text.matter) return '提案内容只在纸上，请单独拟稿';
  if (text.matter.length > MATTER_MOST || text.answer.length > ANSWER_MOST) return '内容太长，请单独拟摘要';
  const fault = await refusedBy(async () => expectClean(text, []));
  if (fault) return fault;
  const [there] = await list<Publication>(act, publication, { where: is<Publication>('proposal_id', row.id), limit: 1 });
  if (there) return '已经有公开稿';
  await take(act, publication, (await enterPublication(act, text)).id, 'submit', { effect: effects.submit });
  return undefined;
}

async function step(act: Act, row: Proposal, name: keyof typeof publication.steps, input: Record<string, unknown> = {}): Promise<string | undefined> {
  const [one] = await list<Publication>(act, publication, { where: is<Publication>('proposal_id', row.id), limit: 1 });
  if (!one) return '还没有公开稿';
  const refusal = check(publication, name, act.actor, one);
  return refusal?.sentence ?? refusedBy(() => take(act, publication, one.id, name, { input, effect: effects[name] }));
}

/** Refusals come before anything is written, so the others of the act stand. */
async function refusedBy(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return Object.values(error.fields)[0] ?? error.message;
  }
}

const submit: Handler = async (visit) => {
  const body = await sent(visit);
  const chosen = together.find(({ name }) => name === body.text('act'));
  if (!chosen) throw new Problem(422, 'no_act', '请选择要办的事：拟稿、送审、保密审查或公开。');
  const ids = chosenIn(body, MOST_TOGETHER, '办');
  const left: string[] = [];
  let done = 0;
  await transact(visit.house, visit.actor, requestId(visit, body), async (act) => {
    for (const id of ids) {
      const row = await find(act, proposal, id);
      const why = row ? await chosen.work(act, row) : '没有找到';
      if (why) left.push(`${row ? subjectOf(row) : id}：${why}`);
      else done += 1;
    }
  }).catch((error: unknown) => {
    if (!(error instanceof Repeated)) throw error;
  });
  if (visit.json) return json(visit, { done, left });
  return seeOther(visit, `${visit.path}?standing=${chosen.at}`, { tone: left.length > 0 ? 'warning' : 'good', sentence: toldOf(chosen.label, done, left) });
};

const toldOf = (label: string, done: number, left: readonly string[]): string =>
  [done > 0 ? `${label}：已办${done}件。` : '', left.length > 0 ? `${left.length}件没有办。${left[0]}` : ''].filter(Boolean).join('');

const MOST_TOGETHER = 100;

export function mountTogether(site: Site, path: string): void {
  site.add({
    method: 'POST', path, handle: submit,
    api: { summary: '一并拟稿、送审、审查、公开', tag: publication.title, body: { type: 'object', required: ['id', 'act'], properties: { request_id: { type: 'string' }, id: { type: 'array', items: { type: 'string', format: 'uuid' }, maxItems: MOST_TOGETHER }, act: { type: 'string', enum: together.map(({ name }) => name) } } } },
  });
}
