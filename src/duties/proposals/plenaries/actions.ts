import { all, is, not } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { create, type Circumstances, type Effect } from '#platform/records/write.ts';
import { happenedOn, today } from '#duties/days.ts';
import { plenary, type Plenary } from '#duties/proposals/plenaries/record.ts';
import { sessionTitle } from '#duties/proposals/plenaries/words.ts';

type Days = Pick<Plenary, 'opens_on' | 'closes_on' | 'deadline_on'>;

export async function registerPlenary(act: Act, values: Partial<Plenary> & Days & Pick<Plenary, 'term' | 'session'>, how: Circumstances): Promise<Plenary> {
  expectInOrder(values);
  await expectUnregistered(act, values);
  return create(act, plenary, values, how);
}

export async function correctPlenary(act: Act, row: Plenary, values: Partial<Plenary>): Promise<Partial<Plenary>> {
  const now = { ...row, ...values };
  expectInOrder(now);
  await expectUnregistered(act, now, row.id);
  return values;
}

function expectInOrder({ opens_on, closes_on, deadline_on }: Days): void {
  if (closes_on < opens_on) throw invalid({ closes_on: `闭幕早于开幕（${opens_on}），请核对。` });
  if (deadline_on > closes_on) throw invalid({ deadline_on: `大会提案的截止日期不能晚于闭幕（${closes_on}），请核对。` });
}

async function expectUnregistered(act: Act, { term, session }: Pick<Plenary, 'term' | 'session'>, except?: string): Promise<void> {
  const where = all(is<Plenary>('term', term), is<Plenary>('session', session), not(is<Plenary>('state', 'void')));
  const [other] = (await list(act, plenary, { where, limit: 2 })).filter(({ id }) => id !== except);
  if (other) throw invalid({ session: `${sessionTitle({ term, session })}已经登记过了，请核对届次，或者直接修改那一条。` });
}

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof plenary.steps, Effect<Plenary>>> = {
  async call(act, row, input: { called_on?: string }) {
    const called_on = happenedOn(act, 'called_on', input.called_on);
    if (called_on > row.deadline_on) throw invalid({ called_on: `截止日期（${row.deadline_on}）已经过了。请先点“修改”改截止日期，再发通知。` });
    return { called_on };
  },
  async open(act, { opens_on }) {
    if (today(act) < opens_on) throw new Problem(422, 'too_early', `会期从${opens_on}开始，还没有到。会议提前的，请先点“修改”改开幕日期。`);
  },
  /** One that ends earlier than planned ends today. */
  async close(act, { closes_on, deadline_on }) {
    const now = today(act);
    return now < closes_on ? { closes_on: now, deadline_on: deadline_on < now ? deadline_on : now } : {};
  },
};
